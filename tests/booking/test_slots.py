from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

import pytest

from booking.errors import Refused
from booking.hours import HoursException, Taken, Week
from booking.slots import check, free_days, free_times, nearest
from tests.booking.examples import NOW, SUNDAY, at, consultation, only, session, week

MONDAY = SUNDAY + timedelta(days=1)
FRIDAY = SUNDAY + timedelta(days=5)
NINE_TO_NOON = (time(9), time(12))


def clock(starts: tuple[datetime, ...], zone_hours: int = 3) -> list[str]:
    """The starts as a clock in Riyadh (or that many hours from UTC) shows them."""
    return [f"{start + timedelta(hours=zone_hours):%H:%M}" for start in starts]


def refusal(
    start: datetime,
    hours: Week,
    taken: tuple[Taken, ...] = (),
    booked: Mapping[date, int] | None = None,
    now: datetime = NOW,
    **changes: object,
) -> Refused | None:
    try:
        check(consultation(**changes), hours, taken, booked or {}, now, start)
    except Refused as refused:
        return refused
    return None


# ------------------------------------------------------------------------------------------------------- hours


@pytest.mark.parametrize(
    ("spans", "minutes", "step", "expected"),
    [
        ([NINE_TO_NOON], 60, 30, ["09:00", "09:30", "10:00", "10:30", "11:00"]),
        ([NINE_TO_NOON], 45, 60, ["09:00", "10:00", "11:00"]),
        ([NINE_TO_NOON], 180, 30, ["09:00"]),
        ([NINE_TO_NOON], 181, 30, []),
        ([(time(9, 10), time(10, 30))], 40, 20, ["09:10", "09:30", "09:50"]),
        ([(time(9), time(10)), (time(16), time(17))], 60, 30, ["09:00", "16:00"]),
        ([(time(9), time(11)), (time(10), time(12))], 60, 60, ["09:00", "10:00", "11:00"]),
        ([], 60, 30, []),
    ],
)
def test_starts_lie_on_the_step_and_the_whole_session_in_the_hours(
    spans: list[tuple[time, time]], minutes: int, step: int, expected: list[str]
) -> None:
    offer = consultation(duration_minutes=minutes, slot_step=step)

    assert clock(free_times(offer, only(SUNDAY, *spans), (), {}, NOW, SUNDAY)) == expected


def test_an_exception_replaces_the_hours_of_its_weekday() -> None:
    hours = week(HoursException(SUNDAY, ((time(14), time(16)),)), HoursException(MONDAY))

    assert clock(free_times(consultation(), hours, (), {}, NOW, SUNDAY)) == ["14:00", "14:30", "15:00"]
    assert free_times(consultation(), hours, (), {}, NOW, MONDAY) == ()


def test_hours_until_midnight_end_with_the_day() -> None:
    hours = only(SUNDAY, (time(22), time(0)))

    assert clock(free_times(consultation(), hours, (), {}, NOW, SUNDAY)) == ["22:00", "22:30", "23:00"]


def test_hours_over_midnight_give_starts_on_both_days() -> None:
    hours = only(SUNDAY, (time(22), time(2)))

    assert clock(free_times(consultation(), hours, (), {}, NOW, SUNDAY))[-2:] == ["23:00", "23:30"]
    assert clock(free_times(consultation(), hours, (), {}, NOW, MONDAY)) == ["00:00", "00:30", "01:00"]


def test_hours_from_midnight_to_midnight_are_a_whole_day() -> None:
    hours = only(SUNDAY, (time(0), time(0)))

    assert len(free_times(consultation(), hours, (), {}, NOW, SUNDAY)) == 47


def test_what_meets_at_midnight_is_offered_once() -> None:
    hours = Week(
        "Asia/Riyadh",
        (),
        (HoursException(SUNDAY, ((time(22), time(2)),)), HoursException(MONDAY, ((time(0), time(3)),))),
    )

    assert clock(free_times(consultation(slot_step=60), hours, (), {}, NOW, MONDAY)) == ["00:00", "01:00", "02:00"]


