"""Telling people something they did not just ask for: the client of a booking, and the coach's team."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

import msgspec

from booking.people import Client, Permission
from bot.conversations import briefs
from bot.messages import Deliver, Errand, Outgoing, Voice
from bot.services.desk import Desk
from bot.services.fewest import Aside, together
from bot.windows import BRIEF, PAID_BY_MESSAGE
from storage.rows import Identity

Card: TypeAlias = Callable[[Client, Voice], Outgoing]
"""Builds the card for one reader; titles and the like are chosen in their language."""

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Deliver).decode


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
    """Tell a client, where they last wrote to us, or where they are told of things if no chat of theirs is alive; False
    when there is no such address either."""
    client = await desk.tx.people.get(client_id)
    to = await reached_at(desk, client_id) or next(
        (told for way in client.other_ways if (told := told_at(client, way))), None
    )
    if to is None:
        return False
    voice = desk.voice(client)
    said = await _with_brief(desk, to, card(client, voice), purpose, booking_id, voice)
    if (here := desk.here) is not None and due_at is None and here.is_at(to):
        here.asides.append(Aside(said, purpose, booking_id))
        return True
    errand = Deliver(said, voice)
    if to.channel in PAID_BY_MESSAGE and due_at is None:
        errand = await _joined(desk, to, errand)
    await desk.tx.outbox.put(
        to.channel,
        to.address,
        "deliver",
        packed(errand),
        due_at=due_at or desk.now,
        now=desk.now,
        purpose=purpose,
        booking_id=booking_id,
    )
    return True


async def reached_at(desk: Desk, client_id: int) -> Identity | None:
    """Where a client last wrote to us, if that is alive."""
    known = await desk.tx.people.identities(client_id)
    return next((identity for identity in known if not identity.is_dead), None)


def told_at(client: Client, way: str) -> Identity | None:
    """Where a person is told of things who does not talk to us there: by SMS to a verified number, or by e-mail."""
    address = {"sms": client.phone if client.phone_verified else "", "email": client.email}.get(way, "")
    return Identity(way, address, address, client.client_id) if address else None


async def _joined(desk: Desk, to: Identity, errand: Deliver) -> Deliver:
    """The notice together with the one before it in this transaction, which is taken back, if both are one message."""
    before = await desk.tx.outbox.take_back(to.channel, to.address)
    if before is None or errand.card is None:
        return errand
    earlier = _decode(before.payload)
    both = together((earlier.card, errand.card)) if earlier.card else [errand.card]
    if len(both) == 1:
        return msgspec.structs.replace(errand, card=both[0])
    await desk.tx.outbox.put(
        to.channel,
        to.address,
        before.kind,
        before.payload,
        due_at=before.due_at,
        now=desk.now,
        purpose=before.purpose,
        booking_id=before.booking_id,
    )
    return errand


async def _with_brief(  # noqa: PLR0917 - a card, and everything its sentence is made of
    desk: Desk, to: Identity, card: Outgoing, purpose: str, booking_id: int | None, voice: Voice, *, team: bool = False
) -> Outgoing:
    """The card with its sentence, for where there may be a time when no other words pass."""
    if to.channel not in BRIEF or card.brief is not None:
        return card
    booking = await desk.tx.bookings.get(booking_id) if booking_id is not None else None
    if team:
        brief = briefs.for_team(purpose, booking)
    else:
        brief = briefs.for_client(purpose, booking, voice.language) if booking is not None else None
    return msgspec.structs.replace(card, brief=brief)


async def tell_staff(desk: Desk, card: Card, *, purpose: str, booking_id: int | None = None) -> int:
    """Tell everybody who manages bookings, at each of their live addresses; returns how many were told."""
    told = 0
    for client, identity in await desk.tx.people.staff(Permission.MANAGE):
        if identity.is_dead:
            continue
        voice = desk.voice(client)
        said = await _with_brief(desk, identity, card(client, voice), purpose, booking_id, voice, team=True)
        await desk.tx.outbox.put(
            identity.channel,
            identity.address,
            "deliver",
            packed(Deliver(said, voice)),
            due_at=desk.now,
            now=desk.now,
            purpose=purpose,
            booking_id=booking_id,
        )
        told += 1
    return told
