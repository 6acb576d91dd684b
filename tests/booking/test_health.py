from __future__ import annotations

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.errors import Refused
from booking.health import RANGES, HealthDetails, age_of, height_of, is_empty, merge, weight_of
from booking.people import FitnessLevel, Gender

NONSENSE = [-1.0, 0.0, nan, inf, -inf]
NUMBERS = st.floats(allow_nan=True, allow_infinity=True)


@pytest.mark.parametrize(("number", "expected"), [(10, 10), (28, 28), (28.5, 28), (100, 100), (100.9, 100)])
def test_an_age_is_whole_years(number: float, expected: int) -> None:
    assert age_of(number) == expected


@pytest.mark.parametrize("number", [9.9, 101, 1995, *NONSENSE])
def test_an_unlikely_age_is_refused(number: float) -> None:
    with pytest.raises(Refused) as refusal:
        age_of(number)
    assert refusal.value == Refused("refused-age", low=10, high=100)


@pytest.mark.parametrize(
    ("number", "unit", "expected"),
    [
        (75, None, 75.0),
        (75.54, "kg", 75.5),
        (30, None, 30.0),
        (300, None, 300.0),
        (165, "lb", 74.8),
        (350, None, 158.8),
        (75_000, "g", 75.0),
    ],
)
def test_a_weight_is_kilograms_and_what_is_too_much_for_them_pounds(
    number: float, unit: str | None, expected: float
) -> None:
    assert weight_of(number, unit) == expected


@pytest.mark.parametrize(
    ("number", "unit"),
    [(29.9, None), (501, None), (350, "kg"), (60, "lb"), (755, None), *((n, None) for n in NONSENSE)],
)
def test_an_unlikely_weight_is_refused(number: float, unit: str | None) -> None:
    with pytest.raises(Refused) as refusal:
        weight_of(number, unit)
    assert refusal.value == Refused("refused-weight", low=30, high=300)


@pytest.mark.parametrize(
    ("number", "unit", "expected"),
    [
        (175, None, 175),
        (1.75, None, 175),
        (1.755, "m", 176),
        (100, None, 100),
        (230, None, 230),
        (5.9, None, 175),
        (5.11, None, 180),
        (5.5, None, 168),
        (6, "ft", 183),
        (5.75, "ft", 175),
        (69, "in", 175),
        (175.4, "cm", 175),
    ],
)
def test_a_height_is_guessed_from_its_size(number: float, unit: str | None, expected: int) -> None:
    assert height_of(number, unit) == expected


@pytest.mark.parametrize(
    ("number", "unit"),
    [(99, None), (231, None), (2.5, None), (17.5, None), (3.1, None), *((n, None) for n in NONSENSE)],
)
def test_an_unlikely_height_is_refused(number: float, unit: str | None) -> None:
    with pytest.raises(Refused) as refusal:
        height_of(number, unit)
    assert refusal.value == Refused("refused-height", low=100, high=230)


@pytest.mark.parametrize("read", [weight_of, height_of])
def test_a_unit_nobody_knows_is_a_mistake_of_the_caller(read: object) -> None:
    assert callable(read)
    with pytest.raises(KeyError, match="stone"):
        read(80, "stone")


@pytest.mark.parametrize(("name", "read"), [("age", age_of), ("weight", weight_of), ("height", height_of)])
@given(number=NUMBERS)
def test_any_number_is_taken_inside_its_range_or_refused(name: str, read: object, number: float) -> None:
    assert callable(read)
    low, high = RANGES[name]

    try:
        taken = read(number)
    except Refused as refusal:
        taken = refusal

    inside = isinstance(taken, int | float) and low <= taken <= high
    assert inside or taken == Refused(f"refused-{name}", low=low, high=high)


OLD = HealthDetails(age=28, gender=Gender.FEMALE, weight=75.0, medical_conditions="ربو", goals=("fitness",))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (None, OLD, OLD),
        (OLD, HealthDetails(), OLD),
        (HealthDetails(), OLD, OLD),
        (HealthDetails(age=28, height=170), HealthDetails(age=29), HealthDetails(age=29, height=170)),
        (OLD, HealthDetails(gender=Gender.UNSET, goals=()), OLD),
        (HealthDetails(goals=("fitness", "sleep")), HealthDetails(goals=("energy",)), HealthDetails(goals=("energy",))),
        (
            HealthDetails(medical_conditions="ربو"),
            HealthDetails(medical_conditions="لا شيء", fitness_level=FitnessLevel.BEGINNER),
            HealthDetails(medical_conditions="لا شيء", fitness_level=FitnessLevel.BEGINNER),
        ),
    ],
)
def test_a_new_answer_wins_and_a_skipped_one_keeps_the_old(
    old: HealthDetails | None, new: HealthDetails, expected: HealthDetails
) -> None:
    assert merge(old, new) == expected


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        (HealthDetails(), True),
        (HealthDetails(gender=Gender.UNSET), True),
        (HealthDetails(age=28), False),
        (HealthDetails(additional_notes="صباحًا"), False),
    ],
)
def test_details_are_empty_when_everything_was_skipped(details: HealthDetails, expected: bool) -> None:
    assert is_empty(details) is expected
