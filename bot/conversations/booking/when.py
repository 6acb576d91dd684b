"""When: a month with its free days, then the free times of a day; tapped or typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import ClassVar, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from booking.errors import Refused
from bot import nlu
from bot.conversations.booking.draft import Pick, WhenDraft
from bot.conversations.booking.grid import days, grouped, moments, month_grid
from bot.conversations.booking.readings import (
    at,
    begins,
    free_choices,
    is_free,
    kept,
    known_day,
    nearest_days,
    read_back,
    starts,
    window,
)
from bot.conversations.flow import Again, Keep, Outcome, Step
from bot.conversations.questions import Availability, Calendar
from bot.conversations.refusals import explain
from bot.conversations.state import Who
from bot.messages import Body, Choice, Day, Moment, Outgoing, Rows, Say, Tap, Text, say

D = TypeVar("D", bound=WhenDraft)
NEAREST = (1, 2, 3)
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

    def several(self, draft: D, candidates: Sequence[object], day: date | None, facts: Calendar) -> Outcome | None:
        """Several readings: those that are free as buttons; without any («أي يوم») all is open: asked as before."""
        if not candidates:
            return Again(())
        rows = tuple((choice,) for choice in free_choices(candidates, day, facts))
        if rows:
            return Again((which(rows),), rows)
        return self.reads(draft, facts, begins(candidates)[0], past=False)

    def soonest(self, facts: Calendar) -> Outcome:
        """«أقرب موعد»: the next free times to choose from."""
        near = facts.nearest(facts.now)
        return Again((say("nearest-times" if near else "no-free-days"),), moments(near) if near else None)

    def tapped(self, draft: D, facts: Calendar, value: str) -> Outcome | None:
        kind, _, rest = value.partition(":")
        try:
            match kind:
                case "day":
                    return Keep(self.having(draft, Pick(month=self.of(draft).month)))
                case "m":
                    return Keep(self.having(draft, Pick(month=date.fromisoformat(f"{rest}-01"))))
                case "d":
                    return self.on(draft, facts, date.fromisoformat(rest))
                case "t":
                    return self.starting(draft, facts, datetime.strptime(rest, "%Y-%m-%dT%H:%M%z"), typed=False)
                case _:
                    return None
        except ValueError:  # a value of our own never fails here; one made up by hand is just not understood
            return None

    def on(self, draft: D, facts: Calendar, day: date, window: tuple[datetime, datetime] | None = None) -> Outcome:
        """Take a day if it has free times, else offer the nearest days that have."""
        if facts.days(day, day):
            pick = self.of(draft)
            if pick.at is not None and window is None:  # the hour was said before the day
                return Keep(self.having(draft, Pick(hoped=at(day, pick.at, facts.zone))))
            hours = [one for one in map(read_back, pick.among) if isinstance(one, time)]
            if hours and window is None:
                return self.hours_on(draft, facts, hours, day)
            return Keep(self.having(draft, Pick(day=day, window=window)))
        near = nearest_days(facts, day)
        return Again((say("refused-day", day=Day(day)), *((say("nearest-days"),) if near else ())), days(near))

    def hours_on(self, draft: D, facts: Calendar, hours: Sequence[time], day: date) -> Outcome:
        """The readings of an hour that was said before its day: the one that is free then, or a choice of those."""
        meant = list(starts(hours, day, facts.zone))
        free = [start for start in meant if is_free(facts, start)]
        if len(free) > 1:
            return Keep(self.having(draft, Pick(day=day, among=kept(free))))
        return self.starting(draft, facts, (free or meant)[0], typed=True)

    def typed(self, draft: D, facts: Calendar, text: str, day: date | None, who: Who) -> Outcome | None:
        """What was typed, read as an hour once the `day` is known, else as a day."""
        horizon = facts.consultation.horizon
        read = nlu.understand_when(text, "time" if day else "date", who.local, horizon_days=horizon)
        match read.status:
            case "ok" if isinstance(read.value, time):
                return self.starting(draft, facts, at(day, read.value, facts.zone), typed=True) if day else None
            case "ok":
                return self.reads(draft, facts, read.value, past=read.past)
            case "range":
                return self.within(draft, facts, read, day)
            case "ambiguous":
                return self.one_of(draft, facts, read.candidates, day)
            case _:
                return no_time(read)

    def one_of(self, draft: D, facts: Calendar, candidates: Sequence[object], day: date | None) -> Outcome | None:
        """Several readings, of which those on a known day need no question when only one is free."""
        meant = list(starts(candidates, day, facts.zone)) if day else []
        free = [start for start in meant if is_free(facts, start)]
        if len(free) == 1:
            return self.starting(draft, facts, free[0], typed=True)
        if free:
            return Again((say("which-time"),), moments(free))
        if meant:
            return self.starting(draft, facts, meant[0], typed=True)
        return self.several(draft, candidates, day, facts)

    def reads(self, draft: D, facts: Calendar, value: object, *, past: bool) -> Outcome | None:
        if past:
            return Again((say("refused-past"),))
        if isinstance(value, datetime):
            return self.starting(draft, facts, value.astimezone(ZoneInfo("UTC")), typed=True)
        return self.on(draft, facts, value) if isinstance(value, date) else None

    def within(self, draft: D, facts: Calendar, read: Reading, day: date | None) -> Outcome | None:
        """A range: its first day with the times inside it, or its days to choose from."""
        inside = window(read.start, read.end, day, facts.zone)
        if inside is not None:
            return self.on(draft, facts, inside[0].astimezone(ZoneInfo(facts.zone)).date(), inside)
        first = read.start if isinstance(read.start, date) else facts.now.astimezone(ZoneInfo(facts.zone)).date()
        last = read.end if isinstance(read.end, date) else first + timedelta(days=facts.consultation.horizon)
        free = facts.days(first, last)
        return Again((say("which-day"),), days(free[:7])) if free else self.on(draft, facts, first)


class PickDay(_When[D]):
    """Asks for a day: a month grid where only free days can be tapped."""

    kind = "day"

    def settled(self, draft: D, who: Who) -> bool:
        pick = self.of(draft)
        return not self.applies(draft) or (any((pick.day, pick.start, pick.wanted, pick.hoped)) and not pick.among)

    def needs(self, draft: D, who: Who) -> Availability:
        return Availability(draft.consultation_id, moving=draft.moving)

    def ask(self, draft: D, facts: Calendar | None, who: Who) -> Outgoing:
        if facts is None:
            return self.gone()
        today = who.local.date()
        free = facts.days(today, today + timedelta(days=facts.consultation.horizon))
        if not free:
            return Outgoing((say("no-free-days"),), ((Choice("do:human", say("go-coach")),),))
        if said := self._said(draft, facts):
            return said
        month = max(self.of(draft).month or free[0], today).replace(day=1)
        question = say("ask-day") if self.pick == "when" else say("ask-other-day")
        return Outgoing((question,), month_grid(month, free, who.coach.country))

    def take(self, draft: D, facts: Calendar | None, body: Body, who: Who) -> Outcome | None:
        if facts is None:  # archived meanwhile: the card says so and offers the others
            return Again(())
        match body:
            case Tap(value=value):
                return self.tapped(draft, facts, value)
            case Text(text=text) if not self._is_choice(draft, facts, text):
                return self._typed(draft, facts, text, who)
            case _:
                return None

    def _said(self, draft: D, facts: Calendar) -> Outgoing | None:
        """What was said earlier, to choose from: its readings that are free, else the nearest; hours wait for a day."""
        pick = self.of(draft)
        said = [one for one in map(read_back, pick.among) if pick.day or not isinstance(one, time)]
        if not said:
            return None
        if among := tuple((choice,) for choice in free_choices(said, pick.day, facts)):
            return Outgoing((which(among),), (*among, _OTHER_DAY))
        first = next(starts(said, pick.day or facts.now.date(), facts.zone), said[0])
        refused = self.reads(draft, facts, first, past=False)
        if not isinstance(refused, Again):
            return None
        return Outgoing(refused.notes, (*(refused.rows or ()), _OTHER_DAY))

    def _is_choice(self, draft: D, facts: Calendar, text: str) -> bool:
        """Whether a number means one of the few readings on the card, and no day of the month."""
        said, number = self._said(draft, facts), nlu.small_number(text)
        return said is not None and number is not None and 1 <= number <= len(said.rows)

    def _typed(self, draft: D, facts: Calendar, text: str, who: Who) -> Outcome | None:
        if nlu.intent(text) is nlu.Intent.SOONEST:
            return self.soonest(facts)
        day = known_day(self.of(draft), facts.zone) if nlu.small_number(text) is None else self.of(draft).day
        hour = self.typed(draft, facts, text, day, who) if day else None
        return hour or self.typed(draft, facts, text, None, who)

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
        if pick.wanted is not None and (near := facts.nearest(pick.wanted, len(NEAREST))):
            return Outgoing((say("nearest-times"),), (*moments(near), _OTHER_DAY))
        times = [start for start in facts.times(day) if start != self._preferred(draft)]
        shown = [start for start in times if not pick.window or pick.window[0] <= start < pick.window[1]] or times
        more = ((Choice("all", say("go-all-times")),),) if len(shown) < len(times) else ()
        if not times:
            return Outgoing((say("no-free-times", day=Day(day)),), (*days(nearest_days(facts, day)), _OTHER_DAY))
        zone = (say("times-in-zone", city=Moment(times[0], "zone")),) if who.voice.zone_named else ()
        return Outgoing((*zone, say("ask-time", day=Day(day))), (*grouped(shown, facts.zone), *more, _OTHER_DAY))

    def _preferred(self, draft: D) -> datetime | None:
        return draft.when.start if self.pick == "other" else None

    def take(self, draft: D, facts: Calendar | None, body: Body, who: Who) -> Outcome | None:
        if facts is None:  # archived meanwhile: the card says so and offers the others
            return Again(())
        match body:
            case Tap(value="all"):
                return Keep(self.having(draft, msgspec.structs.replace(self.of(draft), window=None)))
            case Tap(value=value):
                return self.tapped(draft, facts, value)
            case Text(text=text) if self.of(draft).wanted is None or nlu.small_number(text) not in NEAREST:
                return self._typed(draft, facts, text, who)
            case _:  # a number beside the nearest times means one of them
                return None

    def _typed(self, draft: D, facts: Calendar, text: str, who: Who) -> Outcome | None:
        if nlu.intent(text) is nlu.Intent.SOONEST:
            return self.soonest(facts)
        return self.typed(draft, facts, text, self._day(draft, who), who)

    def simpler(self, draft: D, who: Who) -> Say:
        return say("simpler-time")

    def reopen(self, draft: D) -> D:
        return self.having(draft, Pick(day=self.of(draft).day))


_OTHER_DAY = (Choice("day", say("go-other-day")),)


def which(rows: Rows) -> Say:
    """The question above readings to choose from: of days or of times."""
    return say("which-time" if rows[0][0].value.startswith("t:") else "which-day")


def no_time(read: Reading) -> Outcome | None:
    """A refusal of the reader as an answer; None when it just did not understand."""
    ids = {"past": "refused-past", "impossible": "date-impossible", "nonexistent": "time-nonexistent"}
    return Again((say(ids[read.reason]),)) if read.reason in ids else None
