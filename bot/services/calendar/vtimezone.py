"""The rules of a time zone around one moment, as a calendar file states them.

Made here, because icalendar (7.3) puts the begin of summer time an hour late: an onset is told in the time that was
valid before it (RFC 5545, 3.6.5).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

AROUND = timedelta(days=370)
"""A year to each side: the summer time of the moment's year is there, and that of a booking moved from it."""

STEP = timedelta(days=7)
"""Zones change their clocks weeks apart; Morocco's pause in Ramadan lasts five."""


def vtimezone(zone: str, around: datetime) -> Timezone:
    """The zone (IANA) from a year before `around` (aware) to a year after it."""
    there = ZoneInfo(zone)
    first, last = around.astimezone(UTC) - AROUND, around.astimezone(UTC) + AROUND
    found = Timezone()
    found.add("tzid", zone)
    _add(found, there, first, first)
    for onset in _onsets(there, first, last):
        _add(found, there, onset, onset - timedelta(seconds=1))
    return found


def _onsets(there: ZoneInfo, first: datetime, last: datetime) -> Iterator[datetime]:
    """The instants (UTC) from which another offset is valid."""
    early = first
    while early < last:
        late = early + STEP
        if _offset(there, early) != _offset(there, late):
            yield _onset(there, early, late)
        early = late


def _onset(there: ZoneInfo, early: datetime, late: datetime) -> datetime:
    """The one change between two instants, to the second."""
    before = _offset(there, early)
    while late - early > timedelta(seconds=1):
        middle = (early + (late - early) / 2).replace(microsecond=0)
        early, late = (middle, late) if _offset(there, middle) == before else (early, middle)
    return late


def _offset(there: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(there).utcoffset() or timedelta(0)


def _add(zone: Timezone, there: ZoneInfo, onset: datetime, before: datetime) -> None:
    local, offset_before = onset.astimezone(there), _offset(there, before)
    part = TimezoneDaylight() if local.dst() else TimezoneStandard()
    part.add("dtstart", (onset + offset_before).replace(tzinfo=None))
    part.add("tzoffsetfrom", offset_before)
    part.add("tzoffsetto", _offset(there, onset))
    part.add("tzname", local.tzname() or "")
    zone.add_component(part)
