"""What the team is told without asking: the morning brief, and again what has waited long for an answer."""

from __future__ import annotations

from booking.bookings import Booking
from booking.people import Client
from booking.reminders import WAITING_LIMIT, brief_due
from booking.status import Status
from bot.conversations import reminding
from bot.messages import Outgoing, Voice
from bot.services.coach.cases import by_time, span, waiting
from bot.services.coach.confirm import new_booking_card
from bot.services.desk import Desk
from bot.services.notices import tell_staff
from bot.services.rounds import each


async def send_brief(desk: Desk) -> bool:
    """Send the morning brief if it is due; True when it was sent. Once a coach and local day, whoever is first."""
    day = brief_due(desk.now, desk.coach.timezone)
    if day is None or not await desk.tx.marks.once("brief", f"{desk.coach.coach_id}:{day}", desk.now):
        return False
    sessions = by_time(await desk.tx.bookings.between(*span("today", desk.now, desk.coach.timezone), Status.CONFIRMED))
    waits = await waiting(desk)

    def card(_client: Client, voice: Voice) -> Outgoing:
        return reminding.brief(day, sessions, waits, voice.language)

    await tell_staff(desk, card, purpose="brief")
    return True


async def nudge_waiting(desk: Desk, limit: int) -> int:
    """Show the team again what has waited 12 h for an answer; returns how many bookings were looked after.

    One with a proposed time waits for its client, not for the coach.
    """

    async def nudge(booking: Booking) -> None:
        if booking.proposed_at is None:
            await new_booking_card(desk, booking)
        await desk.tx.bookings.coach_reminded(booking.booking_id, desk.now)

    due = await desk.tx.bookings.waiting_since(desk.now - WAITING_LIMIT, limit)
    return await each(desk, due, lambda booking: booking.booking_id, nudge)
