from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bot.conversations.house import HOUSE
from bot.conversations.requests import Command, Question, Request
from bot.services.registry import ANSWERS, DEEDS
from tests.conversations.answers import ANSWERS as MADE_UP


def kinds(base: type[Request[Any]]) -> Iterator[type[Request[Any]]]:
    """Everything the program's own conversations may ask for."""
    for kind in base.__subclasses__():
        if kind.__module__.startswith("bot.conversations."):
            yield kind
        yield from kinds(kind)


def names(kinds: Iterable[type[Request[Any]]]) -> set[str]:
    """By name, because a dataclass with slots leaves the class it was made of behind."""
    return {kind.__name__ for kind in kinds}


def test_every_question_is_answered_and_every_command_performed() -> None:
    assert HOUSE.flows  # all that asks is imported
    assert names(kinds(Question)) - {"NoFacts"} == names(ANSWERS)  # the engine answers that one itself
    assert names(kinds(Command)) == names(DEEDS)


def test_the_made_up_shop_knows_them_all_too() -> None:
    assert set(MADE_UP) == set(ANSWERS) | set(DEEDS)