@pytest.mark.parametrize(
    ("zone", "day", "first", "last"),
    [
        ("Asia/Riyadh", SUNDAY, "2026-11-22T06:00", "2026-11-22T17:00"),
        ("America/Los_Angeles", SUNDAY, "2026-11-22T08:00", "2026-11-23T07:30"),
        ("Pacific/Kiritimati", MONDAY, "2026-11-22T10:00", "2026-11-23T09:30"),
    ],
)
def test_a_day_is_that_of_the_zone_asked_for(zone: str, day: date, first: str, last: str) -> None:
    found = free_times(consultation(), week(), (), {}, NOW, day, zone)

    assert found[0] == datetime.fromisoformat(first).replace(tzinfo=UTC)
    assert found[-1] == datetime.fromisoformat(last).replace(tzinfo=UTC)


# --------------------------------------------------------------------------------------------- notice and horizon


def test_notice_is_counted_to_the_minute() -> None:
    now = at(SUNDAY, 8)

    assert clock(free_times(consultation(), week(), (), {}, now, SUNDAY))[0] == "10:00"
    assert clock(free_times(consultation(), week(), (), {}, now + timedelta(seconds=1), SUNDAY))[0] == "10:30"


def test_the_last_day_of_the_horizon_is_whole() -> None:
    offer = consultation(horizon=2)  # today is Saturday

    assert free_days(offer, week(), (), {}, NOW, SUNDAY, FRIDAY) == (SUNDAY, MONDAY)
    assert clock(free_times(offer, week(), (), {}, NOW, MONDAY))[-1] == "20:00"
    assert free_times(offer, week(), (), {}, NOW, MONDAY + timedelta(days=1)) == ()


def test_free_days_leave_out_days_off_and_days_without_a_time() -> None:
    taken = (session(at(MONDAY, 9), 12 * 60),)

    found = free_days(consultation(), week(), taken, {}, NOW, SUNDAY, SUNDAY + timedelta(days=7))

    assert [day.day for day in found] == [22, 24, 25, 26, 29]


@pytest.mark.parametrize("day", [date.min, date.max, SUNDAY - timedelta(days=2), SUNDAY + timedelta(days=400)])
def test_a_day_far_away_has_nothing(day: date) -> None:
    assert free_times(consultation(), week(), (), {}, NOW, day) == ()
    assert free_days(consultation(), week(), (), {}, NOW, day, day) == ()


def test_free_days_of_all_time_end_at_the_horizon() -> None:
    found = free_days(consultation(), week(), (), {}, NOW, date.min, date.max)

    assert (found[0], found[-1]) == (SUNDAY, date(2027, 1, 20))


# ------------------------------------------------------------------------------------------------ what is taken


@pytest.mark.parametrize(
    ("changes", "taken", "expected"),
    [
        ({}, session(at(SUNDAY, 10)), ["09:00", "11:00"]),
        ({"buffer_after": 1}, session(at(SUNDAY, 10)), ["11:00"]),
        ({"buffer_before": 1}, session(at(SUNDAY, 10)), ["09:00"]),
        ({}, session(at(SUNDAY, 10), before=1), ["11:00"]),
        ({}, session(at(SUNDAY, 10), after=1), ["09:00"]),
        ({}, session(at(SUNDAY, 10, 30), 1), ["09:00", "11:00"]),
        ({}, session(at(SUNDAY, 8), 24 * 60), []),
        ({}, session(at(SUNDAY, 10), of=2, left=3), ["09:00", "11:00"]),
        ({"capacity": 4}, session(at(SUNDAY, 10), left=3), ["09:00", "10:00", "11:00"]),
        ({"capacity": 4}, session(at(SUNDAY, 10), left=0), ["09:00", "11:00"]),
        ({"capacity": 4}, session(at(SUNDAY, 10, 30), left=3), ["09:00"]),
    ],
)
def test_a_session_claims_its_time_with_buffers_unless_it_can_be_joined(
    changes: dict[str, int], taken: Taken, expected: list[str]
) -> None:
    offer = consultation(slot_step=60, **changes)

    assert clock(free_times(offer, only(SUNDAY, NINE_TO_NOON), (taken,), {}, NOW, SUNDAY)) == expected


def test_a_long_session_that_began_early_still_blocks_behind_a_short_one() -> None:
    taken = (session(at(SUNDAY, 9), 180), session(at(SUNDAY, 9, 30), 10, of=2))

    assert free_times(consultation(), only(SUNDAY, NINE_TO_NOON), taken, {}, NOW, SUNDAY) == ()


