"""One person on several channels: since when each is silent, codes that link them, and what became of messages.

With it what the figures of `/metrics` are counted by."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")

OTHER_WAYS = '\'["sms","email"]\''


def _columns() -> tuple[tuple[str, sa.Column[Any]], ...]:
    return (
        ("identities", sa.Column("heard_at", INSTANT, nullable=True)),
        ("clients", sa.Column("offers_on", sa.Boolean(), server_default=sa.text("false"), nullable=False)),
        ("clients", sa.Column("other_ways", sa.Text(), server_default=sa.text('\'["sms","email"]\''), nullable=False)),
        ("messages_sent", sa.Column("address", sa.Text(), server_default=sa.text("''"), nullable=False)),
        ("messages_sent", sa.Column("error", sa.Text(), server_default=sa.text("''"), nullable=False)),
        ("messages_sent", sa.Column("errand", sa.LargeBinary(), nullable=True)),
    )


def upgrade() -> None:
    """Add them."""
    for table, column in _columns():
        op.add_column(table, column)
    op.create_table(
        "link_codes",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("client_id", ID, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clients.client_id"], name="fk_link_codes_client_id"),
        sa.PrimaryKeyConstraint("digest", name="pk_link_codes"),
    )
    op.create_index("ix_link_codes_client_id", "link_codes", ["client_id"])
    kept = sa.text("errand IS NOT NULL")
    op.create_index("ix_messages_sent_kept", "messages_sent", ["at"], sqlite_where=kept, postgresql_where=kept)
    op.create_index("ix_messages_sent_channel_at", "messages_sent", ["channel", "at"])
    op.create_index("ix_payments_verdict", "payments", ["verdict"])


def downgrade() -> None:
    """Take them away."""
    op.drop_index("ix_payments_verdict", "payments")
    op.drop_index("ix_messages_sent_channel_at", "messages_sent")
    op.drop_index("ix_messages_sent_kept", "messages_sent")
    op.drop_table("link_codes")
    for table, column in reversed(_columns()):
        op.drop_column(table, column.name)
