"""The way through a booking, so that a test begins at the question it is about."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from booking.health import HealthDetails
from booking.people import Client
from tests.conversations.answers import NOURA, NOW, Chat, Shop

AGREED = replace(NOURA, consent_at=NOW)
WAY = {
    "consultation": "do:book",
    "person": "type:2",
    "day": "right",
    "time": "d:2026-11-22",
    "meeting": "t:2026-11-22T14:00Z",
    "alternative": "online",
    "health": "no",
    "body": "agree",
    "level": "skip",
    "goals": "skip",
    "conditions": "skip",
    "activity": "skip",
    "notes": "skip",
    "review": "skip",
}
"""The question that each tap leads to."""


def at(question: str, client: Client = NOURA, **shop: Any) -> Chat:
    """A client of the shop who is asked `question` in the booking of the sports consultation."""
    chat = Chat(Shop(client=client, **shop))
    for name, value in WAY.items():
        chat.taps(value)
        if name == question:
            return chat
    raise KeyError(question)


def at_review(client: Client = NOURA, *, health: HealthDetails | None = None, **shop: Any) -> Chat:
    """At the review without health answers, or with those given last time."""
    chat = at("health", client, health=health, **shop)
    chat.taps("same" if health and client.consent_at else "no")
    return chat
