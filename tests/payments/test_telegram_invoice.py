"""Telegram's invoices as a way to pay: links over real HTTP, payloads that nobody makes up, errors by what to do."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from fastapi import FastAPI, Response
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from booking.money import Currency, Money
from bot.config import Telegram
from payments.base import Bill, ByHand, GiveUp, TryLater, Untrusted
from payments.telegram import TelegramInvoice
from payments.telegram_payloads import money_of, order_of, payload_of
from tests.standins.site import served
from tests.standins.telegram import TelegramStandIn
from tests.standins.telegram_invoices import PAYMENT_TOKEN

TOKEN = "12345:TEST"
UNTIL = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)
BILL = Bill(
    order_id=12,
    booking_number="CB-20261122-0003",
    title="استشارة رياضية",
    amount=Money(10000, Currency.SAR),
    language="ar",
    pay_until=UNTIL,
    key="errand-5",
    return_url="https://jalsa.example/paid",
    cancel_url="https://jalsa.example/back",
)


def provider(url: str, token: str = TOKEN, payment_token: str = PAYMENT_TOKEN) -> TelegramInvoice:
    return TelegramInvoice(Telegram(token=SecretStr(token), api_url=url, payment_token=SecretStr(payment_token)))


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramStandIn]:
    async with TelegramStandIn() as server:
        yield server


@pytest.fixture
async def invoices(telegram: TelegramStandIn) -> AsyncIterator[TelegramInvoice]:
    made = provider(telegram.url)
    yield made
    await made.close()


async def test_a_bill_becomes_a_link_that_asks_for_its_price_and_nothing_else(
    telegram: TelegramStandIn, invoices: TelegramInvoice
) -> None:
    page = await invoices.checkout(BILL)

    assert (page.reference, page.expires_at) == (payload_of(12, TOKEN), UNTIL)
    assert telegram.invoices.links[page.url] == {
        "title": "استشارة رياضية",
        "description": "استشارة رياضية – CB-20261122-0003",
        "payload": page.reference,
        "provider_token": PAYMENT_TOKEN,
        "currency": "SAR",
        "prices": [{"label": "استشارة رياضية", "amount": 10000}],
        "total": 10000,
    }


async def test_asking_again_gives_a_link_to_the_same_order(
    telegram: TelegramStandIn, invoices: TelegramInvoice
) -> None:
    first, again = await invoices.checkout(BILL), await invoices.checkout(BILL)

    assert first.reference == again.reference
    assert {link["payload"] for link in telegram.invoices.links.values()} == {first.reference}


@pytest.mark.parametrize("title", ["ا" * 33, "🏋" * 20, "x" * 31 + "🏋", "a" * 400])
async def test_a_long_title_is_cut_to_what_telegram_takes(
    telegram: TelegramStandIn, invoices: TelegramInvoice, title: str
) -> None:
    page = await invoices.checkout(replace(BILL, title=title))

    shown = telegram.invoices.links[page.url]
    assert len(shown["title"]) <= 32
    assert shown["title"].endswith("…")
    assert title.startswith(shown["title"][:-1])


@pytest.mark.parametrize(
    ("bill", "why"),
    [
        (replace(BILL, amount=Money(50, Currency.SAR)), "CURRENCY_TOTAL_AMOUNT_INVALID"),
        (replace(BILL, amount=Money(9_000_000, Currency.USD)), "CURRENCY_TOTAL_AMOUNT_INVALID"),
    ],
)
async def test_an_amount_beyond_telegrams_limits_is_given_up(invoices: TelegramInvoice, bill: Bill, why: str) -> None:
    with pytest.raises(GiveUp, match=why):
        await invoices.checkout(bill)


async def test_a_payment_token_that_telegram_does_not_know_is_given_up_and_not_told(telegram: TelegramStandIn) -> None:
    invoices = provider(telegram.url, payment_token="1:LIVE:secret")

    with pytest.raises(GiveUp) as refused:
        await invoices.checkout(BILL)

    await invoices.close()
    assert "PAYMENT_PROVIDER_INVALID" in str(refused.value)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("answer", "seconds"), [((429, "Too Many Requests", 7), 7.0), ((502, "Bad Gateway"), None), ((500, "Oops"), None)]
)
async def test_what_may_pass_is_tried_later(
    telegram: TelegramStandIn, invoices: TelegramInvoice, answer: Any, seconds: float | None
) -> None:
    telegram.fail("createInvoiceLink", *answer)

    with pytest.raises(TryLater) as later:
        await invoices.checkout(BILL)

    assert later.value.seconds == seconds
    assert (await invoices.checkout(BILL)).url in telegram.invoices.links


async def test_a_wrong_bot_token_is_tried_later_and_not_told(telegram: TelegramStandIn) -> None:
    invoices = provider(telegram.url, token="1:wrong-token")

    with pytest.raises(TryLater, match="refuses") as later:
        await invoices.checkout(BILL)

    await invoices.close()
    assert "wrong-token" not in str(later.value)


@pytest.mark.parametrize("body", ["<html>", "[]", '{"ok": true, "result": {}}', '{"ok": true}', '{"ok": "yes"}'])
async def test_an_answer_that_cannot_be_read_is_tried_later(body: str) -> None:
    far = FastAPI()
    far.post("/{path:path}")(lambda: Response(body, media_type="application/json"))

    async with served(far) as url:
        invoices = provider(url)
        with pytest.raises(TryLater):
            await invoices.checkout(BILL)
        await invoices.close()


async def test_a_server_that_is_not_there_is_tried_later_without_telling_its_address() -> None:
    invoices = provider("http://127.0.0.1:1")

    with pytest.raises(TryLater) as later:
        await invoices.checkout(BILL)

    await invoices.close()
    assert TOKEN not in str(later.value)


async def test_whatever_else_money_needs_is_done_by_hand_or_asked_before_the_payment(invoices: TelegramInvoice) -> None:
    with pytest.raises(ByHand):
        await invoices.refund("charge", BILL.amount, "refund-1")
    with pytest.raises(ByHand):
        await invoices.capture("order:12", "capture-1")
    with pytest.raises(Untrusted):
        await invoices.read_webhook({}, b"{}")

    assert await invoices.withdraw("order:12") == ()
    assert await invoices.look_up("order:12") == ()
    assert invoices.way.refund_days is None
    assert invoices.way.only_on == "telegram"


async def test_closing_twice_is_fine_and_it_opens_again(invoices: TelegramInvoice) -> None:
    await invoices.checkout(BILL)

    await invoices.close()
    await invoices.close()

    assert (await invoices.checkout(BILL)).url


@given(st.integers(0, 10**18 - 1))
def test_a_payload_is_read_by_the_bot_that_wrote_it(order_id: int) -> None:
    payload = payload_of(order_id, TOKEN)

    assert order_of(payload, TOKEN) == order_id
    assert order_of(payload, "12345:OTHER") is None
    assert 1 <= len(payload.encode()) <= 128


@pytest.mark.parametrize(
    "payload",
    [
        "",
        "order:12",
        "order:12:" + "0" * 32,
        payload_of(12, TOKEN).replace(":12:", ":13:"),
        payload_of(12, TOKEN) + "0",
        payload_of(12, TOKEN).upper(),
        " " + payload_of(12, TOKEN),
        "order:١٢:" + "0" * 32,
        "\0",
    ],
)
def test_a_payload_that_somebody_made_up_names_no_order(payload: str) -> None:
    assert order_of(payload, TOKEN) is None


@pytest.mark.parametrize(("currency", "money"), [("SAR", Money(10000, Currency.SAR)), ("EUR", None), ("sar", None)])
def test_an_amount_is_only_read_in_a_currency_of_ours(currency: str, money: Money | None) -> None:
    assert money_of(10000, currency) == money
