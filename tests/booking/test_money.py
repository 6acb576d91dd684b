from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.money import Currency, Money

AMOUNTS = st.integers(-(10**12), 10**12)
CURRENCIES = st.sampled_from(Currency)


@pytest.mark.parametrize(
    ("written", "minor"),
    [("199.50", 19950), ("100", 10000), (0, 0), (25, 2500), (Decimal("0.01"), 1), ("1.500", 150), ("-3.20", -320)],
)
def test_an_amount_is_read_in_whole_units(written: str | int | Decimal, minor: int) -> None:
    assert Money.of(written, "SAR") == Money(minor, Currency.SAR)


@pytest.mark.parametrize("written", ["0.001", "19.999", "1e-3"])
def test_more_decimals_than_the_currency_has_are_refused(written: str) -> None:
    with pytest.raises(ValueError, match="2 decimals"):
        Money.of(written, Currency.USD)


def test_a_currency_that_is_not_sold_in_is_refused() -> None:
    with pytest.raises(ValueError, match="EUR"):
        Money.of("1", "EUR")


@given(minor=AMOUNTS, currency=CURRENCIES)
def test_whole_units_read_back_to_the_same_amount(minor: int, currency: Currency) -> None:
    money = Money(minor, currency)

    assert Money.of(money.major, currency) == money


@given(one=AMOUNTS, two=AMOUNTS, currency=CURRENCIES)
def test_a_sum_less_one_part_is_the_other(one: int, two: int, currency: Currency) -> None:
    assert Money(one, currency) + Money(two, currency) - Money(two, currency) == Money(one, currency)


@pytest.mark.parametrize("deed", [Money.__add__, Money.__sub__])
def test_currencies_do_not_mix(deed: object) -> None:
    assert callable(deed)
    with pytest.raises(ValueError, match="do not mix"):
        deed(Money(1, Currency.USD), Money(1, Currency.SAR))


@pytest.mark.parametrize(("percent", "minor"), [(0, 0), (50, 4975), (25, 2487), (100, 9950)])
def test_a_share_is_rounded_down_to_a_minor_unit(percent: int, minor: int) -> None:
    assert Money(9950, Currency.EGP).share(percent) == Money(minor, Currency.EGP)


@given(minor=st.integers(0, 10**12), percent=st.integers(0, 100), currency=CURRENCIES)
def test_a_share_never_exceeds_the_amount(minor: int, percent: int, currency: Currency) -> None:
    assert 0 <= Money(minor, currency).share(percent).minor <= minor
