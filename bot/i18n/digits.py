"""Numbers in the reader's digits, Arabic-Indic («١٬٥٠٠») or Latin ("1,500")."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Literal, TypeAlias

from babel.numbers import format_decimal

Digits: TypeAlias = Literal["arab", "latn"]
"""CLDR's names of the two families of digits."""

_TO = {
    "arab": str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"),
    "latn": str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789"),
}


def in_digits(text: str, digits: Digits) -> str:
    """The text with all its digits of one family."""
    return text.translate(_TO[digits])


@lru_cache(maxsize=4096)
def printed(number: float | Decimal, digits: Digits, *, decimals: int = 0) -> str:
    """A number with its thousands grouped: at least `decimals` decimals, at most three, none added that say nothing."""
    pattern = "#,##0." + "0" * decimals + "#" * (3 - decimals)
    # Babel takes the separators of the numbering system («٫», «٬») but leaves the digits Latin.
    return in_digits(format_decimal(number, pattern, locale="ar", numbering_system=digits), digits)
