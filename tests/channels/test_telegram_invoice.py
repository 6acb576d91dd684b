"""Reading what Telegram says of its invoices."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.channels.telegram_invoice import Charge, PreCheckout, parse_invoice

NORA = {"id": 77, "is_bot": False, "first_name": "نورة", "language_code": "ar"}
CHAT = {"id": 77, "type": "private", "first_name": "نورة"}
INVOICE = {"currency": "SAR", "total_amount": 10000, "invoice_payload": "order:12:ab"}
PAID = {**INVOICE, "telegram_payment_charge_id": "charge", "provider_payment_charge_id": "p"}


def question(**changed: Any) -> dict[str, Any]:
    return {"update_id": 5, "pre_checkout_query": {"id": "Q", "from": NORA, **INVOICE, **changed}}


def charge(**changed: Any) -> dict[str, Any]:
    paid = {"message_id": 9, "date": 1, "chat": CHAT, "from": NORA, "successful_payment": {**PAID, **changed}}
    return {"update_id": 5, "message": paid}


def test_a_question_before_a_payment_says_who_pays_what() -> None:
    assert parse_invoice(question(order_info={"name": "نورة"})) == PreCheckout(
        payer="77", language="ar", query="Q", payload="order:12:ab", minor=10000, currency="SAR"
    )


def test_a_payment_says_what_came_and_under_which_number() -> None:
    assert parse_invoice(charge(is_recurring=False)) == Charge(
        payer="77", charge_id="charge", payload="order:12:ab", minor=10000, currency="SAR"
    )


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 5, "message": {"message_id": 9, "date": 1, "chat": CHAT, "from": NORA, "text": "هلا"}},
        {"update_id": 5, "message": "successful_payment"},
        {"update_id": 5},
        {},
        [],
        None,
        "pre_checkout_query",
    ],
)
def test_every_other_update_is_somebody_elses(update: object) -> None:
    assert parse_invoice(update) is None


@pytest.mark.parametrize(
    "update",
    [
        question(total_amount="10000"),
        question(total_amount=-1),
        question(invoice_payload=None),
        question(total_amount=2**80),
        charge(telegram_payment_charge_id=7),
        charge(currency=None),
    ],
)
def test_money_that_cannot_be_read_is_shouted_about_with_the_updates_number_alone(update: object) -> None:
    with capture_logs() as lines:
        assert parse_invoice(update) is None

    assert [(line["event"], line["log_level"], line["update_id"]) for line in lines] == [
        ("telegram_invoice_unreadable", "critical", 5)
    ]
    assert "order:12" not in str(lines)


GARBAGE: st.SearchStrategy[Any] = st.sampled_from(
    [None, 5, -1, 2**80, 1.5, True, "", "a\0b", "\ud800", "ر.س", [], {}, {"id": 5}, NORA]
)


@settings(max_examples=100)
@given(st.dictionaries(st.sampled_from([*PAID, "id", "from"]), GARBAGE))
def test_garbage_is_passed_over_or_can_be_stored(changed: dict[str, Any]) -> None:
    for news in (parse_invoice(question(**changed)), parse_invoice(charge(**changed))):
        if isinstance(news, Charge):
            assert "\0" not in news.charge_id + news.currency
            assert (news.charge_id + news.currency).encode().decode() == news.charge_id + news.currency
