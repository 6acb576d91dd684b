"""Lengths of time from now or from a day: «بعد ٣ أيام», «قبل يومين», «كمان نص ساعة», «بعد أسبوع من الخميس»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.nlu.grammar.days import Found, relative, skip, weekday
from bot.nlu.grammar.figures import figure
from bot.nlu.items import Item, Length, Shift, Weekday
from bot.nlu.tokens import Token
from bot.nlu.vocabulary import Kind

_LONGEST_COUNT = 400


def length(tokens: Sequence[Token], at: int) -> Found | None:
    """«بعد ٣ أيام», «كمان يومين», «بعد نص ساعة», «قبل أسبوع», "in 2 days", "3 days ago"."""
    if tokens[at].is_a(Kind.AFTER, Kind.AFTER_NOW, Kind.BEFORE, Kind.WITHIN):
        read = _amount(tokens, skip(tokens, at + 1, Kind.FILLER, Kind.AFTER))
        if read and (based := _based(tokens, *read)):
            return _directed(tokens[at], based[0]), based[1]
        return (_directed(tokens[at], read[0]), _behind_now(tokens, read[1])) if read else None
    read = _amount(tokens, at)
    if read is None:
        return None
    if (end := _behind_now(tokens, read[1])) > read[1]:
        return [read[0]], end
    word = tokens[read[1]].text if read[1] < len(tokens) else ""
    return (_signed(read[0], _WORDS_BEHIND[word]), read[1] + 1) if word in _WORDS_BEHIND else None


_WORDS_BEHIND = {"ago": -1, "later": 1}


def _directed(token: Token, length: Length) -> list[Item]:
    if token.is_a(Kind.WITHIN):
        return [replace(length, within=True)]
    return _signed(length, -1 if token.is_a(Kind.BEFORE) else 1)


def _signed(length: Length, sign: int) -> list[Item]:
    return [replace(length, count=sign * length.count, minutes=sign * length.minutes)]


def _based(tokens: Sequence[Token], length: Length, at: int) -> tuple[Length, int] | None:
    """«… من الخميس», «… من بكرة»: counted from that day."""
    place = skip(tokens, at, Kind.FROM)
    if place == at or place >= len(tokens) or length.unit in {"minute", "hour"}:
        return None
    read = weekday(tokens, place) or relative(tokens, place)
    if read is None or len(read[0]) != 1 or not isinstance(base := read[0][0], Shift | Weekday):
        return None
    return replace(length, base=base), read[1]


def _behind_now(tokens: Sequence[Token], at: int) -> int:
    """«… من الآن», «… من اليوم»."""
    place = skip(tokens, at, Kind.FROM)
    if (
        place < len(tokens)
        and (tokens[place].is_a(Kind.NOW) or tokens[place].senses.get(Kind.SHIFT) == 0)
        and place > at
    ):
        return place + 1
    return at


def _amount(tokens: Sequence[Token], at: int) -> tuple[Length, int] | None:
    """A count and its unit, with what an «و» adds to it."""
    read = _plain(tokens, at)
    return _with_more(tokens, *read) if read else None


def _plain(tokens: Sequence[Token], at: int) -> tuple[Length, int] | None:
    if at >= len(tokens):
        return None
    token = tokens[at]
    if isinstance(unit := token.senses.get(Kind.DUAL), str):
        return Length(2, unit), at + 1
    if several := hours_counted(tokens, at):
        return Length(several, "hour"), at + 2
    fraction = token.senses.get(Kind.FRACTION)
    if isinstance(fraction, int) and at + 1 < len(tokens) and tokens[at + 1].senses.get(Kind.UNIT) == "hour":
        return Length(0, "hour", fraction), at + 2
    if (
        isinstance(unit := token.senses.get(Kind.UNIT), str)
        and not token.found.article
        and not _is_day_word(tokens, at)
    ):
        return Length(1, unit), at + 1
    return _counted(tokens, at)


def hours_counted(tokens: Sequence[Token], at: int) -> int | None:
    """«تلت ساعات» is three hours, «تلت ساعة» a third of one; «ربع ساعات» is four."""
    plural = at + 1 < len(tokens) and tokens[at + 1].text.endswith("ساعات")
    fraction = tokens[at].senses.get(Kind.FRACTION)
    return _WORN_DOWN.get(fraction) if plural and isinstance(fraction, int) else None


_WORN_DOWN = {20: 3, 15: 4}
"""Minutes of a fraction -> the number whose dialect form sounds like it."""


def _counted(tokens: Sequence[Token], at: int) -> tuple[Length, int] | None:
    count = figure(tokens, at)
    if count is None or not 0 < count.value <= _LONGEST_COUNT or count.end >= len(tokens):
        return None
    unit = tokens[count.end].senses.get(Kind.UNIT)
    if not isinstance(unit, str) or tokens[count.end].found.article:
        return None
    return Length(count.value, unit), count.end + 1


def _is_day_word(tokens: Sequence[Token], at: int) -> bool:
    """«بعد يوم الخميس», «بعد شهر رمضان», «بعد ساعة ٥»: a day, month or hour follows, no count of one."""
    if at + 1 >= len(tokens):
        return False
    following = tokens[at + 1]
    return following.form in {"number", "pair", "triple", "clock"} or following.is_a(
        Kind.WEEKDAY, Kind.MONTH, Kind.HIJRI, Kind.NUMBER, Kind.HIJRI_DAY, Kind.FEAST, Kind.SOME_FEAST
    )


def _with_more(tokens: Sequence[Token], length: Length, at: int) -> tuple[Length, int]:
    """«ساعة ونص», «ساعتين وربع», «ساعة إلا ربع», «أسبوع ويومين»."""
    if length.unit in _DAYS_OF and at < len(tokens):
        return _with_days(tokens, length, at)
    if length.unit != "hour" or at >= len(tokens):
        return length, at
    if tokens[at].is_a(Kind.MINUS) and at + 1 < len(tokens):
        less = tokens[at + 1].senses.get(Kind.FRACTION)
        return (replace(length, minutes=-less), at + 2) if isinstance(less, int) else (length, at)
    place = at + 1 if tokens[at].is_a(Kind.AND) else at
    joined = place > at or tokens[at].found.conj
    minutes = tokens[place].senses.get(Kind.FRACTION) if place < len(tokens) else None
    if joined and isinstance(minutes, int):
        return Length(length.count, length.unit, minutes), place + 1
    return length, at


_DAYS_OF = {"day": 1, "week": 7}


def _with_days(tokens: Sequence[Token], length: Length, at: int) -> tuple[Length, int]:
    """«أسبوع ويومين», «أسبوع و٣ أيام»."""
    place = at + 1 if tokens[at].is_a(Kind.AND) else at
    if place == at and not tokens[at].found.conj:
        return length, at
    more = _plain(tokens, place)
    if more is None or more[0].unit not in _DAYS_OF:
        return length, at
    days = length.count * _DAYS_OF[length.unit] + more[0].count * _DAYS_OF[more[0].unit]
    return replace(length, count=days, unit="day"), more[1]
