"""What a good message looks like, a rule a function; each says in words what is wrong with one message."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from fluent.syntax import ast as ftl

from locales.address import addressed
from locales.reading import READER, Message, nodes

PLURALS = {"ar": ("zero", "one", "two", "few", "many", "other"), "en": ("one", "other")}
"""The plural categories of each language (CLDR)."""

_ONLY_PLURALS = {"zero", "one", "two", "few", "many"}
_TO_COPY = re.compile(r"https?://|www\.|CB-|\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,}")
_LATIN = re.compile("[A-Za-z]")
_ARABIC = re.compile("[\u0621-\u064a]")


def says_something(message: Message) -> Iterator[str]:
    """A message has a text of its own; attributes are not used."""
    if message.pattern is None:
        yield "has no text"


def plural_forms(message: Message) -> Iterator[str]:
    """Where a number selects, every form of the language is there, one of them the default."""
    for select in _selects(message.pattern):
        keys = _keys(select)
        if not _counts(keys):
            continue
        if missing := [form for form in PLURALS[message.language] if form not in keys]:
            yield f"selects on a number without the forms {', '.join(missing)}"
        if _default(select) not in PLURALS[message.language]:
            yield f"selects on a number, but its default is {_default(select)}"


def gender_forms(message: Message) -> Iterator[str]:
    """Where the reader's gender selects, both are there, and wording without any is the default."""
    for select in _selects(message.pattern):
        if _is_gender(select) and (set(_keys(select)) != {"male", "female", "unset"} or _default(select) != "unset"):
            yield "selects on $gender: it takes [male], [female] and *[unset]"


def address(message: Message) -> Iterator[str]:
    """In Arabic, whoever is addressed as a man or a woman is so by a variant of $gender."""
    if message.language == "ar":
        for text in _texts(message.pattern, skip_gender=True):
            for word in addressed(text):
                yield f"«{word}» addresses a man or a woman outside a variant of $gender"


def nothing_to_copy(message: Message) -> Iterator[str]:
    """Links and codes are fields of their own; the isolation marks of a pattern would break them."""
    for text in _texts(message.pattern):
        if found := _TO_COPY.search(text):
            yield f"holds a link or code ({found.group()}); that is what Copyable and Code are for"


def begins_in_arabic(message: Message) -> Iterator[str]:
    """A Latin first word would turn an Arabic line around; a name alone («English» on a button) turns nothing."""
    if message.language == "ar" and any(map(_ARABIC.search, _texts(message.pattern))):
        for text in _openings(message.pattern):
            letter = next((letter for letter in text if letter.isalpha()), "")
            if _LATIN.match(letter):
                yield f"begins with a Latin letter: {text.strip()[:20]!r}"


def one_family_of_digits(message: Message) -> Iterator[str]:
    """Arabic-Indic digits or Latin ones, never both."""
    text = "".join(_texts(message.pattern))
    if re.search("[0-9]", text) and re.search("[٠-٩]", text):
        yield "mixes Latin and Arabic-Indic digits"
    if re.search("[۰-۹]", text):
        yield "holds Persian digits"


def no_functions(message: Message) -> Iterator[str]:
    """Numbers and dates come in ready; Fluent's own functions would print them in other digits."""
    for node in nodes(message.pattern) if message.pattern else ():
        if isinstance(node, ftl.FunctionReference):
            yield f"calls {node.id.name}(); its value comes ready for the reader"


RULES: tuple[Callable[[Message], Iterator[str]], ...] = (
    says_something,
    plural_forms,
    gender_forms,
    address,
    nothing_to_copy,
    begins_in_arabic,
    one_family_of_digits,
    no_functions,
)


def _selects(pattern: ftl.Pattern | None) -> Iterator[ftl.SelectExpression]:
    for node in nodes(pattern) if pattern else ():
        if isinstance(node, ftl.SelectExpression):
            yield node


def _keys(select: ftl.SelectExpression) -> list[str]:
    return [_key(variant) for variant in select.variants]


def _key(variant: ftl.Variant) -> str:
    return variant.key.name if isinstance(variant.key, ftl.Identifier) else variant.key.value


def _default(select: ftl.SelectExpression) -> str:
    return next(_key(variant) for variant in select.variants if variant.default)


def _counts(keys: list[str]) -> bool:
    """Whether these are the keys of a number: a plural form that no other choice is named after, or figures."""
    return any(key in _ONLY_PLURALS or key.isdigit() for key in keys) or keys == ["other"]


def _is_gender(node: ftl.BaseNode) -> bool:
    if not isinstance(node, ftl.SelectExpression):
        return False
    return isinstance(node.selector, ftl.VariableReference) and node.selector.id.name == READER


def _texts(node: ftl.BaseNode | None, *, skip_gender: bool = False) -> Iterator[str]:
    """The texts of a message in order; `skip_gender` leaves out what stands in a variant of $gender."""
    if node is None or (skip_gender and _is_gender(node)):
        return
    if isinstance(node, ftl.TextElement | ftl.StringLiteral):
        yield node.value
        return
    for child in vars(node).values():
        for inner in child if isinstance(child, list) else [child]:
            if isinstance(inner, ftl.BaseNode):
                yield from _texts(inner, skip_gender=skip_gender)


def _openings(pattern: ftl.Pattern | None) -> Iterator[str]:
    """The texts that a message may begin with: its own first one, or that of each variant it begins with."""
    first = pattern.elements[0] if pattern else None
    if isinstance(first, ftl.TextElement):
        yield first.value
    elif isinstance(first, ftl.Placeable) and isinstance(first.expression, ftl.SelectExpression):
        for variant in first.expression.variants:
            yield from _openings(variant.value)
