from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.conversations.booking.readings import begins, kept, read_back, window
from tests.conversations.answers import SUNDAY
from tests.conversations.booking.walk import at

RIYADH = ZoneInfo("Asia/Riyadh")
THREE, FIVE = (datetime(2026, 11, 22, hour, tzinfo=RIYADH) for hour in (15, 17))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (THREE, FIVE, (THREE, FIVE)),
        (time(15), time(17), (THREE, FIVE)),
        (None, FIVE, (datetime(2026, 11, 22, tzinfo=RIYADH), FIVE)),
        (time(15), None, (THREE, datetime(2026, 11, 23, tzinfo=RIYADH))),
        (date(2026, 11, 22), date(2026, 11, 24), None),
        (None, None, None),
    ],
)
def test_a_range_is_a_window_whose_missing_end_is_the_days_own(start: object, end: object, expected: object) -> None:
    assert window(start, end, SUNDAY, "Asia/Riyadh") == expected


def test_a_span_is_booked_at_its_begin() -> None:
    assert begins(((time(15), time(17)), (None, time(5)), time(9))) == (time(15), time(5), time(9))


@pytest.mark.parametrize("reading", [date(2026, 11, 22), time(17), datetime(2026, 11, 22, 14, tzinfo=UTC)])
def test_readings_survive_being_stored(reading: date | time) -> None:
    assert [read_back(text) for text in kept([reading])] == [reading]


def test_a_span_with_two_readings_is_asked_about_by_its_begins() -> None:
    chat = at("time")

    card = chat.says("من ٣ ل ٥")

    assert chat.booking.when.start == THREE or "which-time" in {line.id for line in card.lines}


def test_any_day_asks_again_without_counting_as_not_understood() -> None:
    chat = at("day")

    chat.says("أي يوم")

    assert chat.state.misses == 0
    assert chat.booking.when.day is None


def test_before_eight_in_the_evening_narrows_the_times() -> None:
    chat = at("time")

    chat.says("قبل ١٢ الظهر")

    assert chat.booking.when.window is not None
    assert chat.booking.when.window[1] == datetime(2026, 11, 22, 9, tzinfo=UTC)
