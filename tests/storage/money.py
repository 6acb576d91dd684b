"""Orders, payments and refunds for the tests of the memory."""

from __future__ import annotations

from datetime import datetime, timedelta

from booking.bookings import Booking
from booking.ledger import Verdict
from booking.money import Currency, Money
from booking.status import PaymentMethod
from storage.rows import Order, Payment, PaymentState
from storage.uow import Tx
from tests.storage.examples import NOON, NOW, booked

CARD = PaymentMethod.STRIPE
HALF = Money(5000, Currency.SAR)


async def ordered(tx: Tx, start: datetime = NOON, *, page: str = "", at: datetime = NOW) -> tuple[Booking, Order]:
    """A booking and its open order; `page` is its provider's number of the page, if one was opened."""
    booking = await booked(tx, start)
    order = await tx.payments.open_order(booking, CARD, at)
    if page:
        await tx.payments.checkout_link(order.order_id, "https://pay.example/1", page, at + timedelta(hours=1), at)
    return booking, order


async def came(tx: Tx, order: Order | None, reference: str, amount: Money, verdict: Verdict) -> Payment:
    """Money that has come in, and what it was found to be for."""
    payment = await tx.payments.record(
        order.order_id if order else None,
        provider="stripe",
        reference=reference,
        amount=amount,
        state=PaymentState.COMPLETED,
        now=NOW,
    )
    assert payment is not None
    await tx.payments.judge(payment.payment_id, verdict)
    return payment
