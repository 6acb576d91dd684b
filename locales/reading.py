"""Reads a language's folder of Fluent files into messages that the rules can look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl

READER = "gender"
"""The variable that every message is given by itself."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message: where it stands («ar/menu.ftl:12»), its pattern, and the variables it needs."""

    id: str
    language: str
    where: str
    pattern: ftl.Pattern | None
    variables: frozenset[str]
    refers: frozenset[str]


@dataclass(slots=True)
class Language:
    """The messages of a language by id, and what was wrong with its files."""

    name: str
    messages: dict[str, Message] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read(folder: Path) -> Language:
    """All `*.ftl` files of a folder, whose name is the language."""
    language = Language(folder.name)
    for file in sorted(folder.glob("*.ftl")):
        text = file.read_text(encoding="utf-8")
        for entry in FluentParser().parse(text).body:
            line = text.count("\n", 0, entry.span.start if entry.span else 0) + 1
            _keep(language, entry, f"{folder.name}/{file.name}:{line}")
    return language


def nodes(node: ftl.BaseNode) -> Iterator[ftl.BaseNode]:
    """A node and everything inside it."""
    yield node
    for child in vars(node).values():
        for inner in child if isinstance(child, list) else [child]:
            if isinstance(inner, ftl.BaseNode):
                yield from nodes(inner)


def needed(message: Message, messages: Mapping[str, Message], seen: frozenset[str] = frozenset()) -> frozenset[str]:
    """The variables a message needs, with those of the messages it refers to."""
    others = (messages[other] for other in message.refers - seen if other in messages)
    return message.variables.union(*(needed(other, messages, seen | {message.id, other.id}) for other in others))


def _keep(language: Language, entry: ftl.EntryType, where: str) -> None:
    if isinstance(entry, ftl.Junk):
        first = (entry.content or "").strip().partition("\n")[0]
        language.problems.append(f"{where}: not Fluent: {first!r}")
    elif isinstance(entry, ftl.Term):
        language.problems.append(f"{where}: -{entry.id.name} is a Fluent term; a name is a message of its own here")
    elif isinstance(entry, ftl.Message):
        if entry.id.name in language.messages:
            first = language.messages[entry.id.name].where
            language.problems.append(f"{where}: {entry.id.name} was already written in {first}")
        language.messages.setdefault(entry.id.name, _message(entry, language.name, where))


def _message(entry: ftl.Message, language: str, where: str) -> Message:
    inside = list(nodes(entry))
    variables = {node.id.name for node in inside if isinstance(node, ftl.VariableReference)} - {READER}
    refers = {node.id.name for node in inside if isinstance(node, ftl.MessageReference)}
    return Message(entry.id.name, language, where, entry.value, frozenset(variables), frozenset(refers))
