"""The job that opens a provider's page and sends its link, on both databases."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from booking.paying import PaymentNews
from booking.policy import REVIEW_HOLD
from booking.status import PaymentMethod, PaymentStatus, Status
from bot.clock import MovableClock
from bot.conversations.mine.requests import CancelBooking
from bot.jobs import clock as ticks
from bot.messages import Moment
from payments.base import Bill, ByHand, Checkout, GiveUp, PaymentTrouble, TryLater
from storage.rows import OrderStatus
from storage.uow import Storage
from tests.services.payment_room import DOLLARS, Till, buttons, card_of, report, said_to
from tests.services.providers import CARD, Scripted

STRIPE, PAYPAL = PaymentMethod.STRIPE, PaymentMethod.PAYPAL
MINUTE = timedelta(minutes=1)


async def nothing() -> None:
    """Nobody does anything meanwhile."""


@dataclass
class Slow(Scripted):
    """Something happens between the opening of a page and the answer."""

    meanwhile: Callable[[], Awaitable[None]] = field(default=nothing)

    async def checkout(self, bill: Bill) -> Checkout:
        page = await super().checkout(bill)
        await self.meanwhile()
        return page


@pytest.fixture
async def till(storage: Storage, clock: MovableClock) -> Till:
    till = Till(storage, clock, card=Slow(CARD))
    await till.open()
    return till


async def test_the_provider_is_told_what_it_needs_and_nothing_about_the_person(till: Till) -> None:
    booking, order = await till.to_pay(PAYPAL)

    await till.works()

    (bill,) = till.wallet.bills.values()
    assert (bill.order_id, bill.booking_number, bill.amount) == (order.order_id, booking.booking_number, DOLLARS)
    assert (bill.title, bill.language, bill.pay_until) == (booking.title, "ar", booking.hold_expires_at)
    assert bill.return_url.startswith(f"http://bot/pay/{order.order_id}-")
    assert bill.cancel_url == f"{bill.return_url}?back=1"


async def test_the_client_gets_the_link_and_another_way(till: Till) -> None:
    booking, _ = await till.to_pay(STRIPE)

    card = card_of("checkout-ready", await till.works())

    order = await till.order(booking)
    assert card.rows[0][0].link == order.checkout_url
    assert order.checkout_url.startswith("https://stripe.example/")
    assert buttons(card)[1:] == [f"do:pay:{booking.booking_id}", f"do:mybooking:{booking.booking_id}"]
    assert "checkout-play" not in [line.id for line in card.lines]


async def test_no_later_moment_is_told_than_the_seat_is_held(till: Till) -> None:
    booking, order = await till.to_pay(STRIPE)
    async with till.desk() as desk:  # a page that lives longer than the hold, as Stripe's may
        later = desk.now + 2 * REVIEW_HOLD
        await desk.tx.payments.checkout_link(order.order_id, "https://stripe.example/long", "long", later, desk.now)

    card = card_of("checkout-ready", await till.works())

    assert booking.hold_expires_at is not None
    (until,) = [line.args["until"] for line in card.lines if line.id == "checkout-until"]
    assert until == Moment(booking.hold_expires_at)


@pytest.mark.parametrize(
    "trouble", [GiveUp("amount too small"), ByHand("not here")], ids=lambda trouble: type(trouble).__name__
)
async def test_a_page_that_will_not_open_leaves_the_seat_and_the_other_ways(
    till: Till, trouble: PaymentTrouble
) -> None:
    booking, order = await till.to_pay(STRIPE)
    till.card.trouble["checkout"].append(trouble)

    card = card_of("checkout-failed", await till.works())

    assert buttons(card)[:2] == [f"do:pay:{booking.booking_id}", "do:human"]
    assert await till.now_is(booking) == booking
    assert (await till.ledger(order))[0].status is OrderStatus.OPEN


async def test_a_provider_that_is_busy_is_asked_again_with_the_same_key(till: Till) -> None:
    await till.to_pay(STRIPE)
    till.card.trouble["checkout"].append(TryLater("busy", 30))

    first = await till.works()
    then = await till.passes(MINUTE)

    assert said_to("noura", first) == []
    assert said_to("noura", then) == ["checkout-ready"]
    assert len(set(till.card.asked("checkout"))) == 1
    assert len(till.card.asked("checkout")) == 2


async def test_a_provider_that_comes_back_after_the_hold_opens_nothing(till: Till) -> None:
    booking, _ = await till.to_pay(STRIPE)
    till.card.trouble["checkout"].append(TryLater("away", 3600))
    await till.works()

    await till.passes(REVIEW_HOLD)
    said = await till.passes(2 * REVIEW_HOLD + 10 * MINUTE)

    assert len(till.card.asked("checkout")) == 1
    assert "checkout-ready" not in said_to("noura", said)
    assert (await till.now_is(booking)).status is Status.CANCELLED


async def test_who_changed_their_mind_while_it_opened_is_sent_no_link_and_the_page_is_closed(till: Till) -> None:
    booking, first = await till.to_pay(STRIPE)

    async def another_way() -> None:
        await till.chooses(booking, PAYPAL)

    assert isinstance(till.card, Slow)
    till.card.meanwhile = another_way
    said = await till.works()

    closed, _ = await till.ledger(first)
    assert closed.status is OrderStatus.CANCELLED
    assert till.card.asked("withdraw") == [(closed.checkout_reference,)]
    assert card_of("checkout-ready", said).rows[0][0].link.startswith("https://paypal.example/")


async def test_who_paid_before_we_kept_the_page_is_paid_and_told_so_alone(till: Till) -> None:
    booking, order = await till.to_pay(STRIPE)

    async def pays() -> None:
        await till.hears(report(order, PaymentNews.PAID))

    assert isinstance(till.card, Slow)
    till.card.meanwhile = pays
    said = await till.works()

    assert (await till.now_is(booking)).payment_status is PaymentStatus.COMPLETED
    assert (await till.ledger(order))[0].status is OrderStatus.PAID
    assert "checkout-ready" not in said_to("noura", said)


async def test_whose_hold_ended_while_it_opened_is_sent_no_link_and_the_page_is_closed(till: Till) -> None:
    booking, order = await till.to_pay(STRIPE)

    async def the_hold_ends() -> None:
        till.clock.move(REVIEW_HOLD)
        await ticks.tick(till.storage, till.clock, till.make_desk)

    assert isinstance(till.card, Slow)
    till.card.meanwhile = the_hold_ends
    said = await till.works()

    assert said_to("noura", said) == ["hold-ended"]
    assert till.card.asked("withdraw") == [(f"page-{till.card.asked('checkout')[0][0]}",)]
    assert (await till.now_is(booking)).status is Status.CANCELLED
    assert (await till.ledger(order))[0].status is OrderStatus.CANCELLED


async def test_whose_hold_is_over_before_the_clock_has_ticked_is_sent_no_link_either(till: Till) -> None:
    booking, _ = await till.to_pay(STRIPE)

    async def time_passes() -> None:
        till.clock.move(REVIEW_HOLD)

    assert isinstance(till.card, Slow)
    till.card.meanwhile = time_passes
    said = await till.works() + await till.passes(MINUTE)

    assert said_to("noura", said) == ["hold-ended"]
    assert till.card.asked("withdraw")
    assert (await till.now_is(booking)).status is Status.CANCELLED


async def test_a_hold_that_is_being_ended_gets_no_second_page_to_live_by(till: Till) -> None:
    booking, first = await till.with_page(STRIPE)
    till.clock.move(REVIEW_HOLD - MINUTE)
    await till.chooses(booking, STRIPE)
    till.clock.move(2 * MINUTE)

    async def the_hold_ends() -> None:
        till.clock.move(REVIEW_HOLD)
        await ticks.tick(till.storage, till.clock, till.make_desk)

    assert isinstance(till.card, Slow)
    till.card.meanwhile = the_hold_ends
    said = await till.works()

    pages = {f"page-{key}" for (key,) in till.card.asked("checkout")}
    assert {page for (page,) in till.card.asked("withdraw")} == pages | {first.checkout_reference}
    assert said_to("noura", said) == ["hold-ended"]
    assert (await till.now_is(booking)).status is Status.CANCELLED


async def test_who_cancelled_while_it_opened_is_sent_no_link_and_the_page_is_closed(till: Till) -> None:
    booking, _ = await till.to_pay(STRIPE)

    async def cancels() -> None:
        await till.does("noura", CancelBooking(booking.booking_id))

    assert isinstance(till.card, Slow)
    till.card.meanwhile = cancels
    said = await till.works()

    assert "checkout-ready" not in said_to("noura", said)
    assert len(till.card.asked("withdraw")) == 1


async def test_a_page_that_would_not_open_is_not_told_of_once_the_hold_is_over(till: Till) -> None:
    await till.to_pay(STRIPE)

    @dataclass
    class Refuses(Slow):
        async def checkout(self, bill: Bill) -> Checkout:
            await super().checkout(bill)
            till.clock.move(REVIEW_HOLD)
            raise GiveUp("amount too small")

    till.providers["stripe"] = Refuses(CARD)
    said = await till.works()

    assert said_to("noura", said) == []
