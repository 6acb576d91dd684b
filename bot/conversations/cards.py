"""Parts of cards that several flows and notices share: the lines that describe a booking, a person, health answers."""

from __future__ import annotations

from booking.bookings import Booking
from booking.catalogue import Consultation, MeetingType
from booking.health import HealthDetails
from booking.people import Client, Gender, Place
from booking.status import PaymentMethod
from bot.messages import Amount, Code, Copyable, Moment, Number, Say, Several, Term, Value, say

DASH = "—"

IN_DOLLARS = frozenset({PaymentMethod.PAYPAL})
"""The ways to pay that take the second price, in dollars. A booking's card has no order at hand, nor needs one."""


def price(consultation: Consultation) -> Value:
    """The price, or the word for free."""
    return Term("price-free") if consultation.is_free else Amount.of(consultation.price)


def amount(booking: Booking) -> Value:
    """What a booking costs in the way it is paid, or the word for free."""
    if not booking.amount.minor:
        return Term("price-free")
    return Amount.of(booking.prices[-1] if booking.payment_method in IN_DOLLARS else booking.amount)


def meeting(kind: MeetingType | str) -> Term:
    """Online or in person."""
    return Term(f"meeting-type-{MeetingType(kind).value}")


def person_lines(client: Client) -> tuple[Say, ...]:
    """Name, phone, e-mail and form of address, a line each; what is not known is a dash."""
    return (
        say("person-name", name=client.display_name or DASH),
        say("person-phone", phone=Code(client.phone) if client.phone else DASH),
        say("person-email", email=Code(client.email) if client.email else DASH),
        say("person-gender", form=DASH if client.gender is Gender.UNSET else Term(f"gender-{client.gender.value}")),
    )


def booking_lines(booking: Booking, language: str) -> tuple[Say, ...]:
    """What was booked, when, how, and for how much."""
    lines = [
        say("line-number", number=Code(booking.booking_number)),
        say("line-consultation", title=booking.title_in(language), minutes=booking.duration_minutes),
        say("line-time", time=Moment(booking.starts_at)),
        say("line-meeting", meeting=meeting(booking.meeting_type)),
    ]
    if booking.alternative_at and not booking.confirmed_at_time:
        lines.insert(3, say("line-alternative", time=Moment(booking.alternative_at)))
    return (*lines, say("line-amount", amount=amount(booking)))


def pay_line(booking: Booking) -> Say:
    """How it is paid and where the money stands."""
    method = booking.payment_method
    if not booking.amount.minor or method is PaymentMethod.FREE:
        return say("line-pay-free")
    if method is None:
        return say("line-pay-open")
    return say(
        "line-pay",
        method=Term(f"payment-method-{method.value}"),
        state=Term(f"payment-status-{booking.payment_status.value}"),
    )


def health_lines(health: HealthDetails) -> tuple[Say, ...]:
    """The health answers that were given, a line each."""
    facts: tuple[tuple[str, Value | None], ...] = (
        ("age", health.age),
        ("gender", Term(f"gender-{health.gender.value}") if health.gender else None),
        ("weight", Number(health.weight) if health.weight else None),
        ("height", health.height),
        ("level", Term(f"fitness-level-{health.fitness_level.value}") if health.fitness_level else None),
        ("goals", goals(health.goals) if health.goals else None),
        ("conditions", health.medical_conditions or None),
        ("activity", health.current_activity or None),
        ("notes", health.additional_notes or None),
    )
    return tuple(say(f"health-{name}", value=value) for name, value in facts if value is not None)


GOALS = ("lose_weight", "build_muscle", "fitness", "nutrition", "energy", "stress", "habits", "sleep")


def goals(chosen: tuple[str, ...]) -> Several:
    """Goals by name; those in the client's own words as they wrote them."""
    return Several(tuple(Term(f"goal-{goal}") if goal in GOALS else goal for goal in chosen))


def where(place: Place) -> tuple[tuple[Say, ...], tuple[Copyable, ...]]:
    """Where sessions in person are: a line, and the map."""
    links = (Copyable(say("copy-map"), place.map_link),) if place.map_link else ()
    if place.address and place.city:
        return (say("line-place-in", address=place.address, city=place.city),), links
    known = place.address or place.city
    return ((say("line-place", place=known),) if known else ()), links


def place(booking: Booking) -> tuple[tuple[Say, ...], tuple[Copyable, ...]]:
    """Where a confirmed booking meets: lines, and the links to copy."""
    if booking.meeting_type is MeetingType.IN_PERSON:
        return where(booking.place)
    if not booking.meeting_link:
        return (say("line-link-later"),), ()
    copy = [Copyable(say("copy-link"), booking.meeting_link)]
    if booking.meeting_password:
        copy.append(Copyable(say("copy-password"), booking.meeting_password))
    return (), tuple(copy)
