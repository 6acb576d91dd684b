"""Refunds that leave, money without an order, a second price in dollars, cash after a missed session."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")

METHODS = "'paypal', 'stripe', 'bank_transfer', 'cash', 'sandbox', 'free'"
METHODS_NOW = "'paypal', 'stripe', 'telegram', 'bank_transfer', 'cash', 'sandbox', 'free'"
REFUNDS = "'pending', 'completed', 'failed'"
REFUNDS_NOW = "'pending', 'sent', 'completed', 'failed', 'by_hand'"

WORDS = (
    ("bookings", "payment_method", METHODS, METHODS_NOW),
    ("orders", "method", METHODS, METHODS_NOW),
    ("refunds", "state", REFUNDS, REFUNDS_NOW),
)


def _columns() -> tuple[tuple[str, sa.Column[Any]], ...]:
    return (
        ("consultations", sa.Column("usd_minor", ID, nullable=True)),
        ("bookings", sa.Column("usd_minor", ID, nullable=True)),
        ("clients", sa.Column("cash_again_at", INSTANT, nullable=True)),
        ("orders", sa.Column("asked_at", INSTANT, nullable=True)),
        ("orders", sa.Column("closing_at", INSTANT, nullable=True)),
        ("payments", sa.Column("verdict", sa.Text(), server_default=sa.text("''"), nullable=False)),
        ("payments", sa.Column("note", sa.Text(), server_default=sa.text("''"), nullable=False)),
        ("refunds", sa.Column("tries", sa.Integer(), server_default=sa.text("0"), nullable=False)),
    )


INDEXES = (
    ("ix_orders_status_asked_at", "orders", ["status", "asked_at"]),
    ("ix_refunds_state_updated_at", "refunds", ["state", "updated_at"]),
    ("ix_receipts_sha256", "receipts", ["sha256"]),
)

JUDGE = (
    """UPDATE payments SET verdict = 'extra' WHERE state = 'completed'
       AND payment_id IN (SELECT payment_id FROM refunds WHERE reason = 'extra')""",
    """UPDATE payments SET verdict = 'late' WHERE state = 'completed'
       AND payment_id IN (SELECT payment_id FROM refunds WHERE reason = 'late')""",
    "UPDATE payments SET verdict = 'settles' WHERE state = 'completed' AND verdict = ''",
)
"""What payments were for was seen only in what went back of them."""

LOST = (
    "SELECT count(*) FROM payments WHERE order_id IS NULL",
    "SELECT count(*) FROM orders WHERE method = 'telegram'",
    "SELECT count(*) FROM bookings WHERE payment_method = 'telegram'",
    "SELECT count(*) FROM refunds WHERE state IN ('sent', 'by_hand')",
)


def upgrade() -> None:
    """Add them."""
    for table, column, before, now in WORDS:
        _change_words(table, column, before, now)
    _change_null("payments", "order_id", nullable=True)
    for table, added in _columns():
        op.add_column(table, added)
    for index in INDEXES:
        op.create_index(*index)
    for judge in JUDGE:
        op.execute(judge)
    _change_check("consultations", "ck_consultations_usd_some", "usd_minor > 0")


def downgrade() -> None:
    """Take them away. Fails where money without an order, or a word that was new, is stored."""
    for lost in LOST:
        if op.get_bind().exec_driver_sql(lost).scalar_one():
            raise RuntimeError(f"there is no way back for what is stored: {lost}")
    _change_check("consultations", "ck_consultations_usd_some", None)
    for name, table, _ in INDEXES:
        op.drop_index(name, table)
    for table, added in reversed(_columns()):
        op.drop_column(table, added.name)
    _change_null("payments", "order_id", nullable=False)
    for table, column, before, now in WORDS:
        _change_words(table, column, now, before)


# SQLite cannot alter a constraint. What follows is what its manual gives for changes that leave the rows as they are
# (https://www.sqlite.org/lang_altertable.html, "Making Other Kinds Of Table Schema Changes"): the table's own text.


def _change_words(table: str, column: str, before: str, now: str) -> None:
    """The words that a column may hold."""
    if _on_sqlite():
        _rewrite(table, f"CHECK ({column} IN ({before}))", f"CHECK ({column} IN ({now}))")
        return
    name = op.f(f"ck_{table}_{column}_known")
    op.drop_constraint(name, table, type_="check")
    op.create_check_constraint(name, table, f"{column} IN ({now})")


def _change_null(table: str, column: str, *, nullable: bool) -> None:
    if _on_sqlite():
        may_not, may = f"{column} INTEGER NOT NULL", f"{column} INTEGER"
        _rewrite(table, *((may_not, may) if nullable else (may, may_not)))
        return
    op.alter_column(table, column, nullable=nullable)


def _change_check(table: str, name: str, condition: str | None) -> None:
    """Add a check, or with no condition take it away."""
    if not _on_sqlite():
        if condition is None:
            op.drop_constraint(op.f(name), table, type_="check")
        else:
            op.create_check_constraint(op.f(name), table, condition)
        return
    first = f"CONSTRAINT pk_{table} PRIMARY KEY"
    check = "CONSTRAINT ck_consultations_usd_some CHECK (usd_minor > 0), "
    _rewrite(table, *((first, check + first) if condition else (check + first, first)))


def _rewrite(table: str, before: str, now: str) -> None:
    connection = op.get_bind()
    (text,) = connection.execute(sa.text("SELECT sql FROM sqlite_schema WHERE name = :name"), {"name": table}).one()
    if text.count(before) != 1:
        raise RuntimeError(f"the table {table} is not as the first migration made it")
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema=ON")
    change = sa.text("UPDATE sqlite_schema SET sql = :text WHERE type = 'table' AND name = :name")
    connection.execute(change, {"text": text.replace(before, now), "name": table})
    connection.exec_driver_sql(f"PRAGMA schema_version={version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema=OFF")


def _on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
