"""What a client does with a booking that exists, played against made-up answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from booking.bookings import Booking
from booking.errors import Refused
from booking.money import Currency, Money
from booking.slots import Taken
from booking.status import PaymentMethod, PaymentStatus, Status
from bot.conversations.coach.requests import AcceptProposal, RefuseProposal
from bot.conversations.commands import CheckTime, ReleaseHold
from bot.conversations.mine.requests import Attend, CancelBooking, MoveBooking, Rate
from bot.messages import Choice, say
from tests.conversations.answers import (
    FOOD,
    INTRO,
    NOURA,
    NOW,
    SPORTS,
    SUNDAY_FIVE,
    Chat,
    Shop,
    booking_of,
    ids,
    values,
)
from tests.conversations.booking.walk import at

HOUR = timedelta(hours=1)
HELD = booking_of(SPORTS, NOURA, SUNDAY_FIVE, NOW)
CONFIRMED = replace(
    HELD,
    status=Status.CONFIRMED,
    confirmed_at_time=SUNDAY_FIVE,
    payment_method=PaymentMethod.CASH,
    meeting_link="https://meet.example.org/taha",
)
DONE = replace(CONFIRMED, status=Status.COMPLETED)


def owner_of(*bookings: Booking, **shop: object) -> Chat:
    """A client with these bookings."""
    return Chat(Shop(bookings={booking.booking_id: booking for booking in bookings}, **shop))  # type: ignore[arg-type]


# ---------------------------------------------------------------------------------------------------------- looking


def test_upcoming_bookings_are_listed_with_a_button_each_and_past_ones_counted() -> None:
    later = replace(CONFIRMED, booking_id=8, confirmed_at_time=SUNDAY_FIVE + HOUR)
    chat = owner_of(CONFIRMED, later, replace(DONE, booking_id=9), replace(DONE, booking_id=10))

    card = chat.says("حجوزاتي")

    assert ids(card) == ["mine-title", "mine-line", "mine-line", "mine-past"]
    assert card.lines[-1] == say("mine-past", count=2)
    assert values(card) == ["do:mybooking:7", "do:mybooking:8", "do:book"]


def test_without_any_the_way_to_book_is_shown() -> None:
    card = owner_of().says("حجوزاتي")

    assert ids(card) == ["mine-none"]
    assert values(card) == ["do:book"]


@pytest.mark.parametrize("args", ["7", "CB-20261122-0007", "cb ٢٠٢٦١١٢٢ ٧"])
def test_one_booking_is_shown_by_button_or_number(args: str) -> None:
    card = owner_of(CONFIRMED).orders("mybooking", args)

    assert "line-status" in ids(card)
    assert {"do:move:7", "do:drop:7", "do:ics:7"} <= set(values(card))


@pytest.mark.parametrize("text", ["CB-20261122-0007", "cb ٢٠٢٦١١٢٢ ٧", "ما حال حجزي CB-20261122-0007؟"])
def test_a_number_that_is_typed_means_the_booking_and_not_the_date_inside_it(text: str) -> None:
    chat = owner_of(CONFIRMED)

    shown = chat.says(text)
    strange = chat.says("CB-20261122-0099")

    assert "line-status" in ids(shown)
    assert ids(strange)[0] == "refused-booking-unknown"


def test_a_number_that_is_typed_half_way_through_a_booking_changes_nothing_in_it() -> None:
    chat = at("meeting")
    draft = chat.booking

    card = chat.says("CB-20261122-0099")

    assert ids(card)[0] == "refused-booking-unknown"
    assert chat.booking == draft


@pytest.mark.parametrize("route", ["mybooking", "move", "drop", "drophold", "attend", "again", "ics", "otherwise"])
@pytest.mark.parametrize("args", ["99", "", "CB-20261122-0099", "x", "-7", "٧"])
def test_anybody_elses_booking_is_as_unknown_as_none(route: str, args: str) -> None:
    card = owner_of(CONFIRMED).orders(route, args)

    assert ids(card)[0] == "refused-booking-unknown"


@pytest.mark.parametrize(
    ("booking", "shown"),
    [(CONFIRMED, True), (DONE, True), (replace(CONFIRMED, status=Status.PENDING_CONFIRMATION), False)],
)
def test_the_link_is_shown_only_once_confirmed(booking: Booking, shown: bool) -> None:
    card = owner_of(booking).orders("mybooking", "7")

    assert [item.text for item in card.copy] == (["https://meet.example.org/taha"] if shown else [])


def test_what_may_not_be_done_any_more_has_no_button() -> None:
    late = Refused("refused-move-late", until=NOW, hours=12)

    card = owner_of(CONFIRMED, moving=late, cancelling=Refused("refused-cancel-late")).orders("mybooking", "7")

    assert not {"do:move:7", "do:drop:7"} & set(values(card))
    assert "do:again:7" in values(card)


def test_the_calendar_entry_comes_as_a_file() -> None:
    card = owner_of(CONFIRMED).orders("ics", "7")

    assert card.file is not None
    assert (card.file.name, card.file.mime) == ("CB-20261122-0007.ics", "text/calendar")


# ----------------------------------------------------------------------------------------------------------- moving


def test_a_booking_is_moved_by_day_time_and_yes() -> None:
    chat = owner_of(CONFIRMED)

    cards = [ids(chat.orders("move", "7"))[0], *(ids(chat.taps(v))[0] for v in ("d:2026-11-23", "t:2026-11-23T15:00Z"))]
    done = chat.says("نعم")

    assert cards == ["ask-day", "ask-time", "move-title"]
    assert chat.shop.did(MoveBooking) == [MoveBooking(7, SUNDAY_FIVE + HOUR * 25)]
    assert ids(done) == ["move-done"]


def test_before_yes_another_day_may_be_chosen() -> None:
    chat = owner_of(CONFIRMED)
    chat.orders("move", "7")
    for value in ("d:2026-11-23", "t:2026-11-23T15:00Z"):
        chat.taps(value)

    assert ids(chat.presses("يوم آخر")) == ["ask-day"]
    assert chat.shop.did(MoveBooking) == []


def about_to_move() -> Chat:
    """Somebody who is asked for their yes to Monday at six."""
    chat = owner_of(CONFIRMED)
    chat.orders("move", "7")
    for value in ("d:2026-11-23", "t:2026-11-23T15:00Z"):
        chat.taps(value)
    return chat


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("الأربعاء ٧ مساء", SUNDAY_FIVE + HOUR * 74),
        ("لا، خليها الثلاثاء", SUNDAY_FIVE + HOUR * 49),
        ("خليها ٥ العصر", SUNDAY_FIVE + HOUR * 24),
    ],
)
def test_another_time_said_instead_of_yes_is_what_it_is_moved_to(text: str, start: datetime) -> None:
    chat = about_to_move()

    card = chat.says(text)
    chat.says("نعم")

    assert ids(card)[:2] == ["heard-1", "move-title"]
    assert chat.shop.did(MoveBooking) == [MoveBooking(7, start)]


def test_a_no_asks_for_the_day_again_and_moves_nothing() -> None:
    chat = about_to_move()

    assert ids(chat.says("لا")) == ["ask-day"]
    assert chat.shop.did(MoveBooking) == []


def test_a_time_said_instead_of_yes_that_is_not_free_is_explained() -> None:
    chat = about_to_move()
    chat.shop.refuses[CheckTime] = Refused("refused-taken")

    card = chat.says("الأربعاء ٧ مساء")

    assert {"refused-taken", "nearest-times"} <= set(ids(card))
    assert chat.shop.did(MoveBooking) == []


@pytest.mark.parametrize(("text", "said"), [("امس", "refused-past"), ("بلوط", "simpler-move"), ("٧", "simpler-move")])
def test_what_is_no_other_time_leaves_the_question_open(text: str, said: str) -> None:
    chat = about_to_move()

    assert ids(chat.says(text))[:2] == [said, "move-title"]


def test_a_move_that_the_coach_must_agree_to_says_so() -> None:
    chat = owner_of(replace(CONFIRMED, status=Status.RESCHEDULED))
    chat.orders("move", "7")
    for value in ("d:2026-11-23", "t:2026-11-23T15:00Z"):
        chat.taps(value)

    assert ids(chat.taps("yes")) == ["move-waiting"]


def test_a_move_against_the_rules_is_explained_with_the_way_to_the_coach() -> None:
    chat = owner_of(CONFIRMED, moving=Refused("refused-move-late", until=NOW, hours=12))

    card = chat.orders("move", "7")

    assert ids(card) == ["refused-move-late"]
    assert values(card) == ["do:human", "do:mybooking:7"]
    assert chat.flow == "menu"


def test_a_time_that_was_taken_before_yes_is_explained_and_nothing_moves() -> None:
    chat = owner_of(CONFIRMED)
    chat.orders("move", "7")
    for value in ("d:2026-11-23", "t:2026-11-23T15:00Z"):
        chat.taps(value)
    chat.shop.refuses[MoveBooking] = Refused("refused-taken")

    card = chat.taps("yes")

    assert ids(card)[0] == "refused-taken"
    assert chat.shop.bookings[7] == CONFIRMED


def test_after_a_refused_move_the_nearest_times_are_offered() -> None:
    chat = owner_of(CONFIRMED)
    chat.orders("move", "7")
    for value in ("d:2026-11-23", "t:2026-11-23T15:00Z"):
        chat.taps(value)
    wanted = SUNDAY_FIVE + HOUR * 25
    chat.shop.taken = (Taken(wanted, wanted + HOUR, wanted, 2),)
    chat.shop.refuses[MoveBooking] = Refused("refused-taken")

    card = chat.taps("yes")

    assert "t:2026-11-23T16:00Z" in values(card)


# ------------------------------------------------------------------------------------------------------- cancelling


@pytest.mark.parametrize(
    ("paid", "share", "said"),
    [
        (PaymentStatus.PENDING, 0, "cancel-nothing-paid"),
        (PaymentStatus.PENDING, 20000, "cancel-refund"),
        (PaymentStatus.COMPLETED, 20000, "cancel-refund"),
        (PaymentStatus.COMPLETED, 0, "cancel-no-refund"),
    ],
)
def test_what_comes_back_is_said_before_the_button(paid: PaymentStatus, share: int, said: str) -> None:
    booking = replace(CONFIRMED, payment_status=paid, amount=Money(share, Currency.SAR))

    card = owner_of(booking).orders("drop", "7")

    assert ids(card) == ["cancel-title", said, "cancel-why"]


@pytest.mark.parametrize(
    ("answers", "reason"), [(["yes"], ""), (["health"], "health"), ([], "")], ids=["yes", "a reason", "typed yes"]
)
def test_a_booking_is_cancelled_with_or_without_a_reason(answers: list[str], reason: str) -> None:
    chat = owner_of(CONFIRMED)
    chat.orders("drop", "7")

    card = chat.taps(answers[0]) if answers else chat.says("نعم")

    assert chat.shop.did(CancelBooking) == [CancelBooking(7, reason)]
    assert ids(card) == ["cancel-done"]
    assert Choice("do:again:7", say("go-again")) in [choice for row in card.rows for choice in row]


def test_a_reason_in_own_words_is_asked_about_before_anything_is_cancelled() -> None:
    chat = owner_of(CONFIRMED)
    chat.orders("drop", "7")

    asked = chat.says("سفر مفاجئ")
    before = chat.shop.did(CancelBooking)
    chat.taps("yes")

    assert ids(asked)[0] == "cancel-sure"
    assert before == []
    assert chat.shop.bookings[7].status is Status.CANCELLED


def test_a_reason_in_own_words_reaches_the_coach() -> None:
    chat = owner_of(CONFIRMED)
    chat.orders("drop", "7")

    chat.says("سفر مفاجئ")
    chat.taps("yes")

    assert chat.shop.did(CancelBooking) == [CancelBooking(7, "سفر مفاجئ")]


def test_no_keeps_the_booking() -> None:
    chat = owner_of(CONFIRMED)
    chat.orders("drop", "7")

    card = chat.says("لا")

    assert ids(card) == ["cancel-kept"]
    assert chat.shop.did(CancelBooking) == []


def test_what_can_no_longer_be_cancelled_is_explained() -> None:
    card = owner_of(CONFIRMED, cancelling=Refused("refused-cancel-late")).orders("drop", "7")

    assert ids(card) == ["refused-cancel-late"]
    assert values(card)[0] == "do:human"


# ---------------------------------------------------------------------------------------- reminders and proposals


def test_coming_is_noted() -> None:
    chat = owner_of(CONFIRMED)

    card = chat.orders("attend", "7")

    assert chat.shop.did(Attend) == [Attend(7)]
    assert ids(card) == ["attend-noted"]


def test_a_held_seat_is_given_back_from_its_nudge() -> None:
    chat = owner_of(HELD)

    card = chat.orders("drophold", "7")

    assert chat.shop.did(ReleaseHold) == [ReleaseHold(7)]
    assert ids(card) == ["hold-released"]


def test_the_same_is_booked_once_more() -> None:
    chat = owner_of(DONE)

    chat.orders("again", "7")

    assert chat.booking.consultation_id == SPORTS.consultation_id


def test_once_more_of_what_is_gone_shows_what_there_is() -> None:
    card = owner_of(DONE, offers=(INTRO, FOOD)).orders("again", "7")

    assert ids(card)[0] == "consultation-gone"


def test_a_proposal_is_accepted_for_the_time_it_showed() -> None:
    chat = owner_of(CONFIRMED)

    card = chat.orders("accept", "7:20261122T1400")

    assert chat.shop.did(AcceptProposal) == [AcceptProposal(7, SUNDAY_FIVE)]
    assert ids(card) == ["proposal-accepted"]


@pytest.mark.parametrize("args", ["7", "7:", "7:tomorrow", "99:20261122T1400", ""])
def test_a_made_up_acceptance_accepts_nothing(args: str) -> None:
    chat = owner_of(CONFIRMED)

    card = chat.orders("accept", args)

    assert ids(card)[0] == "refused-booking-unknown"
    assert chat.shop.did(AcceptProposal) == []


def test_a_proposal_is_turned_down() -> None:
    chat = owner_of(CONFIRMED)

    card = chat.orders("otherwise", "7")

    assert chat.shop.did(RefuseProposal) == [RefuseProposal(7)]
    assert ids(card) == ["proposal-refused"]


# ----------------------------------------------------------------------------------------------------------- rating


def test_stars_are_kept_at_once_and_a_word_may_follow() -> None:
    chat = owner_of(DONE)

    asked = chat.orders("rate", "7:5")
    saved = chat.says("شرح واضح")

    assert chat.shop.did(Rate) == [Rate(7, 5), Rate(7, 5, "شرح واضح")]
    assert (ids(asked), ids(saved)) == (["feedback-thanks"], ["feedback-saved"])


def test_few_stars_are_answered_with_regret() -> None:
    assert ids(owner_of(DONE).orders("rate", "7:2")) == ["feedback-sorry"]


@pytest.mark.parametrize("said", ["تخطي", "لا", "go"])
def test_the_word_may_be_skipped(said: str) -> None:
    chat = owner_of(DONE)
    chat.orders("rate", "7:5")

    card = chat.taps("skip") if said == "go" else chat.says(said)

    assert chat.shop.did(Rate) == [Rate(7, 5)]
    assert ids(card) == ["feedback-saved"]


def test_thanks_are_a_word_too() -> None:
    chat = owner_of(DONE)
    chat.orders("rate", "7:5")

    chat.says("شكرا كابتن")

    assert chat.shop.did(Rate)[-1] == Rate(7, 5, "شكرا كابتن")


@pytest.mark.parametrize("said", ["جلسة رائعة", "كنت أتوقع جلسة رائعة ولم تكن كذلك"])
def test_words_of_praise_inside_a_sentence_are_not_lost(said: str) -> None:
    chat = owner_of(DONE)
    chat.orders("rate", "7:5")

    chat.says(said)

    assert chat.shop.did(Rate)[-1] == Rate(7, 5, said)


def test_a_sentence_gives_no_other_stars() -> None:
    chat = owner_of(DONE)
    chat.orders("rate", "7:2")

    chat.says("كنت أتوقع جلسة رائعة")

    assert chat.shop.did(Rate)[-1] == Rate(7, 2, "كنت أتوقع جلسة رائعة")


@pytest.mark.parametrize(("said", "stars"), [("٣", 3), ("⭐⭐⭐⭐", 4), ("خمسة", 5)])
def test_stars_may_be_changed_by_typing(said: str, stars: int) -> None:
    chat = owner_of(DONE)
    chat.orders("rate", "7:2")

    chat.says(said)

    assert chat.shop.did(Rate)[-1] == Rate(7, stars)


@pytest.mark.parametrize("args", ["7", "7:", "7:x", "7:٥", "99:5", ""])
def test_a_made_up_rating_rates_nothing(args: str) -> None:
    chat = owner_of(DONE)

    chat.orders("rate", args)

    assert chat.shop.did(Rate) == []


def test_a_rating_that_the_rules_refuse_is_explained() -> None:
    chat = owner_of(CONFIRMED)
    chat.shop.refuses[Rate] = Refused("refused-not-completed", status=Status.CONFIRMED)

    assert ids(chat.orders("rate", "7:5"))[0] == "refused-not-completed"
    assert chat.flow == "menu"
