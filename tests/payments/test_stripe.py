"""Stripe's pages: opened once, closed in time, and asked what has become of them, over real HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from booking.money import Currency, Money
from booking.paying import PaymentEvent, PaymentNews
from payments.base import ByHand, GiveUp, TryLater
from tests.payments.stripe_room import AMOUNT, NOW, Room, bill, room
from tests.standins.stripe import ANSWER_LOST, BROKEN, Fault, PageClosed

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def shop() -> AsyncIterator[Room]:
    async with room() as shop:
        yield shop


async def test_a_page_asks_for_the_bill_and_names_its_order(shop: Room) -> None:
    page = await shop.provider.checkout(bill())

    asked = shop.stripe.sessions[page.reference]
    (item,) = asked.params["line_items"]
    assert page.reference in page.url
    assert page.expires_at == bill().pay_until
    assert (asked.minor, asked.currency) == (10000, "sar")
    assert item["price_data"]["product_data"] == {"name": "استشارة رياضية", "description": "CB-20261122-0003"}
    assert asked.params["client_reference_id"] == asked.params["metadata"]["order_id"] == "12"
    assert asked.params["payment_intent_data"]["metadata"]["order_id"] == "12"
    assert (asked.params["success_url"], asked.params["cancel_url"]) == (bill().return_url, bill().cancel_url)
    assert not asked.params.keys() & {"locale", "payment_method_types"}


@pytest.mark.parametrize("left", [30 * MINUTE, MINUTE, timedelta(seconds=0.5), 5 * 60 * MINUTE])
async def test_a_page_lives_as_long_as_the_hold_and_as_stripe_wants(shop: Room, left: timedelta) -> None:
    page = await shop.provider.checkout(bill(pay_until=NOW + left))

    asked = shop.stripe.sessions[page.reference]
    assert asked.expires_at >= (NOW + max(left, 30 * MINUTE)).timestamp()
    assert page.expires_at == NOW + left


async def test_a_hold_of_days_gets_the_longest_page_there_is(shop: Room) -> None:
    page = await shop.provider.checkout(bill(pay_until=NOW + timedelta(days=3)))

    assert page.expires_at == NOW + timedelta(hours=24)


async def test_a_hold_that_was_over_long_ago_gets_no_page(shop: Room) -> None:
    with pytest.raises(GiveUp):
        await shop.provider.checkout(bill(pay_until=NOW - 10 * MINUTE))


async def test_a_lost_answer_asked_for_again_minutes_later_is_the_same_page(shop: Room) -> None:
    shop.stripe.faults.append(ANSWER_LOST)
    with pytest.raises(TryLater):
        await shop.provider.checkout(bill())
    shop.clock.move(20 * MINUTE)

    page = await shop.provider.checkout(bill())

    assert list(shop.stripe.sessions) == [page.reference]


async def test_a_hold_that_was_prolonged_meanwhile_gets_a_page_of_its_own(shop: Room) -> None:
    first = await shop.provider.checkout(bill())

    second = await shop.provider.checkout(bill(pay_until=NOW + 50 * MINUTE))

    assert second.reference != first.reference
    assert second.expires_at == NOW + 50 * MINUTE


async def test_a_breakdown_that_stripe_keeps_under_its_key_does_not_bar_the_way(shop: Room) -> None:
    shop.stripe.faults.append(Fault(status=500, kept=True))
    with pytest.raises(TryLater):
        await shop.provider.checkout(bill())

    first, again = [await shop.provider.checkout(bill()) for _ in range(2)]

    assert first == again


@pytest.mark.parametrize(
    "changed",
    [
        {"amount": Money(0, Currency.SAR)},
        {"amount": Money(-5, Currency.SAR)},
        {"amount": Money(10**9, Currency.SAR)},
        {"return_url": "/paid"},
    ],
)
async def test_a_bill_that_cannot_be_paid_gets_no_page(shop: Room, changed: dict[str, object]) -> None:
    with pytest.raises(GiveUp):
        await shop.provider.checkout(bill(**changed))

    assert not shop.stripe.sessions


async def test_a_title_of_any_length_fits(shop: Room) -> None:
    page = await shop.provider.checkout(bill(title="ت" * 5000))

    assert page.reference in shop.stripe.sessions


async def test_nothing_is_to_be_captured(shop: Room) -> None:
    with pytest.raises(ByHand):
        await shop.provider.capture("cs_test_000001", "capture-1")


# ------------------------------------------------------------------------------------------------ what became of it


def told(event: PaymentEvent) -> tuple[PaymentNews, int | None, str, Money | None]:
    return event.news, event.order_id, event.reference, event.amount


async def test_an_open_page_is_no_news(shop: Room) -> None:
    page = await shop.provider.checkout(bill())

    assert await shop.provider.look_up(page.reference) == ()


async def test_a_page_that_was_paid_is_found_without_a_report(shop: Room) -> None:
    page = await shop.provider.checkout(bill())
    payment = shop.stripe.pays(page.reference)

    first, again = [await shop.provider.look_up(page.reference) for _ in range(2)]

    assert [told(event) for event in first] == [(PaymentNews.PAID, 12, payment, AMOUNT)]
    assert first == again


async def test_a_bank_that_takes_days_is_followed_to_its_end(shop: Room) -> None:
    pages = [await shop.provider.checkout(bill(order_id=order)) for order in (12, 13)]
    payments = [shop.stripe.pays_slowly(page.reference) for page in pages]
    before = [told(event) for page in pages for event in await shop.provider.look_up(page.reference)]

    shop.stripe.slow_payment_arrives(pages[0].reference)
    shop.stripe.slow_payment_fails(pages[1].reference)

    after = [told(event) for page in pages for event in await shop.provider.look_up(page.reference)]
    assert before == [(PaymentNews.PENDING, order, pi, AMOUNT) for order, pi in zip((12, 13), payments, strict=True)]
    assert after == [(PaymentNews.PAID, 12, payments[0], AMOUNT), (PaymentNews.FAILED, 13, payments[1], AMOUNT)]


async def test_a_page_whose_time_is_over_is_expired(shop: Room) -> None:
    page = await shop.provider.checkout(bill())
    shop.clock.move(66 * MINUTE)

    (event,) = await shop.provider.look_up(page.reference)

    assert told(event) == (PaymentNews.EXPIRED, 12, page.reference, None)
    with pytest.raises(PageClosed):
        shop.stripe.pays(page.reference)


async def test_a_withdrawn_page_takes_no_money(shop: Room) -> None:
    page = await shop.provider.checkout(bill())

    first, again = [await shop.provider.withdraw(page.reference) for _ in range(2)]

    assert [told(event) for event in first] == [(PaymentNews.EXPIRED, 12, page.reference, None)]
    assert first == again
    with pytest.raises(PageClosed):
        shop.stripe.pays(page.reference)


async def test_withdrawing_a_page_that_was_paid_tells_of_the_money(shop: Room) -> None:
    paid, slowly = [await shop.provider.checkout(bill(order_id=order)) for order in (12, 13)]
    shop.stripe.pays(paid.reference)
    shop.stripe.pays_slowly(slowly.reference)

    events = [*await shop.provider.withdraw(paid.reference), *await shop.provider.withdraw(slowly.reference)]

    assert [(event.news, event.order_id) for event in events] == [(PaymentNews.PAID, 12), (PaymentNews.PENDING, 13)]


async def test_a_page_that_stripe_will_not_close_is_closed_later(shop: Room) -> None:
    page = await shop.provider.checkout(bill())
    shop.stripe.busy.add(page.reference)

    with pytest.raises(TryLater):
        await shop.provider.withdraw(page.reference)


async def test_a_lost_answer_to_a_withdrawal_is_asked_for_again(shop: Room) -> None:
    page = await shop.provider.checkout(bill())
    shop.stripe.faults.append(ANSWER_LOST)
    with pytest.raises(TryLater):
        await shop.provider.withdraw(page.reference)

    (event,) = await shop.provider.withdraw(page.reference)

    assert event.news is PaymentNews.EXPIRED


@pytest.mark.parametrize("reference", ["never-given-out", "cs?expand=1", "صفحة"])
async def test_nothing_is_known_of_a_page_that_is_not_ours(shop: Room, reference: str) -> None:
    assert await shop.provider.look_up(reference) == ()
    assert await shop.provider.withdraw(reference) == ()


async def test_a_breakdown_is_not_taken_for_a_page_that_is_not_there(shop: Room) -> None:
    page = await shop.provider.checkout(bill())
    shop.stripe.faults.extend([BROKEN, BROKEN])

    for ask in (shop.provider.look_up, shop.provider.withdraw):
        with pytest.raises(TryLater):
            await ask(page.reference)


@pytest.mark.parametrize(
    ("currency", "minor", "words"),
    [("eur", 1200, "12.00 EUR"), ("jpy", 1200, "1200 JPY"), ("kwd", 12000, "12.000 KWD"), ("aed", 1, "0.01 AED")],
)
async def test_money_in_a_currency_of_nobody_here_is_told_in_words(
    shop: Room, currency: str, minor: int, words: str
) -> None:
    page = await shop.provider.checkout(bill())
    shop.stripe.pays(page.reference, minor=minor, currency=currency)

    (event,) = await shop.provider.look_up(page.reference)

    assert (event.news, event.amount, event.told) == (PaymentNews.PAID, None, words)


async def test_the_amount_is_what_stripe_says_and_not_what_was_billed(shop: Room) -> None:
    page = await shop.provider.checkout(bill())
    shop.stripe.pays(page.reference, minor=9999, currency="usd")

    (event,) = await shop.provider.look_up(page.reference)

    assert event.amount == Money(9999, Currency.USD)
