"""Cuts a message into typed tokens: numbers as they are written, words with all they can mean, marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final

from bot.nlu.spelling import UNKNOWN, Found, find
from bot.nlu.text import fold
from bot.nlu.vocabulary import LONGEST_PHRASE, PHRASE_STARTS, VOCABULARY, Kind, Senses

_PIECE: Final = re.compile(
    r"(?P<address>(?:https?://|www\.)\S+)"
    r"|(?P<dotted>(?<![a-z])[ap]\.\s?m(?![a-z])\.?)"
    r"|(?P<triple>(?<![\d.])\d{1,4}\s?(?P<sep>[/.\-])\s?\d{1,2}\s?(?P=sep)\s?\d{1,4}(?!\d))(?:t(?=\d\d:))?"
    r"|(?P<clock>(?<!\d)\d{1,2}[:,h]\d{2}(?![\d,]))(?::\d{2}(?!\d))?"
    r"|(?P<pair>(?<!\d)\d{1,2}(?:\s?/\s?|[.\-])\d{1,2}(?!\d))"
    r"|(?P<latin>\d{0,2}(?![ap]\.\s?m(?![a-z]))[a-z@à][a-z0-9']*)"
    r"|(?P<digits>\d+)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<mark>[^\w\s]|\n|_)"
)
_MARKS: Final = frozenset("-,.;/|\n+%$€£?")
"""The marks that join, part or claim; all others, emoji among them, are passed over."""
MOST: Final = 150
"""Tokens that are read: a longer message is a story, and what is found at its beginning is only offered."""
_SEPARATOR: Final = re.compile(r"[/.\-]")
_GLUED: Final = re.compile(r"(\d+)([a-z']+)|([a-z']+)(\d+)")


@dataclass(frozen=True, slots=True)
class Token:
    """One piece. `form` is number, clock, pair, triple, word or mark; `figures` its numbers, `width` their digits."""

    form: str
    text: str
    start: int
    end: int
    figures: tuple[int, ...] = ()
    width: int = 0
    found: Found = UNKNOWN

    @property
    def senses(self) -> Senses:
        """Everything that the word can mean."""
        return self.found.senses

    def is_a(self, *kinds: Kind) -> bool:
        """Whether one of `kinds` is among what the word can mean."""
        return any(kind in self.found.senses for kind in kinds)


@dataclass(slots=True)
class _Cut:
    form: str
    text: str
    start: int
    end: int
    figures: tuple[int, ...] = field(default=())


def tokenise(text: str) -> list[Token]:
    """The tokens of a message, the first `MOST`, with their places in `fold(text)`."""
    return list(_joined(list(islice(_cut(fold(text)), MOST))))


def _cut(folded: str) -> Iterator[_Cut]:
    for match in _PIECE.finditer(folded):
        form = str(match.lastgroup)
        written, start, end = match.group(form), match.start(), match.end()
        if form in {"triple", "pair"}:
            figures = tuple(int(part) for part in _SEPARATOR.split(written))
            yield _Cut(form, written, start, end, figures)
        elif form == "clock":
            yield _Cut(form, written, start, end, (int(written[:-3]), int(written[-2:])))
        elif form == "digits":
            yield _number(written, start)
        elif form == "address":  # the figures of a link are no time
            yield _Cut("number", written, start, end, (-1,))
        elif form == "dotted":
            yield _Cut("word", f"{written[0]}m", start, end)
        elif form == "latin":
            yield from _latin(written, start)
        elif form == "word" or written in _MARKS:
            yield _Cut(form, written, start, end)


def _number(written: str, start: int) -> _Cut:
    return _Cut("number", written, start, start + len(written), (int(written) if len(written) <= _LONGEST else -1,))


_LONGEST: Final = 9


def _latin(written: str, start: int) -> Iterator[_Cut]:
    """Arabizi words hold digits («b3d», «3asr»); in what is no such word the digits stand for themselves («5pm»)."""
    glued = _GLUED.fullmatch(written)
    letters = (glued.group(2) or glued.group(3)) if glued else ""
    if glued is None or find(written) is not UNKNOWN or find(letters) is UNKNOWN:
        yield _Cut("word", written, start, start + len(written))
        return
    for part in (1, 2, 3, 4):
        if glued.group(part):
            at = start + glued.start(part)
            if glued.group(part).isdecimal():
                yield _number(glued.group(part), at)
            else:
                yield _Cut("word", glued.group(part), at, at + len(glued.group(part)))


def _joined(cuts: list[_Cut]) -> Iterator[Token]:
    at = 0
    while at < len(cuts):
        cut = cuts[at]
        if cut.form != "word":
            yield Token(cut.form, cut.text, cut.start, cut.end, cut.figures, len(cut.text))
            at += 1
            continue
        size, found = _phrase(cuts, at)
        if size == 1 and cut.text in _ARTICLES and at + 1 < len(cuts) and cuts[at + 1].form == "word":
            size, found = _phrase(cuts, at + 1)
            size, found = size + 1, replace(found, article=True)
        yield Token("word", folded_phrase(cuts[at : at + size]), cut.start, cuts[at + size - 1].end, found=found)
        at += size


_ARTICLES: Final = frozenset({"el", "al", "il", "l", "es", "et", "en", "ed", "er", "ez"})
"""The Arabic article in Latin letters, written apart; before it the phrase of both words has been looked for."""


def folded_phrase(cuts: list[_Cut]) -> str:
    """The words of a phrase with one space between them."""
    return " ".join(cut.text for cut in cuts)


def _phrase(cuts: list[_Cut], at: int) -> tuple[int, Found]:
    """The longest known phrase from here; its first word may carry particles."""
    for start, conj, prep in _starts(cuts[at].text):
        words = [start]
        for cut in cuts[at + 1 : at + LONGEST_PHRASE]:
            if cut.form != "word":
                break
            words.append(cut.text)
        for size in range(len(words), 1, -1):
            senses = VOCABULARY.get(" ".join(words[:size]))
            if senses is not None and not (conj and Kind.POINT in senses):  # «١١ ونص الليل»: half past, at night
                return size, Found(senses, conj=conj, prep=prep)
    return 1, find(cuts[at].text)


def _starts(word: str) -> Iterator[tuple[str, bool, str]]:
    if word in PHRASE_STARTS:
        yield word, False, ""
    if word[0] in "وبلعف" and word[1:] in PHRASE_STARTS:
        yield word[1:], word[0] == "و", word[0] if word[0] != "و" else ""
    if word[:2] == "لل" and f"ال{word[2:]}" in PHRASE_STARTS:
        yield f"ال{word[2:]}", False, "ل"
