"""Days: which dates each way of naming a day can mean, likelier first."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.nlu.items import LAST_DAY, Feast, InMonth, InWeek, NthWeekday, OnDate, OnDay, Shift, Third, Weekday
from bot.nlu.meaning import hijri

WEEK: Final = timedelta(days=7)
DAY: Final = timedelta(days=1)
EVENING: Final = 17
"""From this hour on a weekday's name on that very day means the next week."""
SMALL_HOURS: Final = 4
"""Until this hour «tomorrow» may still mean the day that has just begun."""
JUST_PASSED: Final = timedelta(days=60)
"""A date that passed this recently may be a slip: the bot asks."""
_FRIDAY, _SATURDAY, _SUNDAY = 4, 5, 6
_MONTHS: Final = 12


class Impossible(Exception):  # noqa: N818 - it says what the date is
    """There is no such day."""


@dataclass(frozen=True, slots=True)
class Days:
    """What was understood of the day: dates, likelier first, or a span; `doubtful` when even one date must be
    confirmed; `fading` when the first is today and meant only if an hour that is still ahead is said."""

    dates: tuple[date, ...] = ()
    span: tuple[date, date] | None = None
    doubtful: bool = False
    fading: bool = False


def shifted(item: Shift, today: date, hour: int) -> Days:
    """«بكرة»; between midnight and four it may be the day that has begun."""
    day = today + timedelta(days=item.days)
    if item.days == 1 and hour < SMALL_HOURS:
        return Days((day, today))
    return Days((day,))


def weekdays(item: Weekday, today: date, hour: int) -> Days:
    """The dates that a weekday with its marker can mean."""
    ahead = (item.day - today.weekday()) % 7
    coming = today + timedelta(days=ahead)
    if item.mark == "last":
        return Days((coming - WEEK,))
    if item.mark == "after_next":
        return Days((coming + WEEK, coming + 2 * WEEK) if _this_week(coming, today) else (coming + WEEK,))
    if item.eve:
        return Days((coming, coming - DAY) if ahead else (coming + WEEK - DAY, coming))
    if not ahead:
        return _same_day(item, today, hour)
    if item.mark == "next" and _this_week(coming, today):
        return Days((coming, coming + WEEK))
    return Days((coming,))


def _same_day(item: Weekday, today: date, hour: int) -> Days:
    if item.mark == "next":
        return Days((today + WEEK,))
    if item.mark == "this":
        return Days((today, today + WEEK))
    return Days((today, today + WEEK), fading=hour >= EVENING)


def _this_week(day: date, today: date) -> bool:
    """Whether `day` lies in the week of `today`, which begins on Saturday or on Sunday."""
    left = max((end - today.weekday()) % 7 for end in (_FRIDAY, _SATURDAY))
    return today <= day <= today + timedelta(days=left)


def week_starts(today: date) -> tuple[date, date]:
    """The beginnings of this week: by a Sunday and by a Saturday start."""
    by_sunday = today - timedelta(days=(today.weekday() - _SUNDAY) % 7)
    by_saturday = today - timedelta(days=(today.weekday() - _SATURDAY) % 7)
    return by_sunday, by_saturday


def in_week(day: Weekday, week: InWeek, today: date) -> Days:
    """«اثنين الأسبوع الجاي», by both starts of the week."""
    found: list[date] = []
    for start in week_starts(today):
        moved = start + week.ahead * WEEK
        found.append(moved + timedelta(days=(day.day - moved.weekday()) % 7))
    kept = [each for each in found if each >= today] if week.ahead == 0 else found
    return Days(tuple(sorted(set(kept or found))))


def week_span(week: InWeek, today: date) -> Days:
    """A week, Sunday to Saturday and never before today; or its weekend, Friday and Saturday."""
    start = week_starts(today)[0] + week.ahead * WEEK
    first, last = (start + 5 * DAY, start + 6 * DAY) if week.weekend else (start, start + 6 * DAY)
    if week.ahead >= 0 and last < today:
        first, last = first + WEEK, last + WEEK
    return Days(span=(max(first, today) if week.ahead >= 0 else first, last))


