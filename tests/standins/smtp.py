"""A mail server on loopback, real SMTP by aiosmtpd: it keeps the letters it takes, and refuses what it is told to.

async with MailServer() as server:
    server.answer("RCPT", "550 5.1.1 no such user")
    ...
    assert server.letters == []
"""

from __future__ import annotations

import asyncio
import ssl
from collections import defaultdict, deque
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP as INTERNET
from typing import Any, Self

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

OK = "250 OK"
HANG_UP = "hang up"
SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class Received:
    """A letter with its envelope; `raw` is what came over the wire."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes
    encrypted: bool
    user: str

    @property
    def message(self) -> EmailMessage:
        """The letter, read."""
        return BytesParser(EmailMessage, policy=INTERNET).parsebytes(self.raw)


class MailServer:
    """One server. `users` (names and passwords) must log in, and may only under TLS where there is a `certificate`.

    With `at_once` it speaks TLS from the first byte, else it offers STARTTLS. `tried` counts attempts to log in.
    """

    def __init__(
        self,
        *,
        certificate: ssl.SSLContext | None = None,
        at_once: bool = False,
        users: dict[str, str] | None = None,
    ) -> None:
        self.letters: list[Received] = []
        self.tried = 0
        self.port = 0
        self._certificate, self._at_once = certificate, at_once
        self._users = users
        self._answers: defaultdict[str, deque[str]] = defaultdict(deque)
        self._open: list[SMTP] = []

    def answer(self, command: str, answer: str) -> None:
        """How the next `command` (EHLO, HELO, MAIL, RCPT, DATA) is answered; `HANG_UP` and `SILENCE` are answers."""
        self._answers[command].append(answer)

    async def __aenter__(self) -> Self:
        tls = self._certificate if self._at_once else None
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(self._connection, "127.0.0.1", 0, ssl=tls)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for connection in self._open:
            await _end(connection)
        await self._server.wait_closed()

    def _connection(self) -> SMTP:
        made = SMTP(
            self,
            hostname="mail.test",
            loop=asyncio.get_running_loop(),
            tls_context=None if self._at_once else self._certificate,
            auth_require_tls=self._certificate is not None and not self._at_once,
            authenticator=self._authenticate,
            auth_exclude_mechanism=() if self._users else ("LOGIN", "PLAIN"),
        )
        self._open.append(made)
        return made

    def _authenticate(self, _server: SMTP, _session: Session, _envelope: Envelope, _how: str, said: Any) -> AuthResult:
        """Not `handled` when it fails: the server is to say so, or the client waits for ever."""
        self.tried += 1
        assert isinstance(said, LoginPassword)
        name = said.login.decode()
        good = (self._users or {}).get(name) == said.password.decode()
        return AuthResult(success=good, handled=False, auth_data=said)

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return [await self._said("EHLO", server, "")] if self._answers["EHLO"] else responses

    async def handle_HELO(  # noqa: N802
        self, server: SMTP, session: Session, _envelope: Envelope, hostname: str
    ) -> str:
        session.host_name = hostname
        return await self._said("HELO", server, OK)

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self._users and not session.authenticated:
            return "530 5.7.0 Authentication required"
        envelope.mail_from, envelope.mail_options = address, options
        return await self._said("MAIL", server, OK)

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        said = await self._said("RCPT", server, OK)
        if said == OK:
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        refused = self._answers["DATA"] and self._answers["DATA"][0][0] in "45"
        if not refused:
            self.letters.append(self._received(server, session, envelope))
        return await self._said("DATA", server, OK)

    def _received(self, server: SMTP, session: Session, envelope: Envelope) -> Received:
        raw, sender, known = envelope.original_content, envelope.mail_from, session.auth_data
        assert raw is not None
        assert sender is not None
        encrypted = server.transport is not None and server.transport.get_extra_info("sslcontext") is not None
        user = known.login.decode() if isinstance(known, LoginPassword) else ""
        return Received(sender, tuple(envelope.rcpt_tos), raw, encrypted, user)

    async def _said(self, command: str, server: SMTP, usual: str) -> str:
        waiting = self._answers[command]
        said = waiting.popleft() if waiting else usual
        if said == SILENCE:
            await asyncio.Event().wait()
        if said == HANG_UP:
            assert server.transport is not None
            server.transport.close()
        return said


async def _end(connection: SMTP) -> None:
    """Let go of a connection that a client left open."""
    if connection.transport is not None:
        connection.transport.close()
    task = connection._handler_coroutine
    if task is not None:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
