"""The coach's flows: the reason of a no, another time, a note, what is wrong with a receipt."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar, TypeVar

import msgspec

from booking.status import WAITING
from bot import nlu
from bot.conversations.booking.draft import Pick
from bot.conversations.booking.when import PickDay, PickTime
from bot.conversations.coach import reasons
from bot.conversations.coach.cards import AGREED, booking_card, lines
from bot.conversations.coach.drafts import DeclineDraft, NoteDraft, ProposeDraft, ReceiptDraft
from bot.conversations.coach.requests import (
    AskReceiptAgain,
    CallOff,
    Case,
    Decline,
    OpenCase,
    Propose,
    WriteNote,
)
from bot.conversations.flow import Act, Done, Flow, Keep, NoFacts, Outcome, Step
from bot.conversations.refusals import explain
from bot.conversations.requests import Command
from bot.conversations.state import Draft, Who
from bot.messages import Body, Choice, Moment, Outgoing, Say, Tap, Text, say

D = TypeVar("D", bound=Draft)
F = TypeVar("F")


class Last(Step[D, F]):
    """The last question of a flow: it stays open until its command has been performed."""

    did: ClassVar[str]

    def settled(self, draft: D, who: Who) -> bool:
        return False

    def reopen(self, draft: D) -> D | None:
        return None

    def act(self, command: Command[Case], who: Who) -> Act[D]:
        """Perform it, and end with the booking's card."""
        note = say(self.did)
        return Act(command, lambda case: Done((booking_card(case, who.voice.language, who.now, note=note),)))


class AskDeclineReason(Last[DeclineDraft, Case | None]):
    """Why the coach says no. When somebody else has answered meanwhile, that is said and no reason is taken."""

    prose = True
    name = "reason"
    did = "coach-did-decline"

    def needs(self, draft: DeclineDraft, who: Who) -> OpenCase:
        return OpenCase(draft.booking_id)

    def ask(self, draft: DeclineDraft, facts: Case | None, who: Who) -> Outgoing:
        if facts is None:
            return Outgoing((say("refused-unknown-booking"),))
        if not self._stands(draft, facts):
            return Outgoing(lines(facts, who.voice.language))
        question = "coach-ask-calloff" if draft.agreed else "coach-ask-decline"
        asked = say(question, name=facts.booking.name, time=Moment(facts.booking.starts_at))
        return Outgoing((asked,), reasons.buttons(reasons.DECLINE))

    def take(self, draft: DeclineDraft, facts: Case | None, body: Body, who: Who) -> Outcome | None:
        reason = reasons.taken(body, reasons.DECLINE)
        if reason is None or facts is None or not self._stands(draft, facts):
            return None
        command = CallOff if draft.agreed else Decline
        return self.act(command(draft.booking_id, reason), who)

    def _stands(self, draft: DeclineDraft, case: Case) -> bool:
        return case.booking.status in (AGREED if draft.agreed else WAITING)


class AskReceiptReason(Last[ReceiptDraft, None]):
    """What is wrong with the receipt."""

    prose = True
    name = "reason"
    did = "coach-did-receiptagain"

    def needs(self, draft: ReceiptDraft, who: Who) -> NoFacts:
        return NoFacts()

    def ask(self, draft: ReceiptDraft, facts: None, who: Who) -> Outgoing:
        return Outgoing((say("coach-ask-receipt-reason"),), reasons.buttons(reasons.RECEIPT))

    def take(self, draft: ReceiptDraft, facts: None, body: Body, who: Who) -> Outcome | None:
        reason = reasons.taken(body, reasons.RECEIPT)
        if reason is None:
            return None
        asked = self.act(AskReceiptAgain(draft.receipt_id, reason), who)
        return replace(asked, refused=lambda refusal: Done((Outgoing((explain(refusal),)),)))  # decided: nothing to ask


class AskNote(Last[NoteDraft, None]):
    """The note, in one message."""

    prose = True
    name = "note"
    did = "coach-did-note"

    def needs(self, draft: NoteDraft, who: Who) -> NoFacts:
        return NoFacts()

    def ask(self, draft: NoteDraft, facts: None, who: Who) -> Outgoing:
        return Outgoing((say("coach-ask-note"),))

    def take(self, draft: NoteDraft, facts: None, body: Body, who: Who) -> Outcome | None:
        if not isinstance(body, Text):
            return None
        return self.act(WriteNote(draft.booking_id, body.text.strip()[: reasons.LONGEST]), who)


class SendProposal(Last[ProposeDraft, None]):
    """The picked time once more, before the client hears of it."""

    name = "send"
    did = "coach-did-propose"

    def needs(self, draft: ProposeDraft, who: Who) -> NoFacts:
        return NoFacts()

    def ask(self, draft: ProposeDraft, facts: None, who: Who) -> Outgoing:
        start = draft.when.start or who.now
        rows = ((Choice("send", say("coach-go-send")),), (Choice("day", say("go-other-day")),))
        return Outgoing((say("coach-ask-send", name=draft.name, time=Moment(start)),), rows)

    def take(self, draft: ProposeDraft, facts: None, body: Body, who: Who) -> Outcome | None:
        match body:
            case Tap(value="send"):
                return self._send(draft, who)
            case Tap(value="day"):
                return Keep(msgspec.structs.replace(draft, when=Pick()))
            case Text(text=text) if nlu.intent(text) is nlu.Intent.YES:
                return self._send(draft, who)
            case Text(text=text) if nlu.intent(text) is nlu.Intent.NO:
                return Keep(msgspec.structs.replace(draft, when=Pick()))
            case _:
                return None

    def _send(self, draft: ProposeDraft, who: Who) -> Outcome | None:
        return self.act(Propose(draft.booking_id, draft.when.start), who) if draft.when.start else None

    def simpler(self, draft: ProposeDraft, who: Who) -> Say:
        return say("coach-simpler-send")


FLOWS: tuple[Flow[Any], ...] = (
    Flow("coach_decline", DeclineDraft, (AskDeclineReason(),)),
    Flow("coach_propose", ProposeDraft, (PickDay(), PickTime(), SendProposal())),
    Flow("coach_note", NoteDraft, (AskNote(),)),
    Flow("coach_receipt_again", ReceiptDraft, (AskReceiptReason(),)),
)
