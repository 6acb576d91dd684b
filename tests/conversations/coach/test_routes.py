from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from booking.errors import Refused
from booking.status import Status
from bot.conversations.coach import ROUTES
from bot.conversations.coach.drafts import DeclineDraft, NoteDraft, ProposeDraft, ReceiptDraft
from bot.conversations.coach.meant import split
from bot.conversations.coach.requests import (
    AcceptReceipt,
    CallOff,
    Complete,
    Confirm,
    Decline,
    Ending,
    Listing,
    Look,
    MarkAbsent,
    MarkPaid,
    Undo,
    WriteNote,
)
from bot.conversations.commands import CheckTime
from bot.conversations.flow import Again, Done, Go, Outcome
from bot.conversations.requests import Request
from tests.conversations.answers import NOURA, SPORTS, TAHA, Chat, Shop, booking_of
from tests.conversations.coach.stage import BOOKING, CASE, NOW, SUNDAY_FIVE, ids, play, values, who

BUTTON = "7:20261122T1400"
NOT_YOURS = Refused("refused-not-yours")
CONFIRMED = replace(CASE, booking=replace(BOOKING, status=Status.CONFIRMED))


def run(name: str, args: str, answers: dict[type[Request[Any]], Any]) -> tuple[Outcome, list[Request[Any]]]:
    return play(ROUTES[name](args, who()), answers)


def shown(outcome: Outcome) -> list[str]:
    assert isinstance(outcome, Done)
    return ids(outcome.cards[0])


# ------------------------------------------------------------------------------------------------- which booking


@pytest.mark.parametrize(
    ("args", "number", "rest"),
    [
        ("CB-20261122-0003", "CB-20261122-0003", ""),
        ("CB-20261122-0003 سفر طارئ", "CB-20261122-0003", "سفر طارئ"),
        ("cb-٢٠٢٦١١٢٢-٠٠٠٣ مشغول", "CB-20261122-0003", "مشغول"),
        ("0003 مشغول", "0003", "مشغول"),
        ("مشغول اليوم", None, "مشغول اليوم"),
        ("", None, ""),
    ],
)
def test_a_number_is_read_from_the_beginning(args: str, number: str | None, rest: str) -> None:
    assert split(args) == (number, rest)


def test_a_button_means_its_booking_at_the_time_it_showed() -> None:
    outcome, made = run("confirm", BUTTON, {Look: CASE, Confirm: CONFIRMED})

    assert made == [Look(booking_id=7), Confirm(7, "preferred", SUNDAY_FIVE)]
    assert shown(outcome)[0] == "coach-did-confirm"


def test_the_alternative_has_a_button_of_its_own() -> None:
    _, made = run("confirmalt", BUTTON, {Look: CASE, Confirm: CONFIRMED})

    assert made[-1] == Confirm(7, "alternative", SUNDAY_FIVE)


def test_a_typed_number_means_its_booking() -> None:
    _, made = run("confirm", "CB-20261122-0003", {Look: CASE, Confirm: CONFIRMED})

    assert made == [Look(number="CB-20261122-0003"), Confirm(7)]


def test_a_bare_number_is_the_end_of_a_booking_number_and_no_id() -> None:
    _, made = run("confirm", "3", {Ending: (BOOKING,), Look: CASE, Confirm: CONFIRMED})

    assert isinstance(made[0], Ending)
    assert made[1:] == [Look(booking_id=7), Confirm(7)]


def test_several_bookings_with_that_end_are_offered() -> None:
    outcome, made = run("confirm", "0003", {Ending: (BOOKING, replace(BOOKING, booking_id=9))})

    assert shown(outcome) == ["coach-which"]
    assert values(outcome.cards[0]) == ["do:booking:7", "do:booking:9"]  # type: ignore[union-attr]
    assert len(made) == 1


def test_confirm_alone_takes_the_only_one_that_waits() -> None:
    _, made = run("confirm", "", {Listing: (BOOKING,), Look: CASE, Confirm: CONFIRMED})

    assert made == [Listing("pending"), Look(booking_id=7), Confirm(7)]


