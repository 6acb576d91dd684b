"""The job behind most errands: say a card in a chat, with its file wherever that is kept."""

from __future__ import annotations

import msgspec
import structlog

from bot.channels.base import TryLater, Undeliverable
from bot.jobs.base import Outside
from bot.messages import Attachment, Deliver, FileRef
from storage.rows import OutboxRow

OWN_FILES = "store"
"""What `FileRef.channel` says of our own table of files."""

NOT_HERE_SECONDS = 600.0
"""A channel that this process was not configured with may be back, or be another process's."""

log = structlog.get_logger(__name__)
_decode = msgspec.json.Decoder(Deliver).decode


async def deliver(row: OutboxRow, outside: Outside) -> str:
    """Say the card of a «deliver» errand; returns the channel's id of the message. Raises `NotSent`."""
    channel = outside.channels.get(row.channel)
    if channel is None:
        raise TryLater("no such channel is configured", NOT_HERE_SECONDS)
    errand = _decode(row.payload)
    if errand.card is not None and errand.card.file is not None:
        file = await _at_hand(errand.card.file, row, outside)
        errand = msgspec.structs.replace(errand, card=msgspec.structs.replace(errand.card, file=file))
    return await channel.deliver(row.address, errand)


async def _at_hand(file: Attachment, row: OutboxRow, outside: Outside) -> Attachment | None:
    """The file as the errand's channel can send it: kept there, or its bytes.

    None when it is gone for good: a card with its buttons is worth more than nothing.
    """
    if file.kept is None or file.kept.channel == row.channel:
        return file
    try:
        return msgspec.structs.replace(file, data=await _fetched(file.kept, outside), kept=None)
    except Undeliverable as gone:
        log.warning("file_left_out", errand=row.id, booking=row.booking_id, why=str(gone))
        return None


async def _fetched(kept: FileRef, outside: Outside) -> bytes:
    if kept.channel == OWN_FILES:
        return await _own(kept.id, outside)
    keeper = outside.channels.get(kept.channel)
    if keeper is None:
        raise TryLater("the channel that keeps the file is not configured", NOT_HERE_SECONDS)
    return await keeper.fetch(kept)


async def _own(file_id: str, outside: Outside) -> bytes:
    async with outside.storage.read() as tx:
        stored = await tx.files.get(int(file_id))
    if stored is None:
        raise Undeliverable("the file is gone")
    return stored.data
