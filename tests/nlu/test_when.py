from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.nlu import When, understand_when

RIYADH = ZoneInfo("Asia/Riyadh")
CAIRO = ZoneInfo("Africa/Cairo")
MONDAY = datetime(2026, 5, 4, 11, 10, tzinfo=RIYADH)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=RIYADH)  # type: ignore[misc,arg-type]


def read(text: str, asked: Any = "datetime", now: datetime = MONDAY, **more: Any) -> When:
    return understand_when(text, asked, now, **more)


@pytest.mark.parametrize(
    ("text", "asked", "value"),
    [
        ("بكرة", "date", date(2026, 5, 5)),
        ("عقب باكر", "date", date(2026, 5, 6)),
        ("الخميس", "date", date(2026, 5, 7)),
        ("٢٢ يونيو", "date", date(2026, 6, 22)),
        ("٢٥ ذو القعدة", "date", date(2026, 5, 12)),
        ("2026-06-09", "date", date(2026, 6, 9)),
        ("خمسة ستة", "date", date(2026, 6, 5)),
        ("بعد ٣ أيام", "date", date(2026, 5, 7)),
        ("آخر يوم في الشهر", "date", date(2026, 5, 31)),
        ("أول خميس في شهر ٦", "date", date(2026, 6, 4)),
        ("خمسة ونص المغرب", "time", time(17, 30)),
        ("ثمانية إلا ثلث الليل", "time", time(19, 40)),
        ("half past five pm", "time", time(17, 30)),
        ("١٩:٤٥", "time", time(19, 45)),
        ("el sa3a 7 bel leil", "time", time(19)),
        ("٧،٣٠ مساء", "time", time(19, 30)),
        ("بكرة ٥ العصر", "datetime", at(2026, 5, 5, 17)),
        ("بكرا عالساعة ستة ونص المسا", "datetime", at(2026, 5, 5, 18, 30)),
        ("بكرة ١٢ بالليل", "datetime", at(2026, 5, 6, 0)),
        ("bokra 6 w nos el maghreb", "datetime", at(2026, 5, 5, 18, 30)),
        ("10/5/2026 5:30 PM", "datetime", at(2026, 5, 10, 17, 30)),
        ("الليلة الساعة ٩", "datetime", at(2026, 5, 4, 21)),
        ("بعد ساعتين", "time", at(2026, 5, 4, 13, 10)),
    ],
)
def test_a_clear_phrase_gives_its_value(text: str, asked: str, value: object) -> None:
    assert read(text, asked) == When("ok", value=value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "asked", "candidates"),
    [
        ("الساعة ٥", "time", (time(17), time(5))),
        ("تسعة ونص", "time", (time(9, 30), time(21, 30))),
        ("الخميس الجاي", "date", (date(2026, 5, 7), date(2026, 5, 14))),
        ("الاثنين", "date", (date(2026, 5, 4), date(2026, 5, 11))),
        ("الأحد ولا الثلاثاء", "date", (date(2026, 5, 10), date(2026, 5, 5))),
        ("الخميس ١٠ مايو", "date", (date(2026, 5, 10), date(2026, 5, 7))),
        ("٢٠ ابريل", "date", (date(2027, 4, 20), date(2026, 4, 20))),
        ("5/28", "date", (date(2026, 5, 28),)),
        ("ليلة الجمعة", "date", (date(2026, 5, 8), date(2026, 5, 7))),
        ("بكرة الساعة ٥", "datetime", (at(2026, 5, 5, 17), at(2026, 5, 5, 5))),
        ("من ٣ لـ ٥", "time", ((time(15), time(17)), (time(3), time(5)))),
        ("اثنين", "date", (date(2026, 5, 4), date(2026, 5, 11), date(2026, 6, 2))),
    ],
)
def test_what_has_two_readings_is_asked_best_first(text: str, asked: str, candidates: tuple[object, ...]) -> None:
    assert read(text, asked) == When("ambiguous", candidates=candidates)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["أي وقت", "باقرب وقت", "مو الخميس", "الخميس ما اقدر", "هاليومين", "كل يوم"])
def test_what_leaves_all_open_is_asked_without_candidates(text: str) -> None:
    assert read(text, "date") == When("ambiguous")


