"""Long texts are cut where a reader would pause, and never where it would hurt."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.telegram_text import Span, spans, units

FSI, PDI = "\u2068", "\u2069"


def cut(text: str, limit: int, whole: tuple[Span, ...] = ()) -> list[str]:
    return [text[slice(*span)] for span in spans(text, limit, whole)]


@pytest.mark.parametrize(("text", "length"), [("abc", 3), ("مرحبا", 5), ("📅", 2), ("👩‍🏫", 5), ("", 0)])
def test_lengths_are_counted_as_the_bot_api_counts(text: str, length: int) -> None:
    assert units(text) == length


@pytest.mark.parametrize(
    ("text", "limit", "pieces"),
    [
        ("قصير", 10, ["قصير"]),
        ("", 10, [""]),
        ("سطر أول\nسطر ثان", 10, ["سطر أول", "سطر ثان"]),
        ("جملة أولى. جملة ثانية", 14, ["جملة أولى.", "جملة ثانية"]),
        ("هل؟ نعم نعم نعم", 9, ["هل؟ نعم", "نعم نعم"]),
        ("أ\nب\n\nج د هـ و", 8, ["أ\nب", "ج د هـ و"]),
        ("ابتثجحخدذر", 4, ["ابتث", "جحخد", "ذر"]),
        ("📅📅📅", 4, ["📅📅", "📅"]),
        ("أب👩‍🏫👩‍🏫", 8, ["أب👩‍🏫", "👩‍🏫"]),
        ("شَدَّة", 4, ["شَ", "دَّة"]),
    ],
)
def test_cuts_where_a_reader_would_pause(text: str, limit: int, pieces: list[str]) -> None:
    assert cut(text, limit) == pieces


def test_an_isolate_stays_in_one_piece() -> None:
    text = f"قال العميل كلامًا {FSI}one two three{PDI} ثم ذهب"

    pieces = cut(text, 25)

    assert all(piece.count(FSI) == piece.count(PDI) for piece in pieces)


def test_a_range_to_be_kept_whole_is_not_cut() -> None:
    text = "الحساب: SA03 8000 0000 ثم"

    assert cut(text, 18, ((8, 22),)) == ["الحساب:", "SA03 8000 0000 ثم"]


def test_an_isolate_longer_than_a_message_is_cut_all_the_same() -> None:
    text = f"{FSI}{'كلمة ' * 20}{PDI}"

    assert all(units(piece) <= 30 for piece in cut(text, 30))


@settings(max_examples=100)
@given(st.text(alphabet="اب \n.؟a📅\u0651\u200d\u2068\u2069", max_size=300), st.integers(8, 40))
def test_nothing_is_lost_and_no_piece_is_too_long(text: str, limit: int) -> None:
    pieces = cut(text.strip(), limit)

    assert all(units(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())
