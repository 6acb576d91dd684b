"""Moving a booking: another day, another time, old and new on one card, and yes."""

from __future__ import annotations

from datetime import datetime

import msgspec

from booking.bookings import Booking
from booking.errors import Refused
from booking.status import Status
from bot import nlu
from bot.conversations.booking.draft import Pick, WhenDraft
from bot.conversations.booking.overheard import corrected
from bot.conversations.booking.weighing import WeighTime
from bot.conversations.booking.when import PickDay, PickTime
from bot.conversations.flow import Act, Done, Flow, Keep, NoFacts, Outcome, Step
from bot.conversations.mine.requests import MoveBooking
from bot.conversations.refusals import explain
from bot.conversations.state import Who
from bot.messages import Body, Choice, Moment, Outgoing, Say, Tap, Text, say


class MoveDraft(WhenDraft, frozen=True):
    """A booking being moved; `old` is its present start (aware, UTC)."""

    old: datetime | None = None
    number: str = ""


class ConfirmMove(Step[MoveDraft, None]):
    """Old and new beside each other."""

    name = "confirm"

    def settled(self, draft: MoveDraft, who: Who) -> bool:
        return False

    def needs(self, draft: MoveDraft, who: Who) -> NoFacts:
        return NoFacts()

    def ask(self, draft: MoveDraft, facts: None, who: Who) -> Outgoing:
        old, new = draft.old or who.now, draft.when.start or who.now
        lines = (say("move-title"), say("move-old", time=Moment(old)), say("move-new", time=Moment(new)))
        return Outgoing(lines, ((Choice("yes", say("go-move-yes")),), (Choice("edit:day", say("go-other-day")),)))

    def take(self, draft: MoveDraft, facts: None, body: Body, who: Who) -> Outcome | None:
        match body:
            case Tap(value="yes"):
                return self._move(draft)
            case Text(text=text) if nlu.intent(text) is nlu.Intent.YES:
                return self._move(draft)
            case Text(text=text) if nlu.intent(text) is nlu.Intent.NO:
                return Keep(msgspec.structs.replace(draft, when=Pick()))
            case Text(text=text):
                return corrected(draft, text, who)
            case _:
                return None

    def simpler(self, draft: MoveDraft, who: Who) -> Say:
        return say("simpler-move")

    def _move(self, draft: MoveDraft) -> Outcome | None:
        if draft.moving is None or draft.when.start is None:
            return None
        command = MoveBooking(draft.moving, draft.when.start)
        return Act(command, lambda booking: Done((moved(booking),)), lambda refusal: self._refused(draft, refusal))

    def _refused(self, draft: MoveDraft, refusal: Refused) -> Keep[MoveDraft]:
        """Why not, and the times nearest to the one that was wanted."""
        wanted = Pick(day=draft.when.day, wanted=draft.when.start)
        return Keep(msgspec.structs.replace(draft, when=wanted), (explain(refusal),))

    def reopen(self, draft: MoveDraft) -> MoveDraft | None:
        return None


def moved(booking: Booking) -> Outgoing:
    """What the client sees at once; the calendar file follows with the notice."""
    said = "move-done" if booking.status is Status.CONFIRMED else "move-waiting"
    rows = ((Choice(f"do:mybooking:{booking.booking_id}", say("go-this-booking")), Choice("do:menu", say("go-menu"))),)
    return Outgoing((say(said, time=Moment(booking.starts_at)),), rows)


MOVE = Flow(
    name="move",
    draft=MoveDraft,
    steps=(WeighTime[MoveDraft](), PickDay[MoveDraft](), PickTime[MoveDraft](), ConfirmMove()),
)
