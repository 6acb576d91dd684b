"""Writes a booking as a calendar file (RFC 5545); `bot.services.calendar` is the way in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event

from booking.bookings import Booking
from booking.catalogue import MeetingType
from booking.people import Coach
from bot.i18n import text
from bot.messages import Code, Voice, say
from bot.services.calendar.vtimezone import vtimezone

MAKER = "-//Jalsa//Jalsa//AR"
ALARM = timedelta(hours=-1)
_MARKS = dict.fromkeys(range(0x2066, 0x206A))
"""Isolation marks: they would be copied with the number, and some calendars show them as boxes."""


def written(
    booking: Booking, coach: Coach, language: str, *, method: Literal["PUBLISH", "CANCEL"], cancelled: bool
) -> bytes:
    """The file, see `bot.services.calendar.ics`."""
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    _add_entry(calendar, booking, coach, language, cancelled=cancelled)
    return bytes(calendar.to_ical())


def _add_entry(calendar: Calendar, booking: Booking, coach: Coach, language: str, *, cancelled: bool) -> None:
    entry = Event()
    entry.add("uid", f"{booking.booking_number}@jalsa")
    entry.add("sequence", booking.sequence)
    entry.add("dtstamp", booking.updated_at)
    entry.add("summary", _title(booking, coach, language))
    entry.add("description", _description(booking, language))
    entry.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    _add_times(calendar, entry, booking, coach)
    _add_where(entry, booking)
    if not cancelled:
        entry.add_component(_alarm(_title(booking, coach, language)))
    calendar.add_component(entry)


def _title(booking: Booking, coach: Coach, language: str) -> str:
    name = coach.name_en if language == "en" and coach.name_en else coach.name
    return f"{booking.title_in(language)} · {name}"


def _description(booking: Booking, language: str) -> str:
    """The booking number, and a password on a line of its own, where it can be copied."""
    voice = Voice(language=language)
    lines = [text(say("calendar-number", number=Code(booking.booking_number)), voice).translate(_MARKS)]
    if booking.meeting_type is MeetingType.ONLINE and booking.meeting_password:
        lines += [text(say("calendar-password"), voice), booking.meeting_password]
    return "\n".join(lines)


def _add_times(calendar: Calendar, entry: Event, booking: Booking, coach: Coach) -> None:
    """Wall time in the coach's zone, with the zone's rules; UTC in the hour that the wall clock shows twice.

    A wall time that occurs twice means the first one in a calendar file (RFC 5545, 3.3.5).
    """
    zone = ZoneInfo(coach.timezone)
    times = [moment.astimezone(zone) for moment in (booking.starts_at, booking.ends_at)]
    if any(moment.fold for moment in times):
        times = [moment.astimezone(UTC) for moment in times]
    else:
        calendar.add_component(vtimezone(coach.timezone, booking.starts_at))
    entry.add("dtstart", _plain(times[0]))
    entry.add("dtend", _plain(times[1]))


def _plain(moment: datetime) -> datetime:
    """To whole seconds: a calendar knows nothing smaller."""
    return moment.replace(microsecond=0)


def _add_where(entry: Event, booking: Booking) -> None:
    if booking.meeting_type is MeetingType.ONLINE:
        if booking.meeting_link:
            entry.add("url", booking.meeting_link)
            entry.add("location", booking.meeting_link)
        return
    parts = (booking.place.address, booking.place.city, booking.place.country)
    if where := "، ".join(part for part in parts if part):
        entry.add("location", where)
    if booking.place.map_link:
        entry.add("url", booking.place.map_link)


def _alarm(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", ALARM)
    alarm.add("description", title)
    return alarm
