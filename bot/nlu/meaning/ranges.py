"""Ranges between two days or two hours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import product
from typing import TypeAlias

from bot.nlu.items import Clock, Prayer
from bot.nlu.meaning.hours import At, readings
from bot.nlu.meaning.moments import combined, time_alone, unbound
from bot.nlu.meaning.reading import Reading
from bot.nlu.meaning.result import Moment, Setting, When, choice, offered, rank

Pair: TypeAlias = tuple[Moment | None, Moment | None]


def between(first: Reading, last: Reading, setting: Setting) -> When:
    """From one clause to the next."""
    if first.hours and last.hours:
        return _between_hours(first, last, setting)
    if first.days.dates and last.days.dates and not (first.hours or last.hours):
        return _between_days(first.days.dates, last.days.dates)
    ends = [unbound(reading, setting) for reading in (first, last)]
    if all(end.status == "range" and end.start for end in ends):
        return When("range", start=ends[0].start, end=ends[1].start if isinstance(last.part, Prayer) else ends[1].end)
    return choice(ends, setting)


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
        return When("ambiguous", candidates=offered(time_alone(first, setting)))
    shortest = min(_length(a, b) for a, b in pairs)
    best = [pair for pair in pairs if _length(*pair) == shortest]
    ranges = [found for a, b in best for found in _dated_range(first, last, a, b, setting)]
    if len(ranges) == 1:
        return When("range", start=ranges[0][0], end=ranges[0][1])
    kept = [pair for pair in ranges if not isinstance(pair[0], datetime) or pair[0] >= setting.reference] or ranges
    return When("ambiguous", candidates=tuple(_best_first(kept, setting)))


def _best_first(pairs: Iterable[Pair], setting: Setting) -> list[Pair]:
    return sorted(pairs, key=lambda pair: rank(pair[0], setting))


def _halves(reading: Reading) -> Iterable[At]:
    return reading.hours or (tuple(readings(reading.clock, None)) if isinstance(reading.clock, Clock) else ())


def _length(a: At, b: At) -> int:
    return b.minutes + 1440 * b.next_day - a.minutes - 1440 * a.next_day


def _after(a: At, b: At) -> bool:
    return _length(a, b) > 0


def _dated_range(first: Reading, last: Reading, a: At, b: At, setting: Setting) -> list[Pair]:
    if not first.days.dates:
        return [(a.wall, b.wall)]
    found: list[Pair] = []
    for day in first.days.dates:
        start = combined(day, a, setting)
        end = combined(day if last.days.dates == first.days.dates else last.days.dates[0], b, setting)
        if start and end:
            found.append((start, end))
    return found
