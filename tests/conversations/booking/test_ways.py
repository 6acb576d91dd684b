from __future__ import annotations

import pytest

from booking.money import Currency, Money
from booking.paying import Way
from booking.status import PaymentMethod
from bot import i18n
from bot.conversations.booking.ways import way_label
from bot.messages import Voice

DOLLARS = frozenset({Currency.USD})
PAYPAL = Way(method=PaymentMethod.PAYPAL, currencies=DOLLARS, opens_page=True)
STRIPE = Way(method=PaymentMethod.STRIPE, opens_page=True)
RIYALS = Money(10000, Currency.SAR)


def label(way: Way, *prices: Money, language: str = "ar") -> str:
    return i18n.label(way_label(way, prices), Voice(language=language)).translate(dict.fromkeys(range(0x2066, 0x206A)))


@pytest.mark.parametrize(
    ("cents", "expected"),
    [
        (2500, "باي بال (PayPal)، ٢٥ دولارًا"),
        (300, "باي بال (PayPal)، ٣ دولارات"),
        (2750, "باي بال (PayPal)، ٢٧٫٥٠ دولارًا"),
        (10000, "باي بال (PayPal)، ١٠٠ دولار"),
    ],
)
def test_a_price_in_another_currency_stands_on_the_button(cents: int, expected: str) -> None:
    assert label(PAYPAL, RIYALS, Money(cents, Currency.USD)) == expected


def test_the_bookings_own_price_is_not_said_again() -> None:
    assert label(STRIPE, RIYALS, Money(2500, Currency.USD)) == label(STRIPE, RIYALS)


def test_a_way_takes_the_first_price_that_it_can() -> None:
    prices = (RIYALS, Money(2500, Currency.USD))

    assert (STRIPE.price(prices), PAYPAL.price(prices), PAYPAL.price((RIYALS,))) == (*prices, None)
