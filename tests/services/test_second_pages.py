"""A second page for one order: the first is closed, and what was paid there is found, whichever answer comes when."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from booking.bookings import Booking
from booking.money import Currency, Money
from booking.paying import PaymentEvent, PaymentNews
from booking.policy import REVIEW_HOLD
from booking.status import PaymentMethod, PaymentStatus, Status
from bot.clock import MovableClock
from payments.base import GiveUp, TryLater
from storage.rows import Order, OrderStatus
from storage.uow import Storage
from tests.services.payment_room import HOUR, Till, said_to
from tests.services.providers import CARD, Scripted
from tests.standins.site import served
from tests.standins.stripe import PageClosed, StripeFarEnd, provider_at

STRIPE = PaymentMethod.STRIPE
MINUTE = timedelta(minutes=1)


@dataclass
class Knowing(Scripted):
    """What became of each page when it is closed, by its reference; one that is not here closes unpaid."""

    came: dict[str, PaymentEvent] = field(default_factory=dict)

    async def withdraw(self, reference: str) -> tuple[PaymentEvent, ...]:
        usual = await super().withdraw(reference)
        return (self.came[reference],) if reference in self.came else usual

    def paid(self, order: Order, payment: str, amount: Money | None = None) -> None:
        """Its page was paid, and nobody reports it."""
        page = order.checkout_reference
        self.came[page] = self.report(page, PaymentNews.PAID, payment=payment, amount=amount)


@pytest.fixture
def card() -> Knowing:
    return Knowing(CARD)


@pytest.fixture
async def till(storage: Storage, clock: MovableClock, card: Knowing) -> Till:
    till = Till(storage, clock, card=card)
    await till.open()
    return till


async def outlived(till: Till) -> tuple[Booking, Order]:
    """A booking that is held longer than its page takes money: the same way was chosen again before the page's end."""
    booking, order = await till.with_page()
    await till.passes(20 * MINUTE)
    await till.chooses(booking, STRIPE)
    await till.works()
    till.clock.move(REVIEW_HOLD - 20 * MINUTE + MINUTE)
    return await till.now_is(booking), order


async def with_two(till: Till) -> tuple[Booking, Order, Order]:
    """A booking whose second page was opened while the first could not be closed; its order then and now."""
    booking, first = await outlived(till)
    till.card.trouble["withdraw"].extend([TryLater("away", 60)] * 3)
    await till.chooses(booking, STRIPE)
    await till.works()
    second = await till.order(booking)
    assert first.checkout_reference != second.checkout_reference != ""
    till.card.trouble["withdraw"].clear()
    return await till.now_is(booking), first, second


async def test_a_page_that_is_over_is_closed_before_another_is_opened(till: Till) -> None:
    booking, first = await outlived(till)

    await till.chooses(booking, STRIPE)
    said = await till.works()

    assert [call[0] for call in till.card.calls] == ["checkout", "withdraw", "checkout"]
    assert till.card.asked("withdraw") == [(first.checkout_reference,)]
    after, order = await till.now_is(booking), await till.order(booking)
    assert (after.status, after.hold_expires_at) == (Status.PENDING_PAYMENT, till.clock.now() + REVIEW_HOLD)
    assert (order.order_id, order.status) == (first.order_id, OrderStatus.OPEN)
    assert order.checkout_reference not in {"", first.checkout_reference}
    assert said_to("noura", said) == ["checkout-ready"]


async def test_what_was_paid_on_the_first_is_found_and_no_second_is_opened(till: Till, card: Knowing) -> None:
    booking, first = await outlived(till)
    card.paid(first, "pi_1")

    await till.chooses(booking, STRIPE)
    said = await till.works()

    assert (await till.now_is(booking)).payment_status is PaymentStatus.COMPLETED
    assert len(card.asked("checkout")) == 1
    assert "checkout-ready" not in said_to("noura", said)


async def test_a_page_that_came_to_its_end_before_the_errand_ran_is_closed_after_all(till: Till) -> None:
    booking, first = await till.with_page()
    till.clock.move(REVIEW_HOLD - MINUTE)
    await till.chooses(booking, STRIPE)
    till.clock.move(2 * MINUTE)

    await till.works()

    second = await till.order(booking)
    assert second.checkout_reference not in {"", first.checkout_reference}
    assert till.card.asked("withdraw") == [(first.checkout_reference,)]
    assert (await till.now_is(booking)).status is Status.PENDING_PAYMENT


