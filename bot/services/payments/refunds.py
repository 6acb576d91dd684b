"""Money that goes back: written down the moment it is owed, sent by an errand, and followed until it has arrived."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

import structlog

from booking.bookings import Booking
from booking.ledger import IN_REVIEW, Verdict, shares
from booking.money import Currency, Money
from booking.status import PaymentStatus
from bot.messages import SendBack
from bot.services.desk import Desk
from bot.services.notices import packed
from bot.services.payments import notices
from bot.services.payments.orders import close_all
from bot.services.rounds import each
from storage.rows import OrderStatus, Payment, Refund, RefundState

AGAIN_AFTER = timedelta(hours=12)
"""A refund that the provider refused (no balance yet, say) is tried again after this, beside being the coach's task."""

LOST_AFTER = timedelta(days=4)
"""By then the errand of a refund was given up: it is tried again."""

TRIED_FOR = timedelta(days=60)

GONE = frozenset({RefundState.SENT, RefundState.COMPLETED})
"""The states of a refund that has left."""

log = structlog.get_logger(__name__)


class TooEarly(Exception):  # noqa: N818 - it comes again
    """A report that makes sense only after another one: nothing of it is kept, and its provider repeats it."""


# ----------------------------------------------------------------------------------------------------- what is owed


async def owed(desk: Desk, booking: Booking, percent: int) -> Money:
    """What would go back if the booking ended now with this share of it."""
    settled = tuple(left for payment, left in await kept(desk, booking) if payment.verdict not in IN_REVIEW)
    return sum_of(shares(_alike(settled), percent)) or Money(0, booking.amount.currency)


async def owe_back(desk: Desk, booking: Booking, reason: str, percent: int = 100) -> Money | None:
    """Put `percent` of what is kept for a booking up for refund, and close what is still open to be paid; the amount,
    or None when nothing goes back. What the coach had yet to look at goes back whole.
    """
    await close_all(desk, booking)
    back = await _put_up(desk, await kept(desk, booking), reason, percent)
    if back is None:
        return None
    await desk.tx.bookings.save(booking.booking_id, now=desk.now, payment_status=PaymentStatus.REFUNDED)
    return back


async def kept(desk: Desk, booking: Booking) -> list[tuple[Payment, Money]]:
    """The payments of a booking of which something is left, each with how much."""
    return [(payment, left) for payment, left in await desk.tx.payments.kept(booking.booking_id) if left.minor > 0]


async def _put_up(desk: Desk, payments: list[tuple[Payment, Money]], reason: str, percent: int) -> Money | None:
    by_share: defaultdict[tuple[Currency, int], list[tuple[Payment, Money]]] = defaultdict(list)
    for payment, left in payments:
        by_share[left.currency, 100 if payment.verdict in IN_REVIEW else percent].append((payment, left))
    sent = []
    for (_currency, share), part in by_share.items():
        for (payment, _), back in zip(part, shares(tuple(left for _, left in part), share), strict=True):
            if back.minor:
                await give_back(desk, payment, back, reason)
                await desk.tx.payments.decide(payment.payment_id, Verdict.RETURNED)  # nobody need look at it any more
                sent.append(back)
    return sum_of(_alike(tuple(sent)))


def _alike(amounts: tuple[Money, ...]) -> tuple[Money, ...]:
    """Those of the first one's currency: a booking is paid in one, and what came in another is told by itself."""
    return tuple(money for money in amounts if money.currency is amounts[0].currency)


def sum_of(amounts: tuple[Money, ...]) -> Money | None:
    """Amounts of one currency together; None for none."""
    return Money(sum(money.minor for money in amounts), amounts[0].currency) if amounts else None


async def left_of(desk: Desk, payment: Payment) -> Money:
    """How much of a payment is not on its way back."""
    back = sum(refund.amount.minor for refund in await desk.tx.payments.refunds_of_payment(payment.payment_id))
    return Money(payment.amount.minor - back, payment.amount.currency)


