"""A coach's practice that a test drives step by step: services over one SQLite file, and what lies in its tables."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine
from contextlib import closing
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import structlog

from booking.bookings import Booking
from booking.catalogue import Category, Consultation
from booking.errors import Refused
from booking.money import Currency, Money
from booking.paying import PaymentEvent, PaymentNews
from booking.people import OWNER, BankAccount, Client, Coach
from booking.slots import Hours, Week, Weekday
from bot.clock import MovableClock
from bot.config import Settings, Web
from bot.conversations.requests import Request
from bot.conversations.state import Who
from bot.jobs import clock as ticks
from bot.services.desk import Desk
from bot.services.payments.events import happened
from bot.services.registry import respond
from payments import providers, ways
from storage.crypto import Vault
from storage.uow import Storage, Tx

T = TypeVar("T")

START = datetime(2026, 11, 21, 6, tzinfo=UTC)
COACH = Coach(coach_id=1, name="الكابتن طه", bank=BankAccount(bank="بنك", holder="طه", iban="SA0380000000608010167519"))
WEEK = Week("Asia/Riyadh", tuple(Hours(day, time(9), time(21)) for day in Weekday))
TYPES = {
    offer.consultation_id: offer
    for offer in (
        Consultation(
            consultation_id=1,
            title="استشارة رياضية",
            duration_minutes=60,
            price=Money(10000, Currency.SAR),
            category=Category.SPORTS,
            requires_approval=True,
            buffer_before=10,
            buffer_after=20,
            max_bookings_per_day=50,
        ),
        Consultation(
            consultation_id=2,
            title="استشارة تعارف",
            duration_minutes=30,
            price=Money(0, Currency.SAR),
            category=Category.LIFE_COACHING,
            max_bookings_per_day=50,
        ),
        Consultation(
            consultation_id=3,
            title="جلسة جماعية",
            duration_minutes=60,
            price=Money(5000, Currency.SAR),
            category=Category.GROUP,
            capacity=3,
            buffer_after=10,
            max_bookings_per_day=50,
        ),
    )
}
WAYS = ways(providers(Settings(_env_file=None, web=Web(mode="demo"))).values(), COACH)
CLIENTS = ("noura", "sara", "salem", "huda")


class Seat(NamedTuple):
    """A booking and the session it sits in, as they are stored; instants are microseconds since 1970."""

    booking_id: int
    status: str
    consultation_id: int
    duration_minutes: int
    starts_at: int
    session_id: int | None
    seat: int | None
    session_start: int | None
    busy_from: int | None
    busy_to: int | None
    capacity: int | None


_SEATS = """
SELECT b.booking_id, b.status, b.consultation_id, b.duration_minutes, coalesce(b.confirmed_at_time, b.preferred_at),
       b.session_id, b.seat, s.starts_at, s.busy_from, s.busy_to, s.capacity
FROM bookings b LEFT JOIN sessions s ON s.id = b.session_id
"""
_HISTORY = "SELECT booking_id, from_status, to_status FROM booking_changes ORDER BY id"


class Practice:
    """Everything happens at `clock`; each call is a transaction of its own."""

    def __init__(self, file: Path, vault: Vault) -> None:
        self._file = file
        self._loop = asyncio.Runner()
        self.clock = MovableClock(START)
        self._storage = self._loop.run(self._opened(vault))
        self.people: dict[str, Client] = self._loop.run(self._in_one_transaction(self._moved_in))

    async def _opened(self, vault: Vault) -> Storage:
        return Storage(f"sqlite+aiosqlite:///{self._file}", vault)

    async def _moved_in(self, desk: Desk) -> dict[str, Client]:
        people = desk.tx.people
        found = {"taha": await people.grant("web", "taha", OWNER, now=desk.now)}
        for name in CLIENTS:
            found[name] = await people.register(
                "web", name, name, name=name, language="ar", timezone=COACH.timezone, now=desk.now
            )
        await desk.tx.catalogue.load(COACH, WEEK, tuple(TYPES.values()), desk.now)
        return found

    def close(self) -> None:
        self._loop.run(self._storage.close())
        self._loop.close()

    async def _desk(self, tx: Tx) -> Desk:
        return Desk(tx, self.clock.now(), COACH, ways_to_pay=WAYS)

    async def _in_one_transaction(self, work: Callable[[Desk], Coroutine[Any, Any, T]]) -> T:
        async with self._storage.begin() as tx:
            return await work(await self._desk(tx))

    # ------------------------------------------------------------------------------------------- what happens

    def does(self, name: str, request: Request[T]) -> T | Refused:
        """Somebody asks for something, as they would in a chat."""

        async def work(desk: Desk) -> T | Refused:
            client = self.people[name]
            who = Who(
                now=desk.now,
                client=client,
                voice=desk.voice(client),
                coach=COACH,
                channel="web",
                ways_to_pay=desk.ways_to_pay,
            )
            answer: T | Refused = await respond(desk, who, request)
            return answer

        return self._loop.run(self._in_one_transaction(work))

    def is_paid(self, booking_id: int) -> None:
        """A provider reports the money for the newest order of a booking, however late."""

        async def work(desk: Desk) -> None:
            order = await desk.tx.payments.order_of(booking_id)
            if order is not None:
                number = f"{order.order_id}-{desk.now:%d%H%M%S}"
                event = PaymentEvent(
                    provider="sandbox",
                    event_id=number,
                    news=PaymentNews.PAID,
                    order_id=order.order_id,
                    reference=number,
                    amount=order.amount,
                )
                await happened(desk, event)

        self._loop.run(self._in_one_transaction(work))

    def passes(self, by: timedelta) -> list[str]:
        """Time passes, with a tick at its end; what failed in it."""
        self.clock.move(by)
        with structlog.testing.capture_logs() as logs:
            self._loop.run(ticks.tick(self._storage, self.clock, self._desk))
        return [entry["event"] for entry in logs]

    # --------------------------------------------------------------------------------------------- what there is

    def booking(self, booking_id: int) -> Booking:
        async def work(desk: Desk) -> Booking:
            found = await desk.tx.bookings.get(booking_id)
            assert found is not None
            return found

        return self._loop.run(self._in_one_transaction(work))

    def seats(self) -> list[Seat]:
        """Every booking with its session."""
        return [Seat(*row) for row in self._rows(_SEATS)]

    def sessions(self) -> set[int]:
        """The sessions that claim the coach's time."""
        return {number for (number,) in self._rows("SELECT id FROM sessions")}

    def changes(self) -> list[tuple[int, str, str]]:
        """The history of all bookings: which, from, to."""
        return [(booking, before, after) for booking, before, after in self._rows(_HISTORY)]

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self._file)) as database:
            return database.execute(query).fetchall()
