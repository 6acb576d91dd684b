"""What «لا», «خليها», «مو» and «بدل» leave of a message: the last that was said of a day or an hour counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal

from bot.nlu.items import (
    Bare,
    Clock,
    Feast,
    InMonth,
    InWeek,
    Item,
    Length,
    Link,
    NthWeekday,
    OnDate,
    OnDay,
    Part,
    Prayer,
    Shift,
    Third,
    Turn,
    Weekday,
)

Asked = Literal["date", "time", "datetime"]
DAYS: Final = (Shift, Weekday, NthWeekday, OnDate, OnDay, Feast, InMonth, InWeek, Third, Length)
HOURS: Final = (Clock, Part, Prayer)


def group_of(item: Item, asked: Asked) -> str:
    """What kind of thing an item says: day or hour; nothing for what joins and turns."""
    if isinstance(item, DAYS):
        return "day"
    if isinstance(item, HOURS):
        return "hour"
    if isinstance(item, Bare):
        return "day" if asked == "date" else "hour"
    return ""


def settled(items: list[Item], asked: Asked) -> tuple[list[Item], bool]:
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
        elif item.kind == "cannot" and any(group_of(each, asked) for each in kept):
            kept, taken_back = [each for each in kept if not group_of(each, asked)], True
        else:
            end = _unit_end(items, at, asked, whole=item.kind == "cannot")
            taken_back = taken_back or item.kind != "instead"
            at = end
    return kept, taken_back


def _overridden(before: list[Item], after: Sequence[Item], asked: Asked, *, refusing: bool) -> tuple[list[Item], bool]:
    """What «لا» and «خليها» leave of what was said before: not what is said anew."""
    anew = {group for item in after if (group := group_of(item, asked))}
    if not anew:
        gone = refusing and any(group_of(item, asked) for item in before) and not after
        return ([item for item in before if not group_of(item, asked)], True) if gone else (before, False)
    has_part = any(isinstance(item, Part | Prayer) for item in after)
    kept = [
        item
        for item in before
        if group_of(item, asked) not in anew or (isinstance(item, Part | Prayer) and not has_part and _has_hour(after))
    ]
    return kept, False


def _has_hour(items: Iterable[Item]) -> bool:
    return any(isinstance(item, Clock | Bare) for item in items)


def _unit_end(items: Sequence[Item], at: int, asked: Asked, *, whole: bool) -> int:
    """The place behind the one day or hour that follows; behind both when `whole`."""
    seen: set[str] = set()
    while at < len(items):
        item = items[at]
        group = group_of(item, asked)
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