async def test_a_first_page_that_cannot_be_closed_yet_keeps_nobody_from_paying(till: Till) -> None:
    booking, first, second = await with_two(till)

    await till.passes(10 * MINUTE)

    assert set(till.card.asked("withdraw")) == {(first.checkout_reference,)}
    assert await till.order(booking) == second
    assert await till.now_is(booking) == booking


async def test_money_on_the_first_page_is_found_late_and_the_second_is_closed(till: Till, card: Knowing) -> None:
    booking, first, second = await with_two(till)
    card.paid(first, "pi_1")

    await till.passes(10 * MINUTE)

    assert (await till.now_is(booking)).payment_status is PaymentStatus.COMPLETED
    assert card.asked("withdraw")[-1] == (second.checkout_reference,)
    assert await till.spent(booking) == second.amount


async def test_of_both_pages_paid_and_no_report_one_price_stays(till: Till, card: Knowing) -> None:
    booking, first, second = await with_two(till)
    card.paid(first, "pi_1")
    card.paid(second, "pi_2")

    await till.passes(10 * MINUTE)

    assert await till.verdicts(booking) == ["settles", "extra"]
    assert list(card.sent_back.values()) == [second.amount]


async def test_another_amount_on_the_first_page_closes_the_second_until_the_coach_decides(
    till: Till, card: Knowing
) -> None:
    booking, first, second = await with_two(till)
    card.paid(first, "pi_1", Money(5, Currency.SAR))

    await till.passes(10 * MINUTE)

    assert await till.verdicts(booking) == ["mismatched"]
    assert (await till.now_is(booking)).hold_expires_at is None
    assert (second.checkout_reference,) in card.asked("withdraw")


async def test_an_answer_about_the_first_page_ends_no_hold_that_waits_for_the_second(till: Till, card: Knowing) -> None:
    booking, _, second = await with_two(till)
    card.trouble["withdraw"].extend([TryLater("away", 60)] * 20)
    assert booking.hold_expires_at is not None
    await till.passes(booking.hold_expires_at - till.clock.now())
    card.trouble["withdraw"].clear()
    card.paid(second, "pi_2")

    said = await till.passes(10 * MINUTE)

    assert (await till.now_is(booking)).payment_status is PaymentStatus.COMPLETED
    assert "hold-ended" not in said_to("noura", said)


async def test_a_first_page_that_the_provider_does_not_know_ends_no_hold(till: Till) -> None:
    booking, _ = await outlived(till)
    till.card.trouble["withdraw"].extend([GiveUp("no such page")] * 2)

    await till.chooses(booking, STRIPE)
    await till.works()

    assert (await till.now_is(booking)).hold_expires_at == till.clock.now() + REVIEW_HOLD


# --------------------------------------------------------------------------------- with Stripe, whose pages live on


@pytest.fixture
async def stripe(till: Till) -> AsyncIterator[StripeFarEnd]:
    """The real provider before its stand-in; no report of it ever arrives."""
    far_end = StripeFarEnd(till.clock.now)
    async with served(far_end.app) as url:
        provider = provider_at(url, far_end)
        till.providers["stripe"] = provider
        yield far_end
        await provider.close()


async def test_who_paid_at_stripe_after_our_pages_end_is_found_when_they_choose_it_again(
    till: Till, stripe: StripeFarEnd
) -> None:
    booking, first = await outlived(till)
    stripe.pays(first.checkout_reference)

    await till.chooses(booking, STRIPE)
    await till.works()

    assert (await till.now_is(booking)).payment_status is PaymentStatus.COMPLETED
    assert (stripe.taken[first.order_id], stripe.given_back[first.order_id]) == (first.amount.minor, 0)
    assert await till.spent(booking) == first.amount


async def test_a_replaced_page_takes_no_money_at_stripe_any_more(till: Till, stripe: StripeFarEnd) -> None:
    booking, first = await outlived(till)

    await till.chooses(booking, STRIPE)
    await till.works()

    with pytest.raises(PageClosed):
        stripe.pays(first.checkout_reference)
    stripe.pays((await till.order(booking)).checkout_reference)
    await till.passes(HOUR)
    assert (await till.now_is(booking)).payment_status is PaymentStatus.COMPLETED
