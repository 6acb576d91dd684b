"""Cancelling a booking: what comes back is said first, then a reason if the client likes, then yes."""

from __future__ import annotations

import msgspec

from booking.bookings import Booking
from booking.status import PaymentStatus
from bot import nlu
from bot.conversations.flow import Act, Again, Done, Flow, Keep, Outcome, Step
from bot.conversations.mine.requests import CancelBooking, Choices, Own
from bot.conversations.refusals import explain
from bot.conversations.state import Draft, Who
from bot.messages import Amount, Body, Choice, Moment, Outgoing, Say, Tap, Text, say

REASONS = ("time", "health", "money")
LONGEST_REASON = 300


class CancelDraft(Draft, frozen=True):
    """A booking being cancelled; `reason` is one in the client's own words, not yet confirmed."""

    booking_id: int = 0
    reason: str = ""


class ConfirmCancel(Step[CancelDraft, Choices | None]):
    """Says what happens with the money, and takes a reason as yes."""

    name = "confirm"
    prose = True

    def settled(self, draft: CancelDraft, who: Who) -> bool:
        return False

    def needs(self, draft: CancelDraft, who: Who) -> Own:
        return Own(booking_id=draft.booking_id)

    def ask(self, draft: CancelDraft, facts: Choices | None, who: Who) -> Outgoing:
        if facts is None:
            return Outgoing((say("refused-booking-unknown"),))
        if facts.cancelling is not None:
            return Outgoing((explain(facts.cancelling),))
        booking = facts.booking
        keep = (_keep(booking.booking_id),)
        if draft.reason:
            sure = (Choice("yes", say("go-drop-booking")),)
            return Outgoing((say("cancel-sure", reason=draft.reason),), (sure, keep))
        title = booking.title_in(who.voice.language)
        lines = (say("cancel-title", title=title, time=Moment(booking.starts_at)), _money(facts), say("cancel-why"))
        rows = tuple((Choice(reason, say(f"cancel-because-{reason}")),) for reason in REASONS)
        return Outgoing(lines, (*rows, (Choice("yes", say("go-cancel-yes")),), keep))

    def take(self, draft: CancelDraft, facts: Choices | None, body: Body, who: Who) -> Outcome | None:
        match body:
            case Tap(value=value) if value in {"yes", *REASONS}:
                return self._cancel(draft, draft.reason if value == "yes" else value)
            case Text(text=text):
                meant = nlu.intent(text)
                if meant is nlu.Intent.NO:
                    return Done((Outgoing((say("cancel-kept"),)),))
                yes = meant in {nlu.Intent.YES, nlu.Intent.SKIP}
                return self._cancel(draft, draft.reason) if yes else self._wished(draft, facts, text)
            case _:
                return None

    def _wished(self, draft: CancelDraft, facts: Choices | None, text: str) -> Outcome | None:
        """The wish said once more is no reason, and no yes either: it may be the same message sent twice."""
        match nlu.change(text):
            case nlu.Change.CANCEL:
                return Again(())
            case nlu.Change.MOVE if facts is not None and facts.moving is None:
                rows = ((Choice(f"do:move:{draft.booking_id}", say("go-move")),), (_keep(draft.booking_id),))
                return Again((say("cancel-or-move"),), rows)
            case _:
                return self._sure(draft, text)

    def _sure(self, draft: CancelDraft, text: str) -> Keep[CancelDraft] | None:
        """Words of one's own may be a reason, or about something else: nothing is cancelled by guessing."""
        if nlu.small_number(text) is not None:
            return None
        return Keep(msgspec.structs.replace(draft, reason=text.strip()[:LONGEST_REASON]))

    def _cancel(self, draft: CancelDraft, reason: str) -> Outcome:
        return Act(CancelBooking(draft.booking_id, reason), lambda booking: Done((cancelled(booking),)))

    def reopen(self, draft: CancelDraft) -> CancelDraft | None:
        return None


def _keep(booking_id: int) -> Choice:
    return Choice(f"do:mybooking:{booking_id}", say("go-keep-booking"))


def _money(choices: Choices) -> Say:
    """What comes back, in a sentence."""
    if choices.refund.minor:
        return say("cancel-refund", amount=Amount.of(choices.refund))
    paid = choices.booking.payment_status is PaymentStatus.COMPLETED
    return say("cancel-no-refund" if paid else "cancel-nothing-paid")


def cancelled(booking: Booking) -> Outgoing:
    """What the client sees at once."""
    return Outgoing(
        (say("cancel-done", time=Moment(booking.starts_at)),),
        ((Choice(f"do:again:{booking.booking_id}", say("go-again")), Choice("do:menu", say("go-menu"))),),
    )


CANCEL = Flow(name="cancel", draft=CancelDraft, steps=(ConfirmCancel(),))
