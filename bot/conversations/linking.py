"""The same person on another channel: a code is shown on one and written on the other."""

from __future__ import annotations

import re
from dataclasses import dataclass

import msgspec

from booking.people import Client
from bot.conversations.engine import Route
from bot.conversations.flow import Act, Adopt, Again, Done, Outcome
from bot.conversations.requests import Command, Script
from bot.conversations.state import Open, State, Who
from bot.messages import Choice, Copyable, Outgoing, say

_CODE = re.compile(r"\d{8}", re.ASCII)
_SURE = ":sure"
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(State).decode


@dataclass(frozen=True, slots=True)
class MakeLink(Command[str]):
    """A code for the person who asks, good once and for ten minutes."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Who they are from now on, and the talk (a stored state) on the channel that the code came from.

    `client` is None where nothing was linked: `problem` says why, or `to_confirm` that they have to be sure first.
    """

    client: Client | None
    talk: bytes | None = None
    problem: str = ""
    to_confirm: bool = False


@dataclass(frozen=True, slots=True)
class LinkHere(Command[Linked]):
    """A code from another channel. Who has bookings here is asked before they are shared, until they are `sure`."""

    code: str
    sure: bool = False


def link(args: str, who: Who) -> Script[Outcome]:
    """Without a code: show one. With one: become the person who was shown it."""
    code, sure = args.strip().removesuffix(_SURE), args.endswith(_SURE)
    if not code:
        return Act(MakeLink(), lambda made: Done((_shown(made),)))
    if not _CODE.fullmatch(code):
        return Again((say("refused-link"),))
    return Act(LinkHere(code, sure), lambda linked: _linked(linked, code))
    yield


def _shown(code: str) -> Outgoing:
    return Outgoing((say("link-code"), say("link-code-good")), copy=(Copyable(say("link-copy"), f"ربط {code}"),))


def _linked(linked: Linked, code: str) -> Outcome:
    if linked.to_confirm:
        return Done((_to_confirm(code),), quiet=True)  # a question of its own, and one at a time
    if linked.client is None:
        return Again((say(linked.problem),))
    return Adopt(linked.client, half_done(linked.talk), (say("link-done"),))


def _to_confirm(code: str) -> Outgoing:
    """Somebody may have talked them into writing a stranger's code."""
    rows = ((Choice(f"do:link:{code}{_SURE}", say("link-go-sure")),), (Choice("do:menu", say("link-go-not-mine")),))
    return Outgoing((say("link-sure"),), rows)


def without_half_done(talk: bytes) -> bytes:
    """A talk after what was half done in it has gone elsewhere: two chats must not finish one booking.

    Its buttons are old from then on.
    """
    try:
        state = _decode(talk)
    except msgspec.MsgspecError:
        return talk
    gone = half_done(talk)
    if state.open is not None and state.open == gone:
        state = msgspec.structs.replace(state, open=None, before=None, rows=None, page=0, turn=state.turn + 1)
    elif state.parked is not None and state.parked == gone:
        state = msgspec.structs.replace(state, parked=None)
    return _encode(state)


def half_done(talk: bytes | None) -> Open | None:
    """What was half done in a talk, if anything was."""
    try:
        state = _decode(talk) if talk else State()
    except msgspec.MsgspecError:
        return None
    return next((kept for kept in (state.open, state.parked) if kept and kept.flow == "booking"), None)


ROUTES: dict[str, Route] = {"link": link}
