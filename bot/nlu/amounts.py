"""An amount of money as people write it: «١٨٠ ريال», «99.50», "SAR 250"."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.nlu.numbers import number
from bot.nlu.text import words

_UNITS = frozenset(
    words(
        "ريال ريالا ريالات ر س رس جنيه جنيها جنيهات ج م دولار دولارا دولارات sar riyal riyals egp pounds usd dollars"
        " dollar مبلغ المبلغ وصل فقط بس only"
    )
)

_LESS = re.compile(r"[-\u2212]\s*\d|ناقص|minus", re.IGNORECASE)


def amount(text: str) -> Decimal | None:
    """The amount that is the whole message, in whole units with at most two decimals; None for anything else."""
    if _LESS.search(text):
        return None
    said = number(" ".join(word for word in words(text) if word not in _UNITS))
    if said is None:
        return None
    exact = Decimal(repr(said))  # what was typed had at most nine digits, which a float gives back as they were
    return exact if exact == round(exact, 2) else None
