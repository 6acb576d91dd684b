"""Reads the tokens from left to right: the first rule that finds something takes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.nlu.grammar import clocks, dayparts, days, links, periods
from bot.nlu.grammar.days import Found
from bot.nlu.items import Bound, Item, Link, Trouble, Turn, Vague
from bot.nlu.tokens import Token
from bot.nlu.vocabulary import Kind


@dataclass(frozen=True, slots=True)
class Piece:
    """An item and the tokens it was read from."""

    item: Item
    first: int
    last: int


Rule = Callable[[Sequence[Token], int], Found | None]
_BEFORE_CLOCKS: tuple[Rule, ...] = (
    links.not_a_time,
    dayparts.point,
    periods.length,
    days.feast,
    days.written,
    days.of_month,
    periods.day_in_period,
    days.eve,
    days.weekday,
    days.relative,
    days.day_of_month,
    dayparts.prayer,
)
_BEHIND_CLOCKS: tuple[Rule, ...] = (
    periods.third,
    periods.week_or_month,
    dayparts.part,
    links.turn,
    links.vague,
    links.bound,
    links.link,
    links.trouble,
)
_SILENT = (
    Kind.FILLER,
    Kind.IN,
    Kind.AT,
    Kind.HOUR,
    Kind.DAY,
    Kind.DATE,
    Kind.THIS,
    Kind.NEXT,
    Kind.OCLOCK,
    Kind.SPEAKER,
    Kind.GREGORIAN_MARK,
    Kind.HIJRI_MARK,
    Kind.MINUS,
    Kind.LAST,
    Kind.BUT,
    Kind.BEGIN,
    Kind.NAMED,
)


def scan(tokens: Sequence[Token]) -> list[Piece]:
    """Everything found in a message, in its order."""
    pieces: list[Piece] = []
    at = 0
    between = False
    while at < len(tokens):
        items, end = _found(tokens, at, between=between)
        if pieces and items and not isinstance(items[0], Link | Trouble | Turn | Bound):
            pieces += _joint(tokens[at], pieces, at)
        pieces += [Piece(item, at, end - 1) for item in items]
        between = between or any(isinstance(item, Link) and item.kind == "between" for item in items)
        at = max(end, at + 1)
    return pieces


def _joint(token: Token, pieces: Sequence[Piece], at: int) -> list[Piece]:
    """The «و» or «ل» that is written onto a word as a link of its own; «ل» only after «من» or right behind another time."""
    if token.found.conj:
        return [Piece(Link("and"), at, at)]
    if token.found.prep != "ل" or isinstance(pieces[-1].item, Link):
        return []
    begun = any(piece.item == Link("from") for piece in pieces)
    beside = pieces[-1].last == at - 1 and not isinstance(pieces[-1].item, Trouble | Turn | Vague | Bound)
    return [Piece(Link("to"), at, at)] if begun or beside else []


def _found(tokens: Sequence[Token], at: int, *, between: bool) -> Found:
    for rule in _BEFORE_CLOCKS:
        if (found := rule(tokens, at)) is not None:
            return found
    if (hour := clocks.clock(tokens, at, between=between)) is not None:
        return [hour[0]], hour[1]
    for rule in _BEHIND_CLOCKS:
        if (found := rule(tokens, at)) is not None:
            return found
    if (number := clocks.leftover(tokens, at)) is not None:
        return [number[0]], number[1]
    return _silence(tokens[at]), at + 1


def _silence(token: Token) -> list[Item]:
    """Small words say nothing; a word that is not known makes what rests on bare numbers doubtful."""
    if token.form != "word" or token.is_a(*_SILENT):
        return []
    return [Trouble("counted")] if token.is_a(Kind.OWN, Kind.COUNTED, Kind.UNIT, Kind.DUAL) else [Trouble("unknown")]
