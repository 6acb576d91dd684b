"""What providers report, each report handled once: the ledger is written, the booking goes on, people are told."""

from __future__ import annotations

import structlog

from booking.bookings import Booking
from booking.paying import PaymentEvent, PaymentNews
from booking.status import PaymentStatus, Status
from bot.services.desk import Desk
from bot.services.payments.ledger import settle
from bot.services.payments.notices import tell_failed, tell_unknown
from storage.rows import Order, PaymentState

log = structlog.get_logger(__name__)


async def happened(desk: Desk, event: PaymentEvent) -> None:
    """Take in one report; a repeated one does nothing."""
    if event.news is PaymentNews.PAID:
        await paid(desk, event)
    else:
        await failed(desk, event)


async def paid(desk: Desk, event: PaymentEvent) -> None:
    """Money came in."""
    found = await _found(desk, event)
    if found is None:
        log.warning("payment_for_no_order", provider=event.provider, reference=event.reference)
        await tell_unknown(desk, event.reference, event.amount)
        return
    order, booking = found
    await settle(desk, order, booking, event.provider, event.reference, event.amount)


async def failed(desk: Desk, event: PaymentEvent) -> None:
    """An attempt to pay did not succeed; while the seat is held, the client may try again."""
    found = await _found(desk, event)
    if found is None:
        return
    order, booking = found
    payment = await desk.tx.payments.record(
        order.order_id,
        provider=event.provider,
        reference=event.reference,
        amount=event.amount,
        state=PaymentState.FAILED,
        now=desk.now,
    )
    if payment is None or booking.status is not Status.PENDING_PAYMENT:
        return
    if booking.payment_status is PaymentStatus.PENDING:
        await desk.tx.bookings.save(booking.booking_id, now=desk.now, payment_status=PaymentStatus.FAILED)
    await tell_failed(desk, booking, order.checkout_url)


async def _found(desk: Desk, event: PaymentEvent) -> tuple[Order, Booking] | None:
    """The order that a report names, and its booking, locked: two reports of one booking come one after the other."""
    order = await desk.tx.payments.order(event.order_id) if event.order_id is not None else None
    booking = await desk.tx.bookings.get(order.booking_id, lock=True) if order else None
    return (order, booking) if order and booking else None
