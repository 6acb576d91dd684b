"""What these conversations ask for; `bot.services.mine` answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from booking.bookings import Booking
from booking.errors import Refused
from booking.money import Money
from bot.conversations.requests import Command, Question


@dataclass(frozen=True, slots=True)
class Choices:
    """An own booking and what may still be done with it: None where it may, else the reason why not.

    `refund` is what would be paid back if it were cancelled now; `cash_barred` says that cash is not taken of them.
    """

    booking: Booking
    moving: Refused | None
    cancelling: Refused | None
    refund: Money
    cash_barred: bool = False


@dataclass(frozen=True, slots=True)
class Own(Question[Choices | None]):
    """An own booking with what may be done; None when there is none of this id or number."""

    booking_id: int | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class CalendarFile(Question[bytes | None]):
    """The calendar entry of an own confirmed booking."""

    booking_id: int


@dataclass(frozen=True, slots=True)
class MoveBooking(Command[Booking]):
    """Move an own booking to another start (aware, UTC)."""

    booking_id: int
    start: datetime


@dataclass(frozen=True, slots=True)
class CancelBooking(Command[Booking]):
    """Cancel an own booking."""

    booking_id: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Attend(Command[None]):
    """Say that one will come."""

    booking_id: int


@dataclass(frozen=True, slots=True)
class Rate(Command[None]):
    """Give an own completed booking its stars, and a word when `comment` is not None."""

    booking_id: int
    rating: int
    comment: str | None = None
