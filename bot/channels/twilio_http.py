"""The wire to Twilio: aiohttp under the SDK's client.

The SDK's own asynchronous transport is of no use here: it ignores its timeout, opens its session before there is a
loop, logs the numbers of people, and sends as a form what the Content API takes as JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

import structlog
from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    DummyCookieJar,
    encode_basic_auth,
)
from twilio.http import AsyncHttpClient  # type: ignore[import-untyped]
from twilio.http.response import Response  # type: ignore[import-untyped]
from twilio.rest import Client  # type: ignore[import-untyped]

from bot.channels.base import NotSent, TryLater, Undeliverable
from bot.channels.twilio_errors import TOO_MANY, Lost, WrongSettings, refusal
from bot.config import Twilio

CONNECT_SECONDS = 5.0
READ_SECONDS = 20.0

_REFUSED = 400
_SECONDS = re.compile(r"\d{1,5}", re.ASCII)

log = structlog.get_logger(__name__)


class Wire(AsyncHttpClient):  # type: ignore[misc]
    """A transport whose exchanges take at most `seconds`; it connects at its first. `roots` says where the servers
    are, by the first part of the names that the SDK knows them by («api», «content»).

    Nothing is repeated here: whether that is safe is known further up.
    """

    def __init__(self, roots: Mapping[str, str], seconds: float = READ_SECONDS) -> None:
        super().__init__(logger=None, is_async=True, timeout=seconds)
        self._roots = {name: root.rstrip("/") for name, root in roots.items()}
        self._limit = ClientTimeout(total=seconds, sock_connect=CONNECT_SECONDS)
        self._session: ClientSession | None = None

    async def request(  # noqa: PLR0917 - the signature is the SDK's
        self,
        method: str,
        uri: str,
        params: Mapping[str, object] | None = None,
        data: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109 - one limit for all
        allow_redirects: bool = False,  # noqa: ARG002 - the API has none
    ) -> Response:
        """Exchange one request for an answer that is JSON and no error. Raises `NotSent`: `Lost` when it cannot be
        known whether the server has done what it was asked."""
        address = self._address(uri) + (f"?{urlencode(params, doseq=True)}" if params else "")
        given = {**(headers or {}), **({"Authorization": encode_basic_auth(*auth)} if auth else {})}
        body = _body(data, given)
        try:
            async with self.session.request(
                method, address, data=body, headers=given, timeout=self._limit, allow_redirects=False
            ) as answer:
                return _read(answer.status, await answer.read(), answer.headers)
        except (ClientConnectorError, ConnectionTimeoutError):
            raise TryLater("Twilio could not be reached") from None
        except (TimeoutError, ClientError, OSError) as error:
            raise Lost(f"Twilio did not answer: {type(error).__name__}") from None

    def _address(self, uri: str) -> str:
        """Where our settings say that the server is."""
        parts = urlsplit(uri)
        return self._roots[parts.netloc.partition(".")[0]] + parts.path + (f"?{parts.query}" if parts.query else "")

    @property
    def session(self) -> ClientSession:
        """The session of the running loop."""
        if self._session is None:
            self._session = ClientSession(cookie_jar=DummyCookieJar(), trust_env=True)
        return self._session

    async def close(self) -> None:
        """Close every connection."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()


def connect(settings: Twilio, seconds: float = READ_SECONDS) -> Client:
    """The SDK's client for an account; nothing is sent yet. Its calls raise `NotSent` and none of the SDK's errors."""
    wire = Wire({"api": settings.api_url, "content": settings.content_api_url}, seconds)
    client = Client(settings.account_sid, settings.auth_token.get_secret_value(), http_client=wire)
    client.region = client.edge = None  # of the environment; the settings alone say where the servers are
    return client


def _body(data: Mapping[str, object] | None, headers: Mapping[str, str]) -> bytes | None:
    if not data:
        return None
    if headers.get("Content-Type") == "application/json":
        return json.dumps(data, ensure_ascii=False).encode()
    return urlencode(data, doseq=True).encode()


def _read(status: int, body: bytes, headers: Mapping[str, str]) -> Response:
    """An answer in Twilio's own form; what something between us and Twilio says is no answer. Raises `NotSent`."""
    said = _json(body)
    if status < _REFUSED and isinstance(said, dict):
        return Response(status, body.decode(errors="replace"), headers)
    if not isinstance(said, dict) and status != TOO_MANY:
        raise Lost(f"an answer that is none of Twilio's: {status}")
    raise _told(refusal(status, _code(said), _seconds(headers)))


def _told(no: NotSent) -> NotSent:
    """The same; what is for somebody to mend is logged."""
    if isinstance(no, Undeliverable | WrongSettings):
        log.error("twilio_refuses", why=str(no))
    return no


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _code(said: Any) -> int:
    code = said.get("code") if isinstance(said, dict) else 0
    return code if isinstance(code, int) else 0


def _seconds(headers: Mapping[str, str]) -> float | None:
    said = headers.get("Retry-After", "")
    return float(said) if _SECONDS.fullmatch(said) else None
