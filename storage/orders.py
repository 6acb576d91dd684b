"""What is owed: orders, their pages at a provider, and when the provider is asked about them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from booking.bookings import Booking
from booking.money import Money
from booking.status import PaymentMethod
from storage.columns import flat, money, named, plain
from storage.models import orders
from storage.repository import Repository
from storage.rows import Order, OrderStatus, OrderType

_FIELDS = plain(Order, "amount")
_ORDERS = select(orders)
_GET = _ORDERS.where(orders.c.order_id == bindparam("order_id"))
_OF_BOOKING = _ORDERS.where(orders.c.booking_id == bindparam("booking_id")).order_by(orders.c.order_id)
_OPEN = _OF_BOOKING.where(orders.c.status == OrderStatus.OPEN).with_for_update()
_TO_ASK = (
    _ORDERS.where(
        orders.c.status == OrderStatus.OPEN,
        orders.c.checkout_reference != "",
        orders.c.created_at >= bindparam("since"),
        orders.c.created_at <= bindparam("before"),
        or_(orders.c.asked_at.is_(None), orders.c.asked_at <= bindparam("before")),
    )
    .order_by(orders.c.order_id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_NEW = insert(orders).returning(*orders.columns)


def _setting(*names: str) -> Any:
    values: dict[str, Any] = {name: bindparam(f"to_{name}") for name in names}
    return update(orders).where(orders.c.order_id == bindparam("key")).values(updated_at=bindparam("now"), **values)


_SETTLE = _setting("status")
_PAGE = _setting("checkout_url", "checkout_reference", "checkout_expires_at")
_ASKED = _setting("asked_at")
_CLOSING = _setting("closing_at")


class Orders(Repository):
    """Orders by number, by booking, and by what is to be asked of their provider."""

    async def open_order(
        self, booking: Booking, method: PaymentMethod, now: datetime, amount: Money | None = None
    ) -> Order:
        """The open order of a booking for this way and amount (by default what it costs); open others are cancelled."""
        price, found = amount or booking.amount, None
        for order in await self.open_orders(booking.booking_id):
            if found is None and (order.method, order.amount) == (method, price):
                found = order
            else:
                await self.settle(order.order_id, OrderStatus.CANCELLED, now)
        return found or await self._new_order(booking, method, price, now)

    async def _new_order(self, booking: Booking, method: PaymentMethod, amount: Money, now: datetime) -> Order:
        values = {
            "order_type": OrderType.CONSULTATION,
            "booking_id": booking.booking_id,
            "client_id": booking.client_id,
            "amount": amount,
            "method": method,
            "status": OrderStatus.OPEN,
        }
        return _order(await self._one(_NEW, **flat(values), created_at=now, updated_at=now))

    async def order(self, order_id: int) -> Order | None:
        """An order by number."""
        row = await self._first(_GET, order_id=order_id)
        return _order(row) if row else None

    async def open_orders(self, booking_id: int) -> tuple[Order, ...]:
        """The open orders of a booking, oldest first, locked."""
        return tuple(_order(row) for row in await self._all(_OPEN, booking_id=booking_id))

    async def orders_of(self, booking_id: int) -> tuple[Order, ...]:
        """Every order of a booking, oldest first."""
        return tuple(_order(row) for row in await self._all(_OF_BOOKING, booking_id=booking_id))

    async def order_of(self, booking_id: int) -> Order | None:
        """The latest order of a booking."""
        found = await self.orders_of(booking_id)
        return found[-1] if found else None

    async def settle(self, order_id: int, status: OrderStatus, now: datetime) -> None:
        """Set where an order stands."""
        await self._run(_SETTLE, key=order_id, to_status=status, now=now)

    async def checkout_link(
        self, order_id: int, url: str, reference: str, expires_at: datetime | None, now: datetime
    ) -> None:
        """Keep the provider's page for an order, and its number for it; a new page is not being closed."""
        values = {"to_checkout_url": url, "to_checkout_reference": reference, "to_checkout_expires_at": expires_at}
        await self._run(_PAGE, key=order_id, now=now, **values)
        if url:
            await self._run(_CLOSING, key=order_id, to_closing_at=None, now=now)

    async def asked(self, order_id: int, now: datetime) -> None:
        """The provider is being asked what became of the page."""
        await self._run(_ASKED, key=order_id, to_asked_at=now, now=now)

    async def closing(self, order_id: int, now: datetime) -> None:
        """The provider is being asked to close the page."""
        await self._run(_CLOSING, key=order_id, to_closing_at=now, now=now)

    async def to_ask(self, *, since: datetime, before: datetime, limit: int) -> tuple[Order, ...]:
        """Open orders with a page, made between `since` and `before` and not asked about since `before`; locked."""
        rows = await self._all(_TO_ASK, since=since, before=before, most=limit)
        return tuple(_order(row) for row in rows)


def _order(row: Row[Any]) -> Order:
    return Order(**named(row, _FIELDS), amount=money(row))
