"""Dates in figures and words: «28/5», «٩-٦-٢٠٢٦», «٢٢ يونيو», «السابع من سبتمبر», «يوم ١٩»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.nlu.grammar.days import Found, is_the_nth_day, skip
from bot.nlu.grammar.figures import figure, simple
from bot.nlu.items import Item, OnDate, OnDay
from bot.nlu.tokens import Token
from bot.nlu.vocabulary import Kind

MONTHS, LONGEST_MONTH = 12, 31
HIJRI_YEARS: Final = range(1300, 1501)
_SHORT_YEAR = 100
_CENTURY = 2000
_THOUSAND = 1000


def written(tokens: Sequence[Token], at: int) -> Found | None:
    """Dates in figures: «28/5», «9-6-2026», «2026-06-09», «1448/8/15», each with «يوم» or «بتاريخ» before it."""
    start = skip(tokens, at, Kind.DAY, Kind.DATE, Kind.THIS)
    if start >= len(tokens):
        return None
    token = tokens[start]
    if token.form == "triple":
        end, hijri = _era(tokens, start + 1)
        return _triple(token.figures, hijri=hijri), end
    if token.form == "pair" and ("/" in token.text or start > at):
        return _pair(tokens, start)
    return None


def _pair(tokens: Sequence[Token], at: int) -> Found | None:
    if tokens[at].figures[1] == 0:
        return None
    end, hijri = _era(tokens, at + 1)
    first, second = tokens[at].figures
    if not hijri and not (0 < first <= LONGEST_MONTH and 0 < second <= LONGEST_MONTH):
        return [OnDate(-1, 1)], end
    return [_of_figures(first, second, None, hijri=hijri)], end


def _era(tokens: Sequence[Token], at: int) -> tuple[int, bool]:
    if at < len(tokens) and tokens[at].is_a(Kind.HIJRI_MARK):
        return at + 1, True
    marked = at < len(tokens) and (tokens[at].is_a(Kind.GREGORIAN_MARK) or _is_anno_domini(tokens, at))
    return (at + 1 if marked else at), False


def _is_anno_domini(tokens: Sequence[Token], at: int) -> bool:
    """«٢٠٢٧ م»: behind a whole year the letter is the calendar's, no afternoon."""
    before = tokens[at - 1]
    return tokens[at].text == "م" and any(_THOUSAND <= figure < 10 * _THOUSAND for figure in before.figures)


def _triple(figures: tuple[int, ...], *, hijri: bool) -> list[Item]:
    first, second, third = figures
    if first > LONGEST_MONTH:  # the year stands first
        return [_of_figures(third, second, first, hijri=hijri or first in HIJRI_YEARS)]
    year = third + _CENTURY if third < _SHORT_YEAR else third
    return [_of_figures(first, second, year, hijri=hijri or year in HIJRI_YEARS)]


def _of_figures(day: int, month: int, year: int | None, *, hijri: bool) -> OnDate:
    """Day before month always; the other way only when there is no such month."""
    if month > MONTHS >= day > 0 and not hijri:
        return OnDate(month, day, year, swapped=True)
    return OnDate(day, month, year, hijri)


def of_month(tokens: Sequence[Token], at: int) -> Found | None:
    """A day and its month in words or figures: «٢٢ يونيو», «السابع من سبتمبر», «٢٥ شهر ستة», «12 في 4», «May 5»."""
    start = skip(tokens, at, Kind.DAY, Kind.DATE, Kind.THIS) if tokens[at].is_a(Kind.DAY, Kind.DATE) else at
    day = figure(tokens, start)
    if day is None:
        return _month_first(tokens, start)
    if day.value > LONGEST_MONTH and day.width > 2:  # noqa: PLR2004 - a year, a price, a telephone
        return None
    between = (Kind.FROM, Kind.IN, Kind.DAY) if day.ordinal else (Kind.FROM, Kind.IN)
    place = skip(tokens, day.end, *between)
    month = _month(tokens, place, loose=place > day.end)
    if month is None:
        return None
    number, hijri, end = month
    end = skip(tokens, end, Kind.NEXT, Kind.THIS)
    year, marked, end = _year(tokens, end)
    return [OnDate(day.value, number, year, hijri or marked)], end


