"""The wire to a Bot API server: aiohttp as the transport of python-telegram-bot.

The library's own transport logs addresses, which hold the token, and costs six times as much CPU a call.
"""

from __future__ import annotations

import json
from functools import partial
from typing import Any, cast
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from aiohttp import ClientError, ClientSession, ClientTimeout, DummyCookieJar, FormData, TCPConnector
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECT_SECONDS = 5.0
READ_SECONDS = 15.0

_as_json = partial(json.dumps, ensure_ascii=False)


class AiohttpRequest(BaseRequest):
    """A transport that keeps up to `limit` connections to the server at `root`; it connects at its first call.

    Proxies are those of the environment. A post that fails half-way is not repeated: whether that is safe is known
    further up.
    """

    def __init__(self, root: str, limit: int = 64, seconds: float = READ_SECONDS) -> None:
        self._proxy = _proxy(root)
        self._limit = limit
        self._seconds = seconds
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds a call may take unless it says otherwise."""
        return self._seconds

    async def initialize(self) -> None:
        """Nothing to prepare: connections are made when needed."""

    async def shutdown(self) -> None:
        """Close every connection."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer, lenient with broken letters; unlike the library's, it logs none. Raises TelegramError."""
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
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - likewise part of the one limit
    ) -> tuple[int, bytes]:
        """Exchange one request for its status and body. Raises NetworkError and TimedOut."""
        seconds = read_timeout if isinstance(read_timeout, int | float) else self._seconds
        limit = ClientTimeout(total=seconds, sock_connect=CONNECT_SECONDS)
        try:
            async with self._connected().request(
                method, url, timeout=limit, allow_redirects=False, **_body(request_data)
            ) as answer:
                return answer.status, await answer.read()
        except TimeoutError:
            raise TimedOut from None
        except (ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from None

    def _connected(self) -> ClientSession:
        """The session of the running loop."""
        if self._session is None:
            self._session = ClientSession(
                connector=TCPConnector(limit=self._limit),
                cookie_jar=DummyCookieJar(),
                json_serialize=_as_json,
                proxy=self._proxy,
            )
        return self._session


def _proxy(root: str) -> str | None:
    """The environment's proxy for the server. aiohttp's `trust_env` would look it up in a thread at every call."""
    server = urlsplit(root)
    return None if proxy_bypass(server.hostname or "") else getproxies().get(server.scheme)


def _body(data: RequestData | None) -> dict[str, Any]:
    """A call's parameters as aiohttp takes them: JSON, or a form when files go with it."""
    if data is None:
        return {}
    return {"data": _form(data)} if data.contains_files else {"json": data.parameters}


def _form(data: RequestData) -> FormData:
    """File names go as they are: Telegram does not read percent signs in them. A line break would end the header."""
    form = FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (file, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=" ".join(file.split()), content_type=mime)
    return form
