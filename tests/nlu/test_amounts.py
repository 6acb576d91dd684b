from __future__ import annotations

from decimal import Decimal

import pytest

from bot import nlu


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("180", "180"),
        ("١٨٠", "180"),
        ("١٨٠ ريال", "180"),
        ("180 ر.س", "180"),
        ("SAR 250", "250"),
        ("250 riyals", "250"),
        ("99.50", "99.5"),
        ("٩٩٫٥٠", "99.5"),
        ("99,5 ريال", "99.5"),
        ("٠٫٠١", "0.01"),
        ("1,200", "1200"),
        ("١٬٢٠٠ جنيه", "1200"),
        ("مية", "100"),
        ("مئة وخمسون", "150"),
        ("ميتين ريال", "200"),
        ("وصل ١٨٠ ريال فقط", "180"),
        ("0", "0"),
    ],
)
def test_an_amount_is_read_however_it_is_written(text: str, expected: str) -> None:
    assert nlu.amount(text) == Decimal(expected)


@pytest.mark.parametrize(
    "text",
    ["", "لا شيء", "ريال", "١٨٠ أو ١٩٠", "180 from 200", "99.505", "١٨٠ بكرة", "الساعة ٥", "ناقص ٥٠", "receipt 31"],
)
def test_what_is_more_or_less_than_one_amount_is_none(text: str) -> None:
    assert nlu.amount(text) is None
