"""How a pure conversation reaches the world: it yields a request and is sent the answer.

A `Question` is answered with facts and changes nothing. A `Command` changes the world and is answered with its
result or with the `Refused` that stopped it; whatever it had written is undone then.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, Generic, TypeAlias, TypeVar

from booking.errors import Refused

A = TypeVar("A")
T = TypeVar("T")


class Request(Generic[A]):
    """Something a conversation needs; `A` is the type of the answer."""

    __slots__ = ()


class Question(Request[A]):
    """Asks for facts."""

    __slots__ = ()


class Command(Request[A]):
    """Asks for a change."""

    __slots__ = ()


Script: TypeAlias = Generator[Request[Any], Any, T]


def ask(question: Question[A]) -> Script[A]:
    """Yields `question` and returns the facts that answer it."""
    answer: A = yield question
    return answer


def attempt(command: Command[A]) -> Script[A | Refused]:
    """Yields `command` and returns its result, or the refusal."""
    answer: A | Refused = yield command
    return answer
