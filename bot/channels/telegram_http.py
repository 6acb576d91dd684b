"""The wire to a Bot API server: python-telegram-bot's transport interface over one lean HTTP/1.1 connection a call.

The library's own transport costs 0.7 ms of CPU a call and logs addresses that hold the token; this one costs
0.1 ms and logs nothing. It knows no proxies: `bot.channels.telegram_api` takes the library's where one is set.
"""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Mapping
from ssl import SSLContext
from typing import Any, cast
from urllib.parse import SplitResult, urlsplit

import httptools
import httpx
import msgspec
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECT_SECONDS = 5.0
READ_SECONDS = 15.0
IDLE_SECONDS = 20.0  # shorter than a server's own patience, so that a call seldom meets a connection being closed


class Connection(asyncio.Protocol):
    """One connection; it carries one call at a time."""

    def __init__(self) -> None:
        self.since = 0.0
        self.open = True
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None
        self._body: list[bytes] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way out."""
        self._transport = cast("asyncio.Transport", transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """Fail the call that waits."""
        self.open = False
        self._fail(exc or ConnectionResetError("closed by the server"))

    def data_received(self, data: bytes) -> None:
        """Feed the parser; what is no HTTP ends the connection."""
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError as error:
            self._fail(error)
            self.close()

    def on_body(self, body: bytes) -> None:
        """Collect a part of the answer."""
        self._body.append(body)

    def on_message_complete(self) -> None:
        """Hand the answer over."""
        self.open = self.open and self._parser.should_keep_alive()
        if self._answer is not None and not self._answer.done():
            self._answer.set_result((self._parser.get_status_code(), b"".join(self._body)))

    def _fail(self, error: Exception) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(error)

    async def ask(self, request: bytes) -> tuple[int, bytes]:
        """Write a whole request, wait for the whole answer: its status and body."""
        self._parser = httptools.HttpResponseParser(self)
        self._body = []
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._answer

    def close(self) -> None:
        """Hang up."""
        self.open = False
        self._transport.abort()


class Direct(BaseRequest):
    """A transport that keeps up to `limit` connections and reuses the youngest idle one.

    A call that fails half-way is never repeated here: whether that is safe is known further up.
    """

    def __init__(self, limit: int = 64, seconds: float = READ_SECONDS) -> None:
        self._seconds = seconds
        self._idle: deque[Connection] = deque()
        self._places = asyncio.Semaphore(limit)
        self._tls: SSLContext | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds a call may take unless it says otherwise."""
        return self._seconds

    async def initialize(self) -> None:
        """Nothing to prepare: connections are made when needed."""

    async def shutdown(self) -> None:
        """Close what is idle."""
        while self._idle:
            self._idle.pop().close()

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer; quick for what is valid, lenient with broken letters. Raises TelegramError."""
        try:
            return cast("dict[str, Any]", msgspec.json.decode(payload))
        except (msgspec.DecodeError, UnicodeDecodeError):
            pass
        try:
            return cast("dict[str, Any]", json.loads(payload.decode(errors="replace")))
        except ValueError:
            raise TelegramError("Invalid server response") from None

    async def do_request(  # noqa: PLR0917 - the signature is the library's
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - one limit for the exchange
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - a constant here
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - the worker bounds what waits
    ) -> tuple[int, bytes]:
        """Exchange one request for its status and body. Raises NetworkError and TimedOut."""
        seconds = read_timeout if isinstance(read_timeout, int | float) else self._seconds
        target = urlsplit(url)
        request = _request(method, target, *_body(request_data))
        async with self._places:
            try:
                return await self._exchange(target, request, seconds)
            except TimeoutError:
                raise TimedOut from None
            except (OSError, httptools.HttpParserError) as error:
                raise NetworkError(type(error).__name__) from None

    async def _exchange(self, target: SplitResult, request: bytes, seconds: float) -> tuple[int, bytes]:
        connection = self._reused() or await self._connect(target)
        try:
            async with asyncio.timeout(seconds):
                answer = await connection.ask(request)
        except BaseException:
            connection.close()
            raise
        if connection.open:
            connection.since = asyncio.get_running_loop().time()
            self._idle.append(connection)
        return answer

    def _reused(self) -> Connection | None:
        oldest = asyncio.get_running_loop().time() - IDLE_SECONDS
        while self._idle:
            connection = self._idle.pop()
            if connection.open and connection.since >= oldest:
                return connection
            connection.close()
        return None

    async def _connect(self, target: SplitResult) -> Connection:
        secure = target.scheme == "https"
        if secure and self._tls is None:
            self._tls = httpx.create_ssl_context()
        loop, port = asyncio.get_running_loop(), target.port or (443 if secure else 80)
        async with asyncio.timeout(CONNECT_SECONDS):
            _, connection = await loop.create_connection(
                Connection, target.hostname or "", port, ssl=self._tls if secure else None
            )
        return connection


def _body(data: RequestData | None) -> tuple[str, bytes]:
    """The content type and the bytes of a call's parameters: JSON, or a form when files go with it."""
    if data is None:
        return "", b""
    if not data.contains_files:
        return "application/json", msgspec.json.encode(data.parameters)
    form = httpx.Request(
        "POST", "http://form", data=cast("Mapping[str, Any]", data.json_parameters), files=data.multipart_data
    )
    return form.headers["content-type"], form.read()


def _request(method: str, target: SplitResult, kind: str, body: bytes) -> bytes:
    path = target.path + (f"?{target.query}" if target.query else "")
    head = f"{method} {path} HTTP/1.1\r\nHost: {target.netloc}\r\n"
    if body:
        head += f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
    return f"{head}\r\n".encode("ascii") + body
