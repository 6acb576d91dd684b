"""English hours: "half past five", "a quarter to six", "10 past 7"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.grammar.clocks import NOON, sounded
from bot.nlu.grammar.days import Found
from bot.nlu.grammar.figures import simple
from bot.nlu.tokens import Token
from bot.nlu.vocabulary import Kind

HALF = 30
_TOWARDS = {"past": 1, "after": 1, "to": -1, "before": -1}


def half_past(tokens: Sequence[Token], at: int) -> Found | None:
    """A fraction or minutes in front of «past» or «to» and an hour."""
    start = at + 1 if tokens[at].text == "a" else at
    if start + 2 >= len(tokens) or (past := tokens[start + 1].text) not in _TOWARDS:
        return None
    fraction = tokens[start].senses.get(Kind.FRACTION)
    counted = simple(tokens, start) if past == "past" else None
    minutes = fraction if isinstance(fraction, int) else counted.value if counted else 0
    hour = simple(tokens, start + 2)
    if hour is None or hour.value > NOON or not 0 < minutes <= HALF or not tokens[start].text.isascii():
        return None
    read = sounded(hour, minutes * _TOWARDS[past], hour.end, explained=True)
    return ([read[0]], read[1]) if read else None
