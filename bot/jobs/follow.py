"""The job that asks a channel what became of a message, where nothing was reported: reports get lost, too."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from bot.channels.base import TryLater
from bot.channels.twilio_states import further
from bot.jobs.base import NOT_HERE_SECONDS, Job, MakeDesk, Outside
from bot.services.deliveries import Report, reported
from storage.rows import OutboxRow


@runtime_checkable
class Followed(Protocol):
    """A channel that reports later what became of a message, and can be asked."""

    async def state_of(self, provider_id: str) -> tuple[str, str]:
        """The state of a message, and a code of what went wrong or "". Raises `NotSent`."""
        ...


def follow_by(make_desk: MakeDesk) -> Job:
    """The job for «follow» errands: `address` is the channel's id of the message. Raises `NotSent`."""

    async def follow(row: OutboxRow, outside: Outside) -> str:
        if not await _is_open(row, outside):
            return ""
        channel = outside.channels.get(row.channel)
        if channel is None:
            raise TryLater("no such channel is configured", NOT_HERE_SECONDS)
        if not isinstance(channel, Followed):
            return ""
        state, error = await channel.state_of(row.address)
        async with outside.storage.begin() as tx:
            report = Report(row.channel, row.address, state, error)
            await reported(await make_desk(tx), report, outside.channels, further)
        return ""

    return follow


async def _is_open(row: OutboxRow, outside: Outside) -> bool:
    """Whether nobody knows yet that the message arrived, or that it did not."""
    async with outside.storage.begin() as tx:
        sent = await tx.sent.get(row.channel, row.address)
    return sent is not None and bool(sent.errand)
