from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from bot import i18n
from bot.messages import Day, Hour, Moment, Voice

AT = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
ARABIC = Voice()
LATIN_DIGITS = Voice(digits="latn")
ENGLISH = Voice(language="en")
RLM = "\u200f"


@pytest.mark.parametrize(
    ("style", "arabic", "english"),
    [
        ("full", "الأحد ٢٢ نوفمبر، ٥:٠٠ مساءً", "Sunday 22 November, 5:00 PM"),
        ("day", "الأحد ٢٢ نوفمبر", "Sunday 22 November"),
        ("time", "٥:٠٠ مساءً", "5:00 PM"),
        ("short", f"الأحد ٢٢{RLM}/١١ · ٥:٠٠ م", "Sun 22/11 · 5:00 PM"),
    ],
)
def test_a_moment_is_written_in_the_readers_zone_and_language(style: str, arabic: str, english: str) -> None:
    moment = Moment(AT, style)  # type: ignore[arg-type] # the table holds plain text

    assert i18n.value(moment, ARABIC) == arabic
    assert i18n.value(moment, ENGLISH) == english


@pytest.mark.parametrize(
    ("style", "arabic", "english"),
    [
        ("full", "الأحد ٢٢ نوفمبر", "Sunday 22 November"),
        ("month", "نوفمبر ٢٠٢٦", "November 2026"),
        ("number", "٢٢", "22"),
        ("weekday", "الأحد", "Sunday"),
        ("letter", "ح", "Su"),
    ],
)
def test_a_day_is_written_in_every_style(style: str, arabic: str, english: str) -> None:
    day = Day(date(2026, 11, 22), style)  # type: ignore[arg-type] # the table holds plain text

    assert i18n.label(day, ARABIC) == arabic
    assert i18n.label(day, ENGLISH) == english


@pytest.mark.parametrize(
    ("at", "arabic", "english"),
    [
        (time(0, 0), "١٢:٠٠ صباحًا", "12:00 AM"),
        (time(0, 30), "١٢:٣٠ صباحًا", "12:30 AM"),
        (time(9, 5), "٩:٠٥ صباحًا", "9:05 AM"),
        (time(11, 59), "١١:٥٩ صباحًا", "11:59 AM"),
        (time(12, 0), "١٢:٠٠ ظهرًا", "12:00 PM"),
        (time(14, 59), "٢:٥٩ ظهرًا", "2:59 PM"),
        (time(15, 0), "٣:٠٠ مساءً", "3:00 PM"),
        (time(23, 30), "١١:٣٠ مساءً", "11:30 PM"),
    ],
)
def test_the_part_of_the_day_follows_the_clock(at: time, arabic: str, english: str) -> None:
    assert i18n.value(Hour(at), ARABIC) == arabic
    assert i18n.value(Hour(at), ENGLISH) == english


@pytest.mark.parametrize(
    ("country", "month"),
    [
        ("SA", "نوفمبر"),
        ("AE", "نوفمبر"),
        ("EG", "نوفمبر"),
        ("JO", "تشرين الثاني"),
        ("SY", "تشرين الثاني"),
        ("LB", "تشرين الثاني"),
        ("PS", "تشرين الثاني"),
        ("IQ", "تشرين الثاني"),
        ("MA", "نونبر"),
        ("TN", "نوفمبر"),
        ("GB", "نوفمبر"),
        ("", "نوفمبر"),
        ("?!", "نوفمبر"),
    ],
)
def test_months_are_called_as_the_country_calls_them(country: str, month: str) -> None:
    assert i18n.value(Day(date(2026, 11, 22)), Voice(country=country)) == f"الأحد ٢٢ {month}"


def test_a_day_near_midnight_is_the_day_in_the_readers_zone() -> None:
    moment = Moment(datetime(2026, 11, 22, 22, 30, tzinfo=UTC))

    assert i18n.value(moment, Voice(zone="Africa/Cairo", digits="latn")) == "الاثنين 23 نوفمبر، 12:30 صباحًا"
    assert i18n.value(moment, Voice(zone="Europe/London", digits="latn")) == "الأحد 22 نوفمبر، 10:30 مساءً"


@pytest.mark.parametrize(
    ("zone", "arabic", "english"),
    [
        ("Asia/Riyadh", "٥:٠٠ مساءً بتوقيت الرياض", "5:00 PM Riyadh time"),
        ("Africa/Cairo", "٤:٠٠ مساءً بتوقيت القاهرة", "4:00 PM Cairo time"),
        ("Asia/Amman", "٥:٠٠ مساءً بتوقيت عمّان", "5:00 PM Amman time"),
        ("America/Los_Angeles", "٦:٠٠ صباحًا بتوقيت لوس أنجلوس", "6:00 AM Los Angeles time"),
        ("UTC", "٢:٠٠ ظهرًا بتوقيت غرينتش", "2:00 PM Greenwich time"),
    ],
)
def test_a_time_names_its_zone_when_asked_to(zone: str, arabic: str, english: str) -> None:
    moment = Moment(AT, "time")

    assert i18n.value(moment, Voice(zone=zone, zone_named=True)) == arabic
    assert i18n.value(moment, Voice(zone=zone, zone_named=True, language="en")) == english


def test_buttons_and_days_never_name_the_zone() -> None:
    voice = Voice(zone_named=True)

    assert i18n.label(Moment(AT, "short"), voice) == i18n.label(Moment(AT, "short"), ARABIC)
    assert i18n.label(Moment(AT, "day"), voice) == i18n.label(Moment(AT, "day"), ARABIC)


@pytest.mark.parametrize(
    "at",
    [datetime(2027, 10, 28, 20, 30, tzinfo=UTC), datetime(2027, 10, 28, 21, 30, tzinfo=UTC)],
)
def test_the_hour_that_comes_twice_in_cairo_reads_the_same_both_times(at: datetime) -> None:
    assert i18n.value(Moment(at, "time"), Voice(zone="Africa/Cairo")) == "١١:٣٠ مساءً"


@pytest.mark.parametrize(
    ("country", "weekday"),
    [("SA", 6), ("EG", 5), ("JO", 5), ("AE", 0), ("GB", 0), ("US", 6), ("XX", 0), ("", 0), ("no country", 0)],
)
def test_the_week_starts_as_the_country_starts_it(country: str, weekday: int) -> None:
    assert i18n.week_start(country) == weekday