@pytest.mark.parametrize(
    ("text", "asked", "start", "end"),
    [
        ("من ٣ لـ ٥ العصر", "time", time(15), time(17)),
        ("من ١٠ ل ٢ الظهر", "time", time(10), time(14)),
        ("بعد ٥ العصر", "time", time(17), None),
        ("قبل الساعة ٨ مساء", "time", None, time(20)),
        ("بكرة الصبح", "datetime", at(2026, 5, 5, 7), at(2026, 5, 5, 12)),
        ("من الأحد إلى الثلاثاء", "date", date(2026, 5, 10), date(2026, 5, 12)),
        ("الأسبوع الجاي", "date", date(2026, 5, 10), date(2026, 5, 16)),
        ("قبل الجمعة", "date", date(2026, 5, 4), date(2026, 5, 7)),
    ],
)
def test_a_stretch_of_time_gives_a_range(text: str, asked: str, start: object, end: object) -> None:
    assert read(text, asked) == When("range", start=start, end=end)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "asked", "reason"),
    [
        ("٣١ سبتمبر", "date", "impossible"),
        ("٣٠ فبراير", "date", "impossible"),
        ("٣٠ محرم ١٤٤٨", "date", "impossible"),
        ("الساعة ٣٠ العصر", "time", "impossible"),
        ("٢٥", "time", "impossible"),
        ("اليوم الصبح بدري", "datetime", "past"),
        ("كم الاشتراك", "date", "not_understood"),
        ("ارسلت ٢٠٠ ريال", "datetime", "not_understood"),
        ("عمري ٢٨ سنة", "date", "not_understood"),
        ("0501234567", "date", "not_understood"),
        ("صباح الخير", "time", "not_understood"),
        ("اسمي خميس", "date", "not_understood"),
        ("", "date", "not_understood"),
    ],
)
def test_a_refusal_says_why(text: str, asked: str, reason: str) -> None:
    answer = read(text, asked)

    assert (answer.status, answer.reason) == ("reject", reason)


@pytest.mark.parametrize("text", ["امس", "الخميس الماضي", "٢٠٢٠/١/١", "قبل يومين"])
def test_a_past_day_is_flagged(text: str) -> None:
    answer = read(text, "date")

    assert answer.status == "ok"
    assert answer.past


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("مو الأحد، الخميس", date(2026, 5, 7)),
        ("الأحد لا خليها الخميس", date(2026, 5, 7)),
        ("بدل الأحد الخميس", date(2026, 5, 7)),
        ("الخميس مش الأحد", date(2026, 5, 7)),
        ("ما اقدر الأحد، الخميس احسن", date(2026, 5, 7)),
    ],
)
def test_the_last_word_of_a_correction_counts(text: str, value: date) -> None:
    assert read(text, "date").value == value


@pytest.mark.parametrize(
    "text",
    [
        "اصحى الساعة ٥ الفجر",
        "ما عندي وقت الصبح",
        "كل الأوقات إلا الصبح",
        "أي يوم ما عدا الجمعة",
        "الجو حلو اليوم",
        "الاشتراك ينتهي يوم ١٥",
        "بكرة أو بعده",
        "٢ من اصحابي",
        "ابغى جلسة ٤٥ دقيقة",
        "أول مرة احجز",
        "وش الفرق بين باقة ٤ وباقة ٨",
        "انا عمري فوق الثلاثين",
    ],
)
def test_a_time_in_passing_is_never_taken(text: str) -> None:
    assert read(text).status in {"ambiguous", "reject"}


def test_moving_from_one_day_to_another_wants_the_other() -> None:
    assert read("ابغى اغير موعدي من الخميس إلى السبت", "date").value == date(2026, 5, 9)


def test_a_correction_of_the_hour_keeps_the_day_and_the_part_of_the_day() -> None:
    assert read("بكرة ٥ العصر لا خليها ٦").value == at(2026, 5, 5, 18)


def test_working_hours_order_the_candidates_and_drop_none() -> None:
    early = read("الساعة ٥", "time", hours=(time(4), time(10)))

    assert early.candidates == (time(5), time(17))


def test_days_beyond_the_horizon_come_last() -> None:
    answer = read("٢٠ ديسمبر ولا ٢٠ مايو", "date", horizon_days=60)

    assert answer.candidates == (date(2026, 5, 20), date(2026, 12, 20))


def test_tomorrow_said_after_midnight_is_asked() -> None:
    answer = read("بكرة", "date", at(2026, 5, 5, 0, 40))

    assert set(answer.candidates) == {date(2026, 5, 5), date(2026, 5, 6)}


def test_a_weekday_said_in_its_own_evening_is_the_next_one() -> None:
    assert read("الأربعاء", "date", at(2026, 5, 6, 19, 30)).value == date(2026, 5, 13)


def test_a_time_that_the_clock_skips_is_refused() -> None:
    now = datetime(2027, 4, 29, 12, tzinfo=CAIRO)

    assert read("بكرة 00:30", now=now) == When("reject", reason="nonexistent")


def test_hours_count_on_the_real_clock_across_a_skipped_hour() -> None:
    now = datetime(2027, 4, 29, 23, 30, tzinfo=CAIRO)

    assert read("بعد ساعة", now=now).value == datetime(2027, 4, 30, 1, 30, tzinfo=CAIRO)


def test_a_word_that_stands_where_an_hour_should_makes_the_bot_ask() -> None:
    answer = read("بكرة الساعة زقطوط المسا")

    assert answer.status == "ambiguous"


def test_a_question_is_offered_and_not_taken() -> None:
    assert read("متى تفتحون الجمعة", "date") == When("ambiguous", candidates=(date(2026, 5, 8),))
