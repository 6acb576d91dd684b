"""Asking in a sentence to move or cancel what is booked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from booking.bookings import Booking
from booking.errors import Refused
from booking.status import PaymentStatus, Status
from bot.conversations.commands import CheckTime
from bot.conversations.mine.cancel import CancelDraft
from bot.conversations.mine.move import MoveDraft
from bot.conversations.mine.requests import CancelBooking, MoveBooking
from bot.messages import say
from tests.conversations.answers import SUNDAY_FIVE, ids, values
from tests.conversations.booking.walk import at
from tests.conversations.mine.test_mine import CONFIRMED, DONE, HELD, HOUR, owner_of

LATER = replace(CONFIRMED, booking_id=8, booking_number="CB-20261125-0008", confirmed_at_time=SUNDAY_FIVE + 72 * HOUR)
WEDNESDAY_SIX = SUNDAY_FIVE + 73 * HOUR
BOTH = (CONFIRMED, LATER)


@pytest.mark.parametrize(
    "text", ["كنسل موعدي", "أبغى ألغي الحجز", "الغاء الحجز", "رجعوا فلوسي", "cancel my appointment"]
)
def test_the_one_booking_is_asked_about_before_anything_is_cancelled(text: str) -> None:
    chat = owner_of(CONFIRMED)

    card = chat.says(text)

    assert ids(card)[0] == "cancel-title"
    assert chat.draft(CancelDraft) == CancelDraft(booking_id=7)
    assert chat.shop.did(CancelBooking) == []


@pytest.mark.parametrize("text", ["أبغى أأجل الموعد", "تغيير الموعد", "عايز اغير معادي", "can we reschedule?"])
def test_the_one_booking_is_moved_by_the_usual_questions(text: str) -> None:
    chat = owner_of(CONFIRMED)

    card = chat.says(text)

    assert (chat.flow, ids(card)) == ("move", ["ask-day"])
    assert chat.shop.did(MoveBooking) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ممكن نغير الموعد ليوم الأربعاء الساعة ٦؟", ["move-title", "move-old", "move-new"]),
        ("ممكن نغير الموعد ليوم الأربعاء ٦ مساء", ["move-title", "move-old", "move-new"]),
        ("move my booking to Wednesday 6pm", ["move-title", "move-old", "move-new"]),
        ("ابي اغير الموعد ليوم الأربعاء", ["ask-time"]),
        ("غير الموعد للأربعاء", ["ask-time"]),
        ("ابي اغير موعدي للأسبوع الجاي", ["which-day"]),
        ("ابي اغير الموعد لأمس", ["refused-past", "ask-day"]),
        ("ابي اغير الموعد", ["ask-day"]),
    ],
)
def test_the_time_that_is_said_with_it_is_taken_along(text: str, said: list[str]) -> None:
    chat = owner_of(CONFIRMED)

    assert ids(chat.says(text)) == said


def test_a_move_to_a_time_that_was_said_still_waits_for_yes() -> None:
    chat = owner_of(CONFIRMED)
    chat.says("ممكن نغير الموعد ليوم الأربعاء الساعة ٦؟")

    assert chat.draft(MoveDraft).when.start == WEDNESDAY_SIX
    assert chat.shop.did(MoveBooking) == []
    chat.says("نعم")
    assert chat.shop.did(MoveBooking) == [MoveBooking(7, WEDNESDAY_SIX)]


def test_an_hour_alone_is_meant_on_the_day_of_the_booking() -> None:
    chat = owner_of(CONFIRMED)
    chat.says("ابي اغير الموعد للساعة ٧ مساء")

    assert chat.draft(MoveDraft).when.start == SUNDAY_FIVE + 2 * HOUR


def test_a_time_that_is_not_free_is_explained_with_the_nearest() -> None:
    chat = owner_of(CONFIRMED, refuses={CheckTime: Refused("refused-taken")})

    card = chat.says("ابي اغير الموعد للأربعاء ٦ مساء")

    assert ids(card)[0] == "refused-taken"
    assert "nearest-times" in ids(card)


@pytest.mark.parametrize("text", ["ما اقدر احضر", "مش هقدر اجي", "I can't make it"])
def test_who_cannot_come_is_shown_both_ways_out(text: str) -> None:
    card = owner_of(CONFIRMED).says(text)

    assert ids(card)[0] == "mine-either"
    assert {"do:move:7", "do:drop:7"} <= set(values(card))


@pytest.mark.parametrize(
    ("text", "line", "way"),
    [
        ("كنسل موعدي", "mine-which-drop", "drop"),
        ("رجعوا فلوسي", "mine-which-drop", "drop"),
        ("أبغى أأجل الموعد", "mine-which-move", "move"),
        ("ما اقدر احضر", "mine-which-mybooking", "mybooking"),
    ],
)
def test_of_several_bookings_it_is_asked_which(text: str, line: str, way: str) -> None:
    card = owner_of(*BOTH).says(text)

    assert ids(card) == [line, "mine-line", "mine-line"]
    assert values(card) == [f"do:{way}:7", f"do:{way}:8"]


def test_the_day_or_the_number_tells_which_is_meant() -> None:
    by_day, by_number = owner_of(*BOTH), owner_of(*BOTH)
    by_day.says("الغي موعد الأربعاء")
    by_number.says("الغي حجزي CB-20261125-0008")

    assert by_day.draft(CancelDraft).booking_id == by_number.draft(CancelDraft).booking_id == 8


@pytest.mark.parametrize("bookings", [(), (DONE,), (HELD,), (replace(CONFIRMED, status=Status.CANCELLED),)])
@pytest.mark.parametrize(
    ("text", "line", "way"),
    [
        ("كنسل موعدي", "mine-none-change", "do:book"),
        ("أبغى أأجل الموعد", "mine-none-change", "do:book"),
        ("ما اقدر احضر", "mine-none-change", "do:book"),
        ("I want a refund", "mine-none-refund", "do:human"),
    ],
)
def test_with_nothing_booked_the_no_is_kind(bookings: tuple[Booking, ...], text: str, line: str, way: str) -> None:
    card = owner_of(*bookings).says(text)

    assert ids(card) == [line]
    assert values(card) == [way]


def test_a_wish_that_comes_too_late_says_so() -> None:
    late = Refused("refused-cancel-late")

    assert ids(owner_of(CONFIRMED, cancelling=late).says("كنسل موعدي")) == ["refused-cancel-late"]


# ---------------------------------------------------------------------------------------------- something half done


@pytest.mark.parametrize(
    ("text", "line", "shown"),
    [
        ("الغاء الحجز", "mine-which-drop", ["do:drop:7", "do:cancel"]),
        ("ابي اغير الموعد", "mine-which-move", ["do:move:7", "do:resume"]),
    ],
)
def test_with_a_booking_half_done_besides_it_is_asked_which(text: str, line: str, shown: list[str]) -> None:
    chat = at("time")
    draft = chat.booking
    chat.shop.bookings[7] = CONFIRMED

    chat.says(text)

    assert ids(chat.cards[0])[0] == line
    assert values(chat.cards[0]) == shown
    assert chat.booking == draft


def test_with_nothing_but_a_booking_half_done_it_is_that_which_is_cancelled() -> None:
    open_, parked = at("time"), at("time")
    parked.says("القائمة")

    assert ids(open_.says("الغي موعدي"))[0] == ids(parked.says("الغي موعدي"))[0] == "draft-cancelled"


def test_with_nothing_but_a_booking_half_done_it_is_that_which_is_moved() -> None:
    chat = at("time")

    card = chat.says("ابي اغير الموعد ليوم الأربعاء")

    assert (chat.flow, "heard-1" in ids(card) or "ask-time" in ids(card)) == ("booking", True)


def test_a_flow_that_is_stopped_claims_to_have_cancelled_nothing() -> None:
    chat = owner_of(CONFIRMED)
    chat.says("كنسل موعدي")

    assert ids(chat.says("إلغاء"))[0] == "mine-stopped"
    assert chat.shop.did(CancelBooking) == []


def test_a_booking_half_done_outlives_a_wish_about_another() -> None:
    chat = at("meeting")
    chat.shop.bookings[7] = CONFIRMED

    chat.says("كنسل موعدي")

    assert chat.shop.did(CancelBooking) == []
    assert "booking" in {chat.flow, chat.state.parked.flow if chat.state.parked else ""}


@pytest.mark.parametrize("text", ["غير الوقت", "خلّه الأربعاء", "لا خليها الخميس"])
def test_a_correction_of_what_is_being_booked_stays_one(text: str) -> None:
    chat = at("time")
    chat.shop.bookings[7] = CONFIRMED

    chat.says(text)

    assert chat.flow == "booking"


# --------------------------------------------------------------------------------------------- at the confirmation


def test_the_wish_said_again_cancels_nothing_by_itself() -> None:
    chat = owner_of(CONFIRMED)
    chat.says("كنسل موعدي")

    card = chat.says("كنسل موعدي")

    assert ids(card)[0] == "cancel-title"
    assert chat.shop.did(CancelBooking) == []


def test_a_reason_that_sounds_like_a_wish_is_a_reason() -> None:
    chat = owner_of(CONFIRMED)
    chat.says("كنسل موعدي")

    assert ids(chat.says("ما اقدر احضر")) == ["cancel-sure"]
    chat.says("إلغاء الحجز")
    assert chat.shop.did(CancelBooking) == [CancelBooking(7, "ما اقدر احضر")]


def test_who_would_rather_move_is_led_there() -> None:
    chat = owner_of(CONFIRMED)
    chat.says("كنسل موعدي")

    card = chat.says("لا، ابي اغير الموعد")

    assert ids(card)[0] == "cancel-or-move"
    assert chat.shop.did(CancelBooking) == []
    assert "do:move:7" in values(card)


# -------------------------------------------------------------------------------------------------- link, receipt


def test_the_link_is_on_the_card_of_the_next_booking() -> None:
    card = owner_of(CONFIRMED).says("وين الرابط؟")

    assert [item.text for item in card.copy] == ["https://meet.example.org/taha"]
    assert ids(owner_of().says("وين الرابط؟")) == ["mine-none-change"]


def test_a_receipt_without_any_booking_leads_to_the_first_one() -> None:
    card = owner_of().says("receipt")

    assert (card.lines, values(card)) == ((say("receipt-none"),), ["do:book"])


def test_a_receipt_of_what_is_not_paid_says_so() -> None:
    assert CONFIRMED.payment_status is PaymentStatus.PENDING
    assert "refused-no-receipt" in ids(owner_of(CONFIRMED).says("ابي فاتورة"))
