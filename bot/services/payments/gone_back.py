"""What providers report of money that went back: our refunds, the coach's own at the provider, and what banks took."""

from __future__ import annotations

import structlog

from booking.bookings import Booking
from booking.ledger import IN_REVIEW, Verdict
from booking.money import Currency, Money
from booking.paying import PaymentEvent, PaymentNews
from booking.status import PaymentStatus
from bot.services.desk import Desk
from bot.services.payments import notices
from bot.services.payments.orders import held_anew
from bot.services.payments.refunds import GONE, TooEarly, booking_of, kept, left_of
from storage.rows import OWED_BACK, Payment, Refund, RefundState

DISPUTE = "dispute"
"""Why money went that a bank took back."""

log = structlog.get_logger(__name__)


async def held_payment(desk: Desk, event: PaymentEvent) -> Payment | None:
    """The payment that a report names, with its booking locked, or itself where it has none: reports of what went back
    of it, and whoever else sends something back, come one after the other.

    Raises `TooEarly` for a payment that is yet to be heard of; None for one that is none of ours.
    """
    payment = await desk.tx.payments.came(event.provider, event.reference)
    if payment is None and await _is_to_come(desk, event):
        raise TooEarly("of a payment that is yet to be heard of")
    if payment is None:
        return None
    order = await desk.tx.payments.order(payment.order_id) if payment.order_id else None
    if order is None:
        await desk.tx.payments.lock_payment(payment.payment_id)
    else:
        await desk.tx.bookings.get(order.booking_id, lock=True)
    return await desk.tx.payments.payment(payment.payment_id)  # as it is under the lock


async def went_back(desk: Desk, event: PaymentEvent) -> None:
    """So much of a payment has gone back so far: ours, or what the coach sent from the provider's own pages. Raises
    `TooEarly` for a payment that is yet to be heard of."""
    payment = await held_payment(desk, event)
    if event.refund and await desk.tx.marks.is_set("bounced", _bounce(event)):
        return  # it is told late: by now it is known not to have arrived
    if payment is None or event.amount is None or event.amount.currency is not payment.amount.currency:
        log.warning("refund_of_unknown", provider=event.provider, reference=event.reference)
        return
    all_ = await desk.tx.payments.refunds_of_payment(payment.payment_id, lock=True)
    known = tuple(refund for refund in all_ if refund.reason != DISPUTE)  # what a bank took is no refund to a provider
    left = await _tick_off(desk, known, event.amount, event)
    new = min(left, await left_of(desk, payment))  # what was refused us, and now goes by hand, is written down already
    if new.minor > 0:
        await _outside(desk, payment, new, event.refund)


async def _is_to_come(desk: Desk, event: PaymentEvent) -> bool:
    """Whether an unknown payment may be one of ours that is reported later: of an order that is named; and where none
    is, while a page of this provider is open. A refund without either is somebody else's: Stripe names our orders."""
    if event.order_id is not None:
        return await desk.tx.payments.order(event.order_id) is not None
    nameless = event.news is PaymentNews.REFUNDED and not event.refund
    return not nameless and await desk.tx.payments.awaits(event.provider)


async def _tick_off(desk: Desk, known: tuple[Refund, ...], gone: Money, event: PaymentEvent) -> Money:
    """Mark what is known to be on its way as arrived, as far as `gone` reaches; what is left of that.

    What has arrived before is taken off first: the rest is what `gone` tells of new.
    """
    left = gone
    for refund in sorted(known, key=lambda one: one.state not in GONE):
        if refund.state is RefundState.FAILED and refund.amount.minor > left.minor:
            continue
        left -= refund.amount
        if refund.state is not RefundState.COMPLETED and left.minor >= 0:
            await _arrived(desk, refund, event)
    return left


async def _arrived(desk: Desk, refund: Refund, event: PaymentEvent) -> None:
    """A refund of ours is there; the client is told now when the report came before the answer to our own request."""
    ours = refund.reference if refund.state is RefundState.SENT else ""  # else it is another one's that did not arrive
    reference = ours or event.refund
    await desk.tx.payments.set_refund(refund, RefundState.COMPLETED, desk.now, reference=reference)
    booking = await booking_of(desk, refund)
    if refund.state is not RefundState.SENT and booking is not None:
        days = next((way.refund_days for way in desk.ways_to_pay if way.method.value == event.provider), None)
        await notices.tell_sent_back(desk, booking, refund.amount, days)


