"""The starts that working hours allow on a day, whatever is taken: the grid that free times are picked from."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TypeAlias
from zoneinfo import ZoneInfo

from booking.wallclock import DAY, first_instant, instants

Spans: TypeAlias = tuple[tuple[time, time], ...]
"""Working hours of one day as wall times; one that does not end after it starts runs on into the next day."""


@lru_cache(maxsize=4096)
def starts(spans: Spans, zone: ZoneInfo, day: date, step: int, duration: int) -> tuple[datetime, ...]:
    """The starts (aware UTC, ascending) in the spans that open on `day`; `step` and `duration` are minutes.

    The wall clock is walked from each span's opening by `step`; a wall time that does not exist gives no start, one
    that happens twice gives two. A whole session, in real elapsed time, ends by the instant its span closes.
    """
    return tuple(sorted({start for span in spans for start in _in_span(span, zone, day, step, duration)}))


def fits(spans: Spans, zone: ZoneInfo, day: date, duration: int, start: datetime) -> bool:
    """Whether a session of `duration` minutes from the instant `start` lies inside a span that opens on `day`."""
    until = start + timedelta(minutes=duration)
    walls = (_walls(span, day) for span in spans)
    return any(first_instant(since, zone) <= start and until <= first_instant(end, zone) for since, end in walls)


def _in_span(span: tuple[time, time], zone: ZoneInfo, day: date, step: int, duration: int) -> list[datetime]:
    since, end = _walls(span, day)
    last = first_instant(end, zone) - timedelta(minutes=duration)
    ticks = range(0, int((end - since) / timedelta(minutes=1)), step)
    walls = (since + timedelta(minutes=tick) for tick in ticks)
    return [start for wall in walls for start in instants(wall, zone) if start <= last]


def _walls(span: tuple[time, time], day: date) -> tuple[datetime, datetime]:
    """The opening and the close of a span as naive wall times; one that closes before it opens closes tomorrow."""
    since, until = (datetime.combine(day, at) for at in span)
    return since, until if until > since else until + DAY
