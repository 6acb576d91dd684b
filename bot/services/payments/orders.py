"""Opening the order of a booking, in the way that its client wants to pay."""

from __future__ import annotations

from booking import policy
from booking.bookings import Booking
from booking.errors import Refused
from booking.paying import Way
from booking.status import PaymentMethod
from bot.messages import Checkout
from bot.services.desk import Desk
from bot.services.notices import packed
from storage.rows import Order


async def begin(desk: Desk, booking: Booking, method: PaymentMethod) -> Order:
    """Open the order of a booking, or take up the one that is open for the same way to pay.

    Other open orders of the booking are cancelled: a client who changes the way to pay owes once. What is paid ahead
    holds the seat as long as that way takes; a page to pay on is opened after the commit, by an errand.
    Raises Refused for a way that is not offered here.
    """
    way = _way(desk, method)
    order = await desk.tx.payments.open_order(booking, method, desk.now)
    if way.ahead:
        until = policy.hold_until(method, desk.now, booking.preferred_at)
        await desk.tx.bookings.save(booking.booking_id, now=desk.now, payment_method=method, hold_expires_at=until)
    if way.opens_page:
        await desk.tx.outbox.put(
            "",
            f"order:{order.order_id}",
            "checkout",
            packed(Checkout(order.order_id, desk.digits)),
            due_at=desk.now,
            now=desk.now,
        )
    return order


def _way(desk: Desk, method: PaymentMethod) -> Way:
    for way in desk.ways_to_pay:
        if way.method is method:
            return way
    raise Refused("refused-way-to-pay")
