from __future__ import annotations

from pathlib import Path

import pytest

from bot.i18n import BadArguments, MissingMessage
from bot.messages import Voice
from tests.i18n.conftest import phrases_in


def test_all_files_of_a_language_are_read_together(tmp_path: Path) -> None:
    phrases = phrases_in(tmp_path, ar="one = واحد")
    (tmp_path / "ar" / "more.ftl").write_text("two = اثنان", encoding="utf-8")

    assert [phrases.render(id_, Voice(), {}) for id_ in ("one", "two")] == ["واحد", "اثنان"]


@pytest.mark.parametrize("language", ["fr", "", "../ar", "ar_SA"])
def test_a_reader_of_an_unknown_language_is_answered_in_arabic(tmp_path: Path, language: str) -> None:
    phrases = phrases_in(tmp_path, ar="one = واحد", en="one = One")

    assert phrases.render("one", Voice(language=language), {}) == "واحد"


def test_a_missing_message_is_named_and_never_shown(tmp_path: Path) -> None:
    phrases = phrases_in(tmp_path, ar="one = واحد\nempty =\n    .only = سمة")

    with pytest.raises(MissingMessage, match="'two' in 'ar'"):
        phrases.render("two", Voice(), {})
    with pytest.raises(MissingMessage, match="'empty'"):
        phrases.render("empty", Voice(), {})


def test_a_missing_value_is_named_and_the_values_given_are_not(tmp_path: Path) -> None:
    phrases = phrases_in(tmp_path, ar="hello = أهلًا { $name } { $place }")

    with pytest.raises(BadArguments, match=r"^message 'hello': Unknown external: place$"):
        phrases.render("hello", Voice(), {"name": "secret"})


def test_a_reference_to_nothing_is_an_error_too(tmp_path: Path) -> None:
    phrases = phrases_in(tmp_path, ar="lone = { nothing }")

    with pytest.raises(BadArguments, match="nothing"):
        phrases.render("lone", Voice(), {})


def test_the_gender_is_always_the_readers(tmp_path: Path) -> None:
    phrases = phrases_in(tmp_path, ar="who = { $gender ->\n    [female] هي\n   *[unset] أحد\n}")

    assert phrases.render("who", Voice(gender="female"), {"gender": "unset"}) == "هي"
