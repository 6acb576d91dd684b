"""What a short message wants: yes, no, back, menu, help, a price… only when that is all it says."""

from __future__ import annotations

from enum import StrEnum

from bot.nlu.lexicon.answers import ANSWERS, EMOJI, POLITE
from bot.nlu.lexicon.table import spellings
from bot.nlu.text import normal, words


class Intent(StrEnum):
    """Everything that a whole message can mean in any step of any conversation."""

    YES = "yes"
    NO = "no"
    BACK = "back"
    MENU = "menu"
    CANCEL = "cancel"
    HELP = "help"
    HUMAN = "human"
    ARABIC = "arabic"
    ENGLISH = "english"
    LANGUAGE = "language"
    SKIP = "skip"
    NOTHING = "nothing"
    RESUME = "resume"
    BOOK = "book"
    MY_BOOKINGS = "my_bookings"
    GREETING = "greeting"
    THANKS = "thanks"
    PRICE = "price"
    PLACE = "place"
    DURATION = "duration"
    RECEIPT = "receipt"  # the one on paper, for what was paid
    STOP = "stop"  # nothing more unasked: the opt-out word of every channel
    NOTICES = "notices"
    LINK = "link"  # the same person on another channel
    MEETING_LINK = "meeting_link"  # where a session online takes place
    SOONEST = "soonest"


_MEANT = {phrase: Intent(name) for phrase, name in spellings(ANSWERS).items()}
_PICTURES = {picture: Intent(name) for name, pictures in EMOJI.items() for picture in pictures.split()}
_POLITE = tuple(sorted((normal(word.replace("_", " ")).split() for word in POLITE.split()), key=len, reverse=True))
_LONGEST = 12  # words; a longer message is never one of these
_LONGEST_TEXT = 200


def intent(text: str) -> Intent | None:
    """What the whole message means once polite words are taken away; None when it says anything more."""
    if len(text) > _LONGEST_TEXT:
        return None
    said = words(text)
    if not said:
        return _PICTURES.get(text.strip().replace("\ufe0f", ""))
    if len(said) > _LONGEST:
        return None
    return _known(said) or _known(_once(said)) or _known(_once(_bare(said))) or _agreed(_once(_bare(said)))


def _known(said: list[str]) -> Intent | None:
    phrase = " ".join(said)
    return _MEANT.get(phrase) or _MEANT.get(_single(phrase))


def _agreed(said: list[str]) -> Intent | None:
    """«ايوة طبعا», «اوك تمام»: several answers that all mean the same."""
    found: set[Intent] = set()
    while said:
        size = next((size for size in range(len(said), 0, -1) if _known(said[:size])), 0)
        if not size or not (meant := _known(said[:size])):
            return None
        found.add(meant)
        said = said[size:]
    found = found - _COURTESIES or found
    return found.pop() if len(found) == 1 else None


_COURTESIES = {Intent.THANKS, Intent.GREETING}
"""«لا مشكور», «هلا، ابي احجز»: what stands beside them counts."""


def _once(said: list[str]) -> list[str]:
    """«نعم نعم نعم» says it once."""
    return [word for index, word in enumerate(said) if index == 0 or word != said[index - 1]]


def _single(phrase: str) -> str:
    """Letters that were written twice for emphasis, once («نعمم»)."""
    return "".join(letter for index, letter in enumerate(phrase) if index == 0 or letter != phrase[index - 1])


def _bare(said: list[str]) -> list[str]:
    left = list(said)
    for polite in _POLITE:
        size = len(polite)
        at = 0
        while at + size <= len(left):
            if left[at : at + size] == polite and len(left) > size:
                del left[at : at + size]
            else:
                at += 1
    return left
