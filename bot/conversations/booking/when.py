"""When: a month with its free days, then the free times of a day; tapped or typed."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import ClassVar, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from booking.errors import Refused
from bot import nlu
from bot.conversations.booking.draft import Pick, WhenDraft
from bot.conversations.flow import Again, Keep, Outcome, Step
from bot.conversations.questions import Availability, Calendar
from bot.conversations.refusals import explain
from bot.conversations.state import Who
from bot.i18n import week_start
from bot.messages import Body, Choice, Day, Label, Moment, Outgoing, Rows, Say, Tap, Text, say

D = TypeVar("D", bound=WhenDraft)
NOON, EVENING = time(12), time(15)
TIMES_A_ROW = 4
Reading = nlu.When


class _When(Step[D, Calendar | None]):
    """What picking a day and picking a time have in common. `pick` names the draft's field that is filled."""

    kind: ClassVar[str]

    def __init__(self, pick: str = "when") -> None:
        self.pick = pick
        self.name = self.kind if pick == "when" else f"{pick}-{self.kind}"

    def of(self, draft: D) -> Pick:
        value: Pick = getattr(draft, self.pick)
        return value

    def having(self, draft: D, pick: Pick) -> D:
        return msgspec.structs.replace(draft, **{self.pick: pick})

    def applies(self, draft: D) -> bool:
        return self.pick == "when" or bool(getattr(draft, f"wants_{self.pick}", True))

    def gone(self) -> Outgoing:
        rows = ((Choice("edit:consultation", say("go-other-consultations")),),)
        return Outgoing((say("consultation-gone"),), rows)

    def starting(self, draft: D, facts: Calendar, start: datetime, *, typed: bool) -> Outcome:
        """Take a start if it is free, else say why not and offer the nearest."""
        try:
            facts.check(start)
        except Refused as refusal:
            near = facts.nearest(start)
            return Again((explain(refusal), *((say("nearest-times"),) if near else ())), moments(near))
        if self.pick == "other" and start == draft.when.start:
            return Again((say("alternative-same"),))
        notes = (say("picked-time", time=Moment(start)),) if typed else ()
        zone = ZoneInfo(facts.zone)
        return Keep(self.having(draft, Pick(day=start.astimezone(zone).date(), start=start)), notes)

    def several(self, candidates: Sequence[object], day: date | None, facts: Calendar) -> Outcome | None:
        """Several readings: those that are free as buttons; a single free one is taken to be it."""
        rows = tuple((choice,) for choice in _readings(candidates, day, facts))
        return Again((say("which-time"),), rows) if rows else None

    def tapped(self, draft: D, facts: Calendar, value: str) -> Outcome | None:
        kind, _, rest = value.partition(":")
        try:
            match kind:
                case "m":
                    return Keep(self.having(draft, Pick(month=date.fromisoformat(f"{rest}-01"))))
                case "d":
                    return self.on(draft, facts, date.fromisoformat(rest))
                case "t":
                    return self.starting(draft, facts, datetime.fromisoformat(rest), typed=False)
                case _:
                    return None
        except ValueError:  # a value of our own never fails here; one made up by hand is just not understood
            return None

    def on(self, draft: D, facts: Calendar, day: date, window: tuple[datetime, datetime] | None = None) -> Outcome:
        """Take a day if it has free times, else offer the nearest days that have."""
        if facts.days(day, day):
            return Keep(self.having(draft, Pick(day=day, window=window)))
        near = _nearest_days(facts, day)
        return Again((say("refused-day", day=Day(day)), *((say("nearest-days"),) if near else ())), days(near))

    def reads(self, draft: D, facts: Calendar, value: object, *, past: bool) -> Outcome | None:
        if past:
            return Again((say("refused-past"),))
        if isinstance(value, datetime):
            return self.starting(draft, facts, value.astimezone(ZoneInfo("UTC")), typed=True)
        return self.on(draft, facts, value) if isinstance(value, date) else None

    def within(self, draft: D, facts: Calendar, read: Reading) -> Outcome | None:
        """A range: its first day with the times inside it, or its days to choose from."""
        if isinstance(read.start, datetime):
            until = read.end if isinstance(read.end, datetime) else read.start + timedelta(hours=6)
            return self.on(draft, facts, read.start.date(), (read.start, until))
        if isinstance(read.start, date) and isinstance(read.end, date):
            free = facts.days(read.start, read.end)
            return Again((say("which-day"),), days(free[:7])) if free else self.on(draft, facts, read.start)
        return None


