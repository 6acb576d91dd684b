"""What the engine walks through and what it returns; how a flow and its draft are stored and read again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

import msgspec

from bot.conversations.flow import Flow, Outcome
from bot.conversations.requests import Script
from bot.conversations.state import Draft, Open, State, Who
from bot.messages import Body, Outgoing
from bot.nlu import Change

Route: TypeAlias = Callable[[str, Who], Script[Outcome]]
"""What a command, a button that never grows old («do:NAME:ARGS») or a coach's word leads to."""

MENU = "menu"


class Changes(Protocol):
    """What comes of a sentence that asks to move or cancel something; `half_done` tells that a flow waits to be
    finished besides. None where only that one can be meant."""

    def __call__(self, meant: Change, text: str, who: Who, *, half_done: bool = False) -> Script[Outcome | None]: ...


def nothing_to_change(meant: Change, text: str, who: Who, *, half_done: bool = False) -> Script[Outcome | None]:
    """For a house where nothing is booked."""
    return None
    yield


@dataclass(frozen=True)
class House:
    """The registries the engine walks: flows and routes by name. A flow named «menu» must be among them.

    `media` takes a photo or document that the open step did not ask for.
    """

    flows: Mapping[str, Flow[Any]]
    routes: Mapping[str, Route]
    media: Callable[[Body, Who], Script[Outcome | None]]
    changes: Changes = nothing_to_change


class Turn(msgspec.Struct, frozen=True):
    """What came of one message: the state to store and the cards to show, in order.

    `edit` says that the first card may take the place of the one that was tapped.
    """

    state: State
    cards: tuple[Outgoing, ...]
    who: Who
    edit: bool = False


def load(house: House, opened: Open) -> tuple[Flow[Any], Draft]:
    """The flow and draft of a stored conversation, brought up to date.

    Raises `msgspec.ValidationError` or KeyError when it cannot be read any more.
    """
    flow = house.flows[opened.flow]
    draft = opened.draft
    for version in range(opened.version, flow.version):
        draft = flow.upgrades[version](draft)
    return flow, msgspec.convert(draft, flow.draft)


def store(flow: Flow[Any], draft: Draft) -> Open:
    """The flow and its draft as plain data."""
    return Open(flow.name, flow.version, msgspec.to_builtins(draft))
