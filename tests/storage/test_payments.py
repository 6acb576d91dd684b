from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from booking.money import Currency, Money
from booking.status import PaymentMethod
from storage.rows import OrderStatus, OrderType, PaymentState
from storage.uow import Storage
from tests.storage.examples import HOUR, NOW, booked, open_shop


async def test_an_order_is_opened_once_for_a_method_and_amount(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        booking = await booked(tx)
        order = await tx.payments.open_order(booking, PaymentMethod.BANK_TRANSFER, NOW)

        assert await tx.payments.open_order(booking, PaymentMethod.BANK_TRANSFER, NOW + HOUR) == order
        assert await tx.payments.order(order.order_id) == order
        assert (order.order_type, order.amount, order.status) == (
            OrderType.CONSULTATION,
            booking.amount,
            OrderStatus.OPEN,
        )


@pytest.mark.parametrize("change", ["method", "amount"])
async def test_another_method_or_amount_cancels_the_open_order(storage: Storage, change: str) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        booking = await booked(tx)
        old = await tx.payments.open_order(booking, PaymentMethod.BANK_TRANSFER, NOW)
        if change == "amount":
            booking = replace(booking, amount=Money(1, Currency.SAR))
        method = PaymentMethod.CASH if change == "method" else PaymentMethod.BANK_TRANSFER
        new = await tx.payments.open_order(booking, method, NOW)

        assert await tx.payments.order_of(booking.booking_id) == new
        assert await tx.payments.order(old.order_id) == replace(old, status=OrderStatus.CANCELLED)


async def test_a_settled_order_is_not_opened_again(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        booking = await booked(tx)
        order = await tx.payments.open_order(booking, PaymentMethod.CASH, NOW)
        await tx.payments.settle(order.order_id, OrderStatus.PAID, NOW)

        assert (await tx.payments.open_order(booking, PaymentMethod.CASH, NOW)).order_id != order.order_id


async def test_the_same_news_of_a_payment_is_recorded_once(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        booking = await booked(tx)
        order = await tx.payments.open_order(booking, PaymentMethod.SANDBOX, NOW)
        states = (PaymentState.PENDING, PaymentState.COMPLETED, PaymentState.COMPLETED, PaymentState.PENDING)
        news = [
            await tx.payments.record(
                order.order_id, provider="sandbox", reference="r1", amount=booking.amount, state=state, now=NOW
            )
            for state in states
        ]

        assert [payment and payment.state for payment in news] == [*states[:2], None, None]
        assert await tx.payments.of_order(order.order_id) == tuple(payment for payment in news if payment)


async def test_a_checkout_link_is_kept_with_its_order(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        order = await tx.payments.open_order(await booked(tx), PaymentMethod.SANDBOX, NOW)
        await tx.payments.checkout_link(order.order_id, "https://pay.example/1", "cs_1", NOW + HOUR, NOW)

        assert await tx.payments.order(order.order_id) == replace(
            order, checkout_url="https://pay.example/1", checkout_reference="cs_1", checkout_expires_at=NOW + HOUR
        )
        assert await tx.payments.order(4711) is None
        assert await tx.payments.order_of(4711) is None


async def test_a_refund_is_of_something(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        booking = await booked(tx)
        order = await tx.payments.open_order(booking, PaymentMethod.CASH, NOW)
        values = {"provider": "cash", "reference": "1", "amount": booking.amount, "state": PaymentState.COMPLETED}
        payment = await tx.payments.record(order.order_id, **values, now=NOW)  # type: ignore[arg-type]
        assert payment is not None

        assert await tx.payments.refund(payment.payment_id, booking.amount, "declined", NOW)
        with pytest.raises(IntegrityError):
            async with tx.savepoint():
                await tx.payments.refund(payment.payment_id, Money(0, Currency.SAR), "nothing", NOW)


async def test_a_receipt_is_decided_once(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        booking = await booked(tx)
        order = await tx.payments.open_order(booking, PaymentMethod.BANK_TRANSFER, NOW)
        receipts = [
            await tx.payments.add_receipt(
                order.order_id, booking.booking_id, channel="telegram", file_id=file_id, mime="image/jpeg", now=NOW
            )
            for file_id in ("f1", "f2")
        ]
        assert await tx.payments.waiting_receipts() == tuple(receipts)
        first, second = receipts

        assert await tx.payments.decide_receipt(first.receipt_id, True, booking.client_id, NOW)
        assert not await tx.payments.decide_receipt(first.receipt_id, False, booking.client_id, NOW)

        assert await tx.payments.receipt(first.receipt_id) == replace(first, decision="accepted")
        assert await tx.payments.waiting_receipts() == (second,)
        assert await tx.payments.receipt(4711) is None
