"""Telling people something they did not just ask for: the client of a booking, and the coach's team."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

import msgspec

from booking.people import Client, Permission
from bot.messages import Deliver, Errand, Outgoing, Voice
from bot.services.desk import Desk

Card: TypeAlias = Callable[[Client, Voice], Outgoing]
"""Builds the card for one reader; titles and the like are chosen in their language."""

_encode = msgspec.json.Encoder().encode


def packed(errand: Errand) -> bytes:
    """An errand as the outbox stores it."""
    return _encode(errand)


async def tell_client(
    desk: Desk,
    client_id: int,
    card: Card,
    *,
    purpose: str,
    booking_id: int | None = None,
    due_at: datetime | None = None,
) -> bool:
    """Tell a client, where they last wrote to us; False when no address of theirs is alive."""
    client = await desk.tx.people.get(client_id)
    for identity in await desk.tx.people.identities(client_id):
        if not identity.is_dead:
            voice = desk.voice(client)
            errand = Deliver(card(client, voice), voice)
            await desk.tx.outbox.put(
                identity.channel,
                identity.address,
                "deliver",
                packed(errand),
                due_at=due_at or desk.now,
                now=desk.now,
                purpose=purpose,
                booking_id=booking_id,
            )
            return True
    return False


async def tell_staff(desk: Desk, card: Card, *, purpose: str, booking_id: int | None = None) -> int:
    """Tell everybody who manages bookings, at each of their live addresses; returns how many were told."""
    told = 0
    for client, identity in await desk.tx.people.staff(Permission.MANAGE):
        if identity.is_dead:
            continue
        voice = desk.voice(client)
        await desk.tx.outbox.put(
            identity.channel,
            identity.address,
            "deliver",
            packed(Deliver(card(client, voice), voice)),
            due_at=desk.now,
            now=desk.now,
            purpose=purpose,
            booking_id=booking_id,
        )
        told += 1
    return told
