"""Refunds on their way: sent, refused, done by hand, tried again, and reported by providers; on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from booking.bookings import Booking
from booking.errors import Refused
from booking.money import Currency, Money
from booking.paying import PaymentEvent, PaymentNews
from booking.status import PaymentMethod, PaymentStatus
from bot.conversations.coach.requests import Decline
from bot.conversations.coach.till import SeeToRefund
from bot.services.payments.refunds import AGAIN_AFTER, TRIED_FOR, owe_back
from payments.base import GiveUp, RefundState, TryLater
from storage.rows import Refund
from storage.rows import RefundState as Stored
from tests.services.payment_room import HOUR, Till, buttons, card_of, report, said_to

MINUTE = timedelta(minutes=1)
STRIPE = PaymentMethod.STRIPE


async def declined(till: Till) -> tuple[Booking, Refund]:
    """A booking that was paid by card and declined by the coach; its refund has not left yet."""
    booking, order = await till.with_page()
    await till.hears(report(order))
    await till.works()
    await till.does("taha", Decline(booking.booking_id, "away"))
    (refund,) = await till.refunds(booking)
    return booking, refund


def says(news: PaymentNews, minor: int = 10000, refund: str = "") -> PaymentEvent:
    """What the card provider reports of what went back of its payment «p1»."""
    return PaymentEvent(
        provider="stripe",
        event_id=f"{news.value}-{minor}-{refund}",
        news=news,
        order_id=None,
        reference="p1",
        amount=Money(minor, Currency.SAR),
        refund=refund,
    )


# ------------------------------------------------------------------------------------------------------ it leaves


async def test_a_refund_that_arrives_at_once_is_completed_and_told_with_its_days(till: Till) -> None:
    booking, refund = await declined(till)

    said = await till.works()

    sent = await till.refund_now(refund)
    assert (refund.state, sent.state) == (Stored.PENDING, Stored.COMPLETED)
    assert sent.reference == f"back-refund-{refund.refund_id}-0"
    card = card_of("refund-sent", said)
    days = [line for line in card.lines if line.id == "refund-days"]
    assert [(line.args["low"], line.args["high"]) for line in days] == [(5, 10)]
    assert (await till.now_is(booking)).payment_status is PaymentStatus.REFUNDED


async def test_a_refund_that_the_bank_takes_days_for_is_sent_until_it_is_heard_of(till: Till) -> None:
    till.card.refunds_are = RefundState.PENDING
    _, refund = await declined(till)

    await till.works()
    sent = await till.refund_now(refund)
    await till.hears(says(PaymentNews.REFUNDED))

    assert sent.state is Stored.SENT
    assert (await till.refund_now(refund)).state is Stored.COMPLETED
    assert said_to("noura", await till.works()) == []


async def test_play_money_is_back_at_once_and_no_days_are_told(till: Till) -> None:
    booking, order = await till.with_page(PaymentMethod.SANDBOX)
    await till.hears(report(order))
    await till.does("taha", Decline(booking.booking_id, "away"))

    said = await till.works()

    (refund,) = await till.refunds(booking)
    assert refund.state is Stored.COMPLETED
    assert "refund-days" not in [line.id for line in card_of("refund-sent", said).lines]


async def test_a_provider_that_is_busy_is_asked_again_with_the_same_key(till: Till) -> None:
    _, refund = await declined(till)
    till.card.trouble["refund"].append(TryLater("busy"))

    said = await till.works()
    waiting = await till.refund_now(refund)
    later = await till.passes(MINUTE)

    assert (said_to("noura", said), waiting.state) == (["told-declined"], Stored.PENDING)
    assert said_to("noura", later) == ["refund-sent"]
    first, second = till.card.asked("refund")
    assert first == second


async def test_a_provider_that_does_not_run_here_is_waited_for(till: Till) -> None:
    _, refund = await declined(till)
    gone = till.providers.pop("stripe")

    await till.works()
    waiting = await till.refund_now(refund)
    till.providers["stripe"] = gone
    await till.passes(20 * MINUTE)

    assert waiting.state is Stored.PENDING
    assert (await till.refund_now(refund)).state is Stored.COMPLETED


# ----------------------------------------------------------------------------------------------------- it is refused


async def test_a_refusal_is_the_coachs_task_once_and_is_tried_again_with_another_key(till: Till) -> None:
    _, refund = await declined(till)
    till.card.trouble["refund"].extend([GiveUp("no balance"), GiveUp("no balance")])

    said = await till.works()
    failed = await till.refund_now(refund)
    early = await till.passes(AGAIN_AFTER - MINUTE)
    again = await till.passes(MINUTE)
    at_last = await till.passes(AGAIN_AFTER)

    assert said_to("taha", said) == said_to("layla", said) == ["coach-refund-refused"]
    assert buttons(card_of("coach-refund-refused", said, "taha"))[:2] == [
        f"do:refunded:{refund.refund_id}",
        f"do:refundagain:{refund.refund_id}",
    ]
    assert (failed.state, failed.tries) == (Stored.FAILED, 1)
    assert "coach-refund-refused" not in said_to("taha", early) + said_to("taha", again)
    assert "refund-sent" in said_to("noura", at_last)
    assert [key for _, key in till.card.asked("refund")] == [f"refund-{refund.refund_id}-{n}" for n in range(3)]
    assert list(till.card.sent_back.values()) == [refund.amount]


async def test_nothing_is_tried_for_ever(till: Till) -> None:
    _, refund = await declined(till)
    till.card.trouble["refund"].append(GiveUp("closed account"))
    await till.works()

    await till.passes(TRIED_FOR + HOUR)

    assert (await till.refund_now(refund)).state is Stored.FAILED
    assert len(till.card.asked("refund")) == 1


async def test_the_coach_has_it_tried_again_at_once(till: Till) -> None:
    _, refund = await declined(till)
    till.card.trouble["refund"].append(GiveUp("no balance"))
    await till.works()

    await till.does("taha", SeeToRefund(refund.refund_id, "again"))
    said = await till.works()

    assert (await till.refund_now(refund)).state is Stored.COMPLETED
    assert said_to("noura", said) == ["refund-sent"]


async def test_a_refund_that_bounced_later_is_the_coachs_task(till: Till) -> None:
    till.card.refunds_are = RefundState.PENDING
    _, refund = await declined(till)
    await till.works()
    reference = (await till.refund_now(refund)).reference

    await till.hears(says(PaymentNews.REFUND_FAILED, refund=reference))
    await till.hears(says(PaymentNews.REFUND_FAILED, refund=reference))

    assert (await till.refund_now(refund)).state is Stored.FAILED
    assert said_to("taha", await till.works()) == ["coach-refund-refused"]


async def test_a_bounce_of_what_nobody_knows_is_told_to_the_coach_and_changes_nothing(till: Till) -> None:
    _, refund = await declined(till)
    await till.works()
    before = await till.refund_now(refund)

    await till.hears(says(PaymentNews.REFUND_FAILED, refund="re_unknown"))

    assert await till.refund_now(refund) == before
    assert said_to("taha", await till.works()) == ["coach-payment-unknown"]


async def test_what_is_settled_is_seen_to_once(till: Till) -> None:
    _, refund = await declined(till)
    await till.works()
    number = refund.refund_id

    for command in (SeeToRefund(number, "done"), SeeToRefund(number, "again"), SeeToRefund(999, "done")):
        assert await till.does("taha", command) == Refused("refused-money-decided")

    assert await till.works() == []


async def test_nothing_goes_back_twice_however_it_is_asked_for(till: Till) -> None:
    booking, refund = await declined(till)
    await till.works()

    async with till.desk() as desk:
        again = await owe_back(desk, booking, "again")
    await till.hears(replace(says(PaymentNews.REFUNDED), event_id="more"))
    await till.works()

    assert again is None
    assert await till.refunds(booking) == (await till.refund_now(refund),)
    assert len(till.card.asked("refund")) == 1
