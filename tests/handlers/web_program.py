"""What stands behind the web chat's door in these tests: keeps what was received, and breaks when told to."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

from fastapi import FastAPI

from bot.channels.web import Tickets, WebChannel
from bot.clock import MovableClock
from bot.handlers.http import Watch, create
from bot.handlers.web import router
from bot.messages import Deliver, Incoming, Outgoing, Voice
from tests.standins.mailbox import MemoryMailbox

ID = "0123456789abcdef"
"""A frame's id as the page makes them."""


class Program:
    """A program of which only the door is real."""

    def __init__(self) -> None:
        self.clock = MovableClock(datetime(2026, 11, 21, 6, tzinfo=UTC))
        self.channel = WebChannel(MemoryMailbox())
        self.received: list[Incoming] = []
        self.broken = False

    async def receive(self, incoming: Incoming) -> None:
        if self.broken:
            raise ConnectionError("no database")
        self.received.append(incoming)

    async def answer(self, card: Outgoing, edit: str = "", to: int = -1) -> str:
        return await self.channel.deliver(self.received[to].address, Deliver(card, Voice(), edit=edit))


def app(program: Program, mode: Literal["demo", "on"], public_url: str = "") -> FastAPI:
    async def nothing() -> dict[str, int]:
        return {}

    tickets = Tickets(b"secret of the tests")
    door = router(program.receive, program.channel, program.clock, mode=mode, tickets=tickets, public_url=public_url)
    return create(Watch(ping=nothing, figures=nothing, version="0"), [door])
