"""Losses and bounces whose reports come in another order than things happened; on both databases."""

from __future__ import annotations

from dataclasses import replace

from booking.paying import PaymentEvent
from bot.services.payments.refunds import TooEarly
from tests.services.payment_room import Till, report
from tests.services.test_disputes import LOST, gone
from tests.services.test_refunds_bounced import BOUNCED, COMPLETED, FAILED, REFUNDED, sent_back
from tests.services.test_refunds_reported import paid, says


async def early(till: Till, event: PaymentEvent, *others: PaymentEvent) -> None:
    """A report comes before others that it follows from, and comes again if it was not taken."""
    again: tuple[PaymentEvent, ...] = ()
    try:
        await till.hears(event)
    except TooEarly:
        again = (event,)
    await till.hears(*others, *again)


async def test_what_a_bank_took_is_no_part_of_what_the_coach_sent_back_since(till: Till) -> None:
    """Stripe's `amount_refunded` knows refunds alone; a dispute is none."""
    booking = await paid(till)

    await till.hears(says(LOST, 3000))
    await till.hears(says(REFUNDED, 5000))

    assert await gone(till, booking) == [(3000, "dispute", COMPLETED), (5000, "outside", COMPLETED)]


async def test_a_report_of_a_refund_that_comes_after_its_bounce_does_not_undo_it(till: Till) -> None:
    booking = await sent_back(till, hears_first=False)
    (sent,) = await till.refunds(booking)

    await till.hears(says(BOUNCED, refund=sent.reference))
    await till.hears(says(REFUNDED, refund=sent.reference))

    (refund,) = await till.refunds(booking)
    assert refund.state is FAILED


async def test_a_loss_that_is_reported_before_its_payment_is_not_forgotten(till: Till) -> None:
    booking, order = await till.with_page()

    await early(till, replace(says(LOST, 3000), order_id=order.order_id), report(order))

    assert await gone(till, booking) == [(3000, "dispute", COMPLETED)]


async def test_a_bounce_that_is_reported_before_its_payment_is_not_forgotten(till: Till) -> None:
    booking, order = await till.with_page()

    await early(till, replace(says(BOUNCED, 4000, refund="re_1"), order_id=order.order_id), report(order))

    assert await gone(till, booking) == [(4000, "outside", FAILED)]
