"""The answer that the clauses of a message give together: a value, a range, a question, or a refusal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from typing import Literal, TypeAlias

from bot.nlu.items import Clock
from bot.nlu.meaning.calendar import Impossible
from bot.nlu.meaning.clauses import Asked, Clause, Message
from bot.nlu.meaning.hours import At, Window, readings
from bot.nlu.meaning.reading import Reading, read

Moment: TypeAlias = date | time | datetime
Candidate: TypeAlias = Moment | tuple[Moment | None, Moment | None]
Status = Literal["ok", "ambiguous", "range", "reject"]
Reason = Literal["", "past", "impossible", "nonexistent", "not_understood"]
_MOST_CANDIDATES = 8
_DOUBTFUL = frozenset({"question", "tale", "every"})
_MANY_UNKNOWN = 4


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


def answer(message: Message, setting: Setting) -> When:
    """What a message means. Never raises."""
    try:
        found = _answered(message, setting)
    except Impossible:
        return When("reject", reason="impossible")
    except OverflowError:
        return When("reject", reason="impossible")
    return _doubted(found, message, setting)


def _answered(message: Message, setting: Setting) -> When:
    if not message.clauses:
        return When("ambiguous") if message.vague or message.taken_back else NOT_UNDERSTOOD
    _share_parts(message.clauses)
    read_all = [read(clause, setting.asked, setting.reference) for clause in message.clauses]
    _inherit(read_all)
    if any(reading.unclear for reading in read_all):
        return _unclear(read_all, setting)
    if len(read_all) == 1:
        return _one(message.clauses[0], read_all[0], setting)
    if [clause.join for clause in message.clauses[1:]] == ["to"]:
        return _between(read_all[0], read_all[1], setting)
    return _choice([_one(clause, reading, setting) for clause, reading in zip(message.clauses, read_all, strict=True)], setting)


def _doubted(found: When, message: Message, setting: Setting) -> When:
    """A value beside a question, a tale or many words that are not known is offered, not taken."""
    troubles = message.troubles
    unknown = sum(kind == "unknown" for kind in troubles)
    if found.status not in {"ok", "range"}:
        return found
    loose = any(clause.bares for clause in message.clauses)
    if loose and (unknown or "counted" in troubles or "phone" in troubles):
        return When("ambiguous", candidates=_offered(found)) if unknown < _MANY_UNKNOWN else NOT_UNDERSTOOD
    if _DOUBTFUL & set(troubles) or unknown >= _MANY_UNKNOWN:
        return When("ambiguous", candidates=_offered(found))
    return found


def _offered(found: When) -> tuple[Candidate, ...]:
    if found.status == "range":
        return ((found.start, found.end),)
    return (found.value,) if found.value is not None else ()


# ---------------------------------------------------------------------------------------------------- inheritance


def _share_parts(clauses: Sequence[Clause]) -> None:
    """«٥ أو ٦ العصر», «من ٣ لـ ٥ العصر»: a part of the day said once holds for the hours beside it."""
    for before, after in zip(reversed(clauses[:-1]), reversed(clauses[1:]), strict=True):
        if (before.clocks or before.bares) and not before.parts and (after.clocks or after.bares) and after.parts:
            before.parts = list(after.parts)
    for before, after in zip(clauses[:-1], clauses[1:], strict=True):
        if after.join == "or" and (after.clocks or after.bares) and not after.parts and before.parts:
            after.parts = list(before.parts)


def _inherit(read_all: Sequence[Reading]) -> None:
    """A clause without a day takes that of the one before, else of the one behind; likewise for hours."""
    for before, after in zip(read_all[:-1], read_all[1:], strict=True):
        if not after.has_days and not after.instant and before.has_days:
            after.days = before.days
        if after.has_days and not after.hours and not after.part and (before.hours or before.part) and not before.has_days:
            after.hours, after.part = before.hours, before.part
    for before, after in zip(reversed(read_all[:-1]), reversed(read_all[1:]), strict=True):
        if not before.has_days and not before.instant and after.has_days:
            before.days = after.days
        if not before.hours and not before.part and (after.hours or after.part):
            before.hours, before.part = after.hours, after.part


# ----------------------------------------------------------------------------------------------------- one clause


def _one(clause: Clause, reading: Reading, setting: Setting) -> When:
    if reading.instant is not None:
        alone = not (clause.days or clause.clocks or reading.days.dates)
        return _moment(reading.instant, setting) if alone else When("ambiguous")
    if clause.bound_hour and reading.hours:
        return _open(_one_unbound(reading, setting), clause.bound_hour)
    if clause.bound_day and reading.days.dates:
        return _open_day(reading, clause.bound_day, setting)
    found = _one_unbound(reading, setting)
    return _open(found, "after") if clause.since and found.status == "ok" and not found.past else found


def _one_unbound(reading: Reading, setting: Setting) -> When:
    if reading.days.span:
        return _in_span(reading, reading.days.span, setting)
    if not reading.has_days:
        return _time_alone(reading, setting)
    if reading.hours:
        return _moments(reading, reading.days.dates, setting)
    if reading.part and len(reading.days.dates) == 1 and reading.days.dates[0] >= setting.today:
        return _window(reading, reading.days.dates[0], setting)
    return _dates(reading, setting)


def _moment(instant: datetime, setting: Setting) -> When:
    return When("ok", value=instant, past=instant < setting.reference.replace(second=0, microsecond=0))


def _dates(reading: Reading, setting: Setting) -> When:
    dates = reading.days.dates
    if len(dates) == 1 and not reading.days.doubtful:
        return When("ok", value=dates[0], past=dates[0] < setting.today)
    return When("ambiguous", candidates=_ordered(dates, setting))


def _time_alone(reading: Reading, setting: Setting) -> When:
    if reading.hours:
        walls = list(dict.fromkeys(at.wall for at in reading.hours))
        return When("ok", value=walls[0]) if len(walls) == 1 else When("ambiguous", candidates=_ordered(walls, setting))
    if reading.part is None:
        return NOT_UNDERSTOOD
    window = reading.window(setting.today, setting.reference)
    start, end = window.walls() if window else (None, None)
    return When("range", start=start, end=end)


def _moments(reading: Reading, dates: Sequence[date], setting: Setting) -> When:
    """Every day with every hour; what has passed is dropped as long as something is left."""
    found = [moment for day, at in product(dates, reading.hours) if (moment := _combined(day, at, setting)) is not None]
    if not found:
        return When("reject", reason="nonexistent")
    ahead = [moment for moment in found if moment >= setting.reference]
    sure = len(reading.hours) == 1
    if not ahead:
        return When("ok", value=found[0], past=True) if sure and len(found) == 1 else When("reject", reason="past", past=True)
    if len(ahead) == 1 and sure and not reading.days.doubtful:
        return When("ok", value=ahead[0])
    return When("ambiguous", candidates=_ordered(ahead, setting))


def _combined(day: date, at: At, setting: Setting) -> datetime | None:
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
    days = [span[0] + timedelta(days=n) for n in range(min((span[1] - span[0]).days + 1, _MOST_CANDIDATES))]
    found = _moments(reading, days, setting)
    return When("ambiguous", candidates=_offered(found) or found.candidates)


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
    day = reading.days.dates[0]
    if side == "after":
        return When("range", start=day + timedelta(days=1))
    last = day - timedelta(days=1)
    return When("range", start=setting.today, end=last) if last >= setting.today else When("reject", reason="past")


# --------------------------------------------------------------------------------------------------------- ranges


def _between(first: Reading, last: Reading, setting: Setting) -> When:
    if first.hours and last.hours:
        return _between_hours(first, last, setting)
    if first.days.dates and last.days.dates and not (first.hours or last.hours):
        return _between_days(first.days.dates, last.days.dates)
    return _choice([_one_unbound(reading, setting) for reading in (first, last)], setting)


def _between_days(firsts: Sequence[date], lasts: Sequence[date]) -> When:
    start = firsts[0]
    end = next((day for day in lasts if day >= start), None)
    if end is None:
        end = lasts[-1] + timedelta(days=7 * -(-(start - lasts[-1]).days // 7))
    return When("range", start=start, end=end)


def _between_hours(first: Reading, last: Reading, setting: Setting) -> When:
    """Two hours: those halves of the day that make the shortest stretch; asked when both halves could."""
    pairs = [(a, b) for a, b in product(_halves(first), _halves(last)) if _after(a, b)]
    if not pairs:
        return When("ambiguous", candidates=_offered(_time_alone(first, setting)))
    shortest = min(_length(a, b) for a, b in pairs)
    best = [pair for pair in pairs if _length(*pair) == shortest]
    ranges = [found for a, b in best for found in _dated_range(first, last, a, b, setting)]
    if len(ranges) == 1:
        return When("range", start=ranges[0][0], end=ranges[0][1])
    kept = [pair for pair in ranges if not isinstance(pair[0], datetime) or pair[0] >= setting.reference] or ranges
    return When("ambiguous", candidates=tuple(sorted(kept, key=lambda pair: _rank(pair[0], setting))))


def _halves(reading: Reading) -> Iterable[At]:
    return reading.hours or (tuple(readings(reading.clock, None)) if isinstance(reading.clock, Clock) else ())


def _length(a: At, b: At) -> int:
    return b.minutes + 1440 * b.next_day - a.minutes - 1440 * a.next_day


def _after(a: At, b: At) -> bool:
    return _length(a, b) > 0


def _dated_range(
    first: Reading, last: Reading, a: At, b: At, setting: Setting
) -> list[tuple[Moment | None, Moment | None]]:
    if not first.days.dates:
        return [(a.wall, b.wall)]
    found: list[tuple[Moment | None, Moment | None]] = []
    for day in first.days.dates:
        start = _combined(day, a, setting)
        end = _combined(day if last.days.dates == first.days.dates else last.days.dates[0], b, setting)
        if start and end:
            found.append((start, end))
    return found


# -------------------------------------------------------------------------------------------------------- choices


def _choice(found: Sequence[When], setting: Setting) -> When:
    """Several things said: all that are still ahead are offered."""
    offers: list[Candidate] = []
    for one in found:
        offers += one.candidates if one.status == "ambiguous" else () if one.past else _offered(one)
    offers = list(dict.fromkeys(offers))
    if not offers:
        return next((one for one in found if one.status == "reject"), When("ambiguous"))
    if len(offers) == 1 and all(one.status == "ok" for one in found):
        return When("ok", value=offers[0]) if not isinstance(offers[0], tuple) else When("ambiguous", candidates=tuple(offers))
    return When("ambiguous", candidates=tuple(offers[:_MOST_CANDIDATES]))


def _unclear(read_all: Sequence[Reading], setting: Setting) -> When:
    """Numbers that stay unexplained: what else was understood is offered."""
    first = read_all[0]
    found = _one_unbound(first, setting)
    return When("ambiguous", candidates=_offered(found) or found.candidates)


def _ordered(candidates: Sequence[Moment], setting: Setting) -> tuple[Moment, ...]:
    """Best first: inside the horizon, then inside the working hours, then as they stand."""
    return tuple(sorted(candidates, key=lambda each: _rank(each, setting)))[:_MOST_CANDIDATES]


def _rank(candidate: Moment | None, setting: Setting) -> tuple[bool, bool]:
    wall = candidate.time() if isinstance(candidate, datetime) else candidate if isinstance(candidate, time) else None
    day = candidate.date() if isinstance(candidate, datetime) else candidate if isinstance(candidate, date) else None
    beyond = day is not None and setting.horizon is not None and day > setting.today + timedelta(days=setting.horizon)
    late = wall is not None and not setting.hours[0] <= wall < setting.hours[1]
    return beyond or (day is not None and isinstance(day, date) and day < setting.today), late
