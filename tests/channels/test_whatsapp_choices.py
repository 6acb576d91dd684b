"""Every choice of a card can be reached on WhatsApp, by a tap or by its number, and comes back as it was offered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec
from hypothesis import given, settings

from bot.channels.whatsapp_parse import parse
from bot.channels.whatsapp_pieces import (
    Button,
    Buttons,
    Menu,
    Piece,
    Row,
    Words,
)
from bot.channels.whatsapp_render import render
from bot.conversations.booking.grid import month_grid
from bot.conversations.choosing import by_number
from bot.messages import (
    Choice,
    Outgoing,
    Tap,
    say,
)
from tests.channels.whatsapp_cards import (
    CARDS,
    OUTGOING,
    VOICE,
    WAYS_OUT,
    offer_rows,
)
from tests.standins.telegram_people import UNSEEN


@settings(max_examples=100, deadline=None)
@given(OUTGOING)
def test_every_choice_can_be_reached_and_comes_back_as_it_was_offered(card: Outgoing) -> None:
    card = msgspec.structs.replace(card, page=0)
    wanted = {choice.value for row in card.rows for choice in row if not (choice.aside or choice.link)} - {""}

    reached = {tap.value for piece in everything(card) for tap in taps(piece, card.turn)}

    assert wanted <= reached or by_number(card.rows, "1", VOICE) or any(map(is_number, card.rows))


def everything(card: Outgoing) -> Iterator[Piece]:
    """All messages of all pages, each page reached by the row that leads to it."""
    page, seen = 0, set[int]()
    while page not in seen:
        seen.add(page)
        pieces = render(msgspec.structs.replace(card, page=page), VOICE)
        yield from pieces
        values = [tap.value for piece in pieces for tap in taps(piece, card.turn)]
        page = next((int(value[5:]) for value in values if value in {f"page:{n}" for n in range(9)}), page)


def taps(piece: Piece, turn: int) -> Iterator[Tap]:
    """What comes in when each choice of a message is tapped."""
    match piece:
        case Buttons(buttons=buttons):
            sent = [{"ButtonPayload": button.id, "Body": button.title} for button in buttons]
        case Menu(rows=rows):
            sent = [{"ListId": row.id, "Body": row.title} for row in rows]
        case _:
            sent = []
    for form in sent:
        incoming = parse({"MessageSid": "SM1", "From": "whatsapp:+966500000001", **form})
        assert incoming is not None
        assert isinstance(incoming.body, Tap)
        assert incoming.body.turn == turn
        yield incoming.body


def is_number(row: tuple[Choice, ...]) -> bool:
    """Whether a label is itself what is typed, so that no choice has a number."""
    return any(str(choice.label).strip().isdecimal() for choice in row if choice.value and not choice.aside)


def test_numbers_are_those_that_the_conversation_counts() -> None:
    rows = CARDS["long-labels"].rows
    mixed = (*rows[:2], (Choice("", "رأس"), *WAYS_OUT), *rows[2:])

    [words] = render(Outgoing((say("which-consultation"),), mixed, turn=3), VOICE)

    assert isinstance(words, Words)
    lines = [line.translate(UNSEEN) for line in words.body.split("\n")]
    for number, digit in enumerate("١٢٣٤", 1):
        tap = by_number(mixed, digit, VOICE)
        assert tap == by_number(mixed, str(number), VOICE) == Tap(f"type:{number}")
        assert any(line.startswith(f"{digit}. برنامج متكامل رقم {number}") for line in lines)


def test_months_of_free_days_are_paged_and_the_arrows_stand_on_every_page() -> None:
    days = [date(2026, 11, 1) + timedelta(days=step) for step in range(31)]
    card = Outgoing((say("ask-day"),), month_grid(date(2026, 11, 1), days, "EG"), turn=4)

    pages = [render(msgspec.structs.replace(card, page=page), VOICE) for page in range(4)]

    for [menu] in pages:
        assert isinstance(menu, Menu)
        assert "4:m:2026-12" in [row.id for row in menu.rows]
    shown = [row.id for [menu] in pages if isinstance(menu, Menu) for row in menu.rows if ":d:" in row.id]
    assert shown == [f"4:d:{day}" for day in days[:30]]


def test_a_card_that_asks_nothing_shows_all_its_choices_at_once() -> None:
    pieces = render(CARDS["twelve"], VOICE)

    ids = [row.id for piece in pieces if isinstance(piece, Menu) for row in piece.rows]
    assert ids == [f"0:do:booking:{number}" for number in range(1, 13)]


def test_a_title_is_never_shortened_without_the_whole_of_it_beside() -> None:
    label = "برنامج تحضير لبطولة كمال أجسام"

    [menu] = render(Outgoing((say("ask-consultation"),), offer_rows("يوغا", label), turn=2), VOICE)

    assert isinstance(menu, Menu)
    assert [row for row in menu.rows if row.id == "2:type:2"] == [Row("2:type:2", "برنامج تحضير لبطولة…", label)]


def test_what_is_called_the_same_becomes_a_list_whose_rows_say_what_they_belong_to() -> None:
    both = (
        (Choice("a", "يوغا"), Choice("b", "تفاصيل", aside=True)),
        (Choice("c", "نوم"), Choice("d", "تفاصيل", aside=True)),
    )

    [menu] = render(Outgoing((say("ask-consultation"),), both, turn=1), VOICE)

    assert isinstance(menu, Menu)
    assert [(row.title, row.description) for row in menu.rows][2:] == [("تفاصيل", "يوغا"), ("تفاصيل", "نوم")]


def test_a_way_out_is_offered_only_where_there_is_room() -> None:
    choices = tuple(Choice(value, value) for value in "abc")

    [three] = render(Outgoing((say("ask-name"),), (choices, WAYS_OUT), turn=1), VOICE)
    [two] = render(Outgoing((say("ask-name"),), (choices[:2], WAYS_OUT), turn=1), VOICE)

    assert isinstance(three, Buttons)
    assert isinstance(two, Buttons)
    assert [button.id for button in three.buttons] == ["1:a", "1:b", "1:c"]
    assert two.buttons[2] == Button("1:do:back", "رجوع")
