"""Whether health may be asked about, and whether anything has changed since last time."""

from __future__ import annotations

import msgspec

from booking.health import HealthDetails
from bot import nlu
from bot.conversations import cards
from bot.conversations.booking.draft import BookingDraft
from bot.conversations.booking.health_step import ALL
from bot.conversations.commands import GiveConsent
from bot.conversations.flow import Act, Keep, Outcome, Step
from bot.conversations.questions import LastHealth
from bot.conversations.state import Who
from bot.messages import Body, Choice, Outgoing, Tap, Text, say

CONSENT_VERSION = "2026-11"


class OfferHealth(Step[BookingDraft, HealthDetails | None]):
    """Says why health is asked and who sees it; asks for consent, or whether anything has changed since last time."""

    name = "health"

    def settled(self, draft: BookingDraft, who: Who) -> bool:
        return bool(draft.health)

    def needs(self, draft: BookingDraft, who: Who) -> LastHealth:
        return LastHealth()

    def ask(self, draft: BookingDraft, facts: HealthDetails | None, who: Who) -> Outgoing:
        if who.client.consent_at is None:
            rows = ((Choice("agree", say("go-agree")),), (Choice("no", say("go-without-health")),))
            return Outgoing((say("ask-consent"),), rows)
        if facts is None:
            rows = ((Choice("agree", say("go-start-health")),), (Choice("no", say("go-without-health")),))
            return Outgoing((say("ask-health"),), rows)
        lines = (say("ask-health-changed"), say("gap"), *cards.health_lines(facts))
        rows = ((Choice("same", say("go-same")),), (Choice("agree", say("go-update-health")),))
        return Outgoing(lines, rows)

    def take(self, draft: BookingDraft, facts: HealthDetails | None, body: Body, who: Who) -> Outcome | None:
        match body:
            case Tap(value=value):
                return self._chosen(draft, facts, value, who)
            case Text(text=text):
                return self._typed(draft, facts, text, who)
            case _:
                return None

    def _chosen(self, draft: BookingDraft, facts: HealthDetails | None, value: str, who: Who) -> Outcome | None:
        match value:
            case "no":
                return Keep(msgspec.structs.replace(draft, health="no"))
            case "same" if facts is not None:
                return Keep(msgspec.structs.replace(draft, health="yes", details=facts, answered=ALL))
            case "agree":
                asked = msgspec.structs.replace(draft, health="yes", details=facts or draft.details)
                if who.client.consent_at is None:
                    return Act(GiveConsent(CONSENT_VERSION), lambda _client: Keep(asked))
                return Keep(asked)
            case _:
                return None

    def _typed(self, draft: BookingDraft, facts: HealthDetails | None, text: str, who: Who) -> Outcome | None:
        meant = nlu.intent(text)
        if who.client.consent_at is not None and facts is not None:  # «has anything changed?»
            answers = {nlu.Intent.YES: "agree", nlu.Intent.NO: "same", nlu.Intent.NOTHING: "same"}
        else:
            answers = {nlu.Intent.YES: "agree", nlu.Intent.NO: "no", nlu.Intent.SKIP: "no"}
        return self._chosen(draft, facts, answers[meant], who) if meant in answers else None

    def reopen(self, draft: BookingDraft) -> BookingDraft:
        return msgspec.structs.replace(draft, health="", details=HealthDetails(), answered=())
