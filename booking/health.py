"""What a client may tell about their health: the ranges that make sense and the guess at the unit meant."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from booking.errors import Refused
from booking.people import FitnessLevel, Gender


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthDetails:
    """Answers to the health questions; None or empty means skipped. `weight` is kg, `height` cm, `age` years."""

    age: int | None = None
    gender: Gender | None = None
    weight: float | None = None
    height: int | None = None
    fitness_level: FitnessLevel | None = None
    medical_conditions: str = ""
    current_activity: str = ""
    goals: tuple[str, ...] = ()
    additional_notes: str = ""


RANGES = {"age": (10, 100), "weight": (30, 300), "height": (100, 230)}
"""The lowest and highest answer taken, in years, kg and cm. They are there to catch slips of the finger, not to judge:
below ten nobody books a coach by themselves, and beyond the others lie hardly any people but many typing errors."""

_IN_KG = {"kg": 1.0, "g": 0.001, "lb": 0.45359237}  # the pound is exactly this by definition since 1959
_IN_CM = {"cm": 1.0, "m": 100.0, "in": 2.54}
_LONGEST_METRES = 3
_TALLEST_FEET = 8
_HEAVIEST_GUESSED_POUNDS = 500

_INCHES = {0.1: 1, 0.2: 2, 0.3: 3, 0.4: 4, 0.6: 6, 0.7: 7, 0.8: 8, 0.9: 9, 0.11: 11}
"""What people mean behind the point of feet: 5.9 is 5'9", nobody counts tenths of a foot. Yet 5.5 is a half."""


def age_of(number: float) -> int:
    """Whole years. Raises Refused («refused-age», `low`, `high`)."""
    low, high = RANGES["age"]
    if not low <= number < high + 1:
        raise Refused("refused-age", low=low, high=high)
    return int(number)


def weight_of(number: float, unit: str | None = None) -> float:
    """Kilograms with one decimal; `unit` is kg, g or lb. Raises Refused («refused-weight», `low`, `high`),
    and KeyError for another unit.

    Without a unit it is kilograms; what is too much for that is taken for pounds up to 500, a body that exists,
    and for a typing error beyond.
    """
    low, high = RANGES["weight"]
    guess = "lb" if high < number <= _HEAVIEST_GUESSED_POUNDS else "kg"
    kilograms = number * _IN_KG[unit or guess]
    if not low <= kilograms <= high:
        raise Refused("refused-weight", low=low, high=high)
    return round(kilograms, 1)


def height_of(number: float, unit: str | None = None) -> int:
    """Whole centimetres; `unit` is cm, m, ft or in. Raises Refused («refused-height», `low`,
    `high`), and KeyError for another unit.

    Without a unit 1.75 is metres, 5.9 is feet and inches, 175 is centimetres.
    """
    low, high = RANGES["height"]
    centimetres = _in_cm(number, unit or _length_unit(number))
    if not low <= centimetres <= high:
        raise Refused("refused-height", low=low, high=high)
    return round(centimetres)


def merge(old: HealthDetails | None, new: HealthDetails) -> HealthDetails:
    """What is known with what was just told: each new answer wins, a skipped question keeps the old one."""
    return new if old is None else replace(old, **_answers(new))


def is_empty(details: HealthDetails) -> bool:
    """Whether every question was skipped."""
    return not _answers(details)


def _answers(details: HealthDetails) -> dict[str, Any]:
    told = ((field.name, getattr(details, field.name)) for field in fields(details))
    return {name: value for name, value in told if value not in {None, "", (), Gender.UNSET}}


def _length_unit(number: float) -> str:
    if number < _LONGEST_METRES:
        return "m"
    return "ft" if number < _TALLEST_FEET else "cm"


def _in_cm(number: float, unit: str) -> float:
    if unit != "ft":
        return number * _IN_CM[unit]
    feet, part = divmod(number, 1)
    return (feet * 12 + _INCHES.get(round(part, 2), part * 12)) * _IN_CM["in"]
