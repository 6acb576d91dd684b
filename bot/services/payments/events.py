"""What providers report, each report handled once: the ledger is written, the booking goes on, people are told."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import TypeAlias

import structlog

from booking import policy
from booking.bookings import Booking
from booking.ledger import IN_REVIEW
from booking.money import Money
from booking.paying import PaymentEvent, PaymentNews
from booking.status import PaymentStatus, Status
from bot.messages import Capture
from bot.services.desk import Desk
from bot.services.payments import notices
from bot.services.payments.asking import answered
from bot.services.payments.gone_back import bounced, held_payment, taken_back, went_back
from bot.services.payments.ledger import Came, expired, settle, stray
from bot.services.payments.orders import put, withdraw
from storage.rows import Order, OrderStatus, Payment, PaymentState

log = structlog.get_logger(__name__)

TO_CAPTURE = timedelta(minutes=5)
"""A seat whose payment was approved is held at least so long, so that it is there when the money has been taken."""

Handler: TypeAlias = Callable[[Desk, PaymentEvent], Awaitable[None]]


async def happened(desk: Desk, event: PaymentEvent) -> None:
    """Take in one report; a repeated one does nothing."""
    await HANDLERS[event.news](desk, event)


async def paid(desk: Desk, event: PaymentEvent) -> None:
    """Money came in."""
    came = Came(provider=event.provider, reference=event.reference, amount=event.amount, told=event.told)
    found = await _found(desk, event)
    if found is None:
        log.warning("payment_for_no_order", provider=event.provider, reference=event.reference)
        await stray(desk, came)
        return
    await settle(desk, *found, came)


async def pending(desk: Desk, event: PaymentEvent) -> None:
    """Money is on its way and may take days: the hold stands still meanwhile."""
    found = await _found(desk, event)
    if found is None or await _is_over(desk, found[0], event):
        return
    if not await _recorded(desk, found[0], event, PaymentState.PENDING):
        return
    _, booking = found
    if booking.status is Status.PENDING_PAYMENT and booking.hold_expires_at is not None:
        await desk.tx.bookings.save(booking.booking_id, now=desk.now, hold_expires_at=None)
        await notices.tell_pending(desk, booking)


async def _is_over(desk: Desk, order: Order, event: PaymentEvent) -> bool:
    """Whether it is known how this payment ended: a report of it being on its way is older than that."""
    said = await desk.tx.payments.of_order(order.order_id)
    return any(p.reference == event.reference and p.state is not PaymentState.PENDING for p in said)


async def failed(desk: Desk, event: PaymentEvent) -> None:
    """An attempt to pay did not succeed; while the seat is held, the client may try again."""
    found = await _found(desk, event)
    if found is None or not await _is_new_failure(desk, found[0], event):
        return
    order, booking = found
    slow = await _was_slow(desk, order, event)  # then the hold stood still for it, also where its order was given up
    if booking.status is not Status.PENDING_PAYMENT or not (slow or order.status is OrderStatus.OPEN):
        return
    if slow:  # its page took a payment and takes no other; a later page of the order is not to be forgotten
        await withdraw(desk, order)
        await desk.tx.payments.checkout_link(order.order_id, "", "", None, desk.now)
        order = replace(order, checkout_url="")
    changes: dict[str, object] = {}
    if booking.payment_status is PaymentStatus.PENDING:
        changes["payment_status"] = PaymentStatus.FAILED
    if booking.hold_expires_at is None and not await _something_waits(desk, booking):  # it stood still for this payment
        changes["hold_expires_at"] = policy.hold_until(booking.payment_method, desk.now, booking.preferred_at)
    held = await desk.tx.bookings.save(booking.booking_id, now=desk.now, **changes) if changes else booking
    await notices.tell_failed(desk, held, order.checkout_url)


async def _is_new_failure(desk: Desk, order: Order, event: PaymentEvent) -> bool:
    """Whether this attempt is not known to have failed. On PayPal's page one may agree again with another card; what
    is refused then goes by the page's reference each time, and is new when it was agreed to since."""
    first = await _recorded(desk, order, event, PaymentState.FAILED)
    if event.reference != order.checkout_reference:
        return first
    attempt = await _counted(desk, "capture failed", f"{event.provider}:{event.reference}")
    agreed = not await desk.tx.marks.once("agreed to pay", attempt, desk.now)
    return first or agreed


async def _counted(desk: Desk, what: str, whose: str) -> str:
    """Count one more of something; its key, with which time it is of whose."""
    number = 1
    while not await desk.tx.marks.once(what, f"{whose}:{number}", desk.now):
        number += 1
    return f"{whose}:{number}"


async def _was_slow(desk: Desk, order: Order, event: PaymentEvent) -> bool:
    """Whether this payment was on its way for a while before it failed."""
    said = await desk.tx.payments.of_order(order.order_id)
    return any(p.state is PaymentState.PENDING and p.reference == event.reference for p in said)


async def _something_waits(desk: Desk, booking: Booking) -> bool:
    """Whether the coach has yet to look at a receipt, or at money that came for this booking."""
    kept = await desk.tx.payments.kept(booking.booking_id)
    if any(payment.verdict in IN_REVIEW and left.minor >= 0 for payment, left in kept):
        return True
    return any(receipt.booking_id == booking.booking_id for receipt in await desk.tx.payments.waiting_receipts())


