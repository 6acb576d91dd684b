"""The receipt on paper (PDF): sent when a booking is paid, and again whenever its client asks for it."""

from __future__ import annotations

from booking.bookings import Booking
from booking.errors import Refused
from booking.ledger import PAID, Verdict
from bot.conversations.mine.paper import SendReceipt
from bot.conversations.state import Who
from bot.messages import Paper
from bot.services.desk import Desk
from bot.services.notices import packed, reached_at
from bot.windows import PAID_BY_MESSAGE
from storage.rows import Payment

COUNTED = frozenset({Verdict.SETTLES, Verdict.REVIVES, Verdict.PART})
"""The payments a booking was paid with; what came beside them went back, and is no part of its price."""


async def offer_receipt(desk: Desk, booking: Booking) -> None:
    """Send the receipt of what was just paid; where every message is paid for, its button alone is offered."""
    if not await is_on_request(desk, booking.client_id):
        await send_receipt(desk, booking)


async def is_on_request(desk: Desk, client_id: int) -> bool:
    """Whether a client gets the receipt by a tap, not by itself."""
    to = await reached_at(desk, client_id)
    return to is not None and to.channel in PAID_BY_MESSAGE


async def send_receipt(desk: Desk, booking: Booking) -> None:
    """Have the receipt of a paid booking printed and sent to its client, after the commit."""
    await desk.tx.outbox.put(
        "",
        f"receipt:{booking.booking_id}",
        "receipt",
        packed(Paper(booking.booking_id)),
        due_at=desk.now,
        now=desk.now,
    )


async def receipt(desk: Desk, who: Who, command: SendReceipt) -> None:
    """Send the client the receipt of an own booking. Refused when there is no such booking, or it is not paid."""
    booking = await desk.tx.bookings.get(command.booking_id)
    if booking is None or booking.client_id != who.client.client_id:
        raise Refused("refused-booking-unknown")
    if not await paid_with(desk, booking):
        raise Refused("refused-no-receipt")
    await send_receipt(desk, booking)


async def paid_with(desk: Desk, booking: Booking) -> tuple[Payment, ...]:
    """The payments that a booking was paid with, oldest first, refunded or not; none while it is not all paid."""
    if booking.payment_status not in PAID:
        return ()
    came = await desk.tx.payments.kept(booking.booking_id)
    return tuple(payment for payment, _kept in came if payment.verdict in COUNTED)


DEEDS = {SendReceipt: receipt}
