"""Whether a sentence asks to move or to cancel what is booked, and which of the two."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Final, NamedTuple

from bot.nlu.lexicon.answers import POLITE
from bot.nlu.lexicon.changes import CHANGES, DELAYS, GO_ON
from bot.nlu.lexicon.table import spellings
from bot.nlu.phrases import mentioned
from bot.nlu.text import words


class Change(StrEnum):
    """What somebody wants of a booking they have. EITHER: they cannot come, or say both."""

    MOVE = "move"
    CANCEL = "cancel"
    EITHER = "either"
    REFUND = "refund"


class _Part(NamedTuple):
    """A known word or phrase: from where to where it stands, and the part it plays."""

    start: int
    end: int
    plays: str


_PARTS = spellings(CHANGES)
_DELAYS = frozenset(words(DELAYS))
_GO_ON = frozenset(words(GO_ON))
_POLITE = frozenset(words(POLITE.replace("_", " ")))
_LEADS_IN: Final = frozenset({"want", "polite", "not"})
_LONGEST: Final = 30  # words; a longer message tells a story
_LONGEST_TEXT: Final = 300


def change(text: str) -> Change | None:
    """What of the two a message asks for; None when it asks for neither, or asks about it («متى», «ليش», «كم»)."""
    said = words(text) if len(text) <= _LONGEST_TEXT else []
    if not said or len(said) > _LONGEST:
        return None
    parts = [_Part(*found) for found in mentioned(said, _PARTS)]
    plays = {part.plays for part in parts}
    if "asking" in plays:
        return None
    found = {meant for meant, asked in _ASKED.items() if asked(said, parts)}
    if {Change.MOVE, Change.CANCEL} <= found or (Change.EITHER in found and "unless" not in plays):
        return Change.EITHER
    return next((meant for meant in (Change.CANCEL, Change.MOVE, Change.REFUND) if meant in found), None)


# ------------------------------------------------------------------------------------------- how each is asked for


def _moves(said: Sequence[str], parts: Sequence[_Part]) -> bool:
    return any(
        _names_it("move", parts, at) or _orders(said, parts, at) or _delays(said, part)
        for at, part in enumerate(parts)
        if not _denied(said, parts, at)
    )


def _cancels(said: Sequence[str], parts: Sequence[_Part]) -> bool:
    return any(
        (_names_it("cancel", parts, at) and not _denied(said, parts, at))
        or (part.plays == "want_not" and _thing_after(parts, at) is not None)
        for at, part in enumerate(parts)
    )


def _stays_away(_said: Sequence[str], parts: Sequence[_Part]) -> bool:
    return any(part.plays == "either" for part in parts)


def _wants_money(_said: Sequence[str], parts: Sequence[_Part]) -> bool:
    plays = [part.plays for part in parts if part.plays != "between"]
    return "refund" in plays or any(pair in {("return", "money"), ("want", "money")} for pair in pairwise(plays))


_ASKED: Mapping[Change, Callable[[Sequence[str], Sequence[_Part]], bool]] = {
    Change.MOVE: _moves,
    Change.CANCEL: _cancels,
    Change.EITHER: _stays_away,
    Change.REFUND: _wants_money,
}


# --------------------------------------------------------------------------------------------------- the grammar


def _names_it(verb: str, parts: Sequence[_Part], at: int) -> bool:
    """«أغيّر موعدي»; or «موعدي … أغيّره», where what is booked was named before."""
    if parts[at].plays == f"{verb}_it":
        return any(part.plays == "thing" for part in parts[:at])
    return parts[at].plays == verb and _thing_after(parts, at) is not None


def _thing_after(parts: Sequence[_Part], at: int) -> _Part | None:
    """What is booked, named right behind a verb but for such words as «وقت» and «my»."""
    for before, part in pairwise(parts[at:]):
        if part.start != before.end or part.plays not in {"between", "thing"}:
            return None
        if part.plays == "thing":
            return part
    return None


def _orders(said: Sequence[str], parts: Sequence[_Part], at: int) -> bool:
    """«غير الموعد ليوم الأربعاء», but not «موعد غير الأحد» nor «أجل، الموعد مناسب»."""
    if parts[at].plays != "move_now" or (thing := _thing_after(parts, at)) is None:
        return False
    led_in = {index for part in parts[:at] if part.plays in _LEADS_IN for index in range(part.start, part.end)}
    return len(led_in) == parts[at].start and _ends_well(said, thing.end)


def _delays(said: Sequence[str], part: _Part) -> bool:
    return part.plays == "move" and said[part.start] in _DELAYS and _ends_well(said, part.end)


def _ends_well(said: Sequence[str], at: int) -> bool:
    """Whether nothing stands there, or where to, until when, or a polite word."""
    return at == len(said) or said[at] in _GO_ON or said[at] in _POLITE or said[at].startswith("ل")


def _denied(said: Sequence[str], parts: Sequence[_Part], at: int) -> bool:
    """«لا تلغي», «ما أبي ألغي», "I don't want to cancel"; but «لا، ألغي» is an order after a no."""
    verb = parts[at]
    for part, after in zip(reversed(parts[:at]), reversed(parts[: at + 1]), strict=False):
        if part.end != after.start or part.plays not in {"want", "want_not", "not", "between"}:
            return False
        if part.plays == "want_not":
            return True
        if part.plays == "not":
            return said[part.start].isascii() or (after is verb and said[verb.start].startswith("ت"))
    return False
