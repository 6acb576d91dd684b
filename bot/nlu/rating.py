"""A rating of one to five in stars, digits or words."""

from __future__ import annotations

import re
from typing import Final

from bot.nlu.lexicon.ratings import STARS
from bot.nlu.lexicon.table import spellings
from bot.nlu.numbers import number
from bot.nlu.phrases import mentioned
from bot.nlu.text import fold, normal, words

_STARS = spellings(STARS)
_PICTURE: Final = re.compile("[⭐🌟★✨✭]")
_OF_FIVE: Final = re.compile(r"([1-5])\s*(?:/|من|على|of|out of)\s*(?:5|خمسه|five)")
_STAR_WORDS = frozenset(words("نجمة نجوم نجمات نجمتين star stars"))
_NEGATIONS = frozenset(words("مو مش غير ما لا ليس not ماهو مب"))
_MOST: Final = 5
_LONGEST: Final = 400


def rating(text: str) -> int | None:
    """The stars, 1–5, that a message gives; None when it gives none, several, or a number outside."""
    text = text[:_LONGEST]
    if stars := len(_PICTURE.findall(text)):
        return stars if stars <= _MOST and not words(text) else rating(_PICTURE.sub(" ", text)) if words(text) else None
    if match := _OF_FIVE.search(fold(text)):
        return int(match[1])
    given = words(text)
    if (whole := _STARS.get(normal(text))) is not None:
        return whole
    figure = number(" ".join(word for word in given if word not in _STAR_WORDS))
    if figure is not None:
        return int(figure) if figure in range(1, _MOST + 1) else None
    named = {meant for start, _, meant in mentioned(given, _STARS) if not (start and given[start - 1] in _NEGATIONS)}
    return named.pop() if len(named) == 1 else None
