"""Reads calendar files by RFC 5545 alone, strictly: a second implementation, which shares no code with icalendar.

Raises ValueError, with the rule that is broken, for a file that a calendar might not take.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

LONGEST = 75  # octets a line without its end, RFC 5545, 3.1

_NAME = re.compile(r"[A-Za-z0-9-]+")
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"\x00-\x08\x0a-\x1f\x7f]*"|[^";:,\x00-\x08\x0a-\x1f\x7f]*)')
_INSTANT = re.compile(r"\d{8}T\d{6}Z")
_TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "UID", "STATUS", "METHOD"}
_ONCE = {
    "VCALENDAR": ("PRODID", "VERSION"),  # 3.6
    "VEVENT": ("UID", "DTSTAMP"),  # 3.6.1
    "VTIMEZONE": ("TZID",),  # 3.6.5
    "VALARM": ("ACTION", "TRIGGER"),  # 3.6.6
}
_INVITING = {
    "REQUEST": ("ORGANIZER", "ATTENDEE", "DTSTART", "SUMMARY"),  # RFC 5546, 3.2.2
    "CANCEL": ("ORGANIZER", "ATTENDEE", "SEQUENCE"),  # RFC 5546, 3.2.5
    "PUBLISH": (),
}


@dataclass(frozen=True, slots=True)
class Property:
    """One content line: `text` has its escapes undone where the value is TEXT."""

    name: str
    value: str
    params: dict[str, str]

    @property
    def text(self) -> str:
        return re.sub(r"\\(.)", lambda found: {"n": "\n", "N": "\n"}.get(found[1], found[1]), self.value)


@dataclass(slots=True)
class Component:
    """A component with its lines and the components in it."""

    name: str
    properties: list[Property] = field(default_factory=list)
    inside: list[Component] = field(default_factory=list)

    def one(self, name: str) -> Property:
        """The only property of a name."""
        found = [line for line in self.properties if line.name == name]
        if len(found) != 1:
            raise ValueError(f"{self.name} has {len(found)} of {name}")
        return found[0]

    def only(self, name: str) -> Component:
        """The only component of a name."""
        (found,) = [part for part in self.inside if part.name == name]
        return found


def read(data: bytes) -> Component:
    """The calendar in a file."""
    roots = Component("")
    stack = [roots]
    for line in _lines(data):
        if line.name == "BEGIN":
            begun = Component(line.value.upper())
            stack[-1].inside.append(begun)
            stack.append(begun)
        elif line.name == "END":
            _check(stack.pop(), line.value.upper())
        else:
            stack[-1].properties.append(line)
    if len(stack) != 1 or roots.properties or [root.name for root in roots.inside] != ["VCALENDAR"]:
        raise ValueError("a file holds one VCALENDAR, closed, and nothing else")
    _check_method(roots.inside[0])
    return roots.inside[0]


def _lines(data: bytes) -> Iterator[Property]:
    if not data.endswith(b"\r\n") or b"\n" in data.replace(b"\r\n", b"") or b"\r" in data.replace(b"\r\n", b""):
        raise ValueError("lines end with CR LF")
    raw = data.removesuffix(b"\r\n").split(b"\r\n")
    if any(len(line) > LONGEST for line in raw):
        raise ValueError("a line is longer than 75 octets")
    for line in data.decode().replace("\r\n ", "").replace("\r\n\t", "").removesuffix("\r\n").split("\r\n"):
        yield _line(line)


def _line(line: str) -> Property:
    named = _NAME.match(line)
    if named is None:
        raise ValueError("a line begins with a name")
    at, params = named.end(), {}
    while found := _PARAMETER.match(line, at):
        params[found[1].upper()] = found[2].strip('"')
        at = found.end()
    if line[at : at + 1] != ":":
        raise ValueError(f"{named[0]} has a parameter that is none")
    return _valid(Property(named[0].upper(), line[at + 1 :], params))


def _valid(line: Property) -> Property:
    if line.name in _TEXTS and re.search(r"(?<!\\)(?:\\\\)*(?:[,;]|\\[^\\;,nN])", line.value):
        raise ValueError(f"{line.name} has a comma, semicolon or backslash that is not escaped")
    if line.name in {"ORGANIZER", "ATTENDEE"} and not re.fullmatch(r"mailto:[^@\s]+@[^@\s]+", line.value):
        raise ValueError(f"{line.name} is no address")
    if line.name == "DTSTAMP" and not _INSTANT.fullmatch(line.value):
        raise ValueError("DTSTAMP is in UTC")
    return line


def _check(part: Component, name: str) -> None:
    if part.name != name:
        raise ValueError(f"{part.name} ends as {name}")
    for required in _ONCE.get(part.name, ()):
        part.one(required)


def _check_method(calendar: Component) -> None:
    method = calendar.one("METHOD").value
    for part in calendar.inside:
        if part.name == "VEVENT":
            for required in _INVITING[method]:
                part.one(required)
