"""My bookings: the list, one booking, and the buttons of reminders and proposals."""

from __future__ import annotations

from datetime import UTC, datetime

from booking.bookings import Booking
from booking.ledger import PAID
from booking.status import Status
from bot import nlu
from bot.conversations import cards
from bot.conversations.booking.draft import BookingDraft, chosen
from bot.conversations.coach.requests import AcceptProposal, RefuseProposal
from bot.conversations.commands import ReleaseHold
from bot.conversations.engine import Route
from bot.conversations.flow import Act, Again, Done, Go, Outcome
from bot.conversations.mine.cancel import CancelDraft
from bot.conversations.mine.feedback import FeedbackDraft
from bot.conversations.mine.move import MoveDraft
from bot.conversations.mine.requests import Attend, CalendarFile, Choices, Own, Rate
from bot.conversations.questions import Offer, OwnBookings
from bot.conversations.refusals import explain
from bot.conversations.requests import Script, ask
from bot.conversations.state import Who
from bot.messages import Attachment, Choice, Moment, Outgoing, Rows, Say, Term, say

SHOWN = 5
PLACED = frozenset({Status.CONFIRMED, Status.COMPLETED})
UNKNOWN = Again((say("refused-booking-unknown"),))


def mybookings(args: str, who: Who) -> Script[Outcome]:
    """The upcoming bookings, a button each; how many are past."""
    if args.strip():
        return (yield from mybooking(args, who))
    bookings = yield from ask(OwnBookings())
    coming = upcoming(bookings, who)[:SHOWN]
    past = sum(booking.status is Status.COMPLETED for booking in bookings)
    ended = (say("mine-past", count=past),) if past else ()
    book = (Choice("do:book", say("go-book")),)
    if not coming:
        return Done((Outgoing((say("mine-none"), *ended), (book,)),))
    lines = (say("mine-title"), *(line(booking, who) for booking in coming), *ended)
    rows = tuple((Choice(f"do:mybooking:{b.booking_id}", Moment(b.starts_at)),) for b in coming)
    return Done((Outgoing(lines, (*rows, book)),))


def upcoming(bookings: tuple[Booking, ...], who: Who) -> tuple[Booking, ...]:
    """Those still to come, by time; a seat that is only held for a review is no booking yet."""
    made = [one for one in bookings if one.is_upcoming(who.now) and one.payment_method is not None]
    return tuple(sorted(made, key=lambda booking: booking.starts_at))


def line(booking: Booking, who: Who) -> Say:
    """One booking in a list."""
    return say(
        "mine-line",
        title=booking.title_in(who.voice.language),
        time=Moment(booking.starts_at),
        status=Term(f"status-{booking.status.value}"),
    )


def own(args: str) -> Script[Choices | None]:
    """The client's booking that a button's id or a typed number means."""
    if args.isdecimal() and args.isascii():
        return (yield from ask(Own(booking_id=int(args))))
    number = nlu.booking_number(args)
    return (yield from ask(Own(number=number))) if number else None


def mybooking(args: str, who: Who) -> Script[Outcome]:
    """One booking with what may be done with it."""
    choices = yield from own(args)
    if choices is None:
        return UNKNOWN
    booking = choices.booking
    where, links = cards.place(booking) if booking.status in PLACED else ((), ())
    lines = (
        *cards.booking_lines(booking, who.voice.language),
        say("line-status", status=Term(f"status-{booking.status.value}")),
        *((say("told-proposal-new", time=Moment(booking.proposed_at)),) if booking.proposed_at else ()),
        cards.pay_line(booking),
        *where,
    )
    return Done((Outgoing(lines, _buttons(choices), copy=links),))


def waits_for_money(booking: Booking) -> bool:
    """Whether it was submitted and its money is awaited."""
    return booking.status is Status.PENDING_PAYMENT and booking.payment_method is not None


def _buttons(choices: Choices) -> Rows:
    number = choices.booking.booking_id
    change = (
        *((Choice(f"do:move:{number}", say("go-move")),) if choices.moving is None else ()),
        *((Choice(f"do:drop:{number}", say("go-drop-booking")),) if choices.cancelling is None else ()),
    )
    calendar = (Choice(f"do:ics:{number}", say("go-calendar")),) if choices.booking.status in PLACED else ()
    pay = (Choice(f"do:pay:{number}", say("go-pay-otherwise")),) if waits_for_money(choices.booking) else ()
    receipt = (Choice(f"do:receipt:{number}", say("go-receipt")),) if choices.booking.payment_status in PAID else ()
    again = (Choice(f"do:again:{number}", say("go-again")),)
    proposal = _proposal(choices.booking)
    back = (Choice("do:mybookings", say("go-my-bookings")), Choice("do:menu", say("go-menu")))
    return tuple(row for row in (*proposal, pay, change, calendar, receipt, () if change else again, back) if row)


def _proposal(booking: Booking) -> Rows:
    """Yes and no to a time that the coach proposed, for who did not see the message itself."""
    if booking.proposed_at is None:
        return ()
    yes = Choice(f"do:accept:{booking.booking_id}:{booking.proposed_at:%Y%m%dT%H%M}", say("told-go-accept"))
    return ((yes,), (Choice(f"do:otherwise:{booking.booking_id}", say("told-go-otherwise")),))


