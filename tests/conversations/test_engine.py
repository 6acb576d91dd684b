"""What works in every conversation, tried on a small one: steering, buttons old and new, typing instead of tapping."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from booking.errors import Refused
from booking.status import PaymentMethod, Status
from bot.conversations.commands import CallCoach, ReceiveReceipt
from bot.conversations.state import Open, State
from bot.messages import (
    Body,
    Contact,
    FileRef,
    Location,
    Media,
    Tap,
    Text,
    Unreadable,
)
from tests.conversations.answers import NOURA, NOW, SPORTS, SUNDAY_FIVE, Chat, booking_of, ids, values
from tests.conversations.tea import TEA, TEA_HOUSE, Drink, Pour, PourAway, Tea, TeaShop, at_the_table, thirsty

PHOTO = Media(FileRef("web", "12", mime="image/png"))


# ------------------------------------------------------------------------------------------------ typing and tapping


@pytest.mark.parametrize(
    "body", [Tap("s:كبير", 1), Text("كبير"), Text("  كبيرْ "), Text("2"), Text("٢"), Text("الثاني")]
)
def test_a_tap_its_label_and_its_number_are_the_same(body: Body) -> None:
    chat = thirsty()
    chat.orders("tea")

    card = chat.send(body)

    assert chat.draft(Tea).size == "كبير"
    assert ids(card) == ["tea-sugar"]


def test_numbers_count_what_is_on_the_screen() -> None:
    chat = thirsty()
    chat.orders("tea")
    chat.says("قهوة")  # offers the cups in another order

    chat.says("2")

    assert chat.draft(Tea).size == "صغير"


def test_choices_that_were_shown_once_are_forgotten_with_their_question() -> None:
    chat = thirsty()
    chat.orders("tea")
    chat.says("قهوة")
    chat.says("أهلا وسهلا")

    chat.says("2")

    assert chat.draft(Tea).size == "كبير"


@pytest.mark.parametrize("text", ["3", "٩٩", "0", "🙂", "‹"])
def test_a_number_or_sign_without_a_choice_chooses_nothing(text: str) -> None:
    chat = thirsty()
    chat.orders("tea")

    card = chat.says(text)

    assert ids(card) == ["tea-simpler", "tea-size"]


def test_a_label_is_chosen_even_where_any_sentence_would_do() -> None:
    chat = thirsty()
    chat.orders("tea")
    chat.taps("s:صغير")

    chat.says("بلا سكر")

    assert chat.draft(Tea).sugar == "none"


def test_politeness_is_answered_except_where_it_may_be_the_answer() -> None:
    chat = thirsty()
    chat.orders("tea")

    greeted = chat.says("السلام عليكم")
    chat.taps("s:صغير")
    chat.says("شكرا")

    assert ids(greeted) == ["hello-salam", "tea-size"]
    assert chat.draft(Tea).sugar == "شكرا"


@pytest.mark.parametrize("label", ["حجم آخر", "رجوع", "القائمة"])
def test_buttons_that_the_engine_knows_may_be_typed_too(label: str) -> None:
    chat = at_the_table()

    tapped = chat.fork()
    tapped.presses(label)
    typed = chat.fork()
    typed.says(label)

    assert typed.newest.lines == tapped.newest.lines
    assert typed.state.open == tapped.state.open


# ------------------------------------------------------------------------------------------------------- steering


def test_back_goes_to_the_question_before_and_past_what_asked_nothing() -> None:
    chat = at_the_table()

    assert ids(chat.says("رجوع")) == ["tea-sugar"]
    assert ids(chat.says("رجوع")) == ["tea-size"]
    assert ids(chat.says("رجوع"))[-1:] == ["menu-question"]


def test_a_line_of_the_last_card_is_edited_and_the_rest_kept() -> None:
    chat = at_the_table()

    asked = chat.taps("edit:size")
    back = chat.taps("s:صغير")

    assert ids(asked) == ["tea-size"]
    assert ids(back) == ["tea-poured", "tea-serve"]
    assert chat.draft(Tea) == Tea(size="صغير", sugar="none", poured="صغير")


@pytest.mark.parametrize("value", ["edit:serve", "edit:nothing", "edit:"])
def test_an_edit_that_leads_nowhere_asks_again(value: str) -> None:
    chat = at_the_table()

    assert ids(chat.taps(value))[-1] == "tea-serve"


def test_the_menu_parks_what_was_open_and_offers_it_again() -> None:
    chat = at_the_table()

    menu = chat.says("القائمة")
    resumed = chat.says("كمل")

    assert values(menu)[:2] == ["do:resume", "do:cancel"]
    assert "resume-offer" in ids(menu)
    assert ids(resumed) == ["tea-serve"]
    assert chat.state.parked is None


def test_what_was_only_opened_is_no_half_done_conversation() -> None:
    chat = thirsty()
    chat.orders("tea")

    menu = chat.says("القائمة")

    assert "do:resume" not in values(menu)


def test_the_parked_conversation_is_offered_on_every_menu_until_it_is_dropped() -> None:
    chat = at_the_table()
    chat.says("القائمة")

    again = chat.orders("start")
    dropped = chat.taps("do:cancel")

    assert values(again)[:2] == ["do:resume", "do:cancel"]
    assert ids(dropped)[0] == "draft-cancelled"
    assert "do:resume" not in values(dropped)
    assert chat.shop.did(PourAway)


def test_cancel_drops_what_is_open_and_gives_back_what_it_holds() -> None:
    chat = at_the_table()

    card = chat.says("إلغاء")

    assert ids(card)[0] == "draft-cancelled"
    assert chat.flow == "menu"
    assert len(chat.shop.did(PourAway)) == 1


def test_cancel_with_nothing_open_means_a_booking() -> None:
    assert ids(thirsty().says("إلغاء")) == ["mine-none"]


def test_resume_with_nothing_parked_says_so_in_the_menu_and_asks_on_elsewhere() -> None:
    chat = at_the_table()

    assert ids(thirsty().says("كمل"))[0] == "nothing-to-resume"
    assert ids(chat.says("كمل")) == ["tea-serve"]


def test_resume_keeps_what_is_open_for_later() -> None:
    chat = at_the_table()
    chat.says("القائمة")
    chat.orders("tea")
    chat.taps("s:صغير")

    resumed = chat.says("كمل")

    assert ids(resumed) == ["tea-serve"]
    assert chat.state.parked == Open("tea", 1, {"size": "صغير"})


def test_a_route_beside_the_open_flow_keeps_it() -> None:
    chat = at_the_table()
    before = chat.state.open

    chat.orders("human")

    assert [ids(card) for card in chat.cards] == [["coach-called"], ["tea-serve"]]
    assert chat.state.open == before
    assert chat.shop.did(CallCoach)


def test_an_unknown_command_asks_again() -> None:
    chat = at_the_table()

    assert ids(chat.orders("dance")) == ["command-unknown", "tea-serve"]


# ------------------------------------------------------------------------------------------------------ old buttons


def test_a_second_tap_in_a_row_changes_and_says_nothing() -> None:
    chat = thirsty()
    chat.orders("tea")
    chat.taps("s:كبير", 1)
    before = chat.state

    chat.taps("s:كبير", 1)

    assert chat.cards == ()
    assert msgspec.structs.replace(chat.state, last_tap="") == msgspec.structs.replace(before, last_tap="")


def test_a_second_tap_on_a_button_that_calls_the_coach_calls_once() -> None:
    chat = at_the_table()
    turn = chat.state.turn

    chat.taps("do:human", turn)
    chat.taps("do:human", turn)

    assert len(chat.shop.did(CallCoach)) == 1


@pytest.mark.parametrize("turn", [1, 2, 99])
def test_a_button_of_another_turn_asks_again_and_changes_nothing(turn: int) -> None:
    chat = at_the_table()
    before = chat.state.open

    card = chat.taps("s:صغير", turn)

    assert ids(card) == ["button-old", "tea-serve"]
    assert chat.state.open == before


@pytest.mark.parametrize("value", ["do:back", "do:cancel"])
def test_steering_with_an_old_button_asks_again(value: str) -> None:
    chat = at_the_table()

    assert ids(chat.taps(value, 1)) == ["button-old", "tea-serve"]


def test_buttons_of_notices_never_grow_old() -> None:
    chat = at_the_table()
    chat.says("القائمة")

    assert ids(chat.taps("do:resume", 0)) == ["tea-serve"]


def test_the_menu_button_of_a_notice_leaves_the_notice_on_the_screen() -> None:
    chat = at_the_table()

    chat.taps("do:menu", 0)

    assert not chat.turn.edit
    assert "button-old" not in ids(chat.newest)


def test_a_cell_without_a_value_does_nothing() -> None:
    chat = at_the_table()
    before = chat.state.open

    chat.taps("")

    assert chat.cards == ()
    assert chat.state.open == before


# ----------------------------------------------------------------------------------------------- not understood


def test_who_is_not_understood_gets_an_example_then_the_buttons_then_the_coach() -> None:
    chat = thirsty()
    chat.orders("tea")

    first, second, third = (ids(chat.says("بلوط")) for _ in range(3))
    offered = chat.newest

    assert (first[0], second[0], third[0]) == ("tea-simpler", "lost-buttons", "lost-coach")
    assert "do:human" in values(offered)


def test_the_offer_of_the_coach_may_be_typed_as_its_number() -> None:
    chat = thirsty()
    chat.orders("tea")
    for _ in range(3):
        chat.says("بلوط")

    chat.says("٣")

    assert chat.shop.did(CallCoach)


def test_an_answer_begins_the_count_anew() -> None:
    chat = thirsty()
    chat.orders("tea")
    chat.says("بلوط")
    chat.says("بلوط")
    chat.says("كبير")

    assert chat.state.misses == 0


@pytest.mark.parametrize(("text", "said"), [("", "text-empty"), (" \n", "text-empty"), ("ا" * 2001, "text-too-long")])
def test_empty_and_endless_texts_are_answered_kindly(text: str, said: str) -> None:
    chat = at_the_table()

    assert ids(chat.says(text)) == [said, "tea-serve"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (Unreadable("sticker"), "unreadable-sticker"),
        (Unreadable("voice"), "unreadable-voice"),
        (Unreadable("video"), "unreadable-video"),
        (Unreadable("edited"), "unreadable-edited"),
        (Unreadable("other"), "unreadable-other"),
        (Location(24.7, 46.7), "unreadable-other"),
        (Contact("966501234567", own=True), "unreadable-other"),
        (PHOTO, "file-unexpected"),
    ],
)
def test_what_nobody_reads_keeps_the_question_open(body: Body, said: str) -> None:
    chat = at_the_table()

    assert ids(chat.send(body)) == [said, "tea-serve"]


def test_a_receipt_beside_the_open_flow_keeps_it() -> None:
    chat = at_the_table()
    chat.shop.refuses[ReceiveReceipt] = Refused("refused-not-yours")
    refused = ids(chat.send(PHOTO))

    assert refused == ["refused-not-yours", "tea-serve"]
    assert chat.flow == "tea"


@pytest.mark.parametrize(
    ("status", "said"), [(Status.PENDING_PAYMENT, "receipt-received"), (Status.CANCELLED, "receipt-late")]
)
def test_a_receipt_is_thanked_for_without_promising_a_seat_that_is_no_longer_held(status: Status, said: str) -> None:
    chat = at_the_table()
    booking = booking_of(SPORTS, NOURA, SUNDAY_FIVE, NOW)
    chat.shop.bookings[7] = replace(booking, status=status, payment_method=PaymentMethod.BANK_TRANSFER)

    chat.send(PHOTO)

    assert ids(chat.cards[0]) == [said]


# ------------------------------------------------------------------------------------------------------ changes


def test_a_refused_change_is_explained_and_its_question_asked_again() -> None:
    chat = at_the_table()
    chat.shop.refuses[Drink] = Refused("refused-too-soon", hours=2)

    card = chat.taps("drink")

    assert ids(card) == ["refused-too-soon", "tea-serve"]
    assert card.lines[0].args == {"hours": 2}


def test_a_refused_deed_opens_the_question_that_led_to_it() -> None:
    chat = thirsty()
    chat.shop.refuses[Pour] = Refused("refused-taken")
    chat.orders("tea")
    chat.taps("s:كبير")

    card = chat.taps("none")

    assert ids(card) == ["refused-taken", "tea-size"]
    assert chat.draft(Tea) == Tea(sugar="none")


def test_the_end_says_its_cards_and_returns_to_the_menu() -> None:
    chat = at_the_table()

    card = chat.taps("drink")

    assert ids(card) == ["tea-drunk"]
    assert chat.flow == "menu"


def test_the_end_offers_what_is_still_parked() -> None:
    chat = at_the_table()
    chat.says("القائمة")
    chat.orders("tea")
    chat.taps("s:صغير")
    chat.taps("none")

    chat.taps("drink")

    assert ids(chat.cards[0])[0] == "tea-drunk"
    assert values(chat.newest)[:2] == ["do:resume", "do:cancel"]


# ------------------------------------------------------------------------------------------------------ the store


@pytest.mark.parametrize(
    "opened",
    [Open("tea", 1, {"size": ["no text"]}), Open("coffee", 1, {}), Open("tea", 0, {}), Open("tea", 1, {"sugar": 5})],
)
def test_a_conversation_that_cannot_be_read_apologises_and_shows_the_menu(opened: Open) -> None:
    chat = thirsty(State(open=opened, turn=4))

    card = chat.says("كبير")

    assert ids(card)[0] == "state-unreadable"
    assert chat.flow == "menu"


def test_a_parked_conversation_that_cannot_be_read_is_not_offered() -> None:
    chat = thirsty(State(parked=Open("coffee", 1, {})))

    assert "do:resume" not in values(chat.orders("start"))


def test_an_older_draft_is_brought_up_to_date_step_by_step() -> None:
    upgrades = {
        1: lambda draft: {"cup": draft["mug"]},  # in those days sizes were mugs, later cups
        2: lambda draft: {"size": draft["cup"], "sugar": "none"},
    }
    flows = {**TEA_HOUSE.flows, "tea": replace(TEA, version=3, upgrades=upgrades)}
    house = replace(TEA_HOUSE, flows=flows)
    first = Chat(TeaShop(), house=house, state=State(open=Open("tea", 1, {"mug": "كبير"})))
    second = Chat(TeaShop(), house=house, state=State(open=Open("tea", 2, {"cup": "صغير"})))

    for chat, size in ((first, "كبير"), (second, "صغير")):
        assert ids(chat.says("اشرب"))[-1] == "tea-drunk"
        assert chat.shop.did(Pour) == [Pour(size)]


def test_the_first_card_takes_the_place_of_the_tapped_one_and_of_no_other() -> None:
    chat = at_the_table()

    tapped = chat.fork()
    tapped.taps("edit:size")
    typed = chat.fork()
    typed.says("حجم آخر")
    old = chat.fork()
    old.taps("s:صغير", 1)

    assert (tapped.turn.edit, old.turn.edit) == (True, False)


def test_every_question_raises_the_turn_by_one() -> None:
    chat = thirsty()

    turns = [chat.orders("tea").turn, chat.taps("s:كبير").turn, chat.says("سكر").turn, chat.says("").turn]

    assert turns == [1, 2, 3, 4]


@pytest.mark.parametrize(("language", "digits"), [("english", "latn"), ("arabic", "arab")])
def test_whoever_switches_the_language_reads_its_digits_at_once(language: str, digits: str) -> None:
    chat = Chat()

    chat.taps(f"do:{language}")

    assert chat.turn.who.voice.digits == digits
