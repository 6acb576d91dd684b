"""What money that has come in does to its booking: one pure decision, and what follows from it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from booking.bookings import Booking
from booking.money import Money
from booking.people import Actor
from booking.status import Event, PaymentStatus, Status, after
from bot.services.coach.confirm import Did, confirm_booking, new_booking_card, record
from bot.services.desk import Desk
from bot.services.payments import notices
from storage.rows import Order, OrderStatus, Payment, PaymentState


class Verdict(StrEnum):
    """What money that came in is for."""

    SETTLES = "settles"
    REVIVES = "revives"  # the hold was over: it settles if the seat can still be had, else it is LATE
    LATE = "late"  # nothing is left that it could pay for: it goes back
    EXTRA = "extra"  # the booking is paid already: it goes back
    MISMATCHED = "mismatched"  # not what is owed: the coach looks at it, and nothing is confirmed


def verdict(booking: Booking, owed: Money, received: Money, now: datetime, *, expired: bool) -> Verdict:
    """What `received` is for. `expired` says that the booking was cancelled because its hold was over."""
    if booking.payment_status in {PaymentStatus.COMPLETED, PaymentStatus.REFUNDED}:
        return Verdict.EXTRA
    if received != owed:
        return Verdict.MISMATCHED
    over = booking.starts_at <= now
    if booking.status is Status.CANCELLED:
        return Verdict.REVIVES if expired and not over else Verdict.LATE
    return Verdict.LATE if booking.status is Status.PENDING_PAYMENT and over else Verdict.SETTLES


async def settle(  # noqa: PLR0917 - what a payment is, in the order in which a statement of account says it
    desk: Desk,
    order: Order,
    booking: Booking,
    provider: str,
    reference: str,
    amount: Money,
    *,
    by: Actor = Actor.SYSTEM,
    actor_id: int | None = None,
) -> Verdict | None:
    """Write down money that came in, with all that follows; None when this payment was written down before.

    `booking` is locked. `reference` is the provider's own of the payment, or ours where a person saw it
    («receipt:12»). Everybody concerned is told; the team is not when one of them did it (`by` the admin).
    """
    payment = await desk.tx.payments.record(
        order.order_id,
        provider=provider,
        reference=reference,
        amount=amount,
        state=PaymentState.COMPLETED,
        now=desk.now,
    )
    if payment is None:
        return None
    decided = verdict(booking, order.amount, amount, desk.now, expired=await expired(desk, booking))
    if decided is Verdict.REVIVES:
        booking, decided = await _revived(desk, booking)
    if decided is Verdict.SETTLES:
        await _settled(desk, order, booking, Did(event=Event.PAID, by=by, actor_id=actor_id))
    elif decided is Verdict.MISMATCHED:
        await _to_look_at(desk, order, booking, payment)
    else:
        await _give_back(desk, order, booking, payment, decided)
    return decided


async def expired(desk: Desk, booking: Booking) -> bool:
    """Whether the booking was cancelled because its hold was over, and by nothing else."""
    if booking.status is not Status.CANCELLED:
        return False
    history = await desk.tx.bookings.history(booking.booking_id)
    return bool(history) and history[-1].event is Event.HOLD_EXPIRED


async def _revived(desk: Desk, booking: Booking) -> tuple[Booking, Verdict]:
    """The booking with its seat back, waiting for its money as before; or as it was, and too late."""
    again = await desk.tx.bookings.revive(booking.booking_id, Status.PENDING_PAYMENT, desk.now)
    if again is None:
        return booking, Verdict.LATE
    await record(desk, booking, again.status, Did(event=Event.PAID, by=Actor.SYSTEM, reason="late, seat free"))
    return again, Verdict.SETTLES


# --------------------------------------------------------------------------------------------------- what follows


async def _settled(desk: Desk, order: Order, booking: Booking, did: Did) -> None:
    await _close_orders(desk, order)
    paid = await desk.tx.bookings.save(
        booking.booking_id,
        now=desk.now,
        payment_status=PaymentStatus.COMPLETED,
        payment_method=order.method,
        hold_expires_at=None,
    )
    await notices.tell_paid(desk, paid)
    if paid.status is Status.PENDING_PAYMENT:
        paid = await _goes_on(desk, paid, did)
    if did.by is not Actor.ADMIN:
        await new_booking_card(desk, paid)


async def _close_orders(desk: Desk, order: Order) -> None:
    """The order is paid; another one that is still open for this booking owes nothing any more."""
    await desk.tx.payments.settle(order.order_id, OrderStatus.PAID, desk.now)
    latest = await desk.tx.payments.order_of(order.booking_id)
    if latest and latest.order_id != order.order_id and latest.status is OrderStatus.OPEN:
        await desk.tx.payments.settle(latest.order_id, OrderStatus.CANCELLED, desk.now)


async def _goes_on(desk: Desk, booking: Booking, did: Did) -> Booking:
    """To the coach where approval is needed, else confirmed at once."""
    if not booking.requires_approval:
        return await confirm_booking(
            desk, booking, booking.preferred_at, by=did.by, actor_id=did.actor_id, event=did.event
        )
    status = after(booking.status, did.event, requires_approval=True)
    await record(desk, booking, status, did)
    return await desk.tx.bookings.save(booking.booking_id, now=desk.now, status=status)


async def _to_look_at(desk: Desk, order: Order, booking: Booking, payment: Payment) -> None:
    """Another amount than is owed: the hold pauses, so that nobody loses a seat they have paid something for."""
    if booking.status is Status.PENDING_PAYMENT:
        await desk.tx.bookings.save(booking.booking_id, now=desk.now, hold_expires_at=None)
    await notices.tell_mismatch(desk, booking, owed=order.amount, received=payment.amount)


async def _give_back(desk: Desk, order: Order, booking: Booking, payment: Payment, why: Verdict) -> None:
    """Put all of a payment up for refund; a booking that has not gone on for want of it ends."""
    if why is Verdict.LATE:
        await _end(desk, booking)
        await desk.tx.bookings.save(booking.booking_id, now=desk.now, payment_status=PaymentStatus.REFUNDED)
        await desk.tx.payments.settle(order.order_id, OrderStatus.REFUNDED, desk.now)
    if payment.amount.minor > 0:
        await desk.tx.payments.refund(payment.payment_id, payment.amount, why.value, desk.now)
    await notices.tell_going_back(desk, booking, payment.amount, late=why is Verdict.LATE)


async def _end(desk: Desk, booking: Booking) -> None:
    if booking.status is not Status.PENDING_PAYMENT:
        return
    status = after(booking.status, Event.HOLD_EXPIRED, requires_approval=booking.requires_approval)
    await desk.tx.bookings.release(booking.booking_id, status, desk.now)
    await record(desk, booking, status, Did(event=Event.HOLD_EXPIRED, by=Actor.SYSTEM))
