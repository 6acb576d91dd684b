from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from booking.catalogue import MeetingType
from booking.errors import Refused
from booking.slots import Taken
from booking.status import PaymentMethod, Status
from bot.conversations.booking.review import outcome
from bot.conversations.commands import HoldSlot, Submit, Submitted
from bot.conversations.flow import Done
from bot.messages import Outgoing, say
from tests.conversations.answers import (
    CASH,
    FOOD,
    HOLD,
    INTRO,
    NOURA,
    NOW,
    SPORTS,
    SUNDAY_FIVE,
    TRANSFER,
    Chat,
    Shop,
    booking_of,
    ids,
    money,
    values,
)
from tests.conversations.booking.walk import at, at_review

HOUR = timedelta(hours=1)


def test_the_review_holds_the_seat_and_shows_everything_once() -> None:
    chat = at_review()

    assert chat.shop.did(HoldSlot) == [HoldSlot(2, SUNDAY_FIVE, "online")]
    assert ids(chat.newest) == [
        "review-title",
        "line-consultation",
        "line-time",
        "line-meeting",
        "line-person",
        "line-health-none",
        "policy-full",
        "review-total",
        "review-held",
    ]


def test_ways_to_pay_are_those_that_fit_the_meeting() -> None:
    online = at_review()
    in_person = online.fork()
    in_person.taps("edit:meeting")
    in_person.taps("in_person")

    assert [v for v in values(online.newest) if v.startswith("pay:")] == ["pay:sandbox", "pay:bank_transfer"]
    assert "pay:cash" in values(in_person.newest)


def test_without_any_way_to_pay_the_coach_is_offered() -> None:
    assert values(at_review(ways=()).newest)[0] == "do:human"


def test_a_free_booking_is_confirmed_with_one_tap_or_yes() -> None:
    chat = Chat()
    chat.orders("start", "type_1")
    for value in ("right", "d:2026-11-22", "t:2026-11-22T14:00Z", "no"):
        chat.taps(value)

    assert ids(chat.newest)[6] == "policy-free"
    card = chat.says("نعم")

    assert chat.shop.did(Submit)[0].method is PaymentMethod.FREE
    assert ids(card)[0] == "booked-confirmed"


def test_yes_chooses_no_way_to_pay_where_there_are_several() -> None:
    chat = at_review()

    card = chat.says("نعم")

    assert chat.shop.did(Submit) == []
    assert ids(card)[0] == "simpler-review"


def test_yes_takes_the_only_way_to_pay() -> None:
    chat = at_review(ways=(TRANSFER,))

    chat.says("نعم")

    assert chat.shop.did(Submit)[0].method is PaymentMethod.BANK_TRANSFER


def test_paying_submits_what_was_reviewed_and_ends_the_flow() -> None:
    chat = at("alternative")
    for value in ("yes", "d:2026-11-23", "t:2026-11-23T14:00Z", "no"):
        chat.taps(value)

    card = chat.taps("pay:sandbox")

    assert chat.shop.did(Submit) == [
        Submit(7, PaymentMethod.SANDBOX, alternative=SUNDAY_FIVE + timedelta(days=1), meeting_type="online")
    ]
    assert ids(card)[0] == "booked-to-pay"
    assert values(card) == ["do:mybooking:7", "do:menu"]
    assert chat.flow == "menu"


def test_a_second_tap_on_pay_submits_once() -> None:
    chat = at_review()
    turn = chat.state.turn

    chat.taps("pay:sandbox", turn)
    chat.taps("pay:sandbox", turn)

    assert len(chat.shop.did(Submit)) == 1


@pytest.mark.parametrize(
    ("status", "method", "said"),
    [
        (Status.CONFIRMED, PaymentMethod.FREE, "booked-confirmed"),
        (Status.PENDING_CONFIRMATION, PaymentMethod.CASH, "booked-waiting"),
        (Status.PENDING_PAYMENT, PaymentMethod.SANDBOX, "booked-to-pay"),
    ],
)
def test_what_is_said_after_booking_tells_where_it_stands(status: Status, method: PaymentMethod, said: str) -> None:
    booking = replace(booking_of(SPORTS, NOURA, SUNDAY_FIVE, NOW), status=status, payment_method=method)

    cards = outcome(Submitted(booking), Chat().who).cards

    assert ids(cards[0])[0] == said


def test_a_transfer_is_followed_by_the_account() -> None:
    method = PaymentMethod.BANK_TRANSFER
    booking = replace(booking_of(SPORTS, NOURA, SUNDAY_FIVE, NOW), payment_method=method)
    account = Outgoing((say("transfer-title"),))

    assert outcome(Submitted(booking, account), Chat().who).cards == (account,)


def test_the_price_is_that_of_the_hold_and_not_of_a_later_catalogue() -> None:
    chat = at_review()

    total = next(line for line in chat.newest.lines if line.id == "review-total")

    assert total.args == {"amount": money(20000)}


# --------------------------------------------------------------------------------------------------------- editing


@pytest.mark.parametrize(
    ("line", "answers"),
    [
        ("day", ["d:2026-11-23", "t:2026-11-23T14:00Z"]),
        ("time", ["t:2026-11-22T15:00Z"]),
        ("meeting", ["in_person"]),
        ("person", ["right"]),
        ("health", ["no"]),
        ("alternative", ["no"]),
    ],
)
def test_an_edited_line_leads_back_to_the_review(line: str, answers: list[str]) -> None:
    chat = at_review()

    chat.taps(f"edit:{line}")
    for value in answers:
        chat.taps(value)

    assert ids(chat.newest)[0] == "review-title"


