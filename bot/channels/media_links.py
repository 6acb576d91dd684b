"""Addresses from which the outside fetches a file of ours: signed, and good for a while only."""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.clock import SystemClock
from bot.messages import FileRef

PATH = "/media/"
GOOD_FOR = timedelta(days=2)
"""Twilio fetches at once; a client opens the calendar file of a confirmation when they read it."""

_TOKEN = re.compile(r"([1-9]\d{0,17})-(\d{1,12})-([0-9a-f]{32})", re.ASCII)


@dataclass(frozen=True, slots=True)
class MediaLinks:
    """Makes and reads these addresses. `key` is shared by all processes; `base_url` has no slash at its end."""

    key: bytes = field(repr=False)
    base_url: str
    now: Callable[[], datetime] = SystemClock().now

    def url(self, file: FileRef) -> str:
        """The address of a file of our own table."""
        until = int((self.now() + GOOD_FOR).timestamp())
        return f"{self.base_url}{PATH}{file.id}-{until}-{self._seal(file.id, until)}"

    def file_of(self, token: str) -> int:
        """The file whose address ends in `token`. Raises ValueError for one that we did not make, or that is over."""
        found = _TOKEN.fullmatch(token)
        if found is None or not hmac.compare_digest(found[3], self._seal(found[1], int(found[2]))):
            raise ValueError("not an address of ours")
        if datetime.fromtimestamp(int(found[2]), UTC) < self.now():
            raise ValueError("no longer good")
        return int(found[1])

    def _seal(self, file_id: str, until: int) -> str:
        return hmac.digest(self.key, f"media {file_id} {until}".encode(), "sha256").hex()[:32]
