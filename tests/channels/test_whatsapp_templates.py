"""The sentences that are approved beforehand, and the contents that carry buttons and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels import whatsapp_templates
from bot.channels.telegram_text import units
from bot.channels.whatsapp_contents import content_name, content_of, content_variables
from bot.channels.whatsapp_pieces import Button, Buttons, Menu, Row
from bot.channels.whatsapp_templates import Template, filled, template_content, templates
from bot.i18n import text
from bot.messages import Amount, Brief, Choice, Code, Moment, Say, Value, Voice, say

SUNDAY = datetime(2026, 11, 22, 14, tzinfo=UTC)
SEGMENTS = 3 * 67  # UCS-2 letters of three parts of an SMS
ALL = templates()
MARKS = re.compile(r"\{\{(\d+)\}\}")
VALUES: dict[str, Value] = {
    "title": "برنامج تحضير لبطولة كمال أجسام",
    "time": Moment(SUNDAY),
    "number": Code("CB-20261122-0001"),
    "amount": Amount(123_450, "EGP"),
    "name": "عبد الرحمن بن عبد العزيز آل الشيخ",
    "phone": Code("+966501234567"),
}
VOICES = [Voice(), Voice(digits="latn"), Voice(gender="female", zone_named=True), Voice(language="en", digits="latn")]


def brief_of(template: Template, values: dict[str, Value]) -> Brief:
    """The brief that a template was made of, said with other values."""
    id_ = re.sub(r"_(ar|en)_[0-9a-f]{8}$", "", template.name).removeprefix("jalsa_").replace("_", "-")
    choices = tuple(Choice(f"do:mybooking:{number}", title) for number, title in enumerate(template.titles))
    return Brief(Say(id_, {name: values[name] for name in template.variables}), choices)


def named(template: Template) -> str:
    return template.name


@pytest.mark.parametrize("template", ALL, ids=named)
def test_a_template_keeps_whatsapps_rules_for_approval(template: Template) -> None:
    words = MARKS.split(template.body)

    assert re.fullmatch(r"[a-z0-9_]{1,512}", template.name)
    assert MARKS.findall(template.body) == [str(number + 1) for number in range(len(template.variables))]
    assert all(re.search(r"\w", between) for between in words[::2])  # a word before, between and after the variables
    assert re.search(r"\w\W*$", words[-1])
    assert "\n" not in template.body
    assert len(template.samples) == len(template.variables) + len(template.titles)
    assert all(template.samples)
    assert all(0 < units(title) <= 20 for title in template.titles)
    assert len(set(template.titles)) == len(template.titles) <= 3


def test_there_is_one_template_for_each_brief_in_each_language() -> None:
    briefs = [brief_of(template, VALUES).said.id for template in ALL]

    assert len(set(briefs)) == 17
    assert sorted(briefs) == sorted([*set(briefs)] * 2)
    assert {template.language for template in ALL} == {"ar", "en"}


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("template", ALL[:17], ids=named)
def test_a_filled_template_reads_as_the_brief_itself_and_is_one_of_those_submitted(
    template: Template, voice: Voice
) -> None:
    brief = brief_of(template, VALUES)

    found, variables = filled(brief, voice)

    assert found in ALL
    assert MARKS.sub(lambda mark: variables[mark[1]], found.body) == text(brief.said, voice)
    assert list(variables.values())[len(found.variables) :] == [f"0:{choice.value}" for choice in brief.choices]


@pytest.mark.parametrize("template", ALL, ids=named)
def test_a_brief_fits_three_parts_of_an_sms(template: Template) -> None:
    voice = Voice(language=template.language, zone_named=True, zone="Africa/Cairo")

    assert units(text(brief_of(template, VALUES).said, voice)) <= SEGMENTS


def test_a_changed_text_is_a_template_of_another_name() -> None:
    [before] = [template for template in ALL if template.name.startswith("jalsa_brief_news_ar_")]
    [other] = [template for template in ALL if template.name.startswith("jalsa_brief_coach_news_ar_")]

    assert before.name.rpartition("_")[2] != other.name.rpartition("_")[2]
    assert before == next(template for template in templates() if template.name == before.name)


def test_a_template_is_created_as_a_text_with_buttons_and_with_its_samples() -> None:
    [paid] = [template for template in ALL if template.name.startswith("jalsa_brief_paid_ar_")]

    assert template_content(paid) == {
        "friendly_name": paid.name,
        "language": "ar",
        "variables": {"1": "١٥٠ ر.س", "2": "CB-20261122-0001", "3": "0:do:mybooking:1"},
        "types": {
            "twilio/quick-reply": {
                "body": "وصل المبلغ {{1}} لحجزك رقم {{2}}. التفاصيل في المحادثة.",
                "actions": [{"type": "QUICK_REPLY", "id": "{{3}}", "title": "تفاصيل الحجز"}],
            }
        },
    }
    assert whatsapp_templates.CATEGORY == "UTILITY"


@settings(max_examples=60)
@given(st.text(alphabet="اa \n\t*_{}\u2068\u202e'", max_size=300))
def test_whatever_people_are_called_makes_a_variable_that_is_taken(name: str) -> None:
    _, variables = filled(Brief(say("brief-coach-booking", name=name, time=Moment(SUNDAY))), Voice())

    for value in variables.values():
        check_value(value)
        assert len(value) <= 250


def test_a_message_that_is_no_brief_is_a_bug() -> None:
    with pytest.raises(KeyError):
        filled(Brief(say("menu-question")), Voice())


# ---------------------------------------------------------------------------------------------------- the contents


def check_value(value: str) -> None:
    """Source: https://www.twilio.com/docs/api/errors/21656"""
    assert value.strip()
    assert not re.search(r"[\n\r\t]| {5}|\{\{", value)
    assert len(value) <= 1600


