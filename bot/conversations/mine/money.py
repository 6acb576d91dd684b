"""Paying for a booking that exists: another way to pay, and what becomes of money that came too late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from booking.bookings import Booking
from booking.money import Money
from booking.paying import Way, fitting
from booking.status import PaymentMethod, Status
from bot.conversations.booking.review import outcome
from bot.conversations.booking.ways import way_label
from bot.conversations.commands import Submitted
from bot.conversations.engine import Route
from bot.conversations.flow import Act, Done, Outcome
from bot.conversations.mine.requests import Choices
from bot.conversations.mine.routes import UNKNOWN, moment, own, waits_for_money
from bot.conversations.requests import Command, Script
from bot.conversations.state import Who
from bot.messages import Amount, Choice, Code, Moment, Outgoing, Rows, say


@dataclass(frozen=True, slots=True)
class ChooseWay(Command[Submitted]):
    """Pay an own booking that waits for its money in this way."""

    booking_id: int
    method: PaymentMethod


@dataclass(frozen=True, slots=True)
class TakeTime(Command[Booking]):
    """Another start (aware, UTC) for an own booking whose money came after its seat was taken."""

    booking_id: int
    start: datetime


@dataclass(frozen=True, slots=True)
class TakeMoneyBack(Command[Money]):
    """The money of an own booking, rather than another time."""

    booking_id: int


# ------------------------------------------------------------------------------------------------ ways to pay


def pay(args: str, who: Who) -> Script[Outcome]:
    """The ways in which this booking can be paid, each with its price."""
    choices = yield from own(args)
    if choices is None:
        return UNKNOWN
    booking = choices.booking
    if not waits_for_money(booking):
        return Done((Outgoing((say("pay-nothing"),), _back(booking)),))
    lines = (
        say("pay-title"),
        say("line-number", number=Code(booking.booking_number)),
        *((say("pay-kept-until", until=Moment(booking.hold_expires_at)),) if booking.hold_expires_at else ()),
    )
    return Done((Outgoing(lines, (*_ways(choices, who), *_back(booking))),))


def fits(choices: Choices, who: Who) -> tuple[Way, ...]:
    """The ways that fit an own booking here and now."""
    booking = choices.booking
    found = fitting(who.ways_to_pay, booking.prices, booking.meeting_type, who.channel)
    return tuple(way for way in found if way.ahead or not choices.cash_barred)


def _ways(choices: Choices, who: Who) -> Rows:
    return tuple(
        (Choice(f"do:payby:{choices.booking.booking_id}:{way.method.value}", way_label(way, choices.booking.prices)),)
        for way in fits(choices, who)
    )


def _back(booking: Booking) -> Rows:
    return ((Choice(f"do:mybooking:{booking.booking_id}", say("go-this-booking")),),)


def pay_by(args: str, who: Who) -> Script[Outcome]:
    """Pay in the way of the button."""
    number, _, name = args.partition(":")
    choices = yield from own(number)
    if choices is None or name not in set(PaymentMethod):
        return UNKNOWN
    command = ChooseWay(choices.booking.booking_id, PaymentMethod(name))
    return Act(command, lambda submitted: outcome(submitted, who))


# ------------------------------------------------------------------------------------------- money that came late


def take(args: str, who: Who) -> Script[Outcome]:
    """One of the offered times; the confirmation follows as a message of its own."""
    number, _, shown = args.partition(":")
    choices = yield from own(number)
    start = moment(shown)
    if choices is None or start is None:
        return UNKNOWN
    command = TakeTime(choices.booking.booking_id, start)
    return Act(command, lambda booking: Done((_taken(booking),)))


def _taken(booking: Booking) -> Outgoing:
    known = "late-taken" if booking.status is Status.CONFIRMED else "late-taken-waiting"
    return Outgoing((say(known, time=Moment(booking.starts_at)),), _back(booking))


def money_back(args: str, who: Who) -> Script[Outcome]:
    """The money back; when it is on its way follows as a message of its own."""
    choices = yield from own(args)
    if choices is None:
        return UNKNOWN
    command = TakeMoneyBack(choices.booking.booking_id)
    return Act(command, lambda amount: Done((_returned(amount),)))


def _returned(amount: Money) -> Outgoing:
    return Outgoing((say("late-returned", amount=Amount.of(amount)),), ((Choice("do:menu", say("go-menu")),),))


ROUTES: dict[str, Route] = {"pay": pay, "payby": pay_by, "take": take, "moneyback": money_back}
