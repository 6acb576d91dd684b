"""Money that goes back because a booking was declined or cancelled: written down, so that it is owed."""

from __future__ import annotations

from booking.bookings import Booking
from booking.money import Money
from booking.status import PaymentStatus
from bot.services.desk import Desk
from storage.rows import OrderStatus, PaymentState


async def owe_back(desk: Desk, booking: Booking, reason: str, share: Money | None = None) -> Money | None:
    """Put the payment of a booking up for refund, whole or the `share` of it; the amount, or None when nothing is owed.

    Only the payment that settled the order counts: what came in beside it was put up when it came.
    """
    order = await desk.tx.payments.order_of(booking.booking_id)
    if order is None:
        return None
    for payment in await desk.tx.payments.of_order(order.order_id):
        if payment.state is PaymentState.COMPLETED:
            amount = payment.amount if share is None else share
            if not amount.minor:
                return None
            await desk.tx.payments.refund(payment.payment_id, amount, reason, desk.now)
            await desk.tx.payments.settle(order.order_id, OrderStatus.REFUNDED, desk.now)
            await desk.tx.bookings.save(booking.booking_id, now=desk.now, payment_status=PaymentStatus.REFUNDED)
            return amount
    await desk.tx.payments.settle(order.order_id, OrderStatus.CANCELLED, desk.now)
    return None
