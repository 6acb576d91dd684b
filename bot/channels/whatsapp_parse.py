"""Reads what Twilio posts of a WhatsApp message; nothing that comes from outside makes it raise.

Source of the fields: https://www.twilio.com/docs/messaging/guides/webhook-request; `ListId` and `ListTitle` are seen
in the wild only, so a list's answer without them is what its `Body` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bot.messages import Body, Command, FileRef, Incoming, Location, Media, Tap, Text, Unreadable

NAME = "whatsapp"

_PREFIX = "whatsapp:"
_TAP = re.compile(r"([0-9]{1,9}):([\x20-\x7e]{1,48})")
_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:\s+(.*))?", re.ASCII | re.DOTALL)
_PHONE = re.compile(r"\+[1-9][0-9]{6,14}")
_HALVES = re.compile("[\ud800-\udfff]")  # of a surrogate pair; no database takes them
_MOST_MEDIA = 10
_KINDS = {"audio": "voice", "video": "video"}
_STICKER = "image/webp"  # https://www.twilio.com/docs/messaging/guides/accepted-mime-types
_PDF = "application/pdf"
_NORTH, _EAST = 90.0, 180.0


def parse(form: Mapping[str, str]) -> Incoming | None:
    """One inbound message; None where it names no sender or says nothing (a status report at the wrong door).

    The sender is WhatsApp's own id of the person: a phone number is an attribute, and since 2026 there may be none.
    """
    message, address, sender = _field(form, "MessageSid"), _address(form), _sender(form)
    if not (message and address and sender):
        return None
    body = _body(form)
    if body is None:
        return None
    return Incoming(NAME, message, sender, address, body, name=_field(form, "ProfileName"), phone=own_phone(form))


def own_phone(form: Mapping[str, str]) -> str:
    """The sender's number (E.164), which WhatsApp has verified; "" where it keeps the number to itself."""
    phone = _field(form, "From").removeprefix(_PREFIX)
    return phone if _PHONE.fullmatch(phone) else ""


def _address(form: Mapping[str, str]) -> str:
    """Where an answer goes: `From` as it came."""
    user, given = _field(form, "ExternalUserId"), _field(form, "From")
    if given and not given.startswith(_PREFIX):
        return ""  # an SMS at the wrong door: whoever sent it is not verified by WhatsApp
    return given or (f"{_PREFIX}{user.removeprefix(_PREFIX)}" if user else "")


def _sender(form: Mapping[str, str]) -> str:
    known = (_field(form, name).removeprefix(_PREFIX) for name in ("WaId", "From", "ExternalUserId"))
    return next((id_.removeprefix("+") for id_ in known if id_), "")


def _body(form: Mapping[str, str]) -> Body | None:
    """What was sent: a choice, then a file, then a place, then words. Kinds that Twilio only hints at have no words."""
    said = _clean(form.get("Body", ""))
    body: Body | None = _tap(form) or _media(form, said) or _location(form)
    if body is not None or "Body" not in form:
        return body
    return _typed(said) if said.strip() else Unreadable("other")


def _typed(said: str) -> Body:
    command = _COMMAND.fullmatch(said.strip())
    return Command(command[1].lower(), (command[2] or "").strip()) if command else Text(said)


def _tap(form: Mapping[str, str]) -> Tap | None:
    """A button or a row of a list, where its id is one that our render makes; its title is in `Body` besides."""
    for name in ("ButtonPayload", "ListId"):
        if ours := _TAP.fullmatch(form.get(name, "")):
            return Tap(ours[2], int(ours[1]))
    return None


def _media(form: Mapping[str, str], caption: str) -> Media | Unreadable | None:
    """The first picture or PDF; of several files at once the others are passed over, as one receipt is one file.

    Where there is none, what the first file was.
    """
    files = list(_files(form))
    for url, mime in files:
        if mime == _PDF or (mime.startswith("image/") and mime != _STICKER):
            return Media(FileRef(NAME, url, mime=mime), caption)
    return Unreadable(_kind(files[0][1])) if files else None


def _files(form: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for number in range(_MOST_MEDIA):
        if url := _field(form, f"MediaUrl{number}"):
            yield url, _field(form, f"MediaContentType{number}").partition(";")[0].strip().lower()


def _kind(mime: str) -> str:
    return "sticker" if mime == _STICKER else _KINDS.get(mime.partition("/")[0], "other")


def _location(form: Mapping[str, str]) -> Location | None:
    try:
        latitude, longitude = float(form["Latitude"]), float(form["Longitude"])
    except (KeyError, ValueError):
        return None
    inside = abs(latitude) <= _NORTH and abs(longitude) <= _EAST  # false for a number that is none
    return Location(latitude, longitude) if inside else None


def _field(form: Mapping[str, str], name: str) -> str:
    return _clean(form.get(name, "")).strip()


def _clean(text: str) -> str:
    """Without what a database refuses."""
    return _HALVES.sub("\ufffd", text.replace("\0", ""))
