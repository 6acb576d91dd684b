"""Money that the coach has to decide about: another amount than was owed, or for no order of ours."""

from __future__ import annotations

from booking.bookings import Booking
from booking.errors import Refused
from booking.ledger import IN_REVIEW, PAID, Verdict
from booking.people import Permission
from booking.status import Status
from bot.conversations.coach.till import AcceptPayment, MoneyTask, MoneyTasks, ReturnPayment, SeeToRefund
from bot.conversations.state import Who
from bot.services.coach.cases import to_change
from bot.services.desk import Desk
from bot.services.payments import notices
from bot.services.payments.ledger import accept, expired
from bot.services.payments.orders import held_anew
from bot.services.payments.refunds import booking_of, give_back, left_of, send_again
from storage.rows import OWED_BACK, Order, Payment, RefundState


async def tasks(desk: Desk, who: Who, _request: MoneyTasks) -> tuple[MoneyTask, ...]:
    """What waits for the coach about money: payments to decide about, refunds to see to."""
    who.client.require(Permission.MANAGE)
    found = []
    for payment in await desk.tx.payments.in_review():
        order = await desk.tx.payments.order(payment.order_id) if payment.order_id else None
        booking = await desk.tx.bookings.get(order.booking_id) if order else None
        found.append(notices.review_task(payment, booking, order))
    owed = [
        notices.refund_task(refund, await booking_of(desk, refund)) for refund in await desk.tx.payments.owed_back()
    ]
    return (*found, *owed)


async def accept_payment(desk: Desk, who: Who, command: AcceptPayment) -> None:
    """Take another amount as the price. Refused where there is nothing that it could be the price of."""
    payment, order, booking = await _in_review(desk, who, command.payment_id)
    if order is None or booking is None:
        raise Refused("refused-no-booking-for-it")
    if booking.payment_status in PAID:
        raise Refused("refused-nothing-owed")
    if booking.status is Status.CANCELLED and not await expired(desk, booking):
        raise Refused("refused-no-booking-for-it")
    if booking.status is Status.CANCELLED and booking.starts_at <= desk.now:
        raise Refused("refused-past")
    if not await desk.tx.payments.decide(payment.payment_id, Verdict.SETTLES):
        raise Refused("refused-money-decided")
    await accept(desk, order, booking, payment, who.client.client_id)


async def return_payment(desk: Desk, who: Who, command: ReturnPayment) -> None:
    """Send back what is left of it; a seat that was kept for it is held anew, for the right amount."""
    payment, order, booking = await _in_review(desk, who, command.payment_id)
    if not await desk.tx.payments.decide(payment.payment_id, Verdict.RETURNED):
        raise Refused("refused-money-decided")
    left = await left_of(desk, payment)
    if left.minor > 0:
        status = order.status if order else None
        await give_back(desk, payment, left, "returned")
        if order is not None and status is not None:
            await desk.tx.payments.settle(order.order_id, status, desk.now)
    if order is not None and booking is not None:
        await notices.tell_returned(desk, await held_anew(desk, order, booking), payment)


async def _in_review(desk: Desk, who: Who, payment_id: int) -> tuple[Payment, Order | None, Booking | None]:
    """A payment that was to be decided about a moment ago, with its booking locked."""
    who.client.require(Permission.MANAGE)
    payment = await desk.tx.payments.payment(payment_id)
    if payment is None or payment.verdict not in IN_REVIEW:
        raise Refused("refused-money-decided")
    order = await desk.tx.payments.order(payment.order_id) if payment.order_id else None
    return payment, order, await to_change(desk, who, order.booking_id) if order else None


async def see_to_refund(desk: Desk, who: Who, command: SeeToRefund) -> None:
    """The coach gave the money back by hand, or wants the provider to be asked once more."""
    who.client.require(Permission.MANAGE)
    refund = await desk.tx.payments.refund_by_id(command.refund_id)
    if refund is None or refund.state not in OWED_BACK:
        raise Refused("refused-money-decided")
    if command.how == "again":
        if refund.state is not RefundState.FAILED:  # no provider can be asked: an old button says so
            raise Refused("refused-money-decided")
        await send_again(desk, refund)
        return
    await desk.tx.payments.set_refund(refund, RefundState.COMPLETED, desk.now)
    booking = await booking_of(desk, refund)
    if booking is not None:
        await notices.tell_sent_back(desk, booking, refund.amount, None)


DEEDS = {
    MoneyTasks: tasks,
    AcceptPayment: accept_payment,
    ReturnPayment: return_payment,
    SeeToRefund: see_to_refund,
}
