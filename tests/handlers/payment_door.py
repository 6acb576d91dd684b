"""The door for reports of payments from outside, and the till behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import httpx
from fastapi import FastAPI

from booking.bookings import Booking
from booking.paying import PaymentNews
from booking.status import PaymentMethod
from bot.conversations.engine import House
from bot.conversations.routes import media
from bot.handlers.payments import router
from bot.services.receive import Reception
from payments import ways
from payments.base import Provider
from payments.sandbox import Sandbox
from storage.rows import Order
from tests.services.payment_room import Till


@dataclass(frozen=True)
class Program:
    """As much of the program as the door looks at."""

    reception: Reception
    providers: Mapping[str, Provider]
    demo: bool = True


@dataclass(frozen=True)
class Door:
    """The door from outside, and the room behind it."""

    http: httpx.AsyncClient
    till: Till
    woken: list[int]

    async def report(self, order: Order, news: PaymentNews = PaymentNews.PAID) -> tuple[dict[str, str], bytes]:
        """What the sandbox would post."""
        stored, _ = await self.till.ledger(order)
        sandbox = self.till.providers["sandbox"]
        assert isinstance(sandbox, Sandbox)
        return sandbox.report(stored.checkout_reference, news, stored.amount)

    async def post(self, headers: Mapping[str, str], body: bytes, provider: str = "sandbox") -> int:
        """The status that a report is answered with."""
        return (await self.http.post(f"/payments/{provider}", headers=dict(headers), content=body)).status_code


def opened(till: Till, woken: list[int], *, demo: bool = True) -> httpx.AsyncClient:
    """The door of a program; without `demo` it takes no play money."""
    reception = Reception(
        till.storage,
        till.clock,
        House(flows={}, routes={}, media=media),
        wake=lambda rows=(), **_how: woken.append(len(rows)),
        ways_to_pay=lambda coach: ways(till.providers.values(), coach),
    )
    app = FastAPI()
    app.include_router(router(Program(reception, till.providers, demo)))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://bot")


async def with_page(door: Door) -> tuple[Booking, Order]:
    """A booking that waits for its money, its page sent."""
    return await door.till.with_page(PaymentMethod.SANDBOX)
