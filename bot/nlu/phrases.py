"""Finds known words and phrases anywhere in a message."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeVar

V = TypeVar("V")
_PROCLITICS: Final = ("وبال", "وال", "بال", "لل", "فال", "عال", "ال", "و", "ب", "ل", "ف")
LONGEST_PHRASE = 4
_SHORTEST_STEM = 3


def stems(word: str) -> Iterator[str]:
    """The word, then what is left of it without its article and the particles written onto it."""
    yield word
    for proclitic in _PROCLITICS:
        if word.startswith(proclitic) and len(word) - len(proclitic) >= _SHORTEST_STEM:
            yield word[len(proclitic) :]


def mentioned(given: Sequence[str], known: Mapping[str, V]) -> Iterator[tuple[int, int, V]]:
    """Each known phrase in `given` (folded words) from left to right, longest first: start, end, what it stands for."""
    at = 0
    while at < len(given):
        for size in range(min(LONGEST_PHRASE, len(given) - at), 0, -1):
            rest = " ".join(given[at + 1 : at + size])
            keys = (f"{stem} {rest}" if rest else stem for stem in stems(given[at]))
            meant = next((known[key] for key in keys if key in known), None)
            if meant is not None:
                yield at, at + size, meant
                at += size
                break
        else:
            at += 1