def strings(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from strings(child)


def put_in(node: Any, variables: dict[str, str]) -> Any:
    """What Twilio makes of a content and its variables."""
    if isinstance(node, str):
        return MARKS.sub(lambda mark: variables[mark[1]], node)
    if isinstance(node, dict):
        return {name: put_in(child, variables) for name, child in node.items()}
    return [put_in(child, variables) for child in node]


BUTTONS = Buttons("سطر\n\nسطر ثان", (Button("3:yes", "نعم"), Button("3:no", "لا")))
MENU = Menu("أي وقت؟", "الخيارات", (Row("3:a", "الأول", "وصف"), Row("3:b", "الثاني")))


def test_quick_replies_say_everything_by_variables() -> None:
    content = content_of(BUTTONS)

    assert content["types"] == {
        "twilio/quick-reply": {
            "body": "{{1}}\n\n{{2}}",
            "actions": [
                {"type": "QUICK_REPLY", "id": "{{3}}", "title": "{{4}}"},
                {"type": "QUICK_REPLY", "id": "{{5}}", "title": "{{6}}"},
            ],
        }
    }
    assert content_variables(BUTTONS) == {"1": "سطر", "2": "سطر ثان", "3": "3:yes", "4": "نعم", "5": "3:no", "6": "لا"}


def test_a_list_names_a_description_only_for_rows_that_have_one() -> None:
    assert content_of(MENU)["types"] == {
        "twilio/list-picker": {
            "body": "{{1}}",
            "button": "{{2}}",
            "items": [
                {"id": "{{3}}", "item": "{{4}}", "description": "{{5}}"},
                {"id": "{{6}}", "item": "{{7}}"},
            ],
        }
    }


def test_messages_of_one_shape_share_a_content_and_others_do_not() -> None:
    other = Buttons("كلام\n\nآخر", (Button("9:a", "أ"), Button("9:b", "ب")))
    longer = Buttons("كلام\nآخر", other.buttons)

    assert content_of(other) == content_of(BUTTONS)
    assert content_name(BUTTONS).startswith("jalsa_buttons_2_")
    assert len({content_name(piece) for piece in (BUTTONS, longer, MENU)}) == 3


PIECES = st.builds(
    Buttons,
    st.text(alphabet="ا \n{}\t'", min_size=1, max_size=60).filter(str.strip),
    st.lists(st.builds(Button, st.sampled_from(["1:a", "1:b"]), st.sampled_from(["نعم", "{{1}}"])), max_size=3).map(
        tuple
    ),
) | st.builds(
    Menu,
    st.text(alphabet="ا \n{}\t'", min_size=1, max_size=60).filter(str.strip),
    st.just("الخيارات"),
    st.lists(st.builds(Row, st.just("1:a"), st.just("عنوان"), st.sampled_from(["", "وصف"])), max_size=10).map(tuple),
)


@settings(max_examples=100)
@given(PIECES)
def test_a_content_with_its_variables_is_the_message_again(piece: Buttons | Menu) -> None:
    content, variables = content_of(piece), content_variables(piece)

    for value in variables.values():
        check_value(value)
    assert set(variables) == set(content["variables"])
    assert len(variables) <= 100
    [made] = put_in(content["types"], variables).values()
    assert "".join(made["body"].split()).replace("❴", "{") == "".join(piece.body.split())
    assert made["body"].count("\n") == piece.body.count("\n")
    assert not any("{{" in said for said in strings(made))