def ics(args: str, who: Who) -> Script[Outcome]:
    """The calendar entry as a file."""
    choices = yield from own(args)
    if choices is None:
        return UNKNOWN
    data = yield from ask(CalendarFile(choices.booking.booking_id))
    if data is None:
        return Again((say("mine-no-calendar"),))
    file = Attachment(f"{choices.booking.booking_number}.ics", "text/calendar", data)
    return Done((Outgoing((say("mine-calendar"),), file=file),))


def move(args: str, who: Who) -> Script[Outcome]:
    """Begin to move a booking, if the rules still allow it."""
    choices = yield from own(args)
    if choices is None:
        return UNKNOWN
    if choices.moving is not None:
        return _no(choices, explain(choices.moving))
    booking = choices.booking
    draft = MoveDraft(
        consultation_id=booking.consultation_id,
        moving=booking.booking_id,
        old=booking.starts_at,
        number=booking.booking_number,
    )
    return Go("move", draft)


def drop(args: str, who: Who) -> Script[Outcome]:
    """Begin to cancel a booking; what comes back is said before the button."""
    choices = yield from own(args)
    if choices is None:
        return UNKNOWN
    if choices.cancelling is not None:
        return _no(choices, explain(choices.cancelling))
    return Go("cancel", CancelDraft(booking_id=choices.booking.booking_id))


def _no(choices: Choices, reason: Say) -> Done:
    """Why not, and the way to what does work: the coach."""
    rows = (
        (Choice("do:human", say("go-coach")),),
        (Choice(f"do:mybooking:{choices.booking.booking_id}", say("go-this-booking")),),
    )
    return Done((Outgoing((reason,), rows),))


def drophold(args: str, who: Who) -> Script[Outcome]:
    """Give back a seat that was only held."""
    choices = yield from own(args)
    if choices is None:
        return UNKNOWN
    release = ReleaseHold(choices.booking.booking_id)
    return Act(release, lambda _none: Done((Outgoing((say("hold-released"),), (_BOOK,)),)))


_BOOK = (Choice("do:book", say("go-book")),)


def attend(args: str, who: Who) -> Script[Outcome]:
    """«I will come», from a reminder."""
    choices = yield from own(args)
    if choices is None:
        return UNKNOWN
    booking = choices.booking
    card = Outgoing((say("attend-noted", time=Moment(booking.starts_at)),), _mine(booking))
    return Act(Attend(booking.booking_id), lambda _none: Done((card,)))


def _mine(booking: Booking) -> Rows:
    return ((Choice(f"do:mybooking:{booking.booking_id}", say("go-this-booking")),),)


def again(args: str, who: Who) -> Script[Outcome]:
    """Book the same consultation once more."""
    choices = yield from own(args)
    if choices is None:
        return UNKNOWN
    offer = yield from ask(Offer(choices.booking.consultation_id))
    if offer is None or not offer.is_active:
        return Go("booking", BookingDraft(), (say("consultation-gone"),))
    return Go("booking", chosen(offer))


def accept(args: str, who: Who) -> Script[Outcome]:
    """Take the time that the coach proposed; the confirmation follows as a message of its own."""
    number, _, shown = args.partition(":")
    choices = yield from own(number)
    seen = moment(shown)
    if choices is None or seen is None:
        return UNKNOWN
    return Act(AcceptProposal(choices.booking.booking_id, seen), lambda booking: Done((_accepted(booking),)))


def _accepted(booking: Booking) -> Outgoing:
    return Outgoing((say("proposal-accepted", time=Moment(booking.starts_at)),), _mine(booking))


def moment(text: str) -> datetime | None:
    """The start in a button; None in one that was made up by hand."""
    try:
        return datetime.strptime(text, "%Y%m%dT%H%M").replace(tzinfo=UTC)
    except ValueError:
        return None


def otherwise(args: str, who: Who) -> Script[Outcome]:
    """The proposed time does not suit."""
    choices = yield from own(args)
    if choices is None:
        return UNKNOWN
    card = Outgoing((say("proposal-refused", coach=who.coach.name),), _mine(choices.booking))
    return Act(RefuseProposal(choices.booking.booking_id), lambda _booking: Done((card,)))


def rate(args: str, who: Who) -> Script[Outcome]:
    """Stars for a session; then a word is asked for."""
    number, _, stars = args.partition(":")
    choices = yield from own(number)
    if choices is None or not (stars.isdecimal() and stars.isascii()):
        return UNKNOWN
    rating = int(stars)
    draft = FeedbackDraft(booking_id=choices.booking.booking_id, rating=rating)
    return Act(Rate(choices.booking.booking_id, rating), lambda _none: Go("feedback", draft))


ROUTES: dict[str, Route] = {
    "mybookings": mybookings,
    "mybooking": mybooking,
    "ics": ics,
    "move": move,
    "drop": drop,
    "drophold": drophold,
    "attend": attend,
    "again": again,
    "accept": accept,
    "otherwise": otherwise,
    "rate": rate,
}
