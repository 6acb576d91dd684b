from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.numbers import booking_number, is_booking_number


@pytest.mark.parametrize(
    ("sequence", "expected"),
    [
        (1, "CB-20261122-0001"),
        (42, "CB-20261122-0042"),
        (9999, "CB-20261122-9999"),
        (10_000, "CB-20261122-10000"),
    ],
)
def test_a_number_is_the_day_and_the_place_in_it(sequence: int, expected: str) -> None:
    assert booking_number(date(2026, 11, 22), sequence) == expected


def test_a_day_begins_with_the_first_booking() -> None:
    with pytest.raises(ValueError, match="counted from 1"):
        booking_number(date(2026, 11, 22), 0)


@given(day=st.dates(), sequence=st.integers(1, 10**7))
def test_every_number_is_recognised(day: date, sequence: int) -> None:
    assert is_booking_number(booking_number(day, sequence))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "CB-20261122",
        "CB-20261122-001",
        "CB-20261122-0000",
        "CB-20261122-00042",
        "CB-20261131-0001",
        "CB-00001122-0001",
        "cb-20261122-0001",
        " CB-20261122-0001",
        "CB-20261122-0001\n",
        "CB-٢٠٢٦١١٢٢-٠٠٠١",
    ],
)
def test_anything_else_is_no_booking_number(text: str) -> None:
    assert not is_booking_number(text)
