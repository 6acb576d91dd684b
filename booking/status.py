"""The life of a booking and of its payment: statuses, events, and the table of what may follow what."""

from __future__ import annotations

from enum import StrEnum


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
    """The way a client pays. SANDBOX exists only in the web chat's demo mode; FREE is a price of zero."""

    PAYPAL = "paypal"
    STRIPE = "stripe"
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
