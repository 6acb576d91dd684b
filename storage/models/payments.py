"""Tables of money: what is owed, what came in, what went back, and the pictures of bank transfers. Append-only."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Table, Text, UniqueConstraint, text

from booking.money import Currency
from booking.people import Actor
from booking.status import PaymentMethod
from storage.models.base import instant, key, metadata, number, ref, words
from storage.rows import OrderStatus, OrderType, PaymentState, RefundState
from storage.types import Id, Words, currency_known, one_of

orders = Table(
    "orders",
    metadata,
    key("order_id"),
    Column("order_type", Words(OrderType), nullable=False, server_default=text("'consultation'")),
    ref("booking_id", "bookings.booking_id"),
    ref("client_id", "clients.client_id"),
    Column("amount_minor", Id, nullable=False),
    Column("amount_currency", Words(Currency), nullable=False),
    Column("method", Words(PaymentMethod), nullable=False),
    Column("status", Words(OrderStatus), nullable=False),
    words("checkout_url"),
    words("checkout_reference"),
    instant("checkout_expires_at", nullable=True),
    instant("asked_at", nullable=True),
    instant("closing_at", nullable=True),
    instant("created_at"),
    instant("updated_at"),
    one_of("order_type", OrderType),
    one_of("method", PaymentMethod),
    one_of("status", OrderStatus),
    currency_known("amount_currency"),
    Index(None, "booking_id"),
    Index(None, "client_id"),
    Index(None, "status", "asked_at"),
)

payments = Table(
    "payments",
    metadata,
    key("payment_id"),
    ref("order_id", "orders.order_id", nullable=True),  # empty for money that names no order of ours
    Column("provider", Text, nullable=False),
    Column("reference", Text, nullable=False),
    Column("amount_minor", Id, nullable=False),
    Column("amount_currency", Words(Currency), nullable=False),
    Column("state", Words(PaymentState), nullable=False),
    words("verdict"),
    words("note"),
    instant("at"),
    UniqueConstraint("provider", "reference", "state"),
    one_of("state", PaymentState),
    currency_known("amount_currency"),
    Index(None, "order_id"),
    Index(None, "verdict"),
)

refunds = Table(
    "refunds",
    metadata,
    key("refund_id"),
    ref("payment_id", "payments.payment_id"),
    Column("amount_minor", Id, nullable=False),
    Column("amount_currency", Words(Currency), nullable=False),
    words("reason"),
    words("reference"),
    Column("state", Words(RefundState), nullable=False),
    number("tries"),
    instant("created_at"),
    instant("updated_at"),
    one_of("state", RefundState),
    currency_known("amount_currency"),
    CheckConstraint("amount_minor > 0", name="amount_some"),
    Index(None, "payment_id"),
    Index(None, "state", "updated_at"),
)

receipts = Table(
    "receipts",
    metadata,
    key("receipt_id"),
    ref("order_id", "orders.order_id"),
    ref("booking_id", "bookings.booking_id"),
    Column("channel", Text, nullable=False),
    Column("file_id", Text, nullable=False),
    words("name"),
    words("mime"),
    number("size"),
    words("sha256"),
    Column("decision", Text),
    Column("decided_by", Words(Actor)),
    ref("decided_by_id", "clients.client_id", nullable=True),
    instant("decided_at", nullable=True),
    instant("created_at"),
    CheckConstraint("decision IN ('accepted', 'refused')", name="decision_known"),
    Index(None, "booking_id"),
    Index(None, "order_id"),
    Index(None, "sha256"),
)
