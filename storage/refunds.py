"""What goes back: refunds, from the moment they are owed until they have arrived."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, insert, or_, select, update

from booking.money import Money
from storage.columns import flat, money, named, plain
from storage.models import orders, payments, refunds
from storage.repository import Repository
from storage.rows import OWED_BACK, Refund, RefundState

_FIELDS = plain(Refund, "amount")
_ADD = insert(refunds).returning(*refunds.columns)
_ALL = select(refunds).order_by(refunds.c.refund_id)
_GET = _ALL.where(refunds.c.refund_id == bindparam("refund_id")).with_for_update()
_OF_PAYMENT = _ALL.where(refunds.c.payment_id == bindparam("payment_id"))
_HELD = _OF_PAYMENT.with_for_update()
_BY_REFERENCE = (
    select(*refunds.columns)
    .join(payments, payments.c.payment_id == refunds.c.payment_id)
    .where(payments.c.provider == bindparam("provider"), refunds.c.reference == bindparam("reference"))
)
_OF_BOOKING = (
    select(*refunds.columns)
    .join(payments, payments.c.payment_id == refunds.c.payment_id)
    .join(orders, orders.c.order_id == payments.c.order_id)
    .where(orders.c.booking_id == bindparam("booking_id"))
    .order_by(refunds.c.refund_id)
)
_OWED = _ALL.where(refunds.c.state.in_(sorted(OWED_BACK)))
_TO_TRY = (
    _ALL.where(
        or_(
            (refunds.c.state == RefundState.FAILED) & (refunds.c.updated_at <= bindparam("refused_before")),
            (refunds.c.state == RefundState.PENDING) & (refunds.c.updated_at <= bindparam("lost_before")),
        ),
        refunds.c.created_at >= bindparam("since"),
    )
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_SET = (
    update(refunds)
    .where(refunds.c.refund_id == bindparam("key"))
    .values(
        state=bindparam("to_state"),
        reference=bindparam("to_reference"),
        tries=bindparam("to_tries"),
        updated_at=bindparam("now"),
    )
    .returning(*refunds.columns)
)
_LESSEN = (
    update(refunds)
    .where(refunds.c.refund_id == bindparam("key"))
    .values(amount_minor=bindparam("to_minor"), updated_at=bindparam("now"))
    .returning(*refunds.columns)
)


class Refunds(Repository):
    """Refunds by number, by payment, and by what is to be done about them."""

    async def refund(
        self,
        payment_id: int,
        amount: Money,
        reason: str,
        now: datetime,
        *,
        state: RefundState = RefundState.PENDING,
        reference: str = "",
    ) -> Refund:
        """Write down that money goes back, or that it has."""
        values = {"payment_id": payment_id, "amount": amount, "reason": reason, "state": state, "reference": reference}
        return _refund(await self._one(_ADD, **flat(values), created_at=now, updated_at=now))

    async def refund_by_id(self, refund_id: int) -> Refund | None:
        """A refund by number, locked."""
        row = await self._first(_GET, refund_id=refund_id)
        return _refund(row) if row else None

    async def refund_by_reference(self, provider: str, reference: str) -> Refund | None:
        """A refund by its provider's number of it."""
        row = await self._first(_BY_REFERENCE, provider=provider, reference=reference)
        return _refund(row) if row else None

    async def refunds_of_payment(self, payment_id: int, *, lock: bool = False) -> tuple[Refund, ...]:
        """The refunds of a payment, oldest first."""
        return tuple(_refund(row) for row in await self._all(_HELD if lock else _OF_PAYMENT, payment_id=payment_id))

    async def refunds_of(self, booking_id: int) -> tuple[Refund, ...]:
        """The refunds of a booking, oldest first."""
        return tuple(_refund(row) for row in await self._all(_OF_BOOKING, booking_id=booking_id))

    async def owed_back(self) -> tuple[Refund, ...]:
        """The refunds that a person has to see to, oldest first."""
        return tuple(_refund(row) for row in await self._all(_OWED))

    async def refunds_to_try(
        self, *, refused_before: datetime, lost_before: datetime, since: datetime, limit: int
    ) -> tuple[Refund, ...]:
        """Refunds made from `since` on that were refused before one instant, or of which nothing was heard since
        another; locked."""
        values = {"refused_before": refused_before, "lost_before": lost_before, "since": since, "most": limit}
        return tuple(_refund(row) for row in await self._all(_TO_TRY, **values))

    async def set_refund(
        self,
        refund: Refund,
        state: RefundState,
        now: datetime,
        *,
        reference: str | None = None,
        tries: int | None = None,
    ) -> Refund:
        """How far a refund is; its reference and its tries stay where none are given."""
        values = {
            "to_reference": refund.reference if reference is None else reference,
            "to_tries": refund.tries if tries is None else tries,
        }
        return _refund(await self._one(_SET, key=refund.refund_id, to_state=state, now=now, **values))

    async def lessen_refund(self, refund: Refund, amount: Money, now: datetime) -> Refund:
        """Less of it is still to go back: the rest of it went another way."""
        return _refund(await self._one(_LESSEN, key=refund.refund_id, to_minor=amount.minor, now=now))


def _refund(row: Row[Any]) -> Refund:
    return Refund(**named(row, _FIELDS), amount=money(row))
