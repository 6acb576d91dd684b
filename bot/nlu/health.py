"""Facts about the body, told in any order and unit: «٢٨ سنة ٧٥ كيلو ١٧٥», «طولي متر وخمسة وسبعين», "28y 75kg 175"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from booking.people import FitnessLevel, Gender
from bot.nlu.lexicon.body import AFTER, ASIDE, ASIDE_AFTER, BEFORE, GENDERS, GOALS, LEVELS
from bot.nlu.lexicon.table import spellings
from bot.nlu.numbers import count
from bot.nlu.phrases import mentioned, stems
from bot.nlu.text import LONGEST, fold, words

V = TypeVar("V")
_BEFORE = spellings(BEFORE)
_AFTER = spellings(AFTER)
_GENDERS = {phrase: Gender(value) for phrase, value in spellings(GENDERS).items()}
_LEVELS = {phrase: FitnessLevel(value) for phrase, value in spellings(LEVELS).items()}
_GOALS = spellings(GOALS)
_GENDER_IN_PASSING = {phrase: gender for phrase, gender in _GENDERS.items() if len(phrase) > 1}
_LEVEL_IN_PASSING = {
    phrase: level
    for phrase, level in _LEVELS.items()
    if phrase in {"مبتدي", "مبتديه", "متوسط", "متوسطه", "متقدم", "متقدمه", "محترف", "محترفه"}
    or phrase in {"beginner", "intermediate", "advanced"}
}
_FACT_OF_UNIT = {"age": "age", "kg": "weight", "lb": "weight", "cm": "height", "m": "height", "ft": "height"}
_ASIDE = frozenset(words(ASIDE))
_ASIDE_AFTER = frozenset(words(ASIDE_AFTER))
_IS_ASIDE = "aside"
_SLASHED = re.compile(r"(?<![\d/\-])(?=[\d/\-]*\d{3})\d{2,3}([/\-])\d{2,3}\1\d{2,3}(?![\d/\-])")
_JOINED = re.compile(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")
_FEET = re.compile(r"(\d)\s?'\s?(\d{1,2})(?:\"|''|\b)")
_NEGATIONS = frozenset(words("مو مش غير لا لست ليس not ماني"))
_LONGEST_FACTS = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a message told; None where it did not. `age` in years; units are "kg" or "lb" and "cm", "m" or "ft",
    None where no unit was said."""

    age: float | None = None
    weight: float | None = None
    weight_unit: str | None = None
    height: float | None = None
    height_unit: str | None = None
    gender: Gender | None = None
    fitness_level: FitnessLevel | None = None

    def __bool__(self) -> bool:
        return any(value is not None for value in (self.age, self.weight, self.height, self.gender, self.fitness_level))


@dataclass(frozen=True, slots=True)
class _Figure:
    value: float
    end: int
    fact: str = ""
    unit: str | None = None


def read_facts(text: str) -> Facts:
    """All facts of a message; numbers without a label are explained by what they can plausibly be. Never raises."""
    given = _split(text)
    figures = _figures(given)
    facts = Facts(
        gender=_only(_GENDER_IN_PASSING, given),
        fitness_level=_only(_LEVEL_IN_PASSING, given),
    )
    for figure in figures:
        facts = _told(facts, figure)
    return _explained(facts, [figure.value for figure in figures if not figure.fact])


def gender(text: str) -> Gender | None:
    """The gender that a message names, if exactly one."""
    return _only(_GENDERS, words(text[:LONGEST]))


def fitness(text: str) -> FitnessLevel | None:
    """The fitness level that a message names, if exactly one."""
    return _only(_LEVELS, words(text[:LONGEST]))


def goals(text: str) -> tuple[str, ...]:
    """Keys of the goals that a message mentions, in its order; empty when it names none of the known ones."""
    return tuple(dict.fromkeys(goal for _, _, goal in mentioned(words(text), _GOALS)))


def _split(text: str) -> list[str]:
    feet = _FEET.sub(lambda m: f" {int(m[1]) + int(m[2]) / 12:.3f} ft ", fold(text[:_LONGEST_FACTS]))
    parted = _SLASHED.sub(lambda m: m[0].replace(m[1], " "), feet)  # «27/70/165»; no date has three digits in a part
    return words(_JOINED.sub(" ", parted))


def _only(known: Mapping[str, V], given: Sequence[str]) -> V | None:
    """What the message names, unless it names several or says that it is not so."""
    named = {meant for start, _, meant in mentioned(given, known) if not (start and given[start - 1] in _NEGATIONS)}
    return named.pop() if len(named) == 1 else None


def _figures(given: Sequence[str]) -> list[_Figure]:
    """All numbers of a message with the label before or the unit behind each."""
    found: list[_Figure] = []
    at = 0
    while at < len(given):
        figure = _metres(given, at) or _counted(given, at)
        if figure:
            found.append(figure)
        at = figure.end if figure else at + 1
    return found


