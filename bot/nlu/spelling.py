"""Finds the known word that was meant: without particles written onto it, without doubled letters, one slip away."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from bot.nlu.lexicon.lookalikes import OTHER_WORDS
from bot.nlu.vocabulary import VOCABULARY, Kind, Senses

SHORTEST: Final = 5
"""Letters that a word must have before one of them may be wrong; shorter words are one letter away from others."""


@dataclass(frozen=True, slots=True)
class Found:
    """A known word and what was written onto it: `conj` an «و», `prep` one of «ب ل ع ف», `this` a «هال»."""

    senses: Senses = field(default_factory=dict)
    article: bool = False
    conj: bool = False
    prep: str = ""
    this: bool = False
    guessed: bool = False


UNKNOWN: Final = Found()

_PROCLITICS: Final = (
    # what is written, whether an article is in it, «و», preposition, «هال»
    ("وبهال", True, True, "ب", True),
    ("وعال", True, True, "ع", False),
    ("ولل", True, True, "ل", False),
    ("وبال", True, True, "ب", False),
    ("وهال", True, True, "", True),
    ("بهال", True, False, "ب", True),
    ("عهال", True, False, "ع", True),
    ("لهال", True, False, "ل", True),
    ("هال", True, False, "", True),
    ("بال", True, False, "ب", False),
    ("فال", True, False, "ف", False),
    ("وال", True, True, "", False),
    ("عال", True, False, "ع", False),
    ("كال", True, False, "", False),
    ("لل", True, False, "ل", False),
    ("ال", True, False, "", False),
    ("عل", True, False, "ع", False),
    ("هل", True, False, "", True),
    ("ول", False, True, "ل", False),
    ("وب", False, True, "ب", False),
    ("وع", False, True, "ع", False),
    ("و", False, True, "", False),
    ("ب", False, False, "ب", False),
    ("ل", False, False, "ل", False),
    ("ع", False, False, "ع", False),
    ("ف", False, False, "ف", False),
    ("ه", False, False, "", True),
    ("lel", True, False, "ل", False),
    ("bel", True, False, "ب", False),
    ("bil", True, False, "ب", False),
    ("fel", True, False, "ف", False),
    ("fil", True, False, "ف", False),
    ("3al", True, False, "ع", False),
    ("3as", True, False, "ع", False),
    ("3at", True, False, "ع", False),
    ("hal", True, False, "", True),
    ("wel", True, True, "", False),
    ("wil", True, True, "", False),
    ("el", True, False, "", False),
    ("al", True, False, "", False),
    ("il", True, False, "", False),
    ("l", True, False, "", False),
    ("b", False, False, "ب", False),
    ("w", False, True, "", False),
)
_SHORTEST_STEM: Final = {True: 2, False: 3}
_NOT_PEELED: Final = frozenset({Kind.AND, Kind.IN, Kind.AT, Kind.THIS, Kind.NO, Kind.NEXT, Kind.LAST, Kind.OR, Kind.TO})


@lru_cache(maxsize=8192)
def find(word: str) -> Found:
    """What a folded word means; `UNKNOWN` when no reading of it is known."""
    if (found := _peeled(word)) is not None:
        return found
    once = "".join(letter for index, letter in enumerate(word) if index == 0 or letter != word[index - 1])
    if once != word and (found := _peeled(once)) is not None:
        return found
    if word.isascii() and (alike := _SOUNDS.get(sound(word))) and (found := _peeled(alike)) is not None:
        return Found(found.senses, found.article, found.conj, found.prep, found.this, guessed=True)
    if (meant := corrected(word)) is not None and (found := _peeled(meant)) is not None:
        return Found(found.senses, found.article, found.conj, found.prep, found.this, guessed=True)
    return UNKNOWN


def _peeled(word: str) -> Found | None:
    if (senses := VOCABULARY.get(word)) is not None:
        return Found(senses)
    for written, article, conj, prep, this in _PROCLITICS:
        if word.startswith(written) and (senses := _stem(word[len(written) :], written, article=article)):
            return Found(senses, article, conj, prep, this)
    return None


def _stem(rest: str, written: str, *, article: bool) -> Senses | None:
    """What is left without its particle, unless it is so short or so small a word that the particle is no particle."""
    senses = VOCABULARY.get(rest)
    if senses is None or (len(written) == 1 and _NOT_PEELED & senses.keys()):
        return None
    short = len(rest) < _SHORTEST_STEM[article]
    return None if short and not (written in _SHORT_BEFORE and _SHORT_AFTER_AND & senses.keys()) else senses


_SHORT_BEFORE: Final = ("و", "w", "ب")
_SHORT_AFTER_AND: Final = frozenset({Kind.FRACTION, Kind.NUMBER})


# -------------------------------------------------------------------------------------------------- slips of the finger

_WORTH_GUESSING: Final = (Kind.WEEKDAY, Kind.MONTH, Kind.HIJRI, Kind.SHIFT, Kind.PART, Kind.PRAYER, Kind.HOUR)
_WITH_ARTICLE: Final = ("الخميس", "الجمعه", "السبت", "الظهر", "العصر", "المغرب", "العشا", "الصبح")
_OTHER_WORDS: Final = frozenset(OTHER_WORDS.split())


def corrected(word: str) -> str | None:
    """The one known word that a slip turned into `word`; None for none, and for what is another real word."""
    if len(word) < SHORTEST or word in _OTHER_WORDS or word.isascii():
        return None
    bare = word.removeprefix("ال")
    near_by = {wanted for form in {word, bare} for wanted in _candidates(form) if near(form, wanted)}
    return near_by.pop() if len({id(VOCABULARY.get(w) or VOCABULARY.get(w[2:])) for w in near_by}) == 1 else None


def _candidates(word: str) -> set[str]:
    return set().union(*(_DELETIONS.get(form, ()) for form in _deletions(word)))


def _deletions(word: str) -> set[str]:
    return {word, *(word[:index] + word[index + 1 :] for index in range(len(word)))} if len(word) <= _LONGEST else set()


def near(word: str, wanted: str) -> bool:
    """Whether one letter was added, dropped, changed or swapped with its neighbour, in a word of 5 letters or more."""
    longer, shorter = (word, wanted) if len(word) >= len(wanted) else (wanted, word)
    if len(wanted) < SHORTEST or len(longer) - len(shorter) > 1:
        return False
    start = 0
    while start < len(shorter) and longer[start] == shorter[start]:
        start += 1
    if len(longer) > len(shorter):
        return longer[start + 1 :] == shorter[start:]
    swapped = longer[start : start + 2] == shorter[start : start + 2][::-1]
    return longer[start + 1 :] == shorter[start + 1 :] or (swapped and longer[start + 2 :] == shorter[start + 2 :])


def _index() -> dict[str, set[str]]:
    """Word with any one letter missing -> the known words it can come from."""
    found: dict[str, set[str]] = {}
    known = [
        word
        for word, senses in VOCABULARY.items()
        if len(word) >= SHORTEST
        and " " not in word
        and not word.isascii()
        and any(k in senses for k in _WORTH_GUESSING)
    ]
    for word in (*known, *_WITH_ARTICLE):
        for form in _deletions(word):
            found.setdefault(form, set()).add(word)
    return found


_VOWELS: Final = (
    ("ee", "i"),
    ("ei", "i"),
    ("ey", "i"),
    ("ay", "i"),
    ("ai", "i"),
    ("oo", "o"),
    ("ou", "o"),
    ("u", "o"),
    ("aa", "a"),
    ("e", "i"),
)
_LETTERS: Final = str.maketrans({"7": "h", "5": "kh", "8": "gh", "6": "t", "2": "", "'": "", "y": "i"})
_SHORTEST_SOUND: Final = 4


def sound(word: str) -> str:
    """An Arabizi word as it sounds: one spelling for «khamees», «5amis» and «khamis»; empty for words too short."""
    for written, vowel in _VOWELS:
        word = word.replace(written, vowel)
    word = word.translate(_LETTERS)
    return word if len(word) >= _SHORTEST_SOUND else ""


def _sounds() -> dict[str, str]:
    found: dict[str, str] = {}
    for word, senses in VOCABULARY.items():
        if word.isascii() and " " not in word and any(kind in senses for kind in (*_WORTH_GUESSING, Kind.NUMBER)):
            found.setdefault(sound(word), word)
    found.pop("", None)
    return found


_SOUNDS: Final = _sounds()
_LONGEST: Final = 14
_DELETIONS: Final = _index()
