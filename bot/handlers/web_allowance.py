"""How much somebody may send in a while before they are asked to slow down."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta


class Allowance:
    """At most `count` in any stretch of `within`."""

    def __init__(self, count: int, within: timedelta) -> None:
        self._within = within
        self._taken: deque[datetime] = deque(maxlen=count)

    def take(self, now: datetime) -> float:
        """Take one: 0 when it was there, else the seconds until it will be (and nothing is taken)."""
        if len(self._taken) == self._taken.maxlen:
            wait = self._taken[0] + self._within - now
            if wait > timedelta(0):
                return wait.total_seconds()
        self._taken.append(now)
        return 0
