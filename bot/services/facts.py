"""Answers what conversations ask: the catalogue, calendars, bookings, health. Changes nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from booking.bookings import Booking
from booking.catalogue import Consultation, Delivery
from booking.health import HealthDetails
from booking.people import Permission
from booking.slots import Taken, Week
from booking.status import Status
from bot.conversations.questions import (
    Availability,
    Calendar,
    Health,
    LastHealth,
    Offer,
    Offered,
    OneBooking,
    OwnBookings,
    Review,
    Reviewed,
)
from bot.conversations.state import Who
from bot.services.desk import Desk
from bot.services.payments.cash import barred

DAY = timedelta(days=1)


async def offered(desk: Desk, _who: Who, _question: Offered) -> tuple[Consultation, ...]:
    """The active catalogue."""
    return await desk.tx.catalogue.active()


async def offer(desk: Desk, _who: Who, question: Offer) -> Consultation | None:
    """One consultation."""
    return await desk.tx.catalogue.get(question.consultation_id)


async def availability(desk: Desk, who: Who, question: Availability) -> Calendar | None:
    """The calendar of a consultation, around a day or to its horizon; None when it is no longer offered.

    A booking that exists may be moved all the same.
    """
    consultation = await desk.tx.catalogue.get(question.consultation_id)
    if consultation is None or not (consultation.is_active or question.moving is not None):
        return None
    start, end = desk.now - DAY, desk.now + timedelta(days=consultation.horizon + 2)
    if question.around is not None:
        noon = datetime.combine(question.around, datetime.min.time(), ZoneInfo(who.client.timezone)) + DAY / 2
        start, end = max(start, noon - question.reach), min(end, noon + question.reach)
    return await calendar(desk, consultation, start, end, zone=who.client.timezone, moving=question.moving)


async def calendar(
    desk: Desk, consultation: Consultation, start: datetime, end: datetime, *, zone: str, moving: int | None = None
) -> Calendar:
    """What is free for a consultation between two instants; the time of the booking `moving` counts as free."""
    coach = desk.coach
    week = await desk.tx.catalogue.week(coach.coach_id)
    taken = await desk.tx.bookings.taken(coach.coach_id, start, end)
    own = await desk.tx.bookings.get(moving) if moving is not None else None
    if own is not None and own.status is not Status.CANCELLED:
        taken = tuple(left for session in taken if (left := _without(own, session)))
    return Calendar(consultation, week, taken, _booked(consultation, week, taken), desk.now, zone)


def _without(own: Booking, session: Taken) -> Taken | None:
    """The session when this booking has left it; None when nobody else sits in it."""
    if session.starts_at != own.starts_at or session.consultation_id != own.consultation_id:
        return session
    others = session.booked - 1
    return replace(session, seats_left=session.seats_left + 1, booked=others) if others else None


def _booked(consultation: Consultation, week: Week, taken: tuple[Taken, ...]) -> Counter[date]:
    """The bookings of a consultation by the coach's local day."""
    there = ZoneInfo(week.zone)
    days: Counter[date] = Counter()
    for session in taken:
        if session.consultation_id == consultation.consultation_id:
            days[session.starts_at.astimezone(there).date()] += session.booked
    return days


async def one_booking(desk: Desk, who: Who, question: OneBooking) -> Booking | None:
    """A booking its asker may see."""
    if question.booking_id is not None:
        found = await desk.tx.bookings.get(question.booking_id)
    else:
        found = await desk.tx.bookings.by_number(question.number)
    mine = found is not None and found.client_id == who.client.client_id
    return found if mine or who.client.may(Permission.VIEW) else None


async def own_bookings(desk: Desk, who: Who, question: OwnBookings) -> tuple[Booking, ...]:
    """The client's bookings."""
    return await desk.tx.bookings.of_client(who.client.client_id, limit=question.limit)


async def review(desk: Desk, who: Who, question: Review) -> Reviewed:
    """The held booking and its consultation."""
    booking = await desk.tx.bookings.get(question.booking_id)
    if booking is None or booking.client_id != who.client.client_id:
        raise LookupError("a review without the booking it holds")
    consultation = await desk.tx.catalogue.get(booking.consultation_id)
    if consultation is None:
        raise LookupError("a booking without its consultation")
    cash = any(not way.ahead for way in desk.ways_to_pay) and consultation.delivery is not Delivery.ONLINE
    return Reviewed(booking, consultation, cash_barred=cash and await barred(desk, who.client))


async def health(desk: Desk, who: Who, question: Health) -> HealthDetails | None:
    """The health answers of a booking its asker may see."""
    booking = await one_booking(desk, who, OneBooking(question.booking_id))
    return await desk.tx.bookings.health(booking.booking_id, booking.client_id) if booking else None


async def last_health(desk: Desk, who: Who, _question: LastHealth) -> HealthDetails | None:
    """The newest health answers of the client."""
    return await desk.tx.bookings.last_health(who.client.client_id)


ANSWERS = {
    Offered: offered,
    Offer: offer,
    Availability: availability,
    OneBooking: one_booking,
    OwnBookings: own_bookings,
    Review: review,
    Health: health,
    LastHealth: last_health,
}
