"""Reads the frames that the web page sends: garbage is nothing, and nothing that comes from outside makes it raise."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.channels.web_tickets import Tickets
from bot.messages import Body, Command, Incoming, Media, Tap, Text

NAME = "web"
LONGEST_TEXT = 4096  # letters; more is cut, which is still too long for the conversation and answered as such
LONGEST_VALUE = 48  # bytes, as `bot.messages.Choice` says
LONGEST_ARGS = 200
LARGEST_TURN = 2**31 - 1

_ID = re.compile(r"[A-Za-z0-9_-]{8,64}", re.ASCII)
_CARD = re.compile(r"[0-9]{1,18}", re.ASCII)
_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:\s+(.*))?", re.ASCII | re.DOTALL)
_HALVES = re.compile("[\ud800-\udfff]")  # of a surrogate pair; no database takes them


def frame_id(frame: object) -> str:
    """The page's own id of a frame, or "" when it has none that can be repeated back."""
    said = frame.get("id") if isinstance(frame, dict) else None
    return said if isinstance(said, str) and _ID.fullmatch(said) else ""


def parse(frame: object, address: str, tickets: Tickets, language: str = "") -> Incoming | None:
    """One decoded frame of the chat at `address`: `{"id": …}` with `text`, `tap`, `file` or `start`; None for garbage.

    The id is made by the page and stays the same when a frame is sent again, so that the inbox drops the repeat.
    """
    of = frame_id(frame)
    if not of or not isinstance(frame, dict):
        return None
    body = _body(frame, address, tickets)
    if body is None:
        return None
    return Incoming(NAME, f"{address}:{of}", address, address, body, language=language)


def _body(frame: Mapping[object, object], address: str, tickets: Tickets) -> Body | None:
    match frame:
        case {"text": str(typed)}:
            return _typed(clean(typed))
        case {"tap": dict(tap)}:
            return _tap(tap.get("value"), tap.get("turn", 0), tap.get("card", ""))
        case {"file": str(ticket)}:
            file = tickets.read(ticket, address)
            caption = frame.get("caption", "")
            return Media(file, clean(caption) if isinstance(caption, str) else "") if file else None
        case {"start": str(args)}:
            return Command("start", clean(args)[:LONGEST_ARGS].strip())
        case _:
            return None


def clean(text: str) -> str:
    """Text that every database takes, at most `LONGEST_TEXT` letters."""
    return _HALVES.sub("\ufffd", text.replace("\0", ""))[:LONGEST_TEXT]


def _typed(text: str) -> Body:
    command = _COMMAND.fullmatch(text.strip())
    return Command(command[1].lower(), (command[2] or "").strip()) if command else Text(text)


def _tap(value: object, turn: object, card: object) -> Tap | None:
    """A button. One without a card that we could have named is good: nothing is edited then."""
    if not isinstance(value, str) or not value.isascii() or not value.isprintable() or len(value) > LONGEST_VALUE:
        return None
    if not isinstance(turn, int) or isinstance(turn, bool) or not 0 <= turn <= LARGEST_TURN:
        return None
    return Tap(value, turn, card if isinstance(card, str) and _CARD.fullmatch(card) else "")
