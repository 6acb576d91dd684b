"""The front desk at work on one database: people write, services are asked, and what leaves is seen."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any

import msgspec

from booking.bookings import Booking
from booking.catalogue import Consultation
from booking.paying import Way
from booking.people import OWNER, Client
from bot.clock import MovableClock
from bot.conversations.engine import House
from bot.conversations.house import HOUSE
from bot.conversations.requests import Request
from bot.conversations.state import Open, State, Who
from bot.messages import Body, Deliver, Errand, Incoming, Outgoing, Tap
from bot.services.desk import Desk
from bot.services.receive import Reception
from bot.services.registry import respond
from storage.rows import OutboxRow, Person
from storage.uow import Storage, Tx
from tests.conversations.answers import CASH, COACH, FOOD, INTRO, SANDBOX, SPORTS, TRANSFER, WEEK

CHANNEL = "telegram"
WAYS = (SANDBOX, TRANSFER, CASH)
_decode = msgspec.json.Decoder(Errand).decode
_encode = msgspec.json.Encoder().encode


@dataclass
class Front:
    storage: Storage
    clock: MovableClock
    offers: tuple[Consultation, ...] = (INTRO, SPORTS, FOOD)
    ways: tuple[Way, ...] = WAYS
    house: House = HOUSE
    clients: dict[str, Client] = field(default_factory=dict)
    newest: dict[str, Outgoing] = field(default_factory=dict)
    updates: count[int] = field(default_factory=lambda: count(1))
    woken: list[OutboxRow] = field(default_factory=list)

    async def open(self, *names: str) -> None:
        """A coach named «taha», and clients by name who are known with phone and all."""
        async with self.storage.begin() as tx:
            now = self.clock.now()
            await tx.catalogue.load(COACH, WEEK, self.offers, now)
            coach = await tx.people.grant(CHANNEL, "taha", OWNER, now=now)
            self.clients["taha"] = await tx.people.save(coach.client_id, now=now, display_name="طه")
            known = [Person(channel=CHANNEL, external_id=n, display_name=n, phone="+966501234567") for n in names]
            await tx.people.import_(known, now=now)
            for name in names:
                client = await tx.people.by_identity(CHANNEL, name)
                assert client is not None
                self.clients[name] = client

    # --------------------------------------------------------------------------------------------- conversations

    @property
    def reception(self) -> Reception:
        def wake(rows: Sequence[OutboxRow] = (), *, more: bool = True) -> None:  # noqa: ARG001 - `sent` looks anyway
            self.woken.extend(rows)

        return Reception(self.storage, self.clock, self.house, wake=wake, ways_to_pay=lambda _coach: self.ways)

    def incoming(self, name: str, body: Body, *, external_id: str = "") -> Incoming:
        number = external_id or f"u{next(self.updates)}"
        return Incoming(CHANNEL, number, name, name, body, name=name, language="ar")

    async def says(self, name: str, body: Body) -> list[Outgoing]:
        """What leaves for the one who wrote, after everything that was said at once was answered."""
        await self.reception.receive(self.incoming(name, body))
        return [card for errand in (await self.sent())[name] if (card := errand.card)]

    async def taps(self, name: str, *values: str) -> list[Outgoing]:
        """Tap buttons of the open question, one after the other; what leaves after the last."""
        said: list[Outgoing] = []
        for value in values:
            said = await self.says(name, Tap(value, self.newest[name].turn))
        return said

    async def together(self, *bodies: tuple[str, Body]) -> dict[str, list[Deliver]]:
        """Several people write at the same moment."""
        await asyncio.gather(*(self.reception.receive(self.incoming(name, body)) for name, body in bodies))
        return await self.sent()

    async def sent(self) -> defaultdict[str, list[Deliver]]:
        """Everything on its way, by address; it is then taken as delivered."""
        found: defaultdict[str, list[Deliver]] = defaultdict(list)
        async with self.storage.begin() as tx:
            now = self.clock.now()
            for row in self.woken:
                await self._taken(tx, row, found)
            self.woken = []
            while rows := await tx.outbox.claim(now, limit=200, lease=timedelta(minutes=1)):
                for row in rows:
                    await self._taken(tx, row, found)
        for address, errands in found.items():
            asked = [errand.card for errand in errands if errand.card and errand.card.turn]
            self.newest |= {address: asked[-1]} if asked else {}
        return found

    async def _taken(self, tx: Tx, row: OutboxRow, found: defaultdict[str, list[Deliver]]) -> None:
        await tx.outbox.done(row.id, "", self.clock.now())
        errand = _decode(row.payload)
        if isinstance(errand, Deliver):  # the others open pages to pay on
            found[row.address].append(errand)

    async def puts(self, name: str, flow: str, draft: dict[str, Any], *, turn: int = 1) -> None:
        """Leave somebody in the middle of a conversation."""
        async with self.storage.begin() as tx:
            now = self.clock.now()
            number = await tx.conversations.create(CHANNEL, name, self.clients[name].client_id, now)
            await tx.conversations.save(number, _encode(State(open=Open(flow, 1, draft), turn=turn)), now)

    async def state(self, name: str) -> State | None:
        """What is remembered of a conversation."""
        async with self.storage.begin() as tx:
            talk = await tx.conversations.open(CHANNEL, name, name)
        return msgspec.json.decode(talk.state, type=State) if talk and talk.state else None

    # -------------------------------------------------------------------------------------------------- services

    @asynccontextmanager
    async def desk(self) -> AsyncIterator[Desk]:
        async with self.storage.begin() as tx:
            yield Desk(tx, self.clock.now(), COACH, ways_to_pay=self.ways)

    async def does(self, name: str, request: Request[Any]) -> Any:
        """What somebody's request is answered with."""
        async with self.desk() as desk:
            client = await desk.tx.people.get(self.clients[name].client_id)
            who = Who(
                now=desk.now,
                client=client,
                voice=desk.voice(client),
                coach=COACH,
                channel=CHANNEL,
                ways_to_pay=self.ways,
            )
            return await respond(desk, who, request)

    async def bookings(self, name: str) -> tuple[Booking, ...]:
        async with self.desk() as desk:
            return await desk.tx.bookings.of_client(self.clients[name].client_id, limit=50)
