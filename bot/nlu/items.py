"""What the grammar finds in a message, before any calendar is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Mark = Literal["", "next", "after_next", "this", "last"]
Side = Literal["at", "after", "before"]


@dataclass(frozen=True, slots=True)
class Shift:
    """So many days from today."""

    days: int


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, 0 = Monday, with its marker; `eve` when «ليلة» stands before it."""

    day: int
    mark: Mark = ""
    eve: bool = False


@dataclass(frozen=True, slots=True)
class OnDate:
    """A day of a named month. `swapped` when only month/day makes sense of the figures."""

    day: int
    month: int
    year: int | None = None
    hijri: bool = False
    swapped: bool = False


LAST_DAY: Final = -1


@dataclass(frozen=True, slots=True)
class OnDay:
    """A day of a month that is not named; `LAST_DAY` is the last one."""

    day: int


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The `nth` such weekday of the month that is named beside it; −1 is the last."""

    day: int
    nth: int


@dataclass(frozen=True, slots=True)
class Feast:
    """The `nth` day of a feast that begins on one of these Hijri (month, day)."""

    begins: tuple[tuple[int, int], ...]
    nth: int = 1


@dataclass(frozen=True, slots=True)
class InMonth:
    """A month: named (`month`), or so many `ahead` of this one."""

    month: int | None = None
    ahead: int | None = None
    hijri: bool = False
    year: int | None = None


@dataclass(frozen=True, slots=True)
class InWeek:
    """A week so many `ahead` of this one; only its weekend when `weekend`."""

    ahead: int
    weekend: bool = False


@dataclass(frozen=True, slots=True)
class Third:
    """The beginning, middle or end of the week or month that is named beside it."""

    which: Literal["begin", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Length:
    """So many units from now, negative for the past; `minutes` on top. `within`: any time until then. `base` is the day
    that is counted from when it is not today («بعد أسبوع من الخميس»)."""

    count: int
    unit: str
    minutes: int = 0
    within: bool = False
    base: Shift | Weekday | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour and minute as said. `sure` when it cannot be meant on the other half of the day."""

    hour: int
    minute: int = 0
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day by name."""

    name: str


@dataclass(frozen=True, slots=True)
class Prayer:
    """A time by a prayer or meal, with minutes before (negative) or after it where they were said."""

    name: str
    side: Side = "at"
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Bare:
    """A number that nothing around it explains: `width` digits, 0 for words; `minute` is its second part when it may be
    an hour with minutes («خمسة وعشرين»), `weekday` the day that its word can be as well («اثنين»). `feminine` forms of
    one and two, and of ordinals, are said of hours and never of days («ثنتين», «ثانية»)."""

    value: int
    width: int = 0
    ordinal: bool = False
    minute: int | None = None
    weekday: int | None = None
    feminine: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures with a point or dash between them: a date, an hour with its minutes, or two hours."""

    first: int
    second: int
    dash: bool


@dataclass(frozen=True, slots=True)
class Now:
    """The present moment."""


@dataclass(frozen=True, slots=True)
class Vague:
    """Whenever, or as soon as possible: the bot must ask."""


@dataclass(frozen=True, slots=True)
class Link:
    """What joins two things."""

    kind: Literal["or", "to", "from", "between", "and", "comma"]


@dataclass(frozen=True, slots=True)
class Turn:
    """What takes something back."""

    kind: Literal["not", "no", "make", "instead", "cannot"]


@dataclass(frozen=True, slots=True)
class Bound:
    """«بعد» and «قبل» in front of a day or an hour: an open range."""

    side: Literal["after", "before"]


@dataclass(frozen=True, slots=True)
class Trouble:
    """A word that makes the rest doubtful, or that is not known."""

    kind: Literal["unknown", "question", "tale", "every", "counted", "phone", "name", "unread", "when", "passing"]


Day: TypeAlias = Shift | Weekday | OnDate | OnDay | NthWeekday | Feast | InMonth | InWeek | Third
Hour: TypeAlias = Clock | Part | Prayer
Item: TypeAlias = Day | Hour | Length | Bare | Pair | Now | Vague | Link | Turn | Bound | Trouble
