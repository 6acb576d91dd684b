from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic import SecretStr

from booking.bookings import Booking
from booking.money import Currency, Money
from booking.status import PaymentMethod
from bot.config import PayPal, Settings, Stripe, Telegram, Web
from bot.conversations import cards
from bot.messages import Amount, Term
from payments import providers
from tests.conversations.answers import INTRO, NOURA, NOW, SPORTS, SUNDAY_FIVE, booking_of

EVERY = Settings(
    _env_file=None,
    web=Web(mode="demo"),
    stripe=Stripe(secret_key=SecretStr("sk_test_1")),
    paypal=PayPal(client_id="id", client_secret=SecretStr("secret")),
    telegram=Telegram(token=SecretStr("12345:TEST"), payment_token=SecretStr("12345:TEST"), take_payments=True),
)
WAYS = {provider.way.method: provider.way for provider in providers(EVERY).values()}
CENTS = 4000


def booked(method: PaymentMethod | None, cents: int | None = CENTS) -> Booking:
    return replace(booking_of(SPORTS, NOURA, SUNDAY_FIVE, NOW), payment_method=method, usd_minor=cents)


@pytest.mark.parametrize("method", sorted(WAYS))
def test_a_card_tells_the_price_that_is_paid_in_the_chosen_way(method: PaymentMethod) -> None:
    booking = booked(method)
    price = WAYS[method].price(booking.prices)

    assert price is not None
    assert cards.amount(booking) == Amount.of(price)


@pytest.mark.parametrize(
    ("method", "cents", "amount"),
    [
        (PaymentMethod.PAYPAL, CENTS, Money(CENTS, Currency.USD)),
        (PaymentMethod.PAYPAL, None, SPORTS.price),
        (PaymentMethod.STRIPE, CENTS, SPORTS.price),
        (None, CENTS, SPORTS.price),
    ],
)
def test_one_booking_has_one_price(method: PaymentMethod | None, cents: int | None, amount: Money) -> None:
    assert cards.amount(booked(method, cents)) == Amount.of(amount)


@pytest.mark.parametrize(
    ("booking", "line"),
    [
        (booked(None), "line-pay-open"),
        (booked(PaymentMethod.CASH), "line-pay"),
        (booked(PaymentMethod.FREE), "line-pay-free"),
        (replace(booked(None), amount=INTRO.price), "line-pay-free"),
    ],
)
def test_what_is_not_chosen_yet_is_not_called_free(booking: Booking, line: str) -> None:
    assert cards.pay_line(booking).id == line


def test_what_costs_nothing_is_free() -> None:
    assert cards.amount(replace(booked(None), amount=INTRO.price)) == Term("price-free")
