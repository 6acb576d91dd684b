"""Whether one of Telegram's invoices may still be paid, asked by Telegram in the moment before it takes the money."""

from __future__ import annotations

from datetime import datetime, timedelta

from booking.bookings import Booking
from booking.money import Money
from booking.status import PaymentMethod, PaymentStatus, Status
from bot.messages import Amount, Say, say
from bot.services.desk import Desk
from storage.rows import Order, OrderStatus

PAYING = timedelta(minutes=10)
"""How long a seat is kept at least once Telegram was told to take the money: card checks take minutes at most."""


async def objection(desk: Desk, order_id: int | None, amount: Money | None) -> Say | None:
    """Why the invoice of an order may not be paid; None when it may, and then the seat is kept for it.

    `order_id` is None for an invoice that is not ours, `amount` what Telegram is about to take (None for a currency
    that is not ours). May be asked again; only the hold changes.
    """
    order, booking = await _ordered(desk, order_id)
    if order is None or booking is None:
        return say("invoice-unknown")
    if not any(way.method is PaymentMethod.TELEGRAM for way in desk.ways_to_pay):
        return say("invoice-closed")
    why = why_not(order, booking, amount, desk.now)
    if why is None:
        await _keep(desk, booking)
    return why


def why_not(order: Order, booking: Booking, amount: Money | None, now: datetime) -> Say | None:
    """Why `amount` may not be taken for an order; None when it may."""
    if booking.payment_status is PaymentStatus.COMPLETED:
        return say("invoice-paid")
    if order.status is not OrderStatus.OPEN or order.closing_at or order.method is not PaymentMethod.TELEGRAM:
        return say("invoice-closed")
    if booking.status is not Status.PENDING_PAYMENT:
        return say("invoice-over")
    if booking.hold_expires_at is None:  # other money of this booking is being looked at
        return say("invoice-closed")
    if min(booking.hold_expires_at, booking.starts_at) <= now:
        return say("invoice-over")
    return None if amount == order.amount else say("invoice-amount", amount=Amount.of(order.amount))


async def _ordered(desk: Desk, order_id: int | None) -> tuple[Order | None, Booking | None]:
    """The order and its booking, locked before the order is looked at: it may be paid or given up meanwhile."""
    named = await desk.tx.payments.order(order_id) if order_id is not None else None
    if named is None:
        return None, None
    booking = await desk.tx.bookings.get(named.booking_id, lock=True)
    return await desk.tx.payments.order(named.order_id), booking


async def _keep(desk: Desk, booking: Booking) -> None:
    """Let the hold last as long as paying takes, though never beyond the start; nobody is nudged while they pay."""
    until = min(desk.now + PAYING, booking.starts_at)
    if booking.hold_expires_at is not None and booking.hold_expires_at < until:
        await desk.tx.bookings.save(booking.booking_id, now=desk.now, hold_expires_at=until)
        await desk.tx.bookings.nudged(booking.booking_id)
