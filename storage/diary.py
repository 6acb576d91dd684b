"""Looking bookings up: by number, by client, by status, by time, and by what they wait for."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, select, update

from booking.bookings import Booking
from booking.money import Money
from booking.status import WAITING, PaymentMethod, PaymentStatus, Status
from storage.booking_rows import SELECT, booking_of
from storage.models import bookings, orders, payments, refunds
from storage.repository import Repository
from storage.rows import PaymentState, RefundState
from storage.types import UtcDateTime

_MOST: Any = bindparam("most")
_GET = SELECT.where(bookings.c.booking_id == bindparam("booking_id"))
_BY_NUMBER = SELECT.where(bookings.c.booking_number == bindparam("number"))
_OF_CLIENT = SELECT.where(bookings.c.client_id == bindparam("client_id")).limit(_MOST)
_LATEST = _OF_CLIENT.order_by(bookings.c.preferred_at.desc(), bookings.c.booking_id.desc())
_SINCE = _OF_CLIENT.where(bookings.c.preferred_at >= bindparam("since")).order_by(
    bookings.c.preferred_at, bookings.c.booking_id
)
_STATUSES = bookings.c.status.in_(bindparam("statuses", expanding=True))
_IN_STATUS = SELECT.where(_STATUSES).order_by(bookings.c.preferred_at, bookings.c.booking_id).limit(_MOST)
_BETWEEN = SELECT.where(
    bookings.c.preferred_at >= bindparam("since"), bookings.c.preferred_at < bindparam("until")
).order_by(bookings.c.preferred_at, bookings.c.booking_id)
_BETWEEN_IN_STATUS = _BETWEEN.where(_STATUSES)


def _held(select_: Select[Any]) -> Select[Any]:
    """Bookings that only hold their seat so far; another worker's are left to it."""
    return select_.where(bookings.c.status == Status.PENDING_PAYMENT).limit(_MOST).with_for_update(skip_locked=True)


_EXPIRED = _held(SELECT.where(bookings.c.hold_expires_at <= bindparam("now")).order_by(bookings.c.hold_expires_at))
_TO_NUDGE = _held(
    SELECT.where(bookings.c.nudge_at <= bindparam("now"), bookings.c.hold_expires_at > bindparam("now")).order_by(
        bookings.c.nudge_at
    )
)
_POSTPONE = (
    update(bookings)
    .where(bookings.c.booking_id == bindparam("key"))
    .values(hold_expires_at=bindparam("until"), nudge_at=None)
)
_NUDGED = update(bookings).where(bookings.c.booking_id == bindparam("key")).values(nudge_at=None)
_WAITING = (
    SELECT.where(bookings.c.status.in_(sorted(WAITING)), bookings.c.waiting_since <= bindparam("before"))
    .order_by(bookings.c.waiting_since)
    .limit(_MOST)
    .with_for_update(skip_locked=True)
)
_UNANSWERED = (
    SELECT.where(
        bookings.c.status.in_(sorted(WAITING)),
        *(
            func.coalesce(time, bookings.c.preferred_at) <= bindparam("before", type_=UtcDateTime)
            for time in (bookings.c.confirmed_at_time, bookings.c.alternative_at, bookings.c.proposed_at)
        ),
    )
    .order_by(bookings.c.preferred_at)
    .limit(_MOST)
    .with_for_update(skip_locked=True)
)
_REMINDED = update(bookings).where(bookings.c.booking_id == bindparam("key")).values(waiting_since=bindparam("now"))
_COUNT = (
    select(func.count())
    .select_from(bookings)
    .where(bookings.c.client_id == bindparam("client_id"), bookings.c.status == Status.COMPLETED)
)
_PAID = (
    select(payments.c.amount_currency, func.sum(payments.c.amount_minor).label("minor"))
    .join(orders, orders.c.order_id == payments.c.order_id)
    .where(orders.c.client_id == bindparam("client_id"), payments.c.state == PaymentState.COMPLETED)
    .group_by(payments.c.amount_currency)
)
_BACK = (
    select(refunds.c.amount_currency, func.sum(refunds.c.amount_minor).label("minor"))
    .join(payments, payments.c.payment_id == refunds.c.payment_id)
    .join(orders, orders.c.order_id == payments.c.order_id)
    .where(orders.c.client_id == bindparam("client_id"), refunds.c.state != RefundState.FAILED)
    .group_by(refunds.c.amount_currency)
)
_MISSED_CASH = (
    select(bookings.c.booking_id)
    .where(
        bookings.c.client_id == bindparam("client_id"),
        bookings.c.status == Status.NO_SHOW,
        bookings.c.payment_method == PaymentMethod.CASH,
        bookings.c.payment_status != PaymentStatus.COMPLETED,
        bookings.c.preferred_at > bindparam("since"),
    )
    .limit(1)
)
_CHOICES = (
    SELECT.where(bookings.c.status == Status.CANCELLED, bookings.c.hold_expires_at <= bindparam("now"))
    .order_by(bookings.c.hold_expires_at)
    .limit(_MOST)
    .with_for_update(skip_locked=True)
)
_LOCKED = {statement: statement.with_for_update() for statement in (_GET, _BY_NUMBER)}


