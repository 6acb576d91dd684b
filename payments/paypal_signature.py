"""The question that PayPal answers about a report: whether it sent it.

The body is posted back as it came (developer.paypal.com/api/rest/webhooks/rest/). It is not read and written again:
other white space or another way to write a letter is another body.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import msgspec

from payments.base import Untrusted

HEADERS = {
    "auth_algo": ("paypal-auth-algo", re.compile(r"[A-Za-z0-9]{1,100}", re.ASCII)),
    "transmission_id": ("paypal-transmission-id", re.compile(r"[!-~]{1,50}")),
    "transmission_sig": ("paypal-transmission-sig", re.compile(r"[!-~]{1,500}")),
    "transmission_time": ("paypal-transmission-time", re.compile(r"[0-9TZ:.+-]{1,100}", re.ASCII)),
    "cert_url": ("paypal-cert-url", re.compile(r"[!-~]{1,500}")),
}
"""What a report must bring, by the name it has in the question: the header, and what it may look like."""

_HOST = re.compile(r"([a-z0-9-]+\.)*paypal\.com", re.ASCII)


def question(headers: Mapping[str, str], raw_body: bytes, *, webhook_id: str, root: str) -> msgspec.Raw:
    """What to ask PayPal about a report. `root` is the API's address, whose certificates are believed beside those of
    paypal.com. Raises `Untrusted` for what need not be asked about."""
    if not webhook_id:
        raise Untrusted("no webhook of ours is known, so nothing can be told from it")
    said = {name: _header(headers, *rule) for name, rule in HEADERS.items()}
    if not _is_theirs(said["cert_url"], root):
        raise Untrusted("a certificate of somebody else")
    if not _is_object(raw_body):
        raise Untrusted("not a report")
    known = msgspec.json.encode({**said, "webhook_id": webhook_id})
    return msgspec.Raw(known[:-1] + b',"webhook_event":' + raw_body + b"}")


def _header(headers: Mapping[str, str], name: str, shape: re.Pattern[str]) -> str:
    value = headers.get(name, "")
    if not shape.fullmatch(value):
        raise Untrusted(f"{name} is missing, or is none")
    return value


def _is_theirs(address: str, root: str) -> bool:
    try:
        parts = urlsplit(address)
        ours = urlsplit(root)
        if (parts.scheme, parts.netloc) == (ours.scheme, ours.netloc):
            return True
        return parts.scheme == "https" and parts.port is None and bool(_HOST.fullmatch(parts.hostname or ""))
    except ValueError:
        return False


def _is_object(body: bytes) -> bool:
    """Whether this is one JSON object and nothing else: what is put into the question cannot add to it."""
    try:
        msgspec.json.decode(body, type=dict[str, Any])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False
    return True
