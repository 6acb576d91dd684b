"""The one normalisation: whatever people type becomes plain letters, ASCII digits and single spellings."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 4096
"""Characters that are read of one message: the most that any of the channels lets through."""

_SAME = str.maketrans(
    {
        "ى": "ي",
        "ة": "ه",
        "ٱ": "ا",
        "ی": "ي",
        "ے": "ي",
        "ک": "ك",
        "گ": "ك",
        "ڭ": "ك",
        "ہ": "ه",
        "ھ": "ه",
        "چ": "ج",
        "پ": "ب",
        "ڤ": "ف",
        "ڨ": "ق",
        "ژ": "ز",
        "ء": "",
        "ـ": "",
        "،": ",",
        "؛": ";",
        "؟": "?",
        "٫": ".",
        "٬": ",",
        "\\": "/",
        "–": "-",
        "—": "-",
        "−": "-",
        "‐": "-",
        "‑": "-",
        "’": "'",
        "‘": "'",
        "`": "'",
        "½": " نص ",
        "¼": " ربع ",
        "\t": " ",
        "\r": "\n",
    }
)
_UNSEEN = {"Mn", "Me", "Cf", "Cc", "Cs", "Co", "Cn"}


class _Table(dict[int, str]):
    """What each character becomes; filled as characters are met, and bounded."""

    def __missing__(self, code: int) -> str:
        plain = _plain(chr(code))
        if len(self) < LONGEST:
            self[code] = plain
        return plain


def _plain(character: str) -> str:
    same = character.translate(_SAME)
    if same != character:
        return same
    return "".join(_letter(part) for part in unicodedata.normalize("NFKD", character))


def _letter(part: str) -> str:
    if part == "\n":
        return part
    if part.isdecimal():
        return str(unicodedata.decimal(part))
    return "" if unicodedata.category(part) in _UNSEEN else part.translate(_SAME).lower()


_TABLE = _Table()
_ELONGATED = re.compile(r"([^\W\d_])\1{2,}")
_WORD = re.compile(r"[^\W_]+(?:(?<=\d)[.:/,\-](?=\d)\d+)*")


def fold(text: str) -> str:
    """`text` in one spelling, its punctuation and word borders kept; reads at most `LONGEST` characters.

    Marks, tatweel, the lone hamza, bidi and zero-width characters vanish; all digit families become ASCII; the forms of
    alef, of ya and of ta marbuta become one; a letter written three times or more stands once.
    """
    return _ELONGATED.sub(r"\1", text[:LONGEST].translate(_TABLE))


def offsets(text: str) -> list[int]:
    """For each character of `fold(text)`, where in `text` it came from; one more for the end."""
    parts: list[str] = []
    origins: list[int] = []
    for index, character in enumerate(text[:LONGEST]):
        for letter in _TABLE[ord(character)]:
            parts.append(letter)
            origins.append(index)
    kept: list[int] = []
    last = 0
    for match in _ELONGATED.finditer("".join(parts)):
        kept += origins[last : match.start() + 1]
        last = match.end()
    return [*kept, *origins[last:], min(len(text), LONGEST)]


def normal(text: str) -> str:
    """The words of `text` in one spelling, one space between them; of all marks only those inside numbers."""
    return " ".join(_WORD.findall(fold(text)))


def words(text: str) -> list[str]:
    """`normal(text)`, word by word."""
    return _WORD.findall(fold(text))
