"""Puts ids and values into words: text, digits, dates, gender and plural, in the reader's language and country.

Everything here is pure. The words are in `locales/<language>/*.ftl`; they are read when a language is first spoken.
"""

from __future__ import annotations

from importlib.resources import files

from bot.i18n.dates import week_start
from bot.i18n.phrases import BadArguments, MissingMessage, Phrases
from bot.i18n.speech import GAP, Speech

_OURS = Speech(Phrases(files("locales")))

text = _OURS.text
label = _OURS.label
value = _OURS.value
lines = _OURS.lines

__all__ = [
    "GAP",
    "BadArguments",
    "MissingMessage",
    "Phrases",
    "Speech",
    "label",
    "lines",
    "text",
    "value",
    "week_start",
]
