from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

import locales
from booking.errors import Refused
from booking.money import Currency, Money
from booking.status import Status
from bot import i18n
from bot.conversations.refusals import explain, spoken
from bot.messages import Amount, Day, Hour, Moment, Number, Several, Term, Value, Voice
from tests.conversations.answers import NOW

FACTS: dict[str, object] = {
    "at": NOW,
    "by": "طه",
    "day": date(2026, 11, 22),
    "days": 60,
    "high": 100,
    "hours": 12,
    "limit": 2,
    "low": 10,
    "spans": ((time(9), time(21)),),
    "start": NOW,
    "status": Status.CONFIRMED,
    "until": NOW,
}
"""Every fact that a refusal may hold, by its name."""

IDS = sorted(
    {
        line.split(" =")[0]
        for folder in locales.__path__
        for file in Path(folder, "ar").glob("*.ftl")
        for line in file.read_text("utf-8").splitlines()
        if line.startswith("refused-")
    }
)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("reason", IDS)
def test_every_no_can_be_said(reason: str, language: str) -> None:
    said = i18n.text(explain(Refused(reason, **FACTS)), Voice(language=language))

    assert said


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("طه", "طه"),
        (12, 12),
        (1.5, Number(1.5)),
        (Money(100, Currency.SAR), Amount(100, "SAR")),
        (NOW, Moment(NOW)),
        (date(2026, 11, 22), Day(date(2026, 11, 22))),
        (time(9), Hour(time(9))),
        (Status.NO_SHOW, Term("status-no_show")),
        (((time(9), time(21)),), Several((Several((Hour(time(9)), Hour(time(21)))),))),
    ],
)
def test_a_fact_becomes_what_the_reader_is_shown(fact: object, value: Value) -> None:
    assert spoken(fact) == value


def test_what_has_no_words_is_a_bug() -> None:
    with pytest.raises(TypeError, match="object"):
        spoken(object())
