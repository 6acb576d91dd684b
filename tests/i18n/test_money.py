from __future__ import annotations

import pytest

from booking.money import Currency, Money
from bot import i18n
from bot.messages import Amount, Voice


@pytest.mark.parametrize(
    ("amount", "currency", "arabic", "english"),
    [
        ("100", "SAR", "١٠٠ ر.س", "SAR 100"),
        ("1500", "SAR", "١٬٥٠٠ ر.س", "SAR 1,500"),
        ("99.50", "SAR", "٩٩٫٥٠ ر.س", "SAR 99.50"),
        ("0", "USD", "٠ دولار", "$0"),
        ("0.50", "USD", "٠٫٥٠ دولار", "$0.50"),
        ("1", "USD", "دولار واحد", "$1"),
        ("1.50", "USD", "١٫٥٠ دولار", "$1.50"),
        ("2", "USD", "دولاران", "$2"),
        ("2.05", "USD", "٢٫٠٥ دولار", "$2.05"),
        ("3", "USD", "٣ دولارات", "$3"),
        ("10", "USD", "١٠ دولارات", "$10"),
        ("11", "USD", "١١ دولارًا", "$11"),
        ("25", "USD", "٢٥ دولارًا", "$25"),
        ("99.50", "USD", "٩٩٫٥٠ دولارًا", "$99.50"),
        ("100", "USD", "١٠٠ دولار", "$100"),
        ("103", "USD", "١٠٣ دولارات", "$103"),
        ("1", "EGP", "جنيه واحد", "EGP 1"),
        ("2", "EGP", "جنيهان", "EGP 2"),
        ("5", "EGP", "٥ جنيهات", "EGP 5"),
        ("50", "EGP", "٥٠ جنيهًا", "EGP 50"),
        ("1000", "EGP", "١٬٠٠٠ جنيه", "EGP 1,000"),
    ],
)
def test_the_unit_agrees_with_the_amount(amount: str, currency: str, arabic: str, english: str) -> None:
    value = Amount.of(Money.of(amount, currency))

    assert i18n.value(value, Voice()) == arabic
    assert i18n.value(value, Voice(language="en")) == english


def test_a_difference_keeps_its_sign() -> None:
    assert "1" in i18n.value(Amount(-100, "USD"), Voice(digits="latn"))
    assert "-" in i18n.value(Amount(-100, "USD"), Voice(digits="latn"))


@pytest.mark.parametrize("currency", Currency)
def test_every_currency_can_be_said_in_latin_digits(currency: Currency) -> None:
    assert i18n.value(Amount(2500, currency.value), Voice(digits="latn")).startswith("25 ")
