"""The receipt of a transfer: kept, and shown to the team; the seat is not lost while they have yet to look."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import msgspec

from booking.bookings import Booking
from booking.people import Client
from booking.status import PaymentMethod, PaymentStatus, Status
from bot.conversations.coach.cards import booking_card
from bot.conversations.commands import ReceiveReceipt
from bot.conversations.state import Who
from bot.messages import Attachment, Code, FileRef, Outgoing, Voice, say
from bot.services.coach.cases import case_of
from bot.services.desk import Desk
from bot.services.notices import tell_staff
from bot.services.payments.ledger import expired
from bot.services.payments.transfer import transfer_reference
from storage.rows import Order

OURS = frozenset({"store", "web"})
"""The channels whose files lie in our own `files` table; the others' bytes are fetched only to be shown."""

LATEST = 20
"""Among how many of a client's latest bookings the one that waits for a transfer is looked for."""

LATE = timedelta(days=7)
"""How long after its hold was over the receipt of a booking is still taken: money that was sent is never lost."""


async def receive_receipt(desk: Desk, who: Who, command: ReceiveReceipt) -> Booking | None:
    """Keep a receipt for the client's newest booking that waits for a transfer, and show it to the team.

    The hold pauses until the team has decided. Where none waits, it is for the newest whose hold ran out of late:
    accepted, it has its seat again or the money goes back. None when there is neither.
    """
    found = await _awaiting(desk, who.client)
    if found is None:
        return None
    order = await desk.tx.payments.open_order(found, PaymentMethod.BANK_TRANSFER, desk.now)
    await _keep(desk, order, command.file)
    booking = await desk.tx.bookings.save(found.booking_id, now=desk.now, hold_expires_at=None)
    await _show(desk, order, booking, command.file)
    return booking


async def _awaiting(desk: Desk, client: Client) -> Booking | None:
    """The client's newest booking that waits for a transfer, or else whose hold ran out of late, locked."""
    latest = await desk.tx.bookings.of_client(client.client_id, limit=LATEST)
    waiting = [booking.booking_id for booking in latest if _awaits(booking)]
    late = [booking.booking_id for booking in latest if await _late(desk, booking)] if not waiting else []
    newest = max(waiting or late, default=None)
    if newest is None:
        return None
    booking = await desk.tx.bookings.get(newest, lock=True)
    return booking if booking and (_awaits(booking) or await _late(desk, booking)) else None


def _awaits(booking: Booking) -> bool:
    return booking.status is Status.PENDING_PAYMENT and booking.payment_method is PaymentMethod.BANK_TRANSFER


async def _late(desk: Desk, booking: Booking) -> bool:
    by_transfer = booking.payment_method is PaymentMethod.BANK_TRANSFER
    owed = booking.payment_status is PaymentStatus.PENDING and booking.updated_at >= desk.now - LATE
    return by_transfer and owed and await expired(desk, booking)


async def _keep(desk: Desk, order: Order, file: FileRef) -> None:
    await desk.tx.payments.add_receipt(
        order.order_id,
        order.booking_id,
        channel=file.channel,
        file_id=file.id,
        name=file.name,
        mime=file.mime,
        size=file.size,
        sha256=await _hash(desk, file),
        now=desk.now,
    )


async def _hash(desk: Desk, file: FileRef) -> str:
    """What tells that the same receipt came before, where the bytes are ours."""
    if file.channel not in OURS or not file.id.isdecimal():
        return ""
    stored = await desk.tx.files.get(int(file.id))
    return hashlib.sha256(stored.data).hexdigest() if stored else ""


async def _show(desk: Desk, order: Order, booking: Booking, file: FileRef) -> None:
    """The booking's card with the receipt itself and what should stand on it; its buttons accept or ask again."""
    case = await case_of(desk, booking)
    expected = say("receipt-expected", reference=Code(transfer_reference(order, booking)))
    attached = Attachment(file.name or "receipt", file.mime, kept=file)

    def card(_client: Client, voice: Voice) -> Outgoing:
        shown = booking_card(case, voice.language, desk.now, note=say("receipt-came", name=booking.name))
        return msgspec.structs.replace(shown, lines=(*shown.lines, expected), file=attached)

    await tell_staff(desk, card, purpose="receipt", booking_id=booking.booking_id)


DEEDS = {ReceiveReceipt: receive_receipt}
