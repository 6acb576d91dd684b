"""Quick replies and lists as contents of Twilio: one for each shape of a message, with everything in it a variable.

A variable of a body may hold no line break, no tab and no more than four spaces in a row, and must say something
(https://www.twilio.com/docs/api/errors/21656), so each line of a body is a variable and its empty lines are not.
Title, id and description may all be variables; a content has at most 100 of them, of at most 1,600 characters each
(https://www.twilio.com/docs/content/using-variables-with-content-api).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from bot.channels.whatsapp_pieces import Buttons, Menu

Interactive: TypeAlias = Buttons | Menu

LANGUAGE = "ar"
"""A content must name a language; one that holds nothing but variables is in none."""

_SAMPLE = "جلسة"
_SPACES = re.compile(" {5,}")
_MOST_SPACES = "    "
_OPENING = re.compile(r"\{(?=\{)")


def content_name(piece: Interactive) -> str:
    """The friendly name of the content for messages of this shape: the same shape has the same name for ever."""
    kind, count = ("buttons", len(piece.buttons)) if isinstance(piece, Buttons) else ("list", len(piece.rows))
    shape = json.dumps(_types(piece), sort_keys=True)
    return f"jalsa_{kind}_{count}_{hashlib.sha256(shape.encode()).hexdigest()[:8]}"


def content_of(piece: Interactive) -> dict[str, Any]:
    """The content as `POST /v1/Content` takes it, with nothing in it of this one message."""
    return {
        "friendly_name": content_name(piece),
        "language": LANGUAGE,
        "variables": {name: _SAMPLE for name, _ in _numbered(piece)},
        "types": _types(piece),
    }


def content_variables(piece: Interactive) -> dict[str, str]:
    """The variables of this message, to be sent as JSON in `ContentVariables`."""
    return {name: safe(value) for name, value in _numbered(piece)}


def safe(value: str) -> str:
    """A value that Twilio takes, no longer than it was: on one line, without long runs of spaces, no placeholder."""
    line = " ".join(value.splitlines()).replace("\t", " ")
    return _OPENING.sub("❴", _SPACES.sub(_MOST_SPACES, line)).strip()


def _types(piece: Interactive) -> dict[str, Any]:
    marks = iter(f"{{{{{name}}}}}" for name, _ in _numbered(piece))
    body = "\n".join(next(marks) if line.strip() else "" for line in piece.body.split("\n"))
    if isinstance(piece, Buttons):
        actions = [{"type": "QUICK_REPLY", "id": next(marks), "title": next(marks)} for _ in piece.buttons]
        return {"twilio/quick-reply": {"body": body, "actions": actions}}
    button = next(marks)
    items = [
        {"id": next(marks), "item": next(marks), **({"description": next(marks)} if row.description else {})}
        for row in piece.rows
    ]
    return {"twilio/list-picker": {"body": body, "button": button, "items": items}}


def _numbered(piece: Interactive) -> list[tuple[str, str]]:
    return [(str(number), value) for number, value in enumerate(_values(piece), 1)]


def _values(piece: Interactive) -> Iterator[str]:
    """Everything that differs from message to message, in the order in which a content names it."""
    yield from (line for line in piece.body.split("\n") if line.strip())
    if isinstance(piece, Buttons):
        for button in piece.buttons:
            yield from (button.id, button.title)
        return
    yield piece.button
    for row in piece.rows:
        yield from (row.id, row.title, *((row.description,) if row.description else ()))
