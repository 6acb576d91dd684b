"""Clauses: what belongs together, what is taken back, and how one clause is joined to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from bot.nlu.items import (
    Bare,
    Bound,
    Clock,
    Day,
    Feast,
    InMonth,
    InWeek,
    Item,
    Length,
    Link,
    Now,
    NthWeekday,
    OnDate,
    OnDay,
    Pair,
    Part,
    Prayer,
    Shift,
    Third,
    Trouble,
    Vague,
    Weekday,
)
from bot.nlu.meaning.corrections import DAYS, HOURS, Asked, group_of, settled

Join = Literal["", "or", "to"]


@dataclass(slots=True)
class Clause:
    """One day and hour as far as they were said; `join` tells how it follows the one before."""

    join: Join = ""
    days: list[Day] = field(default_factory=list)
    clocks: list[Clock] = field(default_factory=list)
    parts: list[Part | Prayer] = field(default_factory=list)
    bares: list[Bare] = field(default_factory=list)
    lengths: list[Length] = field(default_factory=list)
    or_days: list[OnDay] = field(default_factory=list)
    now: bool = False
    bound_day: str = ""
    bound_hour: str = ""
    since: bool = False

    def __bool__(self) -> bool:
        return bool(self.days or self.clocks or self.parts or self.bares or self.lengths or self.now)


@dataclass(frozen=True, slots=True)
class Message:
    """All clauses of a message and what makes it doubtful."""

    clauses: tuple[Clause, ...]
    troubles: tuple[str, ...] = ()
    vague: bool = False
    taken_back: bool = False


def message(items: Sequence[Item], asked: Asked) -> Message:
    """The clauses of a message after its corrections."""
    kept, taken_back = settled(_unpaired(items, asked), asked)
    clauses, dangling = _clauses(kept, asked)
    return Message(
        clauses=tuple(clause for clause in clauses if clause),
        troubles=(*(item.kind for item in items if isinstance(item, Trouble)), *(["unread"] if dangling else [])),
        vague=any(isinstance(item, Vague) for item in items),
        taken_back=taken_back,
    )


# ---------------------------------------------------------------------------------------------------------- figures


def _unpaired(items: Sequence[Item], asked: Asked) -> list[Item]:
    """«5.30» and «3-5» as what the rest of the message and the question make of them."""
    hours = any(isinstance(item, Part | Prayer) for item in items)
    dated = any(isinstance(item, DAYS) for item in items)
    found: list[Item] = []
    for item in items:
        found += _pair(item, clock=asked == "time" or hours or dated) if isinstance(item, Pair) else [item]
    return found


def _pair(pair: Pair, *, clock: bool) -> list[Item]:
    if not clock:
        if pair.second > 12 >= pair.first > 0 and pair.second <= 31:  # noqa: PLR2004 - months and days
            return [OnDate(pair.second, pair.first, swapped=True)]
        return [OnDate(pair.first, pair.second)]
    if pair.dash:
        return [Link("from"), _hour(pair.first), Link("to"), _hour(pair.second)]
    minute = pair.second if pair.second < 60 else -1  # noqa: PLR2004 - minutes
    return [Clock(pair.first % 24, minute, sure=pair.first > 12) if minute >= 0 <= 24 - pair.first else Clock(-1)]  # noqa: PLR2004


def _hour(value: int) -> Clock:
    return Clock(value % 24, 0, sure=value > 12 or value == 0) if value <= 24 else Clock(-1)  # noqa: PLR2004


# ---------------------------------------------------------------------------------------------------------- clauses


def _clauses(items: Sequence[Item], asked: Asked) -> tuple[list[Clause], bool]:
    """The clauses, and whether an «أو» or «إلى» leads to something that was not read («بكرة أو بعده»)."""
    clauses = [Clause()]
    between = False
    pending: Literal["", "or", "to", "and"] = ""
    bound = ""
    for item in items:
        bound = "" if _parts(item) else bound
        clauses[-1].since = clauses[-1].since and (bool(clauses[-1]) or not _parts(item))
        if isinstance(item, Link):
            between = between or item.kind == "between"
            if item.kind == "from":
                clauses[-1].since = not clauses[-1] or clauses[-1].since
            elif item.kind == "and" and between and clauses[-1]:
                pending, between = "to", False
            elif item.kind in {"or", "to"} and clauses[-1]:
                pending = item.kind
            elif item.kind == "and" and not pending:
                pending = "and"
        elif isinstance(item, Bound):
            bound = item.side
        elif isinstance(item, DAYS + HOURS + (Bare, Now)):
            if (join := _join(clauses[-1], item, asked, pending)) is not None:
                clauses.append(Clause(join=join))
            pending = ""
            _add(clauses[-1], item, bound, asked)
            bound = ""
    return clauses, pending in {"or", "to"}


def _parts(item: Item) -> bool:
    """Whether «بعد» and «من» reach no farther: «انا متابعك من زمان … الأحد», «وبعد، … الأربعاء»."""
    return isinstance(item, Trouble) or item == Link("comma")


def _join(clause: Clause, item: Item, asked: Asked, pending: str) -> Join | None:
    """How an item begins another clause; None when it belongs to this one."""
    if pending == "to" and _only_days(clause) and group_of(item, asked) == "hour":
        return None  # «١٨/١٠ - ٥:٠٠ م»: a day and its hour, no stretch
    if pending == "to":
        return "to"
    return "or" if pending == "or" or _repeats(clause, item, asked, joined=pending == "and") else None


def _only_days(clause: Clause) -> bool:
    return bool(clause.days) and not (clause.clocks or clause.parts or clause.bares or clause.since)


def _add(clause: Clause, item: Item, bound: str, asked: Asked) -> None:
    if isinstance(item, Length):
        clause.lengths.append(item)
    elif isinstance(item, Clock):
        clause.clocks.append(item)
    elif isinstance(item, Part | Prayer):
        clause.parts.append(item)
    elif isinstance(item, Bare):
        clause.bares.append(item)
    elif isinstance(item, Now):
        clause.now = True
    elif isinstance(item, Shift | Weekday | NthWeekday | OnDate | OnDay | Feast | InMonth | InWeek | Third):
        clause.days.append(item)
    if bound and group_of(item, asked) == "day":
        clause.bound_day = bound
    elif bound:
        clause.bound_hour = bound


def _minutes_after(hour: Bare, minutes: Bare) -> bool:
    """«خمسة وعشرة»: ten past five, in words."""
    return not minutes.width and hour.value <= 12 and minutes.value in {5, 10, 20, 25}  # noqa: PLR2004


_BESIDE: Final = (InMonth, InWeek, Third)


def _repeats(clause: Clause, item: Item, asked: Asked, *, joined: bool) -> bool:
    """Whether an item says again what the clause has said: then it is another choice, not more of the same."""
    if isinstance(item, Clock):
        return bool(clause.clocks)
    if isinstance(item, Part | Prayer):
        return joined and bool(clause.parts) and not clause.clocks
    if isinstance(item, Bare):
        if asked == "time" and len(clause.bares) == 1 and _minutes_after(clause.bares[0], item):
            return False
        same = bool(clause.bares) or (bool(clause.clocks) and group_of(item, asked) == "hour")
        return joined and same
    if isinstance(item, _BESIDE):
        return False
    alike = any(type(day) is type(item) for day in clause.days)
    dated = isinstance(item, OnDate | OnDay | Feast) and any(isinstance(d, OnDate | OnDay | Feast) for d in clause.days)
    return alike or dated or (joined and _other_day(clause, item))


def _other_day(clause: Clause, item: Item) -> bool:
    """«بكرة والخميس»: two days, joined by «و»."""
    return isinstance(item, Shift | Weekday | OnDate) and any(
        isinstance(d, Shift | Weekday | OnDate) for d in clause.days
    )
