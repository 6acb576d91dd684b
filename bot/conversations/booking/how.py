"""How to meet, and whether a second time would do as well."""

from __future__ import annotations

import msgspec

from booking.catalogue import MeetingType
from bot import nlu
from bot.conversations.booking.draft import BookingDraft, Pick
from bot.conversations.flow import Keep, NoFacts, Outcome, Step
from bot.conversations.state import Who
from bot.messages import Body, Choice, Outgoing, Tap, Text, say


class ChooseMeeting(Step[BookingDraft, None]):
    """Online or in person, where the consultation offers both."""

    name = "meeting"

    def settled(self, draft: BookingDraft, who: Who) -> bool:
        return bool(draft.meeting)

    def needs(self, draft: BookingDraft, who: Who) -> NoFacts:
        return NoFacts()

    def ask(self, draft: BookingDraft, facts: None, who: Who) -> Outgoing:
        rows = tuple(Choice(kind.value, say(f"meeting-type-{kind.value}")) for kind in MeetingType)
        return Outgoing((say("ask-meeting"),), (rows,))

    def take(self, draft: BookingDraft, facts: None, body: Body, who: Who) -> Outcome | None:
        match body:
            case Tap(value=value) if value in set(MeetingType):
                return Keep(msgspec.structs.replace(draft, meeting=value))
            case Text(text=text) if kind := nlu.meeting(text):
                return Keep(msgspec.structs.replace(draft, meeting=kind.value))
            case _:
                return None

    def reopen(self, draft: BookingDraft) -> BookingDraft | None:
        return msgspec.structs.replace(draft, meeting="") if draft.delivery == "both" else None


class OfferAlternative(Step[BookingDraft, None]):
    """A second time that would do as well, where the coach has to agree."""

    name = "alternative"

    def settled(self, draft: BookingDraft, who: Who) -> bool:
        return draft.wants_other is not None

    def needs(self, draft: BookingDraft, who: Who) -> NoFacts:
        return NoFacts()

    def ask(self, draft: BookingDraft, facts: None, who: Who) -> Outgoing:
        rows = ((Choice("no", say("go-one-time")),), (Choice("yes", say("go-second-time")),))
        return Outgoing((say("ask-alternative"),), rows)

    def take(self, draft: BookingDraft, facts: None, body: Body, who: Who) -> Outcome | None:
        match body:
            case Tap(value=("yes" | "no") as answer):
                return self._answered(draft, wanted=answer == "yes")
            case Text(text=text):
                meant = nlu.intent(text)
                if meant in {nlu.Intent.NO, nlu.Intent.SKIP, nlu.Intent.NOTHING}:
                    return self._answered(draft, wanted=False)
                return self._answered(draft, wanted=True) if meant is nlu.Intent.YES else None
            case _:
                return None

    def _answered(self, draft: BookingDraft, *, wanted: bool) -> Keep[BookingDraft]:
        return Keep(msgspec.structs.replace(draft, wants_other=wanted, other=Pick()))

    def reopen(self, draft: BookingDraft) -> BookingDraft | None:
        return msgspec.structs.replace(draft, wants_other=None, other=Pick()) if draft.approval else None
