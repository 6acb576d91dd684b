"""Reads a file of people who are known already, so that none of them types what the coach has on paper."""

from __future__ import annotations

import csv
import io

from booking.people import Gender
from bot.nlu import email, phone
from storage.rows import Person

_COLUMNS = ("channel", "external_id", "display_name", "email", "phone", "gender", "language", "timezone")


class PeopleError(ValueError):
    """A file that cannot be imported; the message names the line and the column, never what stands there."""


def read(text: str) -> tuple[Person, ...]:
    """The people of a CSV text with a heading. Raises PeopleError."""
    rows = csv.DictReader(io.StringIO(text))
    missing = {"channel", "external_id"} - set(rows.fieldnames or ())
    if missing:
        raise PeopleError(f"the heading lacks {', '.join(sorted(missing))}; known columns: {', '.join(_COLUMNS)}")
    return tuple(_person(number, row) for number, row in enumerate(rows, start=2))


def _person(line: int, row: dict[str, str | None]) -> Person:
    said = {name: (row.get(name) or "").strip() for name in _COLUMNS}
    if not said["channel"] or not said["external_id"]:
        raise PeopleError(f"line {line}: channel and external_id are required")
    if said["phone"]:
        said["phone"] = phone(said["phone"]) or _wrong(line, "phone")
    if said["email"]:
        said["email"] = email(said["email"]) or _wrong(line, "email")
    if said["gender"] and said["gender"] not in set(Gender):
        _wrong(line, "gender")
    given = {name: value for name, value in said.items() if value and name != "gender"}
    return Person(**given, gender=Gender(said["gender"] or "unset"))


def _wrong(line: int, column: str) -> str:
    raise PeopleError(f"line {line}: the {column} cannot be read")