class PickDay(_When[D]):
    """Asks for a day: a month grid where only free days can be tapped."""

    kind = "day"

    def settled(self, draft: D, who: Who) -> bool:
        pick = self.of(draft)
        return not self.applies(draft) or any((pick.day, pick.start, pick.wanted))

    def needs(self, draft: D, who: Who) -> Availability:
        return Availability(draft.consultation_id, moving=draft.moving)

    def ask(self, draft: D, facts: Calendar | None, who: Who) -> Outgoing:
        if facts is None:
            return self.gone()
        today = who.local.date()
        free = facts.days(today, today + timedelta(days=facts.consultation.horizon))
        if not free:
            return Outgoing((say("no-free-days"),), ((Choice("do:human", say("go-coach")),),))
        month = max(self.of(draft).month or free[0], today).replace(day=1)
        question = say("ask-day") if self.pick == "when" else say("ask-other-day")
        return Outgoing((question,), month_grid(month, free, who.coach.country))

    def take(self, draft: D, facts: Calendar | None, body: Body, who: Who) -> Outcome | None:
        if facts is None:  # archived meanwhile: the card says so and offers the others
            return Again(())
        match body:
            case Tap(value=value):
                return self.tapped(draft, facts, value)
            case Text(text=text):
                return self._typed(draft, facts, text, who)
            case _:
                return None

    def _typed(self, draft: D, facts: Calendar, text: str, who: Who) -> Outcome | None:
        read = nlu.understand_when(text, "date", who.local, horizon_days=facts.consultation.horizon)
        if read.status == "ok":
            return self.reads(draft, facts, read.value, past=read.past)
        if read.status == "range":
            return self.within(draft, facts, read)
        if read.status == "ambiguous":
            return self.several(read.candidates, None, facts)
        return no_time(read)

    def simpler(self, draft: D, who: Who) -> Say:
        return say("simpler-day")

    def reopen(self, draft: D) -> D:
        month = self.of(draft).month
        return self.having(draft, Pick(month=month))


class PickTime(_When[D]):
    """Asks for a time on the day that was picked."""

    kind = "time"

    def settled(self, draft: D, who: Who) -> bool:
        return not self.applies(draft) or self.of(draft).start is not None

    def needs(self, draft: D, who: Who) -> Availability:
        return Availability(draft.consultation_id, around=self._day(draft, who), moving=draft.moving)

    def _day(self, draft: D, who: Who) -> date:
        """The day that was picked, with the time that was wanted at the least."""
        pick = self.of(draft)
        if pick.day is not None:
            return pick.day
        return pick.wanted.astimezone(ZoneInfo(who.client.timezone)).date() if pick.wanted else who.local.date()

    def ask(self, draft: D, facts: Calendar | None, who: Who) -> Outgoing:
        if facts is None:
            return self.gone()
        pick = self.of(draft)
        day = self._day(draft, who)
        if pick.wanted is not None and (near := facts.nearest(pick.wanted)):
            return Outgoing((say("nearest-times"),), (*moments(near), _OTHER_DAY))
        times = [start for start in facts.times(day) if start != self._preferred(draft)]
        shown = [start for start in times if not pick.window or pick.window[0] <= start < pick.window[1]] or times
        more = ((Choice("all", say("go-all-times")),),) if len(shown) < len(times) else ()
        line = say("ask-time", day=Day(day)) if times else say("no-free-times", day=Day(day))
        return Outgoing((line,), (*grouped(shown, facts.zone), *more, _OTHER_DAY))

    def _preferred(self, draft: D) -> datetime | None:
        return draft.when.start if self.pick == "other" else None

    def take(self, draft: D, facts: Calendar | None, body: Body, who: Who) -> Outcome | None:
        if facts is None:  # archived meanwhile: the card says so and offers the others
            return Again(())
        match body:
            case Tap(value="all"):
                return Keep(self.having(draft, msgspec.structs.replace(self.of(draft), window=None)))
            case Tap(value="day"):
                return Keep(self.having(draft, Pick(month=self.of(draft).month)))
            case Tap(value=value):
                return self.tapped(draft, facts, value)
            case Text(text=text):
                return self._typed(draft, facts, text, who)
            case _:
                return None

    def _typed(self, draft: D, facts: Calendar, text: str, who: Who) -> Outcome | None:
        day = self._day(draft, who)
        read = nlu.understand_when(text, "time", who.local, horizon_days=facts.consultation.horizon)
        match read.status:
            case "ok" if isinstance(read.value, time):
                return self.starting(draft, facts, _at(day, read.value, facts.zone), typed=True)
            case "ok":
                return self.reads(draft, facts, read.value, past=read.past)
            case "range":
                return self._within(draft, facts, read, day)
            case "ambiguous":
                return self._one_of(draft, facts, read.candidates, day)
            case _:
                return no_time(read)

    def _within(self, draft: D, facts: Calendar, read: Reading, day: date) -> Outcome | None:
        since, until = (_at(day, end, facts.zone) if isinstance(end, time) else end for end in (read.start, read.end))
        if isinstance(since, datetime) and isinstance(until, datetime):
            return self.on(draft, facts, since.astimezone(ZoneInfo(facts.zone)).date(), (since, until))
        return self.within(draft, facts, read)

    def _one_of(self, draft: D, facts: Calendar, candidates: Sequence[object], day: date) -> Outcome | None:
        free = [start for start in _starts(candidates, day, facts) if _is_free(facts, start)]
        if len(free) == 1:
            return self.starting(draft, facts, free[0], typed=True)
        if free:
            return Again((say("which-time"),), moments(free))
        first = next(iter(_starts(candidates, day, facts)), None)
        return self.starting(draft, facts, first, typed=True) if first else self.several(candidates, day, facts)

    def simpler(self, draft: D, who: Who) -> Say:
        return say("simpler-time")

    def reopen(self, draft: D) -> D:
        return self.having(draft, Pick(day=self.of(draft).day))


