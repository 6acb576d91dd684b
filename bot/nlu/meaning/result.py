"""What the reader answers, and the order in which it offers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Literal, TypeAlias

from bot.nlu.meaning.corrections import Asked

Moment: TypeAlias = date | time | datetime
Candidate: TypeAlias = Moment | tuple[Moment | None, Moment | None]
Status = Literal["ok", "ambiguous", "range", "reject"]
Reason = Literal["", "past", "impossible", "nonexistent", "not_understood"]
MOST_CANDIDATES: Final = 8


@dataclass(frozen=True, slots=True)
class When:
    """What was understood.

    `ok`: `value` is a date (only a date was said), a time (only a time was said) or an aware datetime in the zone of
    the reference; `past` when it has passed. `range`: from `start` to `end`, either may be None (open), dates, times or
    datetimes. `ambiguous`: the bot must ask; `candidates` are values or (start, end) pairs, best first, and may be
    empty. `reject`: `reason` tells why.
    """

    status: Status
    value: Moment | None = None
    candidates: tuple[Candidate, ...] = ()
    start: Moment | None = None
    end: Moment | None = None
    reason: Reason = ""
    past: bool = False


NOT_UNDERSTOOD = When("reject", reason="not_understood")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the answer depends on besides the message. `hours` and `horizon` order candidates and never invent one."""

    asked: Asked
    reference: datetime
    hours: tuple[time, time]
    horizon: int | None = None

    @property
    def today(self) -> date:
        """The reader's date."""
        return self.reference.date()


def offered(found: When) -> tuple[Candidate, ...]:
    """A value or a range as something to offer."""
    if found.status == "range":
        return ((found.start, found.end),)
    return (found.value,) if found.value is not None else ()


def ordered(candidates: Sequence[Moment], setting: Setting) -> tuple[Moment, ...]:
    """Best first: inside the horizon, then inside the working hours, then as they stand."""
    return tuple(sorted(candidates, key=lambda each: rank(each, setting)))[:MOST_CANDIDATES]


def rank(candidate: Moment | None, setting: Setting) -> tuple[bool, bool]:
    """Lower is better: whether it is beyond the horizon or past, whether outside the working hours."""
    wall = candidate.time() if isinstance(candidate, datetime) else candidate if isinstance(candidate, time) else None
    day = candidate.date() if isinstance(candidate, datetime) else candidate if isinstance(candidate, date) else None
    beyond = day is not None and setting.horizon is not None and day > setting.today + timedelta(days=setting.horizon)
    late = wall is not None and not setting.hours[0] <= wall < setting.hours[1]
    return beyond or (day is not None and day < setting.today), late


def choice(found: Sequence[When], setting: Setting) -> When:
    """Several things said: all that are still ahead are offered, those in the horizon and the working hours first."""
    offers: list[Candidate] = []
    for one in found:
        offers += one.candidates if one.status == "ambiguous" else () if one.past else offered(one)
    offers = sorted(dict.fromkeys(offers), key=lambda each: rank(each[0] if isinstance(each, tuple) else each, setting))
    if not offers:
        return next((one for one in found if one.status == "reject"), When("ambiguous"))
    if len(offers) == 1 and not isinstance(offers[0], tuple) and all(one.status == "ok" for one in found):
        return When("ok", value=offers[0])
    return When("ambiguous", candidates=tuple(offers[:MOST_CANDIDATES]))
