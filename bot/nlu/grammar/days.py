"""Days: words relative to today, weekdays with their markers, dates of named months, feasts, days of the month."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast

from bot.nlu.grammar.figures import figure, simple
from bot.nlu.items import Feast, Item, Mark, OnDate, OnDay, Part, Shift, Trouble, Weekday
from bot.nlu.tokens import Token
from bot.nlu.vocabulary import Kind

Found = tuple[list[Item], int]
MONTHS, LONGEST_MONTH, LONGEST_HIJRI_MONTH = 12, 31, 30
HIJRI_YEARS: Final = range(1300, 1501)
_SHORT_YEAR = 100
_CENTURY = 2000


def skip(tokens: Sequence[Token], at: int, *kinds: Kind) -> int:
    """The first place from `at` whose word is none of `kinds`."""
    while at < len(tokens) and tokens[at].is_a(*kinds):
        at += 1
    return at


def relative(tokens: Sequence[Token], at: int) -> Found | None:
    """«بكرة», «بعد بكرة», «الليلة», «امس»."""
    token = tokens[at]
    if token.is_a(Kind.TONIGHT):
        return [Shift(0), Part("night")], at + 1
    days = token.senses.get(Kind.SHIFT)
    if not isinstance(days, int) or _early_rather(tokens, at):
        return None
    end = at + 1
    if end < len(tokens) and tokens[end].is_a(Kind.SHIFT) and days == tokens[end].senses.get(Kind.SHIFT):
        end += 1
    return [Shift(days)], end


def _early_rather(tokens: Sequence[Token], at: int) -> bool:
    """«الصبح باكر», «الصباح الباكر»: early, where another day is named or the article stands on it."""
    token = tokens[at]
    if "باكر" not in token.text and token.text != "باجر":
        return False
    after_morning = at > 0 and tokens[at - 1].senses.get(Kind.PART) == "morning"
    named = any(t.is_a(Kind.SHIFT, Kind.WEEKDAY, Kind.MONTH, Kind.DAY) for n, t in enumerate(tokens) if n != at)
    return after_morning and (token.found.article or named)


def eve(tokens: Sequence[Token], at: int) -> Found | None:
    """«ليلة الخميس»: the evening before it or its own; «ليلة بكرة», «ليلة ٢٧ رمضان»."""
    if not tokens[at].is_a(Kind.EVE):
        return None
    read = weekday(tokens, at + 1) or relative(tokens, at + 1) if at + 1 < len(tokens) else None
    if read is None:
        return None
    items = [Weekday(item.day, item.mark, eve=True) if isinstance(item, Weekday) else item for item in read[0]]
    night: list[Item] = [] if any(isinstance(item, Weekday) for item in items) else [Part("night")]
    return [*items, *night], read[1]


def weekday(tokens: Sequence[Token], at: int) -> Found | None:
    """A weekday with «يوم» and its markers before and behind it."""
    start = skip(tokens, at, Kind.DAY)
    introduced = start > at or (at > 0 and tokens[at - 1].is_a(Kind.EVE))
    mark: Mark = ""
    while start < len(tokens) and tokens[start].is_a(Kind.THIS, Kind.NEXT, Kind.LAST) and not tokens[start].is_a(Kind.WEEKDAY):
        mark, start = _mark(tokens[start]), start + 1
    start = skip(tokens, start, Kind.DAY)
    if start >= len(tokens) or not isinstance(day := tokens[start].senses.get(Kind.WEEKDAY), int):
        return None
    token = tokens[start]
    if token.found.this:
        mark = "this"
    end, behind = _marks_behind(tokens, start + 1)
    mark = behind or mark
    if token.is_a(Kind.NUMBER_LIKE) and not (introduced or token.found.article or mark or _week_follows(tokens, end)):
        return None
    if token.is_a(Kind.NAME) and _is_name(tokens, start):
        return [Trouble("name")], end
    return [Weekday(day, mark)], end


def _mark(token: Token) -> Mark:
    if token.is_a(Kind.AFTER_NEXT):
        return "after_next"
    if token.is_a(Kind.NEXT):
        return "next"
    return "last" if token.is_a(Kind.LAST) else "this"


def _marks_behind(tokens: Sequence[Token], at: int) -> tuple[int, Mark]:
    mark: Mark = ""
    while at < len(tokens) and tokens[at].is_a(Kind.NEXT, Kind.AFTER_NEXT, Kind.THIS, Kind.LAST):
        if not (mark == "after_next" or tokens[at].is_a(Kind.THIS) and mark):
            mark = _mark(tokens[at])
        at += 1
    return at, mark


def _week_follows(tokens: Sequence[Token], at: int) -> bool:
    at = skip(tokens, at, Kind.FROM, Kind.IN)
    if at < len(tokens) and tokens[at].is_a(Kind.THIS):
        at += 1
    return at < len(tokens) and tokens[at].senses.get(Kind.UNIT) == "week"


def _is_name(tokens: Sequence[Token], at: int) -> bool:
    """«انا خميس», «ابو جمعة»: a person, unless it carries an article or a marker."""
    return not tokens[at].found.article and at > 0 and tokens[at - 1].is_a(Kind.NAMED, Kind.SPEAKER)


def feast(tokens: Sequence[Token], at: int) -> Found | None:
    """«ثاني يوم العيد», «عيد الأضحى», «يوم عرفة», «اليوم الوطني»."""
    nth, start = 1, at
    counted = simple(tokens, at)
    if counted and counted.value < LONGEST_MONTH and counted.end < len(tokens):
        behind = skip(tokens, counted.end, Kind.DAY, Kind.IN, Kind.FROM)
        behind += 1 if behind < len(tokens) and tokens[behind].senses.get(Kind.UNIT) == "day" else 0
        if behind < len(tokens) and tokens[behind].is_a(Kind.FEAST, Kind.SOME_FEAST):
            nth, start = counted.value, behind
    start = skip(tokens, start, Kind.DAY) if start == at else start
    if start >= len(tokens):
        return None
    token = tokens[start]
    end = skip(tokens, start + 1, Kind.NEXT)
    if isinstance(named := token.senses.get(Kind.NATIONAL), tuple):
        return [OnDate(named[1], named[0])], end
    if isinstance(named := token.senses.get(Kind.HIJRI_DAY), tuple):
        return [OnDate(named[1], named[0], hijri=True)], end
    if isinstance(named := token.senses.get(Kind.FEAST), tuple):
        return [Feast((cast(tuple[int, int], named),), nth)], end
    if token.is_a(Kind.SOME_FEAST):
        return [Feast(((10, 1), (12, 10)), nth)], end
    return None


# ------------------------------------------------------------------------------------------------------------ dates


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
    return (at + 1 if at < len(tokens) and tokens[at].is_a(Kind.GREGORIAN_MARK) else at), False


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
    place = skip(tokens, day.end, Kind.FROM, Kind.IN)
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
    if called and tokens[start].text == "صفر":
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
    """«May 5», «June 3rd»."""
    if at >= len(tokens) or not tokens[at].text.isascii():
        return None
    number = tokens[at].senses.get(Kind.MONTH)
    day = simple(tokens, at + 1) if isinstance(number, int) else None
    if day is None or not isinstance(number, int) or not 0 < day.value <= LONGEST_MONTH or day.end <= at:
        return None
    year, _, end = _year(tokens, day.end)
    return [OnDate(day.value, number, year)], end


def _year(tokens: Sequence[Token], at: int) -> tuple[int | None, bool, int]:
    """A year behind a month, «هـ» or «سنة» with it: the year, whether it is a Hijri one, the place behind."""
    place = at
    if place < len(tokens) and (tokens[place].senses.get(Kind.UNIT) == "year" or tokens[place].is_a(Kind.IN)):
        place += 1
    if place < len(tokens) and tokens[place].form == "number" and tokens[place].width == 4:  # noqa: PLR2004 - a year
        end, marked = _era(tokens, place + 1)
        return tokens[place].figures[0], marked or tokens[place].figures[0] in HIJRI_YEARS, end
    end, marked = _era(tokens, at)
    return None, marked, end


def day_of_month(tokens: Sequence[Token], at: int) -> Found | None:
    """«يوم ١٩», «تاريخ ثمانية», «اليوم الخامس عشر», "the 19th"."""
    start = skip(tokens, at, Kind.DAY, Kind.DATE, Kind.THIS)
    introduced = start > at and any(token.is_a(Kind.DAY, Kind.DATE) for token in tokens[at:start])
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
