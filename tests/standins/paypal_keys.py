"""What the PayPal stand-in remembers of those who ask: the tokens it gave out, and what was done under which key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.standins.paypal_rules import Json, Refusal, malformed

TOKEN_LIVES = timedelta(hours=9)
LONGEST_KEY = 108
KEEPS_KEYS = {"checkout": timedelta(hours=6), "payments": timedelta(days=45)}
"""How long each API knows a `PayPal-Request-Id`."""


class Tokens:
    """Those that were given out, until they end or are revoked."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._until: dict[str, datetime] = {}
        self.given = 0

    def give(self) -> Json:
        """A new one, as PayPal answers it."""
        self.given += 1
        token = f"A21AA{self.given}"
        self._until[token] = self._now() + TOKEN_LIVES
        return {"access_token": token, "token_type": "Bearer", "expires_in": int(TOKEN_LIVES.total_seconds())}

    def check(self, authorization: str) -> None:
        token = authorization.removeprefix("Bearer ")
        if self._until.get(token, self._now()) <= self._now():
            raise Refusal(401, "AUTHENTICATION_FAILURE")

    def revoke(self) -> None:
        """None of them is good any more."""
        self._until.clear()


@dataclass(frozen=True)
class _Kept:
    """What was done under a key, shown as it is now."""

    shown: Callable[[], Json]
    until: datetime


class Keys:
    """What was done under which key. What was refused leaves no trace."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._kept: dict[tuple[str, str], _Kept] = {}
        self.used: Counter[str] = Counter()

    def once(self, api: str, key: str, work: Callable[[], Callable[[], Json]]) -> tuple[int, Json]:
        """Do it, or show what was done under the key before, even if that was something else; status and body."""
        if len(key) > LONGEST_KEY:
            raise malformed("INVALID_STRING_LENGTH", "PayPal-Request-Id")
        self.used[key] += 1
        kept = self._kept.get((api, key))
        if key and kept is not None and self._now() < kept.until:
            return 200, kept.shown()
        shown = work()
        if key:
            self._kept[api, key] = _Kept(shown, self._now() + KEEPS_KEYS[api])
        return 201, shown()
