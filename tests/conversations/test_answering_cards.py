"""Whoever types answers the card that was shown last: the menu, a list, a notice, or the open question."""

from __future__ import annotations

from dataclasses import replace

import pytest

from booking.status import PaymentMethod, Status
from bot.conversations import reminding
from bot.conversations.booking.draft import BookingDraft
from bot.conversations.choosing import shown
from bot.conversations.coach import told
from bot.conversations.coach.requests import AcceptProposal, RefuseProposal
from bot.conversations.commands import CallCoach
from bot.conversations.mine.requests import Attend
from bot.messages import Outgoing, Tap
from tests.conversations.answers import (
    COACH,
    LINK_CODE,
    NOURA,
    NOW,
    SPORTS,
    SUNDAY_FIVE,
    TAHA,
    Chat,
    Shop,
    all_said,
    booking_of,
    ids,
    values,
)

AGREED = replace(
    booking_of(SPORTS, NOURA, SUNDAY_FIVE, NOW),
    status=Status.CONFIRMED,
    confirmed_at_time=SUNDAY_FIVE,
    payment_method=PaymentMethod.CASH,
    hold_expires_at=None,
)
PROPOSED = replace(
    AGREED, status=Status.PENDING_CONFIRMATION, confirmed_at_time=None, proposed_at=SUNDAY_FIVE.replace(hour=16)
)
PROPOSAL = told.proposal(PROPOSED, COACH, "ar")
REMINDER = reminding.day_before(AGREED, "ar")


def with_draft() -> Chat:
    """At the menu, with a booking half done and another one agreed."""
    chat = Chat(Shop(bookings={7: AGREED}))
    chat.says("استشارة تغذية")
    chat.says("القائمة")
    assert values(chat.newest)[:2] == ["do:resume", "do:cancel"]
    return chat


def notified(card: Outgoing, chat: Chat | None = None) -> Chat:
    """A chat that was told something by itself."""
    chat = chat or Chat(Shop(bookings={7: PROPOSED if card is PROPOSAL else AGREED}))
    chat.state = shown(chat.state, [card])
    return chat


# ------------------------------------------------------------------------------------------------------------- the menu


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1", "ask-consultation"),
        ("٢", "mine-title"),
        ("الثاني", "mine-title"),
        ("3", "prices-title"),
        ("٤", "coach-called"),
        ("خمسة", "help-client"),
        ("9", "simpler-menu"),
        ("12", "simpler-menu"),
        ("0", "simpler-menu"),
        ("-1", "simpler-menu"),
    ],
)
def test_a_number_at_the_menu_is_its_choice_and_never_an_hour(text: str, said: str) -> None:
    chat = Chat(Shop(bookings={7: AGREED}))
    chat.says("مرحبا")

    assert ids(chat.says(text))[0] == said


@pytest.mark.parametrize(("text", "flow"), [("1", "booking"), ("٢", "menu")])
def test_numbers_count_what_is_half_done_where_the_menu_offers_it(text: str, flow: str) -> None:
    chat = with_draft()

    chat.says(text)

    assert (chat.flow, chat.state.parked) == (flow, None)


def test_an_hour_with_its_word_still_begins_a_booking() -> None:
    chat = Chat()
    chat.says("مرحبا")

    chat.says("الساعة ٥ مساء")

    assert chat.flow == "booking"


# ------------------------------------------------------------------------------------------------------ lists and cards


@pytest.mark.parametrize("text", ["1", "١", "الأول", "الأحد ٢٢ نوفمبر، ٥:٠٠ مساءً", "نعم"])
def test_a_list_is_answered_by_number_and_label(text: str) -> None:
    chat = Chat(Shop(bookings={7: AGREED}))
    (first, *_) = values(chat.says("حجوزاتي"))
    tapped = chat.fork()
    tapped.send(Tap(first))
    if text == "نعم":
        chat.state = shown(chat.state, [Outgoing((), chat.newest.rows[:1])])

    chat.says(text)

    assert chat.newest.lines == tapped.newest.lines


@pytest.mark.parametrize("text", ["3", "٩", "نعم", "لا"])
def test_what_is_no_choice_of_the_list_is_no_choice_of_the_menu_above_it(text: str) -> None:
    chat = with_draft()
    listed = chat.says("حجوزاتي")

    card = chat.says(text)

    assert (ids(card), values(card)) == (["lost-buttons"], values(listed))
    assert chat.state.parked is not None


def test_two_after_the_list_of_bookings_does_not_cancel_what_is_half_done() -> None:
    chat = with_draft()
    chat.says("حجوزاتي")

    chat.says("٢")

    assert "draft-cancelled" not in all_said(chat.cards)
    assert ids(chat.newest)[0] == "ask-consultation"  # the second button of the list


def test_above_a_question_a_card_is_answered_by_its_labels_and_the_question_by_numbers() -> None:
    chat = notified(PROPOSAL)
    chat.orders("book")
    other = chat.fork()

    chat.says("نعم، يناسبني")
    other.says("2")

    assert chat.shop.did(AcceptProposal)
    assert other.booking.consultation_id == SPORTS.consultation_id


def test_a_card_without_choices_leaves_the_menu_what_it_was() -> None:
    chat = Chat(Shop(bookings={7: AGREED}))
    chat.says("مرحبا")
    chat.says("شكرا")

    assert ids(chat.says("٢"))[0] == "mine-title"


