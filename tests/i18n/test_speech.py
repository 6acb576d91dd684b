from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import i18n
from bot.i18n import MissingMessage, Speech
from bot.messages import Amount, Code, Moment, Number, Outgoing, Several, Term, Value, Voice, say
from locales.check import named
from tests.i18n.conftest import AR, phrases_in

ARABIC = Voice()
LATIN_DIGITS = Voice(digits="latn")
ENGLISH = Voice(language="en")
FSI, PDI = "\u2068", "\u2069"


def bare(text: str) -> str:
    return text.replace(FSI, "").replace(PDI, "")


@pytest.mark.parametrize(
    ("n", "arabic", "english"),
    [
        (0, "بلا دقائق", "0 minutes"),
        (1, "دقيقة واحدة", "1 minute"),
        (2, "دقيقتان", "2 minutes"),
        (3, "٣ دقائق", "3 minutes"),
        (10, "١٠ دقائق", "10 minutes"),
        (11, "١١ دقيقة", "11 minutes"),
        (60, "٦٠ دقيقة", "60 minutes"),
        (100, "١٠٠ دقيقة", "100 minutes"),
        (103, "١٠٣ دقائق", "103 minutes"),
        (1500, "١٬٥٠٠ دقيقة", "1,500 minutes"),
    ],
)
def test_a_whole_number_selects_its_plural_and_is_printed_in_the_readers_digits(
    speech: Speech, n: int, arabic: str, english: str
) -> None:
    assert bare(speech.text(say("minutes", n=n), ARABIC)) == arabic
    assert bare(speech.text(say("minutes", n=n), ENGLISH)) == english


@pytest.mark.parametrize(
    ("gender", "shown"),
    [("male", "اختر موعدًا"), ("female", "اختاري موعدًا"), ("unset", "ما الموعد المناسب؟"), ("", "ما الموعد المناسب؟")],
)
def test_the_reader_is_addressed_by_their_gender(speech: Speech, gender: str, shown: str) -> None:
    assert speech.text(say("choose"), Voice(gender=gender)) == shown


def test_one_message_has_one_family_of_digits_even_where_its_text_has_two(speech: Speech) -> None:
    assert speech.text(say("example"), ARABIC) == "مثال: ٢٢/١١ أو ٥:٠٠"
    assert speech.text(say("example"), LATIN_DIGITS) == "مثال: 22/11 أو 5:00"
    assert speech.text(say("example"), ENGLISH) == "Example: 22/11 or 5:00"


def test_values_are_rendered_before_they_are_put_in(tmp_path: Path) -> None:
    formats = (files("locales") / "ar" / "formats.ftl").read_text(encoding="utf-8")
    speech = Speech(phrases_in(tmp_path, ar=f"{AR}\n{formats}"))
    time = Moment(datetime(2026, 11, 22, 14, 0, tzinfo=UTC), "time")

    shown = speech.text(say("paid", amount=Amount(2500, "USD"), what=Several(("يوغا", "Zumba")), time=time), ARABIC)

    assert bare(shown) == "دُفع ٢٥ دولارًا لـيوغا وZumba في ٥:٠٠ مساءً"


def test_a_text_people_wrote_stands_between_isolates_line_by_line(speech: Speech) -> None:
    assert speech.text(say("hello", name="Nora"), ARABIC) == f"أهلًا {FSI}Nora{PDI}"
    assert speech.text(say("hello", name="No\u2069ra\nB"), ARABIC) == f"أهلًا {FSI}Nora{PDI}\n{FSI}B{PDI}"


def test_a_text_can_select_and_a_long_one_is_not_cut(speech: Speech) -> None:
    note = "طويل جدًا " * 1000

    shown = speech.text(say("kind", kind="video", note=note), ARABIC)

    assert bare(shown) == f"مكالمة {note}"


@given(st.text(st.characters(), max_size=300) | st.text(st.sampled_from("\u2066\u2069\u202e{}$\n\ufdd0\ud800a")))
@settings(max_examples=100, deadline=None)
def test_no_text_breaks_out_of_its_place(speech: Speech, text: str) -> None:
    for shown in (
        speech.text(say("hello", name=text), ARABIC),
        i18n.value(Several((text, text)), ARABIC),
        i18n.label(text, ARABIC),
    ):
        shown.encode("utf-8")
        assert shown.count(FSI) == shown.count(PDI)


@pytest.mark.parametrize(
    ("items", "arabic", "english"),
    [
        ((), "", ""),
        (("أ",), "أ", "أ"),
        (("أ", "ب"), "أ وب", "أ and ب"),
        (("أ", "ب", "ج"), "أ، ب وج", "أ, ب and ج"),
        ((Term("goal-sleep"), 3), "نوم أفضل و٣", "Better sleep and 3"),
    ],
)
def test_a_list_is_joined_as_the_language_joins_it(items: tuple[Value, ...], arabic: str, english: str) -> None:
    assert bare(i18n.value(Several(items), ARABIC)) == arabic
    assert bare(i18n.value(Several(items), ENGLISH)) == english


@pytest.mark.parametrize(
    ("value", "arabic", "english"),
    [
        (Number(75.5), "٧٥٫٥", "75.5"),
        (Number(75.0), "٧٥", "75"),
        (1500, "١٬٥٠٠", "1,500"),
        (Code("+966500000001"), "\u2066+966500000001\u2069", "\u2066+966500000001\u2069"),
        (Term("meeting-type-online"), "أونلاين (عن بُعد)", "Online"),
        ("12 ١٢", "12 ١٢", "12 ١٢"),
        (say("goal-sleep"), "نوم أفضل", "Better sleep"),
    ],
)
def test_a_button_shows_its_value(value: Number | int | Code | Term | str, arabic: str, english: str) -> None:
    assert i18n.label(value, ARABIC) == arabic
    assert i18n.label(value, ENGLISH) == english


def test_english_keeps_latin_digits_whatever_the_setting() -> None:
    assert i18n.label(7, Voice(language="en", digits="arab")) == "7"


def test_the_lines_of_a_card_stand_below_each_other_and_a_gap_is_an_empty_line() -> None:
    card = Outgoing((say("goal-sleep"), say("gap"), say("goal-energy")))

    assert i18n.lines(card, ENGLISH) == "Better sleep\n\nMore energy"


@pytest.mark.parametrize("name", named())
def test_every_member_has_a_name_in_both_languages(name: str) -> None:
    assert i18n.value(Term(name), ARABIC) != i18n.value(Term(name), ENGLISH)


def test_a_name_that_is_missing_is_a_bug_and_not_a_text() -> None:
    with pytest.raises(MissingMessage, match="goal-flying"):
        i18n.label(Term("goal-flying"), ARABIC)
