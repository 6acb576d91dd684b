"""How fast a channel may be written to: a pure decision over what was sent."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta


class Pace:
    """Telegram's rates by default: 30 messages a second in all, one a second to a chat with a short burst.

    Each rate is a bucket (generic cell rate algorithm): it remembers the instant at which it will be even again. The
    whole has a second's worth of burst, and none where it is slower than one a second. What is even again is forgotten,
    so memory holds only the chats of the last seconds.
    """

    def __init__(self, per_second: float = 30, chat_per_second: float = 1, burst: int = 5) -> None:
        self._step = timedelta(seconds=1 / per_second)
        self._slack = max(timedelta(seconds=1) - self._step, timedelta())
        self._chat_step = timedelta(seconds=1 / chat_per_second)
        self._chat_slack = self._chat_step * (burst - 1)
        self._even: datetime | None = None
        self._chats: OrderedDict[str, datetime] = OrderedDict()

    def reserve(self, address: str, now: datetime) -> float:
        """0.0 counts a message to `address` as sent at `now` (aware); else the seconds after which to ask again."""
        self._forget(now)
        even = max(self._even or now, now)
        chat_even = max(self._chats.get(address, now), now)
        wait = max(even - self._slack - now, chat_even - self._chat_slack - now, timedelta())
        if wait:
            return wait.total_seconds()
        self._even = even + self._step
        self._chats[address] = chat_even + self._chat_step
        self._chats.move_to_end(address)
        return 0.0

    def _forget(self, now: datetime) -> None:
        """Drop from the front what is even again; a chat further back waits for its turn."""
        while self._chats and next(iter(self._chats.values())) <= now:
            self._chats.popitem(last=False)
