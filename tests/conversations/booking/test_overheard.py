from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from booking.errors import Refused
from bot.conversations.commands import CheckTime
from tests.conversations.answers import FOOD, SPORTS, SUNDAY, SUNDAY_FIVE, Chat, ids, values
from tests.conversations.booking.walk import at, at_review

TEN = datetime(2026, 11, 22, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "أبغى استشارة رياضية بكرة الساعة ٥ العصر أونلاين",
        "عايز احجز رياضة بكره ٥ العصر اونلاين",
        "بدي رياضة بكرا الخمسة المسا اونلاين",
        "بغيت استشارة رياضية غدوة مع الخمسة ديال العشية أونلاين",
        "3ayez sports bokra 5 el3asr online",
        "sports tomorrow at 5 pm online please",
    ],
)
def test_one_message_in_the_menu_says_the_whole_booking(text: str) -> None:
    chat = Chat()

    card = chat.says(text)

    assert ids(card)[0] == "heard-3"
    assert (chat.booking.consultation_id, chat.booking.meeting) == (SPORTS.consultation_id, "online")
    assert SUNDAY_FIVE in {chat.booking.when.hoped, chat.booking.when.start}


def test_only_what_is_missing_is_asked() -> None:
    chat = Chat()

    chat.says("تغذية بكرة ٥ العصر اونلاين")
    card = chat.taps("right")

    assert ids(card) == ["ask-consent"]
    assert chat.shop.did(CheckTime) == [CheckTime(FOOD.consultation_id, SUNDAY_FIVE)]


def test_an_hour_without_morning_or_evening_is_asked_about_and_not_guessed() -> None:
    chat = Chat()

    chat.says("تغذية يوم الاحد الساعة ١٠")
    card = chat.taps("right")

    assert chat.booking.when.start is None
    assert ids(card) == ["which-time"]
    assert "t:2026-11-22T07:00Z" in values(card)


def test_next_thursday_may_be_two_days() -> None:
    chat = Chat()

    chat.says("تغذية الخميس الجاي")
    card = chat.taps("right")

    assert [value for value in values(card) if value.startswith("d:")] == ["d:2026-11-26", "d:2026-12-03"]


def test_next_week_is_a_choice_among_its_free_days() -> None:
    chat = Chat()

    chat.says("رياضة الاسبوع الجاي")
    card = chat.taps("right")

    assert ids(card) == ["which-day"]
    assert [value for value in values(card) if value.startswith("d:")][:2] == ["d:2026-11-22", "d:2026-11-23"]


def test_an_hour_said_before_its_day_waits_for_the_day() -> None:
    chat = Chat()

    chat.says("تغذية الساعة ٥ العصر")
    chat.taps("right")
    chat.taps("d:2026-11-22")

    assert chat.booking.when.start == SUNDAY_FIVE


def test_a_part_of_the_day_narrows_the_times() -> None:
    chat = Chat()

    chat.says("تغذية بكرة بعد العصر")
    card = chat.taps("right")

    times = [value for value in values(card) if value.startswith("t:")]
    assert chat.booking.when.day == SUNDAY
    assert times[0] == "t:2026-11-22T12:00Z"
    assert "all" in values(card)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("لا خليها الاثنين", SUNDAY_FIVE + timedelta(days=1)),
        ("خليها ١٠ الصبح", TEN),
        ("لا، الثلاثاء ١٠ الصبح", TEN + timedelta(days=2)),
    ],
)
def test_a_correction_at_the_review_changes_that_fact_and_keeps_the_rest(text: str, start: datetime) -> None:
    chat = at_review()

    card = chat.says(text)

    assert chat.booking.when.start == start
    assert chat.booking.meeting == "online"
    assert ids(card)[0] == "heard-1"
    assert "review-title" in ids(card)


