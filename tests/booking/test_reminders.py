from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.reminders import (
    REMINDERS,
    Drop,
    Planned,
    Purpose,
    Send,
    Verdict,
    Why,
    brief_due,
    plan,
    verdict,
    waits_too_long,
)
from booking.status import Status
from tests.booking.examples import NOW, SUNDAY, at

START = NOW + timedelta(days=3)
HOUR, MINUTE, SECOND = timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)
ALL = [Purpose.CLIENT_24H, Purpose.CLIENT_1H, Purpose.COACH_1H]
CAIRO = "Africa/Cairo"


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (72 * HOUR, ALL),
        (24 * HOUR + SECOND, ALL),
        (24 * HOUR, ALL[1:]),
        (2 * HOUR, ALL[1:]),
        (HOUR + SECOND, ALL[1:]),
        (HOUR, []),
        (MINUTE, []),
        (-HOUR, []),
    ],
)
def test_what_is_inside_its_window_already_is_not_planned(left: timedelta, expected: list[Purpose]) -> None:
    assert [planned.purpose for planned in plan(START, START - left)] == expected


def test_reminders_are_due_their_lead_before_the_start() -> None:
    assert plan(START, NOW) == (
        Planned(Purpose.CLIENT_24H, START - 24 * HOUR),
        Planned(Purpose.CLIENT_1H, START - HOUR),
        Planned(Purpose.COACH_1H, START - HOUR),
    )


@pytest.mark.parametrize(
    ("purpose", "left", "expected"),
    [
        (Purpose.CLIENT_24H, 24 * HOUR, Send()),
        (Purpose.CLIENT_24H, 2 * HOUR + SECOND, Send()),
        (Purpose.CLIENT_24H, 2 * HOUR, Drop(Why.TOO_LATE)),
        (Purpose.CLIENT_1H, HOUR, Send()),
        (Purpose.CLIENT_1H, SECOND, Send()),
        (Purpose.CLIENT_1H, 0 * HOUR, Drop(Why.TOO_LATE)),
        (Purpose.COACH_1H, SECOND, Send()),
        (Purpose.COACH_1H, -HOUR, Drop(Why.TOO_LATE)),
    ],
)
def test_a_late_reminder_is_sent_while_it_is_useful(purpose: Purpose, left: timedelta, expected: Verdict) -> None:
    assert verdict(purpose, START, Status.CONFIRMED, START, START - left) == expected


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.CONFIRMED])
@pytest.mark.parametrize("purpose", Purpose)
def test_only_a_confirmed_booking_reminds(purpose: Purpose, status: Status) -> None:
    assert verdict(purpose, START, status, START, START - HOUR) == Drop(Why.NOT_CONFIRMED)


@pytest.mark.parametrize("agreed", [None, START + HOUR, START - MINUTE])
def test_the_reminder_of_an_old_time_is_dropped(agreed: datetime | None) -> None:
    assert verdict(Purpose.CLIENT_1H, START, Status.CONFIRMED, agreed, START - HOUR) == Drop(Why.MOVED)


@given(left=st.integers(1, 10_000_000))
def test_what_is_planned_is_to_come_and_worth_sending_when_due(left: int) -> None:
    now = START - timedelta(seconds=left)

    for planned in plan(START, now):
        assert planned.due_at > now
        assert verdict(planned.purpose, START, Status.CONFIRMED, START, planned.due_at) == Send()


def test_every_purpose_has_its_line_in_the_table() -> None:
    assert list(REMINDERS) == list(Purpose)


@pytest.mark.parametrize(
    ("day", "hour", "fold", "wall_24h", "wall_1h"),
    [
        # Cairo, Friday 30 April 2027: 00:00-01:00 does not exist, so a day before is an hour earlier on the wall.
        (date(2027, 4, 30), 1, 0, "2027-04-29 00:00", "2027-04-29 23:00"),
        (date(2027, 4, 30), 12, 0, "2027-04-29 11:00", "2027-04-30 11:00"),
        # Cairo, Thursday 28 October 2027: 23:00-24:00 happens twice, so a day before is an hour later on the wall.
        (date(2027, 10, 28), 23, 0, "2027-10-27 23:00", "2027-10-28 22:00"),
        (date(2027, 10, 28), 23, 1, "2027-10-28 00:00", "2027-10-28 23:00"),
        (date(2027, 10, 29), 12, 0, "2027-10-28 13:00", "2027-10-29 11:00"),
    ],
)
def test_leads_are_real_hours_in_the_nights_when_the_clocks_change(
    day: date, hour: int, fold: int, wall_24h: str, wall_1h: str
) -> None:
    start = at(day, hour, zone=CAIRO, fold=fold)

    due = {planned.purpose: planned.due_at for planned in plan(start, start - timedelta(days=9))}

    assert due[Purpose.CLIENT_24H] == start - 24 * HOUR == _cairo(wall_24h)
    assert due[Purpose.CLIENT_1H] == start - HOUR == _cairo(wall_1h)


def _cairo(wall: str) -> datetime:
    read = datetime.fromisoformat(wall)
    return at(read.date(), read.hour, read.minute, CAIRO)


@pytest.mark.parametrize(
    ("hour", "minute", "last", "expected"),
    [
        (6, 59, None, None),
        (7, 0, None, SUNDAY),
        (7, 0, SUNDAY - timedelta(days=1), SUNDAY),
        (11, 59, SUNDAY - timedelta(days=4), SUNDAY),
        (12, 0, None, None),
        (7, 30, SUNDAY, None),
        (7, 30, SUNDAY + timedelta(days=1), None),
    ],
)
def test_the_morning_brief_is_due_once_from_its_time_until_noon(
    hour: int, minute: int, last: date | None, expected: date | None
) -> None:
    assert brief_due(at(SUNDAY, hour, minute), "Asia/Riyadh", last=last) == expected


def test_the_morning_is_the_coachs() -> None:
    now = datetime(2026, 11, 22, 20, tzinfo=UTC)

    assert brief_due(now, "Asia/Riyadh") is None
    assert brief_due(now, "Pacific/Auckland") == date(2026, 11, 23)


@pytest.mark.parametrize("day", [date(2027, 4, 30), date(2027, 10, 28), date(2027, 10, 29)])
def test_the_brief_keeps_to_the_wall_clock_when_the_clocks_change(day: date) -> None:
    seven = at(day, 7, zone=CAIRO)

    assert brief_due(seven, CAIRO) == day
    assert brief_due(seven - SECOND, CAIRO) is None


def test_the_brief_can_be_at_another_time() -> None:
    assert brief_due(at(SUNDAY, 6), "Asia/Riyadh", at=time(5, 30)) == SUNDAY


def test_the_coach_is_nudged_after_twelve_hours() -> None:
    assert not waits_too_long(NOW, NOW + 12 * HOUR - SECOND)
    assert waits_too_long(NOW, NOW + 12 * HOUR)
