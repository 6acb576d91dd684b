"""The calendar file, read back by icalendar, by a small reader of our own, and byte by byte."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from booking.bookings import Booking
from booking.catalogue import Category, MeetingType
from booking.money import Currency, Money
from booking.people import Coach, Place
from booking.status import Status
from bot.services.calendar import ics

COACH = Coach(coach_id=1, name="الكابتن طه الصباغ", name_en="Captain Taha", timezone="Africa/Cairo", country="EG")
START = datetime(2027, 5, 2, 14, tzinfo=UTC)
CHANGED = datetime(2027, 4, 20, 8, 30, 15, tzinfo=UTC)
BOOKING = Booking(
    booking_id=7,
    booking_number="CB-20270502-0003",
    client_id=3,
    consultation_id=1,
    coach_id=1,
    name="نورة",
    email="",
    phone="+966501234567",
    title="استشارة رياضية طويلة العنوان حتى يحتاج السطر إلى أن يُطوى مرة أو مرتين; مع فاصلة, أيضًا",
    title_en="Sports, one to one; with everything",
    category=Category.SPORTS,
    duration_minutes=60,
    amount=Money(10000, Currency.SAR),
    preferred_at=START,
    confirmed_at_time=START,
    meeting_link="https://meet.example.org/taha?pwd=a,b;c",
    meeting_password="9Xy",
    place=Place(address="شارع التحرير، ٥", city="القاهرة", country="مصر", map_link="https://maps.example.org/1"),
    status=Status.CONFIRMED,
    sequence=2,
    created_at=CHANGED,
    updated_at=CHANGED,
)


def entry(booking: Booking = BOOKING, coach: Coach = COACH, language: str = "ar") -> Any:
    """The file's one entry as icalendar reads it."""
    (found,) = Calendar.from_ical(ics(booking, coach, language)).walk("VEVENT")
    return found


def unfolded(data: bytes) -> list[tuple[str, str]]:
    """A second reading, by RFC 5545 alone: content lines as (name with parameters, raw value)."""
    text = data.decode().replace("\r\n ", "")
    pairs = [line.partition(":") for line in text.rstrip("\r\n").split("\r\n")]
    return [(name, value) for name, _, value in pairs]


def instants(data: bytes) -> tuple[datetime, datetime]:
    """Start and end as an application computes them that knows no zone but the file's own VTIMEZONE."""
    lines = unfolded(data)
    return _instant(lines, "DTSTART"), _instant(lines, "DTEND")


def _instant(lines: list[tuple[str, str]], name: str) -> datetime:
    inside = lines[lines.index(("BEGIN", "VEVENT")) :]
    value = next(value for key, value in inside if key.partition(";")[0] == name)
    if value.endswith("Z"):
        return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    local = datetime.strptime(value, "%Y%m%dT%H%M%S")  # noqa: DTZ007 - a wall time is what it is
    return (local - _offset(lines, local)).replace(tzinfo=UTC)


def _offset(lines: list[tuple[str, str]], local: datetime) -> timedelta:
    """The offset of the last onset before a wall time, told in the time before it, as RFC 5545, 3.6.5 has it."""
    found = timedelta(0)
    latest = datetime.min  # noqa: DTZ901
    onset = latest
    for name, value in lines[: lines.index(("END", "VTIMEZONE"))]:
        if name == "DTSTART":
            onset = datetime.strptime(value, "%Y%m%dT%H%M%S")  # noqa: DTZ007
        elif name == "TZOFFSETTO" and latest < onset <= local:
            latest, found = onset, timedelta(hours=int(value[:3]), minutes=int(value[0] + value[3:]))
    return found


def test_it_reads_back_as_it_was_booked() -> None:
    found = entry()

    assert found["UID"] == "CB-20270502-0003@jalsa"
    assert found["SEQUENCE"] == 2
    assert found["STATUS"] == "CONFIRMED"
    assert found["SUMMARY"] == f"{BOOKING.title} · الكابتن طه الصباغ"
    assert found.decoded("DTSTAMP") == CHANGED
    assert (found.start, found.end) == (START, START + timedelta(hours=1))
    assert found.start.tzinfo == ZoneInfo("Africa/Cairo")


def test_the_title_is_in_the_clients_language() -> None:
    assert entry(language="en")["SUMMARY"] == "Sports, one to one; with everything · Captain Taha"


