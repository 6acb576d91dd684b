"""Bookings: their seats, the questions about them, their health answers, and here their changes and history."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select

from booking.bookings import Booking
from booking.people import Actor
from booking.status import WAITING, Event, Status
from storage.booking_rows import booking_of, saving
from storage.columns import flat, named, plain
from storage.diary import Diary
from storage.health import Health
from storage.models import booking_changes
from storage.rows import Change
from storage.seats import Seats, half_way

_CHANGE = plain(Change)
_ADD = insert(booking_changes)
_HISTORY = (
    select(*(booking_changes.c[name] for name in _CHANGE))
    .where(booking_changes.c.booking_id == bindparam("booking_id"))
    .order_by(booking_changes.c.id)
)


class Bookings(Seats, Diary, Health):
    """Everything about bookings."""

    async def save(self, booking_id: int, *, now: datetime, **changes: Any) -> Booking:
        """Change fields of a booking by their names in `Booking`; cancelling it gives its seat back.

        A new `hold_expires_at` starts the hold anew, with its nudge at half time. A time is changed by `move`.
        """
        if changes.get("status") is Status.CANCELLED:
            await self.release(booking_id, Status.CANCELLED, now)
        values = flat(changes) | {"updated_at": now}
        if changes.get("status") in WAITING:
            values["waiting_since"] = now
        if "hold_expires_at" in changes:
            values["nudge_at"] = half_way(now, changes["hold_expires_at"])
        return booking_of(await self._one(saving(tuple(sorted(values))), key=booking_id, **values))

    async def change(
        self,
        booking_id: int,
        *,
        at: datetime,
        event: Event,
        from_status: Status | None,
        to_status: Status,
        by: Actor,
        actor_id: int | None,
        reason: str = "",
        old_start: datetime | None = None,
    ) -> None:
        """Add a line to a booking's history; the status itself is changed by `save` or `release`."""
        change = Change(booking_id, at, event, from_status, to_status, by, actor_id, reason, old_start)
        await self._run(_ADD, **{name: getattr(change, name) for name in _CHANGE})

    async def history(self, booking_id: int) -> tuple[Change, ...]:
        """A booking's history, oldest first."""
        rows = await self._all(_HISTORY, booking_id=booking_id)
        return tuple(Change(**named(row, _CHANGE)) for row in rows)
