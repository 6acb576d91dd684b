"""A booking as a row: its columns, the way back to the value, and the statement that changes any of them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import Row, bindparam, select, update
from sqlalchemy.sql.dml import ReturningUpdate

from booking.bookings import Booking
from storage.columns import all_of, money, named, place, plain
from storage.models import bookings

_FIELDS = plain(Booking, "amount", "place")
BOOKING = all_of(bookings, "session_id", "seat", "nudge_at", "waiting_since")
SELECT = select(*BOOKING)


def booking_of(row: Row[Any]) -> Booking:
    """A row that has the columns `BOOKING` as the booking it stands for."""
    return Booking(**named(row, _FIELDS), amount=money(row), place=place(row))


@lru_cache(maxsize=256)
def saving(names: tuple[str, ...]) -> ReturningUpdate[Any]:
    """The update of these columns of one booking (`key`), which returns it."""
    values: dict[str, Any] = {name: bindparam(name) for name in names}
    return update(bookings).where(bookings.c.booking_id == bindparam("key")).values(values).returning(*BOOKING)
