from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu import Intent, intent
from bot.nlu.lexicon.answers import ANSWERS, EMOJI


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("نعم", Intent.YES),
        ("ايوااا", Intent.YES),
        ("تمام يا كابتن", Intent.YES),
        ("aywa", Intent.YES),
        ("👍🏽", Intent.YES),
        ("لا شكرًا", Intent.NO),
        ("لأ", Intent.NO),
        ("رجوع", Intent.BACK),
        ("القائمة الرئيسية", Intent.MENU),
        ("ألغِ", Intent.CANCEL),
        ("مو فاهم", Intent.HELP),
        ("ابغى اكلم الكابتن لو سمحت", Intent.HUMAN),
        ("English", Intent.ENGLISH),
        ("بالعربي", Intent.ARABIC),
        ("تخطٍّ", Intent.SKIP),
        ("لا شيء", Intent.NOTHING),
        ("مفيش حاجة", Intent.NOTHING),
        ("ابغى احجز موعد", Intent.BOOK),
        ("حجوزاتي", Intent.MY_BOOKINGS),
        ("السلام عليكم", Intent.GREETING),
        ("يعطيك العافية", Intent.THANKS),
        ("كم سعر الجلسة؟", Intent.PRICE),
        ("وين موقعكم", Intent.PLACE),
        ("كم مدة الجلسة", Intent.DURATION),
        ("كمل", Intent.RESUME),
        ("أقرب موعد لو سمحت", Intent.SOONEST),
        ("أول وقت فاضي", Intent.SOONEST),
        ("asap", Intent.SOONEST),
        ("هونت خلاص", Intent.CANCEL),
        ("خلاص مش عايز", Intent.CANCEL),
        ("وين مكانكم بالضبط؟", Intent.PLACE),
        ("where is the place?", Intent.PLACE),
        ("عاوزه اكلم حد", Intent.HUMAN),
        ("speak to the coach", Intent.HUMAN),
        ("ابغى احجز عند الكابتن", Intent.BOOK),
        ("ابي اربط الواتساب", Intent.LINK),
        ("link my WhatsApp", Intent.LINK),
        ("وين الرابط؟", Intent.MEETING_LINK),
        ("where's the link?", Intent.MEETING_LINK),
        ("ابي فاتورة", Intent.RECEIPT),
        ("لا ترسلوا لي شي", Intent.STOP),
    ],
)
def test_a_message_that_says_one_thing(text: str, meant: Intent) -> None:
    assert intent(text) is meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "إلغاء الحجز",
        "نعم بس بكرة",
        "رجوع الالم في ظهري",
        "كم سعر الجلسة وكم مدتها",
        "الخميس",
        "لا تنسى",
        "😂",
        "ن" * 10_000,
    ],
)
def test_a_message_that_says_more_is_left_to_the_step(text: str) -> None:
    assert intent(text) is None


def test_every_word_of_the_lexicon_belongs_to_an_intent() -> None:
    assert {*ANSWERS, *EMOJI} <= set(Intent)
    assert set(Intent) <= set(ANSWERS)


@given(st.text())
def test_any_text_is_fine(text: str) -> None:
    assert intent(text) in {None, *Intent}
