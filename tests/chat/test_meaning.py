"""The comparison of a chat with itself on WhatsApp sees what is missing and what is too much."""

from __future__ import annotations

import pytest

from tests.chat.meaning import differences
from tests.chat.people import strangers

SCRIPT = """# telegram, whatsapp: مثال

نورة: مرحبا
    ما الاسم الذي نكتبه في الحجز؟
    [نورة]
    [رجوع] [القائمة]

نورة: نورة الشمري
    ما اليوم المناسب؟ 📅
    [٢٢] [٢٣]

نورة: [٢٢]
  ✎
    تم الحجز: الأحد ٢٢ نوفمبر
    الآيبان: SA0380000000608010167519
    📎 CB-1.ics

  → الكابتن:
    حجز جديد
"""
ON_WHATSAPP = """# telegram, whatsapp: مثال

نورة: مرحبا
  ✉
    ما اليوم المناسب؟ 📅

    يمكن أيضًا كتابة اليوم، مثل: «الخميس» أو «٢٢/١١».
    [≡ الخيارات]
    ▸ ٢٢

نورة: [٢٢]
  ✉
    تم الحجز: الأحد ٢٢ نوفمبر

    الآيبان:
    SA0380000000608010167519

    إضافة إلى التقويم:
    https://jalsa.example/media/1

  → الكابتن: ✉
    حجز جديد
"""
PEOPLE = strangers(SCRIPT)


def test_other_forms_and_the_question_for_a_name_make_no_difference() -> None:
    assert differences(SCRIPT, ON_WHATSAPP, PEOPLE) == []


def test_what_a_template_says_is_not_compared() -> None:
    happened = ON_WHATSAPP.replace("  → الكابتن: ✉\n    حجز جديد", "  → الكابتن: ✉ (قالب)\n    يوجد جديد")

    assert differences(SCRIPT, happened, PEOPLE) == []


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("تم الحجز: الأحد ٢٢ نوفمبر", "تم الحجز"),
        ("تم الحجز", "لم يتم الحجز"),
        ("SA0380000000608010167519", "SA0380000000608010167518"),
        ("  → الكابتن: ✉\n    حجز جديد\n", ""),
        ("حجز جديد", "حجز جديد\n\n  → سالم: ✉\n    حجز جديد"),
        ("ما اليوم المناسب؟ 📅", "📅"),
    ],
)
def test_a_word_or_a_message_that_is_missing_or_too_much_is_seen(here: str, there: str) -> None:
    assert len(differences(SCRIPT, ON_WHATSAPP.replace(here, there), PEOPLE)) == 1
