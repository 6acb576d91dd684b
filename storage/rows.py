"""The values that rows become where `booking` has no noun for them. All instants are aware UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from booking.bookings import Booking
from booking.catalogue import Category, Consultation, MeetingType
from booking.money import Money
from booking.people import Actor, Client, Coach, Gender, Place
from booking.status import Event, PaymentMethod, PaymentStatus, Status


class OrderType(StrEnum):
    """What an order is for."""

    COURSE = "course"
    CONSULTATION = "consultation"
    SUBSCRIPTION = "subscription"


class OrderStatus(StrEnum):
    """Where an order stands. OPEN may still be paid; a late payment of another is recorded all the same."""

    OPEN = "open"
    PAID = "paid"
    CANCELLED = "cancelled"
    FAILED = "failed"
    REFUNDED = "refunded"


class PaymentState(StrEnum):
    """What a provider said of a payment. Each state of a payment is a row of its own."""

    PENDING = "pending"
    COMPLETED = "completed"
    FAILED = "failed"


class RefundState(StrEnum):
    """Where money that goes back is."""

    PENDING = "pending"  # to be asked of the provider
    SENT = "sent"  # the provider has it; the client's bank takes its days
    COMPLETED = "completed"
    FAILED = "failed"  # the provider refused: the coach is told, and it is tried again
    BY_HAND = "by_hand"  # the coach gives it back


OWED_BACK = frozenset({RefundState.FAILED, RefundState.BY_HAND})
"""The refunds that a person has to see to."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Where a client is known: the channel's opaque id of the person, and the address that answers go to."""

    channel: str
    external_id: str
    address: str
    client_id: int
    is_dead: bool = False


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation whose row is locked: its stored state (None: nothing stored yet) and the one who speaks.

    `is_dead` says that they were last known not to be reached where they speak from.
    """

    conversation_id: int
    state: bytes | None
    client: Client
    is_dead: bool = False


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """An errand in flight. `attempts` counts this one; (`channel`, `address`) is its lane."""

    id: int
    channel: str
    address: str
    kind: str
    payload: bytes
    attempts: int
    due_at: datetime
    purpose: str = ""
    booking_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBooking:
    """All that is known of a booking when its seat is claimed; buffers and duration are minutes."""

    client_id: int
    consultation_id: int
    coach_id: int
    name: str
    email: str = ""
    phone: str = ""
    title: str
    title_en: str = ""
    category: Category
    duration_minutes: int
    amount: Money
    usd_minor: int | None = None
    preferred_at: datetime
    alternative_at: datetime | None = None
    hold_expires_at: datetime | None = None
    client_timezone: str = "Asia/Riyadh"
    coach_timezone: str = "Asia/Riyadh"
    meeting_type: MeetingType = MeetingType.ONLINE
    meeting_link: str = ""
    meeting_password: str = ""
    place: Place = Place()
    status: Status = Status.PENDING_PAYMENT
    payment_status: PaymentStatus = PaymentStatus.PENDING
    payment_method: PaymentMethod | None = None
    requires_approval: bool = False
    assigned_to: str = ""
    source: str = ""
    campaign: str = ""
    capacity: int = 1
    buffer_before: int = 0
    buffer_after: int = 0

    @classmethod
    def of(
        cls,
        consultation: Consultation,
        client: Client,
        coach: Coach,
        *,
        preferred_at: datetime,
        alternative_at: datetime | None = None,
        hold_expires_at: datetime | None = None,
        meeting_type: MeetingType = MeetingType.ONLINE,
        status: Status = Status.PENDING_PAYMENT,
        payment_method: PaymentMethod | None = None,
        source: str = "",
        campaign: str = "",
    ) -> NewBooking:
        """A booking of `consultation` with the snapshots that are taken now."""
        return cls(
            client_id=client.client_id,
            consultation_id=consultation.consultation_id,
            coach_id=coach.coach_id,
            name=client.display_name,
            email=client.email,
            phone=client.phone,
            title=consultation.title,
            title_en=consultation.title_en,
            category=consultation.category,
            duration_minutes=consultation.duration_minutes,
            amount=consultation.price,
            usd_minor=consultation.usd_minor,
            preferred_at=preferred_at,
            alternative_at=alternative_at,
            hold_expires_at=hold_expires_at,
            client_timezone=client.timezone,
            coach_timezone=coach.timezone,
            meeting_type=meeting_type,
            meeting_link=coach.meeting_link,
            meeting_password=coach.meeting_password,
            place=coach.place,
            status=status,
            payment_method=payment_method,
            requires_approval=consultation.requires_approval,
            assigned_to=coach.name,
            source=source,
            campaign=campaign,
            capacity=consultation.capacity,
            buffer_before=consultation.buffer_before,
            buffer_after=consultation.buffer_after,
        )


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a booking's history."""

    booking_id: int
    at: datetime
    event: Event
    from_status: Status | None
    to_status: Status
    by: Actor
    actor_id: int | None
    reason: str
    old_start: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is owed for a booking, at the price it had when ordered.

    `asked_at` is when the provider was last asked what became of its page, `closing_at` since when it is being closed.
    """

    order_id: int
    order_type: OrderType
    booking_id: int
    client_id: int
    amount: Money
    method: PaymentMethod
    status: OrderStatus
    checkout_url: str = ""
    checkout_reference: str = ""
    checkout_expires_at: datetime | None = None
    asked_at: datetime | None = None
    closing_at: datetime | None = None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that a provider, or the coach, says has come in. `order_id` is None where no order of ours was named.

    `verdict` is what it was found to be for (a word of `booking.ledger.Verdict`); `note` an amount in a currency that
    is none of ours, in the provider's words.
    """

    payment_id: int
    order_id: int | None
    provider: str
    reference: str
    amount: Money
    state: PaymentState
    verdict: str
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Refund:
    """Money that goes back of a payment; `reference` is the provider's, once it has taken it on.

    `tries` counts refusals, and makes another request of each try.
    """

    refund_id: int
    payment_id: int
    amount: Money
    reason: str
    reference: str
    state: RefundState
    tries: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A picture or document of a bank transfer, kept by its channel. `decision` is «accepted», «refused» or empty."""

    receipt_id: int
    order_id: int
    booking_id: int
    channel: str
    file_id: str
    name: str
    mime: str
    size: int
    sha256: str
    decision: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class LinkCode:
    """A code that links another channel to its client; only its digest is kept. It was asked for at `address`."""

    digest: str
    client_id: int
    channel: str
    address: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A message of which the channel reports what became. `errand` is what it said, while that may be needed."""

    id: int
    channel: str
    address: str
    purpose: str
    booking_id: int | None
    state: str
    errand: bytes


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder that is due, with its booking as it stands now."""

    id: int
    purpose: str
    start_at: datetime
    due_at: datetime
    booking: Booking


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a client said of a completed session; `rating` is 1 to 5 stars."""

    booking_id: int
    client_id: int
    rating: int
    comment: str
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that we keep ourselves."""

    name: str
    mime: str
    data: bytes


@dataclass(frozen=True, slots=True)
class WebMessage:
    """One message of the web chat; `seq` grows with everything that is said or changed at its address."""

    id: int
    seq: int
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A client to be imported, with the identity they are verified by."""

    channel: str
    external_id: str
    address: str = ""
    display_name: str = ""
    email: str = ""
    phone: str = ""
    gender: Gender = Gender.UNSET
    language: str = "ar"
    timezone: str = "Asia/Riyadh"
