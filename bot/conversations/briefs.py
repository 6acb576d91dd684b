"""Each notice in one sentence, with the buttons to the whole of it: for WhatsApp templates, SMS, subjects of mails."""

from __future__ import annotations

from collections.abc import Mapping

from booking.bookings import Booking
from booking.people import Client
from booking.reminders import Purpose
from bot.conversations import cards
from bot.messages import Brief, Choice, Code, Moment, say

OF_A_TIME: Mapping[str, str] = {
    Purpose.CLIENT_24H.value: "brief-reminder-day",
    Purpose.CLIENT_1H.value: "brief-reminder-hour",
    "confirmed": "brief-confirmed",
    "moved": "brief-moved",
    "cancelled": "brief-cancelled",
    "declined": "brief-declined",
}
OF_MONEY: Mapping[str, str] = {
    "checkout": "brief-pay",
    "hold_nudge": "brief-pay",
    "payment_failed": "brief-pay",
    "paid": "brief-paid",
}
OF_NO_BOOKING: Mapping[str, Brief] = {
    "brief": Brief(
        say("brief-coach-day"),
        (Choice("do:today", say("coach-go-today")), Choice("do:pending", say("coach-go-pending"))),
    ),
    "channel_warning": Brief(say("brief-coach-channel")),
    "money_task": Brief(say("brief-coach-money"), (Choice("do:money", say("brief-go-money")),)),
}
"""What the team is told that is about no one booking, or is seen to elsewhere."""


def for_client(purpose: str, booking: Booking, language: str) -> Brief:
    """What a client is told, by the purpose of the notice."""
    title, number = booking.title_in(language), Code(booking.booking_number)
    choices = _choices(purpose, booking)
    if purpose == "proposal" and booking.proposed_at:
        return Brief(say("brief-proposal", title=title, time=Moment(booking.proposed_at)), choices)
    if (known := OF_A_TIME.get(purpose)) is not None:
        return Brief(say(known, title=title, time=Moment(booking.starts_at)), choices)
    if (known := OF_MONEY.get(purpose)) is not None:
        return Brief(say(known, number=number, amount=cards.amount(booking)), choices)
    return Brief(say("brief-news", number=number), choices)


def _choices(purpose: str, booking: Booking) -> tuple[Choice, ...]:
    number = booking.booking_id
    details = Choice(f"do:mybooking:{number}", say("go-this-booking"))
    if purpose == Purpose.CLIENT_24H.value:
        return (Choice(f"do:attend:{number}", say("remind-go-attend")), details)
    if purpose in {"cancelled", "declined"}:
        return (Choice(f"do:again:{number}", say("told-go-again")),)
    if purpose == "proposal" and booking.proposed_at:
        at = f"{booking.proposed_at:%Y%m%dT%H%M}"
        return (Choice(f"do:accept:{number}:{at}", say("told-go-accept")), details)
    return (details,)


def for_team(purpose: str, booking: Booking | None) -> Brief | None:
    """What the team is told, by the purpose of the notice; None for what has no sentence of its own."""
    if (known := OF_NO_BOOKING.get(purpose)) is not None or booking is None:
        return known
    theirs = (Choice(f"do:booking:{booking.booking_id}", say("go-this-booking")),)
    name, time = booking.name or cards.DASH, Moment(booking.starts_at)
    if purpose == Purpose.COACH_1H.value:
        return Brief(say("brief-coach-hour", name=name, time=time), theirs)
    if purpose == "booking_card":
        return Brief(say("brief-coach-booking", name=name, time=time), theirs)
    return Brief(say("brief-coach-news", number=Code(booking.booking_number)), theirs)


def of_a_wish_to_talk(client: Client, name: str) -> Brief:
    """A client asks for the coach; there is nothing to open, so all of it is said."""
    phone = Code(client.phone) if client.phone else cards.DASH
    return Brief(say("brief-coach-wanted", name=name, phone=phone))
