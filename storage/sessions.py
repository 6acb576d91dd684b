"""Claiming the coach's time: a session takes it, buffers included, and has one seat or more.

The database refuses a double booking (see the migration); here is only what follows from its answer. A session is
claimed with ON CONFLICT DO NOTHING and a look at what came back, because a raising constraint storms into deadlocks
when many want the same slot.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, bindparam, delete, exists, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError

from booking.slots import Taken
from storage.models import bookings, sessions
from storage.repository import Repository

LONGEST = timedelta(days=1)  # no session claims more, see the CHECK of consultations and of sessions
TRIES = 3  # a session that was given back while we waited for it is claimed anew

_THERE = and_(
    sessions.c.coach_id == bindparam("coach_id"),
    sessions.c.consultation_id == bindparam("consultation_id"),
    sessions.c.starts_at == bindparam("starts_at"),
)
_THIS = sessions.c.id == bindparam("session_id")
_CLAIM = insert(sessions).on_conflict_do_nothing().returning(sessions.c.id)
_FIND = select(sessions.c.id, sessions.c.capacity).where(_THERE).with_for_update()
_SEATS = select(bookings.c.seat).where(bookings.c.session_id == bindparam("session_id")).order_by(bookings.c.seat)
_LOCK = select(sessions.c.id).where(_THIS).with_for_update()
_LOCK_BOTH = select(sessions.c.id).where(or_(_THIS, _THERE)).order_by(sessions.c.id).with_for_update()
_CLOSE = delete(sessions).where(_THIS, ~exists().where(bookings.c.session_id == sessions.c.id))
_SHIFT = (
    update(sessions)
    .where(_THIS)
    .values({name: bindparam(f"new_{name}") for name in ("starts_at", "ends_at", "busy_from", "busy_to")})
)
_SEATS_TAKEN = (
    select(func.count()).select_from(bookings).where(bookings.c.session_id == sessions.c.id).scalar_subquery()
)
_TAKEN = (
    select(
        sessions.c.busy_from,
        sessions.c.busy_to,
        sessions.c.starts_at,
        sessions.c.consultation_id,
        (sessions.c.capacity - _SEATS_TAKEN).label("seats_left"),
        _SEATS_TAKEN.label("booked"),
    )
    .where(
        sessions.c.coach_id == bindparam("coach_id"),
        sessions.c.busy_from < bindparam("until"),
        sessions.c.busy_from > bindparam("lower"),  # keeps the query within its index, however long the history
        sessions.c.busy_to > bindparam("since"),
    )
    .order_by(sessions.c.busy_from)
)


@dataclass(frozen=True, slots=True)
class Wish:
    """A start somebody wants, with what it takes of the coach's time. Minutes are whole."""

    coach_id: int
    consultation_id: int
    starts_at: datetime
    duration_minutes: int
    buffer_before: int
    buffer_after: int
    capacity: int

    def there(self) -> dict[str, Any]:
        """What a session must be to be joined."""
        return {"coach_id": self.coach_id, "consultation_id": self.consultation_id, "starts_at": self.starts_at}

    def span(self) -> dict[str, datetime]:
        """The session, and the coach's time around it."""
        ends_at = self.starts_at + timedelta(minutes=self.duration_minutes)
        return {
            "starts_at": self.starts_at,
            "ends_at": ends_at,
            "busy_from": self.starts_at - timedelta(minutes=self.buffer_before),
            "busy_to": ends_at + timedelta(minutes=self.buffer_after),
        }


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat of a session, claimed and not yet sat in."""

    session_id: int
    seat: int


class Sessions(Repository):
    """Sessions, as bookings need them."""

    async def taken(self, coach_id: int, start: datetime, end: datetime) -> tuple[Taken, ...]:
        """The sessions that claim the coach's time between two instants, by their begin."""
        rows = await self._all(_TAKEN, coach_id=coach_id, since=start, until=end, lower=start - LONGEST)
        return tuple(Taken(*tuple(row)) for row in rows)

    async def _claim(self, wish: Wish) -> Seat | None:
        """A seat in a new session, or in one of the same type and start; None when neither can be had."""
        for _ in range(TRIES):
            claimed = await self._first(_CLAIM, **wish.there() | wish.span(), capacity=wish.capacity)
            if claimed is not None:
                return Seat(claimed.id, 1)
            if wish.capacity == 1:
                return None
            session = await self._first(_FIND, **wish.there())
            if session is not None:
                return await self._room(session)
        return None

    async def _room(self, session: Row[Any]) -> Seat | None:
        occupied = {row.seat for row in await self._all(_SEATS, session_id=session.id)}
        free = next((seat for seat in range(1, session.capacity + 1) if seat not in occupied), None)
        return None if free is None else Seat(session.id, free)

    async def _lock(self, session_id: int, wish: Wish) -> None:
        """Lock the session that is left and the one that is joined, in an order that two who swap share."""
        if wish.capacity > 1:
            await self._run(_LOCK_BOTH, session_id=session_id, **wish.there())

    async def _shift(self, session_id: int, wish: Wish) -> bool:
        """Move a session that one booking sits in; False when more do, or another session is in the way."""
        await self._run(_LOCK, session_id=session_id)
        if len(await self._all(_SEATS, session_id=session_id)) != 1:
            return False
        span = {f"new_{name}": value for name, value in wish.span().items()}
        try:
            async with self._line.savepoint():
                await self._run(_SHIFT, session_id=session_id, **span)
        except IntegrityError:  # the constraint or the trigger, see the migration
            return False
        return True

    async def _close(self, session_id: int | None) -> None:
        """A session that nobody sits in claims nothing. Locked first: who joins meanwhile waits, and finds it gone."""
        if session_id is not None:
            await self._run(_LOCK, session_id=session_id)
            await self._run(_CLOSE, session_id=session_id)
