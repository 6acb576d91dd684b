from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from locales.check import named, problems

Project = Callable[..., Path]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Writes a small project: its two languages and one source file."""

    def write(ar: str, en: str, source: str) -> Path:
        for path, text in (("locales/ar/a.ftl", ar), ("locales/en/a.ftl", en), ("bot/talk.py", source)):
            (tmp_path / path).parent.mkdir(parents=True)
            (tmp_path / path).write_text(f"{text}\n", encoding="utf-8")
        return tmp_path

    return write


AR = "hi = أهلًا { $name }"
EN = "hi = Hello { $name }"
SAYS_HI = 'say("hi", name="x")'


@pytest.mark.parametrize(
    ("ar", "en", "source"),
    [
        (AR, EN, SAYS_HI),
        (AR, EN, 'Say("hi", {"name": "x"})'),
        (AR, EN, 'Refused("hi", name="x")'),
        (AR, EN, 'say("hi", **facts)'),
        (AR, EN, 'Say("hi", facts)'),
        (AR, EN, 'TABLE = {"a": "hi"}'),
        (AR, EN, f'{SAYS_HI}; say("gap")'),
        ("a = أ\nb = ب", "a = a\nb = b", 'Term("a" if x else "b")'),
        ("go-a = أ\ngo-b = ب", "go-a = a\ngo-b = b", 'Term(f"go-{x}")'),
        ("go-a = أ", "go-a = a", 'rendered = f"go-{x}"'),
        ("a = أ\nb = { a } ب", "a = a\nb = { a } b", 'say("b")'),
        ("a = { $gender ->\n [male] أ\n [female] أ\n *[unset] أ\n}", "a = a", 'say("a")'),
    ],
)
def test_a_project_that_says_what_it_has_is_left_alone(project: Project, ar: str, en: str, source: str) -> None:
    assert problems(project(ar, en, source), ()) == []


@pytest.mark.parametrize(
    ("ar", "en", "found"),
    [
        (f"{AR}\nbye = وداعًا", EN, ["ar/a.ftl:2: bye is missing in en", "bot/talk.py:1: bye is not in en"]),
        (AR, f"{EN}\nbye = Bye", ["en/a.ftl:2: bye is missing in ar", "bot/talk.py:1: bye is not in ar"]),
    ],
)
def test_a_message_missing_in_one_language_is_found(project: Project, ar: str, en: str, found: list[str]) -> None:
    assert problems(project(ar, en, f'{SAYS_HI}; say("bye")'), ()) == found


@pytest.mark.parametrize(
    ("ar", "en", "source", "found"),
    [
        (AR, "hi = Hello { $who }", SAYS_HI, "hi has other variables in en/a.ftl:1: $name, $who"),
        (AR, EN, 'say("hi")', "bot/talk.py:1: hi is said without $name"),
        (AR, EN, 'Say("hi", {"who": "x"})', "bot/talk.py:1: hi is said without $name"),
        (AR, EN, 'Term("hi")', "bot/talk.py:1: hi is said without $name"),
        (AR, EN, "pass", "ar/a.ftl:1: hi is never said"),
        (AR, EN, f'{SAYS_HI}; say("bye")', "bot/talk.py:1: bye is not in ar"),
        (AR, EN, f'{SAYS_HI}; messages.Term("bye")', "bot/talk.py:1: bye is not in ar"),
        (AR, EN, f'{SAYS_HI}; Refused("a" if x else "hi", name=1)', "bot/talk.py:1: a is not in ar"),
        (AR, EN, f'{SAYS_HI}; Term(f"go-{{x}}")', "bot/talk.py:1: go-… is not in ar"),
        (f"{AR}\n{AR}", EN, SAYS_HI, "ar/a.ftl:2: hi was already written in ar/a.ftl:1"),
        (f"{AR}\nbroken", EN, SAYS_HI, "ar/a.ftl:2: not Fluent: 'broken'"),
        (f"{AR}\n-brand = جلسة", EN, SAYS_HI, "ar/a.ftl:2: -brand is a Fluent term"),
        (f"{AR} {{ nothing }}", EN, SAYS_HI, "ar/a.ftl:1: hi refers to nothing, which is not there"),
        ("a = { $x }\nb = { a } ب", "a = { $x }\nb = { a } b", 'say("b")', "b is said without $x"),
        ("hi = Hello أهلًا { $name }", EN, SAYS_HI, "ar/a.ftl:1: hi begins with a Latin letter"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(project: Project, ar: str, en: str, source: str, found: str) -> None:
    assert any(found in problem for problem in problems(project(ar, en, source), ()))


def test_a_member_without_a_name_is_found(project: Project) -> None:
    assert problems(project(AR, EN, SAYS_HI), ("status-confirmed",)) == [
        "ar: status-confirmed is missing",
        "en: status-confirmed is missing",
    ]


def test_the_names_of_members_follow_their_enums() -> None:
    assert {"status-no_show", "payment-method-bank_transfer", "meeting-type-in_person", "gender-unset"} <= set(named())
