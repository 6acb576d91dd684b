from __future__ import annotations

import pytest

from bot.nlu import asks_price


@pytest.mark.parametrize(
    "text",
    [
        "كم سعر استشارة التغذية؟",
        "التغذية بكم؟",
        "بكام الجلسة دي",
        "قديش حق الجلسة",
        "how much is the VIP program?",
        "wait what is the price?",
    ],
)
def test_a_question_about_prices_is_heard_inside_a_sentence(text: str) -> None:
    assert asks_price(text)


@pytest.mark.parametrize(
    "text",
    ["نورة الشمري", "استشارة تغذية بكرة ٥ العصر", "كم مدة الجلسة؟", "how many sessions", "much", ""],
)
def test_what_asks_for_no_price_is_none(text: str) -> None:
    assert not asks_price(text)
