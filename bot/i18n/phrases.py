"""The messages of the locale files, compiled when they are first said."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources.abc import Traversable
from typing import Self, TypeAlias

from babel import Locale
from fluent.runtime import FluentBundle
from fluent.runtime.resolver import CurrentEnvironment, ResolverEnvironment
from fluent.runtime.types import FluentType
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Transformer

from bot.i18n.digits import Digits, in_digits
from bot.messages import Voice

SOURCE = "ar"
"""The language every message is written in first, and the one spoken to a reader whose own we do not have."""

_INLINE = 100  # characters; fluent.runtime gives up on a placeable, or a variant around several, of more than 2,500
_FIRST_MARK = (
    0xFDD0  # 32 code points that Unicode keeps out of texts for ever; `tame` drops them from what people write
)


class MissingMessage(LookupError):  # noqa: N818 - says what happened
    """A message id that no locale file of the language has: a bug of ours. The text names the id."""


class BadArguments(LookupError):  # noqa: N818 - likewise
    """A message was said without a value it needs: a bug of ours. The text names the message and the variable."""


class Count(int, FluentType):
    """A whole number that selects a plural form and is printed as `shown`."""

    shown: str

    def __new__(cls, number: int, shown: str) -> Self:
        """The number, and how it is printed."""
        count = super().__new__(cls, number)
        count.shown = shown
        return count

    def format(self, locale: Locale) -> str:  # noqa: ARG002 - the digits are the reader's, not the locale's
        """The number as it is printed; called by fluent.runtime."""
        return self.shown


Argument: TypeAlias = str | Count
_Key: TypeAlias = tuple[str, Digits, bool]


class Phrases:
    """The messages of one folder: a sub-folder a language, all its `*.ftl` files together."""

    def __init__(self, folder: Traversable) -> None:
        self._folder = folder
        self._bundles: dict[_Key, FluentBundle] = {}
        self._languages: dict[str, str] = {}

    def language(self, voice: Voice) -> str:
        """The language that a reader is answered in: theirs where there is a folder for it, else Arabic."""
        asked = voice.language
        if asked not in self._languages:
            known = asked.isalpha() and (self._folder / asked).is_dir()
            self._languages[asked] = asked if known else SOURCE
        return self._languages[asked]

    def digits(self, voice: Voice) -> Digits:
        """The reader's digits; only Arabic has a choice."""
        return voice.digits if self.language(voice) == "ar" else "latn"

    def render(self, id: str, voice: Voice, args: Mapping[str, Argument], *, isolating: bool = True) -> str:  # noqa: A002
        """The message with its arguments; `$gender` is always there and always the reader's.

        `isolating` puts first-strong isolates (U+2068, U+2069) around each argument, so that a Latin name does not
        turn an Arabic sentence around. Raises `MissingMessage` or `BadArguments`.
        """
        bundle = self._bundle((self.language(voice), self.digits(voice), isolating))
        pattern = bundle.get_message(id).value if bundle.has_message(id) else None
        if pattern is None:
            raise MissingMessage(f"no message {id!r} in {bundle.locales[0]!r}")
        short, long = _split({**args, "gender": voice.gender})
        errors: list[Exception] = []
        # Called below FluentBundle.format_pattern, which would turn every int into one of its own, with Latin digits.
        rendered = pattern(ResolverEnvironment(context=bundle, current=CurrentEnvironment(args=short), errors=errors))
        if errors or not isinstance(rendered, str):
            raise BadArguments(f"message {id!r}: " + "; ".join(map(str, errors)))
        for mark, text in long.items():
            rendered = rendered.replace(mark, text)
        return rendered

    def _bundle(self, key: _Key) -> FluentBundle:
        if key not in self._bundles:
            language, digits, isolating = key
            bundle = FluentBundle([language], use_isolating=isolating)
            for resource in self._resources(language):
                bundle.add_resource(_Redigited(digits).visit(resource))
            self._bundles[key] = bundle
        return self._bundles[key]

    def _resources(self, language: str) -> list[ftl.Resource]:
        files = (file for file in (self._folder / language).iterdir() if file.name.endswith(".ftl"))
        return [
            FluentParser().parse(file.read_text(encoding="utf-8"))
            for file in sorted(files, key=lambda file: str(file.name))
        ]


class _Redigited(Transformer):
    """Writes the digits inside the texts themselves in the reader's family, so that one message never has two."""

    def __init__(self, digits: Digits) -> None:
        self._digits = digits

    def visit_TextElement(self, node: ftl.TextElement) -> ftl.TextElement:  # noqa: N802 - named after the node
        node.value = in_digits(node.value, self._digits)
        return node


def _split(args: Mapping[str, Argument]) -> tuple[dict[str, Argument], dict[str, str]]:
    """The arguments with a mark in place of each long text, and the long texts by their marks."""
    short: dict[str, Argument] = {}
    long: dict[str, str] = {}
    for name, argument in args.items():
        if isinstance(argument, str) and len(argument) > _INLINE:
            mark = chr(_FIRST_MARK + len(long))
            long[mark] = argument
            short[name] = mark
        else:
            short[name] = argument
    return short, long
