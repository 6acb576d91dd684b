"""Which consultation of the catalogue a message means: by its titles, near spellings, and words for its category."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from booking.catalogue import Category, Consultation
from bot.nlu.lexicon.catalogue import CATEGORIES
from bot.nlu.lexicon.table import spellings
from bot.nlu.phrases import mentioned, stems
from bot.nlu.spelling import near
from bot.nlu.text import words

_CATEGORIES = {phrase: Category(value) for phrase, value in spellings(CATEGORIES).items()}
_EVERYDAY = frozenset(
    words(
        "استشارة استشاره جلسة جلسه حجز موعد برنامج باقة مع في من على عن الى او ال و يا انا ابي ابغى عايز بدي اريد واحدة"
        " session consultation booking plan program with and the of a an for i want to book كابتن شهر شهري يوم اليوم"
    )
)
_WORD_SCORE: Final = 2.0
_NEAR_SCORE: Final = 1.5
_CATEGORY_SCORE: Final = 1.0
_WHOLE_TITLE: Final = 10.0


def consultations(text: str, offered: Sequence[Consultation]) -> tuple[Consultation, ...]:
    """Those of `offered` that `text` may mean, best first; only the best ones when they stand out; empty for none."""
    said = words(text)
    if exact := tuple(one for one in offered if said and said in (words(one.title), words(one.title_en))):
        return exact
    named = {category for _, _, category in mentioned(said, _CATEGORIES)}
    scored = [(_score(said, named, consultation), consultation) for consultation in offered]
    best = max((score for score, _ in scored), default=0.0)
    if best <= 0:
        return ()
    clear = best >= _WHOLE_TITLE
    kept = [(score, one) for score, one in scored if score == best or (score > 0 and not clear and score > best / 2)]
    return tuple(one for _, one in sorted(kept, key=lambda pair: -pair[0]))


def _score(said: Sequence[str], named: set[Category], consultation: Consultation) -> float:
    titles = [_content(title) for title in (consultation.title, consultation.title_en) if title]
    by_title = max((_likeness(said, title) for title in titles if title), default=0.0)
    return by_title + (_CATEGORY_SCORE if consultation.category in named else 0.0)


@lru_cache(maxsize=512)
def _content(title: str) -> tuple[str, ...]:
    """The words of a title that tell it from others, without their article."""
    content = tuple(_stem(word) for word in words(title) if word not in _EVERYDAY)
    return content or tuple(words(title))


def _stem(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > len("الxx") else word


def _likeness(said: Sequence[str], title: tuple[str, ...]) -> float:
    """How much of a title was said; all of it stands out."""
    hits = [max((_alike(word, wanted) for word in said), default=0.0) for wanted in title]
    total = sum(hits)
    whole = len(title) > 1 and all(hits)
    exactly = whole and len([word for word in said if word not in _EVERYDAY]) <= len(title)
    return total + (_WHOLE_TITLE if exactly else 0.0)


def _alike(word: str, wanted: str) -> float:
    forms = tuple(stems(word))
    if wanted in forms:
        return _WORD_SCORE
    return _NEAR_SCORE if any(near(form, wanted) for form in forms) else 0.0
