"""What was sent and has yet to be heard of: each message with what it said, until it is known to have arrived."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, func, insert, select, update

from storage.columns import named, plain
from storage.models import messages_sent, outbox
from storage.repository import Repository
from storage.rows import SentMessage

_FIELDS = plain(SentMessage, "errand")
_OF_ERRAND = select(outbox.c.channel, outbox.c.address, outbox.c.purpose, outbox.c.booking_id, outbox.c.payload).where(
    outbox.c.id == bindparam("errand_id")
)
_KEEP = insert(messages_sent)
_BY_ID = select(messages_sent).where(
    messages_sent.c.channel == bindparam("channel"), messages_sent.c.provider_id == bindparam("provider_id")
)
_LOCKED = _BY_ID.with_for_update()
_REPORT = (
    update(messages_sent)
    .where(messages_sent.c.id == bindparam("key"))
    .values(state=bindparam("to_state"), error=bindparam("to_error"))
)
_LET_GO = update(messages_sent).where(messages_sent.c.id == bindparam("key")).values(errand=None)
_FORGET = (
    update(messages_sent)
    .where(messages_sent.c.errand.is_not(None), messages_sent.c.at < bindparam("before"))
    .values(errand=None)
)
_COUNT = (
    select(messages_sent.c.channel, func.count().label("sent"))
    .where(messages_sent.c.channel.in_(bindparam("channels", expanding=True)), messages_sent.c.at >= bindparam("since"))
    .group_by(messages_sent.c.channel)
)


class Sent(Repository):
    """Messages by their channel's id of them."""

    async def follow(self, errand_id: int, provider_ids: str, now: datetime) -> None:
        """Note the messages of an errand that is about to be finished; the last of them keeps what it said."""
        row = await self._one(_OF_ERRAND, errand_id=errand_id)
        *others, last = provider_ids.split() or [""]
        about = {"channel": row.channel, "address": row.address, "purpose": row.purpose, "booking_id": row.booking_id}
        for provider_id in others:
            await self._run(_KEEP, **about, provider_id=provider_id, at=now)
        if last:
            await self._run(_KEEP, **about, provider_id=last, at=now, errand=row.payload)

    async def get(self, channel: str, provider_id: str) -> SentMessage | None:
        """A message, locked."""
        row = await self._first(_LOCKED, channel=channel, provider_id=provider_id)
        if row is None:
            return None
        payload = self._vault.open(row.errand, f"outbox:{row.channel}:{row.address}") if row.errand else b""
        return SentMessage(**named(row, _FIELDS), errand=payload)

    async def report(self, message_id: int, state: str, error: str) -> None:
        """Keep how far a message has come, and the channel's code of what went wrong."""
        await self._run(_REPORT, key=message_id, to_state=state, to_error=error)

    async def let_go(self, message_id: int) -> None:
        """What it said is needed no more."""
        await self._run(_LET_GO, key=message_id)

    async def forget(self, before: datetime) -> None:
        """Nobody will hear any more of what was sent before: what it said is let go."""
        await self._run(_FORGET, before=before)

    async def counts(self, channels: Collection[str], since: datetime) -> dict[str, int]:
        """How many messages were noted since then, by channel: all of WhatsApp and SMS, elsewhere what was told of a
        booking or with a purpose."""
        found = {row.channel: row.sent for row in await self._all(_COUNT, channels=tuple(channels), since=since)}
        return {channel: found.get(channel, 0) for channel in channels}
