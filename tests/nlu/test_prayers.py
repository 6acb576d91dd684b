from __future__ import annotations

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.meaning.prayers import CITIES, prayers


def minutes(at: time) -> int:
    return at.hour * 60 + at.minute


@pytest.mark.parametrize(
    ("zone", "day", "maghrib", "dhuhr"),
    [
        ("Asia/Riyadh", date(2026, 3, 20), time(18, 4), time(12, 1)),
        ("Asia/Riyadh", date(2026, 6, 21), time(18, 45), time(11, 55)),
        ("Africa/Cairo", date(2026, 12, 21), time(16, 59), time(11, 53)),
    ],
)
def test_noon_and_sunset_at_equinox_and_solstices(zone: str, day: date, maghrib: time, dhuhr: time) -> None:
    found = prayers(day, ZoneInfo(zone))

    assert abs(minutes(found.maghrib) - minutes(maghrib)) <= 3
    assert abs(minutes(found.dhuhr) - minutes(dhuhr)) <= 2


def test_isha_in_riyadh_is_half_an_hour_later_in_ramadan() -> None:
    plain, ramadan = (prayers(day, ZoneInfo("Asia/Riyadh")) for day in (date(2027, 1, 20), date(2027, 2, 18)))

    assert minutes(plain.isha) - minutes(plain.maghrib) == pytest.approx(90, abs=1)
    assert minutes(ramadan.isha) - minutes(ramadan.maghrib) == pytest.approx(120, abs=1)


@given(
    st.dates(date(2026, 1, 1), date(2035, 12, 31)),
    st.sampled_from([zone for zone, (latitude, _) in CITIES.items() if latitude < 40]),
)
def test_the_five_prayers_come_in_their_order(day: date, zone: str) -> None:
    found = prayers(day, ZoneInfo(zone))
    times = [minutes(each) for each in (found.fajr, found.dhuhr, found.asr, found.maghrib, found.isha)]

    assert times == sorted(times)
