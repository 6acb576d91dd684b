"""The cards that come by themselves: reminders, what is said while a seat is held, the coach's morning."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from booking.bookings import Booking
from booking.status import PaymentMethod
from bot.conversations import cards
from bot.conversations.coach.cards import PAGE, choices
from bot.messages import Choice, Code, Day, Moment, Outgoing, Rows, Say, say

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)

# -------------------------------------------------------------------------------------------------- reminders


def day_before(booking: Booking, language: str) -> Outgoing:
    """The day's reminder, with the question whether it stays, moves or is off."""
    return Outgoing(
        (say("remind-day"), say("gap"), *_session(booking, language), say("gap"), say("remind-day-question")),
        (
            (Choice(f"do:attend:{booking.booking_id}", say("remind-go-attend")),),
            (
                Choice(f"do:move:{booking.booking_id}", say("remind-go-move")),
                Choice(f"do:drop:{booking.booking_id}", say("remind-go-drop")),
            ),
        ),
    )


def hour_before(booking: Booking, language: str, now: datetime) -> Outgoing:
    """The link or the place, when it is needed."""
    where, links = cards.place(booking)
    left = say("remind-hour", minutes=_up(booking.starts_at - now, MINUTE))
    row = (Choice(f"do:mybooking:{booking.booking_id}", say("go-this-booking")),)
    return Outgoing((left, say("gap"), *_session(booking, language), *where), (row,), copy=links)


def hour_before_for_coach(booking: Booking, language: str, now: datetime) -> Outgoing:
    """With whom the next session is, and where."""
    where, links = cards.place(booking)
    left = say("remind-coach-hour", name=booking.name or cards.DASH, minutes=_up(booking.starts_at - now, MINUTE))
    phone = say("person-phone", phone=Code(booking.phone) if booking.phone else cards.DASH)
    row = (Choice(f"do:booking:{booking.booking_id}", say("go-this-booking")),)
    return Outgoing((left, say("gap"), *_session(booking, language), phone, *where), (row,), copy=links)


def _session(booking: Booking, language: str) -> tuple[Say, ...]:
    return (
        say("line-consultation", title=booking.title_in(language), minutes=booking.duration_minutes),
        say("line-time", time=Moment(booking.starts_at)),
        say("line-meeting", meeting=cards.meeting(booking.meeting_type)),
    )


def _up(span: timedelta, unit: timedelta) -> int:
    """How many units a span is, a begun one counted."""
    return max(-(-span // unit), 0)


# ------------------------------------------------------------------------------------------------- held seats


def hold_ends(booking: Booking, now: datetime, page: str = "") -> Outgoing:
    """Half of the hold is gone: how long it lasts, and how to go on. `page` is where it is paid, if there is one.

    Raises ValueError for a booking that is not held.
    """
    until = booking.hold_expires_at
    if until is None:
        raise ValueError("the seat is not held")
    lines = (
        say("hold-until", time=Moment(booking.starts_at), until=Moment(until)),
        _left(until - now),
        say("gap"),
        say(_awaited(booking)),
    )
    return Outgoing(lines, _go_on(booking, page))


def _left(span: timedelta) -> Say:
    if span > 2 * HOUR:
        return say("hold-hours-left", hours=_up(span, HOUR))
    return say("hold-minutes-left", minutes=_up(span, MINUTE))


def _awaited(booking: Booking) -> str:
    if booking.payment_method is None:
        return "hold-awaits-review"
    if booking.payment_method is PaymentMethod.BANK_TRANSFER:
        return "hold-awaits-transfer"
    return "hold-awaits-payment"


def _go_on(booking: Booking, page: str) -> Rows:
    if booking.payment_method is None:
        return (
            (Choice("do:resume", say("go-resume")),),
            (Choice(f"do:drophold:{booking.booking_id}", say("hold-go-drop")),),
        )
    pay = ((Choice("", say("hold-go-pay"), link=page),),) if page else ()
    return (
        *pay,
        (
            Choice(f"do:mybooking:{booking.booking_id}", say("go-this-booking")),
            Choice(f"do:drop:{booking.booking_id}", say("hold-go-drop")),
        ),
    )


def hold_ended(booking: Booking) -> Outgoing:
    """The seat is free again; the same can be booked again by one tap."""
    late = (say("hold-ended-paid"),) if booking.payment_method else ()
    return Outgoing(
        (say("hold-ended", time=Moment(booking.starts_at)), *late, say("gap"), say("hold-ended-again")),
        ((Choice(f"do:again:{booking.booking_id}", say("hold-go-again")),),),
    )


# --------------------------------------------------------------------------------------------- the coach's morning


def brief(day: date, sessions: Sequence[Booking], waiting: Sequence[Booking], language: str) -> Outgoing:
    """Today's sessions by time, and what waits for an answer as buttons."""
    today = say("coach-list-today", count=len(sessions)) if sessions else say("coach-none-today")
    pending = say("coach-list-pending", count=len(waiting)) if waiting else say("coach-none-pending")
    more = len(sessions) - PAGE
    return Outgoing(
        (
            say("brief-title", day=Day(day)),
            say("gap"),
            today,
            *(_line(booking, language) for booking in sessions[:PAGE]),
            *((say("brief-more", count=more),) if more > 0 else ()),
            say("gap"),
            pending,
        ),
        (*choices(waiting[:PAGE]), _lists()),
    )


def _line(booking: Booking, language: str) -> Say:
    return say(
        "brief-session",
        time=Moment(booking.starts_at, "time"),
        name=booking.name or cards.DASH,
        title=booking.title_in(language),
    )


def _lists() -> tuple[Choice, ...]:
    return (Choice("do:today", say("coach-go-today")), Choice("do:pending", say("coach-go-pending")))