def _month(tokens: Sequence[Token], at: int, *, loose: bool) -> tuple[int, bool, int] | None:
    """Month number, whether Hijri, and the place behind. A bare number is a month only after «شهر» or «في»."""
    if at >= len(tokens):
        return None
    start = at
    called = tokens[start].senses.get(Kind.UNIT) == "month"
    start += 1 if called else 0
    if start >= len(tokens):
        return None
    for kind in (Kind.MONTH, Kind.HIJRI):
        if isinstance(number := tokens[start].senses.get(kind), int):
            return number, kind is Kind.HIJRI, start + 1
    if tokens[start].text == "صفر" and (called or start == at):
        return 2, True, start + 1
    read = figure(tokens, start)
    if read and 0 < read.value <= MONTHS and (called or (loose and not _hour_behind(tokens, at, read.end))):
        return read.value, False, read.end
    return None


def _hour_behind(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether «5 في …» is followed by what makes its second number an hour («٥ في ٣ العصر»)."""
    parts = (Kind.PART, Kind.PRAYER, Kind.FRACTION, Kind.UNIT, Kind.COUNTED, Kind.HOUR)
    behind = end < len(tokens) and tokens[end].is_a(*parts)
    return behind or tokens[at - 1].is_a(Kind.FROM)


def _month_first(tokens: Sequence[Token], at: int) -> Found | None:
    """«May 5», «June 3rd», «مايو ١٥»."""
    number = tokens[at].senses.get(Kind.MONTH) if at < len(tokens) else None
    day = simple(tokens, at + 1) if isinstance(number, int) else None
    if day is None or not isinstance(number, int) or not 0 < day.value <= LONGEST_MONTH:
        return None
    if not (tokens[at].text.isascii() or day.width) or _hour_behind(tokens, at + 1, day.end):
        return None
    year, _, end = _year(tokens, day.end)
    return [OnDate(day.value, number, year)], end


def _year(tokens: Sequence[Token], at: int) -> tuple[int | None, bool, int]:
    """A year behind a month, «هـ» or «سنة» with it: the year, whether it is a Hijri one, the place behind."""
    place = at
    if place < len(tokens) and (tokens[place].text == "," or _is_year_word(tokens[place])):
        place += 1
    if place < len(tokens) and tokens[place].form == "number" and tokens[place].width == 4:  # noqa: PLR2004 - a year
        end, marked = _era(tokens, place + 1)
        return tokens[place].figures[0], marked or tokens[place].figures[0] in HIJRI_YEARS, end
    end, marked = _era(tokens, at)
    return None, marked, end


def _is_year_word(token: Token) -> bool:
    return token.senses.get(Kind.UNIT) == "year" or token.is_a(Kind.IN)


def day_of_month(tokens: Sequence[Token], at: int) -> Found | None:
    """«يوم ١٩», «تاريخ ثمانية», «اليوم الخامس عشر», "the 19th"."""
    start = skip(tokens, at, Kind.DAY, Kind.DATE, Kind.THIS)
    introduced = start > at and any(token.is_a(Kind.DAY, Kind.DATE) for token in tokens[at:start])
    introduced = introduced or (at > 0 and is_the_nth_day(tokens, at - 1))
    day = figure(tokens, start)
    if day is None or not (0 <= day.value <= 99) or _is_count(tokens, day.end):  # noqa: PLR2004 - two digits
        return None
    english = tokens[start].text.isascii() and day.ordinal
    if not (introduced or english):
        return None
    return [OnDay(day.value)], day.end


def _is_count(tokens: Sequence[Token], at: int) -> bool:
    """«يوم ٥ ساعات» and the like: the number belongs to what follows."""
    return at < len(tokens) and tokens[at].is_a(Kind.COUNTED)
