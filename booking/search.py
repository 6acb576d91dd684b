"""One look at a calendar: the rules of a consultation laid out so that any start is settled fast."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from heapq import merge
from itertools import accumulate
from zoneinfo import ZoneInfo

from booking.catalogue import Consultation
from booking.errors import Refused
from booking.hours import Taken, Week
from booking.starts import Spans, fits, starts
from booking.wallclock import DAY, begins


class Search:
    """What one consultation may still have of a coach's time; the arguments are those of `booking.slots`.

    `earliest` and `end` bound the starts that notice and horizon allow, `end` not included.
    """

    def __init__(
        self, consultation: Consultation, week: Week, taken: Iterable[Taken], booked: Mapping[date, int], now: datetime
    ) -> None:
        self.consultation = consultation
        self.zone = ZoneInfo(week.zone)
        full = sorted(day for day, count in booked.items() if count >= consultation.max_bookings_per_day)
        self._full_from = [begins(day, self.zone) for day in full]
        self._full_until = [begins(day + DAY, self.zone) for day in full]
        self.earliest = now + consultation.min_notice
        self.end = begins(self.local_day(now) + timedelta(days=consultation.horizon + 1), self.zone)
        self._exceptions = {exception.day: exception.spans for exception in week.exceptions}
        self._weekly = _weekly(week)
        self._before = timedelta(minutes=consultation.buffer_before)
        self._after = timedelta(minutes=consultation.duration_minutes + consultation.buffer_after)
        busy = sorted(taken, key=lambda session: session.busy_from)
        self._busy_from = [session.busy_from for session in busy]
        self._busy_until = list(accumulate((session.busy_to for session in busy), max))
        self._joinable = {session.starts_at for session in busy if self._is_joinable(session)}

    def local_day(self, instant: datetime) -> date:
        """The coach's local day of an instant."""
        return instant.astimezone(self.zone).date()

    def spans(self, day: date) -> Spans:
        """The working hours that open on a day of the coach."""
        exception = self._exceptions.get(day)
        return self._weekly.get(day.weekday(), ()) if exception is None else exception

    def starts(self, since: datetime | None = None, until: datetime | None = None) -> list[datetime]:
        """The starts from `since` up to `until`, not included, that hours, notice and horizon allow, ascending."""
        since, until = max(since or self.earliest, self.earliest), min(until or self.end, self.end)
        if since >= until:
            return []
        found = self._opening(self.local_day(since) - DAY, self.local_day(until))
        return found[bisect_left(found, since) : bisect_left(found, until)]

    def _opening(self, first: date, last: date) -> list[datetime]:
        """Starts in hours that open from `first` to `last`, ascending (hours over midnight may meet the next day's)."""
        step, duration = self.consultation.slot_step, self.consultation.duration_minutes
        found: list[datetime] = []
        ascending = True
        for number in range((last - first).days + 1):
            day = first + timedelta(days=number)
            opening = starts(self.spans(day), self.zone, day, step, duration)
            ascending = ascending and (not found or not opening or found[-1] < opening[0])
            found.extend(opening)
        return found if ascending else sorted(set(found))

    def days(self, first: date, last: date, zone: str | None) -> Iterator[tuple[date, Sequence[datetime]]]:
        """The local days of `zone` from `first` to `last`, as far as anything can be booked, each with its starts."""
        there = ZoneInfo(zone) if zone else self.zone
        first = max(first, self.earliest.astimezone(there).date())
        last = min(last, self.end.astimezone(there).date())
        if first > last:
            return
        found = self.starts(begins(first, there), begins(last + DAY, there))
        lower = 0
        for number in range((last - first).days + 1):
            day = first + timedelta(days=number)
            upper = bisect_left(found, begins(day + DAY, there), lower)
            yield day, found[lower:upper]
            lower = upper

    def outwards(self, wanted: datetime) -> Iterator[datetime]:
        """All starts from the one nearest to `wanted` outwards, the earlier of equals first."""
        found = self.starts()
        middle = bisect_left(found, wanted)
        earlier, later = reversed(found[:middle]), iter(found[middle:])
        return merge(earlier, later, key=lambda start: abs(start - wanted))

    def is_free(self, start: datetime) -> bool:
        """Whether a start that hours, notice and horizon allow is still to be had."""
        return not self.is_full(start) and self.is_clear(start)

    def is_clear(self, start: datetime) -> bool:
        """Whether nothing else claims the time, buffers included, or a seat of a group that starts then is left."""
        if start in self._joinable:  # the group has claimed its time already: a seat is all that is needed
            return True
        begun = bisect_left(self._busy_from, start + self._after)
        return not begun or self._busy_until[begun - 1] <= start - self._before

    def is_full(self, start: datetime) -> bool:
        """Whether the coach's local day has as many bookings of this consultation as it may have."""
        if not self._full_from:
            return self.consultation.max_bookings_per_day < 1
        begun = bisect_right(self._full_from, start)
        return begun > 0 and start < self._full_until[begun - 1]

    def _is_joinable(self, session: Taken) -> bool:
        return session.consultation_id == self.consultation.consultation_id and session.seats_left > 0

    def check_window(self, now: datetime, start: datetime) -> None:
        """Refuse what is past, too soon or too far."""
        if start < now:
            raise Refused("refused-past")
        if start < self.earliest:
            raise Refused("refused-too-soon", hours=-(-self.consultation.min_notice // timedelta(hours=1)))
        if start >= self.end:
            raise Refused("refused-too-far", days=self.consultation.horizon)

    def check_hours(self, start: datetime) -> None:
        """Refuse what is no start of the working hours; the most telling reason of the coach's local day."""
        if self.starts(start, start + timedelta.resolution):
            return
        day = self.local_day(start)
        opening = (day - DAY, day)
        if any(fits(self.spans(d), self.zone, d, self.consultation.duration_minutes, start) for d in opening):
            raise Refused("refused-off-step")
        if not self.spans(day):
            raise Refused("refused-closed", day=day)
        raise Refused("refused-outside-hours", day=day, spans=self.spans(day))


def _weekly(week: Week) -> dict[int, Spans]:
    spans: dict[int, Spans] = {}
    for hours in week.hours:
        spans[hours.weekday] = (*spans.get(hours.weekday, ()), (hours.since, hours.until))
    return spans
