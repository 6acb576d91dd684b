"""A shop at work: a coach, clients, the clock's ticks and the worker, over one database and a channel in memory."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

from booking.bookings import Booking
from booking.catalogue import Category, Consultation
from booking.money import Currency, Money
from booking.people import OWNER, Coach
from booking.slots import Hours, Week, Weekday
from booking.status import PaymentMethod, Status
from bot.clock import MovableClock
from bot.jobs import clock as ticks
from bot.jobs.deliver import deliver_by
from bot.jobs.worker import Worker
from bot.services import reminders
from bot.services.desk import Desk
from storage.crypto import Vault
from storage.rows import NewBooking
from storage.uow import Storage, Tx
from tests.standins.memory_channel import MemoryChannel

SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
COACH = Coach(coach_id=1, name="الكابتن طه", meeting_link="https://meet.example.org/taha", meeting_password="9Xy")
SPORTS = Consultation(
    consultation_id=1,
    title="استشارة رياضية",
    title_en="Sports",
    duration_minutes=60,
    price=Money(10000, Currency.SAR),
    category=Category.SPORTS,
)
ALWAYS = tuple(Hours(day, time(0), time(0)) for day in Weekday)


@dataclass
class Shop:
    """The coach is reached at «coach», clients under their names; all of it survives in the database alone."""

    url: str
    vault: Vault
    clock: MovableClock
    coach: Coach = COACH
    channel: MemoryChannel = field(default_factory=MemoryChannel)

    def __post_init__(self) -> None:
        self._wire()

    def _wire(self) -> None:
        self.storage = Storage(self.url, self.vault)
        self.worker = Worker(self.storage, self.clock, {"web": self.channel}, {"deliver": deliver_by(self.make_desk)})

    async def open(self) -> None:
        async with self.storage.begin() as tx:
            await tx.catalogue.load(self.coach, Week(self.coach.timezone, ALWAYS), (SPORTS,), self.clock.now())
            await tx.people.grant("web", "coach", OWNER, now=self.clock.now())

    async def close(self) -> None:
        await self.worker.abandon()
        await self.storage.close()

    async def restart(self) -> None:
        """Stop whatever is going on and start anew over the same database."""
        await self.close()
        self._wire()

    async def make_desk(self, tx: Tx) -> Desk:
        coach = await tx.catalogue.coach()
        assert coach is not None
        return Desk(tx, self.clock.now(), coach)

    @asynccontextmanager
    async def desk(self) -> AsyncIterator[Desk]:
        async with self.storage.begin() as tx:
            yield await self.make_desk(tx)

    async def tick(self) -> None:
        await ticks.tick(self.storage, self.clock, self.make_desk)
        await self.worker.drain()

    async def at(self, moment: datetime) -> None:
        """It is `moment`, and the clock ticks."""
        self.clock.set(moment)
        await self.tick()

    # --------------------------------------------------------------------------------------------- bookings

    async def held(self, start: datetime, client: str = "noura", **more: Any) -> Booking:
        """A seat of `client`'s; by default for the half hour of a review."""
        async with self.desk() as desk:
            known = await desk.tx.people.by_identity("web", client) or await desk.tx.people.register(
                "web", client, client, name=client, language="ar", timezone=self.coach.timezone, now=desk.now
            )
            held = {"hold_expires_at": desk.now + HOUR / 2} | more
            new = NewBooking.of(SPORTS, known, self.coach, preferred_at=start, **held)
            booking = await desk.tx.bookings.hold(replace(new, name=client), desk.now)
            assert booking is not None
            return booking

    async def waiting(self, start: datetime, client: str = "noura") -> Booking:
        """A booking that waits for the coach since now."""
        booking = await self.held(start, client, payment_method=PaymentMethod.CASH)
        return await self.save(booking, status=Status.PENDING_CONFIRMATION, hold_expires_at=None)

    async def confirmed(self, start: datetime, client: str = "noura") -> Booking:
        """A booking agreed now, with its reminders planned."""
        booking = await self.held(start, client, payment_method=PaymentMethod.CASH)
        return await self.agree(booking, start)

    async def agree(self, booking: Booking, start: datetime) -> Booking:
        """Agree to `start`, wherever the booking was."""
        async with self.desk() as desk:
            assert await desk.tx.bookings.move(booking.booking_id, start, desk.now)
            agreed = await desk.tx.bookings.save(
                booking.booking_id,
                now=desk.now,
                status=Status.CONFIRMED,
                confirmed_at_time=start,
                hold_expires_at=None,
                meeting_link=self.coach.meeting_link,
            )
            await reminders.plan(desk, agreed)
            return agreed

    async def save(self, booking: Booking, **changes: Any) -> Booking:
        async with self.desk() as desk:
            return await desk.tx.bookings.save(booking.booking_id, now=desk.now, **changes)

    async def now_is(self, booking: Booking) -> Booking:
        async with self.desk() as desk:
            found = await desk.tx.bookings.get(booking.booking_id)
            assert found is not None
            return found

    # ------------------------------------------------------------------------------------------------ looking

    def told(self, address: str = "noura") -> list[str]:
        """The id of the first line of each card that somebody got, and all of them are taken as read."""
        found = self.channel.first_lines(address)
        self.channel.delivered = [(to, errand) for to, errand in self.channel.delivered if to != address]
        return found

    def buttons(self, address: str = "noura") -> list[str]:
        """The values of the buttons on the newest card at an address."""
        return [choice.value for row in self.channel.cards(address)[-1].rows for choice in row]


def riyadh(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment in November 2026 by Riyadh's clock, in UTC."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=3)
