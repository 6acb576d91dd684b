"""Working hours over the two nights of 2027 in which Egypt's clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from booking.errors import Refused
from booking.slots import check, free_times
from tests.booking.examples import at, consultation, only, session

CAIRO = "Africa/Cairo"
EVE, SPRING = date(2027, 4, 29), date(2027, 4, 30)  # 30 April 00:00-01:00 does not exist
AUTUMN, AFTER = date(2027, 10, 28), date(2027, 10, 29)  # 28 October 23:00-24:00 happens twice


def free(opens: date, since: time, until: time, day: date, *, minutes: int = 60, step: int = 30) -> list[str]:
    """The free starts on `day` as UTC, when the coach works from `since` to `until` on the night `opens` begins."""
    hours = only(opens, (since, until), zone=CAIRO)
    offer = consultation(duration_minutes=minutes, slot_step=step)
    now = datetime.combine(opens, time(0), UTC) - timedelta(days=2)
    return [f"{start:%d %H:%M}" for start in free_times(offer, hours, (), {}, now, day)]


def test_in_spring_a_late_session_runs_over_the_jump_in_real_time() -> None:
    # 23:30 + 60 min ends at 01:30 on the wall, and the coach works until 02:00: 01:00 + 60 min is the last.
    assert free(EVE, time(23), time(2), EVE) == ["29 21:00", "29 21:30"]
    assert free(EVE, time(23), time(2), SPRING) == ["29 22:00"]


def test_in_spring_times_that_do_not_exist_are_not_offered() -> None:
    assert free(SPRING, time(0), time(3), SPRING) == ["29 22:00", "29 22:30", "29 23:00"]


def test_in_spring_hours_that_end_in_the_gap_end_with_the_jump() -> None:
    assert free(EVE, time(22), time(0, 30), EVE) == ["29 20:00", "29 20:30", "29 21:00"]
    assert free(EVE, time(22), time(0, 30), SPRING) == []


def test_in_autumn_the_repeated_hour_is_offered_as_two_instants() -> None:
    assert free(AUTUMN, time(22), time(0), AUTUMN) == ["28 19:00", "28 19:30", "28 20:00", "28 20:30", "28 21:00"]


def test_in_autumn_hours_that_end_in_the_repeated_hour_end_the_first_time() -> None:
    assert free(AUTUMN, time(22), time(23, 30), AUTUMN) == ["28 19:00", "28 19:30"]


def test_in_autumn_a_session_of_90_minutes_fits_into_one_hour_of_the_wall() -> None:
    assert free(AUTUMN, time(23), time(0), AUTUMN, minutes=90) == ["28 20:00", "28 20:30"]


def test_in_autumn_hours_over_midnight_go_on_after_the_second_time() -> None:
    assert free(AUTUMN, time(23), time(1), AFTER) == ["28 22:00"]


@pytest.mark.parametrize(("fold", "is_taken"), [(0, True), (1, False)])
def test_in_autumn_one_of_the_two_instants_does_not_take_the_other(fold: int, is_taken: bool) -> None:
    hours = only(AUTUMN, (time(22), time(0)), zone=CAIRO)
    taken = (session(at(AUTUMN, 23, 0, CAIRO, fold=0)),)
    start = at(AUTUMN, 23, 0, CAIRO, fold=fold)
    now = start - timedelta(days=1)

    if is_taken:
        with pytest.raises(Refused) as refusal:
            check(consultation(), hours, taken, {}, now, start)
        assert refusal.value == Refused("refused-taken")
    else:
        check(consultation(), hours, taken, {}, now, start)


def test_the_horizon_ends_with_the_coachs_day_of_25_hours() -> None:
    hours = only(AUTUMN, (time(22), time(0)), zone=CAIRO)
    now = at(AUTUMN - timedelta(days=3), 12, zone=CAIRO)

    check(consultation(horizon=3), hours, (), {}, now, at(AUTUMN, 23, 0, CAIRO, fold=1))
    with pytest.raises(Refused) as refusal:
        check(consultation(horizon=2), hours, (), {}, now, at(AUTUMN, 22, 0, CAIRO))
    assert refusal.value == Refused("refused-too-far", days=2)
