"""Checks the locale files: `python -m locales.check` prints what is wrong, a line each, and fails if anything is."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path

from booking.catalogue import Category, MeetingType
from booking.people import FitnessLevel, Gender
from booking.status import PaymentMethod, PaymentStatus, Status
from locales.reading import Language, Message, needed, read
from locales.rules import RULES
from locales.usage import Said, Usage, find

LANGUAGES = ("ar", "en")
PACKAGES = ("booking", "storage", "payments", "bot")
NAMED: tuple[tuple[str, type[StrEnum]], ...] = (
    ("category", Category),
    ("status", Status),
    ("payment-method", PaymentMethod),
    ("payment-status", PaymentStatus),
    ("meeting-type", MeetingType),
    ("gender", Gender),
    ("fitness-level", FitnessLevel),
)
"""What has a name for each of its members; the source puts these ids together."""

RENDERED_WITHOUT = frozenset({"gap"})
"""Ids that are said and stand in no file: the empty line."""


def problems(root: Path, names: Iterable[str]) -> list[str]:
    """Everything wrong with `root`/locales and with how the packages under `root` use it; `names` must all be there."""
    languages = [read(root / "locales" / name) for name in LANGUAGES]
    usage = find(root, PACKAGES)
    found = [problem for language in languages for problem in _own(language)]
    found += _differences(*languages)
    for language in languages:
        found += [*_unknown(language, usage, names), *_unused(language, usage, names)]
    return [*found, *_misused(languages[0], usage)]


def named() -> tuple[str, ...]:
    """The ids of the names of all members."""
    return tuple(f"{prefix}-{member.value}" for prefix, kind in NAMED for member in kind)


def main() -> int:
    """Check this project; the exit status."""
    found = problems(Path(__file__).parent.parent, named())
    sys.stdout.write("".join(f"{problem}\n" for problem in found))
    return 1 if found else 0


def _own(language: Language) -> Iterator[str]:
    """What is wrong with the messages of one language by themselves."""
    yield from language.problems
    for message in language.messages.values():
        for rule in RULES:
            yield from (f"{message.where}: {message.id} {problem}" for problem in rule(message))
        for other in sorted(message.refers - language.messages.keys()):
            yield f"{message.where}: {message.id} refers to {other}, which is not there"


def _differences(one: Language, two: Language) -> Iterator[str]:
    """Both languages have the same messages with the same variables."""
    for here, there in ((one, two), (two, one)):
        for message in here.messages.values():
            if message.id not in there.messages:
                yield f"{message.where}: {message.id} is missing in {there.name}"
    for message in one.messages.values():
        other = two.messages.get(message.id)
        if other and (odd := needed(message, one.messages) ^ needed(other, two.messages)):
            yield f"{message.where}: {message.id} has other variables in {other.where}: {_dollars(odd)}"


def _unknown(language: Language, usage: Usage, names: Iterable[str]) -> Iterator[str]:
    """Every message that is said is there."""
    for said in usage.said:
        if said.id not in RENDERED_WITHOUT and not _found(said, language.messages):
            yield f"{said.where}: {said.id}{'…' if said.family else ''} is not in {language.name}"
    for name in names:
        if name not in language.messages:
            yield f"{language.name}: {name} is missing"


def _found(said: Said, messages: dict[str, Message]) -> bool:
    return any(id_.startswith(said.id) for id_ in messages) if said.family else said.id in messages


def _unused(language: Language, usage: Usage, names: Iterable[str]) -> Iterator[str]:
    """Every message that is there is said, or another message refers to it."""
    kept = frozenset(names).union(*(message.refers for message in language.messages.values()))
    for message in language.messages.values():
        if message.id not in kept and not usage.uses(message.id):
            yield f"{message.where}: {message.id} is never said"


def _misused(language: Language, usage: Usage) -> Iterator[str]:
    """Every message is said with all the values it needs."""
    for said in usage.said:
        message = language.messages.get(said.id)
        if message and said.given is not None and not said.family:
            missing = needed(message, language.messages) - said.given
            if missing:
                yield f"{said.where}: {said.id} is said without {_dollars(missing)}"


def _dollars(names: Iterable[str]) -> str:
    return ", ".join(f"${name}" for name in sorted(names))


if __name__ == "__main__":
    sys.exit(main())
