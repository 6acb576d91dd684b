"""No card, whatever people write into it, becomes a message that WhatsApp refuses, and nothing of it is lost."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.telegram_text import units
from bot.channels.whatsapp_contents import content_variables
from bot.channels.whatsapp_pieces import (
    BODY,
    BODY_LINES,
    BUTTON_TITLE,
    BUTTONS,
    CAPTION,
    ROW_DESCRIPTION,
    ROW_TITLE,
    ROWS,
    TEXT,
    Buttons,
    Document,
    Menu,
    Piece,
    Pin,
    Words,
)
from bot.channels.whatsapp_render import render
from bot.messages import (
    Choice,
    Copyable,
    Outgoing,
    Voice,
    say,
)
from tests.channels.whatsapp_cards import (
    CARDS,
    ENGLISH,
    GO_MENU,
    IBAN,
    OUTGOING,
    VOICE,
)
from tests.standins.telegram_people import UNSEEN


def check(piece: Piece) -> None:
    """What Twilio and WhatsApp refuse."""
    if isinstance(piece, Buttons | Menu):
        variables = content_variables(piece).values()
        assert len(variables) <= 100
        assert all(value.strip() for value in variables)
    match piece:
        case Words(body=body):
            assert 0 < units(body) <= TEXT
        case Buttons(body=body, buttons=buttons):
            check_body(body)
            assert 1 <= len(buttons) <= BUTTONS
            assert all(0 < units(button.title) <= BUTTON_TITLE for button in buttons)
            assert len({button.title for button in buttons}) == len(buttons)
            check_ids([button.id for button in buttons])
        case Menu(body=body, button=button, rows=rows):
            check_body(body)
            assert 0 < units(button) <= BUTTON_TITLE
            assert 1 <= len(rows) <= ROWS
            assert all(0 < units(row.title) <= ROW_TITLE for row in rows)
            assert all(units(row.description) <= ROW_DESCRIPTION for row in rows)
            check_ids([row.id for row in rows])
        case Document(caption=caption):
            assert units(caption) <= CAPTION
        case Pin(latitude=latitude, longitude=longitude):
            assert abs(latitude) <= 90
            assert abs(longitude) <= 180


def check_body(body: str) -> None:
    assert 0 < units(body) <= BODY
    assert body.count("\n") < BODY_LINES


def check_ids(ids: list[str]) -> None:
    assert len(set(ids)) == len(ids)
    assert all(id_.isascii() and len(id_) <= 200 for id_ in ids)


@settings(max_examples=150, deadline=None)
@given(OUTGOING, st.sampled_from([VOICE, ENGLISH]))
def test_no_card_becomes_what_whatsapp_refuses(card: Outgoing, voice: Voice) -> None:
    for piece in render(card, voice):
        check(piece)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("*مهم*", "∗مهم∗"),
        ("_x_ ~y~", "ˍxˍ ∼y∼"),
        ("`code`", "ˋcodeˋ"),
        ("```\ncode\n```", "ˋˋˋ\ncode\nˋˋˋ"),
        ("5*4*3 nora_al__ali", "5*4*3 nora_al__ali"),
        ("نجمة * واحدة", "نجمة * واحدة"),
        ("*من https://x.example/*a*_b_ هنا*", "∗من https://x.example/*a*_b_ هنا∗"),
    ],
)
def test_what_people_write_turns_into_no_markup(written: str, shown: str) -> None:
    [words] = render(Outgoing((say("coach-notes", notes=written),)), VOICE)

    assert isinstance(words, Words)
    assert words.body.translate(UNSEEN) == f"ملاحظات الفريق: {shown}"


def test_a_message_never_begins_with_a_latin_word() -> None:
    notes = "Nora said a sentence. " * 90

    pieces = render(Outgoing((say("coach-notes", notes=notes),)), VOICE)

    bodies = [piece.body for piece in pieces if isinstance(piece, Words)]
    assert len(bodies) > 1
    assert all(body.startswith("\u200f") for body in bodies[1:])


@pytest.mark.parametrize("asks", [False, True])
def test_a_text_without_a_single_pause_still_fits(asks: bool) -> None:
    card = Outgoing((say("coach-notes", notes="x" * 5000),), (GO_MENU,) if asks else ())

    for piece in render(card, VOICE):
        check(piece)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="اب. \n؟a", max_size=700), min_size=1, max_size=9), st.booleans())
def test_nothing_is_lost_where_a_long_text_is_parted(notes: list[str], asks: bool) -> None:
    lines = tuple(say("coach-notes", notes=note) for note in notes)

    pieces = render(Outgoing(lines, (GO_MENU,) if asks else ()), VOICE)

    together = "".join(piece.body for piece in pieces if isinstance(piece, Words | Buttons))
    expected = "".join(f"ملاحظات الفريق: {note}" for note in notes)
    assert letters(together) == letters(expected)


def letters(text: str) -> str:
    return "".join(text.translate(UNSEEN).split())


@pytest.mark.parametrize("before", range(0, 1600, 97))
def test_links_and_what_is_copied_stay_in_one_piece(before: int) -> None:
    link = "https://pay.example/" + "c" * 180
    card = Outgoing(
        (say("coach-notes", notes="ك " * (before // 2)), say("coach-notes", notes=f"هنا {link} أو هناك. " * 3)),
        ((Choice("", say("go-pay"), link=link),), GO_MENU),
        copy=(Copyable(say("copy-iban"), IBAN),),
    )

    bodies = [piece.body for piece in render(card, VOICE) if isinstance(piece, Words | Buttons)]

    assert sum(body.count(link) for body in bodies) == 4
    assert sum(IBAN in body.split("\n") for body in bodies) == 1


def test_a_body_of_very_many_lines_is_parted_before_its_end() -> None:
    card = Outgoing((say("part-noon"),) * BODY_LINES, (GO_MENU,))
    longer = msgspec.structs.replace(card, lines=(say("part-noon"),) * (BODY_LINES + 5))

    assert [type(piece) for piece in render(card, VOICE)] == [Buttons]
    first, last = render(longer, VOICE)
    assert isinstance(first, Words)
    assert isinstance(last, Buttons)
    assert (first.body.count("\n"), last.body.count("\n")) == (4, BODY_LINES - 1)


# ------------------------------------------------------------------------------------------------- files and places


@pytest.mark.parametrize(
    ("link", "place"),
    [
        ("https://www.google.com/maps/search/?api=1&query=24.7136%2C46.6753", (24.7136, 46.6753)),
        ("https://maps.google.com/?q=-33.8,151.2", (-33.8, 151.2)),
        ("https://maps.apple.com/?ll=24.7,46.6", (24.7, 46.6)),
        ("https://maps.app.goo.gl/abc", None),
        ("https://www.google.com/maps/@24.7,46.6,15z", None),
        ("https://maps.google.com/?q=Riyadh", None),
        ("https://maps.google.com/?q=124.7,46.6", None),
        ("https://elsewhere.example/?q=24.7,46.6", None),
        ("https://[", None),
    ],
)
def test_a_link_that_names_a_point_becomes_a_pin_and_any_other_stays_a_link(
    link: str, place: tuple[float, float] | None
) -> None:
    pieces = render(Outgoing((say("line-link-later"),), copy=(Copyable(say("copy-map"), link),)), VOICE)

    pins = [(pin.latitude, pin.longitude) for pin in pieces if isinstance(pin, Pin)]
    text = "".join(piece.body for piece in pieces if isinstance(piece, Words))
    assert pins == ([place] if place else [])
    assert (link in text) is (place is None)


def test_a_picture_with_more_text_than_a_caption_holds_goes_before_its_text() -> None:
    card = msgspec.structs.replace(CARDS["picture"], lines=(say("coach-notes", notes="كلمة " * 210),))

    assert [type(piece) for piece in render(card, VOICE)] == [Document, Words]