async def give_back(desk: Desk, payment: Payment, amount: Money, reason: str) -> None:
    """Write down that `amount` of a payment goes back, and have it sent."""
    refund = await desk.tx.payments.refund(payment.payment_id, amount, reason, desk.now)
    if payment.order_id is not None:
        await desk.tx.payments.settle(payment.order_id, OrderStatus.REFUNDED, desk.now)
    await _send(desk, refund)


async def _send(desk: Desk, refund: Refund) -> None:
    await desk.tx.outbox.put(
        "", f"refund:{refund.refund_id}", "refund", packed(SendBack(refund.refund_id)), due_at=desk.now, now=desk.now
    )


# --------------------------------------------------------------------------------- what became of it at the provider


async def accepted(desk: Desk, refund_id: int, reference: str, *, arrived: bool, days: tuple[int, int] | None) -> None:
    """The provider has taken the refund on; the client is told, with the days it usually takes.

    Its reports may be faster than its answer: of a refund that they told of, the answer tells the reference alone, by
    which it is known when it bounces; and after the bounce of this very try it tells nothing.
    """
    refund = await desk.tx.payments.refund_by_id(refund_id)
    if refund is None or (refund.state is RefundState.FAILED and refund.reference == reference != ""):
        return
    if refund.state in GONE:
        if refund.reference != reference:
            await desk.tx.payments.set_refund(refund, refund.state, desk.now, reference=reference)
        return
    state = RefundState.COMPLETED if arrived else RefundState.SENT
    refund = await desk.tx.payments.set_refund(refund, state, desk.now, reference=reference)
    booking = await booking_of(desk, refund)
    if booking is not None:
        await notices.tell_sent_back(desk, booking, refund.amount, days)


async def refused(desk: Desk, refund_id: int, why: str) -> None:
    """The provider refused: the coach is told the first time, and it is tried again later by itself."""
    refund = await desk.tx.payments.refund_by_id(refund_id)
    if refund is None or refund.state not in {RefundState.PENDING, RefundState.SENT}:
        return
    log.warning("refund_refused", refund=refund_id, why=why, tries=refund.tries)
    refund = await desk.tx.payments.set_refund(refund, RefundState.FAILED, desk.now, tries=refund.tries + 1)
    if refund.tries == 1:
        await notices.tell_owed(desk, refund, await booking_of(desk, refund))


async def by_hand(desk: Desk, refund_id: int) -> None:
    """No provider does it: it is the coach's to do."""
    refund = await desk.tx.payments.refund_by_id(refund_id)
    if refund is None or refund.state is not RefundState.PENDING:
        return
    refund = await desk.tx.payments.set_refund(refund, RefundState.BY_HAND, desk.now)
    await notices.tell_owed(desk, refund, await booking_of(desk, refund))


async def booking_of(desk: Desk, refund: Refund) -> Booking | None:
    """The booking that a refund belongs to; None for money that never had one."""
    payment = await desk.tx.payments.payment(refund.payment_id)
    order = await desk.tx.payments.order(payment.order_id) if payment and payment.order_id else None
    return await desk.tx.bookings.get(order.booking_id) if order else None


async def try_again_due(desk: Desk, limit: int) -> int:
    """Send what was refused a while ago once more, as a new request; returns how many."""
    due = await desk.tx.payments.refunds_to_try(
        refused_before=desk.now - AGAIN_AFTER,
        lost_before=desk.now - LOST_AFTER,
        since=desk.now - TRIED_FOR,
        limit=limit,
    )

    async def again(refund: Refund) -> None:
        await send_again(desk, refund)

    return await each(desk, due, lambda refund: refund.refund_id, again)


async def send_again(desk: Desk, refund: Refund) -> None:
    """Have a refund sent once more, as another one: its reference is yet to be known."""
    await _send(desk, await desk.tx.payments.set_refund(refund, RefundState.PENDING, desk.now, reference=""))
