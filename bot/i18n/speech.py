"""Renders the values of `bot.messages` for one reader: texts, buttons, whole cards."""

from __future__ import annotations

from functools import lru_cache

from bot.i18n import dates, money
from bot.i18n.digits import printed
from bot.i18n.phrases import Argument, Count, Phrases
from bot.i18n.tame import each_line_isolated, isolated, left_to_right, tame
from bot.messages import Amount, Code, Day, Hour, Label, Moment, Number, Outgoing, Say, Several, Term, Value, Voice

GAP = "gap"
"""The id of a line that is an empty line; it stands in no locale file."""


class Speech:
    """Says things out of one set of phrases. Raises `MissingMessage` and `BadArguments`, which are bugs of ours.

    What depends only on a value and a voice is kept: dates, amounts, and messages without arguments. Texts that
    people wrote are never kept.
    """

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._plain = lru_cache(maxsize=4096)(self._render_plain)
        self._fixed = lru_cache(maxsize=8192)(self._render_fixed)

    def text(self, say: Say, voice: Voice) -> str:
        """A message in words."""
        if say.id == GAP:
            return ""
        if not say.args:
            return self._plain(say.id, voice)
        args = {name: self._argument(argument, voice) for name, argument in say.args.items()}
        return self._phrases.render(say.id, voice, args)

    def label(self, label: Label, voice: Voice) -> str:
        """What stands on a button."""
        return self.text(label, voice) if isinstance(label, Say) else self.value(label, voice)

    def value(self, value: Value, voice: Voice) -> str:
        """A value alone, as it reads inside a message."""
        match value:
            case str():
                return tame(value)
            case int():
                return printed(value, self._phrases.digits(voice))
            case Code(text=text):
                return left_to_right(text)
            case Several(items=items):
                return self._several(items, voice)
            case _:
                return self._fixed(value, voice)

    def lines(self, card: Outgoing, voice: Voice) -> str:
        """The text of a card, a line each; a `gap` makes an empty line."""
        return "\n".join(self.text(line, voice) for line in card.lines)

    def _argument(self, value: Value, voice: Voice) -> Argument:
        if isinstance(value, str):
            return each_line_isolated(tame(value))
        shown = self.value(value, voice)
        return Count(value, shown) if isinstance(value, int) else shown

    def _render_plain(self, id: str, voice: Voice) -> str:  # noqa: A002 - Fluent's own word
        return self._phrases.render(id, voice, {})

    def _render_fixed(self, value: Moment | Day | Hour | Amount | Number | Term, voice: Voice) -> str:
        match value:
            case Moment():
                return dates.moment(value, voice, self._phrases)
            case Day():
                return dates.day(value, voice, self._phrases)
            case Hour():
                return dates.hour(value, voice, self._phrases)
            case Amount():
                return money.amount(value, voice, self._phrases)
            case Number(value=number):
                return printed(number, self._phrases.digits(voice))
            case Term(id=id):
                return self._plain(id, voice)

    def _several(self, items: tuple[Value, ...], voice: Voice) -> str:
        """A list as the language joins it: «أ، ب وج», "a, b and c"."""
        shown = [isolated(tame(item)) if isinstance(item, str) else self.value(item, voice) for item in items]
        if len(shown) < 2:  # noqa: PLR2004 - joining takes two
            return "".join(shown)
        *most, last = shown
        first = most[0]
        for following in most[1:]:
            first = self._join("list-more", voice, first, following)
        return self._join("list-last", voice, first, last)

    def _join(self, id: str, voice: Voice, first: str, following: str) -> str:  # noqa: A002 - Fluent's own word
        return self._phrases.render(id, voice, {"first": first, "next": following}, isolating=False)
