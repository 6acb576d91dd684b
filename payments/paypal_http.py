"""The wire to PayPal: aiohttp, a token that is kept as long as it lives, and errors named by what to do next."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import msgspec
from aiohttp import ClientError, ClientSession, ClientTimeout, DummyCookieJar, encode_basic_auth

from bot import config
from payments.base import GiveUp, PaymentTrouble, TryLater
from payments.paypal_objects import Refusal, Token

CONNECT_SECONDS = 5.0
MARGIN = timedelta(minutes=1)
"""A token is renewed so long before its end: clocks differ, and requests are on their way for a while."""

_UNAUTHORISED, _CONFLICT, _TOO_MANY = 401, 409, 429
_KEY = 108
"""Letters that a key may have (Orders v2, `PayPal-Request-Id`)."""

_CODE = re.compile(r"[A-Za-z0-9_]{1,80}", re.ASCII)
_SECONDS = re.compile(r"\d{1,5}", re.ASCII)
_UNDER_WAY = frozenset({"ORDER_COMPLETION_IN_PROGRESS", "PREVIOUS_REQUEST_IN_PROGRESS", "DUPLICATE_REQUEST_ID"})
"""The same was asked for a moment ago: of two requests with one key at once PayPal may fail the second."""

_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_T = TypeVar("_T")
Answer = tuple[int, Mapping[str, str], bytes]


class Refused(GiveUp):
    """A definite no: PayPal's code for what is wrong («issue», or the error's name) and the HTTP status."""

    def __init__(self, issue: str, status: int) -> None:
        super().__init__(issue)
        self.issue = issue
        self.status = status


class Wire:
    """Asks one PayPal app's API; connects at the first call. `now` tells the time, `seconds` is an exchange's limit.

    Nothing that moves money is repeated here, but for what a dead token was refused for: the outbox repeats.
    """

    def __init__(self, settings: config.PayPal, now: Callable[[], datetime], seconds: float) -> None:
        self.root = settings.api_url.rstrip("/")
        self._login = encode_basic_auth(settings.client_id, settings.client_secret.get_secret_value())
        self._now = now
        self._limit = ClientTimeout(total=seconds, sock_connect=CONNECT_SECONDS)
        self._session: ClientSession | None = None
        self._renewing = asyncio.Lock()
        self._token, self._good_until = "", _LONG_AGO

    async def get(self, path: str, kind: type[_T]) -> _T:
        """What is at a path. Raises `Refused` and `TryLater`."""
        return _read(await self._called("GET", path, b"", {}), kind)

    async def post(self, path: str, said: Mapping[str, Any] | msgspec.Raw, kind: type[_T], *, key: str = "") -> _T:
        """Have something done, once for one `key` and path and body. Raises `Refused` and `TryLater`."""
        body = msgspec.json.encode(said)
        headers = {"Content-Type": "application/json", "Prefer": "return=representation"}
        if key:
            headers["PayPal-Request-Id"] = _once(key, path, body)
        return _read(await self._called("POST", path, body, headers), kind)

    async def close(self) -> None:
        """Close every connection."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def _called(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> bytes:
        """The body of an answer. A token may be revoked before its end: a 401 is met once with a new one."""
        token = await self._fresh("")
        answer = await self._exchanged(method, path, body, {**headers, "Authorization": f"Bearer {token}"})
        if answer[0] == _UNAUTHORISED:
            token = await self._fresh(token)
            answer = await self._exchanged(method, path, body, {**headers, "Authorization": f"Bearer {token}"})
        return _unrefused(answer)

    async def _fresh(self, refused: str) -> str:
        """A token that is still good and was not `refused`; those who need one at the same time wait for one."""
        async with self._renewing:
            if self._token == refused or self._good_until <= self._now():
                asked = self._now()
                token = _read(await self._log_in(), Token)
                self._token = token.access_token
                self._good_until = asked + timedelta(seconds=token.expires_in) - MARGIN
            return self._token

    async def _log_in(self) -> bytes:
        headers = {"Authorization": self._login, "Content-Type": "application/x-www-form-urlencoded"}
        return _unrefused(await self._exchanged("POST", "/v1/oauth2/token", b"grant_type=client_credentials", headers))

    async def _exchanged(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """One request for its status, headers and body. Nothing of an error but its kind goes on."""
        if self._session is None:
            self._session = ClientSession(timeout=self._limit, cookie_jar=DummyCookieJar(), trust_env=True)
        try:
            async with self._session.request(
                method, self.root + path, data=body or None, headers=headers, allow_redirects=False
            ) as answer:
                return answer.status, answer.headers, await answer.read()
        except (ClientError, OSError) as error:  # a timeout is an OSError
            raise TryLater(type(error).__name__) from None


def _once(key: str, path: str, body: bytes) -> str:
    """The key as PayPal gets it: it answers an old one with what was done then, whatever is asked for now, and may
    remember ours from before this database."""
    digest = hashlib.sha256(b"\0".join((key.encode(), path.encode(), body))).hexdigest()[:16]
    return f"{key[: _KEY - len(digest) - 1]}-{digest}"


def _read(body: bytes, kind: type[_T]) -> _T:
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise TryLater("an answer that PayPal's documentation does not know") from None


def _unrefused(answer: Answer) -> bytes:
    status, headers, body = answer
    if 200 <= status < 300:  # noqa: PLR2004 - successes
        return body
    raise _trouble(status, headers, body)


def _trouble(status: int, headers: Mapping[str, str], body: bytes) -> PaymentTrouble:
    """What a refusal means. Only a no in PayPal's own form is definite: something between us and PayPal may answer too.
    Its sentences go no further, for they quote what was sent."""
    issue = _issue(body)
    if issue is None or issue in _UNDER_WAY or status >= 500 or status in {_CONFLICT, _TOO_MANY}:  # noqa: PLR2004
        after = headers.get("Retry-After", "")
        return TryLater(f"HTTP {status}", float(after) if _SECONDS.fullmatch(after) else None)
    return Refused(issue, status)


def _issue(body: bytes) -> str | None:
    """PayPal's code for what is wrong; None for an error that is not in PayPal's form."""
    try:
        said = msgspec.json.decode(body, type=Refusal)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    codes = [*(detail.issue for detail in said.details), said.name, said.error]
    return next((code for code in codes if _CODE.fullmatch(code)), None)
