"""What comes unasked, as people change it: words, buttons, and the card that shows how it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from booking.people import Client
from bot.conversations.notifying import SetNotices
from bot.messages import Term
from tests.conversations.answers import NOURA, Chat, Shop, ids, values

SILENT = replace(NOURA, reminders_on=False)


def wishes(client: Client) -> tuple[bool, bool, tuple[str, ...]]:
    return client.reminders_on, client.offers_on, client.other_ways


# ------------------------------------------------------------------------------------------------------------- words


@pytest.mark.parametrize("text", ["إيقاف", "ايقاف", "STOP", "Stop.", "unsubscribe", "إيقاف التذكيرات"])
def test_stop_is_understood_everywhere(text: str) -> None:
    chat = Chat()

    card = chat.says(text)

    assert ids(card) == ["notices-stopped"]
    assert values(card) == ["do:reminderson", "do:notices"]
    assert wishes(chat.shop.client)[:2] == (False, False)


@pytest.mark.parametrize("text", ["رجّع", " رجّع التذكيرات", "START", "unstop"])
def test_in_the_middle_of_a_booking_too_where_the_word_answers_nothing(text: str) -> None:
    chat = Chat(Shop(client=SILENT))
    chat.orders("book")

    chat.says(text)

    assert chat.shop.client.reminders_on


def test_back_is_back_in_the_middle_of_a_booking() -> None:
    chat = Chat(Shop(client=SILENT))
    chat.orders("book")

    chat.says("رجع")

    assert not chat.shop.client.reminders_on


@pytest.mark.parametrize("text", ["رجّع", "رجع", "START", "start", "ابدأ", "UNSTOP"])
def test_who_has_stopped_may_take_it_up_again(text: str) -> None:
    chat = Chat(Shop(client=SILENT))

    card = chat.says(text)

    assert ids(card)[0] == "notices-back"
    assert wishes(chat.shop.client)[:2] == (True, False)


@pytest.mark.parametrize(("text", "said"), [("رجّع", "ask-consultation"), ("ابدأ", "menu-question")])
def test_to_everybody_else_these_words_mean_what_they_meant(text: str, said: str) -> None:
    chat = Chat()
    chat.orders("book")
    chat.taps("type:2")

    card = chat.says(text)

    assert said in ids(card)
    assert chat.shop.did(SetNotices) == []


def test_stopping_leaves_what_is_half_done_where_it_is() -> None:
    chat = Chat()
    chat.orders("book")

    chat.says("STOP")

    assert [ids(card)[0] for card in chat.cards] == ["notices-stopped", "ask-consultation"]
    assert chat.flow == "booking"


def test_stopping_twice_is_answered_twice() -> None:
    chat = Chat()
    chat.says("STOP")

    assert ids(chat.says("إيقاف")) == ["notices-stopped"]


def test_offers_do_not_come_back_with_the_reminders() -> None:
    chat = Chat(Shop(client=replace(NOURA, offers_on=True)))

    chat.says("STOP")
    chat.says("START")

    assert wishes(chat.shop.client)[:2] == (True, False)


# ----------------------------------------------------------------------------------------------------------- buttons


def test_the_card_says_how_it_stands_and_offers_the_other_ways() -> None:
    chat = Chat()

    card = chat.says("الإشعارات")

    assert ids(card) == ["notices-reminders", "notices-offers", "notices-other"]
    assert [next(iter(line.args.values())) for line in card.lines] == [
        Term("notices-on"),
        Term("notices-off"),
        Term("notices-way-sms"),
    ]
    assert values(card) == ["do:remindersoff", "do:offerson", "do:tellby:email", "do:tellby:none", "do:menu"]


CHANGES = [
    ("do:remindersoff", (False, False, ("sms", "email"))),
    ("do:reminderson", (True, False, ("sms", "email"))),
    ("do:offerson", (True, True, ("sms", "email"))),
    ("do:offersoff", (True, False, ("sms", "email"))),
    ("do:tellby:email", (True, False, ("email", "sms"))),
    ("do:tellby:sms", (True, False, ("sms", "email"))),
    ("do:tellby:none", (True, False, ())),
    ("do:tellby:pigeon", (True, False, ("sms", "email"))),
    ("do:tellby", (True, False, ("sms", "email"))),
]


@pytest.mark.parametrize(("button", "wished"), CHANGES)
def test_a_button_changes_one_wish_and_shows_the_card_again(
    button: str, wished: tuple[bool, bool, tuple[str, ...]]
) -> None:
    chat = Chat()
    chat.orders("notices")

    card = chat.taps(button, 0)

    assert wishes(chat.shop.client) == wished
    assert ids(card) == ["notices-reminders", "notices-offers", "notices-other"]


def test_what_is_off_can_be_turned_on_and_the_way_that_is_taken_is_not_offered() -> None:
    chat = Chat(Shop(client=replace(NOURA, reminders_on=False, offers_on=True, other_ways=())))

    card = chat.orders("notices")

    assert values(card) == ["do:reminderson", "do:offersoff", "do:tellby:sms", "do:tellby:email", "do:menu"]
