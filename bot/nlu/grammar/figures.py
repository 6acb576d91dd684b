"""Numbers inside a message: digits, words, ordinals, and what «و» adds to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.nlu.tokens import Token
from bot.nlu.vocabulary import Kind

TENS = (20, 30)
_TEN = 10


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and the place behind it. `width` is 0 for words; `first` and `more` are the parts of a compound."""

    value: int
    end: int
    width: int = 0
    ordinal: bool = False
    article: bool = False
    first: int = 0
    more: int = 0


def figure(tokens: Sequence[Token], at: int) -> Figure | None:
    """A whole number up to 31 or more, compounds with «و» taken together («خمسة وعشرين», «الحادي والعشرين»)."""
    single = simple(tokens, at)
    if single is None or single.width or not 0 < single.value < _TEN:
        return single
    joined = _joined(tokens, single.end)
    if joined is None:
        return single
    tens, end = joined
    total = single.value + tens
    return Figure(total, end, 0, single.ordinal, single.article, first=single.value, more=tens)


def simple(tokens: Sequence[Token], at: int) -> Figure | None:
    """One number token, without what an «و» may add."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.form == "number":
        return Figure(token.figures[0], at + 1, token.width)
    for kind in (Kind.NUMBER, Kind.ORDINAL):
        value = token.senses.get(kind)
        if isinstance(value, int):
            return Figure(value, at + 1, 0, kind is Kind.ORDINAL, token.found.article or token.text.startswith("ال"))
    return None


def _joined(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """«وعشرين» or «و عشرين» from here: the tens and the place behind."""
    if at < len(tokens) and tokens[at].is_a(Kind.AND) and at + 1 < len(tokens):
        tens = tokens[at + 1].senses.get(Kind.NUMBER)
        return (tens, at + 2) if isinstance(tens, int) and tens in TENS else None
    if at < len(tokens) and tokens[at].found.conj:
        tens = tokens[at].senses.get(Kind.NUMBER)
        return (tens, at + 1) if isinstance(tens, int) and tens in TENS else None
    return None
