"""Refunds that did not arrive, by reports that come before our own answer or name no refund; on both databases."""

from __future__ import annotations

import pytest

from booking.bookings import Booking
from booking.money import Money
from booking.paying import PaymentNews
from bot.conversations.coach.requests import Decline
from bot.conversations.coach.till import MoneyTasks, SeeToRefund
from bot.services.payments.refunds import AGAIN_AFTER, accepted
from payments.base import GiveUp
from payments.base import Refund as Sent
from storage.rows import RefundState
from tests.services.payment_room import Till, said_to
from tests.services.test_refunds_reported import paid, says

FAILED, COMPLETED = RefundState.FAILED, RefundState.COMPLETED
REFUNDED, BOUNCED = PaymentNews.REFUNDED, PaymentNews.REFUND_FAILED


async def tasks(till: Till) -> list[tuple[str, int]]:
    """What the coach has to see to: of what kind, how much."""
    return [(task.kind, task.amount.minor) for task in await till.does("taha", MoneyTasks())]


async def sent_back(till: Till, *, hears_first: bool) -> Booking:
    """A declined booking whose refund has left; with `hears_first`, Stripe's report of it, which names no refund, came
    before our own request was answered."""
    booking = await paid(till)
    await till.does("taha", Decline(booking.booking_id, "away"))
    usual = till.card.refund

    async def refund(reference: str, amount: Money, key: str) -> Sent:
        back = await usual(reference, amount, key)
        await till.hears(says(REFUNDED))
        return back

    if hears_first:  # the same provider, whose reports are quick
        till.card.refund = refund  # type: ignore[method-assign]
    await till.works()
    till.card.refund = usual  # type: ignore[method-assign]
    return booking


async def test_a_refund_is_known_by_its_reference_also_when_its_report_overtook_the_answer(till: Till) -> None:
    booking = await sent_back(till, hears_first=True)

    (refund,) = await till.refunds(booking)
    assert (refund.state, refund.reference) == (COMPLETED, f"back-refund-{refund.refund_id}-0")


@pytest.mark.parametrize("hears_first", [True, False])
async def test_what_was_told_as_sent_and_then_bounced_is_the_coachs_task_and_sent_again(
    till: Till, *, hears_first: bool
) -> None:
    booking = await sent_back(till, hears_first=hears_first)
    (sent,) = await till.refunds(booking)

    await till.hears(says(BOUNCED, refund=sent.reference))
    said = await till.works()
    waiting = await tasks(till)
    later = await till.passes(AGAIN_AFTER)

    assert said_to("taha", said) == said_to("layla", said) == ["coach-refund-refused"]
    assert waiting == [("refused", 10000)]
    assert "refund-sent" in said_to("noura", later)
    assert await tasks(till) == []
    (again,) = await till.refunds(booking)
    assert (again.state, again.reference) == (COMPLETED, f"back-refund-{sent.refund_id}-1")


async def test_a_bounce_of_a_refund_whose_report_named_none_is_found_by_its_amount(till: Till) -> None:
    booking = await paid(till)
    await till.hears(says(REFUNDED, 4000), says(REFUNDED, 7000))

    await till.hears(says(BOUNCED, 3000, refund="re_2"))
    said = await till.works()

    refunds = await till.refunds(booking)
    assert [(refund.amount.minor, refund.state) for refund in refunds] == [(4000, COMPLETED), (3000, FAILED)]
    assert refunds[1].reference == "re_2"
    assert said_to("taha", said) == ["coach-refund-refused"]
    assert await tasks(till) == [("refused", 3000)]


async def test_a_bounce_that_comes_before_our_own_answer_is_not_undone_by_it(till: Till) -> None:
    booking = await paid(till)
    await till.does("taha", Decline(booking.booking_id, "away"))
    (refund,) = await till.refunds(booking)

    await till.hears(says(BOUNCED, refund="re_1"))
    async with till.desk() as desk:
        await accepted(desk, refund.refund_id, "re_1", arrived=True, days=(5, 10))
    said = await till.works()

    assert (await till.refund_now(refund)).state is FAILED
    assert "refund-sent" not in said_to("noura", said)
    assert await tasks(till) == [("refused", 10000)]


async def test_a_bounce_that_is_told_once_more_does_not_undo_the_next_try(till: Till) -> None:
    booking = await sent_back(till, hears_first=False)
    (refund,) = await till.refunds(booking)
    bounce = says(BOUNCED, refund=refund.reference)
    await till.hears(bounce)
    await till.passes(AGAIN_AFTER)

    await till.hears(bounce)

    assert (await till.refund_now(refund)).state is COMPLETED
    assert await tasks(till) == []


async def test_a_second_try_that_is_reported_before_its_answer_bounces_by_its_own_reference(till: Till) -> None:
    booking = await sent_back(till, hears_first=False)
    (refund,) = await till.refunds(booking)
    await till.hears(says(BOUNCED, refund=refund.reference))
    await till.does("taha", SeeToRefund(refund.refund_id, "again"))

    await till.hears(says(REFUNDED), says(BOUNCED, refund="re_2"))

    now = await till.refund_now(refund)
    assert (now.state, now.reference) == (FAILED, "re_2")


async def test_a_refund_that_was_refused_first_and_bounced_later_is_told_anew(till: Till) -> None:
    booking = await paid(till)
    till.card.trouble["refund"].append(GiveUp("no balance"))
    await till.does("taha", Decline(booking.booking_id, "away"))
    await till.works()
    await till.passes(AGAIN_AFTER)
    (sent,) = await till.refunds(booking)

    await till.hears(says(BOUNCED, refund=sent.reference))

    assert said_to("taha", await till.works()) == ["coach-refund-refused"]


async def test_a_bounce_of_what_the_coach_sent_unheard_is_their_task(till: Till) -> None:
    booking = await paid(till)

    await till.hears(says(BOUNCED, 4000, refund="re_9"))

    assert said_to("taha", await till.works()) == ["coach-refund-refused"]
    (refund,) = await till.refunds(booking)
    assert (refund.amount.minor, refund.state, refund.reference) == (4000, FAILED, "re_9")
    assert await tasks(till) == [("refused", 4000)]


@pytest.mark.parametrize("reference", ["p1", "unknown"])
async def test_a_bounce_that_fits_nothing_is_told_to_the_coach(till: Till, reference: str) -> None:
    booking = await sent_back(till, hears_first=False)
    before = await till.refunds(booking)

    await till.hears(says(BOUNCED, 4000, refund="re_9", reference=reference))

    assert said_to("taha", await till.works()) == ["coach-payment-unknown"]
    assert await till.refunds(booking) == before
