"""What each word can mean to the reader of dates and times: the lexicon turned into one lookup."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum, auto
from typing import Final, TypeVar

from bot.nlu.lexicon import clock, dayparts, days, fillers, holidays, lookalikes, months, relations, traps, units
from bot.nlu.lexicon.table import spellings
from bot.nlu.numbers import CARDINAL, ORDINAL
from bot.nlu.text import normal


class Kind(Enum):
    """One way in which a word can be read; the value that goes with it is named behind each."""

    NUMBER = auto()  # the number
    ORDINAL = auto()  # the number
    WEEKDAY = auto()  # 0–6 from Monday
    NUMBER_LIKE = auto()  # True: its weekday needs an article
    MONTH = auto()  # 1–12
    HIJRI = auto()  # 1–12
    NAME = auto()  # True: people are called so
    HIJRI_MARK = auto()
    GREGORIAN_MARK = auto()
    SHIFT = auto()  # days from today
    TONIGHT = auto()
    DAY = auto()  # «يوم»
    DATE = auto()  # «تاريخ»
    NEXT = auto()
    AFTER_NEXT = auto()
    THIS = auto()
    LAST = auto()
    EVERY = auto()
    EVE = auto()
    WEEKEND = auto()
    PART = auto()  # name of a part of the day
    PRAYER = auto()  # name of a prayer or meal
    POINT = auto()  # the hour itself
    HOUR = auto()  # «الساعة»
    AT = auto()
    OCLOCK = auto()
    FRACTION = auto()  # minutes
    NOW = auto()
    SOON = auto()
    ANY = auto()
    UNIT = auto()  # name of the unit
    DUAL = auto()  # name of the unit, two of it
    AND = auto()
    OR = auto()
    FROM = auto()
    TO = auto()
    BETWEEN = auto()
    AFTER = auto()
    BEFORE = auto()
    AFTER_NOW = auto()
    WITHIN = auto()
    MOVING = auto()
    MINUS = auto()
    IN = auto()
    NOT = auto()
    NO = auto()
    MAKE = auto()
    INSTEAD = auto()
    BUT = auto()
    CANNOT = auto()
    BEGIN = auto()
    MIDDLE = auto()
    END = auto()
    HIJRI_DAY = auto()  # (month, day)
    FEAST = auto()  # (month, day) of its first day
    SOME_FEAST = auto()
    NATIONAL = auto()  # (month, day)
    GREETING = auto()
    FILLER = auto()
    COUNTED = auto()
    OWN = auto()
    NAMED = auto()
    SPEAKER = auto()
    TALE = auto()
    QUESTION = auto()
    PLACE = auto()
    EVERYDAY = auto()  # an English word that is a day or month only at times


V = TypeVar("V")
Senses = dict[Kind, object]


def _known(table: Mapping[V, str]) -> Mapping[str, object]:
    return dict(spellings(table))


_TABLES: Final[tuple[tuple[Kind, Mapping[str, object]], ...]] = (
    (Kind.NUMBER, CARDINAL),
    (Kind.ORDINAL, ORDINAL),
    (Kind.WEEKDAY, _known(days.WEEKDAYS)),
    (Kind.MONTH, _known(months.MONTHS)),
    (Kind.HIJRI, _known(months.HIJRI)),
    (Kind.SHIFT, _known(days.SHIFTS)),
    (Kind.PART, _known(dayparts.PARTS)),
    (Kind.PRAYER, _known(dayparts.PRAYERS)),
    (Kind.POINT, _known(dayparts.POINTS)),
    (Kind.FRACTION, _known(clock.FRACTIONS)),
    (Kind.UNIT, _known(units.UNITS)),
    (Kind.DUAL, _known(units.DUALS)),
    (Kind.HIJRI_DAY, _known(holidays.HIJRI_DAYS)),
    (Kind.FEAST, _known(holidays.FEASTS)),
    (Kind.NATIONAL, _known(holidays.NATIONAL)),
)
_LISTS: Final = (
    (Kind.NUMBER_LIKE, days.NUMBER_LIKE),
    (Kind.NAME, months.NAMES_OF_PEOPLE),
    (Kind.HIJRI_MARK, months.HIJRI_MARK),
    (Kind.GREGORIAN_MARK, months.GREGORIAN_MARK),
    (Kind.TONIGHT, days.TONIGHT),
    (Kind.DAY, days.DAY_WORDS),
    (Kind.DATE, days.DATE_WORDS),
    (Kind.NEXT, days.NEXT),
    (Kind.AFTER_NEXT, days.AFTER_NEXT),
    (Kind.THIS, days.THIS),
    (Kind.LAST, days.LAST),
    (Kind.EVERY, days.EVERY),
    (Kind.EVE, days.EVE),
    (Kind.WEEKEND, days.WEEKEND),
    (Kind.HOUR, clock.HOUR_WORDS),
    (Kind.AT, clock.AT_WORDS),
    (Kind.OCLOCK, clock.OCLOCK),
    (Kind.NOW, clock.NOW),
    (Kind.SOON, clock.SOON),
    (Kind.ANY, clock.ANY),
    (Kind.AND, relations.AND),
    (Kind.OR, relations.OR),
    (Kind.FROM, relations.FROM),
    (Kind.TO, relations.TO),
    (Kind.BETWEEN, relations.BETWEEN),
    (Kind.AFTER, relations.AFTER),
    (Kind.BEFORE, relations.BEFORE),
    (Kind.AFTER_NOW, relations.AFTER_NOW),
    (Kind.WITHIN, relations.WITHIN),
    (Kind.MOVING, relations.MOVING),
    (Kind.MINUS, relations.MINUS),
    (Kind.IN, relations.IN),
    (Kind.NOT, relations.NOT),
    (Kind.NO, relations.NO),
    (Kind.MAKE, relations.MAKE),
    (Kind.INSTEAD, relations.INSTEAD),
    (Kind.BUT, relations.BUT),
    (Kind.CANNOT, relations.CANNOT),
    (Kind.BEGIN, relations.BEGIN),
    (Kind.MIDDLE, relations.MIDDLE),
    (Kind.END, relations.END),
    (Kind.SOME_FEAST, holidays.SOME_FEAST),
    (Kind.GREETING, fillers.GREETINGS),
    (Kind.FILLER, fillers.FILLERS),
    (Kind.COUNTED, traps.COUNTED),
    (Kind.OWN, traps.OWN),
    (Kind.NAMED, traps.NAMED),
    (Kind.SPEAKER, traps.SPEAKERS),
    (Kind.TALE, traps.TALES),
    (Kind.QUESTION, traps.QUESTIONS),
    (Kind.PLACE, traps.PLACES),
    (Kind.EVERYDAY, lookalikes.ENGLISH_WORDS),
)


def _spelled(listed: str) -> Iterable[str]:
    return (normal(spelling.replace("_", " ")) for spelling in listed.split())


def _vocabulary() -> dict[str, Senses]:
    known: dict[str, Senses] = {}
    for kind, table in _TABLES:
        for phrase, value in table.items():
            known.setdefault(phrase, {}).setdefault(kind, value)
    for kind, listed in _LISTS:
        for phrase in _spelled(listed):
            known.setdefault(phrase, {}).setdefault(kind, True)
    known.pop("", None)
    return known


VOCABULARY: Final = _vocabulary()
"""Folded word or phrase -> everything that it can mean."""

PHRASE_STARTS: Final = frozenset(phrase.split()[0] for phrase in VOCABULARY if " " in phrase)
"""The first words of all phrases."""

LONGEST_PHRASE: Final = max(phrase.count(" ") for phrase in VOCABULARY) + 1
