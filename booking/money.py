"""Money as whole minor units of one currency; there is no float on the way of an amount."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Currency(StrEnum):
    """The currencies of the catalogue. All three have two decimals (ISO 4217)."""

    USD = "USD"
    SAR = "SAR"
    EGP = "EGP"


MINOR_DIGITS = {Currency.USD: 2, Currency.SAR: 2, Currency.EGP: 2}


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in minor units (cents, halalas, piastres); never negative in the catalogue, may be in a difference."""

    minor: int
    currency: Currency

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same(other).minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same(other).minor, self.currency)

    def _same(self, other: Money) -> Money:
        if other.currency is not self.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not mix")
        return other

    @property
    def major(self) -> Decimal:
        """The amount in whole units, exact."""
        return Decimal(self.minor).scaleb(-MINOR_DIGITS[self.currency])

    @classmethod
    def of(cls, amount: str | int | Decimal, currency: Currency | str) -> Money:
        """Read an amount in whole units («199.50»). Raises ValueError for more decimals than the currency has."""
        unit = Currency(currency)
        minor = Decimal(amount).scaleb(MINOR_DIGITS[unit])
        if minor != minor.to_integral_value():
            raise ValueError(f"{unit} has {MINOR_DIGITS[unit]} decimals")
        return cls(int(minor), unit)

    def share(self, percent: int) -> Money:
        """`percent` of the amount, rounded down to a minor unit."""
        return Money(self.minor * percent // 100, self.currency)