@pytest.mark.parametrize("waiting", [(), (BOOKING, replace(BOOKING, booking_id=9))])
def test_confirm_alone_lists_when_none_or_several_wait(waiting: tuple[object, ...]) -> None:
    outcome, made = run("confirm", "", {Listing: waiting})

    assert made == [Listing("pending")]
    assert isinstance(outcome, Done)


def test_an_unknown_number_is_answered_with_the_list() -> None:
    answers = {Look: Refused("refused-unknown-booking"), Listing: (BOOKING,)}

    outcome, _ = run("confirm", "CB-20261122-0099", answers)

    assert shown(outcome) == ["refused-unknown-booking", "gap", "coach-list-pending"]


@pytest.mark.parametrize(
    ("args", "first"), [("CB-20261122-0003", "coach-booking"), ("CB-20261122-0003 افعل شيئا", "coach-unclear")]
)
def test_what_is_not_understood_beside_a_number_is_said_above_the_card(args: str, first: str) -> None:
    outcome, made = run("booking", args, {Look: CASE})

    assert shown(outcome)[0] == first
    assert made == [Look(number="CB-20261122-0003")]


def test_lists_lead_to_a_booking_by_its_id() -> None:
    outcome, made = run("booking", "7", {Look: CASE})

    assert made == [Look(booking_id=7)]
    assert shown(outcome)[0] == "coach-booking"


# ------------------------------------------------------------------------------------------------------ acting


@pytest.mark.parametrize(
    ("name", "command"),
    [("paid", MarkPaid(7)), ("complete", Complete(7)), ("noshow", MarkAbsent(7)), ("undo", Undo(7))],
)
def test_a_button_performs_its_command(name: str, command: Request[Any]) -> None:
    outcome, made = run(name, BUTTON, {Look: CONFIRMED, type(command): CONFIRMED})

    assert made[-1] == command
    assert shown(outcome)[0] == f"coach-did-{name}"


def test_who_comes_second_is_told_above_the_fresh_card() -> None:
    already = Refused("refused-already", status=Status.CONFIRMED, by="ليلى", at=NOW)

    outcome, made = run("confirm", BUTTON, {Look: CONFIRMED, Confirm: already})

    assert made[-1] == Look(booking_id=7)
    assert shown(outcome)[0] == "refused-already"
    assert "do:calloff:7:20261122T1400" in values(outcome.cards[0])  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "name",
    [
        *("pending", "today", "upcoming", "booking", "confirm", "confirmalt", "decline", "calloff", "propose"),
        *("paid", "complete", "noshow", "undo", "note", "receiptok", "receiptagain"),
    ],
)
def test_strangers_are_refused_before_anything_is_shown(name: str) -> None:
    answers: dict[type[Request[Any]], Any] = dict.fromkeys((Look, Listing, Ending, AcceptReceipt), NOT_YOURS)

    outcome, made = play(ROUTES[name]("7" if "receipt" in name else BUTTON, who(staff=False)), answers)

    assert isinstance(outcome, Again)
    assert outcome.notes[0].id == "refused-not-yours"
    assert len(made) == 1


def test_a_reason_typed_with_the_number_declines_at_once() -> None:
    cancelled = replace(CASE, booking=replace(BOOKING, status=Status.CANCELLED))

    outcome, made = run("decline", "CB-20261122-0003 سفر طارئ", {Look: CASE, Decline: cancelled})

    assert made[-1] == Decline(7, "سفر طارئ")
    assert shown(outcome)[0] == "coach-did-decline"


@pytest.mark.parametrize(
    ("name", "case", "draft"),
    [
        ("decline", CASE, DeclineDraft(booking_id=7)),
        ("calloff", CONFIRMED, DeclineDraft(booking_id=7, agreed=True)),
        ("note", CASE, NoteDraft(booking_id=7)),
        ("propose", CASE, ProposeDraft(consultation_id=1, moving=7, booking_id=7, name="نورة")),
    ],
)
def test_what_needs_words_asks_for_them(name: str, case: object, draft: object) -> None:
    outcome, _ = run(name, BUTTON, {Look: case})

    assert isinstance(outcome, Go)
    assert outcome.draft == draft


