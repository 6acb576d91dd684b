from __future__ import annotations

import pytest

from tests.conversations.answers import Chat, Shop, ids
from tests.conversations.booking.walk import at, at_review


@pytest.mark.parametrize(
    ("said", "meeting"), [("أونلاين", "online"), ("حضوري", "in_person"), ("مو أونلاين", "in_person")]
)
def test_the_way_of_meeting_may_be_typed(said: str, meeting: str) -> None:
    chat = at("meeting")

    chat.says(said)

    assert chat.booking.meeting == meeting


def test_who_has_no_choice_is_not_asked() -> None:
    chat = Chat()
    chat.orders("start", "type_3")
    chat.taps("right")
    chat.taps("d:2026-11-22")

    card = chat.taps("t:2026-11-22T14:00Z")

    assert chat.booking.meeting == "in_person"
    assert ids(card)[0] == "ask-consent"


@pytest.mark.parametrize("said", ["لا", "تخطي", "ما عندي"])
def test_one_time_is_enough(said: str) -> None:
    chat = at("alternative")

    chat.says(said)

    assert chat.booking.wants_other is False


def test_a_second_time_is_picked_like_the_first_and_is_not_the_same() -> None:
    chat = at("alternative")

    day = chat.says("نعم")
    chat.taps("d:2026-11-22")
    same = chat.taps("t:2026-11-22T14:00Z")
    chat.taps("t:2026-11-22T15:00Z")

    assert ids(day) == ["ask-other-day"]
    assert ids(same)[0] == "alternative-same"
    assert chat.booking.other.start is not None
    assert ids(chat.newest)[0] == "ask-consent"


def test_the_second_time_stands_on_the_review_and_may_be_dropped_there() -> None:
    chat = at("alternative")
    for value in ("yes", "d:2026-11-23", "t:2026-11-23T15:00Z", "no"):
        chat.taps(value)
    shown = ids(chat.newest)

    chat.taps("edit:alternative")
    chat.taps("no")

    assert "line-alternative" in shown
    assert "line-alternative" not in ids(chat.newest)


def test_where_the_coach_need_not_agree_no_second_time_is_asked_for() -> None:
    chat = Chat(Shop())
    chat.orders("start", "type_1")
    for value in ("right", "d:2026-11-22", "t:2026-11-22T14:00Z"):
        chat.taps(value)

    assert ids(chat.newest)[0] == "ask-consent"


def test_the_way_of_meeting_is_edited_at_the_review() -> None:
    chat = at_review()
    chat.taps("edit:meeting")

    chat.taps("in_person")

    assert chat.booking.meeting == "in_person"
    assert ids(chat.newest)[0] == "review-title"
