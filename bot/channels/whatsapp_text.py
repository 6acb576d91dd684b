"""The text of a card as WhatsApp shows it: nothing in it turns into markup by accident, and long texts are parted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from bot.channels.telegram_text import Span, spans, units
from bot.channels.whatsapp_pieces import BODY, BODY_LINES, TEXT

RLM = "\u200f"
RIGHT_TO_LEFT = frozenset({"ar"})

_LOOSE = " ·،,:-"  # what no shortened text should end with
_LINK = re.compile(r"(?:https?://|www\.)\S+")
_ISOLATES = dict.fromkeys(range(0x2066, 0x206A))
_LOOKALIKES = str.maketrans({"*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ"})
_MARKS = re.compile("[*_~`]+")


def inert(text: str) -> str:
    """The text without anything that WhatsApp reads as bold, italic, struck through or code; links stay as they are.

    A mark that stands alone in its line harms nobody; of several, those at the edge of a word become lookalikes.
    Source: https://faq.whatsapp.com/539178204879377
    """
    if not any(mark in text for mark in "*_~`"):
        return text
    return "\n".join(map(_inert_line, text.split("\n"))) if "```" not in text else _inert_line(text, always=True)


def _inert_line(line: str, *, always: bool = False) -> str:
    if not always and all(line.count(mark) < 2 for mark in "*_~`"):  # noqa: PLR2004 - markup takes a pair
        return line
    links = links_in(line)

    def shown(found: re.Match[str]) -> str:
        first, last = found.span()
        inside = line[:first][-1:].isalnum() and line[last : last + 1].isalnum()  # «5*4», «nora_ali»
        linked = any(begin <= first < end for begin, end in links)
        return found[0] if inside or linked else found[0].translate(_LOOKALIKES)

    return _MARKS.sub(shown, line)


def links_in(text: str) -> list[Span]:
    """Where the links of a text are."""
    return [found.span() for found in _LINK.finditer(text)]


def plain(text: str) -> str:
    """A text on one line without isolates, for a title that is counted by the letter."""
    return " ".join(text.translate(_ISOLATES).split())


def shortened(text: str, limit: int) -> str:
    """The text, or as many of its words as fit before an ellipsis."""
    if units(text) <= limit:
        return text
    first, last = next(spans(text, limit - 1))
    return f"{text[first:last].rstrip(_LOOSE)}…"


def anchored(text: str, language: str) -> str:
    """The text, with a mark of direction before it where it would begin with a Latin word and turn around."""
    first = next((kind for kind in map(unicodedata.bidirectional, text) if kind in {"L", "R", "AL"}), "")
    return RLM + text if first == "L" and language in RIGHT_TO_LEFT else text


def parted(text: str, whole: Sequence[Span]) -> list[str]:
    """The text as messages of words alone: cut at a line's end, else a sentence's, and never inside `whole`."""
    return [text[slice(*span)] for span in _parts(text, whole)]


def parted_for_buttons(text: str, whole: Sequence[Span]) -> list[str]:
    """The same, the last message short enough to stand above buttons."""
    *most, last = _parts(text, whole)
    start = _last_lines(text, *last)
    cut = [(first, min(end, start)) for first, end in [*most, last] if first < start]
    tail = _parts(text[start:], [(a - start, b - start) for a, b in whole if b > start], BODY)
    spans_ = [*cut, *((a + start, b + start) for a, b in tail)]
    return [piece for span in spans_ if (piece := text[slice(*span)].strip())]


def _parts(text: str, whole: Sequence[Span], limit: int = TEXT) -> Iterator[Span]:
    return spans(text, limit - len(RLM), whole)


def _last_lines(text: str, first: int, last: int) -> int:
    """Where the last `BODY_LINES` lines of a span begin, or the span itself."""
    place = last
    for _ in range(BODY_LINES):
        if (place := text.rfind("\n", first, place)) < 0:
            return first
    return place + 1
