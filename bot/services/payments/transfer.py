"""Where a bank transfer goes and what is written on it."""

from __future__ import annotations

from decimal import Decimal

from booking.bookings import Booking
from booking.money import Money
from booking.people import Coach
from bot.messages import Amount, Choice, Code, Copyable, Moment, Outgoing, Say, say
from storage.rows import Order


def transfer_reference(order: Order, booking: Booking) -> str:
    """What the client writes on the transfer: digits only, because the forms of banks drop everything else.

    The end of the booking number, which both sides see, and the order's own number, which makes it unique.
    """
    return f"{booking.booking_number.rpartition('-')[2]}{order.order_id:04d}"


def transfer_card(order: Order, booking: Booking, coach: Coach) -> Outgoing:
    """Where the money goes, what to write on it, until when, and what happens next. `coach` has an account."""
    title = (say("transfer-title"), say("gap"))
    return _card(title, order, booking, coach, order.amount)


def rest_card(order: Order, booking: Booking, coach: Coach, *, came: Money, rest: Money) -> Outgoing:
    """A part has come: what, how much is missing, and where that goes."""
    title = (say("transfer-part", came=Amount.of(came), rest=Amount.of(rest)), say("gap"))
    return _card(title, order, booking, coach, rest)


def _card(title: tuple[Say, ...], order: Order, booking: Booking, coach: Coach, due: Money) -> Outgoing:
    until = booking.hold_expires_at
    lines = (
        *title,
        say("line-number", number=Code(booking.booking_number)),
        say("line-amount", amount=Amount.of(due)),
        *((say("transfer-until", until=Moment(until)),) if until else ()),
        say("gap"),
        say("transfer-note"),
        say("transfer-receipt"),
    )
    rows = (
        (Choice(f"do:pay:{booking.booking_id}", say("go-pay-otherwise")),),
        (Choice(f"do:mybooking:{booking.booking_id}", say("go-this-booking")), Choice("do:menu", say("go-menu"))),
    )
    return Outgoing(lines, rows, copy=_to_copy(order, booking, coach, due))


def _to_copy(order: Order, booking: Booking, coach: Coach, due: Money) -> tuple[Copyable, ...]:
    fields = (
        (say("copy-iban"), coach.bank.iban),
        (say("copy-holder"), coach.bank.holder),
        (say("copy-bank"), coach.bank.bank),
        (say("copy-amount"), _plain(due.major)),
        (say("copy-reference"), transfer_reference(order, booking)),
    )
    return tuple(Copyable(label, text) for label, text in fields if text)


def _plain(amount: Decimal) -> str:
    """An amount as a bank's form takes it: «250», «99.50»."""
    return str(int(amount)) if amount == amount.to_integral_value() else str(amount)
