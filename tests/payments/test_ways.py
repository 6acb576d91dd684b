"""Which ways to pay there are for whom."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pydantic import SecretStr

from booking.catalogue import MeetingType
from booking.money import Currency, Money
from booking.paying import Way, fitting
from booking.people import BankAccount, Coach
from booking.status import PaymentMethod
from bot.config import PayPal, Settings, Stripe, Telegram, Web
from payments import PROVIDERS, providers, ways

WITHOUT_ACCOUNT = Coach(coach_id=1, name="طه")
WITH_ACCOUNT = Coach(coach_id=1, name="طه", bank=BankAccount(bank="بنك", holder="طه", iban="SA0380000000608010167519"))
RIYALS, DOLLARS = Money(10000, Currency.SAR), Money(2700, Currency.USD)
DEMO, LIVE = Web(mode="demo"), Web(mode="on")
TOKEN = SecretStr("12345:TEST")


def settings(**chosen: Any) -> Settings:
    """Settings that hold nothing but what is said here."""
    return Settings(_env_file=None, **chosen)


def offered(coach: Coach, **chosen: Any) -> tuple[Way, ...]:
    return ways(providers(settings(**chosen)).values(), coach)


@pytest.mark.parametrize(
    ("coach", "web", "names"),
    [
        (WITHOUT_ACCOUNT, LIVE, ["cash"]),
        (WITH_ACCOUNT, LIVE, ["bank_transfer", "cash"]),
        (WITHOUT_ACCOUNT, DEMO, ["sandbox", "cash"]),
        (WITH_ACCOUNT, DEMO, ["sandbox", "bank_transfer", "cash"]),
    ],
)
def test_a_transfer_takes_an_account_and_play_money_the_demo(coach: Coach, web: Web, names: list[str]) -> None:
    assert [way.method.value for way in offered(coach, web=web)] == names


@pytest.mark.parametrize(
    ("chosen", "name"),
    [
        ({"stripe": Stripe(secret_key=SecretStr("sk_test_1"))}, "stripe"),
        ({"paypal": PayPal(client_id="id", client_secret=SecretStr("secret"))}, "paypal"),
        ({"telegram": Telegram(token=TOKEN, payment_token=TOKEN, take_payments=True)}, "telegram"),
    ],
)
def test_a_provider_is_there_once_its_settings_are(chosen: dict[str, Any], name: str) -> None:
    assert name in providers(settings(web=LIVE, **chosen))
    assert name not in providers(settings(web=LIVE))


@pytest.mark.parametrize(
    "chosen",
    [
        {"paypal": PayPal(client_id="id")},
        {"telegram": Telegram(token=TOKEN)},
        {"telegram": Telegram(token=TOKEN, payment_token=TOKEN)},  # the owner has not decided
        {"telegram": Telegram(payment_token=TOKEN, take_payments=True)},
    ],
)
def test_half_of_the_settings_are_none(chosen: dict[str, Any]) -> None:
    assert [*providers(settings(web=LIVE, **chosen))] == ["bank_transfer", "cash"]


def test_outside_the_demo_nobody_sends_reports_of_play_money() -> None:
    assert "sandbox" not in providers(settings(web=LIVE))
    assert [*providers(settings(web=DEMO))] == ["sandbox", "bank_transfer", "cash"]
    assert set(providers(settings(web=DEMO))) < set(PROVIDERS)


def test_cash_is_for_meeting_in_person_and_not_paid_ahead() -> None:
    found = offered(WITH_ACCOUNT, web=LIVE)

    online = [way.method for way in fitting(found, (RIYALS,), MeetingType.ONLINE, "web")]
    (cash,) = [way for way in found if way.method is PaymentMethod.CASH]

    assert online == [PaymentMethod.BANK_TRANSFER]
    assert fitting([cash], (RIYALS,), MeetingType.IN_PERSON, "web") == (cash,)
    assert not cash.ahead


@pytest.mark.parametrize(
    ("prices", "price"),
    [((RIYALS,), None), ((RIYALS, DOLLARS), DOLLARS), ((DOLLARS,), DOLLARS), ((replace(DOLLARS, minor=0),), None)],
)
def test_a_way_fits_what_has_a_price_in_its_currency(prices: tuple[Money, ...], price: Money | None) -> None:
    way = Way(method=PaymentMethod.PAYPAL, currencies=frozenset({Currency.USD}))

    found = fitting([way], prices, MeetingType.ONLINE, "web")

    assert [each.price(prices) for each in found] == ([price] if price else [])


@pytest.mark.parametrize(("channel", "fits"), [("telegram", True), ("web", False), ("whatsapp", False)])
def test_a_way_of_one_channel_is_offered_there_alone(channel: str, fits: bool) -> None:
    way = Way(method=PaymentMethod.TELEGRAM, only_on="telegram")

    assert bool(fitting([way], (RIYALS,), MeetingType.ONLINE, channel)) is fits
