"""Questions inside a sentence: «كم سعر استشارة التغذية؟» is one about prices, whatever else it names."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from bot.nlu.text import normal, words

_PRICE: Final = frozenset(
    normal(
        "سعر السعر سعرها سعره سعركم اسعار الأسعار اسعاركم بكم بكام قديش بقديش شحال بشحال تكلفة التكلفة تكلف يكلف"
        " تكلفتها رسوم الرسوم price prices cost costs fee fees bekam bkam adesh qadesh"
    ).split()
)
_HOW_MUCH: Final = ("how", "much")
_LONGEST: Final = 8  # words; longer is a story that mentions money


def asks_price(text: str) -> bool:
    """Whether a short message asks what something costs."""
    said = words(text)
    return len(said) <= _LONGEST and (not _PRICE.isdisjoint(said) or _HOW_MUCH in pairwise(said))
