"""Phrases of an examiner who had not seen the lexicon: those that say most about how strangers write."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.nlu import When, understand_when

RIYADH, CAIRO = ZoneInfo("Asia/Riyadh"), ZoneInfo("Africa/Cairo")
TUESDAY = datetime(2026, 10, 13, 14, tzinfo=RIYADH)
CASABLANCA = datetime(2026, 10, 13, 10, tzinfo=ZoneInfo("Africa/Casablanca"))
FRIDAY_NIGHT = datetime(2026, 11, 20, 21, 40, tzinfo=RIYADH)
ONE_AT_NIGHT = datetime(2026, 7, 9, 1, 10, tzinfo=RIYADH)
MONTH_END = datetime(2026, 11, 29, 11, tzinfo=CAIRO)
RAMADAN = datetime(2027, 2, 15, 16, tzinfo=RIYADH)
SPRING = datetime(2027, 4, 28, 12, tzinfo=CAIRO)
AUTUMN = datetime(2027, 10, 27, 15, tzinfo=CAIRO)


def _said(moment: date | time | datetime | tuple[Any, Any] | None) -> str:
    if isinstance(moment, tuple):
        return f"{_said(moment[0])}/{_said(moment[1])}"
    if isinstance(moment, datetime):
        return f"{moment:%Y-%m-%dT%H:%M}"
    return f"{moment:%H:%M}" if isinstance(moment, time) else str(moment or "")


def _outcome(answer: When, expected: str) -> str:
    """The answer as the table writes it: a value, "a/b" for a range, "ask" with its best candidate where one is
    expected, "no" for whatever takes nothing."""
    if expected == "no":
        return "no" if answer.status in {"ambiguous", "reject"} else _said(answer.value or (answer.start, answer.end))
    if expected == "ask" and answer.status in {"ambiguous", "range"}:
        return "ask"
    if answer.status == "ambiguous":
        return f"ask {_said(answer.candidates[0])}" if answer.candidates else "ask"
    return _said((answer.start, answer.end)) if answer.status == "range" else _said(answer.value)


@pytest.mark.parametrize(
    ("now", "asked", "text", "expected"),
    [
        (TUESDAY, "date", "تكفى ابغاه بكره", "2026-10-14"),
        (TUESDAY, "date", "بكرة لو في طريقة", "2026-10-14"),
        (TUESDAY, "date", "بكررررة", "2026-10-14"),
        (TUESDAY, "date", "ابغى احجز الاحد", "2026-10-18"),
        (TUESDAY, "date", "يوم الاربعاء زين الي", "2026-10-14"),
        (TUESDAY, "date", "الاربع ده", "2026-10-14"),
        (TUESDAY, "date", "يوم الأحد القادم بإذن الله", "2026-10-18"),
        (TUESDAY, "date", "الخميس هذا الاسبوع", "2026-10-15"),
        (TUESDAY, "date", "بعد اسبوع من الخميس", "2026-10-22"),
        (TUESDAY, "date", "خمسة وعشرين الشهر", "2026-10-25"),
        (TUESDAY, "date", "ثلاثين", "2026-10-30"),
        (TUESDAY, "date", "الأول من ديسمبر ٢٠٢٦", "2026-12-01"),
        (TUESDAY, "date", "٦ أيار", "2027-05-06"),
        (TUESDAY, "date", "٢٥/١١", "2026-11-25"),
        (TUESDAY, "date", "تاريخ ١٢/٥/٢٠٢٧ م", "2027-05-12"),
        (TUESDAY, "date", "3rd of dec", "2026-12-03"),
        (TUESDAY, "date", "٢٠ جمادى الاولى", "2026-10-31"),
        (TUESDAY, "date", "بعد يومين", "2026-10-15"),
        (TUESDAY, "date", "مو الاحد، الاثنين", "2026-10-19"),
        (TUESDAY, "date", "الخميس ذا", "2026-10-15"),
        (TUESDAY, "date", "لا مو اليوم بكره", "2026-10-14"),
        (TUESDAY, "date", "غرة رمضان", "2027-02-08"),
        (TUESDAY, "date", "السبت ٢٤ اكتوبر", "2026-10-24"),
        (TUESDAY, "date", "ثنتين نوفمبر", "2026-11-02"),
        (TUESDAY, "date", "december 12", "2026-12-12"),
        (TUESDAY, "date", "بعد اسبوع ويومين", "2026-10-22"),
        (TUESDAY, "date", "بعد تلت اسابيع", "2026-11-03"),
        (TUESDAY, "date", "السبت مو هذا اللي بعده", "ask"),
        (TUESDAY, "date", "اي يوم غير الجمعة", "ask"),
        (TUESDAY, "date", "بكره او بعده", "ask"),
        (TUESDAY, "date", "اي خميس", "ask"),
        (TUESDAY, "date", "التلات مش اللي جاي اللي بعده", "ask"),
        (TUESDAY, "date", "التنين لأ التلاتا", "ask"),
        (TUESDAY, "date", "٤٥ الشهر", "no"),
        (TUESDAY, "date", "رمضان كريم", "no"),
        (TUESDAY, "date", "٢٠٠ ريال", "no"),
        (TUESDAY, "date", "0551234567", "no"),
        (TUESDAY, "date", "اشتراك شهرين", "no"),
        (TUESDAY, "date", "متى رمضان؟", "no"),
        (TUESDAY, "date", "ابغى انحف قبل العيد", "no"),
        (TUESDAY, "date", "احد يرد علي", "no"),
        (TUESDAY, "date", "وحدة وحدة", "no"),
        (TUESDAY, "date", "انا واختي، احنا ثنتين", "no"),
        (TUESDAY, "date", "مرة ثانية", "no"),
        (TUESDAY, "date", "may I ask something", "no"),
        (TUESDAY, "date", "I sat down", "no"),
        (TUESDAY, "date", "march with me", "no"),
        (TUESDAY, "date", "3omri 25 sana", "no"),
        (TUESDAY, "date", "https://example.com/2026/10/25", "no"),
        (TUESDAY, "date", "درجة حرارتي ٣٩", "no"),
        (TUESDAY, "date", "عندي زواج بعد شهرين وابغى اضعف", "no"),
        (TUESDAY, "date", "زواجي يوم الخميس وابغى انزل وزني", "no"),
        (TUESDAY, "date", "ولدت قبل ٣ شهور", "no"),
        (TUESDAY, "date", "عندي دوام من ٨ الى ٤", "no"),
        (TUESDAY, "date", "بشتغل لحد الخميس", "no"),
        (TUESDAY, "date", "حولتلكم يوم الاحد ٢٠٠ ريال", "no"),
        (TUESDAY, "date", "لا تتأخر عالموعد", "no"),
        (TUESDAY, "date", "اختي احد المتدربات عندك", "no"),
        (TUESDAY, "date", "ما اكل الغدا", "no"),
        (TUESDAY, "date", "مشاكل من الصبح", "no"),
        (TUESDAY, "date", "4/5 نجوم", "no"),
        (TUESDAY, "date", "ثاني واحد", "no"),
        (TUESDAY, "date", "بيتي في حي الخميس", "no"),
        (TUESDAY, "date", "شارع الثلاثين", "no"),
        (TUESDAY, "date", "سوق الاثنين", "no"),
        (TUESDAY, "date", "I had a knee surgery in March", "no"),
        (TUESDAY, "date", "can you help me", "no"),
        (TUESDAY, "date", "فجر العتيبي", "no"),
        (TUESDAY, "date", "ليلى", "no"),
        (TUESDAY, "date", "ضحى سالم", "no"),
        (TUESDAY, "date", "نيسان حداد", "no"),
        (TUESDAY, "date", "اسمي فجر", "no"),
        (TUESDAY, "date", "نوال عاشور", "no"),
        (TUESDAY, "date", "سارة الجمعة", "no"),
        (TUESDAY, "date", "احمد السبت", "no"),
        (TUESDAY, "time", "٩ ص", "09:00"),
        (TUESDAY, "time", "١٢ بالليل", "00:00"),
        (TUESDAY, "time", "ساعة ثنتين الظهر", "14:00"),
        (TUESDAY, "time", "الثامنة إلا الربع مساء", "19:45"),
        (TUESDAY, "time", "5.30م", "17:30"),
        (TUESDAY, "time", "10 a.m.", "10:00"),
        (TUESDAY, "time", "noon", "12:00"),
        (TUESDAY, "time", "بعد تلت ساعات", "2026-10-13T17:00"),
        (TUESDAY, "time", "حدود الساعة ٦ المغرب", "18:00"),
        (TUESDAY, "time", "احدعش ونص الليل", "23:30"),
        (TUESDAY, "time", "ثنعش ونص الظهر", "12:30"),
        (TUESDAY, "time", "بعد صلاة المغرب ٦ ونص", "18:30"),
        (TUESDAY, "time", "السبعة المسا", "19:00"),
        (TUESDAY, "time", "ثمانية الا ثلث المسا", "19:40"),
        (TUESDAY, "time", "بعد تلت ساعة", "2026-10-13T14:20"),
        (TUESDAY, "time", "كمان ساعة الا ربع", "2026-10-13T14:45"),
        (TUESDAY, "time", "٥", "ask 17:00"),
        (TUESDAY, "time", "el sa3a 5", "ask 17:00"),
        (TUESDAY, "time", "الصبح بدري", "ask"),
        (TUESDAY, "time", "العصريات", "ask"),
        (TUESDAY, "time", "قبل المغرب بنص ساعة", "ask"),
        (TUESDAY, "time", "عشرة ونص", "ask 10:30"),
        (TUESDAY, "time", "من 5 الى 7", "ask"),
        (TUESDAY, "time", "15 am", "no"),
        (TUESDAY, "time", "لحظة", "no"),
        (TUESDAY, "time", "نص كيلو", "no"),
        (TUESDAY, "time", "one moment", "no"),
        (TUESDAY, "datetime", "بعد ٤٨ ساعة", "2026-10-15T14:00"),
        (TUESDAY, "datetime", "2026-10-25 18:30", "2026-10-25T18:30"),
        (TUESDAY, "datetime", "رقمي 0551234567 وابغى موعد الاحد 5 العصر", "2026-10-18T17:00"),
        (TUESDAY, "datetime", "غير الموعد من الاحد الى الاثنين ٥ العصر", "2026-10-19T17:00"),
        (TUESDAY, "datetime", "ابغى بكره على المغرب كذا ٦ ونص", "2026-10-14T18:30"),
        (TUESDAY, "datetime", "اقدر اييكم باجر الساعة ١٠ الصبح؟", "2026-10-14T10:00"),
        (TUESDAY, "datetime", "ممكن الاتنين الجاي بعد الشغل الساعة ستة", "2026-10-19T18:00"),
        (TUESDAY, "datetime", "التلاتا الجاي عالتسعة ونص الصبح لو سمحتي", "2026-10-20T09:30"),
        (TUESDAY, "datetime", "book me on the 25th at 4 pm", "2026-10-25T16:00"),
        (TUESDAY, "datetime", "mumkin bukra 3al 5 w nos el masa?", "2026-10-14T17:30"),
        (TUESDAY, "datetime", "nhar el khmis m3a l3echra dial sba7", "2026-10-15T10:00"),
        (TUESDAY, "datetime", "الساعة العاشرة من صباح يوم الأحد", "2026-10-18T10:00"),
        (TUESDAY, "datetime", "السبت٥العصر", "2026-10-17T17:00"),
        (TUESDAY, "datetime", "١٨/١٠/٢٠٢٦ - ٥:٠٠ م", "2026-10-18T17:00"),
        (TUESDAY, "datetime", "اليوم 8:30م", "2026-10-13T20:30"),
        (TUESDAY, "datetime", "بكرة الساعة ٥", "ask 2026-10-14T17:00"),
        (TUESDAY, "datetime", "صباح الاحد", "ask"),
        (CASABLANCA, "date", "نهار ستاش", "2026-10-16"),
        (CASABLANCA, "date", "خمسة وعشرين فهاد الشهر", "2026-10-25"),
        (CASABLANCA, "date", "من هنا لسيمانة", "2026-10-20"),
        (CASABLANCA, "date", "من بعد يوماين", "2026-10-15"),
        (CASABLANCA, "date", "نهار 7 شتنبر", "ask"),
        (CASABLANCA, "time", "مع الستة العشية", "18:00"),
        (CASABLANCA, "time", "الحداش قل ربع ديال الصباح", "10:45"),
        (CASABLANCA, "time", "الربعة ونص", "ask 16:30"),
        (CASABLANCA, "datetime", "نهار السبت على 15h", "2026-10-17T15:00"),
        (FRIDAY_NIGHT, "date", "بكرة", "2026-11-21"),
        (FRIDAY_NIGHT, "date", "خليها tomorrow", "2026-11-21"),
        (FRIDAY_NIGHT, "date", "el talat", "2026-11-24"),
        (FRIDAY_NIGHT, "date", "el tanein", "2026-11-23"),
        (FRIDAY_NIGHT, "date", "ethnain", "2026-11-23"),
        (FRIDAY_NIGHT, "datetime", "الجمعة الجاية ٥ العصر", "2026-11-27T17:00"),
        (ONE_AT_NIGHT, "datetime", "الليلة ٩", "2026-07-09T21:00"),
        (MONTH_END, "date", "هاليوم اذا في مجال", "2026-11-29"),
        (MONTH_END, "date", "اليوم الثالث من الشهر القادم", "2026-12-03"),
        (MONTH_END, "date", "بعد اسبوع من بكرة", "2026-12-07"),
        (MONTH_END, "date", "بداية الشهر الجاي", "ask"),
        (MONTH_END, "time", "حداشر وربع الصبح", "11:15"),
        (MONTH_END, "time", "عشرة وربع الصبح", "10:15"),
        (MONTH_END, "datetime", "بكره خمسة العصر", "2026-11-30T17:00"),
        (RAMADAN, "date", "٢٧ رمضان", "2027-03-06"),
        (AUTUMN, "datetime", "الجمعة ٩ الصبح", "2027-10-29T09:00"),
    ],
)
def test_a_stranger_is_understood_asked_or_left_alone(now: datetime, asked: Any, text: str, expected: str) -> None:
    assert _outcome(understand_when(text, asked, now), expected) == expected
