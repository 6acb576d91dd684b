"""What goes on without asking the team: the morning brief, what has waited long for an answer, and its end."""

from __future__ import annotations

from booking.bookings import Booking
from booking.people import Actor, Client
from booking.reminders import UNANSWERED_LIMIT, WAITING_LIMIT, brief_due
from booking.status import Event, Status
from bot.conversations import reminding
from bot.conversations.coach import told
from bot.conversations.coach.reasons import UNANSWERED
from bot.messages import Outgoing, Voice
from bot.services.coach.answers import refuse
from bot.services.coach.cases import by_time, span, waiting
from bot.services.coach.confirm import Did, new_booking_card
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


async def end_unanswered(desk: Desk, limit: int) -> int:
    """End what was never answered, a day after its time: its money goes back whole. Returns how many ended."""

    async def end(booking: Booking) -> None:
        ended, refund = await refuse(desk, booking, Did(event=Event.DECLINED, by=Actor.SYSTEM, reason=UNANSWERED))

        def card(_client: Client, _voice: Voice) -> Outgoing:
            return told.lapsed(ended, refund)

        await tell_staff(desk, card, purpose="cancelled", booking_id=ended.booking_id)

    due = await desk.tx.bookings.unanswered(desk.now - UNANSWERED_LIMIT, limit)
    return await each(desk, due, lambda booking: booking.booking_id, end)
