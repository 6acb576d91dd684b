"""Clauses: what belongs together, what is taken back, and how one clause is joined to the next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    Turn,
    Vague,
    Weekday,
)

Asked = Literal["date", "time", "datetime"]
Join = Literal["", "or", "to"]
_DAYS: Final = (Shift, Weekday, NthWeekday, OnDate, OnDay, Feast, InMonth, InWeek, Third, Length)
_HOURS: Final = (Clock, Part, Prayer)


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
    kept, taken_back = _settled(_unpaired(items, asked), asked)
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
    dated = any(isinstance(item, _DAYS) for item in items)
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


# ------------------------------------------------------------------------------------------------------ corrections


def _group(item: Item, asked: Asked) -> str:
    """What kind of thing an item says: day or hour; nothing for what joins and turns."""
    if isinstance(item, _DAYS):
        return "day"
    if isinstance(item, _HOURS):
        return "hour"
    if isinstance(item, Bare):
        return "day" if asked == "date" else "hour"
    return ""


def _settled(items: list[Item], asked: Asked) -> tuple[list[Item], bool]:
    """Items with everything that was taken back removed, and whether anything was."""
    kept: list[Item] = []
    taken_back = False
    at = 0
    while at < len(items):
        item = items[at]
        at += 1
        if not isinstance(item, Turn):
            kept.append(item)
        elif item.kind in {"no", "make"}:
            kept, changed = _overridden(kept, items[at:], asked, refusing=item.kind == "no")
            taken_back = taken_back or changed
        elif item.kind == "cannot" and any(_group(each, asked) for each in kept):
            kept, taken_back = [each for each in kept if not _group(each, asked)], True
        else:
            end = _unit_end(items, at, asked, whole=item.kind == "cannot")
            taken_back = taken_back or item.kind != "instead"
            at = end
    return kept, taken_back


def _overridden(before: list[Item], after: Sequence[Item], asked: Asked, *, refusing: bool) -> tuple[list[Item], bool]:
    """What «لا» and «خليها» leave of what was said before: not what is said anew."""
    anew = {group for item in after if (group := _group(item, asked))}
    if not anew:
        gone = refusing and any(_group(item, asked) for item in before) and not after
        return ([item for item in before if not _group(item, asked)], True) if gone else (before, False)
    has_part = any(isinstance(item, Part | Prayer) for item in after)
    kept = [
        item
        for item in before
        if _group(item, asked) not in anew or (isinstance(item, Part | Prayer) and not has_part and _has_hour(after))
    ]
    return kept, False


def _has_hour(items: Iterable[Item]) -> bool:
    return any(isinstance(item, Clock | Bare) for item in items)


def _unit_end(items: Sequence[Item], at: int, asked: Asked, *, whole: bool) -> int:
    """The place behind the one day or hour that follows; behind both when `whole`."""
    seen: set[str] = set()
    while at < len(items):
        item = items[at]
        group = _group(item, asked)
        if isinstance(item, Link | Turn) or (
            group and not whole and seen and not _belongs(item, items[at - 1], seen, group)
        ):
            break
        if group in seen and not _belongs(item, items[at - 1], seen, group):
            break
        if group:
            seen.add(group)
        at += 1
    return at


def _belongs(item: Item, before: Item, seen: set[str], group: str) -> bool:
    """Whether an item is still part of the unit: «٥ العصر», «الخميس الأسبوع الجاي»."""
    if group not in seen:
        return False
    return (isinstance(item, Part | Prayer) and isinstance(before, Clock | Bare)) or isinstance(item, InWeek | InMonth)


# ---------------------------------------------------------------------------------------------------------- clauses


def _clauses(items: Sequence[Item], asked: Asked) -> tuple[list[Clause], bool]:
    """The clauses, and whether an «أو» or «إلى» leads to something that was not read («بكرة أو بعده»)."""
    clauses = [Clause()]
    between = False
    pending: Literal["", "or", "to", "and"] = ""
    bound = ""
    for item in items:
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
        elif isinstance(item, _DAYS + _HOURS + (Bare, Now)):
            if pending in {"or", "to"} or _repeats(clauses[-1], item, asked, joined=pending == "and"):
                clauses.append(Clause(join="to" if pending == "to" else "or"))
            pending = ""
            _add(clauses[-1], item, bound, asked)
            bound = ""
    return clauses, pending in {"or", "to"}


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
    if bound and _group(item, asked) == "day":
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
        same = bool(clause.bares) or (bool(clause.clocks) and _group(item, asked) == "hour")
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
