"""Tables of the talk: conversations, what came in, what is to be sent and was sent, reminders, files, the web chat."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, LargeBinary, PrimaryKeyConstraint, Table, Text, UniqueConstraint
from sqlalchemy import text as sql

from storage.models.base import flag, instant, key, metadata, number, ref, words
from storage.types import Id

UNFINISHED = sql("finished_at IS NULL")
FINISHED = sql("finished_at IS NOT NULL")
KEPT = sql("errand IS NOT NULL")
ENDING = sql("keep_until IS NOT NULL")
PLANNED = sql("state = 'planned'")

conversations = Table(
    "conversations",
    metadata,
    key(),
    Column("channel", Text, nullable=False),
    Column("address", Text, nullable=False),
    ref("client_id", "clients.client_id"),
    Column("state", LargeBinary),  # sealed
    instant("created_at"),
    instant("updated_at"),
    UniqueConstraint("channel", "address"),
    Index(None, "client_id"),
)

inbox = Table(
    "inbox",
    metadata,
    Column("channel", Text, nullable=False),
    Column("external_id", Text, nullable=False),
    instant("at"),
    PrimaryKeyConstraint("channel", "external_id"),
    Index(None, "at"),
)

outbox = Table(
    "outbox",
    metadata,
    key(),
    Column("channel", Text, nullable=False),  # with the address: the lane; empty for an errand without a chat
    Column("address", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("payload", LargeBinary, nullable=False),  # sealed; emptied when finished
    words("purpose"),
    Column("booking_id", Id),
    instant("due_at"),  # the place in the lane; never changes
    instant("run_at"),  # not before this: the next try, or the end of the lease while in flight
    flag("in_flight"),
    number("attempts"),
    words("last_error"),
    instant("created_at"),
    instant("finished_at", nullable=True),
    flag("is_dead"),
    Index("ix_outbox_lane", "channel", "address", "due_at", "id", sqlite_where=UNFINISHED, postgresql_where=UNFINISHED),
    Index("ix_outbox_run_at", "run_at", sqlite_where=UNFINISHED, postgresql_where=UNFINISHED),
    Index("ix_outbox_finished_at", "finished_at", sqlite_where=FINISHED, postgresql_where=FINISHED),
)

messages_sent = Table(
    "messages_sent",
    metadata,
    key(),
    Column("channel", Text, nullable=False),
    words("purpose"),
    Column("booking_id", Id),
    words("provider_id"),
    words("address"),
    Column("state", Text, nullable=False, server_default=sql("'sent'")),
    words("error"),
    Column("errand", LargeBinary),  # sealed: what was said, until it is known to have arrived
    instant("at"),
    Index(None, "booking_id"),
    Index(None, "channel", "provider_id"),
    Index(None, "channel", "at"),
    Index("ix_messages_sent_kept", "at", sqlite_where=KEPT, postgresql_where=KEPT),
)

reminders = Table(
    "reminders",
    metadata,
    key(),
    ref("booking_id", "bookings.booking_id"),
    Column("purpose", Text, nullable=False),
    instant("start_at"),
    instant("due_at"),
    Column("state", Text, nullable=False, server_default=sql("'planned'")),
    words("why"),
    instant("created_at"),
    instant("settled_at", nullable=True),
    UniqueConstraint("booking_id", "purpose", "start_at"),
    CheckConstraint("state IN ('planned', 'sent', 'dropped')", name="state_known"),
    Index("ix_reminders_due_at", "due_at", sqlite_where=PLANNED, postgresql_where=PLANNED),
)

files = Table(
    "files",
    metadata,
    key(),
    Column("name", Text, nullable=False),
    Column("mime", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),  # sealed
    ref("client_id", "clients.client_id", nullable=True),
    instant("created_at"),
    instant("keep_until", nullable=True),
    Index(None, "client_id"),
    Index("ix_files_keep_until", "keep_until", sqlite_where=ENDING, postgresql_where=ENDING),
)

web_messages = Table(
    "web_messages",
    metadata,
    key(),
    Column("address", Text, nullable=False),
    Column("seq", Id, nullable=False),
    Column("body", LargeBinary, nullable=False),  # sealed
    UniqueConstraint("address", "seq"),
)

marks = Table(
    "marks",
    metadata,
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False),
    instant("at"),
    PrimaryKeyConstraint("name", "key"),
)
