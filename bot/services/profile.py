"""Changes to what is known of a person: profile fields, consent, and the wish to talk to the coach."""

from __future__ import annotations

from booking.people import Client, Gender
from bot.conversations import briefs, cards
from bot.conversations.commands import CallCoach, GiveConsent, SaveProfile
from bot.conversations.notifying import SetNotices
from bot.conversations.state import Who
from bot.messages import Code, Outgoing, Voice, say
from bot.services.desk import Desk
from bot.services.notices import tell_staff


async def save(desk: Desk, who: Who, command: SaveProfile) -> Client:
    """Change what the client said of themselves."""
    changes = {
        name: value
        for name in ("display_name", "phone", "phone_verified", "email", "language")
        if (value := getattr(command, name)) is not None
    }
    if command.gender is not None:
        changes["gender"] = Gender(command.gender)
    return await desk.tx.people.save(who.client.client_id, now=desk.now, **changes)


async def consent(desk: Desk, who: Who, command: GiveConsent) -> Client:
    """Note the consent, when and to which text."""
    return await desk.tx.people.save(
        who.client.client_id, now=desk.now, consent_at=desk.now, consent_version=command.version
    )


async def call_coach(desk: Desk, who: Who, _command: CallCoach) -> None:
    """Tell the team that somebody would like to talk."""
    client = who.client
    name = client.display_name or who.suggested_name or cards.DASH

    def card(_reader: Client, _voice: Voice) -> Outgoing:
        phone = Code(client.phone) if client.phone else cards.DASH
        return Outgoing((say("coach-wanted", name=name, phone=phone),), brief=briefs.of_a_wish_to_talk(client, name))

    await tell_staff(desk, card, purpose="coach_wanted")


async def set_notices(desk: Desk, who: Who, command: SetNotices) -> Client:
    """What a client is told without asking."""
    wanted = {"reminders_on": command.reminders, "offers_on": command.offers, "other_ways": command.other_ways}
    changes = {name: value for name, value in wanted.items() if value is not None}
    return await desk.tx.people.save(who.client.client_id, now=desk.now, **changes)


DEEDS = {SaveProfile: save, GiveConsent: consent, CallCoach: call_coach, SetNotices: set_notices}
