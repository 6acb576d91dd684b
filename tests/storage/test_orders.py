from __future__ import annotations

from datetime import timedelta

from booking.money import Currency, Money
from booking.status import PaymentMethod
from storage.rows import OrderStatus
from storage.uow import Storage
from tests.storage.examples import HOUR, NOON, NOW, booked, open_shop
from tests.storage.money import CARD, ordered

DAY = timedelta(days=1)


async def test_a_booking_has_one_open_order_and_keeps_those_before_it(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        booking, first = await ordered(tx)
        second = await tx.payments.open_order(booking, PaymentMethod.PAYPAL, NOW, Money(2700, Currency.USD))

        assert await tx.payments.open_orders(booking.booking_id) == (second,)
        kept = await tx.payments.orders_of(booking.booking_id)
        assert [(order.order_id, order.status) for order in kept] == [
            (first.order_id, OrderStatus.CANCELLED),
            (second.order_id, OrderStatus.OPEN),
        ]
        assert second.amount == Money(2700, Currency.USD)


async def test_the_same_way_at_another_price_is_another_order(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        booking, first = await ordered(tx)

        again = await tx.payments.open_order(booking, CARD, NOW)
        dearer = await tx.payments.open_order(booking, CARD, NOW, Money(12_000, Currency.SAR))

        assert again == first
        assert await tx.payments.open_orders(booking.booking_id) == (dearer,)


async def test_only_orders_with_a_page_that_were_not_asked_about_lately_are_to_be_asked(storage: Storage) -> None:
    await open_shop(storage)
    now = NOW + 2 * HOUR
    async with storage.begin() as tx:
        _, due = await ordered(tx, NOON, page="cs_1")
        _, asked = await ordered(tx, NOON + 3 * HOUR, page="cs_2")
        await tx.payments.asked(asked.order_id, now - HOUR / 2)
        _, paid = await ordered(tx, NOON + 6 * HOUR, page="cs_3")
        await tx.payments.settle(paid.order_id, OrderStatus.PAID, NOW)
        await ordered(tx, NOON + DAY)  # no page
        await ordered(tx, NOON + DAY + 3 * HOUR, page="cs_4", at=NOW - 5 * DAY)  # its page is gone by now
        await ordered(tx, NOON + DAY + 6 * HOUR, page="cs_5", at=now)  # just opened

        found = await tx.payments.to_ask(since=now - 4 * DAY, before=now - HOUR, limit=10)
        later = await tx.payments.to_ask(since=now - 4 * DAY, before=now + HOUR, limit=2)

    assert [order.order_id for order in found] == [due.order_id]
    assert [order.order_id for order in later] == [due.order_id, asked.order_id]


async def test_a_page_that_is_being_closed_says_since_when(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        _, order = await ordered(tx, page="cs_1")
        await tx.payments.closing(order.order_id, NOW + HOUR)

        stored = await tx.payments.order(order.order_id)

    assert stored is not None
    assert (stored.closing_at, stored.asked_at) == (NOW + HOUR, None)


async def test_an_order_of_nobody_is_none(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        booking = await booked(tx)

        assert await tx.payments.open_orders(booking.booking_id) == ()
        assert await tx.payments.orders_of(4711) == ()
