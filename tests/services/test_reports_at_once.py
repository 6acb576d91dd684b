"""Two reports of one payment at the same moment, or a report and the coach: one comes after the other."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace

import pytest

from booking.paying import PaymentEvent, PaymentNews
from bot.conversations.coach.requests import Decline
from bot.services.desk import Desk
from bot.services.payments.events import happened
from bot.services.payments.refunds import accepted
from storage.rows import Refund, RefundState
from tests.services.payment_room import Till, report, said_to
from tests.services.test_refunds_reported import paid, says

REFUNDED, LOST, BOUNCED = PaymentNews.REFUNDED, PaymentNews.DISPUTE_LOST, PaymentNews.REFUND_FAILED
OVERLAP = 0.2
"""Seconds that a transaction waits for the other to be as far: in vain, where that one waits for a lock."""


async def at_once(till: Till, *events: PaymentEvent) -> None:
    """Each report in a transaction of its own; both have written before either commits, if nothing keeps them apart."""
    met = asyncio.Barrier(len(events))

    async def one(event: PaymentEvent) -> None:
        async with till.desk() as desk:
            await happened(desk, event)
            with suppress(TimeoutError, asyncio.BrokenBarrierError):
                await asyncio.wait_for(met.wait(), OVERLAP)

    await asyncio.gather(*map(one, events))


@pytest.mark.parametrize(
    ("events", "gone"),
    [
        ((says(REFUNDED, 3000), says(REFUNDED, 5000)), 5000),
        ((says(REFUNDED), says(LOST)), 10000),
        ((says(LOST, refund="R1"), says(LOST, 9999, refund="R2")), 10000),
        ((says(BOUNCED, 4000, refund="re_1"), says(LOST)), 10000),
    ],
)
async def test_no_more_goes_back_than_came(till: Till, events: tuple[PaymentEvent, ...], gone: int) -> None:
    booking = await paid(till)

    await at_once(till, *events)

    assert sum(refund.amount.minor for refund in await till.refunds(booking)) == gone


async def test_nor_of_money_that_names_no_order(till: Till) -> None:
    _, order = await till.with_page()
    await till.hears(replace(report(order), order_id=None))

    await at_once(till, says(REFUNDED, 3000), says(LOST))

    async with till.desk() as desk:
        (payment,) = await desk.tx.payments.in_review()
        back = await desk.tx.payments.refunds_of_payment(payment.payment_id)
    assert sum(refund.amount.minor for refund in back) == 10000


@pytest.mark.parametrize("news", [REFUNDED, LOST])
async def test_what_a_report_says_is_gone_is_not_given_back_by_the_coach_too(till: Till, news: PaymentNews) -> None:
    booking = await paid(till)

    async def reported(said: asyncio.Event) -> None:
        async with till.desk() as desk:
            await happened(desk, says(news))
            said.set()
            await asyncio.sleep(OVERLAP)

    said = asyncio.Event()
    report_of_it = asyncio.create_task(reported(said))
    await said.wait()
    await till.does("taha", Decline(booking.booking_id, "away"))
    await report_of_it

    assert [refund.amount.minor for refund in await till.refunds(booking)] == [10000]


async def test_a_report_waits_for_the_answer_of_the_same_refund(till: Till) -> None:
    booking = await paid(till)
    await till.does("taha", Decline(booking.booking_id, "away"))
    (refund,) = await till.refunds(booking)
    await till.works()  # the news of the decision, and the refund

    async with till.desk() as desk:
        await desk.tx.payments.set_refund(await locked(desk, refund), RefundState.PENDING, desk.now)
    answered = asyncio.Event()

    async def answer() -> None:
        async with till.desk() as desk:
            await accepted(desk, refund.refund_id, "re_9", arrived=False, days=(5, 10))
            answered.set()
            await asyncio.sleep(OVERLAP)

    answering = asyncio.create_task(answer())
    await answered.wait()
    await till.hears(says(REFUNDED))
    await answering

    now = await till.refund_now(refund)
    assert (now.state, now.reference) == (RefundState.COMPLETED, "re_9")
    assert said_to("noura", await till.works()) == ["refund-sent"]


async def locked(desk: Desk, refund: Refund) -> Refund:
    """A refund as it is now."""
    found = await desk.tx.payments.refund_by_id(refund.refund_id)
    assert found is not None
    return found
