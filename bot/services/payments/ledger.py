"""Money that has come in: written down, judged by the rules, and everything that follows from that."""

from __future__ import annotations

from dataclasses import dataclass, replace

from booking.bookings import Booking
from booking.ledger import Arrival, Verdict, verdict
from booking.money import Currency, Money
from booking.people import Actor
from booking.status import Event, PaymentStatus, Status, after
from bot.services.coach.confirm import Did, go_on, new_booking_card, record
from bot.services.desk import Desk
from bot.services.payments import choices, notices, paper
from bot.services.payments.orders import close_all, withdraw
from bot.services.payments.parts import await_the_rest, cheaper, parts_of
from bot.services.payments.refunds import give_back
from storage.rows import Order, OrderStatus, Payment, PaymentState


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """Money that came in: through whom, under which of their references, how much, and who says so.

    `reference` is the provider's own of the payment, or ours where a person saw it («receipt:12»). `amount` is None for
    a currency that is none of ours; `told` has it then. `by` the admin: they saw the amount with their own eyes.
    """

    provider: str
    reference: str
    amount: Money | None
    told: str = ""
    by: Actor = Actor.SYSTEM
    actor_id: int | None = None


async def settle(desk: Desk, order: Order, booking: Booking, came: Came) -> Verdict | None:
    """Write down money that came in, with all that follows; None when this payment was written down before.

    `booking` is locked. Everybody concerned is told; the team is not when one of them did it.
    """
    payment = await _recorded(desk, order.order_id, came, order.amount.currency)
    if payment is None:
        return None
    seen = came.by is Actor.ADMIN
    arrival = Arrival(
        owed=order.amount,
        received=came.amount,
        kept=await parts_of(desk, order, booking, but=payment.payment_id, seen=seen),
        seen=seen,
        expired=await expired(desk, booking),
    )
    decided = verdict(booking, arrival, desk.now)
    if decided is Verdict.REVIVES:
        booking, decided = await _revived(desk, booking)
    elif decided is Verdict.PART and booking.status is Status.CANCELLED:  # a part of a dead booking is kept for nothing
        booking, decided = await _revived(desk, booking)
        decided = Verdict.LATE if decided is Verdict.CHOICE else Verdict.PART
    await desk.tx.payments.judge(payment.payment_id, decided)
    await _follow(desk, order, booking, replace(payment, verdict=decided), decided, came, arrival)
    return decided


async def stray(desk: Desk, came: Came) -> None:
    """Money for no order of ours: kept, and a person has to find out whose it is."""
    payment = await _recorded(desk, None, came, Currency.USD)
    if payment is not None:
        await desk.tx.payments.judge(payment.payment_id, Verdict.STRAY)
        await notices.tell_stray(desk, payment)


async def accept(desk: Desk, order: Order, booking: Booking, payment: Payment, by: int) -> Booking:
    """The coach takes a payment that was looked at as the whole price: it settles as any other would. A page that was
    opened for the order since then is closed, and what was paid there goes back."""
    await withdraw(desk, order)
    if booking.status is Status.CANCELLED:
        booking, decided = await _revived(desk, booking)
        await desk.tx.payments.judge(payment.payment_id, decided)
        if decided is Verdict.CHOICE:
            return await choices.offer(desk, await _pay(desk, order, booking), payment.amount)
    await desk.tx.payments.judge(payment.payment_id, Verdict.SETTLES)
    paid = await settled(desk, order, booking, payment, Did(event=Event.PAID, by=Actor.ADMIN, actor_id=by))
    await _parts_beside(desk, order, booking)
    return paid


async def _recorded(desk: Desk, order_id: int | None, came: Came, currency: Currency) -> Payment | None:
    return await desk.tx.payments.record(
        order_id,
        provider=came.provider,
        reference=came.reference,
        amount=came.amount or Money(0, currency),
        state=PaymentState.COMPLETED,
        now=desk.now,
        note=came.told,
    )


async def expired(desk: Desk, booking: Booking) -> bool:
    """Whether the booking was cancelled because its hold was over, and by nothing else."""
    if booking.status is not Status.CANCELLED:
        return False
    history = await desk.tx.bookings.history(booking.booking_id)
    return bool(history) and history[-1].event is Event.HOLD_EXPIRED


async def _revived(desk: Desk, booking: Booking) -> tuple[Booking, Verdict]:
    """The booking with its seat back, waiting for its money as before; or as it was, when the seat is taken."""
    again = await desk.tx.bookings.revive(booking.booking_id, Status.PENDING_PAYMENT, desk.now)
    if again is None:
        return booking, Verdict.CHOICE
    await record(desk, booking, again.status, Did(event=Event.PAID, by=Actor.SYSTEM, reason="late, seat free"))
    return again, Verdict.SETTLES


# --------------------------------------------------------------------------------------------------- what follows


