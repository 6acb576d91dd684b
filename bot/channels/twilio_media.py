"""Fetches a file that a person sent from where Twilio keeps it, and from nowhere else."""

from __future__ import annotations

from typing import TypeAlias
from urllib.parse import urljoin, urlsplit

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout, encode_basic_auth
from yarl import URL

from bot.channels.base import NotSent, TryLater, Undeliverable
from bot.channels.twilio_errors import refusal

MAX_BYTES = 16 * 1024 * 1024  # https://www.twilio.com/docs/whatsapp/guidance-whatsapp-media-messages
SECONDS = 40.0

_OWN = ".twilio.com"
_CHUNK = 64 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NOT_FOUND = frozenset({404, 410})
_FOUND = 200
_LIMIT = ClientTimeout(total=SECONDS, sock_connect=5.0)

_Keys: TypeAlias = tuple[str, str]


async def fetch(session: ClientSession, url: str, root: str, keys: _Keys) -> bytes:
    """The bytes of a picture or a PDF, at most 16 MB. `root` is the API server of our settings.

    The account's keys go to Twilio's own host alone, and not along with the one redirect to where the file lies.
    Raises `NotSent`.
    """
    if not _is_twilios(url, root):
        raise Undeliverable("the file is not kept at Twilio")
    shown = {"Authorization": encode_basic_auth(*keys)}
    try:
        async with session.get(url, headers=shown, timeout=_LIMIT, allow_redirects=False) as answer:
            if answer.status not in _REDIRECTS:
                return await _read(answer)
            place = urljoin(url, answer.headers.get("Location", ""))
        if urlsplit(place).scheme not in {"https", urlsplit(root).scheme}:
            raise Undeliverable("the file lies where nothing is encrypted")
        # As it was given: what is signed may not be quoted otherwise.
        async with session.get(URL(place, encoded=True), timeout=_LIMIT, allow_redirects=False) as answer:
            return await _read(answer)
    except (TimeoutError, ClientError, OSError) as error:
        raise TryLater(f"the file could not be fetched: {type(error).__name__}") from None


def _is_twilios(url: str, root: str) -> bool:
    """Whether the keys may be shown there. The address came in a signed request, and still is not to be trusted."""
    try:
        asked, ours = urlsplit(url), urlsplit(root)
        host = (asked.hostname or "").rstrip(".")
        if (asked.scheme, asked.netloc) == (ours.scheme, ours.netloc):
            return True
        return asked.scheme == "https" and host.endswith(_OWN) and asked.port in {None, 443} and not asked.username
    except ValueError:
        return False


async def _read(answer: ClientResponse) -> bytes:
    """The body, read no further than the limit."""
    if answer.status != _FOUND:
        raise _refused(answer.status)
    kind = answer.content_type
    if not (kind.startswith("image/") or kind == "application/pdf"):
        raise Undeliverable("the file is neither a picture nor a PDF")
    data = bytearray()
    async for chunk in answer.content.iter_chunked(_CHUNK):
        data += chunk
        if len(data) > MAX_BYTES:
            raise Undeliverable("the file is larger than 16 MB")
    return bytes(data)


def _refused(status: int) -> NotSent:
    return Undeliverable("the file is gone") if status in _NOT_FOUND else refusal(status)