def test_a_full_day_offers_nothing() -> None:
    booked = {SUNDAY: 5, MONDAY: 4}

    assert free_days(consultation(), week(), (), booked, NOW, SUNDAY, MONDAY) == (MONDAY,)
    assert free_times(consultation(), week(), (), booked, NOW, SUNDAY) == ()


def test_a_full_day_is_the_coachs_not_the_clients() -> None:
    found = free_times(consultation(), week(), (), {SUNDAY: 5}, NOW, SUNDAY, "America/Los_Angeles")

    assert found[0] == at(MONDAY, 9)


# ------------------------------------------------------------------------------------------------------ nearest


def test_the_nearest_times_come_nearest_first_and_the_earlier_of_equals() -> None:
    taken = (session(at(SUNDAY, 12)),)

    found = nearest(consultation(), week(), taken, {}, NOW, at(SUNDAY, 12), 5)

    assert clock(found) == ["11:00", "13:00", "10:30", "13:30", "10:00"]


def test_the_nearest_times_reach_over_days_off() -> None:
    thursday = SUNDAY + timedelta(days=4)

    found = nearest(consultation(), week(), (), {}, NOW, at(FRIDAY + timedelta(days=1), 9), 2)

    assert found == (at(SUNDAY + timedelta(days=7), 9), at(SUNDAY + timedelta(days=7), 9, 30))
    assert nearest(consultation(), week(), (), {}, NOW, at(FRIDAY, 6), 1) == (at(thursday, 20),)


@pytest.mark.parametrize("wanted", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
def test_the_nearest_to_any_instant_lie_in_the_horizon(wanted: datetime) -> None:
    assert len(nearest(consultation(), week(), (), {}, NOW, wanted)) == 3


def test_there_may_be_fewer_near_times_than_wanted() -> None:
    hours = only(SUNDAY, (time(9), time(10, 30)))

    assert clock(nearest(consultation(), hours, (), {}, NOW, NOW)) == ["09:00", "09:30"]


# -------------------------------------------------------------------------------------------------------- check


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (at(SUNDAY, 9), None),
        (at(SUNDAY, 20), None),
        (NOW - timedelta(seconds=1), Refused("refused-past")),
        (NOW + timedelta(minutes=119), Refused("refused-too-soon", hours=2)),
        (at(date(2027, 1, 21), 9), Refused("refused-too-far", days=60)),
        (datetime.max.replace(tzinfo=UTC), Refused("refused-too-far", days=60)),
        (at(FRIDAY, 9), Refused("refused-closed", day=FRIDAY)),
        (at(SUNDAY, 8, 59), Refused("refused-outside-hours", day=SUNDAY, spans=((time(9), time(21)),))),
        (at(SUNDAY, 20, 30), Refused("refused-outside-hours", day=SUNDAY, spans=((time(9), time(21)),))),
        (at(SUNDAY, 9, 10), Refused("refused-off-step")),
        (at(SUNDAY, 9) + timedelta(microseconds=1), Refused("refused-off-step")),
        (at(SUNDAY, 11, 30), Refused("refused-taken")),
        (at(MONDAY, 9), Refused("refused-day-full", day=MONDAY)),
    ],
)
def test_a_start_is_refused_with_the_reason(start: datetime, expected: Refused | None) -> None:
    assert refusal(start, week(), (session(at(SUNDAY, 12)),), {MONDAY: 5}) == expected


@pytest.mark.parametrize(
    ("notice", "hours"),
    [(timedelta(minutes=90), 2), (timedelta(hours=1), 1), (timedelta(days=1), 24), (timedelta(minutes=1), 1)],
)
def test_the_notice_is_told_in_whole_hours_never_too_few(notice: timedelta, hours: int) -> None:
    assert refusal(NOW, week(), min_notice=notice) == Refused("refused-too-soon", hours=hours)


def test_a_start_after_midnight_belongs_to_the_hours_of_the_evening() -> None:
    hours = only(SUNDAY, (time(22), time(2)))

    assert refusal(at(MONDAY, 1), hours) is None
    assert refusal(at(MONDAY, 0, 45), hours) == Refused("refused-off-step")
    assert refusal(at(MONDAY, 1, 30), hours) == Refused("refused-closed", day=MONDAY)


def test_a_group_can_be_joined_until_it_is_full() -> None:
    start = at(SUNDAY, 10)

    assert refusal(start, week(), (session(start, left=1),), capacity=2) is None
    assert refusal(start, week(), (session(start, left=0),), capacity=2) == Refused("refused-taken")
