"""Sets pages with typst: words as it is told them, each with its own direction, and the PDF of a sheet."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

from bot import i18n
from bot.messages import Code, Label, Say, Voice

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
"""All the fonts there are: those of the machine are not looked at, so that a page is the same everywhere."""

LONGEST = 160
"""Characters of one text; more is cut off, so that a page stays one page."""

_ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))

_EMOJI_MARKS = frozenset("\ufe0e\ufe0f\u20e3")

Row: TypeAlias = tuple[Say, Label]
"""What a line is about, and what it says: a `str` is text that people wrote."""


def pdf(sheet: str, said: Mapping[str, Any]) -> bytes:
    """The sheet of this name with these words, as a PDF without any date of its own. Blocks for about 70 ms.

    The words go in as data: a client may be called «#import», and nothing comes of it.
    """
    import typst  # noqa: PLC0415 - only where something is printed

    page: bytes = typst.compile(HERE / f"{sheet}.typ", format="pdf", **setting(said))
    return page


def setting(said: Mapping[str, Any]) -> dict[str, Any]:
    """What typst is given beside a sheet, in whatever format it is to be set."""
    return {
        "root": HERE,
        "font_paths": [FONTS],
        "ignore_system_fonts": True,
        "sys_inputs": {"said": json.dumps(said)},
    }


def row(line: Row, voice: Voice) -> dict[str, Any]:
    """A line as sheets take it: what it is about, and what it says."""
    about, says = line
    return {"label": text(about, voice), "value": value(says, voice)}


def value(label: Label, voice: Voice) -> dict[str, Any]:
    """A text as sheets take it, with its direction."""
    shown = text(label, voice)
    return {"text": shown, "left-to-right": isinstance(label, Code) or _runs_left_to_right(shown, voice)}


def text(label: Label, voice: Voice) -> str:
    """The words on one line and without isolates: on paper each text stands apart and has a direction of its own."""
    said = "".join(letter for letter in i18n.label(label, voice) if not _is_picture(letter))
    words = " ".join(said.translate(_ISOLATES).split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def _is_picture(letter: str) -> bool:
    """An emoji, or a mark that is a part of one: our fonts have none, and would print an empty box."""
    return unicodedata.category(letter) in {"So", "Sk"} or letter in _EMOJI_MARKS


def _runs_left_to_right(shown: str, voice: Voice) -> bool:
    """By its first letter, as Unicode has it (UAX #9, rule P2); without any, as the page does."""
    strong = (unicodedata.bidirectional(letter) for letter in shown)
    first = next((kind for kind in strong if kind in {"L", "R", "AL"}), "L" if voice.language == "en" else "R")
    return first == "L"
