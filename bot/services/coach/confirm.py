"""Confirming a booking, whoever does it, and telling the team of a new one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from booking.bookings import Booking
from booking.errors import Refused
from booking.people import Actor, Client
from booking.status import Event, Status, after
from bot.conversations.coach import told
from bot.conversations.coach.cards import booking_card
from bot.conversations.coach.requests import Case
from bot.messages import Outgoing, Say, Voice, say
from bot.services import calendar, reminders
from bot.services.coach.cases import case_of
from bot.services.desk import Desk
from bot.services.notices import tell_client, tell_staff

NEWS = timedelta(hours=1)
"""How long a booking counts as new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Did:
    """What happened to a booking and on whose behalf; `actor_id` is a client id, None for the system."""

    event: Event
    by: Actor
    actor_id: int | None = None
    reason: str = ""


async def confirm_booking(
    desk: Desk,
    booking: Booking,
    start: datetime,
    *,
    by: Actor,
    actor_id: int | None,
    event: Event = Event.CONFIRMED,
) -> Booking:
    """Agree to `start` (aware, UTC), with all that follows; returns the booking as it is then.

    The seat goes to `start` if it was elsewhere, the place is noted as the coach's is now, the client gets the
    details with the calendar file, and the reminders are planned. A booking that is confirmed already keeps its
    history. Raises `Refused` when the rules do not allow it, `start` is past or taken.
    """
    status = _status(booking, event)
    if start <= desk.now:
        raise Refused("refused-past")
    if start != booking.starts_at and not await desk.tx.bookings.move(booking.booking_id, start, desk.now):
        raise Refused("refused-taken")
    confirmed = await desk.tx.bookings.save(
        booking.booking_id,
        now=desk.now,
        status=status,
        confirmed_at_time=start,
        proposed_at=None,
        hold_expires_at=None,
        sequence=booking.sequence + _agreed_anew(booking, start),
        meeting_link=desk.coach.meeting_link,
        meeting_password=desk.coach.meeting_password,
        place=desk.coach.place,
    )
    if booking.status is not Status.CONFIRMED:
        await record(desk, booking, status, Did(event=event, by=by, actor_id=actor_id))
    await reminders.plan(desk, confirmed)
    await tell_confirmed(desk, confirmed)
    return confirmed


async def go_on(desk: Desk, booking: Booking, did: Did) -> Booking:
    """On to the coach where approval is needed, else confirmed at once; nothing more is awaited of the client."""
    if not booking.requires_approval:
        return await confirm_booking(
            desk, booking, booking.preferred_at, by=did.by, actor_id=did.actor_id, event=did.event
        )
    status = after(booking.status, did.event, requires_approval=True)
    await record(desk, booking, status, did)
    return await desk.tx.bookings.save(booking.booking_id, now=desk.now, status=status, hold_expires_at=None)


def _status(booking: Booking, event: Event) -> Status:
    """Confirmed already is fine: the money's arrival may have done it."""
    if booking.status is Status.CONFIRMED:
        return Status.CONFIRMED
    status = after(booking.status, event, requires_approval=booking.requires_approval)
    if status is not Status.CONFIRMED:
        raise ValueError(f"{event} does not confirm a booking that needs approval")
    return status


def _agreed_anew(booking: Booking, start: datetime) -> int:
    """1 when the client's calendar may hold another time for this booking."""
    changed = booking.confirmed_at_time not in {None, start}
    return int(changed or booking.rescheduled_from is not None)


async def record(desk: Desk, booking: Booking, status: Status, did: Did) -> None:
    """A line in the history: from the booking as it was to `status`."""
    await desk.tx.bookings.change(
        booking.booking_id,
        at=desk.now,
        event=did.event,
        from_status=booking.status,
        to_status=status,
        by=did.by,
        actor_id=did.actor_id,
        reason=did.reason,
        old_start=booking.starts_at,
    )


async def tell_confirmed(desk: Desk, booking: Booking) -> None:
    """The client's details of an agreed time, with the calendar file."""

    def card(_client: Client, voice: Voice) -> Outgoing:
        entry = calendar.ics(booking, desk.coach, voice.language)
        return told.confirmed(booking, desk.coach, voice.language, entry)

    await tell_client(desk, booking.client_id, card, purpose="confirmed", booking_id=booking.booking_id)


async def new_booking_card(desk: Desk, booking: Booking) -> int:
    """Show a booking to the team, with what can be done; returns at how many addresses.

    The heading says whether it is new, was moved, is confirmed already, or has been waiting for a while.
    """
    case = await case_of(desk, booking)
    heading = _heading(case, desk.now)

    def card(_client: Client, voice: Voice) -> Outgoing:
        return booking_card(case, voice.language, desk.now, note=heading)

    return await tell_staff(desk, card, purpose="booking_card", booking_id=booking.booking_id)


def _heading(case: Case, now: datetime) -> Say:
    status = case.booking.status
    if status is Status.CONFIRMED:
        return say("coach-new-confirmed")
    if case.booking.starts_at <= now:
        return say("coach-waiting-past")
    if case.last and now - case.last.at >= NEWS:
        return say("coach-still-waiting")
    return say("coach-moved") if status is Status.RESCHEDULED else say("coach-new-booking")
