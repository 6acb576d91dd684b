"""Files that are kept for a while only: what is fetched from us by a link that ends."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

INSTANT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    """Note until when each is kept; those of before stay."""
    op.add_column("files", sa.Column("keep_until", INSTANT, nullable=True))
    ends = sa.text("keep_until IS NOT NULL")
    op.create_index("ix_files_keep_until", "files", ["keep_until"], sqlite_where=ends, postgresql_where=ends)


def downgrade() -> None:
    """Keep all of them."""
    op.drop_index("ix_files_keep_until", "files")
    op.drop_column("files", "keep_until")