@pytest.mark.parametrize(
    ("name", "case", "note"),
    [
        ("decline", CONFIRMED, "coach-not-waiting"),
        ("propose", CONFIRMED, "coach-not-waiting"),
        ("calloff", CASE, "coach-not-agreed"),
    ],
)
def test_an_old_button_that_no_longer_fits_shows_the_booking_as_it_is(name: str, case: object, note: str) -> None:
    outcome, made = run(name, BUTTON, {Look: case})

    assert shown(outcome)[0] == note
    assert made == [Look(booking_id=7)]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("CB-20261122-0003 الخميس ٦ مساء", datetime(2026, 11, 26, 15, tzinfo=UTC)),
        ("CB-20261122-0003 ٧ مساء", datetime(2026, 11, 22, 16, tzinfo=UTC)),
        ("3 الخميس ٦ مساء", datetime(2026, 11, 26, 15, tzinfo=UTC)),
    ],
)
def test_a_proposal_takes_the_time_typed_with_the_number(text: str, start: datetime) -> None:
    outcome, made = run("propose", text, {Look: CASE, Ending: (BOOKING,), CheckTime: None})

    assert isinstance(outcome, Go)
    assert isinstance(outcome.draft, ProposeDraft)
    assert outcome.draft.when.start == start
    assert made[-1] == CheckTime(1, start, 7)


def test_a_time_that_is_not_free_is_not_proposed() -> None:
    taken = Refused("refused-taken")

    outcome, _ = run("propose", "CB-20261122-0003 الخميس ٦ مساء", {Look: CASE, CheckTime: taken})

    assert isinstance(outcome, Go)
    assert isinstance(outcome.draft, ProposeDraft)
    assert (outcome.draft.when.start, outcome.notes[0].id) == (None, "refused-taken")


def test_an_agreed_booking_is_called_off_with_a_typed_reason() -> None:
    _, made = run("calloff", "CB-20261122-0003 مرض", {Look: CONFIRMED, CallOff: CASE})

    assert made[-1] == CallOff(7, "مرض")


def test_a_note_is_written_as_typed() -> None:
    _, made = run("note", "CB-20261122-0003 تفضّل المساء\nوتتأخر", {Look: CASE, WriteNote: CASE})

    assert made[-1] == WriteNote(7, "تفضّل المساء\nوتتأخر")


def test_a_receipt_is_accepted_by_its_id() -> None:
    outcome, made = run("receiptok", "31", {AcceptReceipt: CASE})

    assert made == [AcceptReceipt(31)]
    assert shown(outcome)[0] == "coach-did-receiptok"


def test_another_receipt_needs_a_reason() -> None:
    outcome, _ = run("receiptagain", "31", {Listing: ()})

    assert outcome == Go("coach_receipt_again", ReceiptDraft(receipt_id=31))


@pytest.mark.parametrize("name", ["receiptok", "receiptagain"])
def test_a_receipt_without_its_id_leads_to_the_list(name: str) -> None:
    outcome, _ = run(name, "كلام", {Listing: ()})

    assert shown(outcome) == ["coach-none-pending"]


def test_help_of_the_coach_lists_the_words() -> None:
    outcome, _ = run("help", "", {})

    assert shown(outcome)[0] == "coach-help"
    assert {f"coach-help-{name}" for name in ("undo", "propose", "calloff", "confirmalt")} <= set(shown(outcome))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("طنش CB-20261122-0007", "coach-unclear"),
        ("CB-20261122-0007", "coach-booking"),
        ("رقم الحجز CB-20261122-0007", "coach-booking"),
        ("حجز CB-20261122-0007", "coach-booking"),
        ("تراجع CB-20261122-0007", "coach-did-undo"),
        ("تراجع ٧", "coach-did-undo"),
        ("تأكيد البديل CB-20261122-0007", "coach-did-confirm"),
    ],
)
def test_the_coach_s_words_do_what_they_say_or_say_that_they_did_not(text: str, says: str) -> None:
    booked = booking_of(SPORTS, NOURA, SUNDAY_FIVE, NOW)
    chat = Chat(Shop(client=TAHA, bookings={booked.booking_id: booked}))

    assert says in ids(chat.says(text))[:1]
