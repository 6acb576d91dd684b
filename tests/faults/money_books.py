"""What lies in the tables about money, and whose each halala of it is: held, earned, or on its way back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncEngine

from booking.ledger import IN_REVIEW, Verdict
from booking.money import Currency
from booking.people import Actor
from booking.status import FINAL, Event, PaymentMethod, Status
from bot.services.payments.paper import COUNTED
from storage.models import booking_changes, bookings, orders, payments, receipts, refunds, sessions
from storage.rows import PaymentState, RefundState

ON_PAGES = frozenset({PaymentMethod.STRIPE.value, PaymentMethod.PAYPAL.value})
"""The providers that take the money themselves: what differs from the price there was accepted by the coach."""


class Purse(StrEnum):
    """Where what is left of a payment lies, once what goes back of it is taken off."""

    REVIEW = "review"  # the coach decides
    CHOICE = "choice"  # its client decides between another time and the money
    HELD = "held"  # for a session that is to come, or a part of its price
    EARNED = "earned"  # for a session that was, or was cancelled too late to get all back
    NOBODY = "nobody"  # there is no such place


@dataclass(frozen=True)
class Books:
    """Every row about money, by number where it has one."""

    bookings: Mapping[int, Row[Any]]
    orders: Mapping[int, Row[Any]]
    payments: Mapping[int, Row[Any]]
    refunds: Mapping[int, Row[Any]]
    receipts: tuple[Row[Any], ...]
    sessions: Mapping[int, Row[Any]]
    changes: tuple[Row[Any], ...]

    def came(self) -> Iterator[Row[Any]]:
        """The payments that came in."""
        return (payment for payment in self.payments.values() if payment.state is PaymentState.COMPLETED)

    def booking_of(self, payment: Row[Any]) -> Row[Any] | None:
        order = self.orders.get(payment.order_id)
        return self.bookings[order.booking_id] if order else None

    def back(self, payment: Row[Any]) -> int:
        """How much of a payment goes back, in minor units."""
        return sum(refund.amount_minor for refund in self.refunds.values() if refund.payment_id == payment.payment_id)

    def left(self, payment: Row[Any]) -> int:
        return int(payment.amount_minor) - self.back(payment)

    def last_change(self, booking_id: int) -> Row[Any] | None:
        return next((change for change in reversed(self.changes) if change.booking_id == booking_id), None)

    def purse(self, payment: Row[Any]) -> Purse:
        """Where what is left of a payment lies."""
        if payment.verdict in IN_REVIEW:
            return Purse.REVIEW
        booking = self.booking_of(payment)
        if booking is None:
            return Purse.NOBODY
        if booking.status is Status.CANCELLED:
            return self._of_cancelled(booking)
        if payment.verdict not in COUNTED:
            return Purse.NOBODY
        if booking.status is Status.PENDING_PAYMENT:
            return Purse.HELD if payment.verdict == Verdict.PART else Purse.NOBODY
        return Purse.EARNED if booking.status in FINAL else Purse.HELD

    def _of_cancelled(self, booking: Row[Any]) -> Purse:
        if booking.hold_expires_at is not None:
            return Purse.CHOICE
        last = self.last_change(booking.booking_id)
        by_client = last is not None and last.event is Event.CANCELLED and last.by is Actor.USER
        return Purse.EARNED if by_client else Purse.NOBODY

    def due(self, booking_id: int) -> Counter[Currency]:
        """What a booking costs, in each of its currencies, with what the coach accepted instead of the price."""
        booking = self.bookings[booking_id]
        due = Counter({booking.amount_currency: booking.amount_minor, Currency.USD: booking.usd_minor})
        for payment in self.came():
            order = self.orders.get(payment.order_id)
            if order and order.booking_id == booking_id and payment.provider in ON_PAGES and payment.verdict in COUNTED:
                same = order.amount_currency is payment.amount_currency
                due[payment.amount_currency] += payment.amount_minor - (order.amount_minor if same else 0)
        return due

    def at_provider(self, provider: str) -> Counter[int]:
        """What came in through a provider, in minor units by order."""
        total: Counter[int] = Counter()
        for payment in self.came():
            if payment.provider == provider:
                total[payment.order_id] += told(payment) if payment.note else payment.amount_minor
        return total

    def foreign(self) -> set[int]:
        """The orders for which money came in a currency that is none of ours: what goes back of it is not written."""
        return {payment.order_id for payment in self.came() if payment.note}

    def sent_back(self, provider: str) -> Counter[int]:
        """What a provider has sent back or is sending, in minor units by order."""
        total: Counter[int] = Counter()
        for refund in self.refunds.values():
            payment = self.payments[refund.payment_id]
            if payment.provider == provider and refund.state in {RefundState.SENT, RefundState.COMPLETED}:
                total[payment.order_id] += refund.amount_minor
        return total

    def purses(self) -> dict[int, Counter[Purse]]:
        """What is left of a booking's payments, in minor units by where it lies; 0 is for no booking."""
        found: defaultdict[int, Counter[Purse]] = defaultdict(Counter)
        for payment in self.came():
            booking = self.booking_of(payment)
            if self.left(payment):
                found[booking.booking_id if booking else 0][self.purse(payment)] += self.left(payment)
        return dict(found)


def told(payment: Row[Any]) -> int:
    """An amount in the provider's words, in hundredths."""
    return int(Decimal(payment.note.partition(" ")[0]).scaleb(2))


async def read(engine: AsyncEngine) -> Books:
    """The books as they are now."""
    async with engine.connect() as connection:
        rows = {
            table.name: (await connection.execute(select(table).order_by(*table.primary_key))).all()
            for table in (bookings, orders, payments, refunds, receipts, sessions, booking_changes)
        }
    return Books(
        bookings={row.booking_id: row for row in rows["bookings"]},
        orders={row.order_id: row for row in rows["orders"]},
        payments={row.payment_id: row for row in rows["payments"]},
        refunds={row.refund_id: row for row in rows["refunds"]},
        receipts=tuple(rows["receipts"]),
        sessions={row.id: row for row in rows["sessions"]},
        changes=tuple(rows["booking_changes"]),
    )
