"""Times that people name by prayers and meals, computed for the city of a time zone.

The sun's position is the low-precision one of the Astronomical Almanac (about a minute off); the angles are those the
authorities publish: Umm al-Qura (Fajr 18.5°, Isha 90 minutes after Maghrib, 120 in Ramadan), the Egyptian General
Authority (19.5°/17.5°), elsewhere the Muslim World League (18°/17°). Asr is at shadow length one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from math import acos, asin, atan, atan2, cos, degrees, floor, radians, sin, tan
from typing import Final

from bot.nlu.meaning import hijri

CITIES: Final = {
    "Asia/Riyadh": (24.71, 46.68),
    "Africa/Cairo": (30.04, 31.24),
    "Asia/Dubai": (25.20, 55.27),
    "Asia/Kuwait": (29.38, 47.99),
    "Asia/Qatar": (25.29, 51.53),
    "Asia/Bahrain": (26.23, 50.59),
    "Asia/Muscat": (23.59, 58.41),
    "Asia/Aden": (12.79, 45.02),
    "Asia/Amman": (31.95, 35.93),
    "Asia/Beirut": (33.89, 35.50),
    "Asia/Damascus": (33.51, 36.29),
    "Asia/Baghdad": (33.31, 44.37),
    "Asia/Gaza": (31.50, 34.47),
    "Asia/Hebron": (31.53, 35.10),
    "Asia/Jerusalem": (31.78, 35.22),
    "Africa/Khartoum": (15.50, 32.56),
    "Africa/Tripoli": (32.89, 13.19),
    "Africa/Tunis": (36.81, 10.18),
    "Africa/Algiers": (36.75, 3.06),
    "Africa/Casablanca": (33.57, -7.59),
    "Europe/Istanbul": (41.01, 28.98),
    "Europe/London": (51.51, -0.13),
    "Europe/Paris": (48.86, 2.35),
    "Europe/Berlin": (52.52, 13.41),
    "America/New_York": (40.71, -74.01),
    "America/Toronto": (43.65, -79.38),
}
"""IANA zone -> latitude and longitude of its main city, in degrees."""

_UMM_AL_QURA: Final = frozenset({"Asia/Riyadh", "Asia/Aden", "Asia/Bahrain", "Asia/Qatar"})
_EGYPT: Final = frozenset({"Africa/Cairo", "Africa/Khartoum"})
_AFTER_MAGHRIB, _AFTER_MAGHRIB_IN_RAMADAN = timedelta(minutes=90), timedelta(minutes=120)
_HORIZON = 0.833  # refraction and half the sun's disc, in degrees
_NOON = time(12)


@dataclass(frozen=True, slots=True)
class Prayers:
    """Local wall times of one day."""

    fajr: time
    dhuhr: time
    asr: time
    maghrib: time
    isha: time
    ramadan: bool


@lru_cache(maxsize=512)
def prayers(day: date, zone: tzinfo | None) -> Prayers:
    """The prayers of a day in the city of `zone`; where none is listed, of Riyadh's latitude by the zone's own noon."""
    key = str(getattr(zone, "key", ""))
    known = CITIES.get(key)
    latitude, longitude = known or (CITIES["Asia/Riyadh"][0], _longitude(day, zone))
    midday = datetime.combine(day, _NOON, zone)
    offset = (midday.utcoffset() or timedelta()).total_seconds() / 3600
    declination, equation = _sun(midday.astimezone(UTC))
    noon = 12 + offset - longitude / 15 - equation
    fajr, isha = (18.5, None) if key in _UMM_AL_QURA or not known else (19.5, 17.5) if key in _EGYPT else (18.0, 17.0)
    asr_height = degrees(atan(1 / (1 + tan(radians(abs(latitude - declination))))))
    sunset = noon + _arc(latitude, declination, -_HORIZON)
    ramadan = hijri.is_ramadan(day)
    later = _AFTER_MAGHRIB_IN_RAMADAN if ramadan else _AFTER_MAGHRIB
    night = sunset + later.total_seconds() / 3600 if isha is None else noon + _arc(latitude, declination, -isha)
    return Prayers(
        fajr=_wall(noon - _arc(latitude, declination, -fajr)),
        dhuhr=_wall(noon),
        asr=_wall(noon + _arc(latitude, declination, asr_height)),
        maghrib=_wall(sunset),
        isha=_wall(night),
        ramadan=ramadan,
    )


def _longitude(day: date, zone: tzinfo | None) -> float:
    """The meridian of a zone's own clock."""
    offset = datetime.combine(day, _NOON, zone).utcoffset() or timedelta()
    return offset.total_seconds() / 240


def _sun(at: datetime) -> tuple[float, float]:
    """Declination in degrees and equation of time in hours."""
    days = (at - datetime(2000, 1, 1, 12, tzinfo=UTC)).total_seconds() / 86400
    anomaly = radians(357.529 + 0.98560028 * days)
    mean = 280.459 + 0.98564736 * days
    longitude = radians(mean + 1.915 * sin(anomaly) + 0.020 * sin(2 * anomaly))
    tilt = radians(23.439 - 0.00000036 * days)
    ascension = degrees(atan2(cos(tilt) * sin(longitude), cos(longitude))) / 15
    equation = mean / 15 - ascension
    return degrees(asin(sin(tilt) * sin(longitude))), (equation + 12) % 24 - 12


def _arc(latitude: float, declination: float, height: float) -> float:
    """Hours between noon and the sun's standing `height` degrees high; bounded where it never does (far north)."""
    lat, dec = radians(latitude), radians(declination)
    angle = (sin(radians(height)) - sin(lat) * sin(dec)) / (cos(lat) * cos(dec))
    return degrees(acos(max(-1.0, min(1.0, angle)))) / 15


def _wall(hours: float) -> time:
    minutes = floor((hours % 24) * 60 + 0.5) % 1440
    return time(minutes // 60, minutes % 60)
