"""Linking two chats, as people say it: the code that is shown, the code that is written, and what goes on then."""

from __future__ import annotations

import msgspec
import pytest

from bot.conversations.booking.draft import BookingDraft, chosen
from bot.conversations.linking import LinkHere, MakeLink
from bot.conversations.state import Open, State
from bot.messages import Tap, Text
from tests.conversations.answers import LINK_CODE, SPORTS, Chat, Shop, all_said, ids, values


def talk(opened: Open | None = None, parked: Open | None = None) -> bytes:
    """A talk on another channel, as it is stored."""
    return msgspec.json.encode(State(open=opened, parked=parked, turn=9))


def half_booked() -> Open:
    """A booking that waits for its day."""
    return Open("booking", 1, msgspec.to_builtins(chosen(SPORTS, BookingDraft(person_ok=True))))


# ----------------------------------------------------------------------------------------------------------- showing


@pytest.mark.parametrize("text", ["ربط", "link", "/link"])
def test_who_asks_is_shown_a_code_to_copy(text: str) -> None:
    chat = Chat()

    card = chat.orders("link") if text.startswith("/") else chat.says(text)

    assert chat.shop.did(MakeLink) == [MakeLink()]
    assert ids(card) == ["link-code", "link-code-good"]
    assert [item.text for item in card.copy] == [f"ربط {LINK_CODE}"]


def test_what_is_copied_is_what_is_understood() -> None:
    chat = Chat()
    (item,) = chat.says("ربط").copy

    chat.says(item.text)

    assert chat.shop.did(LinkHere) == [LinkHere(LINK_CODE)]


# ----------------------------------------------------------------------------------------------------------- writing


def test_who_has_bookings_is_asked_before_they_are_shared() -> None:
    chat = Chat(Shop(booked_here=True))

    card = chat.says(f"ربط {LINK_CODE}")

    assert ids(card)[0] == "link-sure"
    assert values(card)[:2] == [f"do:link:{LINK_CODE}:sure", "do:menu"]

    linked = chat.taps(f"do:link:{LINK_CODE}:sure")

    assert ids(linked)[0] == "link-done"
    assert chat.shop.did(LinkHere) == [LinkHere(LINK_CODE), LinkHere(LINK_CODE, sure=True)]


@pytest.mark.parametrize(
    "text", ["ربط 12345678", "ربط: ١٢٣٤٥٦٧٨", "اربط ۱۲۳۴۵۶۷۸", "LINK 12345678", "  رَبط   12345678 "]
)
def test_a_code_is_read_in_digits_of_any_family(text: str) -> None:
    chat = Chat()

    card = chat.says(text)

    assert chat.shop.did(LinkHere) == [LinkHere(LINK_CODE)]
    assert ids(card)[0] == "link-done"


@pytest.mark.parametrize("text", ["ربط 1234567", "ربط 123456789", "ربط 1234 5678 9", "12345678"])
def test_what_is_no_code_is_not_tried(text: str) -> None:
    chat = Chat()

    chat.says(text)

    assert chat.shop.did(LinkHere) == []


@pytest.mark.parametrize("args", ["1234567", "abcdefgh", "12345678 9", "١٢٣٤٥٦٧٨x"])
def test_a_command_with_something_else_is_answered(args: str) -> None:
    chat = Chat()

    card = chat.orders("link", args)

    assert (ids(card)[0], chat.shop.did(LinkHere)) == ("refused-link", [])


def test_a_code_that_is_not_good_changes_nothing() -> None:
    chat = Chat()
    chat.orders("book")
    chat.says("ربط 00000000")

    assert ids(chat.newest)[:2] == ["refused-link", "ask-consultation"]
    assert chat.flow == "booking"


# ------------------------------------------------------------------------------------------------------- and going on


@pytest.mark.parametrize("parked", [False, True])
def test_what_was_half_done_there_goes_on_here(parked: bool) -> None:
    left = half_booked()
    chat = Chat(Shop(talk_elsewhere=talk(parked=left) if parked else talk(left)))

    card = chat.says(f"ربط {LINK_CODE}")

    assert ids(card) == ["link-done", "ask-day"]
    assert chat.booking.consultation_id == SPORTS.consultation_id
    assert chat.state.parked is None


def test_what_is_open_here_goes_first() -> None:
    chat = Chat(Shop(talk_elsewhere=talk(half_booked())))
    chat.orders("book")

    card = chat.says(f"ربط {LINK_CODE}")

    assert ids(card)[:2] == ["link-done", "ask-consultation"]
    assert chat.booking == BookingDraft()


@pytest.mark.parametrize(
    "left",
    [
        None,
        b"",
        b"no state",
        b'{"turn": "many"}',
        talk(),
        talk(Open("move", 1, {})),
        talk(Open("booking", 1, {"consultation_id": "?"})),
        talk(Open("booking", 99, {"consultation_id": []})),
    ],
)
def test_where_nothing_can_go_on_the_menu_follows(left: bytes | None) -> None:
    chat = Chat(Shop(talk_elsewhere=left))

    card = chat.says(f"ربط {LINK_CODE}")

    assert ids(card) == ["link-done", "menu-question"]
    assert chat.flow == "menu"


def test_an_old_button_of_the_other_chat_is_old_here() -> None:
    chat = Chat(Shop(talk_elsewhere=talk(half_booked())))
    chat.says(f"ربط {LINK_CODE}")

    chat.send(Tap("d:2026-11-22", 9))

    assert all_said(chat.cards)[0] == "button-old"


def test_the_booking_that_goes_on_can_be_answered_at_once() -> None:
    chat = Chat(Shop(talk_elsewhere=talk(half_booked())))
    card = chat.says(f"ربط {LINK_CODE}")
    assert "d:2026-11-22" in values(card)

    chat.send(Text("بكرة"))

    assert ids(chat.newest)[-1] == "ask-time"
