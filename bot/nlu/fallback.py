"""The last resort: dateparser, only for short messages in which our own reader found no word that it knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from bot.nlu.meaning.result import Setting, When
from bot.nlu.text import fold
from bot.nlu.tokens import Token
from bot.nlu.vocabulary import Kind

_LONGEST: Final = 40
_FIGURE_AND_WORD: Final = re.compile(r"(?=.*\d)(?=.*[^\W\d_]{3})")
_TIMES: Final = (
    Kind.WEEKDAY,
    Kind.MONTH,
    Kind.SHIFT,
    Kind.NUMBER,
    Kind.UNIT,
    Kind.PART,
    Kind.PRAYER,
    Kind.COUNTED,
    Kind.OWN,
)
_FARTHEST: Final = timedelta(days=365)


def by_dateparser(text: str, tokens: Sequence[Token], setting: Setting) -> When | None:
    """A date with its day and month as dateparser reads it, offered to be confirmed; None when it does not apply."""
    if setting.asked == "time" or len(text) > _LONGEST or not _FIGURE_AND_WORD.search(fold(text)):
        return None
    if any(token.is_a(*_TIMES) or token.width >= 5 for token in tokens):  # noqa: PLR2004 - longer than any year
        return None
    import dateparser  # noqa: PLC0415 - a tenth of a second to load, and seldom needed

    found = dateparser.parse(
        text,
        languages=["ar", "en", "fr"],
        settings={
            "PARSERS": ["absolute-time"],
            "REQUIRE_PARTS": ["day", "month"],
            "RELATIVE_BASE": setting.reference.replace(tzinfo=None),
            "PREFER_DATES_FROM": "future",
            "DATE_ORDER": "DMY",
        },
    )
    horizon = timedelta(days=setting.horizon) if setting.horizon is not None else _FARTHEST
    if found is None or not setting.today <= found.date() <= setting.today + horizon:
        return None
    return When("ambiguous", candidates=(found.date(),))
