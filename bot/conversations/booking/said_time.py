"""A time that is said together with what is asked for («غيّر الموعد للأربعاء الساعة ٦»), held against the calendar."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

import msgspec

from booking.errors import Refused
from bot import nlu
from bot.conversations.booking.draft import Pick, WhenDraft
from bot.conversations.booking.overheard import picked
from bot.conversations.booking.readings import free_choices, read_back
from bot.conversations.booking.weighing import WeighTime
from bot.conversations.questions import Availability
from bot.conversations.refusals import explain
from bot.conversations.requests import Script, ask, attempt
from bot.conversations.state import Who
from bot.messages import Say, say

D = TypeVar("D", bound=WhenDraft)


def with_time(draft: D, text: str, who: Who, *, on: datetime) -> Script[tuple[D, tuple[Say, ...]]]:
    """The draft with the time that a sentence names, and what there is to say of it; as it was when it names none.

    An hour without its day is meant on the day of `on`, the time that the booking has now.
    """
    read = nlu.understand_when(text, "datetime", who.local)
    if read.past:
        return draft, (say("refused-past"),)
    day = on.astimezone(ZoneInfo(who.client.timezone)).date()
    pick = picked(read, Pick(day=day), who)
    if pick is None or (read.status == "ambiguous" and not read.candidates):
        return draft, ()
    said: D = msgspec.structs.replace(draft, when=pick)
    if pick.among:
        said = yield from _the_free_one(said, pick.day or day)
    return (yield from _weighed(said, who))


def _the_free_one(draft: D, day: date) -> Script[D]:
    """Of several readings the only one that is free («الساعة ٦» where nothing is open in the morning)."""
    calendar = yield from ask(Availability(draft.consultation_id, around=day, moving=draft.moving))
    if calendar is None:
        return draft
    free = [choice.value for choice in free_choices(map(read_back, draft.when.among), day, calendar)]
    if len(free) != 1:
        return draft
    kind, _, only = free[0].partition(":")
    pick = Pick(hoped=datetime.fromisoformat(only)) if kind == "t" else Pick(day=date.fromisoformat(only))
    return msgspec.structs.replace(draft, when=pick)


def _weighed(draft: D, who: Who) -> Script[tuple[D, tuple[Say, ...]]]:
    weigh = WeighTime[D]()
    if weigh.settled(draft, who):
        return draft, ()
    result = yield from attempt(weigh.command(draft, who))
    if isinstance(result, Refused):
        return weigh.refused(draft, result), (explain(result),)
    return weigh.done(draft, result).draft, ()
