"""Each notice in one sentence: for WhatsApp templates, SMS, and the subjects of mails."""

from __future__ import annotations

from collections.abc import Mapping

from booking.bookings import Booking
from booking.reminders import Purpose
from bot.conversations import cards
from bot.messages import Amount, Code, Moment, Say, say

OF_A_TIME: Mapping[str, str] = {
    Purpose.CLIENT_24H.value: "brief-reminder-day",
    Purpose.CLIENT_1H.value: "brief-reminder-hour",
    "confirmed": "brief-confirmed",
    "moved": "brief-moved",
    "cancelled": "brief-cancelled",
    "declined": "brief-declined",
    "proposal": "brief-proposal",
}
OF_MONEY: Mapping[str, str] = {
    "checkout": "brief-pay",
    "hold_nudge": "brief-pay",
    "payment_failed": "brief-pay",
    "paid": "brief-paid",
}


def for_client(purpose: str, booking: Booking, language: str) -> Say:
    """What a client is told, by the purpose of the notice."""
    if (known := OF_A_TIME.get(purpose)) is not None:
        time = booking.proposed_at if purpose == "proposal" and booking.proposed_at else booking.starts_at
        return say(known, title=booking.title_in(language), time=Moment(time))
    number = Code(booking.booking_number)
    if (known := OF_MONEY.get(purpose)) is not None:
        return say(known, number=number, amount=Amount.of(booking.amount))
    return say("brief-news", number=number)


def for_team(purpose: str, booking: Booking) -> Say:
    """What the team is told, by the purpose of the notice."""
    if purpose == "booking_card":
        return say("brief-coach-booking", name=booking.name or cards.DASH, time=Moment(booking.starts_at))
    return say("brief-coach-news", number=Code(booking.booking_number))
