"""What the coach looks at: one booking with all that belongs to it, and the lists."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from booking.bookings import Booking
from booking.errors import Refused
from booking.people import Actor, Permission
from booking.status import WAITING, Status
from bot.conversations.coach.requests import Case, Change, Ending, Listing, Look, OpenCase, Which
from bot.conversations.state import Who
from bot.services.desk import Desk
from bot.services.payments.cash import barred

WEEK = timedelta(days=7)
MOST = 200
"""How many bookings a list reads at most; ten are shown at a time."""

SHOWN = {
    "today": (*WAITING, Status.CONFIRMED, Status.COMPLETED, Status.NO_SHOW),
    "upcoming": (*WAITING, Status.CONFIRMED),
}
STANDING = (*WAITING, Status.PENDING_PAYMENT, Status.CONFIRMED)


async def look(desk: Desk, who: Who, request: Look) -> Case:
    """One booking by id or number."""
    who.client.require(Permission.VIEW)
    if request.booking_id is not None:
        found = await desk.tx.bookings.get(request.booking_id)
    else:
        found = await desk.tx.bookings.by_number(request.number)
    if found is None:
        raise Refused("refused-unknown-booking")
    return await case_of(desk, found)


async def open_case(desk: Desk, who: Who, question: OpenCase) -> Case | None:
    """One booking for a step of a flow."""
    found = await desk.tx.bookings.get(question.booking_id) if who.client.may(Permission.VIEW) else None
    return await case_of(desk, found) if found else None


async def ending(desk: Desk, who: Who, request: Ending) -> tuple[Booking, ...]:
    """The standing bookings whose number ends with the digits."""
    who.client.require(Permission.VIEW)
    standing = await desk.tx.bookings.in_status(*STANDING, limit=MOST)
    return tuple(
        booking for booking in standing if int(booking.booking_number.rpartition("-")[2]) == int(request.digits)
    )


async def listing(desk: Desk, who: Who, request: Listing) -> tuple[Booking, ...]:
    """A list of the coach's, by time."""
    who.client.require(Permission.VIEW)
    if request.which == "pending":
        return await waiting(desk)
    start, end = span(request.which, desk.now, desk.coach.timezone)
    return await desk.tx.bookings.between(start, end, *SHOWN[request.which])


async def waiting(desk: Desk) -> tuple[Booking, ...]:
    """The bookings that wait for the coach: for an answer, or for a look at a receipt."""
    asked = await desk.tx.bookings.in_status(*WAITING, limit=MOST)
    by_id = {booking.booking_id: booking for booking in asked}
    for receipt in await desk.tx.payments.waiting_receipts():
        if receipt.booking_id not in by_id and (found := await desk.tx.bookings.get(receipt.booking_id)):
            by_id[found.booking_id] = found
    return by_time(by_id.values())


def by_time(bookings: Iterable[Booking]) -> tuple[Booking, ...]:
    """Earliest start first."""
    return tuple(sorted(bookings, key=lambda booking: booking.starts_at))


def span(which: Which, now: datetime, zone: str) -> tuple[datetime, datetime]:
    """From when to when a list looks: the coach's local day, or seven days from now on."""
    if which == "upcoming":
        return now, now + WEEK
    there = ZoneInfo(zone)
    today = now.astimezone(there).date()
    return (
        datetime.combine(today, time.min, there),
        datetime.combine(today + timedelta(days=1), time.min, there),
    )


# ------------------------------------------------------------------------------------------------- one booking


async def case_of(desk: Desk, booking: Booking) -> Case:
    """A booking with its health answers, its newest change and a receipt that waits."""
    receipts = await desk.tx.payments.waiting_receipts()
    return Case(
        booking=booking,
        health=await desk.tx.bookings.health(booking.booking_id, booking.client_id),
        last=await last_change(desk, booking),
        receipt_id=next((r.receipt_id for r in receipts if r.booking_id == booking.booking_id), None),
        cash_barred=booking.status is Status.NO_SHOW
        and await barred(desk, await desk.tx.people.get(booking.client_id)),
    )


async def last_change(desk: Desk, booking: Booking) -> Change | None:
    """Who changed the booking last; the team is named, clients are not."""
    history = await desk.tx.bookings.history(booking.booking_id)
    if not history:
        return None
    row = next((row for row in reversed(history) if row.from_status is not row.to_status), history[-1])
    actor = await desk.tx.people.get(row.actor_id) if row.by is Actor.ADMIN and row.actor_id else None
    return Change(
        status=row.to_status, by=row.by, at=row.at, name=actor.display_name if actor else "", reason=row.reason
    )


async def to_change(desk: Desk, who: Who, booking_id: int) -> Booking:
    """The booking, locked, for somebody who may manage it."""
    who.client.require(Permission.MANAGE)
    booking = await desk.tx.bookings.get(booking_id, lock=True)
    if booking is None:
        raise Refused("refused-unknown-booking")
    return booking


async def already(desk: Desk, booking: Booking) -> Refused:
    """The refusal for who comes second: where the booking stands, who put it there, and when."""
    last = await last_change(desk, booking)
    if last is None or last.by is Actor.SYSTEM:
        at = last.at if last else booking.updated_at
        return Refused("refused-already-system", status=booking.status, at=at)
    if last.by is Actor.USER:
        return Refused("refused-already-client", status=booking.status, at=last.at)
    return Refused("refused-already", status=booking.status, by=last.name or desk.coach.name, at=last.at)


ANSWERS = {OpenCase: open_case}
DEEDS = {Look: look, Listing: listing, Ending: ending}
