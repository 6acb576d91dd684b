from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from booking.errors import Refused
from booking.status import Status
from bot.conversations.booking.draft import Pick
from bot.conversations.coach import FLOWS
from bot.conversations.coach.drafts import DeclineDraft, NoteDraft, ProposeDraft, ReceiptDraft
from bot.conversations.coach.flows import AskDeclineReason, AskNote, AskReceiptReason, SendProposal
from bot.conversations.coach.reasons import LONGEST
from bot.conversations.coach.requests import (
    AskReceiptAgain,
    CallOff,
    Case,
    Decline,
    OpenCase,
    Propose,
    WriteNote,
)
from bot.conversations.flow import Act, Done, Keep, Outcome
from bot.messages import Body, FileRef, Media, Tap, Text
from tests.conversations.coach.stage import BOOKING, CASE, MONDAY_FIVE, ids, values, who

CONFIRMED = replace(CASE, booking=replace(BOOKING, status=Status.CONFIRMED))
REQUEST, AGREED = DeclineDraft(booking_id=7), DeclineDraft(booking_id=7, agreed=True)
PROPOSAL = ProposeDraft(consultation_id=1, moving=7, booking_id=7, name="نورة", when=Pick(start=MONDAY_FIVE))


def command(outcome: Outcome | None) -> object:
    assert isinstance(outcome, Act)
    return outcome.command


@pytest.mark.parametrize(
    ("draft", "case", "body", "expected"),
    [
        (REQUEST, CASE, Tap("reason:full"), Decline(7, "full")),
        (REQUEST, CASE, Text("  سفر طارئ "), Decline(7, "سفر طارئ")),
        (AGREED, CONFIRMED, Text("مرض"), CallOff(7, "مرض")),
        (REQUEST, CASE, Text("س" * (LONGEST + 9)), Decline(7, "س" * LONGEST)),
    ],
)
def test_a_reason_is_tapped_or_written(draft: DeclineDraft, case: Case, body: Body, expected: object) -> None:
    assert command(AskDeclineReason().take(draft, case, body, who())) == expected


@pytest.mark.parametrize("body", [Tap("reason:blurred"), Text("2"), Media(FileRef("web", "1"))])
def test_what_is_no_reason_is_asked_again(body: Body) -> None:
    assert AskDeclineReason().take(REQUEST, CASE, body, who()) is None


def test_the_reason_is_asked_with_the_booking_in_sight() -> None:
    step = AskDeclineReason()

    card = step.ask(REQUEST, CASE, who())

    assert step.needs(REQUEST, who()) == OpenCase(7)
    assert ids(card) == ["coach-ask-decline"]
    assert values(card) == ["reason:away", "reason:full", "reason:unsuitable", "reason:illness"]
    assert ids(step.ask(AGREED, CONFIRMED, who())) == ["coach-ask-calloff"]


@pytest.mark.parametrize(("draft", "case"), [(REQUEST, CONFIRMED), (AGREED, CASE)])
def test_once_somebody_else_answered_no_reason_is_taken(draft: DeclineDraft, case: Case) -> None:
    step = AskDeclineReason()

    assert ids(step.ask(draft, case, who()))[0] == "coach-booking"
    assert step.take(draft, case, Text("سفر"), who()) is None


def test_a_booking_that_may_not_be_seen_is_unknown() -> None:
    step = AskDeclineReason()

    assert ids(step.ask(REQUEST, None, who())) == ["refused-unknown-booking"]
    assert step.take(REQUEST, None, Text("سفر"), who()) is None


def test_after_the_act_the_card_shows_the_new_state() -> None:
    outcome = AskDeclineReason().take(REQUEST, CASE, Text("سفر"), who())
    assert isinstance(outcome, Act)

    done = outcome.then(replace(CASE, booking=replace(BOOKING, status=Status.CANCELLED)))

    assert isinstance(done, Done)
    assert ids(done.cards[0])[0] == "coach-did-decline"


@pytest.mark.parametrize(
    ("body", "expected"),
    [(Tap("reason:missing"), AskReceiptAgain(31, "missing")), (Text("ناقص"), AskReceiptAgain(31, "ناقص"))],
)
def test_what_is_wrong_with_a_receipt(body: Body, expected: object) -> None:
    assert command(AskReceiptReason().take(ReceiptDraft(receipt_id=31), None, body, who())) == expected


def test_once_a_receipt_was_decided_about_nothing_more_is_asked() -> None:
    outcome = AskReceiptReason().take(ReceiptDraft(receipt_id=31), None, Text("ناقص"), who())
    assert isinstance(outcome, Act)
    assert outcome.refused is not None

    done = outcome.refused(Refused("refused-receipt-decided"))

    assert isinstance(done, Done)
    assert ids(done.cards[0]) == ["refused-receipt-decided"]


def test_a_note_is_any_text_and_nothing_else() -> None:
    draft = NoteDraft(booking_id=7)

    assert command(AskNote().take(draft, None, Text(" 12 "), who())) == WriteNote(7, "12")
    assert AskNote().take(draft, None, Tap("x"), who()) is None


@pytest.mark.parametrize("body", [Tap("send"), Text("نعم")])
def test_a_proposal_is_sent_after_a_yes(body: Body) -> None:
    assert command(SendProposal().take(PROPOSAL, None, body, who())) == Propose(7, MONDAY_FIVE)


@pytest.mark.parametrize("body", [Tap("day"), Text("لا")])
def test_a_no_picks_another_day(body: Body) -> None:
    outcome = SendProposal().take(PROPOSAL, None, body, who())

    assert isinstance(outcome, Keep)
    assert outcome.draft.when == Pick()


def test_nothing_is_proposed_before_a_time_was_picked() -> None:
    early: Any = ProposeDraft(consultation_id=1, booking_id=7, when=Pick(day=(MONDAY_FIVE + timedelta(1)).date()))

    assert SendProposal().take(early, None, Tap("send"), who()) is None


def test_every_flow_ends_with_a_step_that_stays_open() -> None:
    for flow in FLOWS:
        assert not flow.steps[-1].settled(flow.draft(), who())
