"""Tables of what is offered: the coach, the working hours and their exceptions, the types of consultation."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Date, Integer, Table, Text, Time, UniqueConstraint, text

from booking.catalogue import Category, Delivery
from booking.money import Currency
from storage.models.base import flag, instant, key, metadata, number, ref, words
from storage.types import Id, Seconds, TextList, Words, currency_known, one_of

coaches = Table(
    "coaches",
    metadata,
    Column("coach_id", Integer, primary_key=True),  # 32 bits: the exclusion constraint makes an int4range of it
    Column("name", Text, nullable=False),
    words("name_en"),
    Column("timezone", Text, nullable=False),
    Column("country", Text, nullable=False),
    words("meeting_link"),
    words("meeting_password"),
    *(words(f"place_{part}") for part in ("address", "city", "country", "map_link")),
    *(words(f"bank_{part}") for part in ("bank", "holder", "iban")),
    number("edition", 0),  # one more for every write to the catalogue, see `storage.shelf`
    instant("updated_at"),
)

hours = Table(
    "hours",
    metadata,
    key(),
    ref("coach_id", "coaches.coach_id"),
    number("weekday"),
    Column("since", Time, nullable=False),
    Column("until", Time, nullable=False),
    UniqueConstraint("coach_id", "weekday", "since"),
    CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday_of_seven"),
)

hour_exceptions = Table(
    "hour_exceptions",
    metadata,
    key(),
    ref("coach_id", "coaches.coach_id"),
    Column("day", Date, nullable=False),
    Column("since", Time),  # both empty: closed on that day
    Column("until", Time),
    UniqueConstraint("coach_id", "day", "since"),
    CheckConstraint("(since IS NULL) = (until IS NULL)", name="span_whole"),
)

consultations = Table(
    "consultations",
    metadata,
    Column("consultation_id", Id, primary_key=True, autoincrement=False),
    Column("title", Text, nullable=False),
    words("title_en"),
    words("description"),
    words("description_en"),
    number("duration_minutes"),
    Column("price_minor", Id, nullable=False),
    Column("price_currency", Words(Currency), nullable=False),
    Column("usd_minor", Id),  # a second price, for the ways to pay that take dollars alone
    Column("category", Words(Category), nullable=False),
    Column("features", TextList, nullable=False, server_default=text("'[]'")),
    words("image"),
    flag("is_active", default=True),
    number("max_bookings_per_day", 5),
    flag("requires_approval"),
    Column("delivery", Words(Delivery), nullable=False),
    number("capacity", 1),
    number("buffer_before"),
    number("buffer_after"),
    Column("min_notice", Seconds, nullable=False),
    number("horizon", 60),
    number("slot_step", 30),
    Column("cancel_notice", Seconds, nullable=False),
    Column("reschedule_notice", Seconds, nullable=False),
    number("max_reschedules", 2),
    number("refund_share_before", 100),
    number("refund_share_inside"),
    instant("created_at"),
    instant("updated_at"),
    currency_known("price_currency"),
    one_of("category", Category),
    one_of("delivery", Delivery),
    CheckConstraint("price_minor >= 0", name="price_not_negative"),
    CheckConstraint("usd_minor > 0", name="usd_some"),
    CheckConstraint("capacity >= 1", name="capacity_some"),
    # A day is the longest a session may claim: the busy-time query looks back no further.
    CheckConstraint(
        "duration_minutes > 0 AND buffer_before >= 0 AND buffer_after >= 0"
        " AND duration_minutes + buffer_before + buffer_after <= 1440",
        name="span_within_a_day",
    ),
)
