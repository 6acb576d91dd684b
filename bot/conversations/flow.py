"""The shape of a conversation: a flow is a tuple of steps; a step says what it needs, how it asks and what it takes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeAlias, TypeVar

from booking.errors import Refused
from booking.people import Client
from bot.conversations.requests import Command, Question
from bot.conversations.state import Draft, Open, Who
from bot.messages import Body, Outgoing, Rows, Say

D = TypeVar("D", bound=Draft)
F = TypeVar("F")
R = TypeVar("R")


# ------------------------------------------------------------------------------ what may come of an answer


@dataclass(frozen=True, slots=True)
class Keep(Generic[D]):
    """The answer was taken: go on with this draft; the notes stand above the next question."""

    draft: D
    notes: tuple[Say, ...] = ()


@dataclass(frozen=True, slots=True)
class Again:
    """The answer was understood but does not do: say why and ask again, with other choices where `rows` are given."""

    notes: tuple[Say, ...]
    rows: Rows | None = None


@dataclass(frozen=True, slots=True)
class Act(Generic[D]):
    """The answer asks for a change: perform it and go on with what `then` makes of its result. A refusal is explained
    and the question asked again, unless `refused` knows better."""

    command: Command[Any]
    then: Callable[[Any], Outcome]
    refused: Callable[[Refused], Outcome] | None = None


@dataclass(frozen=True, slots=True)
class Go:
    """Leave for another flow."""

    flow: str
    draft: Draft
    notes: tuple[Say, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """The flow has reached its end: say these cards; without any, the menu follows, unless what was asked for comes as
    a message of its own (`quiet`)."""

    cards: tuple[Outgoing, ...] = ()
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Adopt:
    """The person is known after all: from now on they are `client`, and what they had half done elsewhere goes on."""

    client: Client
    open: Open | None
    notes: tuple[Say, ...] = ()


Outcome: TypeAlias = Keep[Any] | Again | Act[Any] | Go | Adopt | Done

LOST = None
"""What a step returns for an answer that it does not understand."""


# ------------------------------------------------------------------------------------------------- steps


@dataclass(frozen=True, slots=True)
class NoFacts(Question[None]):
    """For a step that needs nothing from outside."""


class Step(ABC, Generic[D, F]):
    """One question of a flow. All its methods are pure."""

    name: str = ""
    """Unique in its flow; "edit" buttons name it."""

    prose: bool = False
    """Takes sentences in one's own words: a greeting or thanks are part of the answer."""

    @abstractmethod
    def settled(self, draft: D, who: Who) -> bool:
        """Whether the draft (or what is known of the person) answers this step, or it does not apply."""

    @abstractmethod
    def needs(self, draft: D, who: Who) -> Question[F]:
        """The question whose answer `ask` and `take` are given."""

    @abstractmethod
    def ask(self, draft: D, facts: F, who: Who) -> Outgoing:
        """The card that asks."""

    @abstractmethod
    def take(self, draft: D, facts: F, body: Body, who: Who) -> Outcome | None:
        """What an answer means; None (`LOST`) when it is not understood."""

    def simpler(self, draft: D, who: Who) -> Say | None:
        """A simpler question with an example, for an answer that was not understood."""
        return None

    @abstractmethod
    def reopen(self, draft: D) -> D | None:
        """The draft without this step's answer and what hangs on it; None where there is nothing to go back to."""


class Listener(ABC, Generic[D, F]):
    """Hears, in every step of a flow, what a message says beyond the question that is open."""

    @abstractmethod
    def needs(self, draft: D, who: Who) -> Question[F]:
        """The question whose answer `hear` is given."""

    @abstractmethod
    def hear(self, draft: D, facts: F, text: str, who: Who, *, more_than: int) -> Keep[D] | None:
        """The draft with what was heard; None when the message holds no more than so many kinds of facts."""


class Deed(ABC, Generic[D, R]):
    """A step that asks nobody: once everything before it is answered, it changes the world."""

    name: str

    @abstractmethod
    def settled(self, draft: D, who: Who) -> bool:
        """Whether it was done, for this very draft."""

    @abstractmethod
    def command(self, draft: D, who: Who) -> Command[R]:
        """What to perform."""

    @abstractmethod
    def done(self, draft: D, result: R) -> Keep[D]:
        """The draft after it was performed."""

    @abstractmethod
    def refused(self, draft: D, refusal: Refused) -> D:
        """The draft without the answer that made it impossible, so that it is asked again."""


@dataclass(frozen=True)
class Flow(Generic[D]):
    """A conversation: its steps in order, the draft they fill, and how older drafts are brought up to date.

    `upgrades[n]` turns a stored draft of version n into one of version n + 1. `resumable` flows are offered again
    to someone who comes back. `leave` is the command that frees what an abandoned draft holds. `listener` hears what
    a message says beyond the open question.
    """

    name: str
    draft: type[D]
    steps: tuple[Step[D, Any] | Deed[D, Any], ...]
    version: int = 1
    upgrades: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = field(default_factory=dict)
    resumable: bool = False
    summary: Callable[[D, Who], Say] | None = None
    leave: Callable[[D], Command[Any] | None] | None = None
    listener: Listener[D, Any] | None = None
