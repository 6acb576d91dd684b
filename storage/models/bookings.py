"""Tables of bookings: the sessions that claim the coach's time, the bookings that sit in them, and their history."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Date, Index, Integer, LargeBinary, Table, Text, UniqueConstraint

from booking.catalogue import Category, MeetingType
from booking.money import Currency
from booking.people import Actor
from booking.status import Event, PaymentMethod, PaymentStatus, Status
from storage.models.base import flag, instant, key, metadata, number, ref, words
from storage.types import Id, Words, currency_known, one_of

sessions = Table(
    "sessions",
    metadata,
    key(),
    Column("coach_id", Integer, nullable=False),
    Column("consultation_id", Id, nullable=False),
    instant("starts_at"),
    instant("ends_at"),
    instant("busy_from"),
    instant("busy_to"),
    number("capacity", 1),
    CheckConstraint("busy_from <= starts_at AND starts_at < ends_at AND ends_at <= busy_to", name="span_in_order"),
    CheckConstraint("capacity >= 1", name="capacity_some"),
    Index(None, "coach_id", "busy_from"),
    Index(None, "consultation_id", "starts_at"),
)

bookings = Table(
    "bookings",
    metadata,
    key("booking_id"),
    Column("booking_number", Text, nullable=False),
    ref("client_id", "clients.client_id"),
    ref("consultation_id", "consultations.consultation_id"),
    ref("coach_id", "coaches.coach_id"),
    ref("session_id", "sessions.id", nullable=True),
    Column("seat", Integer),
    *(words(name) for name in ("name", "email", "phone", "title", "title_en")),
    Column("category", Words(Category), nullable=False),
    number("duration_minutes"),
    Column("amount_minor", Id, nullable=False),
    Column("amount_currency", Words(Currency), nullable=False),
    Column("usd_minor", Id),
    instant("preferred_at"),
    instant("alternative_at", nullable=True),
    instant("proposed_at", nullable=True),
    instant("confirmed_at_time", nullable=True),
    instant("hold_expires_at", nullable=True),
    instant("nudge_at", nullable=True),  # half of the hold is gone; empty once told
    instant("waiting_since", nullable=True),  # since when the coach owes an answer, or was last reminded of it
    Column("client_timezone", Text, nullable=False),
    Column("coach_timezone", Text, nullable=False),
    Column("meeting_type", Words(MeetingType), nullable=False),
    words("meeting_link"),
    words("meeting_password"),
    *(words(f"place_{part}") for part in ("address", "city", "country", "map_link")),
    Column("status", Words(Status), nullable=False),
    Column("payment_status", Words(PaymentStatus), nullable=False),
    Column("payment_method", Words(PaymentMethod)),
    flag("requires_approval"),
    words("assigned_to"),
    words("admin_notes"),
    flag("follow_up_required"),
    words("follow_up_notes"),
    Column("follow_up_on", Date),
    number("reschedules"),
    instant("rescheduled_from", nullable=True),
    number("sequence"),
    words("source"),
    words("campaign"),
    instant("created_at"),
    instant("updated_at"),
    UniqueConstraint("booking_number"),
    UniqueConstraint("session_id", "seat"),
    CheckConstraint("(status = 'cancelled') = (session_id IS NULL)", name="seat_unless_cancelled"),
    CheckConstraint("(seat IS NULL) = (session_id IS NULL)", name="seat_of_session"),
    one_of("status", Status),
    one_of("payment_status", PaymentStatus),
    one_of("payment_method", PaymentMethod),
    one_of("category", Category),
    one_of("meeting_type", MeetingType),
    currency_known("amount_currency"),
    Index(None, "client_id", "preferred_at"),
    Index(None, "status", "hold_expires_at"),
    Index(None, "preferred_at"),
    Index(None, "consultation_id"),
)

booking_changes = Table(
    "booking_changes",
    metadata,
    key(),
    ref("booking_id", "bookings.booking_id"),
    instant("at"),
    Column("event", Words(Event), nullable=False),
    Column("from_status", Words(Status)),
    Column("to_status", Words(Status), nullable=False),
    Column("by", Words(Actor), nullable=False),
    ref("actor_id", "clients.client_id", nullable=True),
    words("reason"),
    instant("old_start", nullable=True),
    one_of("event", Event),
    Index(None, "booking_id"),
)

health_details = Table(
    "health_details",
    metadata,
    Column("booking_id", Id, primary_key=True, autoincrement=False),
    ref("client_id", "clients.client_id"),
    Column("sealed", LargeBinary, nullable=False),  # under the client's data key
    instant("saved_at"),
    Index(None, "client_id", "saved_at"),
)

day_numbers = Table(
    "day_numbers",
    metadata,
    Column("day", Date, primary_key=True),
    number("last"),
)
