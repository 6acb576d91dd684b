"""What providers report of money that went back: ours, the coach's own at the provider, and what a bank took back."""

from __future__ import annotations

import pytest

from booking.bookings import Booking
from booking.money import Currency, Money
from booking.paying import PaymentEvent, PaymentNews
from booking.status import PaymentStatus, Status
from bot.conversations.coach.requests import Decline
from bot.services.payments.refunds import TooEarly
from storage.rows import RefundState
from tests.services.payment_room import Till, card_of, report, said_to


def says(news: PaymentNews, minor: int = 10000, *, refund: str = "", reference: str = "p1") -> PaymentEvent:
    """What the card provider reports; of REFUNDED, all that has gone back so far."""
    return PaymentEvent(
        provider="stripe",
        event_id=f"{news.value}-{minor}-{refund}",
        news=news,
        order_id=None,
        reference=reference,
        amount=Money(minor, Currency.SAR),
        refund=refund,
    )


async def paid(till: Till) -> Booking:
    booking, order = await till.with_page()
    await till.hears(report(order))
    await till.works()
    return await till.now_is(booking)


async def test_what_the_coach_sent_from_the_providers_pages_is_written_down_once(till: Till) -> None:
    booking = await paid(till)

    await till.hears(says(PaymentNews.REFUNDED, 4000, refund="re_1"), says(PaymentNews.REFUNDED, 4000, refund="re_1"))
    said = await till.works()

    (refund,) = await till.refunds(booking)
    assert (refund.amount.minor, refund.state, refund.reason, refund.reference) == (
        4000,
        RefundState.COMPLETED,
        "outside",
        "re_1",
    )
    assert said_to("noura", said) == ["refund-sent"]
    assert (await till.now_is(booking)).payment_status is PaymentStatus.COMPLETED
    assert till.card.asked("refund") == []


async def test_reports_of_parts_add_up_in_whatever_order_they_come(till: Till) -> None:
    booking = await paid(till)

    await till.hears(
        says(PaymentNews.REFUNDED, 7000, refund="re_2"),
        says(PaymentNews.REFUNDED, 4000, refund="re_1"),
        says(PaymentNews.REFUNDED, 10000, refund="re_3"),
    )

    assert [refund.amount.minor for refund in await till.refunds(booking)] == [7000, 3000]
    assert (await till.now_is(booking)).payment_status is PaymentStatus.REFUNDED


async def test_a_report_that_overtakes_our_own_answer_is_told_and_not_sent_again(till: Till) -> None:
    booking = await paid(till)
    await till.does("taha", Decline(booking.booking_id, "away"))

    await till.hears(says(PaymentNews.REFUNDED, 10000, refund="re_1"))
    said = await till.works()

    (refund,) = await till.refunds(booking)
    assert (refund.state, refund.reference) == (RefundState.COMPLETED, "re_1")
    assert "refund-days" in [line.id for line in card_of("refund-sent", said).lines]
    assert till.card.asked("refund") == []


async def test_what_was_refused_and_then_sent_by_the_coach_at_the_provider_is_done(till: Till) -> None:
    booking = await paid(till)
    await till.does("taha", Decline(booking.booking_id, "away"))
    async with till.desk() as desk:
        (refund,) = await desk.tx.payments.refunds_of(booking.booking_id)
        await desk.tx.payments.set_refund(refund, RefundState.FAILED, desk.now, tries=1)

    await till.hears(says(PaymentNews.REFUNDED, 10000, refund="re_1"))

    (done,) = await till.refunds(booking)
    assert (done.state, done.amount) == (RefundState.COMPLETED, refund.amount)


@pytest.mark.parametrize(
    "event",
    [
        says(PaymentNews.REFUNDED, reference="unknown"),
        PaymentEvent(
            provider="stripe", event_id="e", news=PaymentNews.REFUNDED, order_id=None, reference="p1", told="1 EUR"
        ),
    ],
)
async def test_a_refund_of_what_never_came_in_is_left_alone(till: Till, event: PaymentEvent) -> None:
    booking = await paid(till)

    await till.hears(event)

    assert await till.refunds(booking) == ()
    assert await till.works() == []


async def test_a_refund_that_names_no_order_and_comes_before_its_payment_comes_again(till: Till) -> None:
    """PayPal's report of a refund names the refund and the payment, never the order."""
    booking, order = await till.with_page()
    early = says(PaymentNews.REFUNDED, 4000, refund="R1")

    with pytest.raises(TooEarly):
        await till.hears(early)
    await till.hears(report(order), early)

    assert [refund.amount.minor for refund in await till.refunds(booking)] == [4000]


# ------------------------------------------------------------------------------------------------------ disputes


@pytest.mark.parametrize(
    ("news", "told"),
    [(PaymentNews.DISPUTED, "coach-dispute"), (PaymentNews.DISPUTE_WON, "coach-dispute-won")],
)
async def test_a_dispute_is_the_coachs_to_answer_and_moves_nothing(till: Till, news: PaymentNews, told: str) -> None:
    booking = await paid(till)

    await till.hears(says(news))
    said = await till.works()

    assert said_to("taha", said) == said_to("layla", said) == [told]
    assert said_to("noura", said) == []
    assert await till.refunds(booking) == ()
    assert await till.now_is(booking) == booking


async def test_what_a_bank_took_back_is_written_down_once_and_never_refunded_too(till: Till) -> None:
    booking = await paid(till)

    await till.hears(says(PaymentNews.DISPUTE_LOST, refund="dp_1"), says(PaymentNews.DISPUTE_LOST, refund="dp_1"))
    await till.does("taha", Decline(booking.booking_id, "away"))
    await till.works()

    (refund,) = await till.refunds(booking)
    assert (refund.reason, refund.reference, refund.state) == ("dispute", "dp_1", RefundState.COMPLETED)
    assert (await till.spent(booking)).minor == 0
    assert till.card.asked("refund") == []
    assert (await till.now_is(booking)).status is Status.CANCELLED


async def test_after_a_part_went_back_a_bank_takes_no_more_than_the_rest(till: Till) -> None:
    booking = await paid(till)

    await till.hears(says(PaymentNews.REFUNDED, 4000, refund="re_1"), says(PaymentNews.DISPUTE_LOST, refund="dp_1"))

    assert [refund.amount.minor for refund in await till.refunds(booking)] == [4000, 6000]
