"""What Twilio refuses, as far as our calls can break it: fields, lengths, contents and their variables."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

Fields: TypeAlias = Mapping[str, list[str]]
Types: TypeAlias = Mapping[str, Any]

SEND = {
    "To",
    "From",
    "Body",
    "MediaUrl",
    "ContentSid",
    "ContentVariables",
    "StatusCallback",
    "PersistentAction",
}
"""The fields of a message that we may use."""

WHATSAPP = re.compile(r"whatsapp:(\+[1-9]\d{6,14}|[A-Z]{2}\.[A-Za-z0-9]{1,128})", re.ASCII)
PHONE = re.compile(r"\+[1-9]\d{6,14}", re.ASCII)
SLOT = re.compile(r"\{\{([^{}]*)\}\}")

_CALLBACK = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?/\S*", re.ASCII)
_PLACE = re.compile(r"geo:-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?(\|[^|]{1,120})?", re.ASCII)
_NAME = re.compile(r"[a-z0-9_]{1,512}", re.ASCII)
_KINDS = {"twilio/text", "twilio/quick-reply", "twilio/list-picker"}
_CATEGORIES = {"UTILITY", "MARKETING", "AUTHENTICATION"}


class Refusal(Exception):  # noqa: N818 - an answer, as the server gives it
    """An answer that is an error; Twilio's sentences quote what was sent, and so does this one."""

    def __init__(self, status: int, code: int, message: str = "a sentence that quotes +966500000001") -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


# ------------------------------------------------------------------------------------------------------- messages


def check_message(fields: Fields) -> dict[str, str]:
    """The fields of a message to be sent, each of which comes once."""
    if unknown := fields.keys() - SEND:
        raise Refusal(400, 20001, f"a message has no fields {sorted(unknown)}")
    if twice := [name for name, values in fields.items() if len(values) != 1]:
        raise Refusal(400, 20001, f"more than one {twice}")
    form = {name: values[0] for name, values in fields.items()}
    _check_addresses(form.get("To", ""), form.get("From", ""))
    _check_said(form)
    if "StatusCallback" in form and not _CALLBACK.fullmatch(form["StatusCallback"]):
        raise Refusal(400, 21609)
    return form


def _check_addresses(to: str, sender: str) -> None:
    if not (WHATSAPP.fullmatch(to) or PHONE.fullmatch(to)):
        raise Refusal(400, 21211)
    if to.startswith("whatsapp:") != sender.startswith("whatsapp:"):
        raise Refusal(400, 21910)


def _check_said(form: Mapping[str, str]) -> None:
    written = {"Body", "MediaUrl", "PersistentAction"} & form.keys()
    if "ContentSid" in form and written:
        raise Refusal(400, 20001, "a content brings its own words")
    if "ContentVariables" in form and "ContentSid" not in form:
        raise Refusal(400, 21654)
    if not written and "ContentSid" not in form:
        raise Refusal(400, 21619)
    if units(form.get("Body", "")) > 1600:
        raise Refusal(400, 21617)
    if "Body" in form and not form["Body"].strip():
        raise Refusal(400, 21619)
    if "MediaUrl" in form and not form["MediaUrl"].startswith(("http://", "https://")):
        raise Refusal(400, 21620)
    if "PersistentAction" in form and not (_PLACE.fullmatch(form["PersistentAction"]) and "Body" in form):
        raise Refusal(400, 20001, "not a place")


# ------------------------------------------------------------------------------------------------------- contents


def check_content(content: Any) -> dict[str, Any]:
    """A content to be created. The real one takes other types and creates an empty one: here that is a slip."""
    if not isinstance(content, dict) or content.keys() - {"friendly_name", "language", "variables", "types"}:
        raise Refusal(400, 20001, "not a content")
    types = content.get("types")
    if not types or types.keys() - _KINDS or len(types) != 1:
        raise Refusal(400, 20001, f"types are keyed like {sorted(_KINDS)}")
    if content.get("language") not in {"ar", "en"} or not content.get("friendly_name"):
        raise Refusal(400, 20001, "a language and a name")
    slots, samples = set(slots_of(types)), content.get("variables", {})
    if len(slots) > 100 or not all(slot.isdigit() for slot in slots):
        raise Refusal(400, 20001, "at most a hundred numbered variables")
    if not all(isinstance(sample, str) for sample in samples.values()):
        raise Refusal(400, 20001, "samples are texts")
    check_limits(types, filled=False)
    return dict(content)


