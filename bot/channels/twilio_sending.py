"""Sends the messages of one errand, each once as far as that can be known.

Twilio's Messages have no idempotency key. So a send whose answer was lost is looked for among the newest messages to
the same person before it is repeated, at once and again at the next try; and an errand of several messages goes on
behind the last one that was taken. What was begun is known to this process alone: killed between a send and the
commit, an errand is sent once more, at most one a chat, since each chat has one errand in flight.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import msgspec

from bot.channels.base import NotSent, TryLater
from bot.channels.twilio_api import Api, Listed, Message
from bot.channels.twilio_errors import Lost

CLOCKS_DIFFER = timedelta(seconds=30)
"""How much older than our request Twilio's clock may make the message. Not more: an equal message that another process
sent shortly before must not pass for it, for what is said twice does less harm than what is not said."""

FORGOTTEN_AFTER = timedelta(hours=1)
"""The outbox tries again within ten minutes or so; what begins alike much later is another errand."""

_MOST_BEGUN = 1000
_MOST_TAKEN = 1000


@dataclass
class _Begun:
    """An errand that was not brought to its end: what was taken of it, and since when its next message is in doubt."""

    at: datetime
    taken: list[str] = field(default_factory=list)
    doubtful: datetime | None = None


def key_of(address: str, said: object) -> bytes:
    """What an errand is known by between its tries: whom it goes to, and what it says (anything msgspec can write)."""
    return hashlib.blake2b(address.encode() + b"\0" + msgspec.json.encode(said), digest_size=16).digest()


class Sender:
    """Sends for one channel; `now` tells the time (aware UTC)."""

    def __init__(self, api: Api, now: Callable[[], datetime]) -> None:
        self._api = api
        self._now = now
        self._begun: OrderedDict[bytes, _Begun] = OrderedDict()
        self._taken: deque[str] = deque(maxlen=_MOST_TAKEN)  # earlier ones may read the same

    async def send(self, key: bytes, messages: Sequence[Message]) -> str:
        """Send in order; returns the ids, with spaces between them. Called again with the same `key` after `TryLater`,
        it goes on where it was. Raises `NotSent`."""
        begun = self._take_up(key)
        try:
            for message in messages[len(begun.taken) :]:
                sid = await self._one(message, begun)
                begun.taken.append(sid)
                self._taken.append(sid)
        except TryLater:
            raise
        except NotSent:
            del self._begun[key]
            raise
        del self._begun[key]
        return " ".join(begun.taken)

    def _take_up(self, key: bytes) -> _Begun:
        """What is known of an errand. It is kept from the start, since a try may also be cancelled in the middle."""
        now, known = self._now(), self._begun.pop(key, None)
        begun = known if known is not None and now - known.at < FORGOTTEN_AFTER else _Begun(now)
        begun.at = now
        self._begun[key] = begun
        if len(self._begun) > _MOST_BEGUN:
            self._begun.popitem(last=False)
        return begun

    async def _one(self, message: Message, begun: _Begun) -> str:
        before = begun.doubtful
        if before and (sid := await self._arrived(message, before)):
            begun.doubtful = None
            return sid
        begun.doubtful = before or self._now()
        try:
            sid = await self._api.send(message)
        except Lost as lost:
            sid = await self._arrived(message, begun.doubtful)
            if not sid:
                raise lost from None
        except NotSent:  # a no: what was in doubt before it still is
            begun.doubtful = before
            raise
        begun.doubtful = None
        return sid

    async def _arrived(self, message: Message, since: datetime) -> str:
        """The id of the message at Twilio if it was taken; "" if it is not there."""
        newest = await self._api.recent(message.to, message.sender)
        return next((row.sid for row in reversed(newest) if self._is(message, row, since - CLOCKS_DIFFER)), "")

    def _is(self, message: Message, row: Listed, earliest: datetime) -> bool:
        same = _words(row.text) == _words(message.text) and row.with_media == bool(message.media_url)
        return same and row.created >= earliest and row.sid not in self._taken


def _words(text: str) -> list[str]:
    """Spaces and line breaks are not always told as they were."""
    return text.split()
