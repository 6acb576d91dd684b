"""A channel that keeps what it was told to say, and can be told how to answer."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.channels.base import Undeliverable
from bot.messages import Deliver, FileRef, Outgoing


@dataclass
class MemoryChannel:
    """Everything delivered, in order, and what stands on the `screens` by id, edits in their place.

    `trouble` holds, for each address, what to raise on its next deliveries.
    While `gate` is closed, deliveries wait in front of it, which is where a crash is most awkward.
    """

    name: str = "web"
    delivered: list[tuple[str, Deliver]] = field(default_factory=list)
    screens: defaultdict[str, dict[str, Deliver]] = field(default_factory=lambda: defaultdict(dict))
    trouble: defaultdict[str, deque[Exception]] = field(default_factory=lambda: defaultdict(deque))
    files: dict[str, bytes] = field(default_factory=dict)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    waiting: int = 0
    most_waiting: int = 0
    news: asyncio.Condition = field(default_factory=asyncio.Condition)

    def __post_init__(self) -> None:
        self.gate.set()

    async def deliver(self, address: str, errand: Deliver) -> str:
        self.waiting += 1
        self.most_waiting = max(self.most_waiting, self.waiting)
        await self._tell()
        try:
            await self.gate.wait()
        finally:
            self.waiting -= 1
        if self.trouble[address]:
            raise self.trouble[address].popleft()
        self.delivered.append((address, errand))
        await self._tell()
        if errand.card is None:
            return ""
        screen = self.screens[address]
        shown = errand.edit if errand.edit in screen else f"{self.name}-{len(self.delivered)}"
        screen[shown] = errand
        return shown

    async def fetch(self, file: FileRef) -> bytes:
        if file.id not in self.files:
            raise Undeliverable("the file is gone")
        return self.files[file.id]

    async def close(self) -> None:
        return None

    async def until(self, happened: Callable[[], bool]) -> None:
        """Wait for something that deliveries bring about; TimeoutError when it takes ten seconds."""
        async with asyncio.timeout(10), self.news:
            await self.news.wait_for(happened)

    async def _tell(self) -> None:
        async with self.news:
            self.news.notify_all()

    def cards(self, address: str) -> list[Outgoing]:
        """What was said at an address."""
        return [errand.card for to, errand in self.delivered if to == address and errand.card is not None]

    def first_lines(self, address: str) -> list[str]:
        """The id of the first line of each card at an address."""
        return [card.lines[0].id for card in self.cards(address)]
