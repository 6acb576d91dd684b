"""What cannot be said where a person was addressed is said where they can be reached, and the team hears of it once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import msgspec

from booking.people import Client, Permission
from bot.messages import Deliver, Outgoing, Say, Voice, say
from bot.services.desk import Desk
from bot.services.notices import packed, tell_staff, told_at
from storage.rows import Identity

PAGE = "web"
CHATS = ("telegram", "whatsapp", PAGE)
"""The channels on which people talk to us; on the others they are only told."""

_decode = msgspec.json.Decoder(Deliver).decode


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A «deliver» errand that its address was not told: its payload as the outbox has it."""

    channel: str
    address: str
    payload: bytes
    purpose: str
    booking_id: int | None


async def say_elsewhere(desk: Desk, unsaid: Unsaid, running: Collection[str]) -> str:
    """Leave what could not be said for the next address of the same person; its channel, or "" for none.

    `running` are the channels that are configured. First the chats on other channels, the latest first, then a verified
    phone and the e-mail address, in the order that the person prefers. A web page rings nobody, so it comes last.
    """
    client = await desk.tx.people.client_at(unsaid.channel, unsaid.address) or await _told_there(desk, unsaid)
    if client is None:
        return ""
    for other in await _others(desk, client, unsaid.channel):
        if other.channel in running and not other.is_dead:
            await _put(desk, other, unsaid)
            return other.channel
    return ""


async def _told_there(desk: Desk, unsaid: Unsaid) -> Client | None:
    """Whose SMS or letter it was: nobody talks to us there, but it was the booking's client or one of the team."""
    booking = await desk.tx.bookings.get(unsaid.booking_id) if unsaid.booking_id else None
    own = [await desk.tx.people.get(booking.client_id)] if booking else []
    team = [client for client, _ in await desk.tx.people.staff(Permission.MANAGE)]
    return next((person for person in (*own, *team) if _is_told(person, unsaid)), None)


def _is_told(client: Client, unsaid: Unsaid) -> bool:
    told = told_at(client, unsaid.channel)
    return told is not None and told.address == unsaid.address


async def _others(desk: Desk, client: Client, channel: str) -> list[Identity]:
    """Where else, in order. Never the same channel: two numbers of one person would pass it to and fro."""
    ways = client.other_ways
    known = [
        i for i in await desk.tx.people.identities(client.client_id) if i.channel in CHATS and i.channel != channel
    ]
    chats, pages = [i for i in known if i.channel != PAGE], [i for i in known if i.channel == PAGE]
    if channel not in CHATS:  # an SMS or a letter that did not arrive: only what comes after it is left
        chats, ways = [], ways[ways.index(channel) + 1 :] if channel in ways else ()
    elif client.permissions and not all(chat.is_dead for chat in known):
        return []  # the team is told at each of its chats, so this was said where it could be
    return [*chats, *(told for way in ways if (told := told_at(client, way))), *pages]


async def _put(desk: Desk, to: Identity, unsaid: Unsaid) -> None:
    errand = _decode(unsaid.payload)
    card = errand.card and msgspec.structs.replace(errand.card, turn=0)  # a turn of this chat is none of the other's
    again = msgspec.structs.replace(errand, card=card, edit="", answer="")
    await desk.tx.outbox.put(
        to.channel,
        to.address,
        "deliver",
        packed(again),
        due_at=desk.now,
        now=desk.now,
        purpose=unsaid.purpose,
        booking_id=unsaid.booking_id,
    )


async def warn_team(desk: Desk, what: str, *lines: Say) -> None:
    """Tell the team that something of the channel is not as it should be: once a day, not with every message."""
    if not await desk.tx.marks.once("warned", f"{what}@{desk.now.date()}", desk.now):
        return

    def card(_client: Client, _voice: Voice) -> Outgoing:
        return Outgoing((say(what), *lines))

    await tell_staff(desk, card, purpose="channel_warning")
