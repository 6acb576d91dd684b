"""What joins, bounds and takes back: or, from–to, after, before, not, instead; and what is no time at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from bot.nlu.grammar.days import Found, skip
from bot.nlu.grammar.figures import figure
from bot.nlu.items import Bound, Link, Now, Trouble, Turn, Vague
from bot.nlu.text import words
from bot.nlu.tokens import Token
from bot.nlu.vocabulary import Kind

_PHONE_DIGITS = 7
_CLAIM = 4


def not_a_time(tokens: Sequence[Token], at: int) -> Found | None:
    """Greetings, phone numbers, prices, ages, counts: what they claim is taken away."""
    token = tokens[at]
    if token.is_a(Kind.GREETING) and (" " in token.text or not token.is_a(Kind.SHIFT, Kind.PART)):
        return [], at + 1
    if token.form == "number" and token.width >= _PHONE_DIGITS:
        return [Trouble("phone")], at + 1
    if token.form == "mark" and token.text == "+":
        return [Trouble("phone")], at + 2 if at + 1 < len(tokens) and tokens[at + 1].form == "number" else at + 1
    end = (_claimed(tokens, at) if token.is_a(Kind.OWN) else None) or _counting(tokens, at)
    return ([Trouble("counted")], end) if end else None


def _counting(tokens: Sequence[Token], at: int) -> int | None:
    """The place behind a number and the noun that it counts («٣ جلسات», «4/5 نجوم»)."""
    if tokens[at].form == "pair":
        return at + 2 if at + 1 < len(tokens) and _counts(tokens, at + 1, 1) else None
    number = figure(tokens, at)
    if number and number.end < len(tokens) and _counts(tokens, number.end, number.value):
        return number.end + 1
    return None


def _claimed(tokens: Sequence[Token], at: int) -> int | None:
    """The place behind the number that «عمري», «سعر» or «رقم» claims."""
    place = at + 1
    while place < len(tokens) and place - at < _CLAIM:
        number = figure(tokens, place)
        if number:
            end = number.end
            return end + 1 if end < len(tokens) and tokens[end].is_a(Kind.COUNTED, Kind.UNIT) else end
        if tokens[place].form in {"pair", "clock", "triple"}:
            return place + 1
        if not tokens[place].is_a(Kind.FILLER, Kind.IN, Kind.OWN) and tokens[place].form != "mark":
            return None
        place += 1
    return None


def _counts(tokens: Sequence[Token], at: int, value: int) -> bool:
    """Whether the word at `at` is what the number counts."""
    token = tokens[at]
    if token.form == "mark":
        return token.text in {"%", "$", "€", "£"}
    if token.is_a(Kind.COUNTED):
        return not token.is_a(Kind.PART, Kind.PRAYER)
    return token.senses.get(Kind.UNIT) == "year" and not token.found.article and value > 0


_MARKED: Final[Mapping[str, Link]] = {
    "-": Link("to"),
    ",": Link("comma"),
    "\n": Link("comma"),
    ";": Link("comma"),
    ".": Link("comma"),
    "/": Link("or"),
    "|": Link("or"),
}
_JOINING: Final = (
    (Kind.OR, Link("or")),
    (Kind.BETWEEN, Link("between")),
    (Kind.TO, Link("to")),
    (Kind.FROM, Link("from")),
    (Kind.AND, Link("and")),
)


def link(tokens: Sequence[Token], at: int) -> Found | None:
    """«أو», «من … إلى», «بين … و», commas and dashes."""
    token = tokens[at]
    if token.form == "mark":
        return ([_MARKED[token.text]] if token.text in _MARKED else []), at + 1
    if token.is_a(Kind.TO) and token.is_a(Kind.FILLER) and at + 1 == len(tokens):
        return [], at + 1  # «زين الي»: for me
    kinds = _JOINING if not token.is_a(Kind.MINUS) else ()
    return next((([joined], at + 1) for kind, joined in kinds if token.is_a(kind)), None)


_TURNING: Final = (
    (Kind.CANNOT, Turn("cannot")),
    (Kind.NOT, Turn("not")),
    (Kind.MAKE, Turn("make")),
    (Kind.NO, Turn("no")),
    (Kind.BUT, Link("comma")),
)


_EXCEPTED: Final = (Kind.WEEKDAY, Kind.DAY, Kind.SHIFT, Kind.PART, Kind.PRAYER)


def turn(tokens: Sequence[Token], at: int) -> Found | None:
    """«مو», «لا», «خليها», «بدل», «ما أقدر»."""
    token = tokens[at]
    if token.is_a(Kind.MINUS) and at + 1 < len(tokens) and tokens[at + 1].is_a(*_EXCEPTED):
        return [Turn("not")], at + 1  # «أي يوم إلا الجمعة»
    if token.is_a(Kind.INSTEAD):
        return [Turn("instead")], skip(tokens, at + 1, Kind.FROM)
    return next((([turned], at + 1) for kind, turned in _TURNING if token.is_a(kind)), None)


def bound(tokens: Sequence[Token], at: int) -> Found | None:
    """«بعد الخميس», «قبل ٦», «من ٥ وطالع»."""
    if tokens[at].is_a(Kind.AFTER):
        return [Bound("after")], at + 1
    return ([Bound("before")], at + 1) if tokens[at].is_a(Kind.BEFORE) else None


def vague(tokens: Sequence[Token], at: int) -> Found | None:
    """Now, soon, any time."""
    token = tokens[at]
    if token.is_a(Kind.NOW):
        return [Now()], at + 1
    if token.found.this and (token.is_a(Kind.DUAL) or token.senses.get(Kind.UNIT) in {"day", "hour"}):
        return [Vague()], at + 1  # «هاليومين»: these days
    if token.is_a(Kind.SOON):
        return [Vague()], at + 1
    if token.is_a(Kind.ANY) and at + 1 < len(tokens) and tokens[at + 1].is_a(Kind.WEEKDAY):
        return [Trouble("every")], at + 1  # «أي خميس»
    if token.is_a(Kind.ANY):
        return [Vague()], skip(tokens, at + 1, Kind.DAY) if at + 1 < len(tokens) and not _names_a_day(
            tokens, at + 1
        ) else at + 1
    return None


def _names_a_day(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].is_a(Kind.DAY) and at + 1 < len(tokens) and tokens[at + 1].is_a(Kind.WEEKDAY)


_WHEN: Final = frozenset(words("متى امتى ايمتى ايمتا متا وقتاش when emta emte meta"))


def trouble(tokens: Sequence[Token], at: int) -> Found | None:
    """Questions, tales and names: what stands beside them is doubtful."""
    token = tokens[at]
    if token.is_a(Kind.TALE):
        return [Trouble("tale")], at + 1
    if token.is_a(Kind.QUESTION):
        return [Trouble("when" if token.text in _WHEN else "question")], at + 1
    if token.is_a(Kind.EVERY):
        return [Trouble("every")], at + 1
    return None
