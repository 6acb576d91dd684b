from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu import number, small_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("٧٥", 75),
        ("75.5", 75.5),
        ("٧٥٫٥", 75.5),
        ("1,200", 1200),
        ("خمسة وسبعين", 75),
        ("مية وخمسة وسبعين", 175),
        ("خمستاشر", 15),
        ("احد عشر", 11),
        ("ثلاثة ونص", 3.5),
        ("twenty five", 25),
        ("رقم ٣", 3),
    ],
)
def test_a_message_that_is_a_number(text: str, value: float) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["", "5 6", "خمسة كيلو", "بكرة", "٥ العصر", "9" * 10_000])
def test_a_message_that_is_more_or_less_than_a_number(text: str) -> None:
    assert number(text) is None


@pytest.mark.parametrize(
    ("text", "value"), [("الثاني", 2), ("٢", 2), ("2️⃣", 2), ("واحد", 1), ("الخيار ٣", 3), ("first", 1)]
)
def test_a_choice_by_its_number(text: str, value: int) -> None:
    assert small_number(text) == value


@pytest.mark.parametrize("text", ["1.5", "١٠٠٠٠", "الاثنين"])
def test_what_is_no_choice(text: str) -> None:
    assert small_number(text) is None


@given(st.integers(0, 999_999_999))
def test_whole_numbers_in_any_digits(value: int) -> None:
    arabic = str(value).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))

    assert number(str(value)) == number(arabic) == value
