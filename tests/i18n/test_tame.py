from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.i18n.tame import isolated, left_to_right, tame

DIRECTION = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ANY_TEXT = st.text(st.characters(), max_size=60) | st.text(st.sampled_from(DIRECTION + "\n\r\x00\ud800\ufdd0ab"))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("نورة", "نورة"),
        ("Nora \u202eevil", "Nora evil"),
        ("a\u2069b\u2066c", "abc"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("tab\there", "tab here"),
        ("nul\x00 bell\x07 del\x7f", "nul bell del"),
        ("half \ud83d of a pair", "half \ufffd of a pair"),
        ("\ufeffmark\ufdd0", "mark"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("می\u200cروم", "می\u200cروم"),
    ],
)
def test_what_people_wrote_is_shown_without_what_could_reach_beyond_it(written: str, shown: str) -> None:
    assert tame(written) == shown


@given(ANY_TEXT)
@settings(max_examples=100)
def test_no_text_keeps_a_direction_control_or_what_cannot_be_sent(text: str) -> None:
    shown = tame(text)

    assert not set(shown) & set(DIRECTION)
    assert tame(shown) == shown
    shown.encode("utf-8")


def test_each_line_of_an_isolated_text_is_isolated() -> None:
    assert isolated("a\nb") == "\u2068a\u2069\n\u2068b\u2069"


def test_a_code_stands_left_to_right_on_one_line_with_its_own_digits() -> None:
    assert left_to_right("CB-2026\n١٢") == "\u2066CB-2026 ١٢\u2069"
