"""The seat is held, everything is shown once more, and the client pays or confirms."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from booking.bookings import Booking
from booking.catalogue import Consultation, MeetingType
from booking.errors import Refused
from booking.health import HealthDetails
from booking.paying import Way, fitting
from booking.people import Gender
from booking.status import PaymentMethod, Status
from bot import nlu
from bot.conversations import cards
from bot.conversations.booking import health
from bot.conversations.booking.draft import BookingDraft, Pick
from bot.conversations.booking.ways import receipt_kept, way_label
from bot.conversations.commands import HoldSlot, ReceiveReceipt, Submit, Submitted
from bot.conversations.flow import Act, Again, Deed, Done, Keep, Outcome, Step
from bot.conversations.questions import Review, Reviewed
from bot.conversations.state import Who
from bot.messages import Body, Choice, Media, Moment, Outgoing, Rows, Say, Tap, Term, Text, say

SENT = "sent"
"""In `BookingDraft.held`: the booking was submitted elsewhere, so there is no seat to claim any more."""


class HoldSeat(Deed[BookingDraft, Booking]):
    """Claims the seat that the review shows, so that nobody takes it meanwhile."""

    name = "hold"

    def settled(self, draft: BookingDraft, who: Who) -> bool:
        if draft.held == SENT:
            return True
        return draft.held == _wanted(draft) and draft.held_until is not None and who.now < draft.held_until

    def command(self, draft: BookingDraft, who: Who) -> HoldSlot:
        if draft.when.start is None:
            raise AssertionError("a time is picked before a seat is held")
        return HoldSlot(
            consultation_id=draft.consultation_id,
            start=draft.when.start,
            meeting_type=draft.meeting,
            alternative=draft.other.start,
            booking_id=draft.booking_id,
            campaign=draft.campaign,
        )

    def done(self, draft: BookingDraft, result: Booking) -> Keep[BookingDraft]:
        return Keep(
            msgspec.structs.replace(
                draft,
                booking_id=result.booking_id,
                moving=result.booking_id,
                held=_wanted(draft),
                held_until=result.hold_expires_at,
            )
        )

    def refused(self, draft: BookingDraft, refusal: Refused) -> BookingDraft:
        if refusal.reason == "refused-already-submitted":
            return msgspec.structs.replace(draft, held=SENT)
        if refusal.reason == "refused-archived":
            return msgspec.structs.replace(draft, consultation_id=0, when=Pick(), other=Pick(), held="")
        return msgspec.structs.replace(draft, when=Pick(day=draft.when.day, wanted=draft.when.start), held="")


def _wanted(draft: BookingDraft) -> str:
    return f"{draft.consultation_id}@{draft.when.start}"


class ReviewBooking(Step[BookingDraft, Reviewed]):
    """The whole booking on one card, each line to be edited; ends by paying or confirming."""

    name = "review"

    def settled(self, draft: BookingDraft, who: Who) -> bool:
        return False

    def needs(self, draft: BookingDraft, who: Who) -> Review:
        return Review(draft.booking_id or 0)

    def ask(self, draft: BookingDraft, facts: Reviewed, who: Who) -> Outgoing:
        booking, offer = facts.booking, facts.consultation
        if _is_sent(booking):
            return _sent(booking, who)
        lines = (
            say("review-title"),
            say("gap"),
            say("line-consultation", title=who.title(offer), minutes=offer.duration_minutes),
            say("line-time", time=Moment(booking.preferred_at)),
            *((say("line-alternative", time=Moment(draft.other.start)),) if draft.other.start else ()),
            say("line-meeting", meeting=cards.meeting(draft.meeting)),
            say("line-person", name=who.client.display_name),
            health.summary(draft),
            say("gap"),
            _policy(offer),
            say("review-total", amount=cards.price(offer)),
            say("review-held", time=Moment(booking.hold_expires_at or who.now, "time")),
        )
        return Outgoing(lines, (*_payments(facts, draft, who), *_edits(draft)))

    def take(self, draft: BookingDraft, facts: Reviewed, body: Body, who: Who) -> Outcome | None:
        if isinstance(body, Media):  # of what was sent elsewhere it is the receipt, which the house takes
            sent = _is_sent(facts.booking)
            return None if sent else Act(ReceiveReceipt(body.file), lambda found: _receipt(found, facts, draft, who))
        if _is_sent(facts.booking):
            return Done((_sent(facts.booking, who),))
        if facts.booking.status is Status.CANCELLED:  # the seat was given back beside this flow: claimed once more
            return Keep(msgspec.structs.replace(draft, held=""))
        methods = _methods(facts, draft, who)
        match body:
            case Tap(value=value) if value.removeprefix("pay:") in methods:
                return self._submit(draft, PaymentMethod(value.removeprefix("pay:")), who)
            case Text(text=text):
                return self._said(draft, facts, text, who)
            case _:
                return None

    def _said(self, draft: BookingDraft, facts: Reviewed, text: str, who: Who) -> Outcome | None:
        """A way to pay in words, or a yes where there is only one; a question about them is answered with them."""
        methods = _methods(facts, draft, who)
        meant = nlu.paying(text)
        if meant is None:
            agreed = nlu.intent(text) is nlu.Intent.YES and len(methods) == 1
            return self._submit(draft, methods[0], who) if agreed else None
        found = [method for method in methods if not meant.ways or method in meant.ways]
        if meant.sure and len(found) == 1:
            return self._submit(draft, found[0], who)
        note = "refused-way-to-pay" if methods and not found else "ways-offered"
        return Again((_instead(facts, methods, note),), (*_payments(facts, draft, who), *_edits(draft)))

    def _submit(self, draft: BookingDraft, method: PaymentMethod, who: Who) -> Act[BookingDraft]:
        if draft.booking_id is None:
            raise AssertionError("a seat is held before a booking is submitted")
        told = draft.details
        if told.gender is None and draft.health == "yes" and who.client.gender is not Gender.UNSET:
            told = msgspec.convert({**msgspec.to_builtins(told), "gender": who.client.gender}, HealthDetails)
        command = Submit(
            booking_id=draft.booking_id,
            method=method,
            alternative=draft.other.start,
            meeting_type=draft.meeting,
            health=told if draft.health == "yes" else None,
        )
        return Act(command, lambda submitted: outcome(submitted, who))

    def simpler(self, draft: BookingDraft, who: Who) -> Say:
        return say("simpler-review")

    def reopen(self, draft: BookingDraft) -> BookingDraft | None:
        return None


def _policy(offer: Consultation) -> Say:
    """What happens if plans change, in one sentence."""
    hours = int(offer.cancel_notice.total_seconds()) // 3600
    if offer.is_free:
        return say("policy-free", hours=hours)
    if (offer.refund_share_before, offer.refund_share_inside) == (100, 0):
        return say("policy-full", hours=hours)
    return say("policy-paid", hours=hours, before=offer.refund_share_before, inside=offer.refund_share_inside)


def _ways(facts: Reviewed, draft: BookingDraft, who: Who) -> tuple[Way, ...]:
    found = fitting(who.ways_to_pay, facts.booking.prices, MeetingType(draft.meeting), who.channel)
    return tuple(way for way in found if way.ahead or not facts.cash_barred)


def _methods(facts: Reviewed, draft: BookingDraft, who: Who) -> tuple[PaymentMethod, ...]:
    if not facts.booking.amount.minor:
        return (PaymentMethod.FREE,)
    return tuple(way.method for way in _ways(facts, draft, who))


def _instead(facts: Reviewed, methods: tuple[PaymentMethod, ...], note: str) -> Say:
    """What stands above the ways that there are."""
    if not facts.booking.amount.minor:
        return say("ways-free")
    return say(note if methods else "ways-none")


def _receipt(found: Booking | None, facts: Reviewed, draft: BookingDraft, who: Who) -> Again:
    """A file at the review: the receipt of another booking, or one that comes before its transfer was chosen."""
    if found is not None:
        return Again((receipt_kept(found),))
    if PaymentMethod.BANK_TRANSFER not in _methods(facts, draft, who):
        return Again((say("file-unexpected"),))
    return Again((say("receipt-first"),), (*_payments(facts, draft, who), *_edits(draft)))


def _payments(facts: Reviewed, draft: BookingDraft, who: Who) -> Rows:
    if not facts.booking.amount.minor:
        return ((Choice(f"pay:{PaymentMethod.FREE.value}", say("pay-by-free")),),)
    ways = _ways(facts, draft, who)
    if not ways:
        return ((Choice("do:human", say("go-coach")),),)
    return tuple((Choice(f"pay:{way.method.value}", way_label(way, facts.booking.prices)),) for way in ways)


def _edits(draft: BookingDraft) -> Rows:
    names = ["consultation", "day", "time", "person", "health"]
    if draft.delivery == "both":
        names.insert(3, "meeting")
    if draft.approval:
        names.append("alternative")
    buttons = [Choice(f"edit:{name}", say(f"edit-{name}")) for name in names]
    return tuple(tuple(buttons[i : i + 3]) for i in range(0, len(buttons), 3))


def _is_sent(booking: Booking) -> bool:
    """Whether it is no mere hold any more: submitted, whatever became of it since."""
    return booking.payment_method is not None or booking.status not in {Status.PENDING_PAYMENT, Status.CANCELLED}


def _sent(booking: Booking, who: Who) -> Outgoing:
    """The booking as it stands, where the review would ask to pay it once more."""
    card = _card("review-sent", booking, who)
    status = say("line-status", status=Term(f"status-{booking.status.value}"))
    return msgspec.structs.replace(card, lines=(*card.lines, status, cards.pay_line(booking)))


# ------------------------------------------------------------------------------------------- after the submit


def outcome(submitted: Submitted, who: Who) -> Done:
    """What the client sees right after booking, by where the booking stands now. Where messages are few, the page to
    pay on says it all when it comes."""
    if who.is_brief and _page_comes(submitted.booking, who):
        return Done(quiet=True)
    return Done((_OUTCOMES[submitted.booking.status](submitted, who),))


def _page_comes(booking: Booking, who: Who) -> bool:
    paying = booking.status is Status.PENDING_PAYMENT
    return paying and any(way.opens_page for way in who.ways_to_pay if way.method is booking.payment_method)


def _booked(submitted: Submitted, who: Who) -> Outgoing:
    """Short: the confirmation with all details and the calendar file comes right behind it."""
    return Outgoing((say("booked-confirmed", name=who.first_name),), ((Choice("do:menu", say("go-menu")),),))


def _waiting(submitted: Submitted, who: Who) -> Outgoing:
    return _card("booked-waiting", submitted.booking, who)


def _to_pay(submitted: Submitted, who: Who) -> Outgoing:
    booking = submitted.booking
    if booking.payment_method is PaymentMethod.BANK_TRANSFER and submitted.transfer is not None:
        return submitted.transfer
    card = _card("booked-to-pay", booking, who)
    until = booking.hold_expires_at  # none while money of this booking is being looked at: then nothing ends
    kept = (say("pay-until", time=Moment(until)),) if until else ()
    return msgspec.structs.replace(card, lines=(*card.lines, *kept))


def _card(title: str, booking: Booking, who: Who) -> Outgoing:
    lines = (say(title, name=who.first_name), say("gap"), *cards.booking_lines(booking, who.voice.language))
    rows = ((Choice(f"do:mybooking:{booking.booking_id}", say("go-this-booking")), Choice("do:menu", say("go-menu"))),)
    return Outgoing(lines, rows)


_OUTCOMES: dict[Status, Callable[[Submitted, Who], Outgoing]] = {
    Status.CONFIRMED: _booked,
    Status.PENDING_CONFIRMATION: _waiting,
    Status.PENDING_PAYMENT: _to_pay,
}

__all__ = ["HoldSeat", "ReviewBooking", "outcome"]
