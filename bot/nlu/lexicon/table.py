"""Turns a topic's readable table into a lookup by folded spelling."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from bot.nlu.text import normal

V = TypeVar("V")


def spellings(table: Mapping[V, str]) -> dict[str, V]:
    """Folded spelling -> value; the first value of a spelling wins."""
    found: dict[str, V] = {}
    for value, written in table.items():
        for spelling in written.split():
            found.setdefault(normal(spelling.replace("_", " ")), value)
    return found