def test_another_consultation_keeps_a_time_that_fits_it() -> None:
    chat = at("health")

    chat.says("لا، استشارة تغذية")

    assert chat.booking.consultation_id == FOOD.consultation_id
    assert chat.booking.when.start == SUNDAY_FIVE


def test_a_kind_of_meeting_that_is_not_offered_is_explained() -> None:
    chat = Chat()

    card = chat.says("تعارف بكرة حضوري")

    assert "meeting-only" in ids(card)
    assert chat.booking.meeting == "online"


def test_a_time_that_was_taken_is_explained_and_the_nearest_are_offered() -> None:
    chat = Chat()
    chat.shop.refuses[CheckTime] = Refused("refused-taken")

    chat.says("تغذية بكرة ٥ العصر اونلاين")
    card = chat.taps("right")

    assert ids(card) == ["refused-taken", "nearest-times"]
    assert chat.booking.when.start is None
    assert chat.booking.when.wanted == SUNDAY_FIVE


def test_a_name_that_is_also_a_day_stays_a_name() -> None:
    chat = at("consultation")
    before = chat.booking

    chat.says("شكرا")

    assert chat.booking == before


@pytest.mark.parametrize("text", ["تغذية امس", "ابغى موعد اليوم الساعة ٣ الفجر استشارة تغذية"])
@pytest.mark.parametrize("begun", [False, True])
def test_a_time_of_the_past_beside_a_consultation_is_answered(text: str, begun: bool) -> None:
    chat = Chat()
    if begun:
        chat.orders("book")

    card = chat.says(text)

    assert ids(card)[:2] == ["heard-1", "refused-past"]
    assert chat.booking.consultation_id == FOOD.consultation_id


def test_a_time_of_the_past_alone_is_answered_in_every_step_of_a_booking() -> None:
    chat = at("meeting")
    before = chat.booking

    assert ids(chat.says("لا خليها امس")) == ["refused-past", "ask-meeting"]
    assert chat.booking == before


@pytest.mark.parametrize("text", ["لا خليها الثلاثاء", "لا استنى خليها يوم التلات"])
def test_another_day_keeps_the_hour_that_was_said_before_it(text: str) -> None:
    chat = Chat()
    chat.says("عايز احجز بكره الساعه ٥ العصر")

    said = chat.says(text)
    chat.says("تغذية")
    chat.taps("right")
    if chat.booking.when.start is None:
        chat.taps("d:2026-11-24")

    assert ids(said)[0] in {"heard-1", "heard-open"}
    assert chat.booking.when.start == SUNDAY_FIVE + timedelta(days=2)


def test_another_hour_keeps_the_day_that_a_start_was_on() -> None:
    chat = Chat()
    chat.says("تغذية بكرة ٥ العصر")
    chat.taps("right")

    card = chat.says("٦ ونص")

    assert ids(card)[-1] == "which-time"
    assert [value for value in values(card) if value.startswith("t:")] == ["t:2026-11-22T15:30Z"]


def test_several_readings_that_are_asked_about_later_are_not_passed_over_in_silence() -> None:
    chat = Chat()
    chat.orders("book")

    assert ids(chat.says("الخميس الجاي"))[:2] == ["heard-open", "ask-consultation"]


def test_an_hour_of_two_readings_waits_for_its_day() -> None:
    chat = at("consultation")
    chat.says("٦ ونص")
    chat.taps("type:3")
    chat.taps("right")

    month = chat.newest
    chat.taps("d:2026-11-22")

    assert ids(month) == ["ask-day"]
    assert chat.booking.when.start == SUNDAY_FIVE + timedelta(hours=1, minutes=30)


def test_a_past_day_is_no_fact() -> None:
    chat = Chat()

    chat.says("تغذية امس")

    assert chat.booking.when.day is None
    assert chat.booking.when.day != date(2026, 11, 20)


def test_the_sports_consultation_is_not_changed_by_small_talk() -> None:
    chat = at("alternative")

    chat.says("تمام")

    assert chat.booking.consultation_id == SPORTS.consultation_id
