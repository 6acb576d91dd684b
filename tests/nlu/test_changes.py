from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu import Change, change

MOVES = (
    "ممكن نغير الموعد ليوم الأربعاء الساعة ٦؟",
    "أبغى أأجل الموعد",
    "أبغى أأجل",
    "تغيير الموعد",
    "ابي اغير موعدي",
    "غيروا موعدي لبكرة لو سمحتم",
    "غيّر الموعد ليوم الخميس",
    "موعدي ابي اغيره",
    "ممكن تأجيل الجلسة ليومين؟",
    "ابغى اقدم موعدي",
    "عايز اغير المعاد",
    "عاوزة أأجل ميعادي لبعد بكرة",
    "ممكن نأجل الجلسة؟",
    "بدي غيّر موعدي",
    "بدي أجّل الموعد للأسبوع الجاي",
    "بغيت نبدل الرنديفو",
    "نحب نغير الموعد",
    "اريد إعادة جدولة موعدي",
    "هل يمكن تغيير وقت الموعد؟",
    "ما أبي ألغي الحجز، أبي أغيّره",
    "لا، ابي اغير الموعد",
    "3ayez aghayer el maw3ed",
    "abi a2ajjel maw3edi",
    "move my booking to Sunday 10am",
    "can we reschedule?",
    "I need to change the time of my appointment",
    "please postpone my session to next week",
)
CANCELS = (
    "كنسل موعدي",
    "أبغى ألغي الحجز",
    "إلغاء الحجز",
    "الغاء الموعد",
    "ابي الغي موعدي لو سمحت",
    "الغوا حجزي",
    "عايز الغي الحجز",
    "عاوزة ألغي معادي بكرة",
    "بدي الغي الموعد",
    "بغيت نلغي الموعد",
    "نحب ننيلي الرنديفو",
    "ممكن تلغون موعدي",
    "عندي حجز وابي الغيه",
    "لا، الغي الحجز",
    "مابي الحجز رجعوا فلوسي",
    "مش عايز المعاد",
    "3ayez alghi el 7agz",
    "cancel maw3edi",
    "cancel my appointment",
    "cancel booking",
    "I want to cancel my session please",
)
EITHERS = (
    "ما اقدر احضر",
    "للأسف ما راح اقدر اجي بكرة",
    "مش هقدر احضر الجلسة",
    "ما بقدر اجي عالموعد",
    "ما نقدرش نجي",
    "لن أتمكن من الحضور",
    "I can't make it",
    "ما اقدر احضر يوم الأحد",
    "sorry, I won't be able to come",
    "ألغي الموعد أو أغيّر الموعد؟",
)
REFUNDS = ("رجعوا فلوسي", "ابي فلوسي", "عايز استرد المبلغ", "رجعولي فلوسي", "بدي مصرياتي", "I want a refund", "refund")
NEITHERS = (
    "",
    "إلغاء",
    "cancel",
    "غير الوقت",
    "خلّه الأربعاء",
    "لا خليها الخميس",
    "عندكم موعد غير الأحد؟",
    "ابي موعد غير موعد الأحد",
    "أجل، الموعد مناسب",
    "اجل موعدي متى",
    "لا تلغون موعدي",
    "ما أبي ألغي الحجز",
    "don't cancel my booking",
    "I don't want to cancel my booking",
    "متى آخر وقت لتغيير الموعد؟",
    "ليش الغيتوا موعدي",
    "تم إلغاء الحجز؟",
    "was my booking cancelled?",
    "كم يرجع لي لو ألغيت الحجز؟",
    "what is your refund policy",
    "متى ترجع الفلوس؟",
    "ابي استشارة عشان اغير حياتي، اقرب موعد؟",
    "ابغى أأجل الدفع",
    "ما اقدر احضر حضوري، ممكن اونلاين؟",
    "ابي احجز موعد بكرة",
    "ابغى موعد جديد",
    "غير اللغة",
    "أبغى استشارة تغذية بكرة الساعة ٥ أونلاين",
    "حجوزاتي",
)
TABLE = (
    *((text, Change.MOVE) for text in MOVES),
    *((text, Change.CANCEL) for text in CANCELS),
    *((text, Change.EITHER) for text in EITHERS),
    *((text, Change.REFUND) for text in REFUNDS),
    *((text, None) for text in NEITHERS),
)


@pytest.mark.parametrize(("text", "meant"), TABLE)
def test_what_is_asked_of_a_booking(text: str, meant: Change | None) -> None:
    assert change(text) is meant


@given(st.text())
def test_any_text_is_fine(text: str) -> None:
    assert change(text) in {None, *Change}
