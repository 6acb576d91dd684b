"""One clause on the calendar and the clock: the days and the hours it can mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

from bot.nlu.items import (
    Clock,
    Day,
    Feast,
    InMonth,
    InWeek,
    Length,
    NthWeekday,
    OnDate,
    OnDay,
    Part,
    Prayer,
    Shift,
    Third,
    Weekday,
)
from bot.nlu.meaning import calendar
from bot.nlu.meaning.bares import explain_bares
from bot.nlu.meaning.calendar import Days, Impossible
from bot.nlu.meaning.clauses import Clause
from bot.nlu.meaning.corrections import Asked
from bot.nlu.meaning.hours import At, Window, readings, window

_DAY_HOURS: Final = 24
_NOON: Final = 12
_HOUR_MINUTES: Final = 60
_MOST_CHOICES: Final = 7


@dataclass(slots=True)
class Reading:
    """What a clause means. `instant` is a moment by itself; `loose` when a bare number was taken on trust; `until` when
    anything before that moment will do («خلال يومين»)."""

    days: Days = field(default_factory=Days)
    hours: tuple[At, ...] = ()
    clock: Clock | None = None
    part: Part | Prayer | None = None
    instant: datetime | None = None
    loose: bool = False
    unclear: bool = False
    until: Length | None = None

    @property
    def has_days(self) -> bool:
        """Whether anything was said about the day."""
        return bool(self.days.dates or self.days.span)

    def window(self, day: date, reference: datetime) -> Window | None:
        """The window of the part of the day, when no hour was said."""
        return window(self.part, day, reference.tzinfo) if self.part and not self.hours else None


def read(clause: Clause, asked: Asked, reference: datetime) -> Reading:
    """The days and hours of a clause. Raises Impossible for dates and hours that do not exist."""
    reading = Reading()
    trust = explain_bares(clause, asked, reference)
    reading.loose, reading.unclear = trust.loose, trust.unclear
    if any(isinstance(day, Weekday) and day.eve for day in clause.days) and clause.clocks and not clause.parts:
        clause.parts = [Part("night")]
    reading.part = _part(clause)
    if clause.clocks:
        reading.clock = clause.clocks[0]
        reading.hours = _hours(clause)
    if clause.now:
        reading.instant = reference
    _lengths(clause, reading, reference)
    if clause.days:
        reading.days = _days(clause, reference, reading.days)
    if clause.or_days:  # «اثنين»: Monday or the second
        other = calendar.on_day(clause.or_days[0], None, reference.date())
        reading.days = Days((*reading.days.dates, *other.dates), doubtful=True)
    return reading


# -------------------------------------------------------------------------------------------------------- the clock


def _part(clause: Clause) -> Part | Prayer | None:
    """The part of the day that says most: a prayer before a wide part, «بدري» after «الصبح»."""
    if not clause.parts:
        return None
    prayers = [part for part in clause.parts if isinstance(part, Prayer)]
    if prayers:
        return prayers[-1]
    names = {part.name for part in clause.parts}
    if "early" in names and names <= {"early", "morning", "am", "dawn", "early_day"}:
        return Part("early")
    plain = [part for part in clause.parts if part.name not in {"early", "late_night"}]
    return (plain or clause.parts)[-1]


def _hours(clause: Clause) -> tuple[At, ...]:
    clock = clause.clocks[0]
    if clock.hour < 0:
        raise Impossible
    found = readings(clock, None)
    for part in clause.parts:
        narrowed = readings(clock, part)
        if clock.sure and len(narrowed) > 1:  # "15 am": one of the two was a slip
            return tuple(narrowed)
        if len(narrowed) < len(found) or len(found) > 1:
            found = narrowed if len(narrowed) == 1 or len(found) > 1 else found
    if clause.parts and len(found) == 1 and found[0].next_day and 0 < clock.hour < _NOON:
        return (found[0], At(found[0].minutes))
    return tuple(found)


# ----------------------------------------------------------------------------------------------------- the calendar


def _lengths(clause: Clause, reading: Reading, reference: datetime) -> None:
    if len(clause.lengths) > 1:
        reading.unclear = True
    for length in clause.lengths[:1]:
        if length.within:
            reading.until = length
        if length.unit in {"minute", "hour"}:
            minutes = length.count * (_HOUR_MINUTES if length.unit == "hour" else 1) + length.minutes
            moved = reference.astimezone(UTC) + timedelta(minutes=minutes)
            reading.instant = moved.astimezone(reference.tzinfo).replace(second=0, microsecond=0)
        else:
            reading.days = _counted_from(length, reference)


def _counted_from(length: Length, reference: datetime) -> Days:
    """So many days or weeks from today, or from the day that is named as their beginning."""
    base = Days((reference.date(),))
    if isinstance(length.base, Weekday):
        base = calendar.weekdays(length.base, reference.date(), reference.hour)
    elif length.base is not None:
        base = calendar.shifted(length.base, reference.date(), reference.hour)
    return replace(base, dates=tuple(_later(day, length) for day in base.dates))


def _later(today: date, length: Length) -> date:
    try:
        return calendar.later(today, length.count, length.unit)
    except (OverflowError, ValueError) as error:
        raise Impossible from error


def _days(clause: Clause, reference: datetime, counted: Days) -> Days:
    """All that was said about the day, together; what disagrees is doubtful."""
    today = reference.date()
    first: dict[type, Day] = {type(day): day for day in reversed(clause.days)}
    month, week, third = first.get(InMonth), first.get(InWeek), first.get(Third)
    found = _dated(first, month if isinstance(month, InMonth) else None, today)
    if isinstance(shift := first.get(Shift), Shift):
        found = _agreeing(found, calendar.shifted(shift, today, reference.hour))
    found = _agreeing(found, counted)
    if isinstance(weekday := first.get(Weekday), Weekday):
        return _with_weekday(found, weekday, first, reference)
    if not found.dates and isinstance(week, InWeek):
        return calendar.week_third(week, third, today) if isinstance(third, Third) else calendar.week_span(week, today)
    if not found.dates and isinstance(month, InMonth):
        return calendar.month_days(month, third if isinstance(third, Third) else None, today)
    return found


def _dated(first: Mapping[type, Day], month: InMonth | None, today: date) -> Days:
    if isinstance(item := first.get(OnDate), OnDate):
        return calendar.on_date(item, today)
    if isinstance(item := first.get(Feast), Feast):
        return calendar.feast(item, today)
    if isinstance(item := first.get(NthWeekday), NthWeekday):
        return calendar.nth_weekday(item, month, today)
    if isinstance(item := first.get(OnDay), OnDay):
        return calendar.on_day(item, month, today)
    return Days()


def _agreeing(one: Days, other: Days) -> Days:
    """What two ways of naming the day have in common; both, to be asked, when they disagree."""
    if not one.dates or not other.dates:
        return one if one.dates else other
    common = tuple(day for day in one.dates if day in other.dates)
    return Days(common, doubtful=one.doubtful) if common else Days((*one.dates, *other.dates), doubtful=True)


def _with_weekday(found: Days, weekday: Weekday, first: Mapping[type, Day], reference: datetime) -> Days:
    """A weekday beside a date confirms it or is asked about; beside a week or month it is the one inside."""
    today = reference.date()
    if found.dates:
        return _confirmed(found, weekday, reference)
    if isinstance(week := first.get(InWeek), InWeek):
        return calendar.in_week(weekday, week, today)
    if isinstance(month := first.get(InMonth), InMonth):
        third = first.get(Third)
        span = calendar.month_days(month, third if isinstance(third, Third) else None, today).span
        return Days(_each(weekday.day, *span), doubtful=True) if span else Days()
    return calendar.weekdays(weekday, today, reference.hour)


def _confirmed(found: Days, weekday: Weekday, reference: datetime) -> Days:
    matching = tuple(day for day in found.dates if day.weekday() == weekday.day)
    if matching:
        return Days(matching[:1])
    named = calendar.weekdays(weekday, reference.date(), reference.hour).dates
    return Days((*found.dates, *(day for day in named if day not in found.dates)), doubtful=True)


def _each(weekday: int, first: date, last: date) -> tuple[date, ...]:
    start = first + timedelta(days=(weekday - first.weekday()) % 7)
    count = max(0, (last - start).days // 7 + 1)
    return tuple(start + timedelta(days=7 * n) for n in range(min(count, _MOST_CHOICES)))
