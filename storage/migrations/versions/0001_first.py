"""Everything: the tables, and what refuses a double booking."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")  # microseconds since 1970 on SQLite
A_DAY = {"sqlite": "86400000000", "postgresql": "interval '1 day'"}


def _words(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False)


def _number(name: str, default: int) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), server_default=sa.text(str(default)), nullable=False)


def _flag(name: str, default: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean(), server_default=sa.text(default), nullable=False)


def _instant(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, INSTANT, nullable=nullable)


def upgrade() -> None:
    """Make everything."""
    for make in TABLES:
        make()
    if op.get_bind().dialect.name == "sqlite":
        op.execute(_IGNORE_OVERLAP)
        op.execute(_REFUSE_OVERLAP)
    else:
        op.execute(_EXCLUDE_OVERLAP)


def downgrade() -> None:
    """Drop everything."""
    for make in reversed(TABLES):
        op.drop_table(make.__name__.removeprefix("_"))


# One coach's sessions never overlap, buffers included. An insert that would is passed over on SQLite, so that it looks
# like ON CONFLICT DO NOTHING on PostgreSQL; a session that is shifted onto another fails on both. No session is longer
# than a day (a CHECK), so looking one day back is enough and the query stays within its index.
_OTHERS = """
    SELECT 1 FROM sessions
    WHERE coach_id = NEW.coach_id AND busy_from < NEW.busy_to
      AND busy_from > NEW.busy_from - 86400000000 AND busy_to > NEW.busy_from
"""
_IGNORE_OVERLAP = f"""
    CREATE TRIGGER sessions_ignore_overlap BEFORE INSERT ON sessions WHEN EXISTS ({_OTHERS})
    BEGIN SELECT RAISE(IGNORE); END
"""
_REFUSE_OVERLAP = f"""
    CREATE TRIGGER sessions_refuse_overlap BEFORE UPDATE OF coach_id, busy_from, busy_to ON sessions
    WHEN EXISTS ({_OTHERS} AND id <> NEW.id)
    BEGIN SELECT RAISE(ABORT, 'sessions overlap'); END
"""
# int4range over the coach's number stands in for btree_gist, which is not installed everywhere.
_EXCLUDE_OVERLAP = """
    ALTER TABLE sessions ADD CONSTRAINT ex_sessions_coach_busy
    EXCLUDE USING gist (int4range(coach_id, coach_id, '[]') WITH &&, tstzrange(busy_from, busy_to) WITH &&)
