"""Finds in the Python source which messages are said, and with which values."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

_SAYING = frozenset({"say", "Say", "Term", "Refused"})


@dataclass(frozen=True, slots=True)
class Said:
    """A message said somewhere: `given` holds the names of its values, or is None where the source does not show them.

    A `family` is the constant beginning of an id that is put together.
    """

    where: str
    id: str
    given: frozenset[str] | None = None
    family: bool = False


@dataclass(slots=True)
class Usage:
    """Every message said; and, since ids also travel in tables, every constant and every «head-» of an f-string."""

    said: list[Said] = field(default_factory=list)
    constants: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)

    def uses(self, message: str) -> bool:
        """Whether anything in the source may say this message."""
        return message in self.constants or message.startswith(tuple(self.heads))


def find(root: Path, packages: Iterable[str]) -> Usage:
    """What the Python files of these packages say."""
    usage = Usage()
    for file in sorted(file for package in packages for file in (root / package).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                usage.constants.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                usage.heads.update(id_ for id_, _ in _ids(node) if id_.endswith("-"))
            elif isinstance(node, ast.Call):
                usage.said.extend(_said(node, f"{file.relative_to(root).as_posix()}:{node.lineno}"))
    return usage


def _said(call: ast.Call, where: str) -> Iterator[Said]:
    name = _name(call.func)
    if name not in _SAYING or not call.args:
        return
    for text, family in _ids(call.args[0]):
        if family:
            yield Said(where, text, family=True)
        else:
            yield Said(where, text, _given(call, name))


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _ids(argument: ast.expr) -> Iterator[tuple[str, bool]]:
    """The ids an argument may be, and whether each is only the beginning of one."""
    match argument:
        case ast.Constant(value=str(text)):
            yield text, False
        case ast.IfExp(body=body, orelse=orelse):
            yield from _ids(body)
            yield from _ids(orelse)
        case ast.JoinedStr(values=[ast.Constant(value=str(head)), *_]):
            yield head, True


def _given(call: ast.Call, name: str) -> frozenset[str] | None:
    """The names of the values that go with a message."""
    if name == "Term":
        return frozenset()
    if len(call.args) > 1:
        return _keys(call.args[1])
    names = [keyword.arg for keyword in call.keywords]
    return None if None in names else frozenset(name for name in names if name)


def _keys(values: ast.expr) -> frozenset[str] | None:
    if not isinstance(values, ast.Dict):
        return None
    keys = [key.value for key in values.keys if isinstance(key, ast.Constant) and isinstance(key.value, str)]
    return frozenset(keys) if len(keys) == len(values.keys) else None
