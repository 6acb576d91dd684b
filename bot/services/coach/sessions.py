"""After the session: done, did not come, taken back; and the notes of the team."""

from __future__ import annotations

from booking.bookings import Booking
from booking.people import Actor, Client
from booking.status import Event, Status, after, check_outcome, check_undo
from bot.conversations.coach import told
from bot.conversations.coach.requests import Case, Complete, MarkAbsent, Undo, WriteNote
from bot.conversations.state import Who
from bot.messages import Outgoing, Voice
from bot.services.coach.cases import already, case_of, last_change, to_change
from bot.services.coach.confirm import Did, record
from bot.services.desk import Desk
from bot.services.notices import tell_client


async def complete(desk: Desk, who: Who, command: Complete) -> Case:
    """The session took place: the client is thanked and asked for a rating."""
    booking = await to_change(desk, who, command.booking_id)
    done = await _end(desk, who, booking, Event.DONE)

    def card(_client: Client, voice: Voice) -> Outgoing:
        return told.completed(done, desk.coach, voice.language)

    await tell_client(desk, done.client_id, card, purpose="completed", booking_id=done.booking_id)
    return await case_of(desk, done)


async def mark_absent(desk: Desk, who: Who, command: MarkAbsent) -> Case:
    """The client did not come."""
    booking = await to_change(desk, who, command.booking_id)
    return await case_of(desk, await _end(desk, who, booking, Event.ABSENT))


async def _end(desk: Desk, who: Who, booking: Booking, event: Event) -> Booking:
    if booking.status is not Status.CONFIRMED:
        raise await already(desk, booking)
    check_outcome(booking.starts_at, desk.now)
    return await _become(desk, who, booking, event)


async def _become(desk: Desk, who: Who, booking: Booking, event: Event) -> Booking:
    status = after(booking.status, event, requires_approval=booking.requires_approval)
    await record(desk, booking, status, Did(event=event, by=Actor.ADMIN, actor_id=who.client.client_id))
    return await desk.tx.bookings.save(booking.booking_id, now=desk.now, status=status)


async def undo(desk: Desk, who: Who, command: Undo) -> Case:
    """Take «done» or «did not come» back, within 24 hours."""
    booking = await to_change(desk, who, command.booking_id)
    last = await last_change(desk, booking)
    if last is None or booking.status not in {Status.COMPLETED, Status.NO_SHOW}:
        raise await already(desk, booking)
    check_undo(last.at, desk.now)
    return await case_of(desk, await _become(desk, who, booking, Event.UNDONE))


async def write_note(desk: Desk, who: Who, command: WriteNote) -> Case:
    """Add a line to the team's notes."""
    booking = await to_change(desk, who, command.booking_id)
    notes = f"{booking.admin_notes}\n{command.text}".strip()
    return await case_of(desk, await desk.tx.bookings.save(booking.booking_id, now=desk.now, admin_notes=notes))


DEEDS = {Complete: complete, MarkAbsent: mark_absent, Undo: undo, WriteNote: write_note}
