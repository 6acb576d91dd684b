"""The facts that conversations ask for; `bot.services.facts` answers each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from booking import slots
from booking.bookings import Booking
from booking.catalogue import Consultation
from booking.health import HealthDetails
from booking.slots import Taken, Week
from bot.conversations.requests import Question


@dataclass(frozen=True, slots=True)
class Offered(Question[tuple[Consultation, ...]]):
    """The active catalogue, in its order."""


@dataclass(frozen=True, slots=True)
class Offer(Question[Consultation | None]):
    """One consultation, active or archived."""

    consultation_id: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is free for one consultation, as far as it was loaded; days are those of `zone` (the client's)."""

    consultation: Consultation
    week: Week
    taken: tuple[Taken, ...]
    booked: Mapping[date, int]
    now: datetime
    zone: str

    def days(self, first: date, last: date) -> tuple[date, ...]:
        """The days from `first` to `last` with a free time."""
        return slots.free_days(
            self.consultation, self.week, self.taken, self.booked, self.now, first, last, zone=self.zone
        )

    def times(self, day: date) -> tuple[datetime, ...]:
        """The free starts on a day, aware UTC."""
        return slots.free_times(self.consultation, self.week, self.taken, self.booked, self.now, day, zone=self.zone)

    def nearest(self, wanted: datetime, count: int = 3) -> tuple[datetime, ...]:
        """The free starts nearest to `wanted`, nearest first."""
        return slots.nearest(self.consultation, self.week, self.taken, self.booked, self.now, wanted, count)

    def check(self, start: datetime) -> None:
        """Refuse a start that is not free, with the reason."""
        slots.check(self.consultation, self.week, self.taken, self.booked, self.now, start)


@dataclass(frozen=True, slots=True)
class Availability(Question[Calendar | None]):
    """The calendar of a consultation around a day (`around` ± `days`), or to its horizon when `around` is None.

    None when the consultation is no longer offered. `moving` is a booking whose own time counts as free.
    """

    consultation_id: int
    around: date | None = None
    moving: int | None = None

    @property
    def reach(self) -> timedelta:
        """How far around the day is loaded."""
        return timedelta(days=8)


@dataclass(frozen=True, slots=True)
class LastHealth(Question[HealthDetails | None]):
    """The client's newest health answers."""


@dataclass(frozen=True, slots=True)
class OneBooking(Question[Booking | None]):
    """A booking by id or number, if the asker may see it: their own, or any with the permission to view."""

    booking_id: int | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The client's own held booking and its consultation; `cash_barred` says that cash is not taken of them."""

    booking: Booking
    consultation: Consultation
    cash_barred: bool = False


@dataclass(frozen=True, slots=True)
class Review(Question[Reviewed]):
    """What the review shows."""

    booking_id: int


@dataclass(frozen=True, slots=True)
class OwnBookings(Question[tuple[Booking, ...]]):
    """The client's own bookings: upcoming first by time, then the newest past ones."""

    limit: int = 8


@dataclass(frozen=True, slots=True)
class Health(Question[HealthDetails | None]):
    """The health answers of a booking, for its client or for staff."""

    booking_id: int
