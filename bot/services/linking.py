"""One person on several channels: a code shown on one and written on the other makes both the same client."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from booking.people import Client
from bot.conversations.linking import Linked, LinkHere, MakeLink, without_half_done
from bot.conversations.state import Who
from bot.services.desk import Desk
from storage.rows import LinkCode

DIGITS = 8
GOOD_FOR = timedelta(minutes=10)
TRIES = 5
"""Codes that one client may write in an hour."""

_FILLED = (
    "display_name",
    "email",
    "gender",
    "fitness_level",
    "goals",
    "consent_at",
    "consent_version",
    "cash_again_at",
)


async def make_link(desk: Desk, who: Who, _command: MakeLink) -> str:
    """A code for this client, good once and for ten minutes; the one before it is good no more."""
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    identity = next(i for i in await desk.tx.people.identities(who.client.client_id) if i.channel == who.channel)
    await desk.tx.links.make_code(
        LinkCode(digest(code), who.client.client_id, identity.channel, identity.address, desk.now + GOOD_FOR)
    )
    return code


def digest(code: str) -> str:
    """What a code is known by: it is nowhere stored itself."""
    return hashlib.sha256(f"link {code}".encode()).hexdigest()


async def link_here(desk: Desk, who: Who, command: LinkHere) -> Linked:
    """The code of another channel, written here: everything of here belongs to that client from now on.

    What was half done there goes on here, and is open there no more. A code that is not good is an answer and no
    refusal, so that it is counted.
    """
    gone = who.client
    if problem := await _problem(desk, who, command):
        return Linked(None, problem=problem)
    if not command.sure and await desk.tx.links.has_booked(gone.client_id):
        return Linked(None, to_confirm=True)
    code = await desk.tx.links.use_code(digest(command.code), desk.now)
    if code is None:  # used this very moment
        return Linked(None, problem="refused-link")
    kept = await desk.tx.people.get(code.client_id)
    await _reseal_health(desk, gone, kept)
    changes = _filled(gone, kept)
    await desk.tx.links.merge(gone.client_id, kept.client_id)
    client = await desk.tx.people.save(kept.client_id, now=desk.now, **changes)
    talk = await desk.tx.conversations.peek(code.channel, code.address)
    if talk:
        await desk.tx.conversations.rewrite(code.channel, code.address, without_half_done(talk))
    return Linked(client, talk)


async def _problem(desk: Desk, who: Who, command: LinkHere) -> str:
    """Why a code links nothing here, which leaves it good; "" for one that does."""
    if not await _may_try(desk, who):
        return "refused-link-often"
    owner = await desk.tx.links.owner_of_code(digest(command.code), desk.now)
    if owner is None:
        return "refused-link"
    if owner == who.client.client_id:
        return "refused-link-own"
    kept = await desk.tx.people.get(owner)
    more = who.client.permissions - kept.permissions
    return "refused-link-team" if more else ""  # nobody shall talk the coach into sharing their rights


async def _may_try(desk: Desk, who: Who) -> bool:
    """Whether this client may try one more code in this hour; it is counted."""
    hour = f"{who.client.client_id}@{desk.now:%Y%m%d%H}"
    for number in range(TRIES):
        if await desk.tx.marks.once("link tried", f"{hour}#{number}", desk.now):
            return True
    return False


async def _reseal_health(desk: Desk, gone: Client, kept: Client) -> None:
    """The answers are sealed with their client's own key, so they are read once more and sealed for the other."""
    for booking_id in await desk.tx.links.bookings_with_health(gone.client_id):
        details = await desk.tx.bookings.health(booking_id, gone.client_id)
        if details is not None:
            await desk.tx.bookings.move_health(booking_id, gone.client_id, kept.client_id, details, desk.now)


def _filled(gone: Client, kept: Client) -> dict[str, object]:
    """What only the other knew. A verified phone wins over one that was typed."""
    changes: dict[str, object] = {
        name: getattr(gone, name) for name in _FILLED if not getattr(kept, name) and getattr(gone, name)
    }
    if gone.phone and (not kept.phone or (gone.phone_verified and not kept.phone_verified)):
        changes |= {"phone": gone.phone, "phone_verified": gone.phone_verified}
    if not gone.reminders_on:
        changes["reminders_on"] = False
    if len(gone.other_ways) < len(kept.other_ways):  # who wants to be told in fewer ways keeps that
        changes["other_ways"] = gone.other_ways
    return changes


DEEDS = {MakeLink: make_link, LinkHere: link_here}
