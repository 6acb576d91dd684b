"""Shows how a phrase was read, for `jalsa parse` and for reports of phrases that were misread."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, time

from bot.nlu.grammar.scan import scan
from bot.nlu.items import Item, Trouble
from bot.nlu.meaning.corrections import Asked
from bot.nlu.meaning.result import When
from bot.nlu.text import offsets
from bot.nlu.tokens import tokenise
from bot.nlu.when import understand_when


@dataclass(frozen=True, slots=True)
class Used:
    """A stretch of the message (offsets into it as it was typed) and what the grammar took it for."""

    text: str
    start: int
    end: int
    taken_for: str


def explain(text: str, asked: Asked, reference: datetime) -> tuple[When, tuple[Used, ...]]:
    """What `understand_when` answers, and the words it used, in their order; words passed over are left out."""
    tokens = tokenise(text)
    places = offsets(text)
    used = []
    for piece in scan(tokens):
        if tokens and not isinstance(piece.item, Trouble):
            start, end = places[tokens[piece.first].start], places[tokens[piece.last].end]
            used.append(Used(text[start:end], start, end, _described(piece.item)))
    return understand_when(text, asked, reference), tuple(used)


def as_json(when: When) -> dict[str, object]:
    """An answer as plain values: ISO strings, and only what it has."""
    found: dict[str, object] = {"status": when.status}
    if when.value is not None:
        found["value"] = _iso(when.value)
    if when.status == "range":
        found["start"], found["end"] = _iso(when.start), _iso(when.end)
    if when.status == "ambiguous":
        found["candidates"] = [_iso(each) for each in when.candidates]
    if when.reason:
        found["reason"] = when.reason
    if when.past:
        found["past"] = True
    return found


def _iso(value: object) -> str | list[str | None] | None:
    if isinstance(value, tuple):
        return [each if isinstance(each := _iso(end), str) else None for end in value]
    if isinstance(value, datetime | time):
        return value.isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, date) else None


def _described(item: Item) -> str:
    """«weekday: day=3, mark=next»: the kind of the item and what is set in it."""
    fields = ", ".join(f"{name}={value}" for name, value in asdict(item).items() if value not in (None, "", False))
    name = type(item).__name__.lower()
    return f"{name}: {fields}" if fields else name
