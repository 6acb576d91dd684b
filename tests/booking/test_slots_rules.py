"""What is true of all free slots, whatever the hours, the zones and what is taken."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from booking.catalogue import Consultation
from booking.errors import Refused
from booking.hours import Hours, HoursException, Taken, Week, Weekday
from booking.slots import check, free_days, free_times, nearest
from tests.booking.examples import consultation, session

ZONES = st.sampled_from(
    ["Asia/Riyadh", "Africa/Cairo", "America/New_York", "Australia/Lord_Howe", "Pacific/Kiritimati"]
)
WALL_TIMES = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
INSTANTS = st.sampled_from(
    [
        datetime(2027, 4, 28, 20, tzinfo=UTC),
        datetime(2027, 10, 27, 5, tzinfo=UTC),
        datetime(2027, 3, 13, 12, tzinfo=UTC),
        datetime(2026, 11, 21, 6, 7, tzinfo=UTC),
    ]
)
OFFERS = st.builds(
    consultation,
    duration_minutes=st.sampled_from([20, 45, 60, 90]),
    slot_step=st.sampled_from([15, 30, 50]),
    buffer_before=st.sampled_from([0, 10]),
    buffer_after=st.sampled_from([0, 15]),
    min_notice=st.sampled_from([timedelta(0), timedelta(hours=2), timedelta(hours=30)]),
    horizon=st.integers(0, 5),
    max_bookings_per_day=st.integers(1, 3),
)
WEEKS = st.builds(
    Week,
    ZONES,
    st.lists(st.builds(Hours, st.sampled_from(Weekday), WALL_TIMES, WALL_TIMES), max_size=8).map(tuple),
    st.lists(
        st.builds(HoursException, st.dates(date(2027, 4, 28), date(2027, 5, 1)), st.just(((time(23), time(3)),))),
        max_size=1,
    ).map(tuple),
)
GAPS = st.lists(st.tuples(st.integers(0, 7200), st.integers(5, 200), st.integers(0, 2)), max_size=6)


def taken_around(now: datetime, gaps: list[tuple[int, int, int]]) -> tuple[Taken, ...]:
    return tuple(session(now + timedelta(minutes=m), length, left=left) for m, length, left in gaps)


def passes(offer: Consultation, week: Week, taken: tuple[Taken, ...], now: datetime, start: datetime) -> bool:
    try:
        check(offer, week, taken, {}, now, start)
    except Refused:
        return False
    return True


def days_around(now: datetime) -> list[date]:
    return [now.date() + timedelta(days=days) for days in range(-3, 9)]


@settings(max_examples=60)
@given(offer=OFFERS, week=WEEKS, gaps=GAPS, now=INSTANTS, zone=ZONES)
def test_what_is_offered_is_what_passes_on_its_local_day(
    offer: Consultation, week: Week, gaps: list[tuple[int, int, int]], now: datetime, zone: str
) -> None:
    taken = taken_around(now, gaps)
    here = ZoneInfo(zone)

    by_day = {day: free_times(offer, week, taken, {}, now, day, zone) for day in days_around(now)}
    offered = [start for found in by_day.values() for start in found]

    assert all(start.astimezone(here).date() == day for day, found in by_day.items() for start in found)
    assert all(passes(offer, week, taken, now, start) for start in offered)
    assert offered == sorted(set(offered))
    quarters = (now + timedelta(minutes=15 * n) for n in range(-8, 12))
    assert all((start in offered) == passes(offer, week, taken, now, start) for start in quarters)


@settings(max_examples=60)
@given(offer=OFFERS, week=WEEKS, gaps=GAPS, now=INSTANTS, zone=ZONES)
def test_days_and_nearest_agree_with_the_times(
    offer: Consultation, week: Week, gaps: list[tuple[int, int, int]], now: datetime, zone: str
) -> None:
    taken = taken_around(now, gaps)
    days = days_around(now)
    wanted = now + timedelta(days=1)

    by_day = {day: free_times(offer, week, taken, {}, now, day, zone) for day in days}
    offered = [start for found in by_day.values() for start in found]

    assert free_days(offer, week, taken, {}, now, days[0], days[-1], zone) == tuple(d for d in days if by_day[d])
    expected = sorted(offered, key=lambda start: (abs(start - wanted), start))[:4]
    assert nearest(offer, week, taken, {}, now, wanted, 4) == tuple(expected)


@settings(max_examples=40)
@given(offer=OFFERS, week=WEEKS, now=INSTANTS, picks=st.lists(st.integers(0, 1000), max_size=8))
def test_sessions_accepted_in_turn_never_overlap_nor_overfill_a_day(
    offer: Consultation, week: Week, now: datetime, picks: list[int]
) -> None:
    taken: list[Taken] = []
    booked: dict[date, int] = {}

    for pick in picks:
        offered = nearest(offer, week, taken, booked, now, now, 1000)
        if offered:
            start = offered[pick % len(offered)]
            before, after = offer.buffer_before, offer.buffer_after
            taken.append(session(start, offer.duration_minutes, before=before, after=after))
            day = start.astimezone(ZoneInfo(week.zone)).date()
            booked[day] = booked.get(day, 0) + 1

    in_order = sorted(taken, key=lambda one: one.busy_from)
    assert all(one.busy_to <= next_.busy_from for one, next_ in pairwise(in_order))
    assert all(count <= offer.max_bookings_per_day for count in booked.values())
