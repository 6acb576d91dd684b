"""The number a booking is known by: CB-YYYYMMDD-XXXX. It never changes and is no secret."""

from __future__ import annotations

import re
from datetime import date

_NUMBER = re.compile(r"CB-([0-9]{4})([0-9]{2})([0-9]{2})-(?:(?!0000)[0-9]{4}|[1-9][0-9]{4,})")


def booking_number(day: date, sequence: int) -> str:
    """The number of the `sequence`-th booking (from 1) of a coach's local day; more digits from 10,000 on.

    Raises ValueError for a sequence below 1.
    """
    if sequence < 1:
        raise ValueError("the bookings of a day are counted from 1")
    return f"CB-{day.isoformat().replace('-', '')}-{sequence:04d}"


def is_booking_number(text: str) -> bool:
    """Whether `text` is exactly a booking number as `booking_number` writes it, of a day that exists."""
    found = _NUMBER.fullmatch(text)
    if found is None:
        return False
    try:
        date(*map(int, found.groups()))
    except ValueError:
        return False
    return True
