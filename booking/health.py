"""What a client may tell about their health: the ranges that make sense and the guess at the unit meant."""

from __future__ import annotations

from dataclasses import dataclass

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
