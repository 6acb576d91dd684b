"""Tables of people: clients, the channels they are known on, what they said of a session, what they were refused."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, LargeBinary, Table, Text, UniqueConstraint, text

from booking.people import FitnessLevel, Gender
from storage.models.base import flag, instant, key, metadata, number, ref, words
from storage.types import TextList, Words, one_of

clients = Table(
    "clients",
    metadata,
    key("client_id"),
    words("display_name"),
    words("email"),
    words("phone"),
    flag("phone_verified"),
    Column("gender", Words(Gender), nullable=False, server_default=text("'unset'")),
    Column("fitness_level", Words(FitnessLevel)),
    Column("goals", TextList, nullable=False, server_default=text("'[]'")),
    Column("language", Text, nullable=False, server_default=text("'ar'")),
    Column("timezone", Text, nullable=False, server_default=text("'Asia/Riyadh'")),
    instant("consent_at", nullable=True),
    words("consent_version"),
    flag("reminders_on", default=True),
    flag("offers_on"),
    Column("other_ways", TextList, nullable=False, server_default=text('\'["sms","email"]\'')),
    instant("cash_again_at", nullable=True),  # when the coach took cash of them again after a session they missed
    Column("permissions", TextList, nullable=False, server_default=text("'[]'")),
    Column("data_key", LargeBinary),  # wrapped by the vault; made with the first health answer, destroyed on erase
    instant("erased_at", nullable=True),
    instant("created_at"),
    instant("updated_at"),
    one_of("gender", Gender),
    one_of("fitness_level", FitnessLevel),
    Index(
        "ix_clients_staff",
        "client_id",
        sqlite_where=text("permissions <> '[]'"),
        postgresql_where=text("permissions <> '[]'"),
    ),
)

identities = Table(
    "identities",
    metadata,
    key(),
    Column("channel", Text, nullable=False),
    Column("external_id", Text, nullable=False),
    Column("address", Text, nullable=False),
    ref("client_id", "clients.client_id"),
    flag("is_dead"),
    instant("heard_at", nullable=True),  # when they last wrote to us there, where the channel goes by it
    UniqueConstraint("channel", "external_id"),
    Index(None, "client_id"),
    Index(None, "channel", "address"),
)

link_codes = Table(
    "link_codes",
    metadata,
    Column("digest", Text, primary_key=True),  # of the code, which is nowhere stored
    ref("client_id", "clients.client_id"),
    Column("channel", Text, nullable=False),  # where it was asked for, and the talk that may go on elsewhere
    Column("address", Text, nullable=False),
    instant("expires_at"),
    Index(None, "client_id"),
)

feedback = Table(
    "feedback",
    metadata,
    key(),
    ref("booking_id", "bookings.booking_id"),
    ref("client_id", "clients.client_id"),
    number("rating"),
    words("comment"),
    instant("submitted_at"),
    instant("updated_at"),
    UniqueConstraint("booking_id"),
    CheckConstraint("rating BETWEEN 1 AND 5", name="rating_in_stars"),
    Index(None, "client_id"),
)

refusals = Table(
    "refusals",
    metadata,
    key(),
    ref("client_id", "clients.client_id", nullable=True),
    Column("action", Text, nullable=False),
    words("target"),
    instant("at"),
)
