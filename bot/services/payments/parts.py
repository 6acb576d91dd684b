"""A transfer of less than is owed: what came is kept, and the rest is asked for on the same account."""

from __future__ import annotations

from booking import policy
from booking.bookings import Booking
from booking.ledger import Verdict
from booking.money import Money
from booking.people import Client
from booking.status import Status
from bot.messages import Outgoing, Voice
from bot.services.desk import Desk
from bot.services.notices import tell_client
from bot.services.payments.transfer import rest_card
from storage.rows import Order


async def parts_of(desk: Desk, order: Order, booking: Booking, but: int | None = None) -> Money:
    """What came in for an order in parts that a person has seen, the payment number `but` left out."""
    parts = [
        left.minor
        for payment, left in await desk.tx.payments.kept(booking.booking_id)
        if payment.verdict == Verdict.PART
        and payment.order_id == order.order_id
        and payment.payment_id != but
        and left.currency is order.amount.currency
    ]
    return Money(sum(parts), order.amount.currency)


async def await_the_rest(desk: Desk, order: Order, booking: Booking, came: Money, rest: Money) -> None:
    """The seat is held anew for the rest, and the client told how much it is."""
    if booking.status is Status.PENDING_PAYMENT:
        until = policy.hold_until(order.method, desk.now, booking.preferred_at)
        booking = await desk.tx.bookings.save(booking.booking_id, now=desk.now, hold_expires_at=until)

    def card(_client: Client, _voice: Voice) -> Outgoing:
        return rest_card(order, booking, desk.coach, came=came, rest=rest)

    await tell_client(desk, booking.client_id, card, purpose="payment_part", booking_id=booking.booking_id)
