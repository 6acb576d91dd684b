"""How it was: the stars are saved at once, a word may follow."""

from __future__ import annotations

from bot import nlu
from bot.conversations.booking.person import skips
from bot.conversations.flow import Act, Done, Flow, NoFacts, Outcome, Step
from bot.conversations.mine.requests import Rate
from bot.conversations.state import Draft, Who
from bot.messages import Body, Choice, Outgoing, Tap, Text, say

LONGEST_COMMENT = 1000
FEW = 3


class FeedbackDraft(Draft, frozen=True):
    """A rated booking, waiting for a word."""

    booking_id: int = 0
    rating: int = 0


class AskComment(Step[FeedbackDraft, None]):
    """A word beside the stars; it may be skipped, and stars may still be changed."""

    name = "comment"
    prose = True

    def settled(self, draft: FeedbackDraft, who: Who) -> bool:
        return False

    def needs(self, draft: FeedbackDraft, who: Who) -> NoFacts:
        return NoFacts()

    def ask(self, draft: FeedbackDraft, facts: None, who: Who) -> Outgoing:
        low = draft.rating <= 2  # noqa: PLR2004 - the rule's own number: two stars or less go to the coach at once
        return Outgoing((say("feedback-sorry" if low else "feedback-thanks"),), ((Choice("skip", say("go-skip")),),))

    def take(self, draft: FeedbackDraft, facts: None, body: Body, who: Who) -> Outcome | None:
        match body:
            case Tap(value="skip"):
                return _THANKS
            case Text(text=text) if skips(text):
                return _THANKS
            case Text(text=text):
                return Act(self._told(draft, text), lambda _none: _THANKS)
            case _:
                return None

    def _told(self, draft: FeedbackDraft, text: str) -> Rate:
        """A few words may give other stars («٤ من ٥», «رائعة»); whatever is more than one word is kept as it is."""
        words = len(nlu.normal(text).split())
        stars = nlu.rating(text) if words <= FEW else None
        comment = None if stars and words <= 1 else text.strip()[:LONGEST_COMMENT]
        return Rate(draft.booking_id, stars or draft.rating, comment)

    def reopen(self, draft: FeedbackDraft) -> FeedbackDraft | None:
        return None


_THANKS = Done((Outgoing((say("feedback-saved"),), ((Choice("do:menu", say("go-menu")),),)),))

FEEDBACK = Flow(name="feedback", draft=FeedbackDraft, steps=(AskComment(),))