"""


def _clients() -> None:
    op.create_table(
        "clients",
        sa.Column("client_id", ID, autoincrement=True, nullable=False),
        _words("display_name"),
        _words("email"),
        _words("phone"),
        _flag("phone_verified", "false"),
        sa.Column("gender", sa.Text(), server_default=sa.text("'unset'"), nullable=False),
        sa.Column("fitness_level", sa.Text(), nullable=True),
        sa.Column("goals", sa.Text(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("language", sa.Text(), server_default=sa.text("'ar'"), nullable=False),
        sa.Column("timezone", sa.Text(), server_default=sa.text("'Asia/Riyadh'"), nullable=False),
        _instant("consent_at", nullable=True),
        _words("consent_version"),
        _flag("reminders_on", "true"),
        sa.Column("permissions", sa.Text(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("data_key", sa.LargeBinary(), nullable=True),
        _instant("erased_at", nullable=True),
        _instant("created_at"),
        _instant("updated_at"),
        sa.CheckConstraint(
            "fitness_level IN ('beginner', 'intermediate', 'advanced')", name=op.f("ck_clients_fitness_level_known")
        ),
        sa.CheckConstraint("gender IN ('male', 'female', 'unset')", name=op.f("ck_clients_gender_known")),
        sa.PrimaryKeyConstraint("client_id", name="pk_clients"),
    )
    op.create_index(
        "ix_clients_staff",
        "clients",
        ["client_id"],
        sqlite_where=sa.text("permissions <> '[]'"),
        postgresql_where=sa.text("permissions <> '[]'"),
    )


def _coaches() -> None:
    op.create_table(
        "coaches",
        sa.Column("coach_id", sa.Integer(), nullable=False),
        _text("name"),
        _words("name_en"),
        _text("timezone"),
        _text("country"),
        _words("meeting_link"),
        _words("meeting_password"),
        _words("place_address"),
        _words("place_city"),
        _words("place_country"),
        _words("place_map_link"),
        _words("bank_bank"),
        _words("bank_holder"),
        _words("bank_iban"),
        _number("edition", 0),
        _instant("updated_at"),
        sa.PrimaryKeyConstraint("coach_id", name="pk_coaches"),
    )


def _consultations() -> None:
    op.create_table(
        "consultations",
        sa.Column("consultation_id", ID, autoincrement=False, nullable=False),
        _text("title"),
        _words("title_en"),
        _words("description"),
        _words("description_en"),
        _number("duration_minutes", 0),
        sa.Column("price_minor", ID, nullable=False),
        _text("price_currency"),
        _text("category"),
        sa.Column("features", sa.Text(), server_default=sa.text("'[]'"), nullable=False),
        _words("image"),
        _flag("is_active", "true"),
        _number("max_bookings_per_day", 5),
        _flag("requires_approval", "false"),
        _text("delivery"),
        _number("capacity", 1),
        _number("buffer_before", 0),
        _number("buffer_after", 0),
        sa.Column("min_notice", sa.Integer(), nullable=False),
        _number("horizon", 60),
        _number("slot_step", 30),
        sa.Column("cancel_notice", sa.Integer(), nullable=False),
        sa.Column("reschedule_notice", sa.Integer(), nullable=False),
        _number("max_reschedules", 2),
        _number("refund_share_before", 100),
        _number("refund_share_inside", 0),
        _instant("created_at"),
        _instant("updated_at"),
        sa.CheckConstraint(
            "category IN ('sports', 'life_coaching', 'group', 'vip', 'nutrition')",
            name=op.f("ck_consultations_category_known"),
        ),
        sa.CheckConstraint("delivery IN ('online', 'in_person', 'both')", name=op.f("ck_consultations_delivery_known")),
        sa.CheckConstraint(
            "price_currency IN ('USD', 'SAR', 'EGP')", name=op.f("ck_consultations_price_currency_known")
        ),
        sa.CheckConstraint("capacity >= 1", name=op.f("ck_consultations_capacity_some")),
        sa.CheckConstraint(
            "duration_minutes > 0 AND buffer_before >= 0 AND buffer_after >= 0 "
            "AND duration_minutes + buffer_before + buffer_after <= 1440",
            name=op.f("ck_consultations_span_within_a_day"),
        ),
        sa.CheckConstraint("price_minor >= 0", name=op.f("ck_consultations_price_not_negative")),
        sa.PrimaryKeyConstraint("consultation_id", name="pk_consultations"),
    )


def _day_numbers() -> None:
    op.create_table(
        "day_numbers",
        sa.Column("day", sa.Date(), nullable=False),
        _number("last", 0),
        sa.PrimaryKeyConstraint("day", name="pk_day_numbers"),
    )


def _inbox() -> None:
    op.create_table(
        "inbox",
        _text("channel"),
        _text("external_id"),
        _instant("at"),
        sa.PrimaryKeyConstraint("channel", "external_id", name="pk_inbox"),
    )
    op.create_index("ix_inbox_at", "inbox", ["at"])


def _marks() -> None:
    op.create_table(
        "marks", _text("name"), _text("key"), _instant("at"), sa.PrimaryKeyConstraint("name", "key", name="pk_marks")
    )


def _messages_sent() -> None:
    op.create_table(
        "messages_sent",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        _text("channel"),
        _words("purpose"),
        sa.Column("booking_id", ID, nullable=True),
        _words("provider_id"),
        sa.Column("state", sa.Text(), server_default=sa.text("'sent'"), nullable=False),
        _instant("at"),
        sa.PrimaryKeyConstraint("id", name="pk_messages_sent"),
    )
    op.create_index("ix_messages_sent_booking_id", "messages_sent", ["booking_id"])
    op.create_index("ix_messages_sent_channel_provider_id", "messages_sent", ["channel", "provider_id"])


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        _text("channel"),
        _text("address"),
        _text("kind"),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        _words("purpose"),
        sa.Column("booking_id", ID, nullable=True),
        _instant("due_at"),
        _instant("run_at"),
        _flag("in_flight", "false"),
        _number("attempts", 0),
        _words("last_error"),
        _instant("created_at"),
        _instant("finished_at", nullable=True),
        _flag("is_dead", "false"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
    )
    op.create_index(
        "ix_outbox_finished_at",
        "outbox",
        ["finished_at"],
        sqlite_where=sa.text("finished_at IS NOT NULL"),
        postgresql_where=sa.text("finished_at IS NOT NULL"),
    )
    op.create_index(
        "ix_outbox_lane",
        "outbox",
        ["channel", "address", "due_at", "id"],
        sqlite_where=sa.text("finished_at IS NULL"),
        postgresql_where=sa.text("finished_at IS NULL"),
    )
    op.create_index(
        "ix_outbox_run_at",
        "outbox",
        ["run_at"],
        sqlite_where=sa.text("finished_at IS NULL"),
        postgresql_where=sa.text("finished_at IS NULL"),
    )


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("coach_id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", ID, nullable=False),
        _instant("starts_at"),
        _instant("ends_at"),
        _instant("busy_from"),
        _instant("busy_to"),
        _number("capacity", 1),
        sa.CheckConstraint(
            f"busy_to - busy_from <= {A_DAY[op.get_bind().dialect.name]}", name=op.f("ck_sessions_within_a_day")
        ),
        sa.CheckConstraint(
            "busy_from <= starts_at AND starts_at < ends_at AND ends_at <= busy_to",
            name=op.f("ck_sessions_span_in_order"),
        ),
        sa.CheckConstraint("capacity >= 1", name=op.f("ck_sessions_capacity_some")),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
    )
    op.create_index("ix_sessions_coach_id_busy_from", "sessions", ["coach_id", "busy_from"])
    op.create_index("ix_sessions_consultation_id_starts_at", "sessions", ["consultation_id", "starts_at"])


def _web_messages() -> None:
    op.create_table(
        "web_messages",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        _text("address"),
        sa.Column("seq", ID, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_web_messages"),
        sa.UniqueConstraint("address", "seq", name="uq_web_messages_address_seq"),
    )


def _bookings() -> None:
    op.create_table(
        "bookings",
        sa.Column("booking_id", ID, autoincrement=True, nullable=False),
        _text("booking_number"),
        sa.Column("client_id", ID, nullable=False),
        sa.Column("consultation_id", ID, nullable=False),
        sa.Column("coach_id", ID, nullable=False),
        sa.Column("session_id", ID, nullable=True),
        sa.Column("seat", sa.Integer(), nullable=True),
        _words("name"),
        _words("email"),
        _words("phone"),
        _words("title"),
        _words("title_en"),
        _text("category"),
        _number("duration_minutes", 0),
        sa.Column("amount_minor", ID, nullable=False),
        _text("amount_currency"),
        _instant("preferred_at"),
        _instant("alternative_at", nullable=True),
        _instant("proposed_at", nullable=True),
        _instant("confirmed_at_time", nullable=True),
        _instant("hold_expires_at", nullable=True),
        _instant("nudge_at", nullable=True),
        _instant("waiting_since", nullable=True),
        _text("client_timezone"),
        _text("coach_timezone"),
        _text("meeting_type"),
        _words("meeting_link"),
        _words("meeting_password"),
        _words("place_address"),
        _words("place_city"),
        _words("place_country"),
        _words("place_map_link"),
        _text("status"),
        _text("payment_status"),
        sa.Column("payment_method", sa.Text(), nullable=True),
        _flag("requires_approval", "false"),
        _words("assigned_to"),
        _words("admin_notes"),
        _flag("follow_up_required", "false"),
        _words("follow_up_notes"),
        sa.Column("follow_up_on", sa.Date(), nullable=True),
        _number("reschedules", 0),
        _instant("rescheduled_from", nullable=True),
        _number("sequence", 0),
        _words("source"),
        _words("campaign"),
        _instant("created_at"),
        _instant("updated_at"),
        sa.CheckConstraint(
            "(status = 'cancelled') = (session_id IS NULL)", name=op.f("ck_bookings_seat_unless_cancelled")
        ),
        sa.CheckConstraint("amount_currency IN ('USD', 'SAR', 'EGP')", name=op.f("ck_bookings_amount_currency_known")),
        sa.CheckConstraint(
            "category IN ('sports', 'life_coaching', 'group', 'vip', 'nutrition')",
            name=op.f("ck_bookings_category_known"),
        ),
        sa.CheckConstraint("meeting_type IN ('online', 'in_person')", name=op.f("ck_bookings_meeting_type_known")),
        sa.CheckConstraint(
            "payment_method IN ('paypal', 'stripe', 'bank_transfer', 'cash', 'sandbox', 'free')",
            name=op.f("ck_bookings_payment_method_known"),
        ),
        sa.CheckConstraint(
            "payment_status IN ('pending', 'completed', 'failed', 'refunded')",
            name=op.f("ck_bookings_payment_status_known"),
        ),
        sa.CheckConstraint(
            "status IN ('pending_payment', 'pending_confirmation', 'confirmed', "
            "'rescheduled', 'completed', 'cancelled', 'no_show')",
            name=op.f("ck_bookings_status_known"),
        ),
        sa.CheckConstraint("(seat IS NULL) = (session_id IS NULL)", name=op.f("ck_bookings_seat_of_session")),
        sa.ForeignKeyConstraint(["client_id"], ["clients.client_id"], name="fk_bookings_client_id"),
        sa.ForeignKeyConstraint(["coach_id"], ["coaches.coach_id"], name="fk_bookings_coach_id"),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultations.consultation_id"], name="fk_bookings_consultation_id"
        ),
        sa.ForeignKeyConstraint(["session_id"], ["sessions.id"], name="fk_bookings_session_id"),
        sa.PrimaryKeyConstraint("booking_id", name="pk_bookings"),
        sa.UniqueConstraint("booking_number", name="uq_bookings_booking_number"),
        sa.UniqueConstraint("session_id", "seat", name="uq_bookings_session_id_seat"),
    )
    op.create_index("ix_bookings_client_id_preferred_at", "bookings", ["client_id", "preferred_at"])
    op.create_index("ix_bookings_consultation_id", "bookings", ["consultation_id"])
    op.create_index("ix_bookings_preferred_at", "bookings", ["preferred_at"])
    op.create_index("ix_bookings_status_hold_expires_at", "bookings", ["status", "hold_expires_at"])


def _conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        _text("channel"),
        _text("address"),
        sa.Column("client_id", ID, nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=True),
        _instant("created_at"),
        _instant("updated_at"),
        sa.ForeignKeyConstraint(["client_id"], ["clients.client_id"], name="fk_conversations_client_id"),
        sa.PrimaryKeyConstraint("id", name="pk_conversations"),
        sa.UniqueConstraint("channel", "address", name="uq_conversations_channel_address"),
    )
    op.create_index("ix_conversations_client_id", "conversations", ["client_id"])


def _files() -> None:
    op.create_table(
        "files",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        _text("name"),
        _text("mime"),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("client_id", ID, nullable=True),
        _instant("created_at"),
        sa.ForeignKeyConstraint(["client_id"], ["clients.client_id"], name="fk_files_client_id"),
        sa.PrimaryKeyConstraint("id", name="pk_files"),
    )
    op.create_index("ix_files_client_id", "files", ["client_id"])


def _health_details() -> None:
    op.create_table(
        "health_details",
        sa.Column("booking_id", ID, autoincrement=False, nullable=False),
        sa.Column("client_id", ID, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        _instant("saved_at"),
        sa.ForeignKeyConstraint(["client_id"], ["clients.client_id"], name="fk_health_details_client_id"),
        sa.PrimaryKeyConstraint("booking_id", name="pk_health_details"),
    )
    op.create_index("ix_health_details_client_id_saved_at", "health_details", ["client_id", "saved_at"])


def _hour_exceptions() -> None:
    op.create_table(
        "hour_exceptions",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("coach_id", ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("since", sa.Time(), nullable=True),
        sa.Column("until", sa.Time(), nullable=True),
        sa.CheckConstraint("(since IS NULL) = (until IS NULL)", name=op.f("ck_hour_exceptions_span_whole")),
        sa.ForeignKeyConstraint(["coach_id"], ["coaches.coach_id"], name="fk_hour_exceptions_coach_id"),
        sa.PrimaryKeyConstraint("id", name="pk_hour_exceptions"),
        sa.UniqueConstraint("coach_id", "day", "since", name="uq_hour_exceptions_coach_id_day_since"),
    )


def _hours() -> None:
    op.create_table(
        "hours",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("coach_id", ID, nullable=False),
        _number("weekday", 0),
        sa.Column("since", sa.Time(), nullable=False),
        sa.Column("until", sa.Time(), nullable=False),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_hours_weekday_of_seven")),
        sa.ForeignKeyConstraint(["coach_id"], ["coaches.coach_id"], name="fk_hours_coach_id"),
        sa.PrimaryKeyConstraint("id", name="pk_hours"),
        sa.UniqueConstraint("coach_id", "weekday", "since", name="uq_hours_coach_id_weekday_since"),
    )


def _identities() -> None:
    op.create_table(
        "identities",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        _text("channel"),
        _text("external_id"),
        _text("address"),
        sa.Column("client_id", ID, nullable=False),
        _flag("is_dead", "false"),
        sa.ForeignKeyConstraint(["client_id"], ["clients.client_id"], name="fk_identities_client_id"),
        sa.PrimaryKeyConstraint("id", name="pk_identities"),
        sa.UniqueConstraint("channel", "external_id", name="uq_identities_channel_external_id"),
    )
    op.create_index("ix_identities_channel_address", "identities", ["channel", "address"])
    op.create_index("ix_identities_client_id", "identities", ["client_id"])


def _refusals() -> None:
    op.create_table(
        "refusals",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("client_id", ID, nullable=True),
        _text("action"),
        _words("target"),
        _instant("at"),
        sa.ForeignKeyConstraint(["client_id"], ["clients.client_id"], name="fk_refusals_client_id"),
        sa.PrimaryKeyConstraint("id", name="pk_refusals"),
    )


def _booking_changes() -> None:
    op.create_table(
        "booking_changes",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("booking_id", ID, nullable=False),
        _instant("at"),
        _text("event"),
        sa.Column("from_status", sa.Text(), nullable=True),
        _text("to_status"),
        _text("by"),
        sa.Column("actor_id", ID, nullable=True),
        _words("reason"),
        _instant("old_start", nullable=True),
        sa.CheckConstraint(
            "event IN ('booked', 'paid', 'hold_expired', 'payment_refused', 'confirmed', "
            "'declined', 'moved', 'cancelled', 'done', 'absent', 'undone')",
            name=op.f("ck_booking_changes_event_known"),
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["clients.client_id"], name="fk_booking_changes_actor_id"),
        sa.ForeignKeyConstraint(["booking_id"], ["bookings.booking_id"], name="fk_booking_changes_booking_id"),
        sa.PrimaryKeyConstraint("id", name="pk_booking_changes"),
    )
    op.create_index("ix_booking_changes_booking_id", "booking_changes", ["booking_id"])


def _feedback() -> None:
    op.create_table(
        "feedback",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("booking_id", ID, nullable=False),
        sa.Column("client_id", ID, nullable=False),
        _number("rating", 0),
        _words("comment"),
        _instant("submitted_at"),
        _instant("updated_at"),
        sa.CheckConstraint("rating BETWEEN 1 AND 5", name=op.f("ck_feedback_rating_in_stars")),
        sa.ForeignKeyConstraint(["booking_id"], ["bookings.booking_id"], name="fk_feedback_booking_id"),
        sa.ForeignKeyConstraint(["client_id"], ["clients.client_id"], name="fk_feedback_client_id"),
        sa.PrimaryKeyConstraint("id", name="pk_feedback"),
        sa.UniqueConstraint("booking_id", name="uq_feedback_booking_id"),
    )
    op.create_index("ix_feedback_client_id", "feedback", ["client_id"])


def _orders() -> None:
    op.create_table(
        "orders",
        sa.Column("order_id", ID, autoincrement=True, nullable=False),
        sa.Column("order_type", sa.Text(), server_default=sa.text("'consultation'"), nullable=False),
        sa.Column("booking_id", ID, nullable=False),
        sa.Column("client_id", ID, nullable=False),
        sa.Column("amount_minor", ID, nullable=False),
        _text("amount_currency"),
        _text("method"),
        _text("status"),
        _words("checkout_url"),
        _words("checkout_reference"),
        _instant("checkout_expires_at", nullable=True),
        _instant("created_at"),
        _instant("updated_at"),
        sa.CheckConstraint("amount_currency IN ('USD', 'SAR', 'EGP')", name=op.f("ck_orders_amount_currency_known")),
        sa.CheckConstraint(
            "method IN ('paypal', 'stripe', 'bank_transfer', 'cash', 'sandbox', 'free')",
            name=op.f("ck_orders_method_known"),
        ),
        sa.CheckConstraint(
            "order_type IN ('course', 'consultation', 'subscription')", name=op.f("ck_orders_order_type_known")
        ),
        sa.CheckConstraint(
            "status IN ('open', 'paid', 'cancelled', 'failed', 'refunded')", name=op.f("ck_orders_status_known")
        ),
        sa.ForeignKeyConstraint(["booking_id"], ["bookings.booking_id"], name="fk_orders_booking_id"),
        sa.ForeignKeyConstraint(["client_id"], ["clients.client_id"], name="fk_orders_client_id"),
        sa.PrimaryKeyConstraint("order_id", name="pk_orders"),
    )
    op.create_index("ix_orders_booking_id", "orders", ["booking_id"])
    op.create_index("ix_orders_client_id", "orders", ["client_id"])


def _reminders() -> None:
    op.create_table(
        "reminders",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("booking_id", ID, nullable=False),
        _text("purpose"),
        _instant("start_at"),
        _instant("due_at"),
        sa.Column("state", sa.Text(), server_default=sa.text("'planned'"), nullable=False),
        _words("why"),
        _instant("created_at"),
        _instant("settled_at", nullable=True),
        sa.CheckConstraint("state IN ('planned', 'sent', 'dropped')", name=op.f("ck_reminders_state_known")),
        sa.ForeignKeyConstraint(["booking_id"], ["bookings.booking_id"], name="fk_reminders_booking_id"),
        sa.PrimaryKeyConstraint("id", name="pk_reminders"),
        sa.UniqueConstraint("booking_id", "purpose", "start_at", name="uq_reminders_booking_id_purpose_start_at"),
    )
    op.create_index(
        "ix_reminders_due_at",
        "reminders",
        ["due_at"],
        sqlite_where=sa.text("state = 'planned'"),
        postgresql_where=sa.text("state = 'planned'"),
    )


def _payments() -> None:
    op.create_table(
        "payments",
        sa.Column("payment_id", ID, autoincrement=True, nullable=False),
        sa.Column("order_id", ID, nullable=False),
        _text("provider"),
        _text("reference"),
        sa.Column("amount_minor", ID, nullable=False),
        _text("amount_currency"),
        _text("state"),
        _instant("at"),
        sa.CheckConstraint("amount_currency IN ('USD', 'SAR', 'EGP')", name=op.f("ck_payments_amount_currency_known")),
        sa.CheckConstraint("state IN ('pending', 'completed', 'failed')", name=op.f("ck_payments_state_known")),
        sa.ForeignKeyConstraint(["order_id"], ["orders.order_id"], name="fk_payments_order_id"),
        sa.PrimaryKeyConstraint("payment_id", name="pk_payments"),
        sa.UniqueConstraint("provider", "reference", "state", name="uq_payments_provider_reference_state"),
    )
    op.create_index("ix_payments_order_id", "payments", ["order_id"])


def _receipts() -> None:
    op.create_table(
        "receipts",
        sa.Column("receipt_id", ID, autoincrement=True, nullable=False),
        sa.Column("order_id", ID, nullable=False),
        sa.Column("booking_id", ID, nullable=False),
        _text("channel"),
        _text("file_id"),
        _words("name"),
        _words("mime"),
        _number("size", 0),
        _words("sha256"),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_by_id", ID, nullable=True),
        _instant("decided_at", nullable=True),
        _instant("created_at"),
        sa.CheckConstraint("decision IN ('accepted', 'refused')", name=op.f("ck_receipts_decision_known")),
        sa.ForeignKeyConstraint(["booking_id"], ["bookings.booking_id"], name="fk_receipts_booking_id"),
        sa.ForeignKeyConstraint(["decided_by_id"], ["clients.client_id"], name="fk_receipts_decided_by_id"),
        sa.ForeignKeyConstraint(["order_id"], ["orders.order_id"], name="fk_receipts_order_id"),
        sa.PrimaryKeyConstraint("receipt_id", name="pk_receipts"),
    )
    op.create_index("ix_receipts_booking_id", "receipts", ["booking_id"])
    op.create_index("ix_receipts_order_id", "receipts", ["order_id"])


def _refunds() -> None:
    op.create_table(
        "refunds",
        sa.Column("refund_id", ID, autoincrement=True, nullable=False),
        sa.Column("payment_id", ID, nullable=False),
        sa.Column("amount_minor", ID, nullable=False),
        _text("amount_currency"),
        _words("reason"),
        _words("reference"),
        _text("state"),
        _instant("created_at"),
        _instant("updated_at"),
        sa.CheckConstraint("amount_currency IN ('USD', 'SAR', 'EGP')", name=op.f("ck_refunds_amount_currency_known")),
        sa.CheckConstraint("state IN ('pending', 'completed', 'failed')", name=op.f("ck_refunds_state_known")),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_refunds_amount_some")),
        sa.ForeignKeyConstraint(["payment_id"], ["payments.payment_id"], name="fk_refunds_payment_id"),
        sa.PrimaryKeyConstraint("refund_id", name="pk_refunds"),
    )
    op.create_index("ix_refunds_payment_id", "refunds", ["payment_id"])


TABLES = (
    _clients,
    _coaches,
    _consultations,
    _day_numbers,
    _inbox,
    _marks,
    _messages_sent,
    _outbox,
    _sessions,
    _web_messages,
    _bookings,
    _conversations,
    _files,
    _health_details,
    _hour_exceptions,
    _hours,
    _identities,
    _refusals,
    _booking_changes,
    _feedback,
    _orders,
    _reminders,
    _payments,
    _receipts,
    _refunds,
)
