"""Free slots, computed from the coach's hours, exceptions, buffers, notice, horizon and what is taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import islice

from booking.catalogue import Consultation
from booking.errors import Refused
from booking.hours import Hours, HoursException, Taken, Week, Weekday
from booking.search import Search

__all__ = [
    "Hours",
    "HoursException",
    "Taken",
    "Week",
    "Weekday",
    "check",
    "free_days",
    "free_times",
    "nearest",
]


def free_times(  # noqa: PLR0917 - one order of facts for all four: what, when, what is taken, now
    consultation: Consultation,
    week: Week,
    taken: Iterable[Taken],
    booked: Mapping[date, int],
    now: datetime,
    day: date,
    zone: str | None = None,
) -> tuple[datetime, ...]:
    """The free starts (aware UTC, ascending) on the local `day` of `zone`, an IANA name; the coach's own when None.

    `taken` is what claims the coach's time around then; `booked` counts the bookings of this consultation by the
    coach's local day; `now` is aware UTC.
    """
    search = Search(consultation, week, taken, booked, now)
    return tuple(start for _, found in search.days(day, day, zone) for start in found if search.is_free(start))


def free_days(  # noqa: PLR0917 - one order of facts for all four: what, when, what is taken, now
    consultation: Consultation,
    week: Week,
    taken: Iterable[Taken],
    booked: Mapping[date, int],
    now: datetime,
    first: date,
    last: date,
    zone: str | None = None,
) -> tuple[date, ...]:
    """The local days of `zone` from `first` to `last`, both included, with at least one free time. See free_times."""
    search = Search(consultation, week, taken, booked, now)
    return tuple(day for day, found in search.days(first, last, zone) if any(map(search.is_free, found)))


def nearest(  # noqa: PLR0917 - one order of facts for all four: what, when, what is taken, now
    consultation: Consultation,
    week: Week,
    taken: Iterable[Taken],
    booked: Mapping[date, int],
    now: datetime,
    wanted: datetime,
    count: int = 3,
) -> tuple[datetime, ...]:
    """Up to `count` free starts (aware UTC) within the horizon, nearest to `wanted` first, the earlier of equals first.

    Only as good as what it is told: where `taken` was not loaded, time counts as free.
    """
    search = Search(consultation, week, taken, booked, now)
    return tuple(islice(filter(search.is_free, search.outwards(wanted)), count))


def check(  # noqa: PLR0917 - one order of facts for all four: what, when, what is taken, now
    consultation: Consultation,
    week: Week,
    taken: Iterable[Taken],
    booked: Mapping[date, int],
    now: datetime,
    start: datetime,
) -> None:
    """Raise Refused unless `start` (aware) is free; the reason is the first that a client could act on.

    refused-past · refused-too-soon (`hours`, rounded up) · refused-too-far (`days`) · refused-closed (`day`) ·
    refused-outside-hours (`day`, `spans`) · refused-off-step · refused-day-full (`day`) · refused-taken. Days and
    spans are local to the coach.
    """
    search = Search(consultation, week, taken, booked, now)
    search.check_window(now, start)
    search.check_hours(start)
    if search.is_full(start):
        raise Refused("refused-day-full", day=search.local_day(start))
    if not search.is_clear(start):
        raise Refused("refused-taken")
