from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.conversations.house import HOUSE
from bot.conversations.requests import Command, Question, Request
from bot.services.registry import ANSWERS, DEEDS
from tests.conversations.answers import ANSWERS as MADE_UP


def kinds(base: type[Request[Any]]) -> Iterator[type[Request[Any]]]:
    """Everything the program's own conversations may ask for."""
    for kind in base.__subclasses__():
        if kind.__module__.startswith("bot.conversations.") and kind not in {Question, Command}:
            yield kind
        yield from kinds(kind)


def test_every_question_is_answered_and_every_command_performed() -> None:
    asked = {kind for kind in kinds(Question) if kind.__name__ != "NoFacts"}  # the engine answers that itself
    ordered = set(kinds(Command))

    assert HOUSE.flows
    assert (asked, ordered) == (set(ANSWERS), set(DEEDS))


def test_the_made_up_shop_knows_them_all_too() -> None:
    assert set(MADE_UP) == set(ANSWERS) | set(DEEDS)
