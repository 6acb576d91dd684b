"""Online or in person."""

from __future__ import annotations

from booking.catalogue import MeetingType
from bot.nlu.lexicon.catalogue import MEETINGS
from bot.nlu.lexicon.table import spellings
from bot.nlu.phrases import mentioned
from bot.nlu.text import words

_MEETINGS = {phrase: MeetingType(value) for phrase, value in spellings(MEETINGS).items()}
_NEGATIONS = frozenset(words("مو مش غير لا ماشي ليس not مب مهوب mesh mish"))


def meeting(text: str) -> MeetingType | None:
    """The way of meeting that a message names; None for none or both. «مو أونلاين» names the other one."""
    given = words(text)
    named: set[MeetingType] = set()
    for start, _, meant in mentioned(given, _MEETINGS):
        if start and given[start - 1] in _NEGATIONS:
            named |= set(MeetingType) - {meant}
        else:
            named.add(meant)
    return named.pop() if len(named) == 1 else None
