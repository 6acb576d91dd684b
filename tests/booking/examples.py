"""Plain examples of the values that the rules work on; every test says only what matters to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from booking.bookings import Booking
from booking.catalogue import Category, Consultation
from booking.money import Currency, Money
from booking.slots import Hours, HoursException, Taken, Week, Weekday

NOW = datetime(2026, 11, 21, 6, tzinfo=UTC)  # Saturday, 09:00 in Riyadh
SUNDAY = date(2026, 11, 22)
DAYS_OFF = (Weekday.FRIDAY, Weekday.SATURDAY)

_CONSULTATION = Consultation(
    consultation_id=1,
    title="جلسة",
    duration_minutes=60,
    price=Money.of(100, Currency.SAR),
    category=Category.SPORTS,
)
_BOOKING = Booking(
    booking_id=1,
    booking_number="CB-20261122-0001",
    client_id=7,
    consultation_id=1,
    coach_id=1,
    name="سارة",
    email="",
    phone="",
    title="جلسة",
    title_en="Session",
    category=Category.SPORTS,
    duration_minutes=60,
    amount=Money.of(100, Currency.SAR),
    preferred_at=NOW + timedelta(days=3),
    created_at=NOW,
    updated_at=NOW,
)


def consultation(**changes: Any) -> Consultation:
    return replace(_CONSULTATION, **changes)


def booking(**changes: Any) -> Booking:
    return replace(_BOOKING, **changes)


def week(*exceptions: HoursException, zone: str = "Asia/Riyadh", since: time = time(9), until: time = time(21)) -> Week:
    """The same hours from Sunday to Thursday."""
    days = (day for day in Weekday if day not in DAYS_OFF)
    return Week(zone, tuple(Hours(day, since, until) for day in days), exceptions)


def only(day: date, *spans: tuple[time, time], zone: str = "Asia/Riyadh") -> Week:
    """Hours on one date alone."""
    return Week(zone, (), (HoursException(day, spans),))


def at(day: date, hour: int, minute: int = 0, zone: str = "Asia/Riyadh", fold: int = 0) -> datetime:
    """The instant at which a clock in `zone` reads this."""
    return datetime.combine(day, time(hour, minute, fold=fold), ZoneInfo(zone)).astimezone(UTC)


def session(
    start: datetime, minutes: int = 60, *, before: int = 0, after: int = 0, of: int = 1, left: int = 0
) -> Taken:
    """A session that is taken, with its buffers in minutes."""
    busy_from, end = start - timedelta(minutes=before), start + timedelta(minutes=minutes)
    return Taken(busy_from, end + timedelta(minutes=after), start, of, left)
