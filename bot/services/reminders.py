"""Reminders of confirmed sessions: planned when a start is agreed, and sent when due if they are still right."""

from __future__ import annotations

from booking import reminders as rules
from booking.bookings import Booking
from booking.people import Client
from booking.reminders import REMINDERS, Drop, Purpose, Recipient
from bot.conversations import reminding
from bot.messages import Outgoing, Voice
from bot.services.desk import Desk
from bot.services.notices import tell_client, tell_staff
from bot.services.rounds import each
from storage.rows import Reminder

NOT_WANTED = "not_wanted"
NOBODY_REACHED = "nobody_reached"


async def plan(desk: Desk, booking: Booking) -> None:
    """Plan the reminders of the agreed start; those that are planned already stay as they are.

    Raises ValueError for a booking without an agreed start.
    """
    start = booking.confirmed_at_time
    if start is None:
        raise ValueError("nothing is agreed that could be reminded of")
    for planned in rules.plan(start, desk.now):
        await desk.tx.reminders.plan(booking.booking_id, planned.purpose.value, start, planned.due_at, desk.now)


async def send_due(desk: Desk, limit: int) -> int:
    """Send the reminders that are due, or drop them with a record of why; returns how many were settled."""

    async def send(reminder: Reminder) -> None:
        dropped = await _sent(desk, reminder)
        await desk.tx.reminders.settle(reminder.id, "dropped" if dropped else "sent", dropped, desk.now)

    due = await desk.tx.reminders.due(desk.now, limit)
    return await each(desk, due, lambda reminder: reminder.booking.booking_id, send)


async def is_right_still(desk: Desk, booking_id: int, purpose: Purpose) -> bool:
    """Whether a reminder that was put on its way is still to be said; if not, it is dropped with a record of why."""
    reminder = await desk.tx.reminders.last_sent(booking_id, purpose.value)
    if reminder is None:
        return True
    now = reminder.booking
    decided = rules.verdict(purpose, reminder.start_at, now.status, now.confirmed_at_time, desk.now)
    if isinstance(decided, Drop):
        await desk.tx.reminders.settle(reminder.id, "dropped", decided.reason.value, desk.now)
        return False
    return True


async def _sent(desk: Desk, reminder: Reminder) -> str:
    """Send a reminder; why not, when it is not sent. The booking is locked: nobody moves it meanwhile."""
    purpose = Purpose(reminder.purpose)
    booking = await desk.tx.bookings.get(reminder.booking.booking_id, lock=True) or reminder.booking
    decided = rules.verdict(purpose, reminder.start_at, booking.status, booking.confirmed_at_time, desk.now)
    if isinstance(decided, Drop):
        return decided.reason.value
    if REMINDERS[purpose].to is Recipient.COACH:
        return await _remind_coach(desk, booking, purpose)
    return await _remind_client(desk, booking, purpose)


async def _remind_client(desk: Desk, booking: Booking, purpose: Purpose) -> str:
    client = await desk.tx.people.get(booking.client_id)
    if not client.reminders_on:
        return NOT_WANTED

    def card(_client: Client, voice: Voice) -> Outgoing:
        if purpose is Purpose.CLIENT_24H:
            return reminding.day_before(booking, voice.language)
        return reminding.hour_before(booking, voice.language, desk.now)

    told = await tell_client(desk, booking.client_id, card, purpose=purpose.value, booking_id=booking.booking_id)
    return "" if told else NOBODY_REACHED


async def _remind_coach(desk: Desk, booking: Booking, purpose: Purpose) -> str:
    def card(_client: Client, voice: Voice) -> Outgoing:
        return reminding.hour_before_for_coach(booking, voice.language, desk.now)

    told = await tell_staff(desk, card, purpose=purpose.value, booking_id=booking.booking_id)
    return "" if told else NOBODY_REACHED
