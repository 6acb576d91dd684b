"""The life of a booking and of its payment: statuses, events, and the table of what may follow what."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from booking.errors import Refused


class Status(StrEnum):
    """Where a booking stands. Every status but CANCELLED holds its seat."""

    PENDING_PAYMENT = "pending_payment"
    PENDING_CONFIRMATION = "pending_confirmation"
    CONFIRMED = "confirmed"
    RESCHEDULED = "rescheduled"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"


class PaymentStatus(StrEnum):
    """Where the money of a booking stands."""

    PENDING = "pending"
    COMPLETED = "completed"
    FAILED = "failed"
    REFUNDED = "refunded"


class PaymentMethod(StrEnum):
    """The way a client pays. TELEGRAM is its own invoice; SANDBOX exists only in the web chat's demo mode; FREE is a
    price of zero."""

    PAYPAL = "paypal"
    STRIPE = "stripe"
    TELEGRAM = "telegram"
    BANK_TRANSFER = "bank_transfer"
    CASH = "cash"
    SANDBOX = "sandbox"
    FREE = "free"


class Event(StrEnum):
    """What may happen to a booking."""

    BOOKED = "booked"  # submitted by the client, free or cash
    PAID = "paid"
    HOLD_EXPIRED = "hold_expired"
    PAYMENT_REFUSED = "payment_refused"
    CONFIRMED = "confirmed"  # the coach agrees to a time
    DECLINED = "declined"
    MOVED = "moved"
    CANCELLED = "cancelled"
    DONE = "done"
    ABSENT = "absent"
    UNDONE = "undone"  # done or absent taken back within 24 h


LIVE = frozenset(Status) - {Status.CANCELLED}
"""The statuses that hold a seat."""

WAITING = frozenset({Status.PENDING_CONFIRMATION, Status.RESCHEDULED})
"""The statuses in which the coach owes an answer."""

FINAL = frozenset({Status.COMPLETED, Status.CANCELLED, Status.NO_SHOW})
"""The statuses after which nothing more is to come; an outcome can still be undone for a while."""

UNDO_WINDOW = timedelta(hours=24)

_SUBMITTED = (Status.CONFIRMED, Status.PENDING_CONFIRMATION)
_MOVED = (Status.CONFIRMED, Status.RESCHEDULED)

TRANSITIONS: dict[tuple[Status, Event], Status | tuple[Status, Status]] = {
    (Status.PENDING_PAYMENT, Event.BOOKED): _SUBMITTED,
    (Status.PENDING_PAYMENT, Event.PAID): _SUBMITTED,
    (Status.PENDING_PAYMENT, Event.HOLD_EXPIRED): Status.CANCELLED,
    (Status.PENDING_PAYMENT, Event.PAYMENT_REFUSED): Status.CANCELLED,
    (Status.PENDING_PAYMENT, Event.CANCELLED): Status.CANCELLED,
    (Status.PENDING_CONFIRMATION, Event.CONFIRMED): Status.CONFIRMED,
    (Status.PENDING_CONFIRMATION, Event.DECLINED): Status.CANCELLED,
    (Status.PENDING_CONFIRMATION, Event.MOVED): _MOVED,
    (Status.PENDING_CONFIRMATION, Event.CANCELLED): Status.CANCELLED,
    (Status.RESCHEDULED, Event.CONFIRMED): Status.CONFIRMED,
    (Status.RESCHEDULED, Event.DECLINED): Status.CANCELLED,
    (Status.RESCHEDULED, Event.CANCELLED): Status.CANCELLED,
    (Status.CONFIRMED, Event.MOVED): _MOVED,
    (Status.CONFIRMED, Event.CANCELLED): Status.CANCELLED,
    (Status.CONFIRMED, Event.DONE): Status.COMPLETED,
    (Status.CONFIRMED, Event.ABSENT): Status.NO_SHOW,
    (Status.COMPLETED, Event.UNDONE): Status.CONFIRMED,
    (Status.NO_SHOW, Event.UNDONE): Status.CONFIRMED,
}
"""What may follow what; anything else is refused. A pair is (without approval, when the coach must approve)."""


def after(status: Status, event: Event, *, requires_approval: bool) -> Status:
    """The status that `event` leads to. Raises Refused («refused-transition») for what is not in the table."""
    try:
        reached = TRANSITIONS[status, event]
    except KeyError:
        raise Refused("refused-transition", status=status) from None
    return reached[requires_approval] if isinstance(reached, tuple) else reached


def first(*, paid_ahead: bool, requires_approval: bool) -> Status:
    """The status of a new booking: it waits for the money, for the coach, or for nothing."""
    return Status.PENDING_PAYMENT if paid_ahead else _SUBMITTED[requires_approval]


def check_outcome(start: datetime, now: datetime) -> None:
    """Refuse to call a session done or missed before its agreed start («refused-outcome-early», `start`)."""
    if now < start:
        raise Refused("refused-outcome-early", start=start)


def check_undo(reached_at: datetime, now: datetime) -> None:
    """Refuse to take an outcome back later than 24 h after it was recorded («refused-undo-late», `until`)."""
    until = reached_at + UNDO_WINDOW
    if now > until:
        raise Refused("refused-undo-late", until=until)
