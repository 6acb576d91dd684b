"""What a card becomes on Telegram. `GOLDEN=write` writes the golden files anew, to be read before a commit."""

from __future__ import annotations

import calendar
import json
import os
import re
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.telegram import parse, render
from bot.channels.telegram_render import COPY_UNITS, TEXT_UNITS, Rendered
from bot.channels.telegram_text import units
from bot.messages import (
    Amount,
    Attachment,
    Choice,
    Code,
    Copyable,
    Day,
    Moment,
    Outgoing,
    Rows,
    Say,
    Tap,
    Term,
    Voice,
    say,
)
from tests.standins.telegram_people import UNSEEN
from tests.standins.telegram_rules import check_markup, check_text

GOLDEN = Path(__file__).parent / "golden" / "telegram"
VOICE = Voice(gender="female")
SUNDAY = datetime(2026, 11, 22, 14, tzinfo=UTC)
BOOKING_LINES = (
    say("line-number", number=Code("CB-20261122-0001")),
    say("line-consultation", title="استشارة VIP", minutes=60),
    say("line-time", time=Moment(SUNDAY)),
    say("line-amount", amount=Amount(15000, "SAR")),
)
GO_MENU = (Choice("do:menu", say("go-menu")),)


def november(*free: int) -> Rows:
    """A month whose `free` days can be tapped."""
    weeks = calendar.Calendar(calendar.SUNDAY).monthdatescalendar(2026, 11)
    heading = (Choice("", " "), Choice("", Day(date(2026, 11, 1), "month")), Choice("m:2026-12", "›"))
    names = tuple(Choice("", Day(day, "letter")) for day in weeks[0])
    return heading, names, *(tuple(cell(day, free) for day in week) for week in weeks)


def cell(day: date, free: tuple[int, ...]) -> Choice:
    if day.month != 11:
        return Choice("", " ")
    return Choice(f"d:{day}", Day(day, "number")) if day.day in free else Choice("", "·")


CARDS = {
    "month": Outgoing((say("ask-day"),), november(22, 24, 25, 30), turn=4),
    "review": Outgoing(
        (say("review-title"), Say("gap"), *BOOKING_LINES),
        ((Choice("edit:when", say("field-name")), Choice("edit:how", say("field-phone"))), GO_MENU),
        turn=12,
    ),
    "coach": Outgoing(
        (
            say("coach-booking", status=Term("status-pending_confirmation")),
            say("person-name", name="Nora <b>العلي</b>\nسطر ثان"),
            say("person-phone", phone=Code("+966501234567")),
            *BOOKING_LINES,
        ),
        (
            (Choice("do:confirm:7", say("coach-go-confirm", time=Moment(SUNDAY, "short"))),),
            (Choice("do:propose:7", say("coach-go-propose")), Choice("do:decline:7", say("coach-go-decline"))),
        ),
    ),
    "document": Outgoing(
        BOOKING_LINES,
        (GO_MENU,),
        file=Attachment("jalsa.ics", "text/calendar", b"BEGIN:VCALENDAR"),
    ),
    "copyables": Outgoing(
        (say("line-amount", amount=Amount(15000, "SAR")),),
        ((Choice("", say("go-book"), link="https://pay.example/1"),), GO_MENU),
        copy=(
            Copyable(say("field-phone"), "SA0380000000608010167519"),
            Copyable(say("field-email"), "https://meet.example/abc"),
        ),
        turn=2,
    ),
    "contact": Outgoing((say("ask-phone"),), ((Choice("keep", say("go-keep")),),), ask_contact=True, turn=3),
    "long": Outgoing(
        tuple(say("coach-notes", notes=f"{number}. " + "ملاحظة طويلة. " * 40) for number in range(12)),
        (GO_MENU,),
        copy=(Copyable(say("field-phone"), "SA0380000000608010167519"),),
    ),
}


