"""Who runs the business: owners as settings and the command line name them («telegram:123», «whatsapp:+966…»)."""

from __future__ import annotations

from datetime import datetime

from booking.people import OWNER, Client
from storage.uow import Tx


async def grant(tx: Tx, owner: str, now: datetime) -> Client:
    """Make somebody an owner, who becomes a client when new; may be repeated."""
    channel, _, who = owner.partition(":")
    if channel != "whatsapp":
        return await tx.people.grant(channel, who, OWNER, now=now)
    digits = who.strip().removeprefix("+")  # WhatsApp's id of a person is their number without the sign
    return await tx.people.grant(channel, digits, OWNER, now=now, address=f"whatsapp:+{digits}")
