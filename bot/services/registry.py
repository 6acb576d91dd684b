"""Which service answers which request, and the one way in which they are called."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeAlias, TypeVar

import msgspec

from booking.errors import Refused
from booking.people import Client
from bot.conversations.linking import Linked
from bot.conversations.requests import Command, Request, Script
from bot.conversations.state import Who
from bot.services import booking, facts, linking, mine, profile
from bot.services.coach import answers, cases, money, sessions
from bot.services.desk import Desk
from bot.services.payments import choices, paper, receipts, reviews

T = TypeVar("T")
Service: TypeAlias = Callable[[Desk, Who, Any], Awaitable[Any]]

ROOMS = (facts, profile, linking, booking, receipts, choices, paper, mine, cases, answers, money, reviews, sessions)


def _merged(name: str) -> Mapping[type[Request[Any]], Service]:
    services: dict[type[Request[Any]], Service] = {}
    for room in ROOMS:
        services.update(getattr(room, name, {}))
    return services


ANSWERS = _merged("ANSWERS")
DEEDS = _merged("DEEDS")


async def drive(desk: Desk, who: Who, script: Script[T]) -> T:
    """Run a script: answer its questions, perform its commands. Raises what is a bug, never a `Refused`."""
    try:
        request = next(script)
        while True:
            answer = await respond(desk, who, request)
            met = answer.client if isinstance(answer, Linked) else answer
            if isinstance(met, Client):
                who = msgspec.structs.replace(who, client=met)
            request = script.send(answer)
    except StopIteration as end:
        result: T = end.value
        return result


async def respond(desk: Desk, who: Who, request: Request[Any]) -> Any:
    """The facts for a question; the result of a command, or the `Refused` that undid it."""
    if not isinstance(request, Command):
        return await ANSWERS[type(request)](desk, who, request)
    asides = len(desk.here.asides) if desk.here else 0
    try:
        async with desk.tx.savepoint():
            return await DEEDS[type(request)](desk, who, request)
    except Refused as refusal:
        if desk.here:
            del desk.here.asides[asides:]
        if refusal.reason == "refused-not-yours":
            await desk.tx.audit.refused(
                who.client.client_id, type(request).__name__, str(getattr(request, "booking_id", "")), desk.now
            )
        return refusal
