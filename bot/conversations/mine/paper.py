"""The receipt of a paid booking, whenever its client asks for it."""

from __future__ import annotations

from dataclasses import dataclass

from booking.bookings import Booking
from booking.ledger import PAID
from bot.conversations.engine import Route
from bot.conversations.flow import Act, Again, Done, Outcome
from bot.conversations.mine.routes import UNKNOWN, own
from bot.conversations.questions import OwnBookings
from bot.conversations.requests import Command, Script, ask
from bot.conversations.state import Who
from bot.messages import Choice, Outgoing, say


@dataclass(frozen=True, slots=True)
class SendReceipt(Command[None]):
    """Send the receipt of an own paid booking as a file; it follows as a message of its own."""

    booking_id: int


def receipt(args: str, who: Who) -> Script[Outcome]:
    """The receipt of one booking; of the newest paid one when none is named («إيصال»)."""
    if not args.strip():
        return (yield from _newest())
    choices = yield from own(args)
    return _sent(choices.booking) if choices else UNKNOWN


def _newest() -> Script[Outcome]:
    bookings = yield from ask(OwnBookings())
    if not bookings:
        return Done((Outgoing((say("receipt-none"),), ((Choice("do:book", say("go-book")),),)),))
    paid = [booking for booking in bookings if booking.payment_status in PAID]
    if not paid:
        return Again((say("refused-no-receipt"),))
    return _sent(max(paid, key=lambda booking: booking.booking_id))


def _sent(booking: Booking) -> Outcome:
    rows = ((Choice(f"do:mybooking:{booking.booking_id}", say("go-this-booking")),),)
    card = Outgoing((say("receipt-on-its-way"),), rows)
    return Act(SendReceipt(booking.booking_id), lambda _none: Done((card,)))


ROUTES: dict[str, Route] = {"receipt": receipt}
