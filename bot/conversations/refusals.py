"""Turns a refusal of the rules into something that can be said."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum

from booking.errors import Refused
from booking.money import Money
from bot.messages import Amount, Day, Hour, Moment, Number, Say, Several, Term, Value


def explain(refusal: Refused) -> Say:
    """The refusal as a message, its facts as values."""
    return Say(refusal.reason, {name: spoken(fact) for name, fact in refusal.facts.items()})


def spoken(fact: object) -> Value:  # noqa: PLR0911 - one line a kind of fact
    """A plain value of the rules as a value of a message. An enum member is named by its class («status-confirmed»)."""
    match fact:
        case StrEnum():
            return Term(f"{_dashed(type(fact).__name__)}-{fact.value}")
        case str() | int():
            return fact
        case float():
            return Number(fact)
        case Money():
            return Amount.of(fact)
        case datetime():
            return Moment(fact)
        case date():
            return Day(fact)
        case time():
            return Hour(fact)
        case tuple():
            return Several(tuple(spoken(item) for item in fact))
        case _:
            raise TypeError(f"a refusal cannot say a {type(fact).__name__}")


def _dashed(name: str) -> str:
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("-")
