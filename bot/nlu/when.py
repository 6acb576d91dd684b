"""Reads a date, a time, or both, as clients type them in Arabic, Arabizi and English."""

from __future__ import annotations

from datetime import datetime, time
from typing import Final

from bot.nlu.fallback import by_dateparser
from bot.nlu.grammar.scan import scan
from bot.nlu.meaning.answer import answer
from bot.nlu.meaning.clauses import message
from bot.nlu.meaning.corrections import Asked
from bot.nlu.meaning.result import NOT_UNDERSTOOD, Setting, When
from bot.nlu.tokens import tokenise

WORKING_HOURS: Final = (time(9), time(21))


def understand_when(
    text: str,
    asked: Asked,
    reference: datetime,
    *,
    hours: tuple[time, time] = WORKING_HOURS,
    horizon_days: int | None = None,
) -> When:
    """What `text` says of a date or time when `asked` for a "date", "time" or "datetime". Never raises.

    `reference` is now, aware, in the reader's zone; answers are in that zone. `hours` and `horizon_days` put candidates
    in order; they never decide between two readings.
    """
    setting = Setting(asked, reference, hours, horizon_days)
    tokens = tokenise(text)
    pieces = scan(tokens)
    found = answer(message([piece.item for piece in pieces], asked), setting)
    if found == NOT_UNDERSTOOD:
        return by_dateparser(text, tokens, setting) or found
    return found
