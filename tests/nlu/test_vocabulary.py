from __future__ import annotations

import pytest

from bot.nlu.spelling import UNKNOWN, corrected, find
from bot.nlu.text import normal
from bot.nlu.vocabulary import VOCABULARY, Kind


def test_every_word_of_the_lexicon_stands_folded_in_the_vocabulary() -> None:
    assert all(word == normal(word) for word in VOCABULARY)


def test_day_words_have_one_reading_among_the_days() -> None:
    both = [word for word, senses in VOCABULARY.items() if Kind.SHIFT in senses and Kind.WEEKDAY in senses]

    assert both == []


@pytest.mark.parametrize(
    ("word", "kind", "value"),
    [
        ("وبالليل", Kind.PART, "night"),
        ("هالاحد", Kind.WEEKDAY, 6),
        ("عالتلاته", Kind.NUMBER, 3),
        ("للخميس", Kind.WEEKDAY, 3),
        ("ونص", Kind.FRACTION, 30),
        ("الخمييس", Kind.WEEKDAY, 3),
        ("الثلاثلا", Kind.WEEKDAY, 1),
        ("سبتنبر", Kind.MONTH, 9),
    ],
)
def test_particles_doubles_and_slips_are_seen_through(word: str, kind: Kind, value: object) -> None:
    assert find(word).senses[kind] == value


@pytest.mark.parametrize("word", ["الجامعه", "الجمعيه", "السبب", "الخمسين", "باب", "ولد"])
def test_other_words_are_no_slips(word: str) -> None:
    assert corrected(word) is None
    assert Kind.WEEKDAY not in find(word).senses
    assert Kind.MONTH not in find(word).senses


def test_a_word_that_nobody_knows() -> None:
    assert find("زقطوط") is UNKNOWN
