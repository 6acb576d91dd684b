"""A PayPal provider before its stand-in, and a bill, for the tests of the provider."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from booking.money import Currency, Money
from booking.paying import PaymentEvent, PaymentNews
from bot.clock import MovableClock
from payments.base import Bill
from payments.paypal import PayPal
from tests.standins.paypal import PayPalFarEnd, provider_at
from tests.standins.reports import Report
from tests.standins.site import served

NOW = datetime(2026, 11, 21, 6, tzinfo=UTC)
AMOUNT = Money(5000, Currency.USD)
KEY = "capture-12-page"


def bill(**changed: Any) -> Bill:
    """A booking that is held for half an hour."""
    usual: dict[str, Any] = {
        "order_id": 12,
        "booking_number": "CB-20261122-0003",
        "title": "استشارة رياضية",
        "amount": AMOUNT,
        "language": "ar",
        "pay_until": NOW + timedelta(minutes=30),
        "key": "errand-5",
        "return_url": "https://jalsa.example/paid",
        "cancel_url": "https://jalsa.example/back",
    }
    return Bill(**{**usual, **changed})


def told(event: PaymentEvent) -> tuple[PaymentNews, int | None, str, Money | None]:
    """What matters of an event."""
    return event.news, event.order_id, event.reference, event.amount


@dataclass(frozen=True)
class Room:
    """The provider, PayPal, and the time at both of them."""

    provider: PayPal
    paypal: PayPalFarEnd
    clock: MovableClock
    url: str

    async def heard(self) -> list[PaymentEvent]:
        """What the provider makes of everything that PayPal reports now."""
        events: list[PaymentEvent] = []

        async def door(report: Report) -> int:
            events.extend(await self.provider.read_webhook(report.headers, report.body))
            return 200

        await self.paypal.reports.arrive(door)
        return events

    async def opened(self, **changed: Any) -> str:
        """A page, by its reference."""
        return (await self.provider.checkout(bill(**changed))).reference

    async def paid(self, **changed: Any) -> str:
        """A page that was approved and captured, with its reports lost; the capture's id."""
        page = await self.opened(**changed)
        self.paypal.approves(page)
        await self.provider.capture(page, f"capture-{page}")
        self.paypal.reports.lose()
        return self.paypal.captured(page)


@asynccontextmanager
async def room(patience: float = 5.0) -> AsyncIterator[Room]:
    """Everything in its place."""
    clock = MovableClock(NOW)
    paypal = PayPalFarEnd(clock.now)
    async with served(paypal.app) as url:
        provider = provider_at(url, paypal, patience=patience)
        try:
            yield Room(provider, paypal, clock, url)
        finally:
            await provider.close()