async def _outside(desk: Desk, payment: Payment, amount: Money, reference: str) -> None:
    refund = await desk.tx.payments.refund(
        payment.payment_id, amount, "outside", desk.now, state=RefundState.COMPLETED, reference=reference
    )
    booking = await booking_of(desk, refund)
    if booking is None:
        return
    if payment.verdict in IN_REVIEW:
        await _seen_to_outside(desk, payment, booking)
    elif not await kept(desk, booking):
        await desk.tx.bookings.save(booking.booking_id, now=desk.now, payment_status=PaymentStatus.REFUNDED)
    await notices.tell_sent_back(desk, booking, amount, None)


async def _seen_to_outside(desk: Desk, payment: Payment, booking: Booking) -> None:
    """The coach sent back at the provider what they had yet to decide about: once all is gone, they have decided."""
    order = await desk.tx.payments.order(payment.order_id) if payment.order_id else None
    if (await left_of(desk, payment)).minor > 0 or order is None:
        return
    await desk.tx.payments.decide(payment.payment_id, Verdict.RETURNED)
    await held_anew(desk, order, booking)


async def bounced(desk: Desk, event: PaymentEvent) -> None:
    """A refund did not arrive, and the money is the coach's again: they are told, and it is tried again.

    Stripe tells of each bounce in three ways, of which the last may come when it has been tried again.
    """
    payment = await held_payment(desk, event)
    if not await desk.tx.marks.once("bounced", _bounce(event), desk.now):
        return
    refund = await _that_bounced(desk, payment, event) if payment else None
    if payment is not None and refund is None:
        refund = await _sent_unheard(desk, payment, event)
    if refund is None:
        log.warning("refund_of_unknown", provider=event.provider, reference=event.refund)
        await notices.tell_dispute(desk, None, event, "coach-payment-unknown")
    elif refund.state not in OWED_BACK:
        log.warning("refund_bounced", refund=refund.refund_id, tries=refund.tries)
        tries = refund.tries + 1
        refund = await desk.tx.payments.set_refund(
            refund, RefundState.FAILED, desk.now, reference=event.refund, tries=tries
        )
        await notices.tell_owed(desk, refund, await booking_of(desk, refund))


def _bounce(event: PaymentEvent) -> str:
    return f"{event.provider}:{event.refund}"


async def _that_bounced(desk: Desk, payment: Payment, event: PaymentEvent) -> Refund | None:
    """The refund that a bounce is of: by its reference; or of the same amount and known by none, for a report may have
    come before the answer that names it, and Stripe's own reports of refunds name none. What is on its way already
    goes before what is yet to leave."""
    known = await desk.tx.payments.refunds_of_payment(payment.payment_id, lock=True)
    alike = [refund for refund in known if refund.amount == event.amount]
    unnamed = [refund for refund in alike if refund.state in GONE and not refund.reference]
    to_leave = [refund for refund in alike if refund.state is RefundState.PENDING]
    named = [refund for refund in known if refund.reference == event.refund]
    return next(iter((*named, *unnamed, *to_leave)), None)


async def _sent_unheard(desk: Desk, payment: Payment, event: PaymentEvent) -> Refund | None:
    """A refund of which nothing was heard until it bounced; None where so much of the payment was not left."""
    left = await left_of(desk, payment)
    if event.amount is None or event.amount.currency is not left.currency or not 0 < event.amount.minor <= left.minor:
        return None
    return await desk.tx.payments.refund(
        payment.payment_id, event.amount, "outside", desk.now, state=RefundState.SENT, reference=event.refund
    )


# ------------------------------------------------------------------------------------------------ what banks take back


async def taken_back(desk: Desk, payment: Payment, event: PaymentEvent) -> None:
    """A bank took money of this payment back, `held_payment` says: what was still to go back has gone with it, as far
    as it reaches, and the rest is written down as gone. Where no amount is told that can be compared, it is all that
    had not gone back before."""
    known = await desk.tx.payments.refunds_of_payment(payment.payment_id, lock=True)
    gone = payment.amount - _total([refund for refund in known if refund.state in GONE], payment.amount.currency)
    if event.amount is not None and event.amount.currency is gone.currency:
        gone = min(event.amount, gone)
    elif any(refund.reason == DISPUTE for refund in known):  # by a report that told how much
        return
    reference = event.refund or event.event_id
    for refund in known:
        if refund.state in GONE or gone.minor <= 0:
            continue
        if refund.amount > gone:
            await desk.tx.payments.lessen_refund(refund, refund.amount - gone, desk.now)
            break
        await desk.tx.payments.set_refund(refund, RefundState.COMPLETED, desk.now, reference=reference)
        gone -= refund.amount
    if gone.minor > 0:
        await desk.tx.payments.refund(
            payment.payment_id, gone, DISPUTE, desk.now, state=RefundState.COMPLETED, reference=reference
        )


def _total(refunds: list[Refund], currency: Currency) -> Money:
    return Money(sum(refund.amount.minor for refund in refunds), currency)
