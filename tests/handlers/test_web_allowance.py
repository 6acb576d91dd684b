"""Asking to slow down: never more than so many in any stretch of time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.handlers.web_allowance import Allowance

START = datetime(2026, 11, 21, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_the_wait_ends_when_the_oldest_is_forgotten() -> None:
    allowance = Allowance(2, 10 * SECOND)

    waits = [allowance.take(START + after * SECOND) for after in (0, 4, 5, 9, 10, 11)]

    assert waits == [0, 0, 5, 1, 0, 3]


@settings(max_examples=100)
@given(steps=st.lists(st.integers(0, 8), max_size=40))
def test_no_stretch_of_time_holds_more_than_allowed(steps: list[int]) -> None:
    allowance, now, taken = Allowance(3, 10 * SECOND), START, list[datetime]()
    for step in steps:
        now += step * SECOND
        if not allowance.take(now):
            taken.append(now)

    assert all(later - earlier >= 10 * SECOND for earlier, later in zip(taken, taken[3:], strict=False))
