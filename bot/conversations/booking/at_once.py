"""All the health questions in one message, where every message is paid for."""

from __future__ import annotations

import msgspec

from booking import health as rules
from booking.errors import Refused
from booking.health import HealthDetails
from bot import nlu
from bot.conversations import cards
from bot.conversations.booking.body import told_of_body
from bot.conversations.booking.draft import BookingDraft
from bot.conversations.booking.health_step import ALL, LONGEST_ANSWER, HealthStep, answered
from bot.conversations.flow import Again, Keep, Outcome
from bot.conversations.refusals import explain
from bot.conversations.state import Who
from bot.messages import Choice, Outgoing, say


class AskAtOnce(HealthStep):
    """Everything in the client's own words; what can be read is read, and the coach sees the words as well."""

    name = "atonce"
    prose = True

    def settled(self, draft: BookingDraft, who: Who) -> bool:
        return not who.is_brief or super().settled(draft, who)

    def ask(self, draft: BookingDraft, facts: None, who: Who) -> Outgoing:
        one_by_one = Choice("each", say("go-one-by-one"))
        return Outgoing((say("ask-health-atonce"),), ((one_by_one,), (Choice("skipall", say("go-skip-all")),)))

    def tapped(self, draft: BookingDraft, value: str) -> Outcome | None:
        return Keep(answered(draft, self.name)) if value == "each" else None

    def typed(self, draft: BookingDraft, text: str) -> Outcome | None:
        if nlu.small_number(text) is not None:
            return None
        try:
            body = told_of_body(HealthDetails(), text)
        except Refused as refusal:
            return Again((explain(refusal),))
        told = rules.merge(body or HealthDetails(), HealthDetails(goals=nlu.goals(text) or ()))
        noted = rules.merge(told, HealthDetails(additional_notes=text.strip()[:LONGEST_ANSWER]))
        taken = msgspec.structs.replace(answered(draft, *ALL), details=rules.merge(draft.details, noted))
        known = cards.health_lines(told)
        return Keep(taken, (say("health-understood"), *known) if known else ())
