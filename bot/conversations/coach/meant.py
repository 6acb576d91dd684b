"""Which booking a command is about: from its button, from a number typed in any form, or the only one that can be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from booking.bookings import Booking
from booking.errors import Refused
from bot import nlu
from bot.conversations.coach.cards import choices, list_card
from bot.conversations.coach.requests import Case, Ending, Listing, Look, Which
from bot.conversations.flow import Again, Done, Outcome
from bot.conversations.refusals import explain
from bot.conversations.requests import Script, attempt
from bot.messages import Outgoing, say

_BUTTON = re.compile(r"(\d{1,12}):(\d{8}T\d{4})", re.ASCII)
_ID = re.compile(r"[1-9]\d{0,11}", re.ASCII)
LONGEST_NUMBER = 6  # words: «رقم CB 2026 11 22 0003»


@dataclass(frozen=True, slots=True)
class Meant:
    """The booking that a command is about, the start its button showed, and what was typed after the number."""

    case: Case
    seen: datetime | None = None
    rest: str = ""


def find(args: str, near: Which) -> Script[Meant | Outcome]:
    """The booking meant, or what to say instead. `near` is the list to show where none or several can be meant.

    A bare number is the end of a booking number, as cards show it; ids stand only in buttons, together with the start
    that the card showed, so that «أكّد 3» never means another booking.
    """
    button = _BUTTON.fullmatch(args.strip())
    if button and (seen := _moment(button[2])):
        return (yield from _look(Look(booking_id=int(button[1])), seen=seen))
    number, rest = split(args)
    if number is None:
        return (yield from _only(args, near))
    if number.isdecimal():
        return (yield from _ending(number, rest, near))
    return (yield from _look(Look(number=number), rest=rest, near=near))


def _moment(text: str) -> datetime | None:
    """The start in a button; None in one that was made up by hand."""
    try:
        return datetime.strptime(text, "%Y%m%dT%H%M").replace(tzinfo=UTC)
    except ValueError:
        return None


def opened(args: str) -> Script[Meant | Outcome]:
    """As `find`, and a bare id opens its booking: lists and reminders lead here, and looking changes nothing."""
    if _ID.fullmatch(args):
        found = yield from attempt(Look(booking_id=int(args)))
        if isinstance(found, Case):
            return Meant(found)
    return (yield from find(args, "pending"))


def split(args: str) -> tuple[str | None, str]:
    """The booking number at the beginning and the text after it; bare digits when only its end was typed."""
    short: tuple[str, str] | None = None
    for head, rest in _heads(args):
        number = nlu.booking_number(head)
        if number and not number.isdecimal():
            return number, rest
        if number and short is None:
            short = number, rest
    return short or (None, args.strip())


def _heads(args: str) -> Iterator[tuple[str, str]]:
    for count, word in enumerate(re.finditer(r"\S+", args)):
        if count == LONGEST_NUMBER:
            return
        yield args[: word.end()].strip(), args[word.end() :].strip()


def _look(
    look: Look, *, seen: datetime | None = None, rest: str = "", near: Which = "pending"
) -> Script[Meant | Outcome]:
    found = yield from attempt(look)
    if not isinstance(found, Refused):
        return Meant(found, seen, rest)
    return (yield from _instead(found, near))


def _ending(digits: str, rest: str, near: Which) -> Script[Meant | Outcome]:
    found = yield from attempt(Ending(digits))
    if isinstance(found, Refused):
        return Again((explain(found),))
    if not found:
        return (yield from _instead(Refused("refused-unknown-booking"), near))
    if len(found) > 1:
        return Done((Outgoing((say("coach-which"),), choices(found)),))
    return (yield from _look(Look(booking_id=found[0].booking_id), rest=rest))


def _only(args: str, near: Which) -> Script[Meant | Outcome]:
    """No number at all: the one that waits, when there is one; text without a number is its reason or note."""
    waiting = yield from attempt(Listing(near))
    if isinstance(waiting, Refused):
        return Again((explain(waiting),))
    if len(waiting) == 1 and near == "pending":
        return (yield from _look(Look(booking_id=waiting[0].booking_id), rest=args.strip()))
    note = say("coach-which") if waiting else None
    return Done((list_card(near, waiting, note=note),))


def _instead(refusal: Refused, near: Which) -> Script[Outcome]:
    """A kind no with the nearest yes: the list that the booking was probably in."""
    if refusal.reason == "refused-not-yours":
        return Again((explain(refusal),))
    listed = yield from attempt(Listing(near))
    bookings: tuple[Booking, ...] = () if isinstance(listed, Refused) else listed
    return Done((list_card(near, bookings, note=explain(refusal)),))
