"""From a clock on the wall to instants: what happens in the nights when the clocks change is decided here alone."""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


def instants(wall: datetime, zone: ZoneInfo) -> tuple[datetime, ...]:
    """The instants (aware UTC, ascending) at which a clock in `zone` reads `wall` (naive).

    One on most days; two where the clocks are put back over `wall`, none where they are put forward over it.
    """
    first, second = (_as_utc(wall, zone, fold) for fold in (0, 1))
    if first == second:
        return (first,)
    return (first, second) if reading(first, zone) == wall else ()


def first_instant(wall: datetime, zone: ZoneInfo) -> datetime:
    """The first instant (aware UTC) at which a clock in `zone` reads `wall` (naive) or later.

    Where the clocks are put forward over `wall` this is the moment of the jump.
    """
    found = instants(wall, zone)
    return found[0] if found else _jump_over(wall, zone)


def reading(instant: datetime, zone: ZoneInfo) -> datetime:
    """What a clock in `zone` reads at an aware instant (naive)."""
    return instant.astimezone(zone).replace(tzinfo=None, fold=0)


@lru_cache(maxsize=1024)
def begins(day: date, zone: ZoneInfo) -> datetime:
    """The instant (aware UTC) at which a calendar day begins in `zone`: not always 00:00, see Cairo in April."""
    return first_instant(datetime.combine(day, time.min), zone)


def _as_utc(wall: datetime, zone: ZoneInfo, fold: int) -> datetime:
    return wall.replace(tzinfo=zone, fold=fold).astimezone(UTC)


def _jump_over(wall: datetime, zone: ZoneInfo) -> datetime:
    """The moment the clocks jump over `wall`. Read with the offset of after (fold 1) it lies before the jump, read
    with the offset of before (fold 0) behind it; offsets are whole seconds, so the jump is searched by seconds."""
    early, late = _as_utc(wall, zone, 1), _as_utc(wall, zone, 0)
    seconds = range(int((late - early).total_seconds()))
    return early + timedelta(
        seconds=bisect_left(seconds, wall, key=lambda second: reading(early + timedelta(seconds=second), zone))
    )
