"""The coach's commands in Arabic words: «أكّد CB-20261122-0003» does what /confirm does."""

from __future__ import annotations

import re
from typing import Final

from bot.nlu.lexicon.coach import ALONE, OF_A_BOOKING
from bot.nlu.lexicon.table import spellings
from bot.nlu.text import fold, normal, offsets, words

_ALONE = spellings(ALONE)
_OF_A_BOOKING = spellings(OF_A_BOOKING)
_WORD: Final = re.compile(r"[^\W\d_]+")
_NUMBER: Final = re.compile(r"[\s:#،,\-]*(?:رقم\s*)?(?:cb|\d)")
_LONGEST_NAME = 3  # words
_LONGEST: Final = 300


def coach_command(text: str) -> tuple[str, str] | None:
    """The command's name and the rest of the line as it was typed; None when the message is no command.

    Commands about a booking need at least the beginning of its number: «تم» alone is an answer, no command.
    """
    if len(text) <= _LONGEST and (name := _ALONE.get(normal(text))):
        return name, ""
    folded = fold(text)
    ends = [match.end() for match in _WORD.finditer(folded[:_LONGEST])]
    for end in reversed(ends[:_LONGEST_NAME]):
        name = _OF_A_BOOKING.get(" ".join(words(folded[:end])))
        if name and _NUMBER.match(folded, end):
            return name, text[offsets(text)[end] :].strip(" \n:،,")
    return None
