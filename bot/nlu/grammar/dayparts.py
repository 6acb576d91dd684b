"""Parts of the day, prayers and fixed points: «العصر», «بعد المغرب بنص ساعة», «منتصف الليل»."""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.grammar.days import Found, skip
from bot.nlu.grammar.figures import figure
from bot.nlu.items import Clock, Part, Prayer, Side, Trouble
from bot.nlu.tokens import Token
from bot.nlu.vocabulary import Kind

_UNIT_MINUTES = {"minute": 1, "hour": 60}


def point(tokens: Sequence[Token], at: int) -> Found | None:
    """Midnight and noon."""
    hour = tokens[at].senses.get(Kind.POINT)
    if not isinstance(hour, int):
        return None
    exact = Clock(hour, 0, sure=True)
    return ([exact, Part("midnight")] if hour == 0 else [exact]), at + 1


def part(tokens: Sequence[Token], at: int) -> Found | None:
    """A part of the day; «الصبح بدري» is early."""
    name = tokens[at].senses.get(Kind.PART)
    if isinstance(name, str) and _is_name(tokens, at):
        return [Trouble("name")], at + 1
    if tokens[at].text == "am" and at > 0 and tokens[at - 1].text == "i":
        return [], at + 1  # "I am free at 5"
    if isinstance(name, str):
        return [Part(name)], at + 1
    return None


def prayer(tokens: Sequence[Token], at: int) -> Found | None:
    """A prayer or meal with «بعد» or «قبل», and by how much («بعد العصر بساعة», «بعد نص ساعة من المغرب»)."""
    side: Side = "at"
    start = at
    if tokens[at].is_a(Kind.AFTER, Kind.BEFORE):
        side = "after" if tokens[at].is_a(Kind.AFTER) else "before"
        start = skip(tokens, at + 1, Kind.FILLER)
    if start >= len(tokens) or not isinstance(name := tokens[start].senses.get(Kind.PRAYER), str):
        return None
    if _is_name(tokens, start):
        return [Trouble("name")], start + 1
    minutes, end = _by(tokens, start + 1) if side != "at" else (None, start + 1)
    if minutes is not None and side == "before":
        minutes = -minutes
    return [Prayer(name, side, minutes)], end


def _is_name(tokens: Sequence[Token], at: int) -> bool:
    """«اسمي فجر»."""
    return at > 0 and tokens[at - 1].is_a(Kind.NAMED) and not tokens[at].found.article and len(tokens[at].text) > 1


def _by(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    """«بساعة», «بنص ساعة», «ب ٢٠ دقيقة», «بساعتين»."""
    start = at
    if start < len(tokens) and tokens[start].is_a(Kind.IN) and tokens[start].text in {"ب", "b"}:
        start += 1
    elif start >= len(tokens) or tokens[start].found.prep != "ب":
        return None, at
    return _amount(tokens, start) or (None, at)


def _amount(tokens: Sequence[Token], start: int) -> tuple[int, int] | None:
    if start >= len(tokens):
        return None
    token = tokens[start]
    if (dual := token.senses.get(Kind.DUAL)) in _UNIT_MINUTES:
        return 2 * _UNIT_MINUTES[str(dual)], start + 1
    if (unit := token.senses.get(Kind.UNIT)) in _UNIT_MINUTES:
        return _UNIT_MINUTES[str(unit)], start + 1
    following = tokens[start + 1].senses.get(Kind.UNIT) if start + 1 < len(tokens) else None
    if isinstance(fraction := token.senses.get(Kind.FRACTION), int):
        return fraction, start + 2 if following == "hour" else start + 1
    count = figure(tokens, start)
    if count and count.end < len(tokens) and (unit := tokens[count.end].senses.get(Kind.UNIT)) in _UNIT_MINUTES:
        return count.value * _UNIT_MINUTES[str(unit)], count.end + 1
    return None
