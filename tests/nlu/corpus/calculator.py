"""Computes what the phrases of the corpus mean, from the meaning each was made with and not from its words.

It knows the calendar and the house's conventions (which «next» is asked about, when a weekday on its own day is), and
nothing of the reader under test.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

REFERENCES = (
    datetime(2026, 5, 4, 11, 10, tzinfo=ZoneInfo("Asia/Riyadh")),  # a Monday
    datetime(2026, 9, 13, 20, 40, tzinfo=ZoneInfo("Africa/Cairo")),  # a Sunday evening
    datetime(2027, 2, 18, 16, 5, tzinfo=ZoneInfo("Asia/Riyadh")),  # a Thursday in Ramadan
    datetime(2026, 11, 21, 9, 30, tzinfo=ZoneInfo("Asia/Amman")),  # a Saturday
    datetime(2026, 7, 14, 13, 0, tzinfo=ZoneInfo("Africa/Casablanca")),  # a Tuesday
)
WEEK = timedelta(days=7)


def iso(day: date) -> str:
    return day.isoformat()


def at(day: date, minutes: int) -> str:
    """A moment as the corpus writes it; minutes from midnight may run into the next day."""
    moved = day + timedelta(days=minutes // 1440)
    return f"{moved.isoformat()}T{clock(minutes)}"


def clock(minutes: int) -> str:
    return f"{minutes % 1440 // 60:02}:{minutes % 60:02}"


def coming(weekday: int, today: date) -> date:
    """The next such weekday after today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def in_this_week(day: date, today: date) -> bool:
    """Whether the week that runs to Friday, or the one that runs to Saturday, still holds `day`."""
    to_friday, to_saturday = (4 - today.weekday()) % 7, (5 - today.weekday()) % 7
    return 0 < (day - today).days <= max(to_friday, to_saturday)


def plain_weekday(weekday: int, now: datetime) -> dict[str, object]:
    today = now.date()
    if weekday != today.weekday():
        return {"expected": iso(coming(weekday, today))}
    following = iso(today + WEEK)
    if now.hour >= 17:
        return {"expected": following, "also": ["ambiguous"], "candidates": [following]}
    return {"expected": "ambiguous", "candidates": [iso(today), following]}


def next_weekday(weekday: int, now: datetime) -> dict[str, object]:
    first = coming(weekday, now.date())
    if in_this_week(first, now.date()):
        return {"expected": [iso(first), iso(first + WEEK), "ambiguous"]}
    return {"expected": iso(first)}


def weekday_after_next(weekday: int, now: datetime) -> dict[str, object]:
    first = coming(weekday, now.date())
    if in_this_week(first, now.date()):
        return {"expected": [iso(first + WEEK), iso(first + 2 * WEEK), "ambiguous"]}
    return {"expected": [iso(first + WEEK), "ambiguous"]}


def weekday_of_next_week(weekday: int, now: datetime) -> dict[str, object]:
    today = now.date()
    found = set()
    for first in (5, 6):  # the week begins on Saturday or on Sunday
        start = today - timedelta(days=(today.weekday() - first) % 7) + WEEK
        found.add(iso(start + timedelta(days=(weekday - first) % 7)))
    return {"expected": found.pop()} if len(found) == 1 else {"expected": [*sorted(found), "ambiguous"]}


def next_day_of_month(day: int, today: date) -> dict[str, object]:
    month = today.replace(day=1)
    while True:
        try:
            found = month.replace(day=day)
        except ValueError:
            found = None
        if found and found >= today:
            break
        month = (month + timedelta(days=31)).replace(day=1)
    if found == today:
        return {"expected": [iso(today), "ambiguous"]}
    return {"expected": iso(found)}


def next_date(day: int, month: int, today: date) -> dict[str, object]:
    try:
        this = date(today.year, month, day)
        following = date(today.year + 1, month, day)
    except ValueError:
        return {"expected": "reject", "also": ["ambiguous"]}
    if this >= today:
        return {"expected": iso(this)}
    if (today - this).days <= 60:
        return {"expected": "ambiguous", "candidates": [iso(following), iso(this)], "preferred": iso(following)}
    return {"expected": iso(following)}


def halves(hour: int, minute: int = 0) -> tuple[int, int]:
    """An hour of twelve on both halves of the day, the one inside 09:00–21:00 first."""
    morning = hour % 12 * 60 + minute
    both = (morning, morning + 720)
    return both if 9 * 60 <= morning < 21 * 60 else (both[1], both[0])


def unclear_hour(hour: int, minute: int = 0, day: date | None = None, now: datetime | None = None) -> dict[str, object]:
    """An hour without a part of the day: to be asked, with both halves that are still ahead."""
    best, other = halves(hour, minute)
    if day is None:
        return {"expected": "ambiguous", "preferred": clock(best), "candidates": [clock(best), clock(other)]}
    found = [at(day, best), at(day, other)]
    if now is not None and day == now.date():
        ahead = [each for each in found if each[11:] > f"{now:%H:%M}"]
        return {"expected": "ambiguous", "candidates": ahead or found, "also": ["reject"] if not ahead else []}
    return {"expected": "ambiguous", "preferred": found[0], "candidates": found, "also": [iso(day)]}


def later(now: datetime, minutes: int) -> datetime:
    """So many minutes from now on the clock of the place."""
    moved = now.astimezone(ZoneInfo("UTC")) + timedelta(minutes=minutes)
    return moved.astimezone(now.tzinfo)
