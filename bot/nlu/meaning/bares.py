"""Numbers that nothing explains: the question, what is still missing, and a part of the day tell what they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.nlu.items import Bare, Clock, OnDate, OnDay, Weekday
from bot.nlu.meaning import calendar
from bot.nlu.meaning.calendar import Impossible
from bot.nlu.meaning.clauses import Clause
from bot.nlu.meaning.corrections import Asked

_DAY_HOURS: Final = 24
_NOON: Final = 12
_HOUR_MINUTES: Final = 60


@dataclass(slots=True)
class Trust:
    """How far the numbers were understood: `loose` when taken on trust, `unclear` when they stay unexplained."""

    loose: bool = False
    unclear: bool = False


def explain_bares(clause: Clause, asked: Asked, reference: datetime) -> Trust:
    """Numbers that nothing explains: by the question, by what is still missing, by a part of the day beside them."""
    bares, trust = clause.bares, Trust()
    if not bares:
        return trust
    fits_clock = not clause.clocks and (asked == "time" or clause.parts or clause.days or clause.lengths)
    if len(bares) == 1 and fits_clock and _is_the_date(clause, bares[0], asked, reference):
        return trust
    if len(bares) == 1 and fits_clock:
        clause.clocks = [_as_clock(bares[0])]
        trust.loose = not clause.parts
    elif len(bares) == 2 and fits_clock and asked != "date":  # noqa: PLR2004 - an hour and its minutes
        clause.clocks = [_hour_and_minute(*bares)]
        trust.loose = not clause.parts
    elif not clause.days and (asked == "date" or clause.clocks) and asked != "time":
        _as_date(clause, trust)
    elif asked == "datetime" and len(bares) == 1 and not clause.days:
        clause.clocks = [_as_clock(bares[0])]
        trust.loose = trust.unclear = True
    else:
        trust.unclear = True
    return trust


def _is_the_date(clause: Clause, bare: Bare, asked: Asked, reference: datetime) -> bool:
    """«الخميس ١٤» where a date is asked and the 14th is a Thursday; then the number is made a day of the month."""
    weekdays = [day for day in clause.days if isinstance(day, Weekday)]
    if asked != "date" or clause.parts or len(weekdays) != len(clause.days) or not weekdays:
        return False
    if not 1 <= bare.value <= 31:  # noqa: PLR2004 - days of a month
        return False
    dates = calendar.on_day(OnDay(bare.value), None, reference.date()).dates
    if any(each.weekday() == weekdays[0].day for each in dates) or bare.value > _NOON:
        clause.days.append(OnDay(bare.value))
        return True
    return False


def _as_clock(bare: Bare) -> Clock:
    if bare.width in {3, 4}:
        hour, minute = divmod(bare.value, 100)
    elif bare.minute and bare.value - bare.minute <= _NOON and bare.value > _DAY_HOURS:
        hour, minute = bare.value - bare.minute, bare.minute
    else:
        hour, minute = bare.value, 0
    if hour > _DAY_HOURS or minute >= _HOUR_MINUTES:
        raise Impossible
    return Clock(hour % _DAY_HOURS, minute, sure=hour > _NOON or hour == 0)


def _hour_and_minute(first: Bare, second: Bare) -> Clock:
    if first.value > _DAY_HOURS or second.value >= _HOUR_MINUTES or (second.width == 1):
        raise Impossible
    return Clock(first.value % _DAY_HOURS, second.value, sure=first.value > _NOON or first.value == 0)


def _as_date(clause: Clause, trust: Trust) -> None:
    values = [bare.value for bare in clause.bares]
    trust.loose = True
    mixed = len(values) > 1 and any(bare.ordinal and not bare.width for bare in clause.bares)  # «ثاني واحد»
    if mixed or any(bare.feminine for bare in clause.bares):  # «احنا ثنتين», «ثانية»
        trust.unclear = True
    elif len(values) == 1 and clause.bares[0].weekday is not None and not clause.clocks:
        clause.days, clause.or_days = [Weekday(clause.bares[0].weekday)], [OnDay(values[0])]
    elif len(values) == 1:
        clause.days = [OnDay(values[0])]
    elif len(values) == 2:  # noqa: PLR2004 - day and month
        swapped = values[1] > _NOON >= values[0] > 0
        clause.days = [OnDate(values[1], values[0], swapped=True) if swapped else OnDate(values[0], values[1])]
    elif len(values) == 3:  # noqa: PLR2004 - with its year
        year = values[2] if values[2] > 99 else values[2] + 2000  # noqa: PLR2004 - two digits
        clause.days = [OnDate(values[0], values[1], year)]
    else:
        trust.unclear = True
