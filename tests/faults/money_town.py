"""Clients, a coach, Stripe and PayPal around one program over one database: what each of them may do with money.

The program is the real one, and dies now and then (`money_mortal`). Its providers are the real ones too, each over real
HTTP before its stand-in, whose books outlive every death.
"""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from datetime import UTC, datetime, time, timedelta
from typing import Any, TypeVar

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncEngine

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
from payments.base import Provider
from storage.engines import engine_of, url_of
from storage.models import metadata
from storage.rows import RefundState
from tests.faults.money_books import Books
from tests.faults.money_mortal import Moments, MortalStorage, Watched
from tests.standins import paypal, stripe
from tests.standins.memory_channel import MemoryChannel
from tests.standins.paypal import PayPalFarEnd
from tests.standins.reports import Post, Report, Reports
from tests.standins.site import served
from tests.standins.stripe import StripeFarEnd

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


class Town:
    """Everything happens at `clock`. After each thing that is done all work that is due is done too. When the program
    dies over it, a new one begins a while later, over the same database."""

    def __init__(self, url: str, key: str) -> None:
        self.clock = MovableClock(START)
        self.settings = Settings.model_validate(
            {"database_url": url, "encryption_keys": key, "owners": "web:taha", "web": {"mode": "on"}}
        )
        self.engine: AsyncEngine = engine_of(url_of(url))
        self.stripe, self.paypal = StripeFarEnd(self.clock.now), PayPalFarEnd(self.clock.now)
        self.channel = MemoryChannel()
        self.people: dict[str, Client] = {}
        self.crashes = 0
        self._doors = AsyncExitStack()

    async def open(self) -> None:
        async with self.engine.begin() as connection:
            for table in reversed(metadata.sorted_tables):
                await connection.execute(delete(table))
        self.at_stripe = await self._doors.enter_async_context(served(self.stripe.app))
        self.at_paypal = await self._doors.enter_async_context(served(self.paypal.app))
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
        await self._doors.aclose()
        await self.engine.dispose()

    # ------------------------------------------------------------------------------------------- one life of many

    def _born(self) -> None:
        self.moments = moments = Moments()
        self.storage = MortalStorage(self.settings.database_url, vault_of(self.settings))
        self.storage.moments = moments
        self.program = Program(self.settings, self.clock, {"web": self.channel}, self.storage)
        providers: tuple[Provider, ...] = (
            stripe.provider_at(self.at_stripe, self.stripe),
            paypal.provider_at(self.at_paypal, self.paypal),
        )
        self.program.providers.update({provider.name: Watched(provider, moments) for provider in providers})

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

    # -------------------------------------------------------------------------------------------- what there is

    def taken(self) -> dict[str, Counter[int]]:
        """What each provider took, in minor units by order."""
        return {"stripe": self.stripe.taken, "paypal": self.paypal.taken}

    def given_back(self) -> dict[str, Counter[int]]:
        return {"stripe": self.stripe.given_back, "paypal": self.paypal.given_back}

    def open_pages(self) -> list[tuple[str, int]]:
        """The pages that take money at once, and their orders. PayPal's take none before they are captured."""
        self.stripe.look_at_the_clock()
        pages = [page for page in self.stripe.sessions.values() if page.status == "open"]
        return [(page.id, int(page.params["metadata"]["order_id"])) for page in pages]

    # ------------------------------------------------------------------------------------------------ bad days

    @property
    def reports(self) -> dict[str, Reports]:
        """What each provider has to tell."""
        return {"stripe": self.stripe.reports, "paypal": self.paypal.reports}

    @property
    def faults(self) -> dict[str, deque[Any]]:
        """What the next requests to each provider meet."""
        return {"stripe": self.stripe.faults, "paypal": self.paypal.faults}

    def lose(self, provider: str) -> None:
        """Reports of payments never arrive. Those of refunds do: nobody asks a provider about a payment that is
        settled, and a provider tells of it for three days."""
        waiting = self.reports[provider].waiting
        waiting[:] = [report for report in waiting if b"refund" in report.body.lower()]

    def lose_all(self) -> None:
        """Nothing that providers have to tell arrives."""
        for reports in self.reports.values():
            reports.lose()

    def slow_payment_ends(self, name: str, *, well: bool) -> None:
        """`name` is Stripe's page or PayPal's capture."""
        if name in self.paypal.captures:
            (self.paypal.clears if well else self.paypal.denies)(name)
        else:
            (self.stripe.slow_payment_arrives if well else self.stripe.slow_payment_fails)(name)

    async def calms_down(self) -> None:
        """No more faults, no more deaths, and every bank has sent what it was about to."""
        self.moments.left = None
        for faults in self.faults.values():
            faults.clear()
        for name, page in self.stripe.sessions.items():
            if page.payment and page.payment.status == "processing":
                self.stripe.slow_payment_arrives(name)
        for name, capture in self.paypal.captures.items():
            if capture.status == "PENDING":
                self.paypal.clears(name)

    async def refused_refunds_are_sent_by_hand(self, books: Books) -> None:
        """Where the merchant gave back a part unasked, what was asked for is too much: they send what is left."""
        for refund in books.refunds.values():
            if refund.state is not RefundState.FAILED:
                continue
            reference = books.payments[refund.payment_id].reference
            intent, capture = self.stripe.payments.get(reference), self.paypal.captures.get(reference)
            if intent and intent.given_back < intent.minor:
                self.stripe.refunds_in_dashboard(reference)
            elif capture and capture.left:
                self.paypal.refunds_in_dashboard(reference)
