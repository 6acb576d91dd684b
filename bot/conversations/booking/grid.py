"""Days and times as buttons: the month with its free days, the hours of a day, moments one below the other. Pure."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.i18n import week_start
from bot.messages import Choice, Day, Moment, Rows, say

NOON, EVENING = time(12), time(15)
TIMES_A_ROW = 4


def month_grid(month: date, free: Sequence[date], country: str) -> Rows:
    """The month as rows of seven: a heading with arrows, the weekdays, and the days, only free ones tappable."""
    open_days = {day for day in free if (day.year, day.month) == (month.year, month.month)}
    return (
        _heading(month, free),
        *_weeks(month, frozenset(open_days), week_start(country)),
    )


def _heading(month: date, free: Sequence[date]) -> tuple[Choice, ...]:
    before, after = (month - timedelta(days=1)).replace(day=1), (month + timedelta(days=31)).replace(day=1)
    back = Choice(f"m:{before:%Y-%m}", "‹") if free[0] < month else Choice("", " ")
    on = Choice(f"m:{after:%Y-%m}", "›") if free[-1] >= after else Choice("", " ")
    return (back, Choice("", Day(month, "month")), on)


@lru_cache(maxsize=256)
def _weeks(month: date, free: frozenset[date], first_weekday: int) -> Rows:
    weeks = calendar.Calendar(first_weekday).monthdatescalendar(month.year, month.month)
    names = tuple(Choice("", Day(day, "letter")) for day in weeks[0])
    return (names, *(tuple(_cell(day, month, free) for day in week) for week in weeks if free & set(week)))


def _cell(day: date, month: date, free: frozenset[date]) -> Choice:
    if day.month != month.month:
        return Choice("", " ")
    return Choice(f"d:{day.isoformat()}", Day(day, "number")) if day in free else Choice("", "·")


def days(free: Sequence[date]) -> Rows:
    """Days as buttons, a row each."""
    return tuple((Choice(f"d:{day.isoformat()}", Day(day)),) for day in free)


def moments(free: Sequence[datetime]) -> Rows:
    """Starts as buttons with weekday, day and time, a row each."""
    return tuple((Choice(value(start), Moment(start)),) for start in free)


def grouped(starts: Sequence[datetime], zone: str) -> Rows:
    """The times of one day under «صباحًا», «ظهرًا» and «مساءً»."""
    tz = ZoneInfo(zone)
    rows: list[tuple[Choice, ...]] = []
    for part, lower, upper in (("morning", time.min, NOON), ("noon", NOON, EVENING), ("evening", EVENING, None)):
        inside = [
            s for s in starts if lower <= s.astimezone(tz).time() and (not upper or s.astimezone(tz).time() < upper)
        ]
        if inside:
            rows.append((Choice("", say(f"part-{part}")),))
            buttons = [Choice(value(start), Moment(start, "clock")) for start in inside]
            rows.extend(tuple(buttons[i : i + TIMES_A_ROW]) for i in range(0, len(buttons), TIMES_A_ROW))
    return tuple(rows)


def value(start: datetime) -> str:
    """A start (aware UTC) as the value of a button."""
    return f"t:{start:%Y-%m-%dT%H:%M}Z"
