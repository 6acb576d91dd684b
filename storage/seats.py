"""Claiming the coach's time: who takes a seat, who moves to another, who gives one back.

The database refuses a double booking (see the migration); here is only what follows from its answer. A session is
claimed with ON CONFLICT DO NOTHING and a look at what came back, because a raising constraint storms into deadlocks
when many want the same slot.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, and_, bindparam, delete, exists, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError

from booking.bookings import Booking
from booking.slots import Taken
from booking.status import Status
from storage.booking_rows import BOOKING, WAITING, booking_of, saving
from storage.columns import flat
from storage.models import bookings, consultations, day_numbers, sessions
from storage.repository import Repository
from storage.rows import NewBooking

LONGEST = timedelta(days=1)  # no session claims more, see the CHECK of consultations and of sessions
TRIES = 3  # a session that was full or just given back is looked at again, in this transaction

_CLAIM = insert(sessions).on_conflict_do_nothing().returning(sessions.c.id)
_FIND = (
    select(sessions.c.id, sessions.c.capacity)
    .where(
        sessions.c.coach_id == bindparam("coach_id"),
        sessions.c.consultation_id == bindparam("consultation_id"),
        sessions.c.starts_at == bindparam("starts_at"),
    )
    .with_for_update()
)
_SEATS = select(bookings.c.seat).where(bookings.c.session_id == bindparam("session_id")).order_by(bookings.c.seat)
_NUMBER = insert(day_numbers).values(last=1)
_NUMBER_NEXT = _NUMBER.on_conflict_do_update(index_elements=["day"], set_={"last": day_numbers.c.last + 1}).returning(
    day_numbers.c.last
)
_NEW = insert(bookings).returning(*BOOKING)
_HELD = (
    select(
        bookings.c.session_id,
        bookings.c.client_id,
        bookings.c.coach_id,
        bookings.c.consultation_id,
        bookings.c.duration_minutes,
        bookings.c.preferred_at,
        consultations.c.buffer_before,
        consultations.c.buffer_after,
        consultations.c.capacity,
    )
    .join(consultations, consultations.c.consultation_id == bookings.c.consultation_id)
    .where(bookings.c.booking_id == bindparam("booking_id"))
    .with_for_update(of=bookings)
)
_LOCK_SESSION = select(sessions.c.id).where(sessions.c.id == bindparam("session_id")).with_for_update()
_EMPTY = delete(sessions).where(
    sessions.c.id == bindparam("session_id"), ~exists().where(bookings.c.session_id == sessions.c.id)
)
_SHIFT = (
    update(sessions)
    .where(sessions.c.id == bindparam("session_id"))
    .values({name: bindparam(f"new_{name}") for name in ("starts_at", "ends_at", "busy_from", "busy_to")})
)
_ALONE = select(func.count()).select_from(bookings).where(bookings.c.session_id == bindparam("session_id"))
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
    )
    .where(
        sessions.c.coach_id == bindparam("coach_id"),
        sessions.c.busy_from < bindparam("until"),
        sessions.c.busy_from > bindparam("lower"),
        sessions.c.busy_to > bindparam("since"),
    )
    .order_by(sessions.c.busy_from)
)
_BOOKED = (
    select(sessions.c.starts_at)
    .join(bookings, bookings.c.session_id == sessions.c.id)
    .where(
        and_(
            sessions.c.consultation_id == bindparam("consultation_id"),
            sessions.c.starts_at >= bindparam("since"),
            sessions.c.starts_at < bindparam("until"),
        )
    )
    .order_by(sessions.c.starts_at)
)


@dataclass(frozen=True, slots=True)
class _Wish:
    """A start somebody wants, with what it takes of the coach's time. Minutes are whole."""

    coach_id: int
    consultation_id: int
    starts_at: datetime
    duration_minutes: int
    buffer_before: int
    buffer_after: int
    capacity: int

    def span(self) -> dict[str, datetime]:
        ends_at = self.starts_at + timedelta(minutes=self.duration_minutes)
        return {
            "starts_at": self.starts_at,
            "ends_at": ends_at,
            "busy_from": self.starts_at - timedelta(minutes=self.buffer_before),
            "busy_to": ends_at + timedelta(minutes=self.buffer_after),
        }


