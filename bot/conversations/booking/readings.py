"""What a reading of «when» means on one client's calendar: starts, windows, and the choices that are free. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeGuard
from zoneinfo import ZoneInfo

import msgspec

from booking.errors import Refused
from bot.conversations.booking.draft import Pick
from bot.conversations.booking.grid import value
from bot.conversations.questions import Calendar
from bot.messages import Choice, Day, Moment

Window = tuple[datetime, datetime]


def at(day: date, clock: time, zone: str) -> datetime:
    """A wall-clock time on a day of `zone` as an instant (UTC)."""
    return datetime.combine(day, clock.replace(tzinfo=None), ZoneInfo(zone)).astimezone(UTC)


def begins(candidates: Iterable[object]) -> tuple[object, ...]:
    """Candidates as points: of a span («من ٣ ل ٥») it is the begin that is booked."""
    return tuple(one[0] or one[1] if isinstance(one, tuple) else one for one in candidates)


def starts(candidates: Iterable[object], day: date, zone: str) -> Iterator[datetime]:
    """The instants (UTC) among candidates; a time without a day is meant on `day`."""
    for candidate in begins(candidates):
        if isinstance(candidate, datetime):
            yield candidate.astimezone(UTC)
        elif isinstance(candidate, time):
            yield at(day, candidate, zone)


def free_choices(candidates: Iterable[object], day: date | None, facts: Calendar) -> Iterator[Choice]:
    """Candidates as buttons, as far as they are free; a time needs a `day` to be one."""
    for candidate in begins(candidates):
        if is_day(candidate):
            if facts.days(candidate, candidate):
                yield Choice(f"d:{candidate.isoformat()}", Day(candidate))
        elif day is not None or isinstance(candidate, datetime):
            for start in starts((candidate,), day or facts.now.date(), facts.zone):
                if is_free(facts, start):
                    yield Choice(value(start), Moment(start))


def window(start: object, end: object, day: date | None, zone: str) -> Window | None:
    """A range as two instants (UTC); an end that was not said is the day's own. None when it is a range of days."""
    ends = [at(day, one, zone) if isinstance(one, time) and day else one for one in (start, end)]
    known = [end.astimezone(UTC) for end in ends if isinstance(end, datetime)]
    if not known:
        return None
    on = known[0].astimezone(ZoneInfo(zone)).date()
    since = known[0] if isinstance(ends[0], datetime) else at(on, time.min, zone)
    until = known[-1] if isinstance(ends[1], datetime) else at(on + timedelta(days=1), time.min, zone)
    return since, until


def is_free(facts: Calendar, start: datetime) -> bool:
    """Whether a start can be booked."""
    try:
        facts.check(start)
    except Refused:
        return False
    return True


def nearest_days(facts: Calendar, day: date) -> tuple[date, ...]:
    """The three free days nearest to a day, in their order."""
    around = facts.days(day - timedelta(days=10), day + timedelta(days=21))
    return tuple(sorted(sorted(around, key=lambda free: abs(free - day))[:3]))


def kept(candidates: Iterable[object]) -> tuple[str, ...]:
    """Readings as a draft keeps them, in ISO."""
    return tuple(str(msgspec.to_builtins(one)) for one in begins(candidates))


def known_day(pick: Pick, zone: str) -> date | None:
    """The day that a pick is on; also one that was said without certainty, if it is the only one."""
    start = pick.start or pick.hoped
    if start is not None:
        return start.astimezone(ZoneInfo(zone)).date()
    only = read_back(pick.among[0]) if len(pick.among) == 1 else None
    return only if only is not None and is_day(only) else pick.day


def is_day(reading: object) -> TypeGuard[date]:
    """Whether a reading is a day without an hour."""
    return isinstance(reading, date) and not isinstance(reading, datetime)


def read_back(text: str) -> date | datetime | time:
    """A reading out of a draft."""
    if "T" in text:
        return datetime.fromisoformat(text)
    return time.fromisoformat(text) if ":" in text else date.fromisoformat(text)
