"""One clause as an answer: days with hours, windows, spans, and ranges that are open at one end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import product

from bot.nlu.meaning.clauses import Clause
from bot.nlu.meaning.hours import At, Window
from bot.nlu.meaning.reading import Reading
from bot.nlu.meaning.result import MOST_CANDIDATES, NOT_UNDERSTOOD, Setting, When, offered, ordered


def one(clause: Clause, reading: Reading, setting: Setting) -> When:
    """What a clause answers, with the bound that «بعد», «قبل» or «من» puts on it."""
    if reading.until is not None:
        return _until(reading, setting)
    if reading.instant is not None:
        same_day = reading.days.dates[:1] in {(), (reading.instant.date(),)}
        alone = same_day and not clause.clocks and not reading.days.span
        return _moment(reading.instant, setting) if alone else When("ambiguous")
    if clause.bound_hour and reading.hours:
        return _open(unbound(reading, setting), clause.bound_hour)
    if clause.bound_day and (reading.days.dates or reading.days.span):
        return _open_day(reading, clause.bound_day, setting)
    found = unbound(reading, setting)
    return _open(found, "after") if clause.since and found.status == "ok" and not found.past else found


def unbound(reading: Reading, setting: Setting) -> When:
    """What a clause answers, bounds aside."""
    if reading.days.span:
        return _in_span(reading, reading.days.span, setting)
    if not reading.has_days:
        return time_alone(reading, setting)
    if reading.hours:
        return _moments(reading, reading.days.dates, setting)
    days = _days_alone(reading)
    if reading.part and len(days) == 1 and days[0] >= setting.today and not reading.days.doubtful:
        return _window(reading, days[0], setting)
    return _dates(reading, setting)


def _until(reading: Reading, setting: Setting) -> When:
    """«خلال ساعتين», «خلال ٣ أيام»: from now to then."""
    if reading.instant is not None:
        return When("range", start=setting.reference, end=reading.instant)
    return When("range", start=setting.today, end=reading.days.dates[-1]) if reading.days.dates else NOT_UNDERSTOOD


def _moment(instant: datetime, setting: Setting) -> When:
    return When("ok", value=instant, past=instant < setting.reference.replace(second=0, microsecond=0))


def _dates(reading: Reading, setting: Setting) -> When:
    dates = _days_alone(reading)
    if len(dates) == 1 and not reading.days.doubtful:
        return When("ok", value=dates[0], past=dates[0] < setting.today)
    return When("ambiguous", candidates=ordered(dates, setting))


def _days_alone(reading: Reading) -> tuple[date, ...]:
    """The dates that are meant when no hour is said."""
    return reading.days.dates[1:] if reading.days.fading else reading.days.dates


def time_alone(reading: Reading, setting: Setting) -> When:
    """An hour or a window without a day."""
    if reading.hours:
        walls = list(dict.fromkeys(at.wall for at in reading.hours))
        return When("ok", value=walls[0]) if len(walls) == 1 else When("ambiguous", candidates=ordered(walls, setting))
    if reading.part is None:
        return NOT_UNDERSTOOD
    window = reading.window(setting.today, setting.reference)
    start, end = window.walls() if window else (None, None)
    return When("range", start=start, end=end)


def _moments(reading: Reading, dates: Sequence[date], setting: Setting) -> When:
    """Every day with every hour; what has passed is dropped as long as something is left."""
    found = [moment for day, at in product(dates, reading.hours) if (moment := combined(day, at, setting)) is not None]
    if not found:
        return When("reject", reason="nonexistent")
    ahead = [moment for moment in found if moment >= setting.reference]
    sure = len(reading.hours) == 1
    if not ahead:
        return (
            When("ok", value=found[0], past=True)
            if sure and len(found) == 1
            else When("reject", reason="past", past=True)
        )
    if len(ahead) == 1 and sure and not reading.days.doubtful:
        return When("ok", value=ahead[0])
    return When("ambiguous", candidates=ordered(ahead, setting))


def combined(day: date, at: At, setting: Setting) -> datetime | None:
    """A wall time of a day in the reader's zone; None where the clock skips it."""
    wall = datetime.combine(day + timedelta(days=at.next_day), at.wall, setting.reference.tzinfo)
    back = wall.astimezone(UTC).astimezone(setting.reference.tzinfo)
    return wall if back.replace(tzinfo=None) == wall.replace(tzinfo=None) else None


def _window(reading: Reading, day: date, setting: Setting) -> When:
    window = reading.window(day, setting.reference)
    start, end = _edges(window, day, setting) if window else (None, None)
    if end is not None and end <= setting.reference:
        return When("reject", reason="past", past=True)
    return When("range", start=start, end=end)


def _edges(window: Window, day: date, setting: Setting) -> tuple[datetime | None, datetime | None]:
    zone = setting.reference.tzinfo
    start, end = window.walls()
    return (
        datetime.combine(day, start, zone) if start else None,
        datetime.combine(day, end, zone) if end else None,
    )


def _in_span(reading: Reading, span: tuple[date, date], setting: Setting) -> When:
    if not reading.hours:
        past = span[1] < setting.today
        return When("reject", reason="past", past=True) if past else When("range", start=span[0], end=span[1])
    days = [span[0] + timedelta(days=n) for n in range(min((span[1] - span[0]).days + 1, MOST_CANDIDATES))]
    found = _moments(reading, days, setting)
    return When("ambiguous", candidates=offered(found) or found.candidates)


# ---------------------------------------------------------------------------------------------------- open ranges


def _open(found: When, side: str) -> When:
    """«بعد ٥ العصر»: everything from there on."""
    if found.status != "ok":
        return found
    if side == "after":
        return When("range", start=found.value)
    return When("range", end=found.value)


def _open_day(reading: Reading, side: str, setting: Setting) -> When:
    if len(reading.days.dates) > 1:
        return _dates(reading, setting)
    first, last = reading.days.span or (reading.days.dates[0], reading.days.dates[0])
    if side == "after":
        return When("range", start=last + timedelta(days=1))
    last = first - timedelta(days=1)
    return When("range", start=setting.today, end=last) if last >= setting.today else When("reject", reason="past")
