"""What a coach's availability is made of: working hours, exceptions by date, and the time that is taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import IntEnum


class Weekday(IntEnum):
    """As `date.weekday()` counts."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Hours:
    """Working hours on one weekday, wall time in the coach's zone; `until` 00:00 means midnight at the day's end.

    Hours whose `until` is not after `since` run on into the next day.
    """

    weekday: Weekday
    since: time
    until: time


@dataclass(frozen=True, slots=True)
class HoursException:
    """Other hours on one date; no spans at all means closed. What runs over from the day before stays."""

    day: date
    spans: tuple[tuple[time, time], ...] = ()


@dataclass(frozen=True, slots=True)
class Week:
    """A coach's availability: weekly hours, exceptions by date, and the IANA zone both are meant in."""

    zone: str
    hours: tuple[Hours, ...]
    exceptions: tuple[HoursException, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """A session that claims the coach's time, buffers included (`busy_from` ≤ `starts_at` < `busy_to`), aware UTC.

    `seats_left` > 0 makes it joinable for a client of the same consultation; `booked` is how many bookings sit in it.
    """

    busy_from: datetime
    busy_to: datetime
    starts_at: datetime
    consultation_id: int
    seats_left: int = 0
    booked: int = 1