async def _follow(  # noqa: PLR0917 - a payment, what it is for, and all that was known when that was decided
    desk: Desk, order: Order, booking: Booking, payment: Payment, decided: Verdict, came: Came, arrival: Arrival
) -> None:
    match decided:
        case Verdict.SETTLES:
            did = Did(event=Event.PAID, by=came.by, actor_id=came.actor_id)
            await settled(desk, order, booking, payment, did, revived=arrival.expired)
            await _too_much(desk, payment, arrival)
            await _parts_beside(desk, order, booking, seen=arrival.seen)
        case Verdict.CHOICE:
            await _pay(desk, order, booking)
            await choices.offer(desk, booking, payment.amount)
        case Verdict.PART:
            await await_the_rest(desk, order, booking, payment.amount, arrival.owed - arrival.kept - payment.amount)
        case Verdict.MISMATCHED:
            await _to_look_at(desk, order, booking, payment)
        case _:
            await _goes_back(desk, order, booking, payment, decided)


async def settled(
    desk: Desk, order: Order, booking: Booking, payment: Payment, did: Did, *, revived: bool = False
) -> Booking:
    """The booking is paid: it goes on to the coach or is confirmed, and the receipt is sent. `revived`: its hold had
    been over, and the seat was still free."""
    paid = await _pay(desk, order, booking)
    await notices.tell_paid(desk, paid, payment.amount, revived=revived)
    await paper.offer_receipt(desk, paid)
    if paid.status is Status.PENDING_PAYMENT:
        paid = await go_on(desk, paid, did)
    if did.by is not Actor.ADMIN:
        await new_booking_card(desk, paid)
    return paid


async def _pay(desk: Desk, order: Order, booking: Booking) -> Booking:
    """Mark order and booking as paid; what else is open for the booking owes nothing any more."""
    await desk.tx.payments.settle(order.order_id, OrderStatus.PAID, desk.now)
    await close_all(desk, booking)
    return await desk.tx.bookings.save(
        booking.booking_id,
        now=desk.now,
        payment_status=PaymentStatus.COMPLETED,
        payment_method=order.method,
        hold_expires_at=None,
    )


async def _too_much(desk: Desk, payment: Payment, arrival: Arrival) -> None:
    """What came in above the price goes back by itself."""
    if arrival.received is None:
        return
    over = arrival.received - (arrival.owed - arrival.kept)
    if over.minor > 0 and payment.order_id is not None:
        await give_back(desk, payment, over, Verdict.EXTRA)
        await desk.tx.payments.settle(payment.order_id, OrderStatus.PAID, desk.now)  # it is, all the same


async def _parts_beside(desk: Desk, order: Order, booking: Booking, *, seen: bool = False) -> None:
    """Parts that came for other orders, and more of them than this one was cheaper for, go back; in another currency
    than this one's they are no part of it at all. `seen`: they were counted when this money was looked at, and stay."""
    room = cheaper(order, booking).minor
    for earlier, left in await desk.tx.payments.kept(booking.booking_id):
        if earlier.verdict != Verdict.PART or earlier.order_id == order.order_id:
            continue
        alike = left.currency is order.amount.currency
        counted = (left.minor if seen else min(left.minor, room)) if alike else 0
        room -= counted
        if left.minor > counted:
            await give_back(desk, earlier, Money(left.minor - counted, left.currency), Verdict.EXTRA)


async def _to_look_at(desk: Desk, order: Order, booking: Booking, payment: Payment) -> None:
    """Another amount than is owed: the hold pauses, so that nobody loses a seat they have paid something for."""
    if booking.status is Status.PENDING_PAYMENT:
        await desk.tx.bookings.save(booking.booking_id, now=desk.now, hold_expires_at=None)
    await withdraw(desk, order)  # its page was paid and takes no more, but a later one may be open
    await desk.tx.payments.checkout_link(order.order_id, "", "", None, desk.now)
    await notices.tell_mismatch(desk, booking, payment, order.amount)


async def _goes_back(desk: Desk, order: Order, booking: Booking, payment: Payment, why: Verdict) -> None:
    """Put all of a payment up for refund; a booking that has not gone on for want of it ends."""
    if why is Verdict.LATE:
        await _end(desk, booking)
        await desk.tx.bookings.save(booking.booking_id, now=desk.now, payment_status=PaymentStatus.REFUNDED)
    if payment.amount.minor > 0:
        paid = order.status
        await give_back(desk, payment, payment.amount, why)
        if why is Verdict.EXTRA and paid is OrderStatus.PAID:  # the order itself is still paid, once
            await desk.tx.payments.settle(order.order_id, paid, desk.now)
    await notices.tell_going_back(desk, booking, payment.amount, late=why is Verdict.LATE)


async def _end(desk: Desk, booking: Booking) -> None:
    if booking.status is not Status.PENDING_PAYMENT:
        return
    status = after(booking.status, Event.HOLD_EXPIRED, requires_approval=booking.requires_approval)
    await desk.tx.bookings.release(booking.booking_id, status, desk.now)
    await desk.tx.bookings.postpone(booking.booking_id, None)
    await record(desk, booking, status, Did(event=Event.HOLD_EXPIRED, by=Actor.SYSTEM))
