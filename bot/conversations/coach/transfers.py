"""A transfer that is not what its receipt should show: the coach says how much really came."""

from __future__ import annotations

from typing import Any

from booking.errors import Refused
from bot import nlu
from bot.conversations.coach.cards import booking_card
from bot.conversations.coach.flows import Last
from bot.conversations.coach.requests import AcceptReceipt, Case
from bot.conversations.coach.till import AmountDraft
from bot.conversations.flow import Act, Done, Flow, NoFacts, Outcome
from bot.conversations.refusals import explain
from bot.conversations.state import Who
from bot.messages import Amount, Body, Outgoing, Say, Text, say


class AskAmount(Last[AmountDraft, None]):
    """How much came, as the coach reads it on the account; it is said back as it was understood."""

    name = "amount"

    def needs(self, draft: AmountDraft, who: Who) -> NoFacts:
        return NoFacts()

    def ask(self, draft: AmountDraft, facts: None, who: Who) -> Outgoing:
        return Outgoing((say("coach-ask-receipt-amount"),))

    def take(self, draft: AmountDraft, facts: None, body: Body, who: Who) -> Outcome | None:
        amount = nlu.amount(body.text) if isinstance(body, Text) else None
        if amount is None:
            return None
        minor = int(amount * 100)

        def accepted(case: Case) -> Outcome:
            came = say("coach-did-receiptamount", amount=Amount(minor, case.booking.amount.currency))
            return Done((booking_card(case, who.voice.language, who.now, note=came),))

        return Act(AcceptReceipt(draft.receipt_id, minor), accepted, _refused)

    def simpler(self, draft: AmountDraft, who: Who) -> Say:
        return say("coach-simpler-amount")


def _refused(refusal: Refused) -> Outcome:
    return Done((Outgoing((explain(refusal),)),))


FLOWS: tuple[Flow[Any], ...] = (Flow("coach_receipt_amount", AmountDraft, (AskAmount(),)),)