class Diary(Repository):
    """Questions about bookings."""

    async def get(self, booking_id: int, lock: bool = False) -> Booking | None:
        """A booking; with `lock`, nobody else changes it until the transaction ends."""
        row = await self._first(_LOCKED[_GET] if lock else _GET, booking_id=booking_id)
        return booking_of(row) if row else None

    async def by_number(self, number: str, lock: bool = False) -> Booking | None:
        """A booking by the number people know it by."""
        row = await self._first(_LOCKED[_BY_NUMBER] if lock else _BY_NUMBER, number=number)
        return booking_of(row) if row else None

    async def of_client(self, client_id: int, *, limit: int, since: datetime | None = None) -> tuple[Booking, ...]:
        """A client's bookings: the latest first, or with `since` those that start from then on, the next first."""
        if since is None:
            return await self._many(_LATEST, client_id=client_id, most=limit)
        return await self._many(_SINCE, client_id=client_id, since=since, most=limit)

    async def in_status(self, *statuses: Status, limit: int) -> tuple[Booking, ...]:
        """Bookings in any of these statuses, the next first."""
        return await self._many(_IN_STATUS, statuses=statuses, most=limit)

    async def between(self, start: datetime, end: datetime, *statuses: Status) -> tuple[Booking, ...]:
        """Bookings that start from `start` and before `end`, in any of these statuses, or in any at all."""
        if not statuses:
            return await self._many(_BETWEEN, since=start, until=end)
        return await self._many(_BETWEEN_IN_STATUS, since=start, until=end, statuses=statuses)

    async def holds_expired(self, now: datetime, limit: int) -> tuple[Booking, ...]:
        """Bookings whose hold is over, locked."""
        return await self._many(_EXPIRED, now=now, most=limit)

    async def holds_to_nudge(self, now: datetime, limit: int) -> tuple[Booking, ...]:
        """Bookings of whose hold half is gone, and whose client was not told yet; locked. See `nudged`."""
        return await self._many(_TO_NUDGE, now=now, most=limit)

    async def choices_over(self, now: datetime, limit: int) -> tuple[Booking, ...]:
        """Cancelled bookings whose client has not said in time what becomes of their late money; locked."""
        return await self._many(_CHOICES, now=now, most=limit)

    async def missed_unpaid(self, client_id: int, since: datetime) -> bool:
        """Whether the client did not come to a session after `since` that they would have paid in cash."""
        return await self._first(_MISSED_CASH, client_id=client_id, since=since) is not None

    async def postpone(self, booking_id: int, until: datetime | None) -> None:
        """Have a hold end at another instant, without a nudge before; None for a hold that is over."""
        await self._run(_POSTPONE, key=booking_id, until=until)

    async def nudged(self, booking_id: int) -> None:
        """The client was told that half of the hold is gone."""
        await self._run(_NUDGED, key=booking_id)

    async def waiting_since(self, before: datetime, limit: int) -> tuple[Booking, ...]:
        """Bookings that the coach owes an answer, not reminded of since `before`; locked. See `coach_reminded`."""
        return await self._many(_WAITING, before=before, most=limit)

    async def unanswered(self, before: datetime, limit: int) -> tuple[Booking, ...]:
        """Bookings that the coach owes an answer, of which every time that was talked of was by `before`; locked."""
        return await self._many(_UNANSWERED, before=before, most=limit)

    async def coach_reminded(self, booking_id: int, now: datetime) -> None:
        """The coach was reminded of a booking that waits."""
        await self._run(_REMINDED, key=booking_id, now=now)

    async def totals(self, client_id: int) -> tuple[int, tuple[Money, ...]]:
        """How many sessions a client has completed, and what they spent, refunds taken off, a sum for each currency."""
        count = (await self._one(_COUNT, client_id=client_id))[0]
        paid = {row.amount_currency: int(row.minor) for row in await self._all(_PAID, client_id=client_id)}
        for row in await self._all(_BACK, client_id=client_id):
            paid[row.amount_currency] -= int(row.minor)
        return count, tuple(Money(paid[currency], currency) for currency in sorted(paid))

    async def _many(self, statement: Select[Any], /, **values: Any) -> tuple[Booking, ...]:
        return tuple(booking_of(row) for row in await self._all(statement, **values))
