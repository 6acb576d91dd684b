"""Hours of the day: which half of the day an hour means beside a part of it, and the window that a part names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, tzinfo
from typing import Final

from bot.nlu.items import Clock, Part, Prayer
from bot.nlu.meaning.prayers import Prayers, prayers

NOON, DAY = 12 * 60, 24 * 60


@dataclass(frozen=True, slots=True)
class At:
    """A time as minutes from midnight; `next_day` when it belongs to the calendar day after the one named."""

    minutes: int
    next_day: bool = False

    @property
    def wall(self) -> time:
        """The wall time."""
        return time(self.minutes // 60, self.minutes % 60)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the day in minutes from midnight; None is open."""

    start: int | None
    end: int | None

    def walls(self) -> tuple[time | None, time | None]:
        """Start and end as wall times, an end at midnight as the last minute."""
        return _wall(self.start), _wall(self.end)


def _wall(minutes: int | None) -> time | None:
    return None if minutes is None else time(min(minutes, DAY - 1) // 60, min(minutes, DAY - 1) % 60)


_HOURS: Final[dict[str, tuple[int, int]]] = {
    # where an hour may lie beside each part, as 24-hour minutes [from, to)
    "am": (0, 12 * 60),
    "pm": (12 * 60, 24 * 60),
    "morning": (1 * 60, 12 * 60),
    "early": (4 * 60, 12 * 60),
    "dawn": (3 * 60, 8 * 60),
    "duha": (6 * 60, 12 * 60),
    "noon": (10 * 60 + 30, 16 * 60),
    "afternoon": (12 * 60, 19 * 60),
    "asr": (14 * 60, 19 * 60),
    "sunset": (16 * 60, 21 * 60),
    "evening": (13 * 60, 24 * 60),
    "night": (18 * 60, 29 * 60),
    "late_night": (21 * 60, 29 * 60),
    "early_night": (18 * 60, 23 * 60),
    "late_day": (14 * 60, 21 * 60),
    "early_day": (6 * 60, 12 * 60),
    "day": (6 * 60, 18 * 60),
    "midnight": (24 * 60, 25 * 60),
}
_PRAYER_HOURS: Final = {
    "fajr": (3 * 60, 8 * 60),
    "dhuhr": (10 * 60 + 30, 16 * 60),
    "jumuah": (11 * 60, 17 * 60),
    "asr": (14 * 60, 19 * 60),
    "maghrib": (16 * 60, 22 * 60),
    "isha": (18 * 60, 25 * 60),
    "taraweeh": (19 * 60, 26 * 60),
    "iftar": (6 * 60, 22 * 60),
    "suhoor": (0, 6 * 60),
    "lunch": (11 * 60, 18 * 60),
    "work": (6 * 60, 23 * 60),
}
_WINDOWS: Final = {
    "am": (7 * 60, 12 * 60),
    "pm": (16 * 60, 22 * 60),
    "morning": (7 * 60, 12 * 60),
    "early": (6 * 60, 9 * 60),
    "dawn": (5 * 60, 7 * 60),
    "duha": (8 * 60, 11 * 60),
    "noon": (12 * 60, 15 * 60),
    "afternoon": (13 * 60, 18 * 60),
    "asr": (15 * 60, 18 * 60),
    "sunset": (17 * 60, 19 * 60),
    "evening": (18 * 60, 22 * 60),
    "night": (20 * 60, 23 * 60),
    "late_night": (22 * 60, DAY),
    "early_night": (19 * 60, 21 * 60),
    "late_day": (16 * 60, 19 * 60),
    "early_day": (8 * 60, 11 * 60),
    "day": (9 * 60, 17 * 60),
}
"""Where a part of the day lies when no hour is said, in minutes."""


def readings(clock: Clock, part: Part | Prayer | None) -> list[At]:
    """What an hour can mean, the likelier half first; one when its own form or the part of the day decides."""
    minutes = clock.hour * 60 + clock.minute
    spans = _span(part) if part else (0, DAY)
    if clock.sure:
        if part == Part("midnight"):
            return [At(0, next_day=True)]
        if spans[0] <= minutes < spans[1] or spans[0] <= minutes + DAY < spans[1]:
            return [At(minutes)]
        return [At(minutes), At((minutes - NOON) % DAY)]
    both = [minutes % NOON, minutes % NOON + NOON]
    if part is None:
        return [At(m) for m in both]
    inside = [m for m in (*both, both[0] + DAY) if spans[0] <= m < spans[1]]
    return [At(m % DAY, next_day=m >= DAY) for m in inside] or [At(m) for m in reversed(both)]


def _span(part: Part | Prayer) -> tuple[int, int]:
    """Where an hour may lie beside a part of the day; wider towards the side that «بعد» or «قبل» points to."""
    if isinstance(part, Part):
        return _HOURS[part.name]
    low, high = _PRAYER_HOURS[part.name]
    if part.side == "before":
        return low - _WIDER, high
    if part.side == "after":
        return (NOON, high) if part.name == "work" else (low, high + _WIDER)
    return low, high


_WIDER: Final = 150


def window(part: Part | Prayer, day: date, zone: tzinfo | None) -> Window:
    """The stretch of `day` that a part of the day, a prayer or «بعد المغرب» names."""
    if isinstance(part, Part):
        return Window(*_WINDOWS.get(part.name, (0, DAY)))
    at = _moment(part.name, prayers(day, zone))
    if part.minutes is not None:
        start = _rounded(at + part.minutes)
        return Window(start, min(start + 30, DAY))
    if part.side == "before":
        return Window(_rounded(at - _BEFORE.get(part.name, 90)), _rounded(at))
    start = _rounded(at + (15 if part.side == "after" and part.name != "work" else 0))
    if part.name in {"dhuhr", "lunch"} and part.side == "at":
        return Window(*_WINDOWS["noon"])
    if part.name == "asr" and part.side == "at":
        return Window(*_WINDOWS["asr"])
    return Window(start, min(start + _LASTS.get(part.name, 120), DAY))


_BEFORE: Final = {"dhuhr": 120, "work": 120, "lunch": 120}
_LASTS: Final = {
    "fajr": 150,
    "dhuhr": 180,
    "asr": 135,
    "maghrib": 90,
    "isha": 165,
    "taraweeh": 120,
    "work": 240,
    "suhoor": 90,
}


def _moment(name: str, today: Prayers) -> int:
    """When a prayer or meal is, in minutes; meals move with Ramadan."""
    if name in {"fajr", "dhuhr", "asr", "maghrib", "isha"}:
        return _minutes(getattr(today, name))
    if name == "iftar":
        return _minutes(today.maghrib) if today.ramadan else 8 * 60
    moments = {
        "jumuah": _minutes(today.dhuhr) + 30,
        "taraweeh": _minutes(today.isha) + 75,
        "suhoor": _minutes(today.fajr) - 90,
        "lunch": 13 * 60 + 30,
        "work": 17 * 60,
    }
    return moments[name]


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _rounded(minutes: int) -> int:
    return max(0, min(DAY - 5, -(-minutes // 5) * 5))
