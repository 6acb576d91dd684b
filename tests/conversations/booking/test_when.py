from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from booking.slots import Hours, HoursException, Taken, Week, Weekday
from bot import i18n
from bot.conversations.booking.grid import grouped, month_grid
from bot.messages import Choice, Day, Voice
from tests.conversations.answers import NOURA, NOW, SUNDAY, SUNDAY_FIVE, WEEK, Chat, Shop, buttons, ids, values
from tests.conversations.booking.walk import at

FRIDAY_OFF = Week("Asia/Riyadh", tuple(h for h in WEEK.hours if h.weekday is not Weekday.FRIDAY))
HOUR = timedelta(hours=1)


def busy(start: datetime, hours: int = 1) -> Taken:
    return Taken(start, start + HOUR * hours, start, 2)


def cells(chat: Chat) -> list[str]:
    return [value for value in values(chat.newest) if value.startswith("d:")]


# ------------------------------------------------------------------------------------------------------- the day


def test_only_free_days_can_be_tapped() -> None:
    closed = replace(FRIDAY_OFF, exceptions=(HoursException(date(2026, 11, 24)),))

    shown = cells(at("day", week=closed))

    assert shown == [f"d:2026-11-{day}" for day in (21, 22, 23, 25, 26, 28, 29, 30)]


def test_the_next_month_is_turned_to_and_back() -> None:
    chat = at("day")

    chat.taps("m:2026-12")
    december = cells(chat)
    chat.presses("‹")

    assert december[0] == "d:2026-12-01"
    assert cells(chat)[0] == "d:2026-11-21"


def test_beyond_the_horizon_no_month_can_be_turned_to() -> None:
    chat = at("day")
    chat.taps("m:2027-01")

    assert "›" not in {chat.name(choice) for choice in buttons(chat.newest)}
    assert cells(chat)[-1] == "d:2027-01-20"


def test_a_month_begins_with_the_coachs_first_weekday() -> None:
    free = (SUNDAY,)
    sunday_first = month_grid(date(2026, 11, 1), free, "SA")[1]
    monday_first = month_grid(date(2026, 11, 1), free, "DE")[1]

    assert sunday_first[0] == Choice("", Day(date(2026, 11, 1), "letter"))
    assert monday_first[0] == Choice("", Day(date(2026, 10, 26), "letter"))


def test_every_row_of_a_month_has_seven_cells_and_full_weeks_are_left_out() -> None:
    free = (date(2026, 11, 22), date(2026, 11, 30))

    heading, *weeks = month_grid(date(2026, 11, 1), free, "SA")

    assert [len(row) for row in weeks] == [7, 7, 7]
    assert [choice.value for choice in heading] == ["", "", ""]


def test_a_day_that_is_typed_is_taken() -> None:
    chat = at("day")

    card = chat.says("بكرة")

    assert chat.booking.when.day == SUNDAY
    assert ids(card) == ["ask-time"]


def test_a_day_of_the_month_on_the_screen_may_be_typed_as_a_number() -> None:
    chat = at("day")

    chat.says("٢٥")

    assert chat.booking.when.day == date(2026, 11, 25)


def test_a_number_that_is_no_free_day_never_means_another_day() -> None:
    chat = at("day", week=FRIDAY_OFF)

    chat.says("٢٧")  # a Friday; there are more than 27 buttons on no month, but twenty-odd on this one

    assert chat.booking.when.day is None


def test_a_full_day_offers_the_nearest_free_ones() -> None:
    chat = at("day", taken=(busy(datetime(2026, 11, 22, 6, tzinfo=UTC), 12),))

    card = chat.taps("d:2026-11-22")
    chat.presses("الاثنين ٢٣ نوفمبر")

    assert ids(card)[:2] == ["refused-day", "nearest-days"]
    assert chat.booking.when.day == date(2026, 11, 23)


def test_without_any_free_day_the_coach_is_offered() -> None:
    card = at("day", week=Week("Asia/Riyadh", ())).newest

    assert ids(card) == ["no-free-days"]
    assert values(card)[0] == "do:human"


def test_who_types_nothing_like_a_day_gets_an_example() -> None:
    assert ids(at("day").says("بلوط"))[0] == "simpler-day"


@pytest.mark.parametrize("value", ["d:2026-13-01", "d:tomorrow", "m:x", "t:later", "t:2026-11-22T14:00", "z:1"])
def test_a_made_up_value_is_not_understood(value: str) -> None:
    chat = at("day")

    chat.taps(value)

    assert chat.booking.when.day is None
    assert ids(chat.newest)[-1] == "ask-day"


# ------------------------------------------------------------------------------------------------------ the time


def test_times_stand_under_the_part_of_their_day() -> None:
    starts = [datetime(2026, 11, 22, hour, tzinfo=UTC) for hour in (6, 8, 9, 11, 12, 17)]

    rows = grouped(starts, "Asia/Riyadh")

    said = [[i18n.label(choice.label, Voice()) for choice in row] for row in rows]
    assert said == [["صباحًا"], ["٩:٠٠", "١١:٠٠"], ["ظهرًا"], ["١٢:٠٠", "٢:٠٠"], ["مساءً"], ["٣:٠٠", "٨:٠٠"]]


def test_a_typed_time_is_taken_and_said_back() -> None:
    chat = at("time")

    card = chat.says("٥ العصر")

    assert chat.booking.when.start == SUNDAY_FIVE
    assert ids(card) == ["picked-time", "ask-meeting"]


def test_day_and_time_are_taken_from_one_sentence() -> None:
    chat = at("day")

    card = chat.says("بكرة الساعة ٥ العصر")

    assert chat.booking.when.start == SUNDAY_FIVE
    assert ids(card) == ["picked-time", "ask-meeting"]