def on_day(item: OnDay, month: InMonth | None, today: date) -> Days:
    """A day of the month: the next such day, or the one of the month that is named beside it."""
    if item.day == LAST_DAY and month is not None:
        span = month_span(month, today)
        return Days((span[1],)) if span else Days()
    if not 1 <= item.day <= 31:  # noqa: PLR2004 - the longest month
        raise Impossible
    if month is None:
        return _next_such_day(item.day, today)
    if month.month is not None:
        return on_date(OnDate(item.day, month.month, month.year, month.hijri), today)
    index = today.month - 1 + (month.ahead or 0)
    found = _made(today.year + index // _MONTHS, index % _MONTHS + 1, item.day)
    if found is None:
        raise Impossible
    return Days((found,))


def _next_such_day(day: int, today: date) -> Days:
    found: list[date] = []
    for ahead in range(_MONTHS):
        index = today.month - 1 + ahead
        made = _made(today.year + index // _MONTHS, index % _MONTHS + 1, day)
        if made and made >= today:
            found.append(made)
    return Days(tuple(found[:2]) if found[0] == today else (found[0],))


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def on_date(item: OnDate, today: date) -> Days:
    """A date: with its year as it is, without one the next; both when it has passed only lately. Raises Impossible."""
    if item.hijri:
        return _hijri_date(item, today)
    if item.year is not None:
        made = _made(item.year, item.month, item.day)
        if made is None:
            raise Impossible
        return Days((made,), doubtful=item.swapped)
    this, following = _made(today.year, item.month, item.day), _made(today.year + 1, item.month, item.day)
    if (this or following) is None:
        raise Impossible
    return _coming(this, following, today, doubtful=item.swapped)


def _coming(this: date | None, following: date | None, today: date, *, doubtful: bool) -> Days:
    if this and this >= today:
        return Days((this,), doubtful=doubtful)
    if following is None:
        raise Impossible
    if this and today - this <= JUST_PASSED:
        return Days((following, this), doubtful=doubtful)
    return Days((following,), doubtful=doubtful)


def _hijri_date(item: OnDate, today: date) -> Days:
    if item.year is not None:
        made = hijri.gregorian(item.year, item.month, item.day)
        if made is None:
            raise Impossible
        return Days((made,))
    ahead, behind = hijri.coming(item.month, item.day, today)
    if ahead is None:
        raise Impossible
    if behind and today - behind <= JUST_PASSED:
        return Days((ahead, behind))
    return Days((ahead,))


def feast(item: Feast, today: date) -> Days:
    """The `nth` day of the feast that comes next."""
    if not 1 <= item.nth <= 5:  # noqa: PLR2004 - no feast is longer
        raise Impossible
    found = [hijri.coming(month, day, today - (item.nth - 1) * DAY)[0] for month, day in item.begins]
    starts = sorted(start for start in found if start)
    if not starts:
        raise Impossible
    return Days((starts[0] + (item.nth - 1) * DAY,))


def month_span(item: InMonth, today: date) -> tuple[date, date] | None:
    """First and last day of a month, past days included; None for a Hijri month outside the tables."""
    if item.hijri and item.month:
        return hijri.month_span(item.month, today)
    index = today.month - 1 + (item.ahead or 0)
    year, month = today.year + index // _MONTHS, index % _MONTHS + 1
    if item.month is not None:
        year, month = item.year or (today.year + (item.month < today.month)), item.month
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def nth_weekday(item: NthWeekday, month: InMonth | None, today: date) -> Days:
    """«أول خميس في شهر ٦»; without a month, of this one or the next, to be confirmed."""
    found = [_nth(item, each, today) for each in ([month] if month else [InMonth(ahead=0), InMonth(ahead=1)])]
    ahead = tuple(day for day in found if day and day >= today)
    if not ahead:
        raise Impossible
    return Days(ahead[:1], doubtful=month is None)


def _nth(item: NthWeekday, month: InMonth, today: date) -> date | None:
    span = month_span(month, today)
    if span is None:
        return None
    first, last = span
    days = [first + n * DAY for n in range((last - first).days + 1) if (first + n * DAY).weekday() == item.day]
    place = item.nth - 1 if item.nth > 0 else -1
    return days[place] if place < len(days) else None


def month_days(item: InMonth, third: Third | None, today: date) -> Days:
    """The days of a month, or of its third, that are still to come; of the next month when none is left."""
    span = month_span(item, today)
    if span is None:
        return Days()
    first, last = third_of(third, span) if third else span
    if last < today and item.month is None and not item.ahead:
        return month_days(InMonth(ahead=1), third, today)
    return Days(span=(max(first, today) if last >= today else first, last))


def third_of(third: Third, span: tuple[date, date]) -> tuple[date, date]:
    """The beginning, middle or end of a week or month; never empty."""
    first, last = span
    size = 1 if (last - first).days < 10 else 6  # noqa: PLR2004 - a week has fewer days, a month more
    if third.which == "begin":
        return first, first + size * DAY
    if third.which == "end":
        return last - size * DAY, last
    middle = first + (last - first) / 2
    return middle - size // 2 * DAY, middle + size // 2 * DAY


def week_third(week: InWeek, third: Third, today: date) -> Days:
    """«أول الأسبوع»: of this week, or of the next when it has passed."""
    start = week_starts(today)[0] + week.ahead * WEEK
    first, last = third_of(third, (start, start + 6 * DAY))
    if last < today:
        first, last = first + WEEK, last + WEEK
    return Days(span=(max(first, today), last))


def later(day: date, count: int, unit: str) -> date:
    """`count` days, weeks, months or years from `day`; the last day of a month that is too short."""
    if unit == "day":
        return day + count * DAY
    if unit == "week":
        return day + count * WEEK
    index = day.month - 1 + (count if unit == "month" else _MONTHS * count)
    year, month = day.year + index // _MONTHS, index % _MONTHS + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