def _counted(given: Sequence[str], at: int) -> _Figure | None:
    tail = [given[at].removeprefix("و"), *given[at + 1 : at + 8]]
    read = count(given[at : at + 8], 0) or count(tail, 0)
    if read is None:
        return None
    value, size = read
    end = at + size
    unit = _AFTER.get(given[end]) if end < len(given) else None
    if _is_aside(given, at, end + 1, unit):
        return _Figure(value, end, _IS_ASIDE)
    if unit:
        return _Figure(value, end + 1, _FACT_OF_UNIT[unit], None if unit == "age" else unit)
    return _Figure(value, end, _label(given, at))


def _is_aside(given: Sequence[str], at: int, behind: int, unit: str | None) -> bool:
    """«نزلت ٥ كيلو», «هدفي ٧٠», «كان ١٠٠», «من ٥ سنوات», «١٥ سنة خبرة»: a number that measures nothing of today."""
    if any(stem in _ASIDE for word in given[max(0, at - 2) : at] for stem in stems(word) if not count([word], 0)):
        return True
    since = unit == "age" and at > 0 and given[at - 1] == "من"
    return since or (unit == "age" and behind < len(given) and given[behind] in _ASIDE_AFTER)


def _label(given: Sequence[str], at: int) -> str:
    """The fact named by one of the two words before a number («وزني حوالي ٧٥»)."""
    for word in reversed(given[max(0, at - 2) : at]):
        for stem in stems(word):
            if stem in _BEFORE:
                return _BEFORE[stem]
        if count([word], 0):
            break
    return ""


def _metres(given: Sequence[str], at: int) -> _Figure | None:
    """«متر وخمسة وسبعين», «1 متر و 75»: metres, then centimetres."""
    start = at + 1 if given[at] == "1" or given[at] in _ONE else at
    if start >= len(given) or given[start].removeprefix("و") not in _METRE:
        return None
    following = given[start + 1 : start + 6]
    if following[:1] == ["و"]:
        following = following[1:]
    if following[:1] and following[0].removeprefix("و") in _HALF:
        return _Figure(150, start + 2 + (given[start + 1] == "و"), "height", "cm")
    read = count([following[0].removeprefix("و"), *following[1:]], 0) if following else None
    if read is None or not read[0].is_integer() or read[0] >= _CENTIMETRES:
        return None
    end = start + 1 + (given[start + 1] == "و") + read[1]
    return _Figure(_CENTIMETRES + read[0], end, "height", "cm")


def _told(facts: Facts, figure: _Figure) -> Facts:
    """The first number said for a fact stands."""
    if figure.fact in {"", _IS_ASIDE} or getattr(facts, figure.fact) is not None:
        return facts
    if figure.fact == "age":
        return replace(facts, age=figure.value)
    if figure.fact == "weight":
        return replace(facts, weight=figure.value, weight_unit=figure.unit)
    return replace(facts, height=figure.value, height_unit=figure.unit)


def _explained(facts: Facts, left: list[float]) -> Facts:
    """Numbers without a label: the height first, which is unlike the others, then age and weight in that order."""
    left = left[:3]
    if facts.height is None and (tall := next((value for value in left if _is_height(value)), None)) is not None:
        left.remove(tall)
        facts = replace(facts, height=tall)
    if facts.age is None and facts.weight is None:
        return _age_and_weight(facts, left)
    if left and facts.age is None and _AGES[0] <= left[0] <= _AGES[1]:
        return replace(facts, age=left[0])
    if left and facts.weight is None and _WEIGHTS[0] <= left[0] <= _WEIGHTS[1]:
        return replace(facts, weight=left[0])
    return facts


def _age_and_weight(facts: Facts, left: list[float]) -> Facts:
    if len(left) >= 2:  # noqa: PLR2004 - a pair
        age, weight = left[:2]
        if not (_fits(age, _AGES) and _fits(weight, _WEIGHTS)) and _fits(weight, _AGES) and _fits(age, _WEIGHTS):
            age, weight = weight, age
        if _fits(age, _AGES) and _fits(weight, _WEIGHTS):
            return replace(facts, age=age, weight=weight)
        return facts
    if left and _fits(left[0], _SURE_AGES) and left[0].is_integer():
        return replace(facts, age=left[0])
    if left and _fits(left[0], _SURE_WEIGHTS):
        return replace(facts, weight=left[0])
    return facts


def _fits(value: float, span: tuple[float, float]) -> bool:
    return span[0] <= value <= span[1]


def _is_height(value: float) -> bool:
    return _fits(value, _HEIGHTS) or _fits(value, _HEIGHTS_IN_METRES)


_AGES = (10.0, 90.0)
_WEIGHTS = (35.0, 250.0)
_SURE_AGES = (10.0, 34.0)  # a lone number below the lightest adults
_SURE_WEIGHTS = (91.0, 129.0)  # a lone number between the oldest clients and the shortest
_HEIGHTS = (130.0, 230.0)
_HEIGHTS_IN_METRES = (1.3, 2.3)
_CENTIMETRES = 100
_ONE = frozenset(words("واحد one"))
_METRE = frozenset(words("متر meter metre mitr"))
_HALF = frozenset(words("نص نصف half"))
