"""A coach, a colleague, a client and a stranger at work on one database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import msgspec

from booking.bookings import Booking
from booking.catalogue import Category, Consultation
from booking.money import Currency, Money
from booking.people import OWNER, BankAccount, Client, Coach, Permission, Place
from booking.slots import Hours, Week, Weekday
from booking.status import PaymentMethod, Status
from bot.clock import MovableClock
from bot.conversations.requests import Request
from bot.conversations.state import Who
from bot.messages import Deliver, Errand
from bot.services.desk import Desk
from bot.services.registry import respond
from storage.rows import NewBooking
from storage.uow import Storage

SUNDAY_FIVE = datetime(2026, 11, 22, 14, tzinfo=UTC)
MONDAY_FIVE = SUNDAY_FIVE + timedelta(days=1)
TUESDAY_FIVE = SUNDAY_FIVE + timedelta(days=2)
COACH = Coach(
    coach_id=1,
    name="الكابتن طه الصباغ",
    meeting_link="https://meet.example.org/taha",
    place=Place(city="الرياض"),
    bank=BankAccount(bank="بنك", holder="طه", iban="SA0380000000608010167519"),
)
WEEK = Week("Asia/Riyadh", tuple(Hours(day, time(9), time(21)) for day in Weekday))
SPORTS = Consultation(
    consultation_id=1,
    title="استشارة رياضية",
    duration_minutes=60,
    price=Money(10000, Currency.SAR),
    category=Category.SPORTS,
    requires_approval=True,
)
_decode = msgspec.json.Decoder(Errand).decode


@dataclass(frozen=True)
class Told:
    """One message on its way to an address."""

    address: str
    purpose: str
    errand: Deliver

    @property
    def ids(self) -> list[str]:
        assert self.errand.card is not None
        return [line.id for line in self.errand.card.lines]


@dataclass
class Room:
    storage: Storage
    clock: MovableClock
    people: dict[str, Client] = field(default_factory=dict)

    async def open(self) -> None:
        async with self.storage.begin() as tx:
            now = self.clock.now()
            await tx.catalogue.load(COACH, WEEK, [SPORTS], now)
            for name, permissions in (("taha", OWNER), ("layla", frozenset({Permission.VIEW, Permission.MANAGE}))):
                known = await tx.people.grant("web", name, permissions, now=now)
                self.people[name] = await tx.people.save(known.client_id, now=now, display_name=name)
            for name in ("noura", "stranger"):
                self.people[name] = await tx.people.register(
                    "web", name, name, name=name, language="ar", timezone="Asia/Riyadh", now=now
                )

    @asynccontextmanager
    async def desk(self) -> AsyncIterator[Desk]:
        async with self.storage.begin() as tx:
            yield Desk(tx, self.clock.now(), COACH)

    async def does(self, name: str, request: Request[Any]) -> Any:
        """What the request of a person is answered with."""
        async with self.desk() as desk:
            client = await desk.tx.people.get(self.people[name].client_id)
            who = Who(
                now=desk.now,
                client=client,
                voice=desk.voice(client),
                coach=COACH,
                channel="web",
                ways_to_pay=desk.ways_to_pay,
            )
            return await respond(desk, who, request)

    async def booked(
        self,
        start: datetime = SUNDAY_FIVE,
        alternative: datetime | None = None,
        *,
        status: Status = Status.PENDING_CONFIRMATION,
        method: PaymentMethod = PaymentMethod.CASH,
        client: str = "noura",
    ) -> Booking:
        """A booking of `client` whose seat is held; with an open order for its amount."""
        async with self.desk() as desk:
            new = NewBooking.of(
                SPORTS,
                self.people[client],
                COACH,
                preferred_at=start,
                alternative_at=alternative,
                payment_method=method,
                status=status,
            )
            booking = await desk.tx.bookings.hold(replace(new, name=client), desk.now)
            assert booking is not None
            await desk.tx.payments.open_order(booking, method, desk.now)
            return booking

    async def now_is(self, booking: Booking) -> Booking:
        """The booking as it is stored."""
        async with self.storage.begin() as tx:
            found = await tx.bookings.get(booking.booking_id)
            assert found is not None
            return found

    async def starts(self) -> set[datetime]:
        """Every start that claims the coach's time."""
        async with self.storage.begin() as tx:
            taken = await tx.bookings.taken(1, SUNDAY_FIVE - timedelta(days=9), SUNDAY_FIVE + timedelta(days=9))
            return {session.starts_at for session in taken}

    async def told(self) -> list[Told]:
        """Everything that is on its way to somebody, oldest first; all errands are then taken as done."""
        found = []
        async with self.storage.begin() as tx:
            now = self.clock.now()
            while rows := await tx.outbox.claim(now, limit=50, lease=timedelta(minutes=1)):
                for row in rows:
                    errand = _decode(row.payload)
                    if isinstance(errand, Deliver):
                        found.append(Told(row.address, row.purpose, errand))
                    await tx.outbox.done(row.id, "", now)
        return found
