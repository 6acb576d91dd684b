"""Numbers in digits or words: «٧٥», «75.5», «خمسة وسبعين», «مية وعشرة», "twenty five"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.nlu.lexicon.numbers import CARDINALS, FIRST_OF_TENS, ORDINALS
from bot.nlu.lexicon.table import spellings
from bot.nlu.text import words

CARDINAL = spellings(CARDINALS)
ORDINAL = spellings(ORDINALS) | spellings(FIRST_OF_TENS)
_FIRST_WORDS = {spelling.split()[0] for table in (CARDINAL, ORDINAL) for spelling in table if " " in spelling}
_DIGITS = re.compile(r"\d{1,9}(?:[.,]\d{1,3})?")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_HALF = frozenset(words("نص نصف نصص nos noss half"))
_AND = frozenset(words("و w and wa"))
_AROUND = frozenset(
    words("رقم الرقم الخيار خيار اختار اخترت حوالي تقريبا يعني تقريبًا number no option about around حول نحو هو هي")
)
_BIGGEST_CHOICE = 999


def digits(word: str) -> float | None:
    """A number in digits, decimals by point or comma; None for anything longer than nine digits."""
    if _THOUSANDS.fullmatch(word):
        return float(word.replace(",", ""))
    return float(word.replace(",", ".")) if _DIGITS.fullmatch(word) else None


def count(given: Sequence[str], at: int) -> tuple[float, int] | None:
    """The longest number that begins at `given[at]` (folded words), and the place after it."""
    if (first := _part(given, at)) is None:
        return None
    value, after = first
    while (more := _next_part(given, after, value)) is not None:
        value, after = value + more[0], more[1]
    return value, after


def number(text: str) -> float | None:
    """The number that is the whole message, in digits of any family or in words; «ونص» adds a half."""
    given = [word for word in words(text) if word not in _AROUND]
    read = count(given, 0)
    return read[0] if read and read[1] == len(given) else None


def small_number(text: str) -> int | None:
    """The whole number up to 999 that is the whole message; «الثاني» counts too, for choices."""
    given = [word for word in words(text) if word not in _AROUND]
    name = " ".join(given)
    ordinal = ORDINAL.get(name) or ORDINAL.get(name.removeprefix("ال"))
    if ordinal:
        return ordinal
    value = number(text)
    return int(value) if value is not None and value.is_integer() and value <= _BIGGEST_CHOICE else None


def _part(given: Sequence[str], at: int) -> tuple[float, int] | None:
    if at >= len(given):
        return None
    if (value := digits(given[at])) is not None:
        return value, at + 1
    if given[at] in _FIRST_WORDS and at + 1 < len(given):
        pair = CARDINAL.get(f"{given[at]} {given[at + 1]}")
        if pair is not None:
            return float(pair), at + 2
    single = CARDINAL.get(given[at])
    return None if single is None else (float(single), at + 1)


def _next_part(given: Sequence[str], at: int, value: float) -> tuple[float, int] | None:
    """What an «و» adds: tens to units, anything smaller to hundreds and thousands, a half to anything."""
    if at >= len(given):
        return None
    word, start = given[at], at
    if word in _AND and at + 1 < len(given):
        word, start = given[at + 1], at + 1
    elif word.startswith("و") and word not in CARDINAL:
        word = word[1:]
    elif not (word in CARDINAL and value in _ENGLISH_TENS and given[at].isascii()):
        return None
    if word in _HALF:
        return (0.5, start + 1) if value.is_integer() else None
    more = CARDINAL.get(word)
    if more is None and (figure := digits(word)) is not None and figure.is_integer():
        more = int(figure)
    return (float(more), start + 1) if more is not None and _adds(value, more) else None


_ENGLISH_TENS = frozenset(range(20, 100, 10))
_TEN, _HUNDRED, _THOUSAND = 10, 100, 1000


def _adds(value: float, more: int) -> bool:
    if 0 < value < _TEN:
        return more in _ENGLISH_TENS
    if value in _ENGLISH_TENS:
        return 0 < more < _TEN
    if value >= _THOUSAND:
        return 0 < more < _THOUSAND
    return value >= _HUNDRED and 0 < more < _HUNDRED and (value % _HUNDRED == 0 or _adds(value % _HUNDRED, more))
