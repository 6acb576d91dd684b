"""What sets channels apart for those above them: until when we may answer freely, and what a message costs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

WINDOWS: Mapping[str, timedelta] = {"whatsapp": timedelta(hours=24) - timedelta(minutes=5)}
"""WhatsApp's day, with a little less for the time that a message is on its way."""

BRIEF = frozenset({*WINDOWS, "sms", "email"})
"""The channels on which a card is sometimes said in its one sentence."""

PAID_BY_MESSAGE = frozenset({"whatsapp"})
"""The channels on which every message is paid for, so that much is said in few of them."""