async def approved(desk: Desk, event: PaymentEvent) -> None:
    """The client agreed to pay: the money is taken if there is still something to pay for, and else is left alone."""
    found = await _found(desk, event)
    if found is None or found[0].status is not OrderStatus.OPEN:
        return
    order, booking = found
    if booking.status is Status.PENDING_PAYMENT and booking.starts_at > desk.now:
        await _hold_on(desk, booking)
        await _counted(desk, "agreed to pay", f"{event.provider}:{event.reference}")
        await put(desk, order, "capture", Capture(order.order_id, event.reference), waited_for=False)
    elif await expired(desk, booking) and await desk.tx.marks.once("approved late", str(order.order_id), desk.now):
        await notices.tell_not_taken(desk, booking)


async def _hold_on(desk: Desk, booking: Booking) -> None:
    until = booking.hold_expires_at
    if until is not None and until < desk.now + TO_CAPTURE:
        await desk.tx.bookings.postpone(booking.booking_id, min(desk.now + TO_CAPTURE, booking.starts_at))


async def closed(desk: Desk, event: PaymentEvent) -> None:
    """A page was closed and not paid: while the seat is held, another can be opened."""
    found = await _found(desk, event)
    if found is None or found[0].status is not OrderStatus.OPEN or found[0].checkout_reference != event.reference:
        return
    order, booking = found
    if booking.status is Status.PENDING_PAYMENT:
        await desk.tx.payments.checkout_link(order.order_id, "", "", None, desk.now)
        await answered(desk, order.order_id)  # the report may be faster than the answer that the hold waits for
    else:
        await desk.tx.payments.settle(order.order_id, OrderStatus.CANCELLED, desk.now)


async def disputed(desk: Desk, event: PaymentEvent) -> None:
    """The client's bank asks for the money back: only the coach can answer, at the provider, and in time."""
    await notices.tell_dispute(desk, await _booking_of(desk, event), event, "coach-dispute")


async def dispute_won(desk: Desk, event: PaymentEvent) -> None:
    """The money stays."""
    await notices.tell_dispute(desk, await _booking_of(desk, event), event, "coach-dispute-won")


async def dispute_lost(desk: Desk, event: PaymentEvent) -> None:
    """The money was taken back: it is written down as gone."""
    payment = await held_payment(desk, event)
    if payment is not None:
        if not await _is_new_loss(desk, payment, event):
            return
        await taken_back(desk, payment, event)
    await notices.tell_dispute(desk, await _booking_of(desk, event), event, "coach-dispute-lost")


async def _is_new_loss(desk: Desk, payment: Payment, event: PaymentEvent) -> bool:
    """Whether this loss was not told before. PayPal tells one as money that was taken, by a number of its own, and once
    more as a case that was decided: the first of the one and the first of the other are of the same loss."""
    if not await desk.tx.marks.once("loss told", f"{event.provider}:{event.refund or event.event_id}", desk.now):
        return False
    amount = f"{payment.payment_id}:{event.amount.minor if event.amount else event.told}"
    told = await _counted(desk, "money taken" if event.refund else "case lost", amount)
    return await desk.tx.marks.once("loss", told, desk.now)


HANDLERS: Mapping[PaymentNews, Handler] = {
    PaymentNews.PAID: paid,
    PaymentNews.PENDING: pending,
    PaymentNews.FAILED: failed,
    PaymentNews.APPROVED: approved,
    PaymentNews.EXPIRED: closed,
    PaymentNews.REFUNDED: went_back,
    PaymentNews.REFUND_FAILED: bounced,
    PaymentNews.DISPUTED: disputed,
    PaymentNews.DISPUTE_WON: dispute_won,
    PaymentNews.DISPUTE_LOST: dispute_lost,
}
"""What is done about each kind of report."""


async def _found(desk: Desk, event: PaymentEvent) -> tuple[Order, Booking] | None:
    """The order that a report names, and its booking, locked: two reports of one booking come one after the other."""
    order = await desk.tx.payments.order(event.order_id) if event.order_id is not None else None
    booking = await desk.tx.bookings.get(order.booking_id, lock=True) if order else None
    fresh = await desk.tx.payments.order(order.order_id) if order else None  # as it is under the lock
    return (fresh, booking) if fresh and booking else None


async def _booking_of(desk: Desk, event: PaymentEvent) -> Booking | None:
    """The booking that a payment was for, where the report names the payment alone."""
    payment = await desk.tx.payments.came(event.provider, event.reference)
    number = payment.order_id if payment else event.order_id
    order = await desk.tx.payments.order(number) if number is not None else None
    return await desk.tx.bookings.get(order.booking_id) if order else None


async def _recorded(desk: Desk, order: Order, event: PaymentEvent, state: PaymentState) -> bool:
    """Whether this was not heard before, and is written down now."""
    payment = await desk.tx.payments.record(
        order.order_id,
        provider=event.provider,
        reference=event.reference,
        amount=event.amount or Money(0, order.amount.currency),
        state=state,
        now=desk.now,
        note=event.told,
    )
    return payment is not None
