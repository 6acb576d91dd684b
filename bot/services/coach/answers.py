"""The coach's answers to a request, and the client's answer to a proposed time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from booking.bookings import Booking
from booking.errors import Refused
from booking.money import Money
from booking.people import Actor, Client
from booking.status import WAITING, Event, after
from bot.conversations.coach import told
from bot.conversations.coach.cards import AGREED, booking_card
from bot.conversations.coach.requests import (
    AcceptProposal,
    CallOff,
    Case,
    Confirm,
    Decline,
    Propose,
    RefuseProposal,
)
from bot.conversations.state import Who
from bot.messages import Moment, Outgoing, Say, Voice, say
from bot.services import calendar
from bot.services.coach.cases import already, case_of, to_change
from bot.services.coach.confirm import Did, confirm_booking, record
from bot.services.desk import Desk
from bot.services.notices import tell_client, tell_staff
from bot.services.payments.refunds import owe_back


async def confirm(desk: Desk, who: Who, command: Confirm) -> Case:
    """Confirm the preferred or the alternative time."""
    booking = await to_change(desk, who, command.booking_id)
    if booking.status not in WAITING:
        raise await already(desk, booking)
    if command.seen is not None and command.seen != _to_the_minute(booking.starts_at):
        raise Refused("refused-stale")
    start = booking.starts_at if command.choice == "preferred" else booking.alternative_at
    if start is None:
        raise Refused("refused-no-alternative")
    confirmed = await confirm_booking(desk, booking, start, by=Actor.ADMIN, actor_id=who.client.client_id)
    return await case_of(desk, confirmed)


def _to_the_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


# ---------------------------------------------------------------------------------------------------------- no


async def decline(desk: Desk, who: Who, command: Decline) -> Case:
    """Say no to a request."""
    booking = await to_change(desk, who, command.booking_id)
    if booking.status not in WAITING:
        raise await already(desk, booking)
    return await _refuse(desk, who, booking, Event.DECLINED, command.reason)


async def call_off(desk: Desk, who: Who, command: CallOff) -> Case:
    """Cancel what was agreed, or what waits for its payment."""
    booking = await to_change(desk, who, command.booking_id)
    if booking.status not in AGREED:
        raise await already(desk, booking)
    return await _refuse(desk, who, booking, Event.CANCELLED, command.reason)


async def _refuse(desk: Desk, who: Who, booking: Booking, event: Event, reason: str) -> Case:
    did = Did(event=event, by=Actor.ADMIN, actor_id=who.client.client_id, reason=reason)
    gone, refund = await refuse(desk, booking, did)
    return replace(await case_of(desk, gone), refund=refund)


async def refuse(desk: Desk, booking: Booking, did: Did) -> tuple[Booking, Money | None]:
    """End a booking with a no to its client, whose money goes back; the booking as it is then, and that money."""
    status = after(booking.status, did.event, requires_approval=booking.requires_approval)
    await desk.tx.bookings.release(booking.booking_id, status, desk.now)
    await record(desk, booking, status, did)
    refund = await owe_back(desk, booking, did.reason)
    gone = await desk.tx.bookings.save(
        booking.booking_id, now=desk.now, sequence=booking.sequence + 1, proposed_at=None, hold_expires_at=None
    )
    await _tell_declined(desk, gone, did.reason, refund)
    return gone, refund


async def _tell_declined(desk: Desk, booking: Booking, reason: str, refund: Money | None) -> None:
    def card(_client: Client, voice: Voice) -> Outgoing:
        entry = None
        if booking.confirmed_at_time:
            entry = calendar.ics(booking, desk.coach, voice.language, method="CANCEL", cancelled=True)
        no = told.Declined(reason=reason, refund=refund, calendar=entry)
        return told.declined(booking, desk.coach, voice.language, no)

    purpose = "cancelled" if booking.confirmed_at_time else "declined"
    await tell_client(desk, booking.client_id, card, purpose=purpose, booking_id=booking.booking_id)


# ---------------------------------------------------------------------------------------------- another time


async def propose(desk: Desk, who: Who, command: Propose) -> Case:
    """Offer another time. It holds no seat: whether it is still free is seen when the client accepts."""
    booking = await to_change(desk, who, command.booking_id)
    if booking.status not in WAITING:
        raise await already(desk, booking)
    if command.start == booking.starts_at:
        raise Refused("refused-same-time")
    if command.start <= desk.now:
        raise Refused("refused-past")
    proposed = await desk.tx.bookings.save(booking.booking_id, now=desk.now, proposed_at=command.start)

    def card(_client: Client, voice: Voice) -> Outgoing:
        return told.proposal(proposed, desk.coach, voice.language)

    await tell_client(desk, booking.client_id, card, purpose="proposal", booking_id=booking.booking_id)
    return await case_of(desk, proposed)


async def accept_proposal(desk: Desk, who: Who, command: AcceptProposal) -> Booking:
    """The client takes the proposed time, if it is still the one they were shown and still free."""
    booking = await _proposed_to(desk, who, command.booking_id)
    start = booking.proposed_at
    if start is None or _to_the_minute(start) != command.seen:
        raise Refused("refused-no-proposal")
    confirmed = await confirm_booking(desk, booking, start, by=Actor.USER, actor_id=who.client.client_id)
    await _tell_team(desk, confirmed, say("coach-client-accepted", name=confirmed.name))
    return confirmed


async def refuse_proposal(desk: Desk, who: Who, command: RefuseProposal) -> Booking:
    """The proposed time does not suit: the request waits for the coach as before."""
    booking = await _proposed_to(desk, who, command.booking_id)
    if booking.proposed_at is None:
        raise Refused("refused-no-proposal")
    waiting = await desk.tx.bookings.save(booking.booking_id, now=desk.now, proposed_at=None)
    note = say("coach-client-otherwise", name=waiting.name, time=Moment(booking.proposed_at))
    await _tell_team(desk, waiting, note)
    return waiting


async def _proposed_to(desk: Desk, who: Who, booking_id: int) -> Booking:
    """The client's own booking, locked."""
    booking = await desk.tx.bookings.get(booking_id, lock=True)
    if booking is None or booking.client_id != who.client.client_id:
        raise Refused("refused-not-yours")
    if booking.status not in WAITING:
        raise Refused("refused-no-proposal")
    return booking


async def _tell_team(desk: Desk, booking: Booking, note: Say) -> None:
    case = await case_of(desk, booking)

    def card(_client: Client, voice: Voice) -> Outgoing:
        return booking_card(case, voice.language, desk.now, note=note)

    await tell_staff(desk, card, purpose="booking_card", booking_id=booking.booking_id)


DEEDS = {
    Confirm: confirm,
    Decline: decline,
    CallOff: call_off,
    Propose: propose,
    AcceptProposal: accept_proposal,
    RefuseProposal: refuse_proposal,
}
