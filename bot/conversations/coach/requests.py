"""What the coach's routes and flows ask for, and what a client answers to a proposal.

Lists and cards are commands although they change nothing: a command may be refused, and the refusal of somebody who
is not of the team is recorded like any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from booking.bookings import Booking
from booking.health import HealthDetails
from booking.money import Money
from booking.people import Actor
from booking.status import Status
from bot.conversations.requests import Command, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The newest change of a booking's status: who did it, when (aware, UTC), and why.

    `name` is shown to the team only; it is empty when nobody of the team did it.
    """

    status: Status
    by: Actor
    at: datetime
    name: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """All that the coach sees of one booking. `receipt_id` is a receipt that waits; `refund` is owed to the client;
    `cash_barred` says that the client pays in cash no more, for a session they missed."""

    booking: Booking
    health: HealthDetails | None = None
    last: Change | None = None
    receipt_id: int | None = None
    refund: Money | None = None
    cash_barred: bool = False


Which: TypeAlias = Literal["pending", "today", "upcoming"]


# ------------------------------------------------------------------------------------------------- looking


@dataclass(frozen=True, slots=True)
class OpenCase(Question[Case | None]):
    """One booking for a step of a flow; None for who may not see it."""

    booking_id: int


@dataclass(frozen=True, slots=True)
class Look(Command[Case]):
    """One booking by id or by its whole number. Needs the permission to view."""

    booking_id: int | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class Listing(Command[tuple[Booking, ...]]):
    """The bookings that wait for the coach, those of today, or those of the next seven days, by time."""

    which: Which


@dataclass(frozen=True, slots=True)
class Ending(Command[tuple[Booking, ...]]):
    """The standing bookings whose number ends with this sequence («0003», «3»)."""

    digits: str


# -------------------------------------------------------------------------------------------- answering a client


@dataclass(frozen=True, slots=True)
class Confirm(Command[Case]):
    """Agree to the preferred or the alternative time. `seen` is the start that the tapped card showed."""

    booking_id: int
    choice: Literal["preferred", "alternative"] = "preferred"
    seen: datetime | None = None


@dataclass(frozen=True, slots=True)
class Decline(Command[Case]):
    """Say no to a booking that waits for the coach; the client is told the reason."""

    booking_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class CallOff(Command[Case]):
    """Cancel what was agreed or waits for its payment; the client is told the reason."""

    booking_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class Propose(Command[Case]):
    """Offer the client another start (aware, UTC)."""

    booking_id: int
    start: datetime


@dataclass(frozen=True, slots=True)
class AcceptProposal(Command[Booking]):
    """The client takes the time that the coach proposed. `seen` is the start that the tapped message offered."""

    booking_id: int
    seen: datetime


@dataclass(frozen=True, slots=True)
class RefuseProposal(Command[Booking]):
    """The proposed time does not suit the client."""

    booking_id: int


# ------------------------------------------------------------------------------------------------------- money


@dataclass(frozen=True, slots=True)
class MarkPaid(Command[Case]):
    """The whole amount was received by hand, in cash or by transfer."""

    booking_id: int


@dataclass(frozen=True, slots=True)
class AcceptReceipt(Command[Case]):
    """The transfer of a receipt is on the account: all that is owed, or so many minor units as the coach read there."""

    receipt_id: int
    minor: int | None = None


@dataclass(frozen=True, slots=True)
class AskReceiptAgain(Command[Case]):
    """A receipt will not do; the client is told why and may send another."""

    receipt_id: int
    reason: str


# ------------------------------------------------------------------------------------------- after the session


@dataclass(frozen=True, slots=True)
class Complete(Command[Case]):
    """The session took place."""

    booking_id: int


@dataclass(frozen=True, slots=True)
class MarkAbsent(Command[Case]):
    """The client did not come."""

    booking_id: int


@dataclass(frozen=True, slots=True)
class Undo(Command[Case]):
    """Take back «done» or «did not come», within 24 hours."""

    booking_id: int


@dataclass(frozen=True, slots=True)
class WriteNote(Command[Case]):
    """Add a line to the notes of the team; the client never sees them."""

    booking_id: int
    text: str
