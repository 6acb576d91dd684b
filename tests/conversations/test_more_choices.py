"""More choices than a list holds: the next part by its button and its word, the last part's way back, old buttons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.channels.whatsapp_pieces import Menu
from bot.channels.whatsapp_render import render
from bot.messages import Outgoing, Tap, Text
from tests.conversations.answers import SPORTS, Chat, Shop, ids, values

OFFERS = tuple(replace(SPORTS, consultation_id=number, title=f"برنامج {number}") for number in range(1, 26))


def at_the_counter() -> Chat:
    """Asked which of twenty-five consultations it shall be."""
    chat = Chat(Shop(offers=OFFERS))
    chat.orders("book")
    return chat


def rows(card: Outgoing, chat: Chat) -> list[tuple[str, str]]:
    """The list as WhatsApp shows it: the ids and titles of its rows."""
    (menu,) = (piece for piece in render(card, chat.who.voice) if isinstance(piece, Menu))
    return [(row.id, row.title) for row in menu.rows]


def steps(chat: Chat) -> Iterator[str]:
    """The buttons that lead on from page to page, and the words on them."""
    while (more := rows(chat.newest, chat)[-1])[0].endswith(f":page:{chat.newest.page + 1}"):
        yield more[1]
        chat.taps(f"page:{chat.newest.page + 1}")


# ---------------------------------------------------------------------------------------------------- from part to part


def test_a_page_asks_the_same_question_with_its_number() -> None:
    chat = at_the_counter()

    card = chat.taps("page:2")

    assert (ids(card)[0], card.page, card.turn) == ("ask-consultation", 2, chat.state.turn)
    assert (chat.state.page, chat.state.misses) == (2, 0)


def test_every_choice_is_reached_by_going_on_and_the_last_part_leads_back() -> None:
    chat = at_the_counter()
    seen = {id_.partition(":")[2] for id_, _ in rows(chat.newest, chat)}

    for said in steps(chat):
        assert said == "المزيد"
        seen |= {id_.partition(":")[2] for id_, _ in rows(chat.newest, chat)}

    assert {f"type:{offer.consultation_id}" for offer in OFFERS} <= seen
    assert rows(chat.newest, chat)[-1] == (f"{chat.newest.turn}:page:0", "من البداية")


def test_a_choice_of_a_later_part_is_taken_like_any_other() -> None:
    chat = at_the_counter()
    chat.taps("page:1")

    chat.taps("type:12")

    assert chat.booking.consultation_id == 12


def test_the_next_question_begins_with_its_first_part() -> None:
    chat = at_the_counter()
    chat.taps("page:1")

    chat.taps("type:12")

    assert (chat.newest.page, chat.state.page) == (0, 0)


# ------------------------------------------------------------------------------------------------------------- by words


@pytest.mark.parametrize("word", ["المزيد", "more", "More", "المزيد…"])
def test_the_word_leads_on_as_the_button_does(word: str) -> None:
    chat = at_the_counter()

    pages = [chat.says(word).page, chat.says(word).page]

    assert pages == [1, 2]


@pytest.mark.parametrize("word", ["من البداية", "From the beginning"])
def test_the_last_parts_word_leads_to_the_first(word: str) -> None:
    chat = at_the_counter()
    chat.says("المزيد")

    card = chat.says(word)

    assert (ids(card)[0], card.page, chat.flow) == ("ask-consultation", 0, "booking")


def test_on_the_first_part_those_words_begin_anew() -> None:
    chat = at_the_counter()

    chat.says("من البداية")

    assert chat.flow == "menu"


@pytest.mark.parametrize("body", [Text("12"), Text("١٢"), Text("برنامج 12")])
def test_numbers_and_names_count_all_of_the_choices_on_every_part(body: Text) -> None:
    chat = at_the_counter()
    chat.taps("page:2")

    chat.send(body)

    assert chat.booking.consultation_id == 12


def test_beyond_the_last_part_is_the_last_part() -> None:
    chat = at_the_counter()
    for _ in range(8):
        card = chat.says("المزيد")

    assert rows(card, chat)[-1][0] == f"{card.turn}:page:0"


# -------------------------------------------------------------------------------------------------------- other choices


def test_choices_that_were_narrowed_are_paged_as_they_were_shown() -> None:
    chat = at_the_counter()
    chat.says("برنامج")  # which of them?
    shown = [value for value in values(chat.newest) if value.startswith("type:")]

    card = chat.taps("page:1")

    assert [value for value in values(card) if value.startswith("type:")] == shown


# ---------------------------------------------------------------------------------------------------------- bad buttons


def test_an_old_button_asks_anew_from_the_first_part() -> None:
    chat = at_the_counter()
    old = chat.state.turn
    chat.taps("page:1")

    card = chat.send(Tap("page:2", old))

    assert (ids(card)[0], card.page) == ("button-old", 0)


def test_a_double_tap_says_nothing() -> None:
    chat = at_the_counter()
    turn = chat.state.turn
    chat.send(Tap("page:1", turn))

    chat.send(Tap("page:1", turn))

    assert chat.cards == ()
    assert chat.state.page == 1


@pytest.mark.parametrize("value", ["page:", "page:x", "page:-1", "page:1000", "page:" + "9" * 40, "page"])
def test_what_is_no_page_is_not_understood(value: str) -> None:
    chat = at_the_counter()

    card = chat.taps(value)

    assert (card.page, chat.state.misses) == (0, 1)
    assert ids(card)[-1] != "button-old"
