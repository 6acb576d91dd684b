"""The ledger: what is owed, what came in for it, what goes back, and the pictures of bank transfers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert

from booking.ledger import IN_REVIEW, Verdict
from booking.money import Money
from storage.columns import flat, money, named, plain
from storage.models import orders, payments, refunds
from storage.orders import Orders
from storage.receipts import Receipts
from storage.refunds import Refunds
from storage.rows import OWED_BACK, OrderStatus, Payment, PaymentState

_FIELDS = plain(Payment, "amount")
_RECORD = insert(payments).on_conflict_do_nothing().returning(*payments.columns)
_PAYMENTS = select(payments).order_by(payments.c.payment_id)
_GET = _PAYMENTS.where(payments.c.payment_id == bindparam("payment_id"))
_LOCK = select(payments.c.payment_id).where(payments.c.payment_id == bindparam("payment_id"))
_LOCK = _LOCK.with_for_update(key_share=True)  # whoever writes a refund of it need not wait
_OF_ORDER = _PAYMENTS.where(payments.c.order_id == bindparam("order_id"))
_COMPLETED = _PAYMENTS.where(payments.c.state == PaymentState.COMPLETED)
_BY_REFERENCE = _COMPLETED.where(
    payments.c.provider == bindparam("provider"), payments.c.reference == bindparam("reference")
)
_GONE = (
    select(func.coalesce(func.sum(refunds.c.amount_minor), 0))
    .where(refunds.c.payment_id == payments.c.payment_id)
    .scalar_subquery()
)
_OF_BOOKING = (
    select(*payments.columns, _GONE.label("gone"))
    .join(orders, orders.c.order_id == payments.c.order_id)
    .where(orders.c.booking_id == bindparam("booking_id"), payments.c.state == PaymentState.COMPLETED)
    .order_by(payments.c.payment_id)
)
_AWAITED = (
    select(orders.c.order_id)
    .where(
        orders.c.method == bindparam("provider"), orders.c.status == OrderStatus.OPEN, orders.c.checkout_reference != ""
    )
    .limit(1)
)
_IN_REVIEW = _COMPLETED.where(payments.c.verdict.in_(sorted(IN_REVIEW)))
_REVIEWS = select(func.count()).where(
    payments.c.state == PaymentState.COMPLETED, payments.c.verdict.in_(sorted(IN_REVIEW))
)
_OWED = select(func.count()).where(refunds.c.state.in_(sorted(OWED_BACK)))
_WAITING = select((_REVIEWS.scalar_subquery() + _OWED.scalar_subquery()).label("tasks"))
_JUDGE = update(payments).where(payments.c.payment_id == bindparam("key")).values(verdict=bindparam("to_verdict"))

_DECIDE_ABOUT = _JUDGE.where(payments.c.verdict.in_(sorted(IN_REVIEW)))


class Payments(Orders, Refunds, Receipts):
    """Append-only but for the status of an order, what a payment was found to be for, and how far a refund is; less of
    it is left to go back where a bank took some."""

    async def record(
        self,
        order_id: int | None,
        *,
        provider: str,
        reference: str,
        amount: Money,
        state: PaymentState,
        now: datetime,
        note: str = "",
    ) -> Payment | None:
        """Write down what a provider says; None when it said the same before: repeats change nothing."""
        values = {"order_id": order_id, "provider": provider, "reference": reference, "amount": amount, "state": state}
        row = await self._first(_RECORD, **flat(values), note=note, at=now)
        return _payment(row) if row else None

    async def judge(self, payment_id: int, verdict: Verdict) -> None:
        """Keep what a payment was found to be for."""
        await self._run(_JUDGE, key=payment_id, to_verdict=verdict.value)

    async def decide(self, payment_id: int, verdict: Verdict) -> bool:
        """The coach's decision about a payment that waited for it; False when it was decided before."""
        return await self._changed(_DECIDE_ABOUT, key=payment_id, to_verdict=verdict.value)

    async def payment(self, payment_id: int) -> Payment | None:
        """A payment by number."""
        row = await self._first(_GET, payment_id=payment_id)
        return _payment(row) if row else None

    async def came(self, provider: str, reference: str) -> Payment | None:
        """The payment that came in under a provider's reference."""
        row = await self._first(_BY_REFERENCE, provider=provider, reference=reference)
        return _payment(row) if row else None

    async def lock_payment(self, payment_id: int) -> None:
        """Keep others who lock it waiting until this transaction ends."""
        await self._first(_LOCK, payment_id=payment_id)

    async def awaits(self, provider: str) -> bool:
        """Whether a payment through this provider may be on its way: one of its pages is open."""
        return await self._first(_AWAITED, provider=provider) is not None

    async def of_order(self, order_id: int) -> tuple[Payment, ...]:
        """What was said about the payment of an order, oldest first."""
        return tuple(_payment(row) for row in await self._all(_OF_ORDER, order_id=order_id))

    async def kept(self, booking_id: int) -> tuple[tuple[Payment, Money], ...]:
        """What came in for a booking, oldest first, each with how much of it is not on its way back."""
        rows = await self._all(_OF_BOOKING, booking_id=booking_id)
        return tuple((_payment(row), Money(row.amount_minor - int(row.gone), row.amount_currency)) for row in rows)

    async def in_review(self) -> tuple[Payment, ...]:
        """Payments that wait for the coach to decide about them, oldest first."""
        return tuple(_payment(row) for row in await self._all(_IN_REVIEW))

    async def waiting(self) -> int:
        """How much waits for the coach about money: payments to decide about, refunds to see to."""
        return int((await self._one(_WAITING)).tasks)


def _payment(row: Row[Any]) -> Payment:
    return Payment(**named(row, _FIELDS), amount=money(row))
