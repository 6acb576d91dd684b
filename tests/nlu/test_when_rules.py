from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.nlu import When, understand_when
from bot.nlu.vocabulary import VOCABULARY

NOW = datetime(2026, 5, 4, 11, 10, tzinfo=ZoneInfo("Asia/Riyadh"))
Asked = Literal["date", "time", "datetime"]
ASKED = st.sampled_from(("date", "time", "datetime"))
FIGURES = ["٥", "12", "٣:٣٠", "28/5", "2026-02-30", "5.30", "3-5", "1448", "٠٥٠١٢٣٤٥٦٧", "،", "-"]
MOMENTS = st.datetimes(timezones=st.just(ZoneInfo("Africa/Cairo")), allow_imaginary=False)
KNOWN = st.lists(st.sampled_from(sorted(VOCABULARY) + FIGURES), max_size=8).map(" ".join)
ANYTHING = st.one_of(
    st.text(max_size=80), KNOWN, st.text(alphabet="ابتسمنوهي٠١٢٣٤٥ \u200f\u202e\u064eـ:/-", max_size=60)
)


def is_moment(value: object) -> bool:
    return isinstance(value, date | time)


def is_well_formed(answer: When) -> bool:
    match answer.status:
        case "ok":
            return is_moment(answer.value) and not answer.candidates
        case "ambiguous":
            return answer.value is None and all(
                isinstance(each, tuple) or is_moment(each) for each in answer.candidates
            )
        case "range":
            return is_moment(answer.start) or is_moment(answer.end)
        case "reject":
            return answer.reason in {"past", "impossible", "nonexistent", "not_understood"}


@settings(max_examples=100, deadline=None)
@given(ANYTHING, ASKED)
def test_any_text_gives_one_of_the_four_answers(text: str, asked: Asked) -> None:
    assert is_well_formed(understand_when(text, asked, NOW))


@settings(max_examples=50, deadline=None)
@given(KNOWN, ASKED, MOMENTS)
def test_any_moment_of_asking_gives_one_of_the_four_answers(text: str, asked: Asked, now: datetime) -> None:
    assert is_well_formed(understand_when(text, asked, now))


@given(st.dates(date(2026, 5, 4), date(2030, 1, 1)))
def test_a_written_date_is_that_date_in_every_order_and_digit_family(day: date) -> None:
    arabic = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    spellings = (day.isoformat(), f"{day.day}/{day.month}/{day.year}", f"{day:%d-%m-%Y}".translate(arabic))

    assert {understand_when(each, "date", NOW).value for each in spellings} == {day}


@given(st.integers(1, 11), st.integers(0, 59), st.sampled_from([("ص", 0), ("م", 12), ("am", 0), ("مساء", 12)]))
def test_an_hour_with_its_half_of_the_day_is_that_minute(hour: int, minute: int, half: tuple[str, int]) -> None:
    answer = understand_when(f"{hour}:{minute:02} {half[0]}", "time", NOW)

    assert answer.value == time(hour + half[1], minute)


@given(st.integers(1, 12), st.integers(0, 59))
def test_an_hour_alone_is_never_decided(hour: int, minute: int) -> None:
    answer = understand_when(f"الساعة {hour}:{minute:02}", "time", NOW)

    assert set(answer.candidates) == {time(hour % 12, minute), time(hour % 12 + 12, minute)}


@given(st.integers(2, 300))
def test_so_many_days_from_now_are_counted(count: int) -> None:
    assert understand_when(f"بعد {count} يوم", "date", NOW).value == NOW.date() + timedelta(days=count)


@given(st.sampled_from(["بكرة ٥ العصر", "الخميس الساعة ٧ مساء", "٢٢ يونيو", "بعد بكرة الصبح"]), st.data())
def test_marks_that_nobody_sees_change_nothing(phrase: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(phrase)))
    mark = data.draw(st.sampled_from(["\u200f", "\u202e", "\u200d", "\ufeff"]))

    assert understand_when(phrase[:place] + mark + phrase[place:], "datetime", NOW) == understand_when(
        phrase, "datetime", NOW
    )


@given(st.sampled_from("9٩ا :/-ow").map(lambda one: one * 10_000))
def test_very_long_messages_are_read_in_no_time(text: str) -> None:
    assert is_well_formed(understand_when(text, "date", NOW))
