"""The Hijri calendar of Umm al-Qura (by hijridate, loaded when first needed): dates, month lengths, Ramadan."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

RAMADAN: Final = 9
_FIRST_YEAR, _LAST_YEAR = 1343, 1500
"""The years that hijridate's table of Umm al-Qura covers."""


@lru_cache(maxsize=256)
def gregorian(year: int, month: int, day: int) -> date | None:
    """The Gregorian date of a Hijri one; None when there is no such day or it lies outside the tables."""
    from hijridate import Hijri  # noqa: PLC0415 - its tables are loaded only for those who write Hijri dates

    if not (_FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 30):  # noqa: PLR2004 - a calendar
        return None
    try:
        found = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(found.year, found.month, found.day)


@lru_cache(maxsize=256)
def year_and_month(day: date) -> tuple[int, int]:
    """Hijri year and month of a Gregorian date; (0, 0) outside the tables."""
    from hijridate import Gregorian  # noqa: PLC0415 - likewise

    try:
        found = Gregorian(day.year, day.month, day.day).to_hijri()
    except (ValueError, OverflowError):
        return 0, 0
    return found.year, found.month


def coming(month: int, day: int, today: date) -> tuple[date | None, date | None]:
    """The next such day from `today` on, and the one that has passed last."""
    year = year_and_month(today)[0]
    found = [gregorian(each, month, day) for each in (year - 1, year, year + 1)]
    ahead = [each for each in found if each and each >= today]
    behind = [each for each in found if each and each < today]
    if gregorian(year, month, day) is None and gregorian(year, month, 1) and _still_ahead(year, month, today):
        return None, None  # day 30 of a month that has 29 this year
    return (min(ahead) if ahead else None), (max(behind) if behind else None)


def _still_ahead(year: int, month: int, today: date) -> bool:
    first = gregorian(year, month, 1)
    return first is not None and first + timedelta(days=29) >= today


def month_span(month: int, today: date) -> tuple[date, date] | None:
    """First and last day of the coming (or present) Hijri month of that number."""
    year = year_and_month(today)[0]
    for each in (year, year + 1):
        first = gregorian(each, month, 1)
        last = gregorian(each, month, 30) or gregorian(each, month, 29)
        if first and last and last >= today:
            return first, last
    return None


def is_ramadan(day: date) -> bool:
    """Whether a date lies in Ramadan."""
    return year_and_month(day)[1] == RAMADAN
