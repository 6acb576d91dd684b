from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.wallclock import begins, first_instant, instants, reading

CAIRO = ZoneInfo("Africa/Cairo")
ZONES = st.sampled_from(
    ["Africa/Cairo", "Asia/Riyadh", "America/New_York", "Australia/Lord_Howe", "Asia/Beirut", "Pacific/Apia"]
).map(ZoneInfo)
WALLS = st.datetimes(datetime(2010, 1, 1), datetime(2037, 1, 1))  # noqa: DTZ001 - a wall time has no zone


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ("2027-04-29T23:30", ["2027-04-29T21:30"]),
        ("2027-04-30T00:00", []),
        ("2027-04-30T00:59", []),
        ("2027-04-30T01:00", ["2027-04-29T22:00"]),
        ("2027-10-28T22:30", ["2027-10-28T19:30"]),
        ("2027-10-28T23:00", ["2027-10-28T20:00", "2027-10-28T21:00"]),
        ("2027-10-28T23:59", ["2027-10-28T20:59", "2027-10-28T21:59"]),
        ("2027-10-29T00:00", ["2027-10-28T22:00"]),
    ],
)
def test_a_cairo_wall_time_happens_once_twice_or_never(read: str, expected: list[str]) -> None:
    assert instants(wall(read), CAIRO) == tuple(map(utc, expected))


@pytest.mark.parametrize("read", ["2027-04-30T00:00", "2027-04-30T00:20", "2027-04-30T00:59:59", "2027-04-30T01:00"])
def test_a_wall_time_that_is_jumped_over_comes_with_the_jump(read: str) -> None:
    assert first_instant(wall(read), CAIRO) == utc("2027-04-29T22:00")


@pytest.mark.parametrize(
    ("day", "hours"), [("2027-04-29", 24), ("2027-04-30", 23), ("2027-10-28", 25), ("2027-10-29", 24)]
)
def test_days_in_cairo_have_23_to_25_hours(day: str, hours: int) -> None:
    today = date.fromisoformat(day)

    assert begins(today + timedelta(days=1), CAIRO) - begins(today, CAIRO) == timedelta(hours=hours)


@given(read=WALLS, zone=ZONES)
def test_the_first_instant_reads_the_wall_time_or_jumps_over_it(read: datetime, zone: ZoneInfo) -> None:
    found = first_instant(read, zone)

    assert reading(found, zone) >= read
    assert reading(found - timedelta(microseconds=1), zone) < read


@given(read=WALLS, zone=ZONES)
def test_every_instant_of_a_wall_time_reads_it(read: datetime, zone: ZoneInfo) -> None:
    assert all(reading(instant, zone) == read for instant in instants(read, zone))
