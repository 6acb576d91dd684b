"""What the client is told of the coach's answers."""

from __future__ import annotations

from dataclasses import dataclass

from booking.bookings import Booking
from booking.money import Money
from booking.people import Coach
from booking.status import PaymentMethod, PaymentStatus
from bot.conversations import cards
from bot.conversations.coach import reasons
from bot.messages import Amount, Attachment, Choice, Code, Moment, Outgoing, Rows, Say, say

STARS = range(1, 6)


def confirmed(booking: Booking, coach: Coach, language: str, calendar: bytes) -> Outgoing:
    """The agreed details, the link or the place, and the calendar file."""
    where, links = cards.place(booking)
    owed = booking.amount.minor and booking.payment_status is PaymentStatus.PENDING
    pay = (say("told-pay-there"),) if owed and booking.payment_method is PaymentMethod.CASH else ()
    return Outgoing(
        (
            say("told-confirmed", coach=named(coach, language)),
            say("gap"),
            *cards.booking_lines(booking, language),
            *where,
            *pay,
        ),
        _open(booking),
        copy=links,
        file=Attachment(f"{booking.booking_number}.ics", "text/calendar", calendar),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined:
    """A coach's no: why, what is owed to the client, and the calendar file that takes an agreed entry away."""

    reason: str
    refund: Money | None = None
    calendar: bytes | None = None


def declined(booking: Booking, coach: Coach, language: str, no: Declined) -> Outgoing:
    """The coach's no with its reason, the money owed, and the nearest yes."""
    said = "told-cancelled" if booking.confirmed_at_time else "told-declined"
    name = f"{booking.booking_number}.ics"
    return Outgoing(
        (
            say(said, coach=named(coach, language), time=Moment(booking.starts_at)),
            say("line-number", number=Code(booking.booking_number)),
            say("told-reason", reason=reasons.spoken(no.reason)),
            *_refund(no.refund),
            say("gap"),
            say("told-book-again"),
        ),
        ((Choice(f"do:again:{booking.booking_id}", say("told-go-again")),),),
        file=Attachment(name, "text/calendar", no.calendar) if no.calendar else None,
    )


def _refund(amount: Money | None) -> tuple[Say, ...]:
    return (say("told-refund", amount=Amount.of(amount)),) if amount else ()


def lapsed(booking: Booking, refund: Money | None) -> Outgoing:
    """To the team: a request has ended because nobody answered it."""
    back = (say("coach-lapsed-refund", amount=Amount.of(refund)),) if refund else ()
    return Outgoing(
        (
            say("coach-lapsed", name=booking.name or cards.DASH, time=Moment(booking.starts_at)),
            say("line-number", number=Code(booking.booking_number)),
            *back,
        ),
        ((Choice(f"do:booking:{booking.booking_id}", say("go-this-booking")),),),
    )


def proposal(booking: Booking, coach: Coach, language: str) -> Outgoing:
    """Another time, with yes and no. Raises ValueError when nothing is proposed."""
    if booking.proposed_at is None:
        raise ValueError("nothing is proposed")
    return Outgoing(
        (
            say("told-proposal", coach=named(coach, language), title=booking.title_in(language)),
            say("told-proposal-old", time=Moment(booking.starts_at)),
            say("told-proposal-new", time=Moment(booking.proposed_at)),
            say("gap"),
            say("told-proposal-question"),
        ),
        (
            (Choice(f"do:accept:{booking.booking_id}:{booking.proposed_at:%Y%m%dT%H%M}", say("told-go-accept")),),
            (Choice(f"do:otherwise:{booking.booking_id}", say("told-go-otherwise")),),
            *_open(booking),
        ),
    )


def paid(booking: Booking, amount: Money) -> Outgoing:
    """The money has come in."""
    return Outgoing(
        (
            say("told-paid", amount=Amount.of(amount)),
            say("line-number", number=Code(booking.booking_number)),
        ),
        _open(booking),
    )


def receipt_again(booking: Booking, reason: str) -> Outgoing:
    """The receipt will not do: why, and until when another is awaited."""
    kept = (say("told-receipt-kept", until=Moment(booking.hold_expires_at)),) if booking.hold_expires_at else ()
    return Outgoing(
        (
            say("told-receipt-again", reason=reasons.spoken(reason)),
            say("line-number", number=Code(booking.booking_number)),
            *kept,
            say("told-receipt-send"),
        ),
        _open(booking),
    )


def completed(booking: Booking, coach: Coach, language: str) -> Outgoing:
    """Thanks, and one to five stars."""
    stars = tuple(Choice(f"do:rate:{booking.booking_id}:{star}", "⭐" * star) for star in STARS)
    return Outgoing(
        (
            say("told-completed", title=booking.title_in(language)),
            say("told-rate", coach=named(coach, language)),
        ),
        tuple((star,) for star in reversed(stars)),
    )


def named(coach: Coach, language: str) -> str:
    """The coach's name as the reader knows it."""
    return coach.name_en if language == "en" and coach.name_en else coach.name


def _open(booking: Booking) -> Rows:
    return ((Choice(f"do:mybooking:{booking.booking_id}", say("told-go-mybooking")),),)
