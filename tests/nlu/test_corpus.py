from __future__ import annotations

from pathlib import Path

import pytest

from bot.nlu import understand_when
from tests.nlu.scoring import Tally, load, reference, tallies, verdict

HERE = Path(__file__).parent
ENOUGH = 20


def score(name: str) -> dict[str, Tally]:
    rows = load(HERE / name)
    return tallies((row, verdict(row, understand_when(row["phrase"], row["asked"], reference(row)))) for row in rows)


@pytest.fixture(scope="module", params=["corpus_seen.jsonl", "corpus_scored.jsonl"])
def scores(request: pytest.FixtureRequest) -> dict[str, Tally]:
    return score(request.param)


def test_the_corpus_is_large_enough_to_mean_something(scores: dict[str, Tally]) -> None:
    assert scores["all"].all >= 1000


def test_nearly_everything_is_read_and_almost_nothing_is_silently_wrong(scores: dict[str, Tally]) -> None:
    total = scores["all"]

    assert total.share(total.right) >= 97
    assert total.share(total.wrong) <= 1.5


def test_no_dialect_and_no_kind_of_phrase_is_left_behind(scores: dict[str, Tally]) -> None:
    behind = {group: tally for group, tally in scores.items() if tally.all >= ENOUGH and tally.share(tally.right) < 90}

    assert behind == {}


def test_what_is_no_time_is_never_taken_for_one(scores: dict[str, Tally]) -> None:
    assert scores["not_a_date"].share(scores["not_a_date"].right) >= 98


def test_what_must_be_asked_is_asked(scores: dict[str, Tally]) -> None:
    assert scores["must_ask"].share(scores["must_ask"].right) >= 95
