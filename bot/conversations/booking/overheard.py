"""Reads one message for every fact of a booking in it, puts them into the draft, and says what was understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

import msgspec

from booking.catalogue import Consultation, MeetingType
from bot import nlu
from bot.conversations import cards
from bot.conversations.booking.draft import BookingDraft, Pick, WhenDraft, chosen
from bot.conversations.booking.readings import at, begins, is_day, kept, known_day, window
from bot.conversations.flow import Keep, Listener
from bot.conversations.questions import Offered
from bot.conversations.state import Who
from bot.messages import Day, Hour, Moment, Say, Value, say

D = TypeVar("D", bound=WhenDraft)
MOST_DAYS = 14
"""Of a stretch of days, as many as fit on a card."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What one message says of a booking. `offers` are the consultations it may mean, best first; `past` is a time
    that was understood and cannot be had."""

    offers: tuple[Consultation, ...] = ()
    when: nlu.When | None = None
    meeting: MeetingType | None = None
    past: bool = False

    @property
    def kinds(self) -> int:
        """How many kinds of facts there are."""
        return bool(self.offers) + (self.when is not None or self.past) + (self.meeting is not None)


def hear(text: str, offered: tuple[Consultation, ...], who: Who) -> Heard:
    """Everything a message says of a booking; a time of the past or one that does not exist is no fact."""
    when = nlu.understand_when(text, "datetime", who.local)
    anything = when.status == "ambiguous" and not when.candidates  # «أي يوم»: nothing to put down
    known = when.status != "reject" and not when.past and not anything
    past = when.past or when.reason == "past"
    return Heard(nlu.consultations(text, offered), when if known else None, nlu.meeting(text), past)


def fill(draft: BookingDraft, heard: Heard, who: Who) -> Keep[BookingDraft] | None:
    """The draft with what was heard in it, and one line that says so; None when nothing of it could be used."""
    understood: list[Value] = []
    notes: list[Say] = []
    filled = _consultation(draft, heard, who, understood)
    filled = _when(filled, heard, who, understood)
    filled = _meeting(filled, heard, understood, notes)
    if heard.past and understood:
        notes.append(say("refused-past"))
    return _kept(draft, filled, understood, notes)


def corrected(draft: D, text: str, who: Who) -> Keep[D] | None:
    """The draft with a time that was said in place of the one it has; a mere number is no time, but a choice."""
    heard = hear(text, (), who) if nlu.small_number(text) is None else Heard()
    if heard.past:
        return Keep(draft, (say("refused-past"),))
    understood: list[Value] = []
    return _kept(draft, _when(draft, heard, who, understood), understood, [])


def _kept(draft: D, filled: D, understood: list[Value], notes: list[Say]) -> Keep[D] | None:
    """What was heard, and the line that says so; what is asked about later is not passed over in silence either."""
    if filled == draft and not notes:
        return None
    if not understood and filled.when != draft.when:
        notes = [say("heard-open"), *notes]
    return Keep(filled, (*_echo(understood), *notes))


def _echo(understood: list[Value]) -> tuple[Say, ...]:
    """What was understood, in one line."""
    names = ("first", "second", "third")[: len(understood)]
    return (Say(f"heard-{len(understood)}", dict(zip(names, understood, strict=True))),) if understood else ()


def _consultation(draft: BookingDraft, heard: Heard, who: Who, understood: list[Value]) -> BookingDraft:
    if len(heard.offers) != 1:
        return draft
    offer = heard.offers[0]
    understood.append(who.title(offer))
    if offer.consultation_id == draft.consultation_id:
        return draft
    return chosen(offer, draft)


def _meeting(draft: BookingDraft, heard: Heard, understood: list[Value], notes: list[Say]) -> BookingDraft:
    if heard.meeting is None:
        return draft
    if draft.delivery in {"both", ""}:  # not known before a consultation is chosen: checked again then
        understood.append(cards.meeting(heard.meeting))
        return msgspec.structs.replace(draft, meeting=heard.meeting.value)
    if draft.meeting == heard.meeting.value:
        understood.append(cards.meeting(heard.meeting))
    else:
        notes.append(say("meeting-only", meeting=cards.meeting(draft.meeting)))
    return draft


def _when(draft: D, heard: Heard, who: Who, understood: list[Value]) -> D:
    pick = picked(heard.when, draft.when, who) if heard.when is not None else None
    if pick is None:
        return draft
    understood.extend(_spoken(pick))
    return msgspec.structs.replace(draft, when=pick)


def picked(when: nlu.When, before: Pick, who: Who) -> Pick | None:
    """What a reading means for a time being picked: a correction of the day keeps the hour, and the other way round.

    Nothing here is checked against the calendar; that is done before the next question (`WeighTime`).
    """
    zone = ZoneInfo(who.client.timezone)
    start = before.start or before.hoped
    known = known_day(before, zone.key)
    hour = start.astimezone(zone).time() if start else before.at
    match when.status, when.value:
        case "ok", datetime() as moment:
            return Pick(hoped=moment.astimezone(UTC))
        case "ok", date() as day:
            return _joined(day, hour, zone) if hour else Pick(day=day)
        case "ok", time() as said:
            return _joined(known, said, zone) if known else Pick(at=said)
        case "ambiguous", _:
            return _one_of(begins(when.candidates), known, hour, zone)
        case "range", _:
            return _inside(when, known, hour, zone)
        case _:
            return None


def _joined(day: date, hour: time, zone: ZoneInfo) -> Pick:
    return Pick(hoped=at(day, hour, zone.key))


def _one_of(readings: Sequence[object], known: date | None, hour: time | None, zone: ZoneInfo) -> Pick:
    """Several readings to choose from; days leave the hour as it was, hours the day."""
    if all(is_day(one) for one in readings):
        return Pick(among=kept(readings), at=hour)
    days = {one.astimezone(zone).date() for one in readings if isinstance(one, datetime)}
    return Pick(day=days.pop() if len(days) == 1 else known, among=kept(readings))


def _inside(when: nlu.When, known: date | None, hour: time | None, zone: ZoneInfo) -> Pick | None:
    """A part of a day narrows its times; a stretch of days («الأسبوع الجاي») is a choice among them."""
    inside = window(when.start, when.end, known, zone.key)
    if inside:
        return Pick(day=inside[0].astimezone(zone).date(), window=inside)
    if isinstance(when.start, date) and isinstance(when.end, date):
        days = min((when.end - when.start).days + 1, MOST_DAYS)
        return Pick(among=kept(when.start + timedelta(days=day) for day in range(days)), at=hour)
    return None


def _spoken(pick: Pick) -> list[Value]:
    """What is certain of a reading; what has to be asked is not said as if it were known."""
    if pick.hoped is not None:
        return [Moment(pick.hoped)]
    if pick.day is not None:
        return [Day(pick.day)]
    return [Hour(pick.at)] if pick.at is not None and not pick.among else []


class Overhear(Listener[BookingDraft, tuple[Consultation, ...]]):
    """Listens in every step of the booking for facts that it did not ask for."""

    def needs(self, draft: BookingDraft, who: Who) -> Offered:
        return Offered()

    def hear(
        self, draft: BookingDraft, facts: tuple[Consultation, ...], text: str, who: Who, *, more_than: int
    ) -> Keep[BookingDraft] | None:
        heard = hear(text, facts, who)
        if heard.kinds <= more_than:
            return None
        alone = Keep(draft, (say("refused-past"),)) if heard.past and not more_than else None
        return fill(draft, heard, who) or alone
