"""The ledger: orders, what came in for them, what goes back, and the pictures of bank transfers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from booking.bookings import Booking
from booking.money import Money
from booking.status import PaymentMethod
from storage.columns import flat, money, named, plain
from storage.models import orders, payments, refunds
from storage.receipts import Receipts
from storage.rows import Order, OrderStatus, OrderType, Payment, PaymentState

_ORDER = plain(Order, "amount")
_PAYMENT = plain(Payment, "amount")
_ORDERS = select(orders)
_GET = _ORDERS.where(orders.c.order_id == bindparam("order_id"))
_OF_BOOKING = _ORDERS.where(orders.c.booking_id == bindparam("booking_id")).order_by(orders.c.order_id.desc()).limit(1)
_OPEN = _ORDERS.where(orders.c.booking_id == bindparam("booking_id"), orders.c.status == OrderStatus.OPEN)
_OPEN_LOCKED = _OPEN.order_by(orders.c.order_id).with_for_update()
_NEW = insert(orders).returning(*orders.columns)
_SETTLE = (
    update(orders)
    .where(orders.c.order_id == bindparam("key"))
    .values(status=bindparam("to_status"), updated_at=bindparam("now"))
)
_CHECKOUT = (
    update(orders)
    .where(orders.c.order_id == bindparam("key"))
    .values(
        checkout_url=bindparam("url"),
        checkout_reference=bindparam("reference"),
        checkout_expires_at=bindparam("expires_at"),
        updated_at=bindparam("now"),
    )
)
_RECORD = insert(payments).on_conflict_do_nothing().returning(*payments.columns)
_PAYMENTS = select(payments).where(payments.c.order_id == bindparam("order_id")).order_by(payments.c.payment_id)
_REFUND = insert(refunds).returning(refunds.c.refund_id)


class Payments(Receipts):
    """Append-only but for the status of an order."""

    async def open_order(self, booking: Booking, method: PaymentMethod, now: datetime) -> Order:
        """The open order of a booking for this method and its amount; open ones of other kinds are cancelled."""
        found = None
        for row in await self._all(_OPEN_LOCKED, booking_id=booking.booking_id):
            order = _order(row)
            if found is None and (order.method, order.amount) == (method, booking.amount):
                found = order
            else:
                await self.settle(order.order_id, OrderStatus.CANCELLED, now)
        return found or await self._ordered(booking, method, now)

    async def _ordered(self, booking: Booking, method: PaymentMethod, now: datetime) -> Order:
        values = {
            "order_type": OrderType.CONSULTATION,
            "booking_id": booking.booking_id,
            "client_id": booking.client_id,
            "amount": booking.amount,
            "method": method,
            "status": OrderStatus.OPEN,
        }
        return _order(await self._one(_NEW, **flat(values), created_at=now, updated_at=now))

    async def order(self, order_id: int) -> Order | None:
        """An order by number."""
        row = await self._first(_GET, order_id=order_id)
        return _order(row) if row else None

    async def order_of(self, booking_id: int) -> Order | None:
        """The latest order of a booking."""
        row = await self._first(_OF_BOOKING, booking_id=booking_id)
        return _order(row) if row else None

    async def settle(self, order_id: int, status: OrderStatus, now: datetime) -> None:
        """Set where an order stands."""
        await self._run(_SETTLE, key=order_id, to_status=status, now=now)

    async def checkout_link(
        self, order_id: int, url: str, reference: str, expires_at: datetime | None, now: datetime
    ) -> None:
        """Keep the provider's page for an order, and its number for it."""
        await self._run(_CHECKOUT, key=order_id, url=url, reference=reference, expires_at=expires_at, now=now)

    async def record(
        self, order_id: int, *, provider: str, reference: str, amount: Money, state: PaymentState, now: datetime
    ) -> Payment | None:
        """Write down what a provider says; None when it said the same before: repeats change nothing."""
        values = {"order_id": order_id, "provider": provider, "reference": reference, "amount": amount, "state": state}
        row = await self._first(_RECORD, **flat(values), at=now)
        return _payment(row) if row else None

    async def of_order(self, order_id: int) -> tuple[Payment, ...]:
        """What was said about the payment of an order, oldest first."""
        return tuple(_payment(row) for row in await self._all(_PAYMENTS, order_id=order_id))

    async def refund(self, payment_id: int, amount: Money, reason: str, now: datetime) -> int:
        """Write down that money is to go back; returns the refund's number."""
        values = {"payment_id": payment_id, "amount": amount, "reason": reason, "state": PaymentState.PENDING}
        return int((await self._one(_REFUND, **flat(values), created_at=now, updated_at=now)).refund_id)


def _order(row: Row[Any]) -> Order:
    return Order(**named(row, _ORDER), amount=money(row))


def _payment(row: Row[Any]) -> Payment:
    return Payment(**named(row, _PAYMENT), amount=money(row))