class Seats(Repository):
    """Sessions, and the seats in them."""

    async def hold(self, new: NewBooking, now: datetime) -> Booking | None:
        """Claim a seat and a number for a new booking; None when the time is taken."""
        seat = await self._seat(_wish_of(new))
        if seat is None:
            return None
        values = {name: getattr(new, name) for name in _SNAPSHOT}
        row = await self._one(
            _NEW,
            **flat(values),
            **_timers(new, now),
            booking_number=await self._number(new),
            session_id=seat[0],
            seat=seat[1],
            created_at=now,
            updated_at=now,
        )
        return booking_of(row)

    async def move(self, booking_id: int, to: datetime, now: datetime) -> bool:
        """Claim a seat at `to` before the old one is given back; False, with nothing changed, when it is taken.

        The new time may overlap the old one: a session that only this booking sits in is then shifted.
        """
        held = await self._one(_HELD, booking_id=booking_id)
        if held.preferred_at == to and held.session_id is not None:
            return True
        wish = _wished(held, to)
        seat = await self._seat(wish)
        if seat is None:
            return held.session_id is not None and await self._shift(booking_id, held.session_id, wish, now)
        await self._sit(booking_id, now, session_id=seat[0], seat=seat[1], preferred_at=to)
        await self._leave(held.session_id)
        return True

    async def revive(self, booking_id: int, status: Status, now: datetime) -> Booking | None:
        """Give a cancelled booking its seat back with a new status, as when money comes late; None when it is taken."""
        held = await self._one(_HELD, booking_id=booking_id)
        seat = await self._seat(_wished(held, held.preferred_at))
        if seat is None:
            return None
        return await self._sit(booking_id, now, session_id=seat[0], seat=seat[1], status=status)

    async def release(self, booking_id: int, status: Status, now: datetime) -> Booking:
        """Set a status that ends the booking; `Status.CANCELLED` gives the seat back."""
        if status is not Status.CANCELLED:
            return await self._sit(booking_id, now, status=status)
        held = await self._one(_HELD, booking_id=booking_id)
        booking = await self._sit(booking_id, now, session_id=None, seat=None, status=status)
        await self._leave(held.session_id)
        return booking

    async def taken(self, coach_id: int, start: datetime, end: datetime) -> tuple[Taken, ...]:
        """The sessions that claim the coach's time between two instants, by their begin."""
        rows = await self._all(_TAKEN, coach_id=coach_id, since=start, until=end, lower=start - LONGEST)
        return tuple(Taken(*tuple(row)) for row in rows)

    async def booked(self, consultation_id: int, start: datetime, end: datetime) -> tuple[datetime, ...]:
        """The starts of bookings of a type that hold a seat, from `start` and before `end`; one for each booking."""
        rows = await self._all(_BOOKED, consultation_id=consultation_id, since=start, until=end)
        return tuple(row.starts_at for row in rows)

    # ------------------------------------------------------------------------------------------------ inside

    async def _seat(self, wish: _Wish) -> tuple[int, int] | None:
        """A session and a seat in it: a new session, or the same one with room; None when neither can be had."""
        for _ in range(TRIES):
            values = {"coach_id": wish.coach_id, "consultation_id": wish.consultation_id, "capacity": wish.capacity}
            claimed = await self._first(_CLAIM, **values, **wish.span())
            if claimed is not None:
                return claimed.id, 1
            if wish.capacity == 1:
                return None
            del values["capacity"]
            session = await self._first(_FIND, **values, starts_at=wish.starts_at)
            if session is not None:
                return await self._room(session)
        return None

    async def _room(self, session: Row[Any]) -> tuple[int, int] | None:
        occupied = {row.seat for row in await self._all(_SEATS, session_id=session.id)}
        free = next((seat for seat in range(1, session.capacity + 1) if seat not in occupied), None)
        return None if free is None else (session.id, free)

    async def _shift(self, booking_id: int, session_id: int, wish: _Wish, now: datetime) -> bool:
        """Move the booking's own session, when nobody else sits in it and nothing else is in the way."""
        await self._run(_LOCK_SESSION, session_id=session_id)
        if (await self._one(_ALONE, session_id=session_id))[0] != 1:
            return False
        span = {f"new_{name}": value for name, value in wish.span().items()}
        try:
            async with self._line.savepoint():
                await self._run(_SHIFT, session_id=session_id, **span)
        except IntegrityError:  # the constraint or the trigger, see the migration
            return False
        await self._sit(booking_id, now, preferred_at=wish.starts_at)
        return True

    async def _sit(self, booking_id: int, now: datetime, **values: Any) -> Booking:
        values |= {"updated_at": now}
        if values.get("status") in WAITING:
            values["waiting_since"] = now
        return booking_of(await self._one(saving(tuple(sorted(values))), key=booking_id, **values))

    async def _leave(self, session_id: int | None) -> None:
        """A session that nobody sits in claims nothing. Locked first: who joins meanwhile waits, and finds it gone."""
        if session_id is not None:
            await self._run(_LOCK_SESSION, session_id=session_id)
            await self._run(_EMPTY, session_id=session_id)

    async def _number(self, new: NewBooking) -> str:
        day = _local_day(new)
        last = (await self._one(_NUMBER_NEXT, day=day)).last
        return f"CB-{day:%Y%m%d}-{last:04d}"


_NOT_KEPT = {"capacity", "buffer_before", "buffer_after"}
_SNAPSHOT = tuple(name for name in NewBooking.__dataclass_fields__ if name not in _NOT_KEPT)


def _local_day(new: NewBooking) -> date:
    """The date of the first preferred time where the coach is."""
    return new.preferred_at.astimezone(ZoneInfo(new.coach_timezone)).date()


def _timers(new: NewBooking, now: datetime) -> dict[str, datetime | None]:
    return {
        "nudge_at": half_way(now, new.hold_expires_at),
        "waiting_since": now if new.status in WAITING else None,
    }


def half_way(now: datetime, expires_at: datetime | None) -> datetime | None:
    """When half of a hold that begins now is gone."""
    return None if expires_at is None else now + (expires_at - now) / 2


def _wish_of(new: NewBooking) -> _Wish:
    return _Wish(
        new.coach_id,
        new.consultation_id,
        new.preferred_at,
        new.duration_minutes,
        new.buffer_before,
        new.buffer_after,
        new.capacity,
    )


def _wished(held: Row[Any], to: datetime) -> _Wish:
    """The same booking at another time, with the buffers its type has today."""
    return _Wish(
        held.coach_id,
        held.consultation_id,
        to,
        held.duration_minutes,
        held.buffer_before,
        held.buffer_after,
        held.capacity,
    )