def test_an_online_session_has_its_link_and_password() -> None:
    found = entry()

    assert (found["URL"], found["LOCATION"]) == (BOOKING.meeting_link, BOOKING.meeting_link)
    assert str(found["DESCRIPTION"]).splitlines() == [
        "رقم الحجز: CB-20270502-0003",
        "كلمة مرور اللقاء:",
        "9Xy",
    ]


def test_a_session_in_person_has_its_place_and_no_password() -> None:
    found = entry(replace(BOOKING, meeting_type=MeetingType.IN_PERSON))

    assert (found["LOCATION"], found["URL"]) == ("شارع التحرير، ٥، القاهرة، مصر", "https://maps.example.org/1")
    assert "9Xy" not in found["DESCRIPTION"]


def test_it_rings_an_hour_before() -> None:
    (alarm,) = entry().walk("VALARM")

    assert (alarm["ACTION"], alarm.decoded("TRIGGER")) == ("DISPLAY", timedelta(hours=-1))


def test_a_move_keeps_the_uid_and_raises_the_sequence() -> None:
    moved = replace(BOOKING, confirmed_at_time=START + timedelta(days=1), sequence=3)

    before, after = entry(), entry(moved)

    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after.start - before.start == timedelta(days=1)


def test_a_cancelled_one_takes_the_entry_away() -> None:
    data = ics(BOOKING, COACH, "ar", method="CANCEL", cancelled=True)
    calendar = Calendar.from_ical(data)
    (found,) = calendar.walk("VEVENT")

    assert (calendar["METHOD"], found["STATUS"], found["UID"]) == ("CANCEL", "CANCELLED", "CB-20270502-0003@jalsa")
    assert found.walk("VALARM") == []


def test_the_same_booking_gives_the_same_bytes() -> None:
    assert ics(BOOKING, COACH, "ar") == ics(BOOKING, COACH, "ar")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_lines_end_as_the_standard_says_and_are_folded_between_letters(language: str) -> None:
    data = ics(BOOKING, COACH, language)

    assert data.endswith(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # no letter is cut in two


def test_nobodys_data_beyond_the_session_is_in_the_file() -> None:
    text = ics(BOOKING, COACH, "ar").decode().replace("\r\n ", "")

    assert BOOKING.phone not in text
    assert BOOKING.name not in text


NIGHTS = (
    datetime(2027, 4, 29, 21, 30, tzinfo=UTC),  # 23:30, ends in the hour that does not exist
    datetime(2027, 4, 29, 22, 0, tzinfo=UTC),  # the instant at which the clocks go forward
    datetime(2027, 4, 29, 22, 30, tzinfo=UTC),
    datetime(2027, 10, 28, 20, 0, tzinfo=UTC),  # the first 23:00
    datetime(2027, 10, 28, 20, 30, tzinfo=UTC),  # begins in the first 23:30 and ends in the second
    datetime(2027, 10, 28, 21, 30, tzinfo=UTC),  # the second 23:30
    datetime(2027, 10, 28, 22, 0, tzinfo=UTC),
)


@pytest.mark.parametrize("start", NIGHTS)
def test_nights_when_cairos_clocks_change_are_read_right(start: datetime) -> None:
    data = ics(replace(BOOKING, confirmed_at_time=start), COACH, "ar")
    found = entry(replace(BOOKING, confirmed_at_time=start))

    assert instants(data) == (start, start + timedelta(hours=1))
    assert found.start.astimezone(UTC) == start
    assert found.end.astimezone(UTC) == start + timedelta(hours=1)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001 - made aware below
    st.sampled_from(["Asia/Riyadh", "Africa/Cairo", "Asia/Beirut", "Africa/Casablanca", "Europe/London", "UTC"]),
    st.integers(15, 240),
)
@settings(max_examples=100, deadline=None)
def test_any_time_in_any_zone_is_read_right_from_the_file_alone(start: datetime, zone: str, minutes: int) -> None:
    start = start.replace(second=0, microsecond=0, tzinfo=UTC)
    booking = replace(BOOKING, confirmed_at_time=start, duration_minutes=minutes)

    data = ics(booking, replace(COACH, timezone=zone), "ar")

    assert instants(data) == (start, start + timedelta(minutes=minutes))
