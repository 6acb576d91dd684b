"""What is to be reminded of: one row a (booking, purpose, agreed start), settled once."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Row, bindparam, select, text, update
from sqlalchemy.dialects.postgresql import insert

from storage.booking_rows import BOOKING, booking_of
from storage.models import bookings, reminders
from storage.repository import Repository
from storage.rows import Reminder

_PLAN = insert(reminders).on_conflict_do_nothing()
_SELECT = select(reminders.c.id, reminders.c.purpose, reminders.c.start_at, reminders.c.due_at, *BOOKING).join(
    bookings, bookings.c.booking_id == reminders.c.booking_id
)
_DUE = (
    _SELECT.where(text("state = 'planned'"), reminders.c.due_at <= bindparam("now"))  # as the index has it
    .order_by(reminders.c.due_at, reminders.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=reminders)
)
_LAST_SENT = (
    _SELECT.where(
        reminders.c.booking_id == bindparam("of_booking"),
        reminders.c.purpose == bindparam("for_purpose"),
        reminders.c.settled_at.is_not(None),
    )
    .order_by(reminders.c.settled_at.desc(), reminders.c.id.desc())
    .limit(1)
)
_SETTLE = (
    update(reminders)
    .where(reminders.c.id == bindparam("key"))
    .values(state=bindparam("to_state"), why=bindparam("reason"), settled_at=bindparam("now"))
)


class Reminders(Repository):
    """Planned when a start is agreed; whether one is still useful is decided when it is due."""

    async def plan(self, booking_id: int, purpose: str, start_at: datetime, due_at: datetime, now: datetime) -> bool:
        """Plan a reminder; False when the same one was planned before, and then nothing changes."""
        values = {"booking_id": booking_id, "purpose": purpose, "start_at": start_at, "due_at": due_at}
        return await self._changed(_PLAN, **values, created_at=now)

    async def due(self, now: datetime, limit: int) -> tuple[Reminder, ...]:
        """Reminders whose time has come, oldest first, each with its booking; locked, another worker's left to it."""
        rows = await self._all(_DUE, now=now, most=limit)
        return tuple(_reminder(row) for row in rows)

    async def last_sent(self, booking_id: int, purpose: str) -> Reminder | None:
        """The reminder of a booking that was settled last, of those for one purpose."""
        row = await self._first(_LAST_SENT, of_booking=booking_id, for_purpose=purpose)
        return _reminder(row) if row else None

    async def settle(self, id: int, state: Literal["sent", "dropped"], why: str, now: datetime) -> None:  # noqa: A002 - the reminder's own field
        """Be done with a reminder, and say why when it was dropped."""
        await self._run(_SETTLE, key=id, to_state=state, reason=why, now=now)


def _reminder(row: Row[Any]) -> Reminder:
    return Reminder(row.id, row.purpose, row.start_at, row.due_at, booking_of(row))
