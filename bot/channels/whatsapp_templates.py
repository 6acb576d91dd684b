"""The sentences that pass on WhatsApp when nobody has written for a day: approved beforehand, made of our own words.

Source of the rules: https://www.twilio.com/docs/content/using-variables-with-content-api and
https://www.twilio.com/docs/whatsapp/tutorial/message-template-approvals-statuses.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from functools import cache
from typing import Any

import msgspec

from bot.channels.whatsapp_contents import safe
from bot.channels.whatsapp_text import inert, plain, shortened
from bot.i18n import text
from bot.i18n import value as spoken
from bot.messages import Amount, Code, Moment, Say, Value, Voice, say

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
    """One approved text: `body` holds {{1}}, {{2}}, … for the `variables`, which `samples` show filled."""

    name: str
    language: str
    body: str
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


def filled(brief: Say, voice: Voice) -> tuple[Template, dict[str, str]]:
    """The template of a brief in the reader's language, and its variables as `ContentVariables` names them.

    Raises KeyError for a message that is no brief, or that is said without one of its values: a bug of ours.
    """
    language = voice.language if voice.language in LANGUAGES else LANGUAGES[0]
    sample = {known.id: known for known in _samples(language)}[brief.id]
    template = _template(sample, Voice(language=language, gender=voice.gender))
    values = [brief.args[name] for name in template.variables]
    return template, {str(number): _isolated(_shown(value, voice)) for number, value in enumerate(values, 1)}


def template_content(template: Template) -> dict[str, Any]:
    """The template as `POST /v1/Content` takes it; the approval is asked for under the same name."""
    return {
        "friendly_name": template.name,
        "language": template.language,
        "variables": {str(number): sample for number, sample in enumerate(template.samples, 1)},
        "types": {"twilio/text": {"body": template.body}},
    }


def _template(sample: Say, voice: Voice) -> Template:
    body = _body(sample, voice)
    words = sample.id.replace("-", "_")
    return Template(
        name=f"jalsa_{words}_{voice.language}_{hashlib.sha256(body.encode()).hexdigest()[:8]}",
        language=voice.language,
        body=body,
        variables=tuple(sample.args),
        samples=tuple(plain(_shown(value, voice)) for value in sample.args.values()),
    )


def _body(sample: Say, voice: Voice) -> str:
    """The message with a numbered place for each value; the values bring their isolates with them."""
    places: dict[str, Value] = {name: f"{{{{{number}}}}}" for number, name in enumerate(sample.args, 1)}
    return text(Say(sample.id, places), voice).replace(_FSI, "").replace(_PDI, "")


def _shown(value: Value, voice: Voice) -> str:
    return safe(shortened(inert(spoken(value, voice)), LONGEST_VALUE)) or NOTHING


def _isolated(value: str) -> str:
    return f"{_FSI}{value}{_PDI}"


@cache
def _samples(language: str) -> tuple[Say, ...]:
    """Every brief with values as they may be; their order is the order of the variables."""
    title, name = _TITLES[language], _NAMES[language]
    time, number, amount = Moment(_AT), Code("CB-20261122-0001"), Amount(15000, "SAR")
    return (
        say("brief-reminder-day", title=title, time=time),
        say("brief-reminder-hour", title=title, time=time),
        say("brief-confirmed", title=title, time=time),
        say("brief-pay", number=number, amount=amount),
        say("brief-paid", amount=amount, number=number),
        say("brief-moved", title=title, time=time),
        say("brief-cancelled", title=title, time=time),
        say("brief-declined", title=title, time=time),
        say("brief-proposal", title=title, time=time),
        say("brief-news", number=number),
        say("brief-coach-booking", name=name, time=time),
        say("brief-coach-news", number=number),
    )