def test_a_label_that_two_times_share_is_asked_about() -> None:
    nights = Week("Asia/Riyadh", tuple(Hours(day, time(9), time(23)) for day in Weekday))
    chat = at("time", week=nights)

    chat.says("9:00")

    assert chat.booking.when.start is None


def test_a_taken_time_offers_the_nearest() -> None:
    chat = at("time")
    chat.shop.taken = (busy(SUNDAY_FIVE),)

    card = chat.taps("t:2026-11-22T14:00Z")

    assert ids(card)[:2] == ["refused-taken", "nearest-times"]
    assert [v for v in values(card) if v.startswith("t:")] == [
        "t:2026-11-22T13:00Z",
        "t:2026-11-22T15:00Z",
        "t:2026-11-22T12:30Z",
    ]


def test_the_nearest_times_may_be_chosen_by_number() -> None:
    chat = at("time")
    chat.shop.taken = (busy(SUNDAY_FIVE),)
    chat.taps("t:2026-11-22T14:00Z")

    chat.says("الثاني")

    assert chat.booking.when.start == SUNDAY_FIVE + HOUR


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("t:2026-11-20T14:00Z", "refused-past"),
        ("t:2026-11-21T07:00Z", "refused-too-soon"),
        ("t:2027-11-22T14:00Z", "refused-too-far"),
        ("t:2026-11-22T04:00Z", "refused-outside-hours"),
        ("t:2026-11-22T14:10Z", "refused-off-step"),
    ],
)
def test_a_time_that_does_not_do_is_refused_with_its_reason(value: str, why: str) -> None:
    chat = at("time")

    card = chat.taps(value)

    assert ids(card)[0] == why
    assert chat.booking.when.start is None


def test_another_day_leads_back_to_the_month() -> None:
    assert ids(at("time").taps("day")) == ["ask-day"]


def test_a_day_that_filled_up_meanwhile_says_so() -> None:
    chat = at("time")
    chat.shop.taken = (busy(datetime(2026, 11, 22, 6, tzinfo=UTC), 12),)

    assert ids(chat.says("")) == ["text-empty", "no-free-times"]


def test_days_and_times_are_those_of_the_clients_zone() -> None:
    cairo = replace(NOURA, timezone="Africa/Cairo")
    late = Week("Asia/Riyadh", (Hours(Weekday.MONDAY, time(0), time(3)),))

    chat = at("day", cairo, week=late)
    chat.taps("d:2026-11-22")

    assert cells(at("day", cairo, week=late))[0] == "d:2026-11-22"
    assert values(chat.newest)[0] == "t:2026-11-22T21:00Z"


def test_whose_clock_the_times_go_by_is_named_where_it_is_not_the_coachs() -> None:
    chat = at("time", replace(NOURA, timezone="Africa/Cairo"))
    voice = Voice(country="SA", zone="Africa/Cairo", zone_named=True)

    assert ids(chat.newest) == ["times-in-zone", "ask-time"]
    assert i18n.value(chat.newest.lines[0].args["city"], voice) == "القاهرة"
    assert ids(at("time").newest) == ["ask-time"]


def test_an_archived_consultation_leads_back_to_the_others_from_the_month_too() -> None:
    chat = at("day")
    chat.shop.offers = ()

    assert ids(chat.says("بكرة"))[-1] == "consultation-gone"
    assert ids(Chat(Shop(offers=())).orders("book")) == ["catalogue-empty"]


def test_the_day_is_asked_for_anew_when_it_is_edited() -> None:
    chat = at("meeting")

    chat.taps("do:back")
    chat.taps("do:back")

    assert ids(chat.newest) == ["ask-day"]
    assert chat.booking.when.start is None


def test_now_stands_still_in_these_tests() -> None:
    assert at("day").shop.now == NOW


@pytest.mark.parametrize("question", ["day", "time"])
@pytest.mark.parametrize("text", ["أقرب موعد", "أول وقت فاضي", "asap"])
def test_whoever_wants_the_soonest_is_offered_the_next_free_times(question: str, text: str) -> None:
    chat = at(question)

    card = chat.says(text)

    assert ids(card) == ["nearest-times"]
    assert [value[:2] for value in values(card)[:3]] == ["t:", "t:", "t:"]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("بعد ٨", datetime(2026, 11, 24, 17, tzinfo=UTC)),
        ("٨ المسا", datetime(2026, 11, 24, 17, tzinfo=UTC)),
        ("الأربعاء ٥ العصر", datetime(2026, 11, 25, 14, tzinfo=UTC)),
    ],
)
def test_after_eight_is_an_hour_once_a_day_is_on_the_card(text: str, start: datetime) -> None:
    chat = one_day_to_confirm()

    chat.says(text)

    assert chat.booking.when.start == start


@pytest.mark.parametrize(
    ("text", "day"), [("٢٥", date(2026, 11, 25)), ("١", date(2026, 11, 24)), ("الخميس", date(2026, 11, 26))]
)
def test_a_day_on_the_card_may_be_chosen_by_number_or_left_for_another(text: str, day: date) -> None:
    chat = one_day_to_confirm()

    chat.says(text)

    assert chat.booking.when.day == day


def one_day_to_confirm() -> Chat:
    """Somebody whose words for a day were not quite certain: it is asked about."""
    chat = at("consultation")
    for said in ("لا استنى خليها يوم التلات", "تغذية", "نعم"):
        chat.says(said)
    return chat


def test_of_readings_that_are_not_free_the_nearest_times_are_offered_and_not_the_month_in_silence() -> None:
    chat = at("meeting")

    card = chat.says("خليها ١٠ ونص بالليل او ١١ بالليل")

    assert ids(card)[-1] == "nearest-times"
    assert [value for value in values(card) if value.startswith("t:")]
