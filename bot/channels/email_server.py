"""How a mail server is reached, and what each of its refusals means for the letter that it was to take."""

from __future__ import annotations

import re
import ssl
from ipaddress import ip_address
from typing import NamedTuple

import structlog
from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPHeloError,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPServerDisconnected,
    SMTPTimeoutError,
)

from bot.channels.base import Gone, NotSent, TryLater, Undeliverable
from bot.config import Email

TLS_PORT = 465  # RFC 8314, 3.3: TLS from the first byte
SETTINGS_SECONDS = 600.0
"""Only the owner can mend the settings; until then every letter waits."""

_PERMANENT = 500
_LOG_IN_FIRST = frozenset({530, 534, 535, 538})  # RFC 4954, 6
_RELAYING = frozenset({554})  # without a status code: «transaction failed», mostly a rule of the server
_STATUS = re.compile(r"\s*5\.(\d{1,3})\.(\d{1,3})\b")  # RFC 3463

log = structlog.get_logger()


class Security(NamedTuple):
    """How a connection is kept from others: TLS `at_once`; else STARTTLS, `required` or where the server offers it;
    and whether the server's certificate is `verified`, which means nothing between programs of one machine."""

    at_once: bool
    required: bool
    verified: bool


def security(settings: Email) -> Security:
    """A password never travels in clear to another machine, and only to one that has proved who it is."""
    away = not _is_this_machine(settings.host)
    at_once = settings.port == TLS_PORT
    has_password = bool(settings.password.get_secret_value())
    return Security(at_once, required=has_password and away and not at_once, verified=away)


def client(settings: Email, kept: Security, seconds: float) -> SMTP:
    """A connection to be; each of its calls takes at most `seconds`.

    A certificate is measured against the authorities of this machine; `SSL_CERT_FILE` may name others.
    """
    password = settings.password.get_secret_value()
    return SMTP(
        hostname=settings.host,
        port=settings.port,
        username=settings.username if password else None,
        password=password or None,
        timeout=seconds,
        use_tls=kept.at_once,
        start_tls=False if kept.at_once else kept.required or None,
        validate_certs=kept.verified,
    )


def explained(error: Exception) -> NotSent:
    """What a failure means. Of the server's words nothing is kept but the code: they quote addresses."""
    match error:
        case SMTPRecipientsRefused(recipients=[refused, *_]):
            return _recipient(refused.code, refused.message)
        case SMTPConnectError() | SMTPHeloError() | SMTPServerDisconnected() | SMTPTimeoutError():
            return _unreachable(error)
        case SMTPResponseException(code=code):
            return _refused(code, login=isinstance(error, SMTPAuthenticationError))
        case ssl.SSLError() | OSError():
            return _unreachable(error)
        case _:
            return _misfit("no TLS, or no way to log in, where the settings ask for it")


def _recipient(code: int, words: str) -> NotSent:
    """Whether the address is dead. What the server's rules forbid (5.7.x, relaying) says nothing of the mailbox."""
    if code < _PERMANENT or code in _LOG_IN_FIRST:
        return _refused(code)
    status = _STATUS.match(words)
    if status[1] == "7" if status else code in _RELAYING:
        return _refused(code)
    return Gone(f"the mailbox is not there ({code})")


def _refused(code: int, *, login: bool = False) -> NotSent:
    if code < _PERMANENT:
        return TryLater(f"the mail server puts it off ({code})")
    if login or code in _LOG_IN_FIRST:
        return _misfit(f"the user name or the password is refused ({code})")
    return Undeliverable(f"the mail server refuses it ({code})")


def _unreachable(error: Exception) -> NotSent:
    if isinstance(error, ssl.SSLCertVerificationError) or isinstance(error.__cause__, ssl.SSLCertVerificationError):
        return _misfit("its certificate is not trusted, or is another host's")
    return TryLater(f"the mail server could not be asked: {type(error).__name__}")


def _misfit(why: str) -> NotSent:
    log.error("mail_server_refuses_us", why=why, see="JALSA_EMAIL__*")
    return TryLater(f"the mail server and the settings do not fit: {why}", SETTINGS_SECONDS)


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
