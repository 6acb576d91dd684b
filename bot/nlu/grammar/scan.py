"""Reads the tokens from left to right: the first rule that finds something takes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.nlu.grammar import clocks, dates, dayparts, days, english, lengths, links, periods
from bot.nlu.grammar.days import Found
from bot.nlu.items import Bound, Clock, Item, Link, Trouble, Turn, Vague
from bot.nlu.tokens import MOST, Token
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
    english.half_past,
    lengths.length,
    days.feast,
    days.nth_weekday,
    dates.written,
    dates.of_month,
    periods.third,
    periods.day_in_period,
    days.eve,
    days.weekday,
    days.relative,
    dates.day_of_month,
    dayparts.prayer,
)
_BEHIND_CLOCKS: tuple[Rule, ...] = (
    periods.week_or_month,
    dayparts.part,
    links.turn,
    links.vague,
    links.bound,
    links.link,
    links.trouble,
)
_FROM_AND_TO = ([Link("from")], [Link("to")])
_UNKNOWN = Trouble("unknown")
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
    Kind.MOVING,
    Kind.WITHIN,
)


def scan(tokens: Sequence[Token]) -> list[Piece]:
    """Everything found in a message, in its order."""
    pieces: list[Piece] = [Piece(Trouble("unread"), 0, 0)] if len(tokens) >= MOST else []
    at = 0
    between = False
    moving = any(token.is_a(Kind.MOVING) for token in tokens)
    while at < len(tokens):
        items, end = _found(tokens, at, between=between)
        if moving and list(items) in _FROM_AND_TO:  # «أغير موعدي من الخميس إلى السبت»: the last is wanted
            items = [Turn("make")] if items == [Link("to")] else []
        if pieces and items and not isinstance(items[0], Link | Trouble | Turn | Bound):
            joint = _joint(tokens[at], pieces, at)
            pieces += [Piece(Turn("make"), at, at)] if moving and joint and joint[0].item == Link("to") else joint
        pieces += [Piece(item, at, end - 1) for item in items]
        if list(items) == [_UNKNOWN] and _unread(tokens, at, pieces[:-1]):
            pieces.append(Piece(Trouble("unread"), at, at))
        between = between or any(isinstance(item, Link) and item.kind == "between" for item in items)
        at = max(end, at + 1)
    if _in_passing(tokens, pieces):
        pieces.append(Piece(Trouble("passing"), 0, 0))
    return pieces


_WISHES = (Kind.FILLER, Kind.GREETING, Kind.HOUR, Kind.MOVING)
_SMALL = (Kind.IN, Kind.AT, Kind.AND, Kind.NUMBER, Kind.ANY)


def _in_passing(tokens: Sequence[Token], pieces: Sequence[Piece]) -> bool:
    """Whether a word that is not known stands beside a day and nothing says that one is wished for («سوق الاثنين»)."""
    unknown = any(piece.item == _UNKNOWN for piece in pieces)
    return unknown and not any(token.is_a(*_WISHES) and not token.is_a(*_SMALL) for token in tokens)


def _unread(tokens: Sequence[Token], at: int, before: Sequence[Piece]) -> bool:
    """Whether a word that is not known stands where an hour, a number or minutes should: then nothing is sure."""
    word = tokens[at]
    if at > 0 and tokens[at - 1].is_a(Kind.HOUR, Kind.DATE, Kind.DAY, Kind.MINUS):
        return True
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following and following.found.conj and following.is_a(Kind.NUMBER, Kind.FRACTION):
        return True
    if following and following.is_a(Kind.PART, Kind.PRAYER) and not any(isinstance(p.item, Clock) for p in before):
        return True
    return (
        word.text.startswith("و") and bool(before) and before[-1].last == at - 1 and isinstance(before[-1].item, Clock)
    )


def _joint(token: Token, pieces: Sequence[Piece], at: int) -> list[Piece]:
    """The «و» or «ل» written onto a word, as a link of its own; «ل» only after «من» or right behind another time."""
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
    if token.is_a(Kind.FRACTION):
        return [Trouble("unread")]
    if token.form != "word" or token.is_a(*_SILENT):
        return []
    return [Trouble("counted")] if token.is_a(Kind.OWN, Kind.COUNTED, Kind.UNIT, Kind.DUAL) else [Trouble("unknown")]