# ------------------------------------------------------------------------------------------------------------- notices


@pytest.mark.parametrize("text", ["نعم", "ايوه", "1", "١", "نعم، يناسبني", "تمام", "موافق"])
def test_a_proposal_is_accepted_in_words(text: str) -> None:
    chat = notified(PROPOSAL)

    chat.says(text)

    assert chat.shop.did(AcceptProposal)


@pytest.mark.parametrize("text", ["لا", "لا ما يناسبني", "2", "٢", "لا يناسبني", "ما يناسبني"])
def test_a_proposal_is_refused_in_words(text: str) -> None:
    chat = notified(PROPOSAL)

    chat.says(text)

    assert chat.shop.did(RefuseProposal)


@pytest.mark.parametrize(
    ("text", "flow"), [("2", "move"), ("٣", "cancel"), ("تغيير الموعد", "move"), ("إلغاء الموعد", "cancel")]
)
def test_a_reminder_is_answered_by_its_choices(text: str, flow: str) -> None:
    chat = notified(REMINDER)

    chat.says(text)

    assert chat.flow == flow


def test_a_yes_to_a_reminder_is_a_promise_to_come() -> None:
    chat = notified(REMINDER)

    chat.says("اه")

    assert chat.shop.did(Attend)


def test_a_no_to_a_reminder_cancels_nothing_and_shows_what_may_be_meant() -> None:
    chat = notified(REMINDER)

    card = chat.says("لا")

    assert (ids(card), values(card)) == (["lost-buttons"], values(REMINDER))
    assert chat.flow == "menu"


def test_a_notice_that_comes_while_something_is_asked_is_heard_before_it_and_the_question_stays() -> None:
    chat = Chat(Shop(bookings={7: PROPOSED}))
    chat.orders("book")
    notified(PROPOSAL, chat)

    chat.says("نعم")

    assert chat.shop.did(AcceptProposal)
    assert chat.flow == "booking"


def test_what_a_notice_cannot_mean_answers_the_question() -> None:
    chat = Chat(Shop(bookings={7: AGREED}))
    chat.orders("book")
    notified(Outgoing((), REMINDER.rows[:1]), chat)

    chat.says("2")

    assert chat.booking.consultation_id == SPORTS.consultation_id


def test_a_question_that_came_after_a_notice_is_answered_first_but_the_notices_labels_stay_good() -> None:
    chat = notified(PROPOSAL)
    chat.says("مرحبا")
    other = chat.fork()

    chat.says("نعم، يناسبني")
    other.says("1")

    assert chat.shop.did(AcceptProposal)
    assert not other.shop.did(AcceptProposal)
    assert other.flow == "booking"


# ------------------------------------------------------------------------------------------------------------- linking


@pytest.mark.parametrize("opened", [False, True])
@pytest.mark.parametrize(("text", "linked"), [("نعم", True), ("1", True), ("لا", False), ("لا، ليس لي", False)])
def test_whether_a_code_is_ones_own_is_answered_in_words(text: str, linked: bool, opened: bool) -> None:
    chat = Chat(Shop(booked_here=True))
    if opened:
        chat.says("استشارة تغذية")
    chat.says(f"ربط {LINK_CODE}")
    assert [ids(card)[0] for card in chat.cards] == ["link-sure"]

    chat.says(text)

    assert ("link-done" in all_said(chat.cards)) is linked
    kept = chat.state.open or chat.state.parked
    assert (kept is not None) is opened


# -------------------------------------------------------------------------------------------------------- what is over


def test_the_buttons_of_what_has_ended_are_old() -> None:
    chat = Chat(Shop(bookings={7: AGREED}))
    chat.send(Tap("do:drop:7"))
    chat.says("مرضت")
    asked = chat.newest
    chat.says("لا")
    assert ids(chat.newest) == ["cancel-kept"]

    card = chat.send(Tap("yes", asked.turn))

    assert ids(card)[0] == "button-old"
    assert chat.shop.bookings[7].status is Status.CONFIRMED


# ------------------------------------------------------------------------------------------------------------ the coach


def test_the_coach_who_is_not_understood_gets_a_coachs_hint_and_is_not_sent_to_himself() -> None:
    chat = Chat(Shop(client=TAHA))

    first, *_, last = (chat.says("بلوط") for _ in range(4))

    assert ids(first)[0] == "simpler-coach"
    assert ids(last)[0] == "lost-buttons"
    assert "do:human" not in values(last)
    assert not chat.shop.did(CallCoach)


@pytest.mark.parametrize("text", ["بكرة", "مين بكرة؟", "-5", "استشارة تغذية", "٥ العصر"])
def test_no_stray_word_of_the_coach_begins_a_booking(text: str) -> None:
    chat = Chat(Shop(client=TAHA))

    chat.says(text)

    assert chat.flow == "menu"


def test_the_coach_books_by_saying_so() -> None:
    chat = Chat(Shop(client=TAHA))

    chat.says("حجز استشارة")

    assert chat.booking == BookingDraft()


def test_the_coach_opens_a_booking_of_his_list_by_its_number() -> None:
    chat = Chat(Shop(client=TAHA, bookings={7: PROPOSED}))
    chat.says("المعلّق")

    card = chat.says("1")

    assert ids(card)[0] == "coach-booking"
    assert chat.flow == "menu"
