"""The sentences that pass on WhatsApp when nobody has written for a day: approved beforehand, made of our own words.

Each has buttons that lead to the whole. Their titles are approved with the sentence; what they stand for is variable.

Source of the rules: https://www.twilio.com/docs/content/using-variables-with-content-api,
https://www.twilio.com/docs/content/twilio-quick-reply and
https://www.twilio.com/docs/whatsapp/tutorial/message-template-approvals-statuses.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from typing import Any

import msgspec

from bot.channels.whatsapp_choices import choice_id
from bot.channels.whatsapp_contents import safe
from bot.channels.whatsapp_text import inert, plain, shortened
from bot.i18n import label, text
from bot.i18n import value as spoken
from bot.messages import Amount, Brief, Choice, Code, Moment, Say, Value, Voice, say

CATEGORY = "UTILITY"
LANGUAGES = ("ar", "en")
LONGEST_VALUE = 120  # letters; the whole sentence should still fit three parts of an SMS
NOTHING = "—"

_FSI, _PDI = "\u2068", "\u2069"
_GENDERS = ("unset", "male", "female")
_AT = datetime(2026, 11, 22, 14, tzinfo=UTC)
_TITLES = {"ar": "استشارة تغذية", "en": "Nutrition consultation"}
_NAMES = {"ar": "نورة العلي", "en": "Nora Alali"}


class Template(msgspec.Struct, frozen=True):
    """One approved text with the `titles` of its buttons: `body` holds {{1}}, {{2}}, … for the `variables`.

    What each button stands for is a variable after those. `samples` has one value for each of all these.
    """

    name: str
    language: str
    body: str
    titles: tuple[str, ...]
    variables: tuple[str, ...]
    samples: tuple[str, ...]


def templates() -> tuple[Template, ...]:
    """Every template in every language; one for each form of address where the words differ by it."""
    found = (
        _template(brief, Voice(language=language, gender=gender))
        for language in LANGUAGES
        for brief in _samples(language)
        for gender in _GENDERS
    )
    return tuple({template.name: template for template in found}.values())


def filled(brief: Brief, voice: Voice) -> tuple[Template, dict[str, str]]:
    """The template of a brief in the reader's language, and its variables as `ContentVariables` names them.

    Raises KeyError for a message that is no brief, or that is said without one of its values: a bug of ours.
    """
    language = voice.language if voice.language in LANGUAGES else LANGUAGES[0]
    sample = {known.said.id: known for known in _samples(language)}[brief.said.id]
    template = _template(sample, Voice(language=language, gender=voice.gender))
    values = [_isolated(_shown(brief.said.args[name], voice)) for name in template.variables]
    return template, _numbered([*values, *_payloads(brief)])


def template_content(template: Template) -> dict[str, Any]:
    """The template as `POST /v1/Content` takes it; the approval is asked for under the same name."""
    return {
        "friendly_name": template.name,
        "language": template.language,
        "variables": _numbered(template.samples),
        "types": _types(template),
    }


def _types(template: Template) -> dict[str, Any]:
    if not template.titles:
        return {"twilio/text": {"body": template.body}}
    buttons = enumerate(template.titles, len(template.variables) + 1)
    actions = [{"type": "QUICK_REPLY", "id": f"{{{{{number}}}}}", "title": title} for number, title in buttons]
    return {"twilio/quick-reply": {"body": template.body, "actions": actions}}


def _template(sample: Brief, voice: Voice) -> Template:
    said = sample.said
    body, titles = _body(said, voice), tuple(plain(label(choice.label, voice)) for choice in sample.choices)
    words, whole = said.id.replace("-", "_"), "\n".join((body, *titles))
    return Template(
        name=f"jalsa_{words}_{voice.language}_{hashlib.sha256(whole.encode()).hexdigest()[:8]}",
        language=voice.language,
        body=body,
        titles=titles,
        variables=tuple(said.args),
        samples=(*(plain(_shown(value, voice)) for value in said.args.values()), *_payloads(sample)),
    )


def _payloads(brief: Brief) -> tuple[str, ...]:
    """What the buttons stand for; they never grow old, so they are of no turn."""
    return tuple(choice_id(choice.value, 0) for choice in brief.choices)


def _numbered(values: Iterable[str]) -> dict[str, str]:
    return {str(number): value for number, value in enumerate(values, 1)}


def _body(sample: Say, voice: Voice) -> str:
    """The message with a numbered place for each value; the values bring their isolates with them."""
    places: dict[str, Value] = {name: f"{{{{{number}}}}}" for number, name in enumerate(sample.args, 1)}
    return text(Say(sample.id, places), voice).replace(_FSI, "").replace(_PDI, "")


def _shown(value: Value, voice: Voice) -> str:
    return safe(shortened(inert(spoken(value, voice)), LONGEST_VALUE)) or NOTHING


def _isolated(value: str) -> str:
    return f"{_FSI}{value}{_PDI}"


@cache
def _samples(language: str) -> tuple[Brief, ...]:
    """Every brief with values as they may be; their order is the order of the variables."""
    title, name = _TITLES[language], _NAMES[language]
    time, number, amount = Moment(_AT), Code("CB-20261122-0001"), Amount(15000, "SAR")
    details, theirs = _button("do:mybooking:1", "go-this-booking"), _button("do:booking:1", "go-this-booking")
    another = _button("do:again:1", "told-go-again")
    attend, accept = _button("do:attend:1", "remind-go-attend"), _button("do:accept:1:20261122T1400", "told-go-accept")
    today, pending = _button("do:today", "coach-go-today"), _button("do:pending", "coach-go-pending")
    return (
        Brief(say("brief-reminder-day", title=title, time=time), (attend, details)),
        Brief(say("brief-reminder-hour", title=title, time=time), (details,)),
        Brief(say("brief-confirmed", title=title, time=time), (details,)),
        Brief(say("brief-pay", number=number, amount=amount), (details,)),
        Brief(say("brief-paid", amount=amount, number=number), (details,)),
        Brief(say("brief-moved", title=title, time=time), (details,)),
        Brief(say("brief-cancelled", title=title, time=time), (another,)),
        Brief(say("brief-declined", title=title, time=time), (another,)),
        Brief(say("brief-proposal", title=title, time=time), (accept, details)),
        Brief(say("brief-news", number=number), (details,)),
        Brief(say("brief-coach-booking", name=name, time=time), (theirs,)),
        Brief(say("brief-coach-hour", name=name, time=time), (theirs,)),
        Brief(say("brief-coach-news", number=number), (theirs,)),
        Brief(say("brief-coach-day"), (today, pending)),
        Brief(say("brief-coach-money"), (_button("do:money", "brief-go-money"),)),
        Brief(say("brief-coach-channel")),
        Brief(say("brief-coach-wanted", name=name, phone=Code("+966501234567"))),
    )


def _button(value: str, label_id: str) -> Choice:
    return Choice(value, say(label_id))
