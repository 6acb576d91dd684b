"""The receipt of a transfer: kept, and shown to the team; the seat is not lost while they have yet to look."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from booking.bookings import Booking
from booking.money import Money
from booking.people import Client
from booking.status import PaymentMethod, PaymentStatus, Status
from bot.conversations.coach.cards import booking_card
from bot.conversations.commands import ReceiveReceipt
from bot.conversations.state import Who
from bot.messages import Amount, Attachment, Code, FileRef, Inspect, Outgoing, Say, Voice, say
from bot.services.coach.cases import case_of
from bot.services.desk import Desk
from bot.services.notices import tell_staff
from bot.services.payments.ledger import expired
from bot.services.payments.orders import put, switched
from bot.services.payments.parts import parts_of
from bot.services.payments.transfer import transfer_reference
from storage.rows import Order, OrderStatus, Receipt

KEPT_FOR_A_WHILE = frozenset({"whatsapp"})
OUR_FILES = "store"

LATEST = 20
"""Among how many of a client's latest bookings the one that waits for a transfer is looked for."""

LATE = timedelta(days=7)
"""How long after its hold was over the receipt of a booking is still taken: money that was sent is never lost."""


async def receive_receipt(desk: Desk, who: Who, command: ReceiveReceipt) -> Booking | None:
    """Keep a receipt for the client's newest booking that waits for a transfer, and have it shown to the team.

    Its bytes are looked at by an errand, after the commit. The hold pauses until the team has decided. Where none
    waits, it is for the newest whose hold ran out of late: accepted, it has its seat again or the money goes back.
    None when there is neither.
    """
    found = await _awaiting(desk, who.client)
    if found is None:
        return None
    await _open_again(desk, found)
    order = await switched(desk, found, PaymentMethod.BANK_TRANSFER)
    receipt = await _keep(desk, order, command.file)
    await put(desk, order, "inspect", Inspect(receipt.receipt_id), waited_for=False)
    return await desk.tx.bookings.save(found.booking_id, now=desk.now, hold_expires_at=None, **_owes_again(found))


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
    """Whether a transfer may still come for a booking whose hold is over: its client saw the account, whatever they
    tried before or after. Money that is here (they choose what becomes of it) waits for no transfer."""
    owed = booking.payment_status is not PaymentStatus.COMPLETED and booking.updated_at >= desk.now - LATE
    return owed and await expired(desk, booking) and bool(await _transfers(desk, booking))


async def _transfers(desk: Desk, booking: Booking) -> list[Order]:
    """The orders of a booking that were to be paid by transfer, oldest first."""
    orders = await desk.tx.payments.orders_of(booking.booking_id)
    return [order for order in orders if order.method is PaymentMethod.BANK_TRANSFER]


async def _open_again(desk: Desk, booking: Booking) -> None:
    """The order that was closed with the hold is the open one again, so that what the client wrote on the transfer is
    still right. Parts that came before went back then: it is for the whole price."""
    known = await _transfers(desk, booking)
    if booking.status is not Status.CANCELLED or any(order.status is OrderStatus.OPEN for order in known):
        return
    whole = next((order for order in reversed(known) if order.amount == booking.amount), None)
    if whole is not None:
        await desk.tx.payments.settle(whole.order_id, OrderStatus.OPEN, desk.now)


def _owes_again(booking: Booking) -> dict[str, object]:
    """A booking whose money went back is owed for once more, by who sends some again; else this would go back too."""
    return {"payment_status": PaymentStatus.PENDING} if booking.payment_status is PaymentStatus.REFUNDED else {}


async def _keep(desk: Desk, order: Order, file: FileRef) -> Receipt:
    return await desk.tx.payments.add_receipt(
        order.order_id,
        order.booking_id,
        channel=file.channel,
        file_id=file.id,
        name=file.name,
        mime=file.mime,
        size=file.size,
        now=desk.now,
    )


async def keep(desk: Desk, receipt_id: int, data: bytes) -> None:
    """Keep the bytes ourselves, sealed, where the channel keeps them for a while only, or by an address anybody has."""
    receipt = await desk.tx.payments.receipt(receipt_id)
    booking = await desk.tx.bookings.get(receipt.booking_id) if receipt else None
    if receipt is None or booking is None or not data or receipt.channel not in KEPT_FOR_A_WHILE:
        return
    name, mime = receipt.name or "receipt", receipt.mime
    number = await desk.tx.files.put(name, mime, data, desk.now, client_id=booking.client_id)
    await desk.tx.payments.moved_receipt(receipt_id, OUR_FILES, str(number))


async def show(desk: Desk, receipt_id: int, sha256: str) -> None:
    """Show the team a receipt that was looked at: the booking's card with the receipt itself, what should stand on it,
    and where the same picture came before; its buttons decide. `sha256` is "" where its bytes are gone."""
    receipt = await desk.tx.payments.receipt(receipt_id)
    order = await desk.tx.payments.order(receipt.order_id) if receipt else None
    booking = await desk.tx.bookings.get(receipt.booking_id) if receipt else None
    if receipt is None or order is None or booking is None or receipt.decision:
        return
    again = await _came_before(desk, receipt, sha256)
    case = await case_of(desk, booking)
    rest = await rest_of(desk, order, booking)
    expected = (
        say("receipt-expected", reference=Code(transfer_reference(order, booking)), amount=Amount.of(rest)),
        *again,
    )
    file = FileRef(receipt.channel, receipt.file_id, receipt.name, receipt.mime, receipt.size)
    attached = Attachment(file.name or "receipt", file.mime, kept=file)

    def card(_client: Client, voice: Voice) -> Outgoing:
        shown = booking_card(case, voice.language, desk.now, note=say("receipt-came", name=booking.name))
        return msgspec.structs.replace(shown, lines=(*shown.lines, say("gap"), *expected), file=attached)

    await tell_staff(desk, card, purpose="receipt", booking_id=booking.booking_id)


async def _came_before(desk: Desk, receipt: Receipt, sha256: str) -> tuple[Say, ...]:
    """The bookings that the same picture was sent for: one transfer does not pay twice."""
    if not sha256:
        return ()
    earlier = await desk.tx.payments.same_receipts(receipt.receipt_id, sha256)
    await desk.tx.payments.hashed(receipt.receipt_id, sha256)
    numbers = sorted({booking.booking_number for e in earlier if (booking := await desk.tx.bookings.get(e.booking_id))})
    return tuple(say("receipt-same", number=Code(number)) for number in numbers)


async def rest_of(desk: Desk, order: Order, booking: Booking) -> Money:
    """What is still owed of an order, when parts of it came before."""
    return order.amount - await parts_of(desk, order, booking, seen=True)


DEEDS = {ReceiveReceipt: receive_receipt}
