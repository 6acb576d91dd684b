"""A coach's room whose clients pay in Telegram, its doors over real HTTP to the stand-in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from fastapi import FastAPI
from pydantic import SecretStr

from booking.bookings import Booking
from booking.money import Currency, Money
from booking.paying import Way
from booking.status import PaymentMethod, Status
from bot.channels.telegram_api import Api, connect
from bot.clock import MovableClock
from bot.config import Telegram
from bot.conversations.engine import House
from bot.conversations.routes import media
from bot.handlers.telegram import poll, router, set_webhook
from bot.handlers.telegram_till import Till
from bot.services.receive import Reception
from payments.base import Bill
from payments.telegram import WAY, TelegramInvoice
from storage.rows import Order, OrderStatus
from storage.uow import Storage
from tests.services.coach_room import SUNDAY_FIVE, Room
from tests.standins.site import served
from tests.standins.telegram import TelegramStandIn
from tests.standins.telegram_invoices import PAYMENT_TOKEN
from tests.standins.telegram_payers import Payer

HOLD = timedelta(minutes=30)
SECRET = "a-secret"
BILL = Bill(
    order_id=0,
    booking_number="CB-20261122-0001",
    title="استشارة رياضية",
    amount=Money(10000, Currency.SAR),
    language="ar",
    pay_until=SUNDAY_FIVE,
    key="errand-1",
    return_url="",
    cancel_url="",
)


@dataclass
class Shop:
    """A coach's room whose clients pay in Telegram. `ways` may be changed while it is open."""

    room: Room
    telegram: TelegramStandIn
    api: Api
    ways: tuple[Way, ...] = (WAY,)
    woken: list[int] = field(default_factory=list)

    @property
    def settings(self) -> Telegram:
        payment = SecretStr(PAYMENT_TOKEN)
        return Telegram(token=SecretStr(self.telegram.token), api_url=self.telegram.url, payment_token=payment)

    @property
    def till(self) -> Till:
        return Till(self.reception, self.api, self.telegram.token)

    @property
    def reception(self) -> Reception:
        return Reception(
            self.room.storage,
            self.room.clock,
            House(flows={}, routes={}, media=media),
            wake=lambda rows=(), **_how: self.woken.append(len(rows)),
            ways_to_pay=lambda _coach: self.ways,
        )

    def payer(self, language: str = "ar") -> Payer:
        return Payer(self.telegram, self.telegram.person(77, "نورة", language))

    async def billed(
        self,
        start: datetime = SUNDAY_FIVE,
        *,
        hold: timedelta = HOLD,
        approval: bool = True,
        method: PaymentMethod = PaymentMethod.TELEGRAM,
    ) -> tuple[Booking, str]:
        """A booking of noura's that waits for its money, and the link to pay it."""
        booking = await self.room.booked(start, status=Status.PENDING_PAYMENT, method=method)
        changes = {"hold_expires_at": self.room.clock.now() + hold, "requires_approval": approval}
        return await self.saved(booking, **changes), await self.link((await self.order(booking)).order_id)

    async def link(self, order_id: int) -> str:
        """A link to pay an order."""
        provider = TelegramInvoice(self.settings)
        page = await provider.checkout(replace(BILL, order_id=order_id))
        await provider.close()
        return page.url

    async def saved(self, booking: Booking, **changes: Any) -> Booking:
        async with self.room.desk() as desk:
            return await desk.tx.bookings.save(booking.booking_id, now=desk.now, **changes)

    async def order(self, booking: Booking) -> Order:
        async with self.room.storage.begin() as tx:
            found = await tx.payments.order_of(booking.booking_id)
            assert found is not None
            return found

    async def settled(self, order: Order, status: OrderStatus) -> None:
        async with self.room.desk() as desk:
            await desk.tx.payments.settle(order.order_id, status, desk.now)

    async def told(self) -> set[str]:
        """The addresses at which something new is said; it is then taken as sent."""
        found = set()
        async with self.room.storage.begin() as tx:
            now = self.room.clock.now()
            while rows := await tx.outbox.claim(now, limit=50, lease=timedelta(minutes=1)):
                for row in rows:
                    await tx.outbox.done(row.id, "", now)
                found |= {row.address for row in rows if row.kind == "deliver"}
        return found


@asynccontextmanager
async def opened(storage: Storage, clock: MovableClock) -> AsyncIterator[Shop]:
    async with TelegramStandIn() as telegram:
        api = connect(Telegram(token=SecretStr(telegram.token), api_url=telegram.url))
        room = Room(storage, clock)
        await room.open()
        yield Shop(room, telegram, api)
        await api.close_connections()


@asynccontextmanager
async def polling(shop: Shop) -> AsyncIterator[None]:
    stop = asyncio.Event()
    pay = shop.till.take
    task = asyncio.create_task(poll(shop.api, shop.reception.receive, stop, pay=pay, again=(0, 0), long_poll=5))
    try:
        yield
    finally:
        stop.set()
        async with asyncio.timeout(5):
            await task


@asynccontextmanager
async def posting(shop: Shop) -> AsyncIterator[None]:
    app = FastAPI()
    app.include_router(router(shop.reception.receive, SECRET, shop.till.take))
    async with served(app) as url:
        await set_webhook(shop.api, url, SECRET, asyncio.Event())
        yield
