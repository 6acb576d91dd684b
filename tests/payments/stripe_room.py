"""A Stripe provider before its stand-in, and a bill, for the tests of the provider."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from booking.money import Currency, Money
from booking.paying import PaymentEvent
from bot.clock import MovableClock
from payments.base import Bill
from payments.stripe import Stripe
from tests.standins.reports import Report
from tests.standins.site import served
from tests.standins.stripe import StripeFarEnd, provider_at

NOW = datetime(2026, 11, 21, 6, tzinfo=UTC)
AMOUNT = Money(10000, Currency.SAR)


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


@dataclass(frozen=True)
class Room:
    """The provider, Stripe, and the time at both of them."""

    provider: Stripe
    stripe: StripeFarEnd
    clock: MovableClock
    url: str

    async def heard(self) -> list[PaymentEvent]:
        """What the provider makes of everything that Stripe reports now."""
        events: list[PaymentEvent] = []

        async def door(report: Report) -> int:
            events.extend(await self.provider.read_webhook(report.headers, report.body))
            return 200

        await self.stripe.reports.arrive(door)
        return events

    async def paid(self, **changed: Any) -> str:
        """A page that was opened and paid at once, with its report lost; the payment's id."""
        page = await self.provider.checkout(bill(**changed))
        payment = self.stripe.pays(page.reference)
        self.stripe.reports.lose()
        return payment


@asynccontextmanager
async def room(patience: float = 5.0) -> AsyncIterator[Room]:
    """Everything in its place."""
    clock = MovableClock(NOW)
    stripe = StripeFarEnd(clock.now)
    async with served(stripe.app) as url:
        provider = provider_at(url, stripe, patience=patience)
        try:
            yield Room(provider, stripe, clock, url)
        finally:
            await provider.close()
