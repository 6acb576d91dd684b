"""Who sits where: bookings that take a seat, move to another, or give theirs back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, bindparam, select
from sqlalchemy.dialects.postgresql import insert

from booking.bookings import Booking
from booking.status import WAITING, Status
from storage.booking_rows import BOOKING, booking_of, saving
from storage.columns import flat
from storage.models import bookings, consultations, day_numbers
from storage.rows import NewBooking
from storage.sessions import Sessions, Wish

_NUMBER = insert(day_numbers).values(last=1)
_NEXT_NUMBER = _NUMBER.on_conflict_do_update(index_elements=["day"], set_={"last": day_numbers.c.last + 1}).returning(
    day_numbers.c.last
)
_NEW = insert(bookings).returning(*BOOKING)
_HELD = (
    select(
        bookings.c.session_id,
        bookings.c.coach_id,
        bookings.c.consultation_id,
        bookings.c.preferred_at,
        bookings.c.duration_minutes,
        consultations.c.buffer_before,
        consultations.c.buffer_after,
        consultations.c.capacity,
    )
    .join(consultations, consultations.c.consultation_id == bookings.c.consultation_id)
    .where(bookings.c.booking_id == bindparam("booking_id"))
    .with_for_update(of=bookings)
)
_NOT_KEPT = {"capacity", "buffer_before", "buffer_after"}
_SNAPSHOT = tuple(name for name in NewBooking.__dataclass_fields__ if name not in _NOT_KEPT)


class Seats(Sessions):
    """Bookings and their seats."""

    async def hold(self, new: NewBooking, now: datetime) -> Booking | None:
        """Claim a seat and a number for a new booking; None when the time is taken."""
        place = await self._claim(_wished(new, new.preferred_at))
        if place is None:
            return None
        values = flat({name: getattr(new, name) for name in _SNAPSHOT}) | _timers(new, now)
        values |= {"booking_number": await self._number(new), "created_at": now, "updated_at": now}
        return booking_of(await self._one(_NEW, **values, session_id=place.session_id, seat=place.seat))

    async def move(self, booking_id: int, to: datetime, now: datetime) -> bool:
        """Claim a seat at `to` before the old one is given back; False, with nothing changed, when it is taken.

        The new time may overlap the old one: a session that only this booking sits in is then shifted. LookupError
        for a booking that is not there, or has no seat because it is cancelled: see `revive`.
        """
        held = await self._one(_HELD, booking_id=booking_id)
        if held.session_id is None:
            raise LookupError("a cancelled booking has no seat to move from")
        if held.preferred_at == to:
            return True
        wish = _wished(held, to)
        await self._lock(held.session_id, wish)
        place = await self._claim(wish)
        if place is None:
            return await self._shifted(booking_id, held.session_id, wish, now)
        await self._sit(booking_id, now, session_id=place.session_id, seat=place.seat, preferred_at=to)
        await self._close(held.session_id)
        return True

    async def _shifted(self, booking_id: int, session_id: int, wish: Wish, now: datetime) -> bool:
        if not await self._shift(session_id, wish):
            return False
        await self._sit(booking_id, now, preferred_at=wish.starts_at)
        return True

    async def revive(
        self, booking_id: int, status: Status, now: datetime, start: datetime | None = None
    ) -> Booking | None:
        """Give a cancelled booking a seat again with a new status, as when money comes late; None when it is taken.

        The seat is the one it had, or one at `start`.
        """
        held = await self._one(_HELD, booking_id=booking_id)
        if held.session_id is not None:
            return await self._sit(booking_id, now, status=status)
        at = start or held.preferred_at
        place = await self._claim(_wished(held, at))
        if place is None:
            return None
        seat = {"session_id": place.session_id, "seat": place.seat}
        return await self._sit(booking_id, now, **seat, status=status, preferred_at=at)

    async def release(self, booking_id: int, status: Status, now: datetime) -> Booking:
        """Set a status that ends the booking; `Status.CANCELLED` gives the seat back."""
        if status is not Status.CANCELLED:
            return await self._sit(booking_id, now, status=status)
        held = await self._one(_HELD, booking_id=booking_id)
        booking = await self._sit(booking_id, now, session_id=None, seat=None, status=status)
        await self._close(held.session_id)
        return booking

    async def _sit(self, booking_id: int, now: datetime, **values: Any) -> Booking:
        values |= {"updated_at": now}
        if values.get("status") in WAITING:
            values["waiting_since"] = now
        return booking_of(await self._one(saving(tuple(sorted(values))), key=booking_id, **values))

    async def _number(self, new: NewBooking) -> str:
        day = _local_day(new)
        last = (await self._one(_NEXT_NUMBER, day=day)).last
        return f"CB-{day:%Y%m%d}-{last:04d}"


def half_way(now: datetime, expires_at: datetime | None) -> datetime | None:
    """When half of a hold that begins now is gone."""
    return None if expires_at is None else now + (expires_at - now) / 2


def _wished(booking: NewBooking | Row[Any], start: datetime) -> Wish:
    """A booking's wish for `start`; one that exists already takes the buffers its type has today."""
    return Wish(
        booking.coach_id,
        booking.consultation_id,
        start,
        booking.duration_minutes,
        booking.buffer_before,
        booking.buffer_after,
        booking.capacity,
    )


def _local_day(new: NewBooking) -> date:
    """The date of the first preferred time where the coach is."""
    return new.preferred_at.astimezone(ZoneInfo(new.coach_timezone)).date()


def _timers(new: NewBooking, now: datetime) -> dict[str, datetime | None]:
    waits = new.status in WAITING
    return {"nudge_at": half_way(now, new.hold_expires_at), "waiting_since": now if waits else None}
