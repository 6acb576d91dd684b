"""What a message says of paying: the way that it names, and whether somebody says that they have paid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from booking.status import PaymentMethod
from bot.nlu.lexicon.table import spellings
from bot.nlu.lexicon.ways import ASKING, BESIDE, NEAR_PAID, PAID, PAYING, WAYS
from bot.nlu.phrases import mentioned
from bot.nlu.text import fold, words

V = TypeVar("V")
_PAYING: Final = "paying"
_ASKING: Final = "asking"
_BESIDE: Final = "beside"
_PAID: Final = "paid"
_NAMED: Final[dict[str, frozenset[PaymentMethod]]] = spellings(WAYS)
_OF_PAYING: Final[Mapping[str, frozenset[PaymentMethod] | str]] = {
    **spellings({_BESIDE: BESIDE, _ASKING: ASKING, _PAYING: PAYING}),
    **_NAMED,
}
_OF_PAID: Final = spellings({_PAID: PAID, _BESIDE: NEAR_PAID})
_LONGEST: Final = 12  # words


@dataclass(frozen=True, slots=True)
class Paying:
    """The ways to pay that a message means; none where it names none. `sure`: it is a wish, and no question."""

    ways: frozenset[PaymentMethod]
    sure: bool


def paying(text: str) -> Paying | None:
    """What a message that speaks of paying and of nothing else means; None for any other."""
    found = _all_of(text, _OF_PAYING)
    named = [meant for meant in found if isinstance(meant, frozenset)]
    if not named and _PAYING not in found:
        return None
    return Paying(frozenset().union(*named), sure=_ASKING not in found and "?" not in fold(text))


def has_paid(text: str) -> bool:
    """Whether the whole message says that its writer has paid, or asks what is left."""
    return _PAID in _all_of(text, _OF_PAID)


def _all_of(text: str, known: Mapping[str, V]) -> list[V]:
    """What each word of a message stands for; nothing as soon as it holds a word that is not known."""
    given = words(text)
    if len(given) > _LONGEST:
        return []
    found = list(mentioned(given, known))
    return [meant for _, _, meant in found] if sum(end - start for start, end, _ in found) == len(given) else []
