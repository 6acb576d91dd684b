"""PayPal's pages: opened once, captured once, let go in time, and asked what became of them, over real HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from booking.money import Currency, Money
from booking.paying import PaymentNews
from payments.base import GiveUp, TryLater
from tests.payments.paypal_room import AMOUNT, KEY, Room, bill, room, told
from tests.standins.paypal import ANSWER_LOST, BROKEN, FINE, IN_WORK, Fault, PageGone, provider_at

HOUR = timedelta(hours=1)


@pytest.fixture
async def shop() -> AsyncIterator[Room]:
    async with room() as shop:
        yield shop


# -------------------------------------------------------------------------------------------------------- the page


async def test_a_page_asks_for_the_bill_and_names_its_order(shop: Room) -> None:
    page = await shop.provider.checkout(bill())

    asked = shop.paypal.orders[page.reference]
    assert page.reference in page.url
    assert page.expires_at == bill().pay_until
    assert asked.unit == {
        "reference_id": "CB-20261122-0003",
        "custom_id": "12",
        "description": "CB-20261122-0003 استشارة رياضية",
        "amount": {"currency_code": "USD", "value": "50.00"},
    }
    assert asked.look == {
        "return_url": bill().return_url,
        "cancel_url": bill().cancel_url,
        "shipping_preference": "NO_SHIPPING",
        "user_action": "PAY_NOW",
        "locale": "ar-SA",
    }


@pytest.mark.parametrize(("language", "locale"), [("en", "en-US"), ("fr", None)])
async def test_a_page_speaks_the_clients_language_where_paypal_is_told_one(
    shop: Room, language: str, locale: str | None
) -> None:
    look = shop.paypal.orders[await shop.opened(language=language)].look

    assert look is not None
    assert look.get("locale") == locale


@pytest.mark.parametrize("minor", [1, 5, 10, 199, 100_000, 10**9])
async def test_amounts_keep_every_cent(shop: Room, minor: int) -> None:
    asked = shop.paypal.orders[await shop.opened(amount=Money(minor, Currency.USD))]

    assert Money.of(asked.unit["amount"]["value"], "USD").minor == minor


@pytest.mark.parametrize("title", ["ت" * 5000, "🏋" * 200, "a" * 200, "", "سطر\nسطر"])
async def test_a_title_of_any_length_fits(shop: Room, title: str) -> None:
    asked = shop.paypal.orders[await shop.opened(title=title)]

    assert asked.unit["description"].startswith("CB-20261122-0003")
    assert "\n" not in asked.unit["description"]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"amount": Money(0, Currency.USD)}, "CANNOT_BE_ZERO_OR_NEGATIVE"),
        ({"amount": Money(-5, Currency.USD)}, "CANNOT_BE_ZERO_OR_NEGATIVE"),
        ({"amount": Money(10000, Currency.SAR)}, "CURRENCY_NOT_SUPPORTED"),
        ({"amount": Money(10000, Currency.EGP)}, "CURRENCY_NOT_SUPPORTED"),
        ({"amount": Money(10**18, Currency.USD)}, "INVALID_PARAMETER_SYNTAX"),
        ({"return_url": "/paid"}, "INVALID_PARAMETER_SYNTAX"),
    ],
)
async def test_a_bill_that_cannot_be_paid_gets_no_page(shop: Room, changed: dict[str, object], why: str) -> None:
    with pytest.raises(GiveUp, match=f"^{why}$"):
        await shop.provider.checkout(bill(**changed))

    assert not shop.paypal.orders


async def test_the_same_bill_has_one_page(shop: Room) -> None:
    first, again = [await shop.provider.checkout(bill()) for _ in range(2)]

    assert first == again
    assert list(shop.paypal.orders) == [first.reference]


async def test_a_lost_answer_asked_for_again_is_the_same_page(shop: Room) -> None:
    shop.paypal.faults.append(ANSWER_LOST)
    with pytest.raises(TryLater):
        await shop.provider.checkout(bill())

    page = await shop.provider.checkout(bill())

    assert list(shop.paypal.orders) == [page.reference]


async def test_a_key_of_any_length_fits_and_stays_apart_from_others(shop: Room) -> None:
    pages = {await shop.opened(key=key) for key in ("k" * 500, "k" * 501)}

    assert len(pages) == 2


async def test_a_key_that_another_database_used_does_not_bring_its_page(shop: Room) -> None:
    theirs = await shop.opened(booking_number="CB-20261121-0001", amount=Money(900, Currency.USD))

    ours = await shop.opened()

    assert ours != theirs
    assert shop.paypal.orders[ours].unit["amount"]["value"] == "50.00"


# -------------------------------------------------------------------------------------------------- taking the money


async def test_what_was_approved_is_captured_and_paid(shop: Room) -> None:
    page = await shop.opened()
    shop.paypal.approves(page)

    (event,) = await shop.provider.capture(page, KEY)

    assert told(event) == (PaymentNews.PAID, 12, shop.paypal.captured(page), AMOUNT)
    assert shop.paypal.taken == {12: 5000}


async def test_what_was_not_approved_is_not_captured(shop: Room) -> None:
    page = await shop.opened()

    assert await shop.provider.capture(page, KEY) == ()
    assert not shop.paypal.captures


async def test_an_approval_moves_no_money(shop: Room) -> None:
    page = await shop.opened()
    shop.paypal.approves(page)

    (event,) = await shop.provider.look_up(page)

    assert told(event) == (PaymentNews.APPROVED, 12, page, None)
    assert not shop.paypal.taken


async def test_return_and_webhook_at_once_take_the_money_once(shop: Room) -> None:
    page = await shop.opened()
    shop.paypal.approves(page)

    first, second = await asyncio.gather(shop.provider.capture(page, KEY), shop.provider.capture(page, KEY))

    assert first == second
    assert shop.paypal.taken == {12: 5000}
    assert len(shop.paypal.captures) == 1
    assert 2 in shop.paypal.keys.used.values()


async def test_a_lost_answer_to_a_capture_takes_the_money_once(shop: Room) -> None:
    page = await shop.opened()
    shop.paypal.approves(page)
    shop.paypal.faults.append(ANSWER_LOST)
    with pytest.raises(TryLater):
        await shop.provider.capture(page, KEY)

    (event,) = await shop.provider.capture(page, KEY)

    assert event.news is PaymentNews.PAID
    assert len(shop.paypal.captures) == 1


async def test_a_key_that_paypal_has_forgotten_finds_what_was_captured(shop: Room) -> None:
    page = await shop.opened()
    shop.paypal.approves(page)
    first = await shop.provider.capture(page, KEY)
    shop.clock.move(7 * HOUR)

    again = await shop.provider.capture(page, KEY)

    assert first == again
    assert len(shop.paypal.captures) == 1


async def test_what_paypal_is_still_at_work_on_is_asked_for_later(shop: Room) -> None:
    page = await shop.opened()
    shop.paypal.approves(page)
    shop.paypal.faults.extend([IN_WORK, Fault(status=422, issue="ORDER_COMPLETION_IN_PROGRESS")])

    for _ in range(2):
        with pytest.raises(TryLater):
            await shop.provider.capture(page, KEY)


async def test_what_paypal_says_it_captured_and_does_not_show_yet_is_asked_for_later(shop: Room) -> None:
    page = await shop.opened()
    shop.paypal.approves(page)
    shop.paypal.faults.append(Fault(status=422, issue="ORDER_ALREADY_CAPTURED"))

    with pytest.raises(TryLater):
        await shop.provider.capture(page, KEY)


async def test_a_card_that_is_refused_fails_and_another_may_be_tried_on_the_same_page(shop: Room) -> None:
    page = await shop.opened()
    shop.paypal.approves_and_declines(page)
    refused = await shop.provider.capture(page, KEY)
    shop.paypal.approves(page)

    paid = await shop.provider.capture(page, KEY)

    assert [told(event) for event in refused] == [(PaymentNews.FAILED, 12, page, None)]
    assert [told(event) for event in paid] == [(PaymentNews.PAID, 12, shop.paypal.captured(page), AMOUNT)]


async def test_a_capture_that_is_declined_at_once_fails(shop: Room) -> None:
    page = await shop.opened()
    shop.paypal.approves_and_declines(page, issue="DECLINED")

    (event,) = await shop.provider.capture(page, KEY)

    assert told(event) == (PaymentNews.FAILED, 12, shop.paypal.captured(page), AMOUNT)
    assert not shop.paypal.taken


async def test_an_account_that_may_not_take_money_is_a_definite_no(shop: Room) -> None:
    page = await shop.opened()
    shop.paypal.approves(page)
    shop.paypal.faults.append(Fault(status=403, issue="PERMISSION_DENIED"))

    with pytest.raises(GiveUp, match=r"^PERMISSION_DENIED$"):
        await shop.provider.capture(page, KEY)


@pytest.mark.parametrize(("end", "news"), [("clears", PaymentNews.PAID), ("denies", PaymentNews.FAILED)])
async def test_a_bank_that_takes_days_is_followed_to_its_end(shop: Room, end: str, news: PaymentNews) -> None:
    page = await shop.opened()
    shop.paypal.approves_slowly(page)
    pending = await shop.provider.capture(page, KEY)
    capture = shop.paypal.captured(page)

    getattr(shop.paypal, end)(capture)

    ended = await shop.provider.look_up(page)
    assert [told(event) for event in pending] == [(PaymentNews.PENDING, 12, capture, AMOUNT)]
    assert [told(event) for event in ended] == [(news, 12, capture, AMOUNT)]


async def test_the_amount_is_what_paypal_says_and_not_what_was_billed(shop: Room) -> None:
    page = await shop.opened()
    shop.paypal.approves(page, value="49.99")

    (event,) = await shop.provider.capture(page, KEY)

    assert event.amount == Money(4999, Currency.USD)


@pytest.mark.parametrize(("currency", "value"), [("EUR", "12.00"), ("JPY", "1200"), ("GBP", "0.01")])
async def test_money_in_a_currency_of_nobody_here_is_told_in_words(shop: Room, currency: str, value: str) -> None:
    page = await shop.opened()
    shop.paypal.approves(page, value=value, currency=currency)

    (event,) = await shop.provider.capture(page, KEY)

    assert (event.news, event.amount, event.told) == (PaymentNews.PAID, None, f"{value} {currency}")


# ------------------------------------------------------------------------------------------------ what became of it


async def test_an_open_page_is_no_news(shop: Room) -> None:
    assert await shop.provider.look_up(await shop.opened()) == ()


async def test_a_page_that_was_paid_is_found_without_a_report(shop: Room) -> None:
    page = await shop.opened()
    shop.paypal.approves(page)
    captured = await shop.provider.capture(page, KEY)

    assert await shop.provider.look_up(page) == captured


async def test_what_went_back_meanwhile_is_found_with_what_was_paid(shop: Room) -> None:
    page = await shop.opened()
    shop.paypal.approves(page)
    await shop.provider.capture(page, KEY)
    capture = shop.paypal.captured(page)
    failed, _, last = [shop.paypal.refunds_in_dashboard(capture, value) for value in ("7.00", "10.00", "15.50")]
    shop.paypal.refund_fails(failed)

    paid, back = await shop.provider.look_up(page)

    assert told(paid) == (PaymentNews.PAID, 12, capture, AMOUNT)
    assert told(back) == (PaymentNews.REFUNDED, 12, capture, Money(2550, Currency.USD))
    assert back.refund == last


async def test_paypal_forgets_a_page_that_nobody_paid(shop: Room) -> None:
    page = await shop.opened()
    shop.clock.move(4 * HOUR)

    assert await shop.provider.look_up(page) == ()
    assert await shop.provider.withdraw(page) == ()
    assert await shop.provider.capture(page, KEY) == ()
    with pytest.raises(PageGone):
        shop.paypal.approves(page)


async def test_paypal_remembers_a_page_that_was_paid(shop: Room) -> None:
    page = await shop.opened()
    shop.paypal.approves(page)
    captured = await shop.provider.capture(page, KEY)
    shop.clock.move(400 * 24 * HOUR)

    assert await shop.provider.look_up(page) == captured


async def test_withdrawing_says_that_nothing_was_paid(shop: Room) -> None:
    page = await shop.opened()

    (event,) = await shop.provider.withdraw(page)

    assert told(event) == (PaymentNews.EXPIRED, 12, page, None)


async def test_withdrawing_a_page_that_was_approved_says_so_and_takes_nothing(shop: Room) -> None:
    page = await shop.opened()
    shop.paypal.approves(page)

    (event,) = await shop.provider.withdraw(page)

    assert told(event) == (PaymentNews.APPROVED, 12, page, None)
    assert not shop.paypal.taken


async def test_withdrawing_a_page_that_was_paid_tells_of_the_money(shop: Room) -> None:
    paid, slowly, declined = [await shop.opened(order_id=order) for order in (12, 13, 14)]
    shop.paypal.approves(paid)
    shop.paypal.approves_slowly(slowly)
    shop.paypal.approves_and_declines(declined, issue="DECLINED")
    for page in (paid, slowly, declined):
        await shop.provider.capture(page, f"capture-{page}")

    events = [event for page in (paid, slowly, declined) for event in await shop.provider.withdraw(page)]

    assert [(event.news, event.order_id) for event in events] == [
        (PaymentNews.PAID, 12),
        (PaymentNews.PENDING, 13),
        (PaymentNews.EXPIRED, 14),
    ]


async def test_an_approval_that_paypal_gave_back_is_expired(shop: Room) -> None:
    page = await shop.opened()
    shop.paypal.approves(page)
    shop.paypal.lets_go(page)

    (event,) = await shop.provider.look_up(page)

    assert told(event) == (PaymentNews.EXPIRED, 12, page, None)


@pytest.mark.parametrize("reference", ["never-given-out", "5O190127TN364715T", "../payments", "صفحة", ""])
async def test_nothing_is_known_of_a_page_that_is_not_ours(shop: Room, reference: str) -> None:
    assert await shop.provider.look_up(reference) == ()
    assert await shop.provider.withdraw(reference) == ()
    assert await shop.provider.capture(reference, KEY) == ()


async def test_a_breakdown_is_not_taken_for_a_page_that_is_not_there(shop: Room) -> None:
    page = await shop.opened()
    shop.paypal.faults.extend([BROKEN, FINE, Fault(status=404, html=True)])

    with pytest.raises(TryLater):
        await shop.provider.look_up(page)
    assert await shop.provider.look_up(page) == ()
    with pytest.raises(TryLater):
        await shop.provider.withdraw(page)


async def test_an_order_that_names_none_of_ours_is_nobodys(shop: Room) -> None:
    page = await shop.opened()
    shop.paypal.orders[page].unit["custom_id"] = "shop-77"
    shop.paypal.approves(page)

    (event,) = await shop.provider.capture(page, KEY)

    assert (event.news, event.order_id, event.amount) == (PaymentNews.PAID, None, AMOUNT)


async def test_closing_twice_is_fine_and_so_is_going_on_afterwards(shop: Room) -> None:
    await shop.provider.close()
    await shop.provider.close()

    assert await shop.opened() in shop.paypal.orders


async def test_nothing_is_asked_before_there_is_something_to_ask(shop: Room) -> None:
    provider_at(shop.url, shop.paypal)

    assert shop.paypal.tokens.given == 0
