"""Days and times in words: «الأحد ٢٢ نوفمبر، ٥:٠٠ مساءً», "Sunday 22 November, 5:00 PM".

The year stands only beside a month alone («نوفمبر ٢٠٢٦»): whether a date is in another year than the reader's is a
question for a clock, there is none here, and nothing can be booked further ahead than a consultation's horizon.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError

from bot.i18n.digits import in_digits
from bot.i18n.phrases import Phrases
from bot.i18n.zones import city
from bot.messages import Day, Hour, Moment, Voice

NOON = time(12)
EVENING = time(15)
"""From here on it is «مساءً»; from noon to here «ظهرًا»."""

_WORLD = "001"  # CLDR's territory for what holds in general


def moment(value: Moment, voice: Voice, phrases: Phrases) -> str:
    """An instant in the reader's zone. Full and lone times name the zone when the voice asks for it."""
    local = value.at.astimezone(ZoneInfo(voice.zone))
    match value.style:
        case "day":
            return day(Day(local.date()), voice, phrases)
        case "time":
            return _in_zone(clock(local.time(), voice, phrases), voice, phrases)
        case "clock":
            return _figures(local.time(), voice, phrases)
        case "zone":
            return city(voice.zone, phrases.language(voice))
        case "short":
            parts = {"day": _dated(local.date(), voice, phrases), "time": clock(local.time(), voice, phrases, "-short")}
            return phrases.render("moment-short", voice, parts, isolating=False)
        case "full":
            parts = {"day": day(Day(local.date()), voice, phrases), "time": clock(local.time(), voice, phrases)}
            return _in_zone(phrases.render("moment-full", voice, parts, isolating=False), voice, phrases)


def hour(value: Hour, voice: Voice, phrases: Phrases) -> str:
    """A wall-clock time («٥:٠٠ مساءً»)."""
    return clock(value.time, voice, phrases)


def day(value: Day, voice: Voice, phrases: Phrases) -> str:
    """A calendar day in the style it asks for."""
    return _DAYS[value.style](value.day, voice, phrases)


def clock(at: time, voice: Voice, phrases: Phrases, length: str = "") -> str:
    """A time of day on twelve hours with its part of the day; `length` "-short" takes the letter («م»)."""
    part = "morning" if at < NOON else "noon" if at < EVENING else "evening"
    shown = {"clock": _figures(at, voice, phrases)}
    return phrases.render(f"clock-{part}{length}", voice, shown, isolating=False)


def _figures(at: time, voice: Voice, phrases: Phrases) -> str:
    return in_digits(f"{(at.hour - 1) % 12 + 1}:{at.minute:02}", phrases.digits(voice))


def week_start(country: str) -> int:
    """The first day of the week in a country (ISO 3166), as `date.weekday()` counts; Monday where it is unknown.

    Source: CLDR's week data, by territory: Sunday in SA, Saturday in EG, Monday in AE.
    """
    return _locale("und", country or _WORLD).first_week_day


def _in_zone(text: str, voice: Voice, phrases: Phrases) -> str:
    if not voice.zone_named:
        return text
    place = city(voice.zone, phrases.language(voice))
    return phrases.render("moment-in-zone", voice, {"moment": text, "city": place}, isolating=False)


def _full(at: date, voice: Voice, phrases: Phrases) -> str:
    parts = {"weekday": _weekday(at, voice, phrases), "day": _number(at, voice, phrases)}
    return phrases.render("day-full", voice, {**parts, "month": _month_name(at, voice, phrases)}, isolating=False)


def _dated(at: date, voice: Voice, phrases: Phrases) -> str:
    """Weekday, day and month in figures, for buttons; English shortens the weekday, Arabic has no shorter one."""
    names = _names(phrases.language(voice), voice.country).days["format"]["abbreviated"]
    month = in_digits(str(at.month), phrases.digits(voice))
    parts = {"weekday": str(names[at.weekday()]), "day": _number(at, voice, phrases), "month": month}
    return phrases.render("day-short", voice, parts, isolating=False)


def _month(at: date, voice: Voice, phrases: Phrases) -> str:
    parts = {"month": _month_name(at, voice, phrases), "year": in_digits(str(at.year), phrases.digits(voice))}
    return phrases.render("day-month", voice, parts, isolating=False)


def _number(at: date, voice: Voice, phrases: Phrases) -> str:
    return in_digits(str(at.day), phrases.digits(voice))


def _weekday(at: date, voice: Voice, phrases: Phrases) -> str:
    return str(_names(phrases.language(voice), voice.country).days["format"]["wide"][at.weekday()])


def _letter(at: date, voice: Voice, phrases: Phrases) -> str:
    """The heading of a column in the month grid: «ح» in Arabic, "Su" in English."""
    width = "narrow" if phrases.language(voice) == "ar" else "short"
    return str(_names(phrases.language(voice), voice.country).days["stand-alone"][width][at.weekday()])


def _month_name(at: date, voice: Voice, phrases: Phrases) -> str:
    """The month as the country calls it: «نوفمبر» in the Gulf and Egypt, «تشرين الثاني» in the Levant (CLDR)."""
    return str(_names(phrases.language(voice), voice.country).months["format"]["wide"][at.month])


def _names(language: str, country: str) -> Locale:
    return _locale(language, country) if language == "ar" else _locale(language, "")


@cache
def _locale(language: str, country: str) -> Locale:
    try:
        return Locale.parse(f"{language}_{country}" if country else language)
    except (UnknownLocaleError, ValueError):
        return Locale.parse(language if language != "und" else f"en_{_WORLD}")


_DAYS: dict[str, Callable[[date, Voice, Phrases], str]] = {
    "full": _full,
    "month": _month,
    "number": _number,
    "weekday": _weekday,
    "letter": _letter,
}
