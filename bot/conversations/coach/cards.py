"""The coach's cards: one booking with the buttons that fit its state, and lists of bookings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from booking.bookings import Booking
from booking.people import Actor
from booking.status import UNDO_WINDOW, WAITING, PaymentMethod, PaymentStatus, Status
from bot.conversations import cards
from bot.conversations.coach import reasons
from bot.conversations.coach.requests import Case, Change, Which
from bot.messages import Amount, Choice, Code, Moment, Outgoing, Rows, Say, Term, say

AGREED = frozenset({Status.CONFIRMED, Status.PENDING_PAYMENT})
PAGE = 10
HELP = (
    *("pending", "today", "upcoming", "booking", "confirm", "confirmalt", "propose", "decline", "calloff"),
    *("paid", "money", "complete", "noshow", "undo", "note"),
)
"""What the coach can say, in the order in which help lists it."""


def booking_card(case: Case, language: str, now: datetime, *, note: Say | None = None) -> Outgoing:
    """One booking as its coach sees it, health answers included: for chats of the team and nowhere else.

    `note` stands above (what just happened, or why nothing did). Its buttons never grow old: each names the booking
    and the start that the card shows.
    """
    return Outgoing(lines(case, language, note=note), actions(case, now))


def lines(case: Case, language: str, *, note: Say | None = None) -> tuple[Say, ...]:
    """The text of the card."""
    booking = case.booking
    return (
        *((note, say("gap")) if note else ()),
        say("coach-booking", status=Term(f"status-{booking.status.value}")),
        say("person-name", name=booking.name or cards.DASH),
        say("person-phone", phone=Code(booking.phone) if booking.phone else cards.DASH),
        *cards.booking_lines(booking, language),
        cards.pay_line(booking),
        *((say("coach-proposed", time=Moment(booking.proposed_at)),) if booking.proposed_at else ()),
        *((say("coach-refund-due", amount=Amount.of(case.refund)),) if case.refund else ()),
        *((say("coach-notes", notes=booking.admin_notes),) if booking.admin_notes else ()),
        *_health(case),
        *_last(case.last),
    )


def _health(case: Case) -> tuple[Say, ...]:
    known = cards.health_lines(case.health) if case.health else ()
    return (say("gap"), say("coach-health"), *known) if known else ()


def _last(change: Change | None) -> tuple[Say, ...]:
    if change is None:
        return ()
    status, at = Term(f"status-{change.status.value}"), Moment(change.at)
    if change.by is Actor.SYSTEM:  # its reasons are notes to ourselves
        return say("gap"), say("coach-changed-system", status=status, at=at)
    if change.by is Actor.ADMIN:
        did = say("coach-changed-admin", status=status, name=change.name or cards.DASH, at=at)
    else:
        did = say("coach-changed-user", status=status, at=at)
    why = (say("coach-reason", reason=reasons.spoken(change.reason)),) if change.reason else ()
    return (say("gap"), did, *why)


# ----------------------------------------------------------------------------------------------------- buttons


def actions(case: Case, now: datetime) -> Rows:
    """What can be done with the booking as it stands."""
    booking = case.booking
    rows = (
        _receipt(case.receipt_id),
        *_answers(booking, now),
        _session(case, now),
        *_more_receipt(case.receipt_id),
        (button("cashok", booking),) if case.cash_barred else (),
        (*_paid(booking), *_call_off(booking), button("note", booking)),
    )
    return tuple(row for row in rows if row)


def button(name: str, booking: Booking, label: Say | None = None) -> Choice:
    """A button that does `name` with this booking."""
    return Choice(f"do:{name}:{booking.booking_id}:{booking.starts_at:%Y%m%dT%H%M}", label or say(f"coach-go-{name}"))


def _receipt(receipt_id: int | None) -> tuple[Choice, ...]:
    if receipt_id is None:
        return ()
    return tuple(Choice(f"do:{name}:{receipt_id}", say(f"coach-go-{name}")) for name in ("receiptok", "receiptagain"))


def _more_receipt(receipt_id: int | None) -> Rows:
    """What else may be true of a transfer than that all is right or that the receipt will not do."""
    return () if receipt_id is None else ((Choice(f"do:receiptamount:{receipt_id}", say("coach-go-receiptamount")),),)


def _answers(booking: Booking, now: datetime) -> Rows:
    if booking.status not in WAITING:
        return ()
    rows: list[tuple[Choice, ...]] = []
    for name, start in (("confirm", booking.starts_at), ("confirmalt", booking.alternative_at)):
        if start and start > now:
            rows.append((button(name, booking, say(f"coach-go-{name}", time=Moment(start, "short"))),))
    return (*rows, (button("propose", booking), button("decline", booking)))


def _session(case: Case, now: datetime) -> tuple[Choice, ...]:
    booking = case.booking
    if booking.status is Status.CONFIRMED and booking.starts_at <= now:
        return (button("complete", booking), button("noshow", booking))
    ended = booking.status in {Status.COMPLETED, Status.NO_SHOW}
    if ended and case.last and now - case.last.at <= UNDO_WINDOW:
        return (button("undo", booking),)
    return ()


def _paid(booking: Booking) -> tuple[Choice, ...]:
    by_hand = booking.payment_method in {PaymentMethod.CASH, PaymentMethod.BANK_TRANSFER}
    owed = booking.payment_status is PaymentStatus.PENDING and booking.status is not Status.CANCELLED
    return (button("paid", booking),) if by_hand and owed else ()


def _call_off(booking: Booking) -> tuple[Choice, ...]:
    return (button("calloff", booking),) if booking.status in AGREED else ()


# ------------------------------------------------------------------------------------------------------- lists


def list_card(which: Which, bookings: Sequence[Booking], offset: int = 0, *, note: Say | None = None) -> Outgoing:
    """Ten bookings as buttons with time and name; «more» leads to the next ten."""
    lines = (note, say("gap")) if note else ()
    if not bookings:
        return Outgoing((*lines, say(f"coach-none-{which}")))
    shown = bookings[offset : offset + PAGE]
    more = Choice(f"do:{which}:{offset + PAGE}", say("coach-go-more"))
    return Outgoing(
        (*lines, say(f"coach-list-{which}", count=len(bookings))),
        (*choices(shown), *(((more,),) if len(bookings) > offset + PAGE else ())),
    )


def choices(bookings: Sequence[Booking]) -> Rows:
    """Bookings as buttons, a row each, that open their cards."""
    return tuple(
        (
            Choice(
                f"do:booking:{booking.booking_id}",
                say("coach-list-item", time=Moment(booking.starts_at, "short"), name=booking.name or cards.DASH),
                note=Term(f"status-{booking.status.value}"),
            ),
        )
        for booking in bookings
    )


def help_card() -> Outgoing:
    """What the coach can say here."""
    return Outgoing(
        (say("coach-help"), say("gap"), *(say(f"coach-help-{name}") for name in HELP)),
        (tuple(Choice(f"do:{name}", say(f"coach-go-{name}")) for name in ("pending", "today", "upcoming")),),
    )
