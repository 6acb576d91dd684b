"""The changes that conversations ask for; `bot.services.deeds` performs each of them in a savepoint."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from booking.bookings import Booking
from booking.health import HealthDetails
from booking.people import Client
from booking.status import PaymentMethod
from bot.conversations.requests import Command
from bot.messages import FileRef, Outgoing

# ------------------------------------------------------------------------------------------- the client's own


@dataclass(frozen=True, slots=True)
class SaveProfile(Command[Client]):
    """Change fields of the client's profile; None leaves a field as it is. `phone` is E.164."""

    display_name: str | None = None
    phone: str | None = None
    phone_verified: bool | None = None
    email: str | None = None
    gender: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class GiveConsent(Command[Client]):
    """The client agrees to the health questions, in the version of the text they saw."""

    version: str


@dataclass(frozen=True, slots=True)
class CheckTime(Command[None]):
    """Refuses a start (aware, UTC) that is not free, with the reason; changes nothing."""

    consultation_id: int
    start: datetime
    moving: int | None = None


@dataclass(frozen=True, slots=True)
class LastTime:
    """Whether a client has had a session agreed before, and their newest health answers."""

    was_here: bool
    health: HealthDetails | None = None


@dataclass(frozen=True, slots=True)
class RecallLastTime(Command[LastTime]):
    """Looks up what is known of the client's earlier bookings; changes nothing."""


@dataclass(frozen=True, slots=True)
class HoldSlot(Command[Booking]):
    """Claim a seat for the review; a booking already held for this draft is moved to the new time or type."""

    consultation_id: int
    start: datetime
    meeting_type: str
    alternative: datetime | None = None
    booking_id: int | None = None
    campaign: str = ""


@dataclass(frozen=True, slots=True)
class ReleaseHold(Command[None]):
    """Give back the seat of a booking that was never submitted; nothing happens when there is none any more."""

    booking_id: int


@dataclass(frozen=True, slots=True)
class Submitted:
    """A booking that was submitted; `transfer` is the card with the bank account when it is paid by transfer."""

    booking: Booking
    transfer: Outgoing | None = None


@dataclass(frozen=True, slots=True)
class Submit(Command[Submitted]):
    """Make the held booking a real one: the health answers, and the way to pay."""

    booking_id: int
    method: PaymentMethod
    alternative: datetime | None = None
    meeting_type: str = ""
    health: HealthDetails | None = None


@dataclass(frozen=True, slots=True)
class ReceiveReceipt(Command[Booking | None]):
    """A photo or document for the client's booking that waits for a transfer; None when no booking waits for one."""

    file: FileRef


@dataclass(frozen=True, slots=True)
class CallCoach(Command[None]):
    """Tell the coach that this person would like to talk to them."""
