"""Every table. The metadata is what statements and migrations are checked against; rows never become objects here.

What no metadata can say (the constraint and triggers that refuse a double booking) stands in the migration alone.
"""

from __future__ import annotations

from storage.models.base import metadata
from storage.models.bookings import booking_changes, bookings, day_numbers, health_details, sessions
from storage.models.catalogue import coaches, consultations, hour_exceptions, hours
from storage.models.payments import orders, payments, receipts, refunds
from storage.models.people import clients, feedback, identities, link_codes, refusals
from storage.models.talk import conversations, files, inbox, marks, messages_sent, outbox, reminders, web_messages

__all__ = [
    "booking_changes",
    "bookings",
    "clients",
    "coaches",
    "consultations",
    "conversations",
    "day_numbers",
    "feedback",
    "files",
    "health_details",
    "hour_exceptions",
    "hours",
    "identities",
    "inbox",
    "link_codes",
    "marks",
    "messages_sent",
    "metadata",
    "orders",
    "outbox",
    "payments",
    "receipts",
    "refunds",
    "refusals",
    "reminders",
    "sessions",
    "web_messages",
]
