"""A booking that is about to be paid or paid back, and a program that is killed over it at every moment in turn."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TypeAlias

from sqlalchemy import func, select

from booking.bookings import Booking
from booking.status import PaymentMethod
from bot.conversations.commands import HoldSlot, Submit
from bot.conversations.mine.requests import CancelBooking
from storage.crypto import new_key
from storage.models import web_messages
from tests.faults import money_checks
from tests.faults.lives import Nursery
from tests.faults.money_books import Books, read
from tests.faults.money_child import MoneyOrder
from tests.faults.money_town import START, Town

NEXT_DAY = START + timedelta(days=1, hours=8)
CONFIRMED_WHEN_PAID = 2
LATER = timedelta(seconds=61)

Act: TypeAlias = Callable[["Scene"], Awaitable[None]]
Check: TypeAlias = Callable[["Scene", Books], Awaitable[None]]


@dataclass
class Scene:
    """A booking of one way to pay, and the lives of the program over its database."""

    born: Nursery
    url: str
    key: str
    town: Town
    way: PaymentMethod
    booking_id: int = 0

    @property
    def page(self) -> str:
        """The one page of the booking."""
        (page,) = self.town.stripe.sessions if self.way is PaymentMethod.STRIPE else self.town.paypal.orders
        return str(page)

    def pays(self) -> None:
        """At Stripe the money is taken at once, at PayPal when it is captured."""
        if self.way is PaymentMethod.STRIPE:
            self.town.stripe.pays(self.page)
        else:
            self.town.paypal.approves(self.page)

    async def lives(self, survives: int | None, *, is_rehearsal: bool = False) -> bool:
        """Whether a life comes to its end that dies after so many moments. Each is brought all that providers told."""
        told = [(name, one.headers, one.body) for name, reports in self.town.reports.items() for one in reports.waiting]
        ahead = (self.town.clock.now() - datetime.now(UTC)).total_seconds()
        order = MoneyOrder(self._settings(), ahead, survives, told, is_rehearsal)
        await asyncio.to_thread(self.born.bear, order)  # a rehearsal asks the stand-ins, which live in this loop
        status = await asyncio.to_thread(self.born.mourn)
        assert status in {0, -signal.SIGKILL}
        return status == 0

    def _settings(self) -> dict[str, object]:
        stripe, paypal = self.town.stripe, self.town.paypal
        return {
            "database_url": self.url,
            "encryption_keys": self.key,
            "owners": "web:taha",
            "web": {"mode": "on"},
            "stripe": {
                "secret_key": stripe.key,
                "webhook_secret": stripe.webhook_secret,
                "api_url": self.town.at_stripe,
            },
            "paypal": {
                "client_id": paypal.client_id,
                "client_secret": paypal.client_secret,
                "webhook_id": paypal.webhook_id,
                "api_url": self.town.at_paypal,
            },
        }

    async def told(self) -> int:
        """How many messages the client was left by these lives."""
        query = select(func.count()).where(web_messages.c.address == "noura")
        async with self.town.engine.connect() as connection:
            return int((await connection.execute(query)).scalar_one())


@asynccontextmanager
async def scene(born: Nursery, url: str, way: PaymentMethod) -> AsyncIterator[Scene]:
    key = new_key()
    town = Town(url, key)
    await town.open()
    held = await town.does("noura", HoldSlot(CONFIRMED_WHEN_PAID, NEXT_DAY, "in_person"))
    assert isinstance(held, Booking)
    try:
        yield Scene(born, url, key, town, way, held.booking_id)
    finally:
        await town.shut()
        await town.engine.dispose()


@dataclass(frozen=True)
class Sweep:
    """Goes through every moment of a way."""

    born: Nursery
    url: str

    async def rehearses(self) -> None:
        for way in (PaymentMethod.STRIPE, PaymentMethod.PAYPAL):
            async with scene(self.born, self.url, way) as at:
                await paid(at)
                await at.town.dies()
                assert await at.lives(None, is_rehearsal=True)

    async def __call__(self, way: PaymentMethod, before: Act, after: Check) -> int:
        """How many moments there are. `before` is what leads there, `after` what must be true however it went."""
        for moment in count():
            async with scene(self.born, self.url, way) as at:
                await before(at)
                await at.town.dies()
                died = not await at.lives(moment)
                at.town.clock.move(LATER)
                assert await at.lives(None)
                books = await read(at.town.engine)
                assert money_checks.wrong_at_rest(at.town, books) == []
                await after(at, books)
            if not died:
                return moment
        raise AssertionError


# --------------------------------------------------------------------------------------------- what leads there


async def submitted(at: Scene) -> None:
    """The order is there, and its page is yet to be opened."""
    await at.town.asks("noura", Submit(at.booking_id, at.way, meeting_type="in_person"))


async def on_its_page(at: Scene) -> None:
    await at.town.does("noura", Submit(at.booking_id, at.way, meeting_type="in_person"))


async def paid(at: Scene) -> None:
    await on_its_page(at)
    at.pays()


async def cancelled(at: Scene) -> None:
    """Paid and confirmed, and just cancelled: the refund is owed, and yet to be sent."""
    await paid(at)
    for name, reports in at.town.reports.items():
        await reports.arrive(at.town.door(name))
        await at.town.settles()
    at.town.lose_all()
    await at.town.asks("noura", CancelBooking(at.booking_id))


async def held_too_long(at: Scene) -> None:
    await on_its_page(at)
    at.town.clock.move(timedelta(minutes=31))


async def paid_unheard_and_held_too_long(at: Scene) -> None:
    await on_its_page(at)
    at.pays()
    at.town.lose_all()
    at.town.clock.move(timedelta(minutes=31))
