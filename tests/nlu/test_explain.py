from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.nlu import as_json, explain, understand_when

NOW = datetime(2026, 5, 4, 11, 10, tzinfo=ZoneInfo("Asia/Riyadh"))


def test_the_words_that_were_used_are_shown_as_they_were_typed() -> None:
    text = "أبغى الثلااثاء، الساعــة ٥ العصر"

    answer, used = explain(text, "datetime", NOW)

    assert as_json(answer) == {"status": "ok", "value": "2026-05-05T17:00+03:00"}
    assert [each.text for each in used if "link" not in each.taken_for] == ["الثلااثاء", "الساعــة ٥", "العصر"]
    assert all(text[each.start : each.end] == each.text for each in used)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("الساعة ٥", {"status": "ambiguous", "candidates": ["17:00", "05:00"]}),
        ("من ٣ لـ ٥ العصر", {"status": "range", "start": "15:00", "end": "17:00"}),
        ("بعد ٥ العصر", {"status": "range", "start": "17:00", "end": None}),
        ("من ٣ ل ٥", {"status": "ambiguous", "candidates": [["15:00", "17:00"], ["03:00", "05:00"]]}),
        ("٢٥", {"status": "reject", "reason": "impossible"}),
        ("امس", {"status": "ok", "value": "2026-05-03", "past": True}),
    ],
)
def test_an_answer_as_plain_values(text: str, plain: dict[str, object]) -> None:
    assert as_json(understand_when(text, "time", NOW)) == plain
