from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.text import LONGEST, fold, normal, offsets


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("  أهلًا   وسهلًا! ", "اهلا وسهلا"),
        ("الثلااااثاء الضهـــر", "الثلاثا الضهر"),
        ("٥:٣٠ م", "5:30 م"),
        ("۱۲/۵", "12/5"),
        ("إلغاء ✅", "الغا"),
        ("شُكْرًا", "شكرا"),
        ("ﻻ", "لا"),
        ("Café OK", "cafe ok"),
        ("\u200fرجوع\u200e", "رجوع"),
        ("چاي", "جاي"),
        ("", ""),
    ],
)
def test_spellings_become_one(typed: str, plain: str) -> None:
    assert normal(typed) == plain


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@given(st.text(max_size=200))
def test_every_folded_character_knows_where_it_came_from(text: str) -> None:
    places = offsets(text)

    assert len(places) == len(fold(text)) + 1
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)


def test_only_the_beginning_of_a_very_long_message_is_read() -> None:
    assert len(fold("اب" * LONGEST)) == LONGEST
