"""Spots Arabic words that address one man or one woman. A heuristic: it knows giveaways, not grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORDS = re.compile("[\u0621-\u0652]+")
_MARKS = re.compile("[\u064b-\u0652]")

_PRONOUN = re.compile("(?:ك|أنت)[\u064e\u0650]$")
"""«موعدكِ», «لكَ», «أنتِ»: the mark is written because it changes the reading."""

_TO_A_WOMAN = """
اختاري اكتبي أرسلي ارسلي اضغطي أدخلي ادخلي أكملي أعيدي شاركي راجعي جربي انتظري تواصلي حددي أكدي احجزي ادفعي
افتحي انقري ابدئي انسخي اقرئي اسألي أضيفي عدلي استخدمي تفضلي
تريدين تحبين تفضلين ترغبين تودين تستطيعين تقدرين
"""
_TO_A_MAN = "اختر اكتب اضغط ادفع احجز افتح انقر ابدأ انسخ اقرأ اسأل اذهب تريد تحب ترغب تود تستطيع"
"""Only what cannot be read as the past («أرسل العميل», «شارك»): those forms need a reader."""

_GIVEAWAYS = frozenset(_TO_A_WOMAN.split()) | frozenset(_TO_A_MAN.split())


def addressed(text: str) -> Iterator[str]:
    """The words of a text that are said to one man or one woman only."""
    for word in _WORDS.findall(text.replace("\u0640", "")):
        bare = _MARKS.sub("", word)
        stems = {bare, bare[1:]} if bare[:1] in {"و", "ف"} else {bare}
        if stems & _GIVEAWAYS or _PRONOUN.search(word):
            yield word
