"""Amounts in the words of each currency: «١٠٠ ر.س», «٢٥ دولارًا», "$25"."""

from __future__ import annotations

from decimal import Decimal

from booking.money import Currency, Money
from bot.i18n.digits import printed
from bot.i18n.phrases import Count, Phrases
from bot.messages import Amount, Voice

_NO_SPECIAL_FORM = 100  # takes the plural form "other" in Arabic and in English
_LARGEST_WORD = 2  # one and two are said by the noun alone («دولاران»), which leaves no place for a fraction or a sign


def amount(value: Amount, voice: Voice, phrases: Phrases) -> str:
    """An amount with its unit; decimals only where there are any. Raises ValueError for an unknown currency."""
    major = Money(value.minor, Currency(value.currency)).major
    whole = major == major.to_integral_value()
    shown = printed(major, phrases.digits(voice), decimals=0 if whole else 2)
    count = Count(_counted(major, whole=whole), shown)
    return phrases.render(f"amount-{value.currency.lower()}", voice, {"amount": count}, isolating=False)


def _counted(major: Decimal, *, whole: bool) -> int:
    """The number that the unit's name agrees with: of 99.50 it is 99 («٩٩٫٥٠ دولارًا»)."""
    if major < 0 or (not whole and major < _LARGEST_WORD + 1):
        return _NO_SPECIAL_FORM
    return int(major)