def written(rendered: Rendered) -> str:
    """As JSON: a line of text and a row of buttons on a line each, and direction marks that can be seen."""
    parts = [{**asdict(part), "text": part.text.split("\n")} for part in rendered.parts]
    file = rendered.file and {"name": rendered.file.name, "captioned": rendered.captioned}
    plain = {"parts": parts, "file": file, "editable": rendered.editable}
    shown = json.dumps(plain, ensure_ascii=False, indent=1).translate({mark: f"\\u{mark:04x}" for mark in UNSEEN})
    return re.sub(r"\[\s*(\{[^\[\]]*\})\s*\]", lambda row: "[" + re.sub(r"\n\s*", " ", row[1]) + "]", shown) + "\n"


@pytest.mark.parametrize("name", CARDS)
def test_a_card_looks_as_it_was_read_and_agreed(name: str) -> None:
    rendered, file = written(render(CARDS[name], VOICE)), GOLDEN / f"{name}.json"
    if os.environ.get("GOLDEN") == "write":
        file.write_text(rendered, encoding="utf-8")

    assert rendered == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", CARDS)
def test_a_card_keeps_the_rules_of_the_bot_api(name: str) -> None:
    for part in render(CARDS[name], VOICE).parts:
        check_text(part.text, part.entities)
        check_markup(part.markup)


def test_a_long_card_has_its_buttons_on_the_last_message_and_its_code_marked_there() -> None:
    *first, last = render(CARDS["long"], VOICE).parts

    assert len(first) >= 1
    assert [part.markup for part in first] == [None] * len(first)
    assert last.markup is not None
    [code] = last.entities
    assert last.text.encode("utf-16-le")[code["offset"] * 2 :].decode("utf-16-le") == "SA0380000000608010167519"


def test_what_is_too_long_for_a_copy_button_is_still_a_line_to_copy() -> None:
    card = Outgoing((say("go-book"),), copy=(Copyable(say("field-phone"), "7" * (COPY_UNITS + 1)),))

    [part] = render(card, VOICE).parts

    assert part.markup is None
    assert part.entities[0]["length"] == COPY_UNITS + 1


def test_a_row_wider_than_telegrams_goes_on_in_the_next() -> None:
    card = Outgoing((say("go-book"),), (tuple(Choice(str(number), number) for number in range(20)),))

    [part] = render(card, VOICE).parts

    assert part.markup is not None
    assert [len(row) for row in part.markup["inline_keyboard"]] == [8, 8, 4]


@settings(max_examples=50)
@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=48), st.integers(0, 10**9 - 1))
def test_every_choice_comes_back_as_the_tap_it_was_offered_as(value: str, turn: int) -> None:
    [part] = render(Outgoing((say("go-book"),), ((Choice(value, "نعم"),),), turn=turn), VOICE).parts

    check_markup(part.markup)
    data = part.markup["inline_keyboard"][0][0]["callback_data"] if part.markup else ""
    user = {"id": 7, "is_bot": False, "first_name": "ن"}
    card = {"message_id": 9, "date": 1, "chat": {"id": 7, "type": "private"}}
    tapped = parse({"update_id": 1, "callback_query": {"id": "Q", "from": user, "message": card, "data": data}})
    assert tapped is not None
    assert tapped.body == Tap(value, turn if value else 0, "9", "Q")


@settings(max_examples=50)
@given(st.lists(st.text(alphabet="اب. \n📅a\u2068", min_size=1, max_size=900), min_size=1, max_size=12))
def test_whatever_people_wrote_fits_into_messages(notes: list[str]) -> None:
    card = Outgoing(tuple(say("coach-notes", notes=note) for note in notes), (GO_MENU,))

    parts = render(card, VOICE).parts

    assert all(0 < units(part.text) <= TEXT_UNITS for part in parts)
    assert parts[-1].markup is not None


def test_rendering_depends_on_nothing_but_the_card_and_the_voice() -> None:
    card = msgspec.json.decode(msgspec.json.encode(CARDS["month"]), type=Outgoing)

    assert render(card, VOICE) == render(CARDS["month"], VOICE)