def check_limits(types: Types, *, filled: bool) -> None:
    """Lengths and counts; before the variables are `filled` in, only what is there already can be wrong."""
    said = next(iter(types.values()))
    session = "twilio/text" not in types
    if units(said["body"]) > (1024 if session else 1600) and filled:
        raise Refusal(400, 21617)
    buttons, rows = said.get("actions"), said.get("items")
    if buttons is not None:
        _check_buttons(buttons, filled=filled)
    if rows is not None:
        _check_rows(said["button"], rows, filled=filled)


def _check_buttons(buttons: list[dict[str, str]], *, filled: bool) -> None:
    if not 1 <= len(buttons) <= 10 or any(button.get("type") != "QUICK_REPLY" for button in buttons):
        raise Refusal(400, 20001, "one to ten quick replies")
    if any(button.keys() != {"type", "id", "title"} for button in buttons):
        raise Refusal(400, 20001, "a quick reply has an id and a title")
    if filled:
        _check_texts(buttons, {"title": 20, "id": 200})


def _check_rows(button: str, rows: list[dict[str, str]], *, filled: bool) -> None:
    if not 1 <= len(rows) <= 10 or any(not {"id", "item"} <= row.keys() for row in rows):
        raise Refusal(400, 20001, "one to ten items")
    if any(row.keys() - {"id", "item", "description"} for row in rows):
        raise Refusal(400, 20001, "an item has an id, itself and a description")
    if filled:
        _check_texts([{"button": button}], {"button": 20})
        _check_texts(rows, {"item": 24, "id": 200, "description": 72})


def _check_texts(parts: list[dict[str, str]], limits: Mapping[str, int]) -> None:
    for name, limit in limits.items():
        said = [part[name] for part in parts if name in part]
        if any(not text.strip() or units(text) > limit for text in said):
            raise Refusal(400, 63013, f"a {name} of more than {limit} letters, or empty")
        if name in {"id", "title"} and len(set(said)) != len(said):
            raise Refusal(400, 63013, f"two of one {name}")


def check_variables(written: str, types: Types) -> dict[str, str]:
    """The variables of a message: a JSON object of texts that say something, one for every slot."""
    try:
        given = json.loads(written)
    except ValueError:
        raise Refusal(400, 21656) from None
    if not isinstance(given, dict) or set(slots_of(types)) != given.keys():
        raise Refusal(400, 21656)
    for value in given.values():
        if not isinstance(value, str) or not value.strip() or re.search(r"[\n\r\t]| {5,}", value):
            raise Refusal(400, 21656)
        if units(value) > 1600:
            raise Refusal(400, 21658)
    return given


def slots_of(types: Any) -> Iterator[str]:
    """The names of the variables anywhere in a content."""
    if isinstance(types, str):
        yield from SLOT.findall(types)
    elif isinstance(types, dict | list):
        for part in types.values() if isinstance(types, dict) else types:
            yield from slots_of(part)


def filled(types: Any, values: Mapping[str, str]) -> Any:
    """A content with its variables filled in."""
    if isinstance(types, str):
        return SLOT.sub(lambda slot: values[slot[1]], types)
    if isinstance(types, dict):
        return {name: filled(part, values) for name, part in types.items()}
    return [filled(part, values) for part in types]


# ------------------------------------------------------------------------------------------------------ approvals


def check_request(request: Any) -> str:
    """The name under which an approval is asked for."""
    if not isinstance(request, dict) or not _NAME.fullmatch(request.get("name", "")):
        raise Refusal(400, 20001, "a name of small letters, digits and underscores")
    if request.get("category") not in _CATEGORIES:
        raise Refusal(400, 20001, "no such category")
    return str(request["name"])


def objection(content: Mapping[str, Any]) -> str:
    """Why WhatsApp rejects a template; "" when it has to be looked at by somebody."""
    if "twilio/list-picker" in content["types"]:
        return "lists are for sessions"
    body = next(iter(content["types"].values()))["body"].strip()
    if SLOT.match(body) or re.search(r"\}\}$", body):
        return "begins or ends with a variable"
    if re.search(r"\}\}\W*\{\{", body):
        return "two variables beside one another"
    buttons = content["types"].get("twilio/quick-reply", {}).get("actions", ())
    if any(SLOT.search(button["title"]) for button in buttons):
        return "the title of a button is a variable"
    missing = set(slots_of(content["types"])) - {name for name, sample in content["variables"].items() if sample}
    return f"no sample of {sorted(missing)}" if missing else ""
