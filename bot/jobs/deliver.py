"""The job behind most errands: say a card in a chat, with its file wherever that is kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Protocol, runtime_checkable

import msgspec
import structlog

from booking.reminders import REMINDERS, Purpose
from bot.channels.base import Channel, Gone, TryLater, Undeliverable, WindowClosed
from bot.channels.media_links import GOOD_FOR
from bot.jobs.base import NOT_HERE_SECONDS, Job, MakeDesk, Outside
from bot.messages import Attachment, Brief, Deliver, FileRef, Voice
from bot.services import reminders
from bot.services.elsewhere import CHATS, Unsaid, say_elsewhere, warn_team
from bot.windows import WINDOWS
from storage.rows import OutboxRow
from storage.uow import Tx

PATIENCE = timedelta(minutes=30)
"""How long a notice waits for a channel that is away before it takes another."""

OWN_FILES = "store"
"""What `FileRef.channel` says of our own table of files."""

log = structlog.get_logger(__name__)
_decode = msgspec.json.Decoder(Deliver).decode


@runtime_checkable
class Windowed(Protocol):
    """A channel that takes any words for a while after somebody wrote, and then only those approved beforehand."""

    async def deliver_template(self, address: str, brief: Brief, voice: Voice) -> str:
        """Say a brief by its approved template; returns the message's id. Raises `WindowClosed`, and any `NotSent`."""
        ...


def deliver_by(make_desk: MakeDesk) -> Job:
    """The job for «deliver» errands: says the card, returns the channel's id of the message. Raises `NotSent`.

    A notice that cannot be said there is left for where else the person can be reached: at once when it will never be
    taken, and when the channel has been away for half an hour. An answer is of use in its own chat alone.
    """

    async def deliver(row: OutboxRow, outside: Outside) -> str:
        if not await _is_right_still(row, outside, make_desk):
            return ""
        if row.channel not in outside.channels and row.channel not in CHATS:  # who told of it does not know what runs
            await _elsewhere(row, outside, make_desk)
            return ""
        try:
            return await _say(row, outside)
        except WindowClosed as closed:
            log.warning("window_closed", errand=row.id, channel=row.channel, purpose=row.purpose, why=str(closed))
            if row.purpose:
                await _elsewhere(row, outside, make_desk, "channel-window-closed")
            return ""
        except (Gone, Undeliverable):
            if row.purpose:
                await _elsewhere(row, outside, make_desk)
            raise
        except TryLater:
            late = outside.clock.now() - row.due_at >= PATIENCE
            if row.purpose and late and await _elsewhere(row, outside, make_desk, "channel-messages-lost"):
                return ""
            raise

    return deliver


async def _say(row: OutboxRow, outside: Outside) -> str:
    channel = outside.channels.get(row.channel)
    if channel is None:
        raise TryLater("no such channel is configured", NOT_HERE_SECONDS)
    errand = _decode(row.payload)
    if await _is_over(row, outside):
        return await _by_template(channel, row, errand)
    return await channel.deliver(row.address, await _with_file(errand, row, outside))


async def _is_right_still(row: OutboxRow, outside: Outside, make_desk: MakeDesk) -> bool:
    """False for a reminder that was put off until it is of no use any more, or that something has overtaken."""
    if row.purpose not in REMINDERS or row.booking_id is None:
        return True
    async with outside.storage.begin() as tx:
        return await reminders.is_right_still(await make_desk(tx), row.booking_id, Purpose(row.purpose))


async def _is_over(row: OutboxRow, outside: Outside) -> bool:
    """Whether the person wrote too long ago for words of our own."""
    window = WINDOWS.get(row.channel)
    if window is None:
        return False
    async with outside.storage.read() as tx:
        heard = await tx.people.heard_at(row.channel, row.address)
    return heard is None or outside.clock.now() - heard > window


async def _by_template(channel: Channel, row: OutboxRow, errand: Deliver) -> str:
    brief = errand.card.brief if errand.card else None
    if brief is None or not isinstance(channel, Windowed):
        raise WindowClosed("nothing approved says this")
    return await channel.deliver_template(row.address, brief, errand.voice)


async def _elsewhere(row: OutboxRow, outside: Outside, make_desk: MakeDesk, warning: str = "") -> bool:
    """Leave it for the next address, and warn the team; False where there is no other."""
    async with outside.storage.begin() as tx:
        desk = await make_desk(tx)
        unsaid = Unsaid(row.channel, row.address, row.payload, row.purpose, row.booking_id)
        said = await say_elsewhere(desk, unsaid, outside.channels)
        if warning:
            await warn_team(desk, warning)
    return bool(said)


async def _with_file(errand: Deliver, row: OutboxRow, outside: Outside) -> Deliver:
    """The errand with its file as the channel can send it."""
    if errand.card is None or errand.card.file is None:
        return errand
    file = await _at_hand(errand.card.file, row, outside)
    return msgspec.structs.replace(errand, card=msgspec.structs.replace(errand.card, file=file))


async def _at_hand(file: Attachment, row: OutboxRow, outside: Outside) -> Attachment | None:
    """The file as the errand's channel can send it: kept there, its bytes, or kept by us for a link to it.

    None when it is gone for good: a card with its buttons is worth more than nothing.
    """
    if file.kept is not None and file.kept.channel == row.channel and row.channel not in BY_LINK:
        return file
    try:
        if row.channel in BY_LINK:
            return await _kept_by_us(file, row, outside)
        return file if file.kept is None else await _with_bytes(file, outside)
    except Undeliverable as gone:
        log.warning("file_left_out", errand=row.id, booking=row.booking_id, why=str(gone))
        return None


BY_LINK = frozenset({"whatsapp"})
"""The channels that fetch a file from us by a link."""

LINKED_FOR = GOOD_FOR + timedelta(hours=1)
"""The link is made after the file is kept, and is good for its whole time."""


async def _kept_by_us(file: Attachment, row: OutboxRow, outside: Outside) -> Attachment:
    """The file in our own table, until its link is over or whom it is about is erased."""
    if file.kept is not None and file.kept.channel == OWN_FILES:
        return file
    whole = await _with_bytes(file, outside)
    now = outside.clock.now()
    async with outside.storage.begin() as tx:
        about = await _about(tx, row)
        until = now + LINKED_FOR
        number = await tx.files.put(file.name, file.mime, whole.data, now, client_id=about, keep_until=until)
    ref = FileRef(OWN_FILES, str(number), file.name, file.mime, len(whole.data))
    return Attachment(file.name, file.mime, kept=ref)


async def _about(tx: Tx, row: OutboxRow) -> int | None:
    booking = await tx.bookings.get(row.booking_id) if row.booking_id else None
    reader = None if booking else await tx.people.client_at(row.channel, row.address)
    return booking.client_id if booking else reader.client_id if reader else None


async def _with_bytes(file: Attachment, outside: Outside) -> Attachment:
    if file.kept is None:
        return file
    return msgspec.structs.replace(file, data=await fetched(file.kept, outside), kept=None)


async def fetched(kept: FileRef, outside: Outside) -> bytes:
    """The bytes of a file, wherever it is kept. Raises `NotSent`."""
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