_OTHER_DAY = (Choice("day", say("go-other-day")),)


def no_time(read: Reading) -> Outcome | None:
    """A refusal of the reader as an answer; None when it just did not understand."""
    ids = {"past": "refused-past", "impossible": "date-impossible", "nonexistent": "time-nonexistent"}
    return Again((say(ids[read.reason]),)) if read.reason in ids else None


# ------------------------------------------------------------------------------------------------------ buttons


def month_grid(month: date, free: Sequence[date], country: str) -> Rows:
    """The month as rows of seven: a heading with arrows, the weekdays, and the days, only free ones tappable."""
    open_days = {day for day in free if (day.year, day.month) == (month.year, month.month)}
    return (
        _heading(month, free),
        *_weeks(month, frozenset(open_days), week_start(country)),
    )


def _heading(month: date, free: Sequence[date]) -> tuple[Choice, ...]:
    before, after = (month - timedelta(days=1)).replace(day=1), (month + timedelta(days=31)).replace(day=1)
    back = Choice(f"m:{before:%Y-%m}", "‹") if free[0] < month else Choice("", " ")
    on = Choice(f"m:{after:%Y-%m}", "›") if free[-1] >= after else Choice("", " ")
    return (back, Choice("", Day(month, "month")), on)


@lru_cache(maxsize=256)
def _weeks(month: date, free: frozenset[date], first_weekday: int) -> Rows:
    weeks = calendar.Calendar(first_weekday).monthdatescalendar(month.year, month.month)
    names = tuple(Choice("", Day(day, "letter")) for day in weeks[0])
    return (names, *(tuple(_cell(day, month, free) for day in week) for week in weeks if free & set(week)))


def _cell(day: date, month: date, free: frozenset[date]) -> Choice:
    if day.month != month.month:
        return Choice("", " ")
    return Choice(f"d:{day.isoformat()}", Day(day, "number")) if day in free else Choice("", "·")


def days(free: Sequence[date]) -> Rows:
    """Days as buttons, a row each."""
    return tuple((Choice(f"d:{day.isoformat()}", Day(day)),) for day in free)


def moments(free: Sequence[datetime]) -> Rows:
    """Starts as buttons with weekday, day and time, a row each."""
    return tuple((Choice(_value(start), Moment(start)),) for start in free)


def grouped(starts: Sequence[datetime], zone: str) -> Rows:
    """The times of one day under «صباحًا», «ظهرًا» and «مساءً»."""
    tz = ZoneInfo(zone)
    rows: list[tuple[Choice, ...]] = []
    for part, lower, upper in (("morning", time.min, NOON), ("noon", NOON, EVENING), ("evening", EVENING, None)):
        inside = [
            s for s in starts if lower <= s.astimezone(tz).time() and (not upper or s.astimezone(tz).time() < upper)
        ]
        if inside:
            rows.append((Choice("", say(f"part-{part}")),))
            buttons = [Choice(_value(start), Moment(start, "clock")) for start in inside]
            rows.extend(tuple(buttons[i : i + TIMES_A_ROW]) for i in range(0, len(buttons), TIMES_A_ROW))
    return tuple(rows)


def _value(start: datetime) -> str:
    return f"t:{start:%Y-%m-%dT%H:%M}Z"


# ---------------------------------------------------------------------------------------------------- readings


def _at(day: date, at: time, zone: str) -> datetime:
    return datetime.combine(day, at, ZoneInfo(zone)).astimezone(ZoneInfo("UTC"))


def _starts(candidates: Sequence[object], day: date, facts: Calendar) -> Iterator[datetime]:
    for candidate in candidates:
        if isinstance(candidate, datetime):
            yield candidate.astimezone(ZoneInfo("UTC"))
        elif isinstance(candidate, time):
            yield _at(day, candidate, facts.zone)


def _readings(candidates: Sequence[object], day: date | None, facts: Calendar) -> Iterator[Choice]:
    for candidate in candidates:
        label: Label
        if isinstance(candidate, datetime):
            start = candidate.astimezone(ZoneInfo("UTC"))
            if _is_free(facts, start):
                yield Choice(_value(start), Moment(start))
        elif isinstance(candidate, date):
            if facts.days(candidate, candidate):
                yield Choice(f"d:{candidate.isoformat()}", Day(candidate))
        elif isinstance(candidate, time) and day:
            label = Moment(_at(day, candidate, facts.zone))
            yield Choice(_value(_at(day, candidate, facts.zone)), label)


def _is_free(facts: Calendar, start: datetime) -> bool:
    try:
        facts.check(start)
    except Refused:
        return False
    return True


def _nearest_days(facts: Calendar, day: date) -> tuple[date, ...]:
    around = facts.days(day - timedelta(days=10), day + timedelta(days=21))
    return tuple(sorted(sorted(around, key=lambda free: abs(free - day))[:3]))
