"""What every health question has in common: it can be skipped, alone or with all the others."""

from __future__ import annotations

from abc import abstractmethod

import msgspec

from booking import health as rules
from booking.health import HealthDetails
from bot.conversations.booking.draft import BookingDraft
from bot.conversations.booking.person import skips
from bot.conversations.flow import Keep, NoFacts, Outcome, Step
from bot.conversations.state import Who
from bot.messages import Body, Choice, Outgoing, Rows, Tap, Text, say

LONGEST_ANSWER = 600
SKIP = (Choice("skip", say("go-skip")), Choice("skipall", say("go-skip-all")))
ALL = ("atonce", "body", "gender", "level", "goals", "conditions", "activity", "notes")
"""The questions by name, in the order in which they are asked."""


def answered(draft: BookingDraft, *names: str, **facts: object) -> BookingDraft:
    """The draft with an answer put in and its question settled, or several."""
    details = rules.merge(draft.details, HealthDetails(**facts)) if facts else draft.details  # type: ignore[arg-type]
    return msgspec.structs.replace(draft, details=details, answered=(*draft.answered, *names))


class HealthStep(Step[BookingDraft, None]):
    """One health question; «تخطٍّ» settles it, «تخطّي الكل» settles them all."""

    def settled(self, draft: BookingDraft, who: Who) -> bool:
        return draft.health != "yes" or self.name in draft.answered

    def needs(self, draft: BookingDraft, who: Who) -> NoFacts:
        return NoFacts()

    def rows(self, draft: BookingDraft) -> Rows:
        return ()

    def ask(self, draft: BookingDraft, facts: None, who: Who) -> Outgoing:
        return Outgoing((say(f"ask-health-{self.name}"),), (*self.rows(draft), SKIP))

    def take(self, draft: BookingDraft, facts: None, body: Body, who: Who) -> Outcome | None:
        match body:
            case Tap(value="skip"):
                return Keep(answered(draft, self.name))
            case Tap(value="skipall"):
                return Keep(msgspec.structs.replace(draft, answered=ALL))
            case Tap(value=value):
                return self.tapped(draft, value)
            case Text(text=text) if skips(text):
                return Keep(answered(draft, self.name))
            case Text(text=text):
                return self.typed(draft, text)
            case _:
                return None

    def tapped(self, draft: BookingDraft, value: str) -> Outcome | None:
        return None

    @abstractmethod
    def typed(self, draft: BookingDraft, text: str) -> Outcome | None:
        """What a typed answer means; None when it is not understood."""

    def reopen(self, draft: BookingDraft) -> BookingDraft | None:
        if draft.health != "yes":
            return None
        left = tuple(name for name in draft.answered if name != self.name)
        return msgspec.structs.replace(draft, answered=left)
