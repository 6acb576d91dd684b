"""One order of one client, its books written line by line, and the door that its page is behind."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any, Literal

from fastapi import FastAPI

from booking.bookings import Booking
from booking.catalogue import Category, Consultation
from booking.ledger import Verdict
from booking.money import Currency, Money
from booking.people import Coach
from booking.slots import Hours, Week, Weekday
from booking.status import PaymentMethod, PaymentStatus, Status
from bot.clock import MovableClock
from bot.conversations.engine import House
from bot.conversations.routes import media
from bot.handlers.returns import router
from bot.services.desk import Desk
from bot.services.payments.asking import ask_provider
from bot.services.payments.links import Returns
from bot.services.receive import Reception
from storage.rows import NewBooking, Order, OrderStatus, Payment, PaymentState, RefundState
from storage.uow import Storage

PAGE = 'https://pay.example/c/1?a="1"&b=2'
PRICE = Money(10000, Currency.SAR)
HALF = Money(5000, Currency.SAR)
NAME, PHONE, EMAIL = "نورة الشمري", "+966501234567", "noura@example.org"
PRIVATE = (NAME, PHONE, EMAIL, "استشارة رياضية", "الكابتن طه", "https://meet.example.org/taha")
CHATS = {"telegram": "https://t.me/jalsa_bot", "web": "/"}

_COACH = Coach(coach_id=1, name="الكابتن طه", meeting_link="https://meet.example.org/taha")
_WEEK = Week("Asia/Riyadh", tuple(Hours(day, time(9), time(21)) for day in Weekday))
_SPORTS = Consultation(
    consultation_id=1, title="استشارة رياضية", duration_minutes=60, price=PRICE, category=Category.SPORTS
)
_MARKS = re.compile("[\u2066-\u2069]")


@dataclass
class Room:
    """The books, and what was asked of providers by whoever looked at a page."""

    storage: Storage
    clock: MovableClock
    returns: Returns = field(default_factory=lambda: Returns(b"secret of the tests", ""))
    asked: list[int] = field(default_factory=list)
    woken: list[int] = field(default_factory=list)

    async def open(self) -> None:
        """A coach to book with."""
        async with self.storage.begin() as tx:
            await tx.catalogue.load(_COACH, _WEEK, [_SPORTS], self.clock.now())

    def app(self, *, digits: Literal["arab", "latn"] = "arab") -> FastAPI:
        """The page, behind a real reception."""
        reception = Reception(
            self.storage,
            self.clock,
            House(flows={}, routes={}, media=media),
            wake=lambda rows=(), **_how: self.woken.append(len(rows)),
            ways_to_pay=lambda _coach: (),
            digits=digits,
        )
        app = FastAPI()
        app.include_router(router(reception, self.returns, lambda channel: CHATS.get(channel, ""), self._ask))
        return app

    async def _ask(self, desk: Desk, order: Order) -> None:
        self.asked.append(order.order_id)
        await ask_provider(desk, order)

    async def errands(self) -> list[str]:
        """The kinds of all that is to be done outside."""
        async with self.storage.begin() as tx:
            rows = await tx.outbox.claim(self.clock.now(), limit=50, lease=timedelta(minutes=1))
        return [row.kind for row in rows]

    async def ordered(
        self, *, language: str = "ar", source: str = "telegram", start: datetime | None = None, page: bool = True
    ) -> Order:
        """An order of noura's that waits for its money, with its page at the provider."""
        now = self.clock.now()
        async with self.storage.begin() as tx:
            noura = await tx.people.register(
                "telegram", "noura", "noura", name=NAME, language=language, timezone="Asia/Riyadh", now=now
            )
            noura = await tx.people.save(noura.client_id, now=now, phone=PHONE, email=EMAIL)
            new = NewBooking.of(
                _SPORTS,
                noura,
                _COACH,
                preferred_at=start or datetime(2026, 11, 22, 14, tzinfo=UTC),
                hold_expires_at=now + timedelta(minutes=30),
                payment_method=PaymentMethod.STRIPE,
                source=source,
            )
            booking = await tx.bookings.hold(new, now)
            assert booking is not None
            order = await tx.payments.open_order(booking, PaymentMethod.STRIPE, now)
            if page:
                await tx.payments.checkout_link(order.order_id, PAGE, "cs_1", now + timedelta(minutes=30), now)
        return order

    async def ordered_otherwise(self, order: Order) -> Order:
        """Another order of the same booking, for another way to pay."""
        async with self.storage.begin() as tx:
            booking = await tx.bookings.get(order.booking_id)
            assert booking is not None
            return await tx.payments.open_order(booking, PaymentMethod.PAYPAL, self.clock.now())

    async def heard(
        self,
        order: Order,
        state: PaymentState,
        *,
        amount: Money = PRICE,
        verdict: Verdict | None = None,
        reference: str = "pi_1",
        note: str = "",
    ) -> Payment:
        """A line about a payment."""
        async with self.storage.begin() as tx:
            payment = await tx.payments.record(
                order.order_id,
                provider="stripe",
                reference=reference,
                amount=amount,
                state=state,
                now=self.clock.now(),
                note=note,
            )
            assert payment is not None
            if verdict:
                await tx.payments.judge(payment.payment_id, verdict)
        return payment

    async def paid(self, order: Order, status: Status = Status.PENDING_CONFIRMATION) -> Payment:
        """All that is written when what is owed has come."""
        payment = await self.heard(order, PaymentState.COMPLETED, verdict=Verdict.SETTLES)
        await self.settled(order, OrderStatus.PAID)
        await self.becomes(order, status=status, payment_status=PaymentStatus.COMPLETED, hold_expires_at=None)
        return payment

    async def goes_back(self, payment: Payment, amount: Money = PRICE, state: RefundState = RefundState.SENT) -> None:
        """A line about money that goes back."""
        async with self.storage.begin() as tx:
            await tx.payments.refund(payment.payment_id, amount, "cancelled", self.clock.now(), state=state)

    async def settled(self, order: Order, status: OrderStatus) -> None:
        """Where the order stands."""
        async with self.storage.begin() as tx:
            await tx.payments.settle(order.order_id, status, self.clock.now())

    async def becomes(self, order: Order, **changes: Any) -> None:
        """What is changed of the booking."""
        async with self.storage.begin() as tx:
            await tx.bookings.save(order.booking_id, now=self.clock.now(), **changes)

    async def closes(self, order: Order) -> None:
        """The provider is asked to close the page."""
        async with self.storage.begin() as tx:
            await tx.payments.closing(order.order_id, self.clock.now())

    async def books(self, order: Order) -> tuple[Order | None, Booking | None, tuple[Payment, ...]]:
        """All that is written down, to see that it stays as it is."""
        async with self.storage.begin() as tx:
            return (
                await tx.payments.order(order.order_id),
                await tx.bookings.get(order.booking_id),
                await tx.payments.of_order(order.order_id),
            )


def read(page: str) -> str:
    """What a person reads of a page: without tags and marks of direction."""
    body = page.partition("<body>")[2]
    return _MARKS.sub("", html.unescape(re.sub(r"\s*<[^>]+>\s*", "\n", body)))


def links(page: str) -> dict[str, str]:
    """Where the page leads: addresses by what stands on them."""
    found = re.findall(r'<a [^>]*href="([^"]*)">([^<]*)</a>', page)
    return {html.unescape(label): html.unescape(url) for url, label in found}


def refreshed(page: str) -> str:
    """Where the page goes by itself, "" when it stays."""
    found = re.search(r'http-equiv="refresh" content="\d+;url=([^"]*)"', page)
    return found[1] if found else ""
