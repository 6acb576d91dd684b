"""Cuts long texts into messages that Telegram takes, where a reader would pause; lengths are UTF-16 units."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

Span = tuple[int, int]

_PAUSES = tuple(re.compile(pattern) for pattern in (r"\n", r"[.!?؟…](?=\s)", r"\s"))
_OPENING = "\u2066\u2067\u2068"  # LRI, RLI, FSI
_CLOSING = "\u2069"
_JOINER = "\u200d"
_SELECTORS = "\ufe0e\ufe0f"


def units(text: str) -> int:
    """The length of `text` as the Bot API counts: characters beyond the first plane are two."""
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2


def spans(text: str, limit: int, whole: Sequence[Span] = ()) -> Iterator[Span]:
    """Where each message begins and ends: at most `limit` units, cut at a line's end, else a sentence's, else a word's.

    Isolated runs and the ranges in `whole` stay in one piece unless one of them alone is longer than a message.
    """
    start = 0
    while units(text[start:]) > limit:
        end = _reach(text, start, limit)
        cut = _cut(text, start, end, whole)
        if piece := text[start:cut].rstrip():
            yield start, start + len(piece)
        start = cut + len(text[cut:]) - len(text[cut:].lstrip())
    yield start, len(text)


def _reach(text: str, start: int, limit: int) -> int:
    end = min(len(text), start + limit)
    while (excess := units(text[start:end]) - limit) > 0:
        end -= (excess + 1) // 2
    return end


def _cut(text: str, start: int, end: int, whole: Sequence[Span]) -> int:
    """The best place in the later half; failing that the last place at all; failing that as late as letters allow."""
    closed = _closed(text[start:end])
    places = [
        [
            cut
            for found in pause.finditer(text, start, end)
            if closed[(cut := found.end()) - start] and not any(a < cut < b for a, b in whole)
        ]
        for pause in _PAUSES
    ]
    for cuts in places:
        if cuts and cuts[-1] - start >= (end - start) // 2:
            return cuts[-1]
    latest = max((cuts[-1] for cuts in places if cuts), default=start)
    return latest if latest > start else _between_letters(text, start, end)


def _closed(text: str) -> list[bool]:
    """For each position, whether no isolate is open there; the end of a line closes all (UAX #9, X8)."""
    depth, closed = 0, [True]
    for letter in text:
        if letter in _OPENING:
            depth += 1
        elif letter in _CLOSING:
            depth = max(0, depth - 1)
        elif letter == "\n":
            depth = 0
        closed.append(depth == 0)
    return closed


def _between_letters(text: str, start: int, end: int) -> int:
    """Not inside an emoji or between a letter and its marks, unless there is nothing else."""
    for cut in range(end, start, -1):
        left, right = text[cut - 1], text[cut : cut + 1]
        joined = _JOINER in {left, right} or (right and (unicodedata.combining(right) or right in _SELECTORS))
        if not joined:
            return cut
    return end


def inside(span: Span, ranges: Sequence[Span]) -> Iterator[Span]:
    """The parts of `ranges` that lie in `span`, as Python indices of the whole text."""
    for first, last in ranges:
        begin, end = max(first, span[0]), min(last, span[1])
        if begin < end:
            yield begin, end
