"""Keeps what people wrote from reaching beyond its place in a message: no stray direction marks, no control characters.

Source of the character classes: Unicode Standard Annex #9 (bidirectional text) and chapter 23.
"""

from __future__ import annotations

import re

_LRI, _FSI, _PDI = "\u2066", "\u2068", "\u2069"
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNWELCOME = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"  # controls
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # marks, embeddings, overrides and isolates of direction
    "\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff]"  # byte order marks, annotations, what Unicode keeps for programs
)
_HALVES = re.compile("[\ud800-\udfff]")  # of a surrogate pair; they cannot be sent


def tame(text: str) -> str:
    """The text without direction controls and control characters; line breaks stay, all as line feeds."""
    if text.isprintable():
        return text
    text = _UNWELCOME.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " "))
    return _HALVES.sub("\ufffd", text)


def isolated(text: str) -> str:
    """The text between first-strong isolates: it takes its own direction and leaves its surroundings theirs."""
    return f"{_FSI}{each_line_isolated(text)}{_PDI}"


def each_line_isolated(text: str) -> str:
    """For a text that will be put between isolates: a line break ends an isolate, so each line gets its own."""
    return text.replace("\n", f"{_PDI}\n{_FSI}") if "\n" in text else text


def left_to_right(code: str) -> str:
    """A code between left-to-right isolates, on one line, its digits as they are."""
    return _LRI + tame(code).replace("\n", " ") + _PDI
