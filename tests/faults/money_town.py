"""Clients, a coach, Stripe and PayPal around one program over one database: what each of them may do with money.

The program is the real one, and dies now and then (`money_mortal`). Its providers are the real ones too, each over real
HTTP before its stand-in, whose books outlive every death.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from datetime import UTC, datetime, time, timedelta
from typing import Any, TypeVar

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.sql import Executable

from booking.catalogue import Category, Consultation
from booking.money import Currency, Money
from booking.people import OWNER, BankAccount, Client, Coach
from booking.slots import Hours, Week, Weekday
from bot.app import Program, vault_of
from bot.clock import MovableClock
from bot.config import Settings
from bot.conversations.requests import Request
from bot.conversations.state import Who
from bot.handlers.payments import take_in
from bot.jobs.worker import LEASE
from bot.services.registry import respond
from storage.engines import engine_of, url_of
from storage.models import metadata
from tests.faults.money_far_ends import FarEnds
from tests.faults.money_mortal import Moments, MortalStorage, Watched
from tests.standins.memory_channel import MemoryChannel
from tests.standins.reports import Post, Report

T = TypeVar("T")

START = datetime(2026, 11, 21, 6, tzinfo=UTC)
COACH = Coach(coach_id=1, name="الكابتن طه", bank=BankAccount(bank="بنك", holder="طه", iban="SA0380000000608010167519"))
WEEK = Week("Asia/Riyadh", tuple(Hours(day, time(9), time(21)) for day in Weekday))
TYPES = tuple(
    Consultation(
        consultation_id=number,
        title="استشارة",
        duration_minutes=60,
        price=Money(10000, Currency.SAR),
        usd_minor=2700,
        category=Category.SPORTS,
        requires_approval=number == 1,
        max_bookings_per_day=50,
        refund_share_before=75,
        refund_share_inside=30,
    )
    for number in (1, 2)
)
"""One that the coach has to agree to and one that is confirmed when it is paid, with different shares to give back."""

CLIENTS = ("noura", "sara")
DEATH = LEASE + timedelta(seconds=1)
"""Between two lives: what was in flight is found again when its lease is over."""


class Town(FarEnds):
    """Everything happens at `clock`, over the database at `url`, which is emptied first.

    After each thing that is done all work that is due is done too. When the program dies over it, a new one begins a
    while later.
    """

    def __init__(self, url: str, key: str) -> None:
        self.clock = MovableClock(START)
        super().__init__(self.clock)
        self.settings = Settings.model_validate(
            {"database_url": url, "encryption_keys": key, "owners": "web:taha", "web": {"mode": "on"}}
        )
        self.engine: AsyncEngine = engine_of(url_of(url))
        self.channel = MemoryChannel()
        self.people: dict[str, Client] = {}
        self.crashes = 0

    async def open(self) -> None:
        async with self.engine.begin() as connection:
            for table in reversed(metadata.sorted_tables):
                await connection.execute(delete(table))
        await self.appear()
        self._born()
        async with self.program.storage.begin() as tx:
            await tx.catalogue.load(COACH, WEEK, TYPES, self.clock.now())
            self.people["taha"] = await tx.people.grant("web", "taha", OWNER, now=self.clock.now())
            for name in CLIENTS:
                self.people[name] = await tx.people.register(
                    "web", name, name, name=name, language="ar", timezone=COACH.timezone, now=self.clock.now()
                )
        await self.program.open()

    async def close(self) -> None:
        await self.dies()
        await self.shut()

    async def shut(self) -> None:
        """The far ends are gone as well."""
        await self.vanish()
        await self.engine.dispose()

    # ------------------------------------------------------------------------------------------- one life of many

    def _born(self) -> None:
        self.moments = moments = Moments()
        self.storage = MortalStorage(self.settings.database_url, vault_of(self.settings))
        self.storage.moments = moments
        self.program = Program(self.settings, self.clock, {"web": self.channel}, self.storage)
        self.program.providers.update({provider.name: Watched(provider, moments) for provider in self.providers()})

    async def dies(self) -> None:
        await self.storage.is_read()
        await self.program.worker.abandon()
        await self.program.close()

    async def crashes_now(self) -> None:
        """The program is gone in the middle of things, and another one begins."""
        self.crashes += 1
        await self.dies()
        self.clock.move(DEATH)
        self._born()
        await self.program.open()

    async def survives(self, work: Coroutine[Any, Any, T]) -> T | None:
        """What comes of some work; None when the program died over it."""
        doing, dying = asyncio.create_task(work), asyncio.create_task(self.moments.over.wait())
        await asyncio.wait({doing, dying}, return_when=asyncio.FIRST_COMPLETED)
        dying.cancel()
        if doing.done():
            return doing.result()
        await self.storage.is_read()
        doing.cancel()
        await asyncio.wait({doing})
        await self.crashes_now()
        return None

    async def settles(self) -> None:
        """Everything that is due is done, whoever has to do it."""
        while await self.survives(self._drained()) is None:
            pass

    async def _drained(self) -> bool:
        await self.program.worker.drain()
        return True

    # ---------------------------------------------------------------------------------------------- what is done

    async def does(self, name: str, request: Request[Any]) -> Any:
        """Somebody asks for something, as they would in a chat."""
        answer = await self.survives(self.asks(name, request))
        await self.settles()
        return answer

    async def asks(self, name: str, request: Request[Any]) -> Any:
        """Nothing but the transaction: what it leaves to be done is not begun."""
        async with self.program.storage.begin() as tx:
            desk = await self.program.desk(tx)
            client = await tx.people.get(self.people[name].client_id)
            who = Who(
                now=desk.now,
                client=client,
                voice=desk.voice(client),
                coach=desk.coach,
                channel="web",
                ways_to_pay=desk.ways_to_pay,
            )
            answer: Any = await respond(desk, who, request)
            return answer

    def door(self, provider: str) -> Post:
        """Where a provider brings its reports; what a dying program was brought is brought again."""

        async def post(report: Report) -> int:
            at = self.program
            taken = take_in(at.reception, at.providers[provider], report.headers, report.body)
            return await self.survives(taken) or 503

        return post

    async def passes(self, by: timedelta) -> None:
        """Time passes, with a tick at its end."""
        self.clock.move(by)
        await self.survives(self.program.tick())
        await self.settles()

    async def tampers(self, *changes: Executable) -> None:
        """Somebody changes the books behind the program's back."""
        async with self.engine.begin() as connection:
            for change in changes:
                await connection.execute(change)
