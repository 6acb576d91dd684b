"""A small world for the tests of the memory: a coach, two types, clients, and bookings of them."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

from booking.bookings import Booking
from booking.catalogue import Category, Consultation
from booking.money import Currency, Money
from booking.people import Client, Coach, Place
from booking.slots import Hours, HoursException, Week, Weekday
from storage.rows import NewBooking
from storage.uow import Storage, Tx

NOW = datetime(2026, 11, 21, 6, tzinfo=UTC)
NOON = datetime(2026, 11, 23, 9, tzinfo=UTC)  # twelve in Riyadh
HOUR = timedelta(hours=1)

COACH = Coach(coach_id=1, name="الكابتن طه", place=Place(city="الرياض"))
WEEK = Week(
    "Asia/Riyadh",
    (Hours(Weekday.MONDAY, time(9), time(12)), Hours(Weekday.MONDAY, time(14), time(21))),
    (
        HoursException(datetime(2026, 12, 1, tzinfo=UTC).date()),
        HoursException(datetime(2026, 12, 2, tzinfo=UTC).date(), ((time(10), time(11)), (time(12), time(13)))),
    ),
)
SINGLE = Consultation(
    consultation_id=1,
    title="استشارة فردية",
    title_en="One to one",
    duration_minutes=60,
    price=Money(10_000, Currency.SAR),
    category=Category.VIP,
    features=("خطة", "متابعة"),
    buffer_before=10,
    buffer_after=20,
    requires_approval=True,
)
GROUP = Consultation(
    consultation_id=2,
    title="جلسة جماعية",
    duration_minutes=90,
    price=Money(0, Currency.SAR),
    category=Category.GROUP,
    capacity=3,
)


async def open_shop(storage: Storage) -> None:
    """Load the coach and the types."""
    async with storage.begin() as tx:
        await tx.catalogue.load(COACH, WEEK, (SINGLE, GROUP), NOW)


async def somebody(tx: Tx, name: str = "سارة", *, channel: str = "telegram") -> Client:
    """A client known by their name."""
    return await tx.people.register(channel, name, name, name=name, language="ar", timezone="Asia/Riyadh", now=NOW)


def wish(client: Client, start: datetime = NOON, what: Consultation = SINGLE, **more: Any) -> NewBooking:
    """A booking that somebody would like."""
    return NewBooking.of(what, client, COACH, preferred_at=start, **more)


async def booked(tx: Tx, start: datetime = NOON, what: Consultation = SINGLE, **more: Any) -> Booking:
    """A booking that somebody got, by a client of their own."""
    booking = await tx.bookings.hold(wish(await somebody(tx, f"{start:%d-%H:%M}"), start, what, **more), NOW)
    assert booking is not None
    return booking
