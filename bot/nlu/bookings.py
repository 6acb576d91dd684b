"""Booking numbers as people type or read them aloud: «CB-20261122-0003», «cb ٢٠٢٦١١٢٢ ٣», «0003»."""

from __future__ import annotations

import re
from typing import Final

from bot.nlu.numbers import number
from bot.nlu.text import fold, words

_WHOLE: Final = re.compile(
    r"(?<![^\W_])(?:cb|سي بي|سيبي)[\s\-_./#]*(20\d{2}[\s\-_./]?\d{2}[\s\-_./]?\d{2})[\s\-_./]+(\d{1,6})(?!\d)"
)
_BARE: Final = re.compile(r"(?<!\d)(20\d{6})[\s\-]+(\d{4})(?!\d)")
_GLUED: Final = re.compile(r"(?<![^\W_])cb[\s\-_]*(20\d{6})(\d{4})(?!\d)")
_LAST: Final = re.compile(r"\d{1,6}")
_AROUND = frozenset(words("رقم حجز الحجز حجزي رقمه رقمها number booking no cb هو"))
_LONGEST: Final = 400
_MOST_SPOKEN: Final = 9999


def booking_number(text: str) -> str | None:
    """The booking number in `text`, as it is printed; the digits alone when the message is only the last part."""
    folded = fold(text[:_LONGEST])
    if match := _GLUED.search(folded) or _WHOLE.search(folded) or _BARE.search(folded):
        day = re.sub(r"\D", "", match[1])
        return f"CB-{day}-{match[2]:0>4}"
    left = [word for word in words(text[:_LONGEST]) if word not in _AROUND]
    if len(left) == 1 and _LAST.fullmatch(left[0]):
        return left[0]
    spoken = number(" ".join(left)) if len(left) < len(words(text[:_LONGEST])) else None
    return str(int(spoken)) if spoken and spoken.is_integer() and 0 < spoken <= _MOST_SPOKEN else None
