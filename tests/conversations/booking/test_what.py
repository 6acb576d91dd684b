from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversations.commands import HoldSlot, ReleaseHold
from tests.conversations.answers import FOOD, INTRO, NOURA, SPORTS, Chat, Shop, ids, values
from tests.conversations.booking.walk import at, at_review

ANOTHER = replace(SPORTS, consultation_id=4, title="استشارة رياضية للسيدات", title_en="Sports for women")


@pytest.mark.parametrize("text", ["ابي تغذية", "تغذية", "دايت", "diet"])
def test_a_consultation_is_chosen_by_its_name(text: str) -> None:
    chat = at("consultation")

    card = chat.says(text)

    assert chat.booking.consultation_id == FOOD.consultation_id
    assert ids(card)[0] == "picked-consultation"


def test_a_consultation_named_in_the_menu_begins_its_booking() -> None:
    chat = Chat()

    chat.says("استشارة تغذية")

    assert chat.booking.consultation_id == FOOD.consultation_id


def test_several_that_may_be_meant_are_asked_about_and_numbered_as_shown() -> None:
    chat = at("consultation", offers=(INTRO, SPORTS, FOOD, ANOTHER))

    card = chat.says("رياضية")
    chat.says("٢")

    assert ids(card)[0] == "which-consultation"
    assert [value for value in values(card) if value.startswith("type:")] == ["type:2", "type:4"]
    assert chat.booking.consultation_id == ANOTHER.consultation_id


def test_details_are_shown_and_lead_back_to_the_list() -> None:
    chat = at("consultation")

    details = chat.taps("about:2")
    listed = chat.presses("استشارات أخرى")

    assert ids(details)[:3] == ["offer-line", "offer-description", "offer-feature"]
    assert values(details)[0] == "type:2"
    assert ids(listed)[0] == "ask-consultation"


def test_one_that_is_gone_is_said_to_be_gone() -> None:
    chat = at("consultation")
    chat.shop.offers = (INTRO, replace(SPORTS, is_active=False))

    card = chat.taps("type:2")

    assert ids(card)[0] == "consultation-gone"
    assert chat.booking.consultation_id == 0


def test_without_any_consultation_the_coach_is_offered() -> None:
    chat = Chat(Shop(offers=()))

    card = chat.orders("book")

    assert ids(card) == ["catalogue-empty"]
    assert values(card)[0] == "do:human"


@pytest.mark.parametrize(
    ("link", "consultation", "campaign"),
    [("type_2", 2, ""), ("type_2-ramadan", 2, "ramadan"), ("type_3_insta-1", 3, "insta-1")],
)
def test_a_deep_link_opens_its_consultation(link: str, consultation: int, campaign: str) -> None:
    chat = Chat()

    chat.orders("start", link)

    assert (chat.booking.consultation_id, chat.booking.campaign) == (consultation, campaign)


@pytest.mark.parametrize("link", ["type_99", "type_4"])
def test_a_deep_link_to_what_is_gone_shows_what_there_is(link: str) -> None:
    chat = Chat(Shop(offers=(INTRO, replace(ANOTHER, is_active=False))))

    card = chat.orders("start", link)

    assert ids(card)[:2] == ["consultation-gone", "ask-consultation"]


@pytest.mark.parametrize("link", ["", "type_", "type_x", "hello", "type_1 2"])
def test_any_other_start_is_the_menu(link: str) -> None:
    chat = Chat()

    chat.orders("start", link)

    assert chat.flow == "menu"


def test_another_consultation_at_the_review_forgets_the_time_and_moves_the_hold() -> None:
    chat = at_review()
    chat.taps("edit:consultation")

    chat.taps("type:1")
    chat.taps("d:2026-11-23")
    chat.taps("t:2026-11-23T14:00Z")

    held = chat.shop.did(HoldSlot)[-1]
    assert (held.consultation_id, held.booking_id, held.meeting_type) == (1, 7, "online")


def test_archived_half_way_the_client_chooses_anew() -> None:
    chat = at("time")
    chat.shop.offers = (INTRO, FOOD)

    gone = chat.taps("t:2026-11-22T14:00Z")
    chosen = chat.presses("استشارات أخرى")

    assert "consultation-gone" in ids(gone)
    assert ids(chosen)[0] == "ask-consultation"


def test_a_dropped_draft_gives_its_seat_back() -> None:
    chat = at_review(NOURA)

    chat.says("إلغاء")

    assert chat.shop.did(ReleaseHold) == [ReleaseHold(7)]
