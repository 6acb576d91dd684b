"""Cards as the page gets them, compared with what was looked at and found good."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.channels.web import render
from bot.messages import Choice, Code, Copyable, Day, FileRef, Moment, Outgoing, Rows, Voice, say

GOLDEN = Path(__file__).parent / "golden" / "web"
ARABIC, ENGLISH = Voice(), Voice(language="en", digits="latn")
NAVIGATION = (Choice("do:back", say("go-back")), Choice("do:menu", say("go-menu")))


def month() -> Rows:
    first = date(2026, 11, 22)
    days = [first + timedelta(days=n) for n in range(14)]
    week = tuple(Choice("", Day(day, "weekday")) for day in days[:7])
    cells = [Choice(f"d:{day}" if day.weekday() not in {4, 5} else "", Day(day, "number")) for day in days]
    return (week, tuple(cells[:7]), tuple(cells[7:]), NAVIGATION)


MONTH = Outgoing((say("ask-day"),), month(), turn=4)
REVIEW = Outgoing(
    (
        say("person-name", name="نورة <b>الشمري</b>"),
        say("person-phone", phone=Code("+966501234567")),
        say("gap"),
        say("line-time", time=Moment(datetime(2026, 11, 22, 14, tzinfo=UTC))),
    ),
    ((Choice("edit:name", say("field-name")),), NAVIGATION),
    turn=9,
)
TRANSFER = Outgoing(
    (say("gap"), say("line-number", number=Code("CB-20261122-0001")), say("gap"), say("gap")),
    ((Choice("", "تفاصيل", link="https://pay.example/o/1", note="صفحة آمنة"),), ()),
    (Copyable(say("copy-link"), "https://meet.example/abc"),),
)
RECEIPT = FileRef("web", "31", "إيصال.png", "image/png", 2048)


@pytest.mark.parametrize(
    ("name", "card", "voice", "file"),
    [
        ("month", MONTH, ARABIC, None),
        ("month-en", MONTH, ENGLISH, None),
        ("review", REVIEW, ARABIC, None),
        ("transfer", TRANSFER, ARABIC, RECEIPT),
    ],
)
def test_a_card_reads_as_it_was_approved(name: str, card: Outgoing, voice: Voice, file: FileRef | None) -> None:
    shown = render(card, voice, file)

    assert shown == json.loads((GOLDEN / f"{name}.json").read_text("utf-8"))


def test_gaps_part_paragraphs_and_leave_no_empty_ones() -> None:
    card = Outgoing((say("gap"), say("go-back"), say("go-menu"), say("gap"), say("gap"), say("go-book"), say("gap")))

    shown = render(card, ENGLISH)

    assert [len(part) for part in shown["text"]] == [2, 1]


def test_a_cell_without_value_and_link_does_nothing() -> None:
    shown = render(Outgoing((), ((Choice("", "السبت"),),)), ARABIC)

    assert shown["rows"] == [[{"label": "السبت"}]]
