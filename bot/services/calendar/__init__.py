"""The calendar file that goes with a confirmed booking: one entry, which later files change or take away."""

from __future__ import annotations

from typing import Literal

from booking.bookings import Booking
from booking.people import Coach


def ics(
    booking: Booking,
    coach: Coach,
    language: str,
    *,
    method: Literal["PUBLISH", "CANCEL"] = "PUBLISH",
    cancelled: bool = False,
) -> bytes:
    """The entry of a booking, titled in `language`. Its UID is the booking's for ever and its SEQUENCE counts the
    agreed times, so that a calendar which has it moves it or, when `cancelled`, takes it away.

    The same booking gives the same bytes: the moment on it is when the booking last changed.
    """
    from bot.services.calendar.file import written  # noqa: PLC0415 - icalendar takes 0.1 s to import: not at every start

    return written(booking, coach, language, method=method, cancelled=cancelled)
