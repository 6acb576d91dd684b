"""What the coach can say or tap from anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable

from booking.errors import Refused
from booking.status import WAITING, Status
from bot.conversations import routes as everyone
from bot.conversations.booking.said_time import with_time
from bot.conversations.coach import requests
from bot.conversations.coach.cards import AGREED, booking_card, help_card, list_card
from bot.conversations.coach.drafts import DeclineDraft, NoteDraft, ProposeDraft, ReceiptDraft
from bot.conversations.coach.meant import Meant, find, opened
from bot.conversations.coach.reasons import LONGEST
from bot.conversations.coach.requests import Case, Listing, Look, Which
from bot.conversations.engine import Route
from bot.conversations.flow import Again, Done, Go, Outcome
from bot.conversations.refusals import explain
from bot.conversations.requests import Command, Script, attempt
from bot.conversations.state import Who
from bot.messages import Outgoing, Say, say

_OFFSET = re.compile(r"\d{1,6}", re.ASCII)
_ID = re.compile(r"\d{1,12}", re.ASCII)


# ------------------------------------------------------------------------------------------------- looking


def _listing(which: Which) -> Route:
    def listing(args: str, who: Who) -> Script[Outcome]:
        found = yield from attempt(Listing(which))
        if isinstance(found, Refused):
            return Again((explain(found),))
        return Done((list_card(which, found, int(args) if _OFFSET.fullmatch(args) else 0),))

    return listing


def booking(args: str, who: Who) -> Script[Outcome]:
    """One booking's card; where more was said than its number, that nothing else was understood."""
    meant = yield from opened(args)
    if not isinstance(meant, Meant):
        return meant
    return Done((card(meant.case, who, say("coach-unclear") if meant.rest else None),))


def help_(args: str, who: Who) -> Script[Outcome]:
    """What the coach can say; clients get their own."""
    if who.is_staff:
        return Done((help_card(),))
    return (yield from everyone.help_(args, who))


# -------------------------------------------------------------------------------------------------- acting


def _acting(near: Which, done: str, command: Callable[[Meant], Command[Case]]) -> Route:
    def act(args: str, who: Who) -> Script[Outcome]:
        meant = yield from find(args, near)
        if not isinstance(meant, Meant):
            return meant
        return (yield from perform(command(meant), meant.case.booking.booking_id, who, say(done)))

    return act


def perform(command: Command[Case], booking_id: int, who: Who, done: Say) -> Script[Outcome]:
    """Do it and show the booking as it is now; a refusal stands above the card, which is as fresh."""
    result = yield from attempt(command)
    if not isinstance(result, Refused):
        return Done((card(result, who, done),))
    fresh = yield from attempt(Look(booking_id=booking_id))
    if isinstance(fresh, Refused):
        return Again((explain(result),))
    return Done((card(fresh, who, explain(result)),))


def card(case: Case, who: Who, note: Say | None = None) -> Outgoing:
    """The booking's card for this reader."""
    return booking_card(case, who.voice.language, who.now, note=note)


def _refusing(command: type[requests.Decline | requests.CallOff], statuses: frozenset[Status], instead: str) -> Route:
    """Decline a request or call off what was agreed: with the reason typed after the number, or asked for it."""

    def refuse(args: str, who: Who) -> Script[Outcome]:
        meant = yield from find(args, "pending")
        if not isinstance(meant, Meant):
            return meant
        booked = meant.case.booking
        if booked.status not in statuses:
            return Done((card(meant.case, who, say(instead)),))
        if not meant.rest:
            return Go("coach_decline", DeclineDraft(booking_id=booked.booking_id, agreed=command is requests.CallOff))
        done = say("coach-did-decline")
        return (yield from perform(command(booked.booking_id, meant.rest[:LONGEST]), booked.booking_id, who, done))

    return refuse


def note(args: str, who: Who) -> Script[Outcome]:
    """Note something for the team."""
    meant = yield from find(args, "today")
    if not isinstance(meant, Meant):
        return meant
    booking_id = meant.case.booking.booking_id
    if not meant.rest:
        return Go("coach_note", NoteDraft(booking_id=booking_id))
    command = requests.WriteNote(booking_id, meant.rest[:LONGEST])
    return (yield from perform(command, booking_id, who, say("coach-did-note")))


def propose(args: str, who: Who) -> Script[Outcome]:
    """Offer the client another time, which may stand behind the number; it is confirmed before it is sent."""
    meant = yield from find(args, "pending")
    if not isinstance(meant, Meant):
        return meant
    booked = meant.case.booking
    if booked.status not in WAITING:
        return Done((card(meant.case, who, say("coach-not-waiting")),))
    draft = ProposeDraft(
        consultation_id=booked.consultation_id, moving=booked.booking_id, booking_id=booked.booking_id, name=booked.name
    )
    said, notes = yield from with_time(draft, meant.rest, who, on=booked.starts_at)
    return Go("coach_propose", said, notes)


# ------------------------------------------------------------------------------------------------- receipts


def receipt_ok(args: str, who: Who) -> Script[Outcome]:
    """A receipt is right."""
    if not _ID.fullmatch(args):
        return (yield from ROUTES["pending"]("", who))
    result = yield from attempt(requests.AcceptReceipt(int(args)))
    if isinstance(result, Refused):
        return Again((explain(result),))
    return Done((card(result, who, say("coach-did-receiptok")),))


def receipt_again(args: str, who: Who) -> Script[Outcome]:
    """A receipt will not do: asks why."""
    waiting = yield from attempt(Listing("pending"))  # only the team is asked for a reason
    if isinstance(waiting, Refused):
        return Again((explain(waiting),))
    if not _ID.fullmatch(args):
        return Done((list_card("pending", waiting),))
    return Go("coach_receipt_again", ReceiptDraft(receipt_id=int(args)))


ROUTES: dict[str, Route] = {
    "pending": _listing("pending"),
    "today": _listing("today"),
    "upcoming": _listing("upcoming"),
    "booking": booking,
    "help": help_,
    "confirm": _acting(
        "pending",
        "coach-did-confirm",
        lambda meant: requests.Confirm(meant.case.booking.booking_id, "preferred", meant.seen),
    ),
    "confirmalt": _acting(
        "pending",
        "coach-did-confirm",
        lambda meant: requests.Confirm(meant.case.booking.booking_id, "alternative", meant.seen),
    ),
    "decline": _refusing(requests.Decline, WAITING, "coach-not-waiting"),
    "calloff": _refusing(requests.CallOff, AGREED, "coach-not-agreed"),
    "propose": propose,
    "paid": _acting("today", "coach-did-paid", lambda meant: requests.MarkPaid(meant.case.booking.booking_id)),
    "complete": _acting("today", "coach-did-complete", lambda meant: requests.Complete(meant.case.booking.booking_id)),
    "noshow": _acting("today", "coach-did-noshow", lambda meant: requests.MarkAbsent(meant.case.booking.booking_id)),
    "undo": _acting("today", "coach-did-undo", lambda meant: requests.Undo(meant.case.booking.booking_id)),
    "note": note,
    "receiptok": receipt_ok,
    "receiptagain": receipt_again,
}