def test_another_time_moves_the_hold_and_nothing_else_holds_anew() -> None:
    chat = at_review()

    for value in ("edit:person", "right", "edit:time", "t:2026-11-22T15:00Z"):
        chat.taps(value)

    assert [(h.start, h.booking_id) for h in chat.shop.did(HoldSlot)] == [
        (SUNDAY_FIVE, None),
        (SUNDAY_FIVE + HOUR, 7),
    ]


# ------------------------------------------------------------------------------------------------------------ holds


def test_a_time_that_is_taken_at_the_last_moment_leads_to_the_nearest() -> None:
    chat = at("health")
    chat.shop.refuses[HoldSlot] = Refused("refused-taken")
    chat.shop.taken = (Taken(SUNDAY_FIVE, SUNDAY_FIVE + HOUR, SUNDAY_FIVE, 2),)

    card = chat.taps("no")
    chat.shop.refuses.clear()
    review = chat.taps("t:2026-11-22T15:00Z")

    assert ids(card) == ["refused-taken", "nearest-times"]
    assert values(card)[:3] == ["t:2026-11-22T13:00Z", "t:2026-11-22T15:00Z", "t:2026-11-22T12:30Z"]
    assert ids(review)[0] == "review-title"


def test_the_nearest_times_may_be_chosen_by_number_here_too() -> None:
    chat = at("health")
    chat.shop.refuses[HoldSlot] = Refused("refused-taken")
    chat.shop.taken = (Taken(SUNDAY_FIVE, SUNDAY_FIVE + HOUR, SUNDAY_FIVE, 2),)
    chat.taps("no")
    chat.shop.refuses.clear()

    chat.says("2")

    assert chat.booking.when.start == SUNDAY_FIVE + HOUR


def test_instead_of_the_nearest_a_time_of_the_same_day_may_be_typed() -> None:
    chat = at("health")
    chat.shop.refuses[HoldSlot] = Refused("refused-taken")
    chat.taps("no")
    chat.shop.refuses.clear()

    chat.says("٦ مساء")

    assert chat.booking.when.start == SUNDAY_FIVE + HOUR


def test_a_consultation_archived_at_the_last_moment_leads_to_the_others() -> None:
    chat = at("health")
    chat.shop.refuses[HoldSlot] = Refused("refused-archived")

    card = chat.taps("no")

    assert ids(card)[:2] == ["refused-archived", "ask-consultation"]


def test_a_hold_that_ran_out_is_renewed_before_anything_is_submitted() -> None:
    chat = at_review()
    chat.shop.now += HOLD

    card = chat.taps("pay:sandbox")

    assert len(chat.shop.did(HoldSlot)) == 2
    assert ids(card)[0] == "booked-to-pay"


def test_a_hold_that_ran_out_and_is_gone_leads_to_other_times_and_submits_nothing() -> None:
    chat = at_review()
    chat.shop.now += HOLD
    chat.shop.refuses[HoldSlot] = Refused("refused-taken")

    card = chat.taps("pay:sandbox")

    assert ids(card) == ["refused-taken", "nearest-times"]
    assert chat.shop.did(Submit) == []


def test_a_hold_that_was_given_back_elsewhere_is_claimed_again_before_it_is_paid() -> None:
    chat = at_review()
    chat.orders("drophold", "7")

    review = chat.taps("pay:sandbox")
    paid = chat.taps("pay:sandbox")

    assert ids(review)[0] == "review-title"
    assert ids(paid)[0] == "booked-to-pay"
    assert len(chat.shop.did(HoldSlot)) == 2


def test_a_refused_submit_is_explained_and_the_review_shown_again() -> None:
    chat = at_review()
    chat.shop.refuses[Submit] = Refused("refused-way-to-pay")

    assert ids(chat.taps("pay:sandbox"))[:2] == ["refused-way-to-pay", "review-title"]


# -------------------------------------------------------------------------------------------------- coming back


def test_a_half_done_booking_is_offered_with_its_time_days_later() -> None:
    chat = at("meeting")
    chat.says("القائمة")
    chat.shop.now += HOUR * 20

    menu = chat.orders("start")
    resumed = chat.taps("do:resume")

    assert "resume-booking-at" in ids(menu)
    assert ids(resumed) == ["ask-meeting"]


def test_cash_is_taken_where_it_is_met_in_person_only() -> None:
    chat = Chat(Shop(ways=(CASH,), offers=(INTRO, FOOD)))
    chat.orders("start", "type_3")
    for value in ("right", "d:2026-11-22", "t:2026-11-22T14:00Z", "no"):
        chat.taps(value)

    assert chat.booking.meeting == MeetingType.IN_PERSON
    assert ids(chat.taps("pay:cash"))[0] == "booked-confirmed"


def test_back_out_of_an_edit_keeps_the_old_answer() -> None:
    chat = at_review()
    before = chat.booking

    chat.taps("edit:day")
    chat.taps("m:2026-12")
    card = chat.taps("do:back")

    assert "review-title" in ids(card)
    assert chat.booking.when == before.when


def test_the_same_consultation_chosen_again_keeps_the_kind_of_meeting() -> None:
    chat = at_review()

    chat.taps("edit:consultation")
    chat.taps("type:2")

    assert chat.booking.meeting == "online"


def test_where_messages_are_few_the_page_to_pay_on_says_it_all() -> None:
    booking = replace(booking_of(SPORTS, NOURA, SUNDAY_FIVE, NOW), payment_method=PaymentMethod.SANDBOX)
    on_whatsapp = msgspec.structs.replace(Chat().who, channel="whatsapp")

    assert outcome(Submitted(booking), on_whatsapp) == Done(quiet=True)
