from __future__ import annotations

from dataclasses import replace

import pytest

from booking.ledger import Verdict
from booking.money import Currency, Money
from storage.rows import PaymentState, RefundState
from storage.uow import Storage
from tests.storage.examples import NOW, open_shop
from tests.storage.money import HALF, came, ordered

ALL = Money(10_000, Currency.SAR)
NOTHING = Money(0, Currency.SAR)


async def test_what_is_kept_is_what_came_in_less_what_goes_back(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        booking, order = await ordered(tx)
        first = await came(tx, order, "pi_1", ALL, Verdict.SETTLES)
        second = await came(tx, order, "pi_2", ALL, Verdict.EXTRA)
        await tx.payments.refund(second.payment_id, ALL, "extra", NOW)
        await tx.payments.refund(first.payment_id, HALF, "cancelled", NOW, state=RefundState.FAILED)

        kept = await tx.payments.kept(booking.booking_id)

    assert kept == ((replace(first, verdict="settles"), HALF), (replace(second, verdict="extra"), NOTHING))


async def test_money_on_its_way_counts_only_once_it_is_there(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        booking, order = await ordered(tx)
        values = {"provider": "stripe", "reference": "pi_1", "amount": ALL}
        await tx.payments.record(order.order_id, **values, state=PaymentState.PENDING, now=NOW)  # type: ignore[arg-type]

        assert await tx.payments.kept(booking.booking_id) == ()
        assert await tx.payments.came("stripe", "pi_1") is None

        arrived = await tx.payments.record(order.order_id, **values, state=PaymentState.COMPLETED, now=NOW)  # type: ignore[arg-type]
        assert await tx.payments.came("stripe", "pi_1") == arrived


async def test_all_orders_of_a_booking_count_and_no_other_bookings(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        booking, first = await ordered(tx)
        second = await tx.payments.open_order(booking, first.method, NOW, HALF)
        _, theirs = await ordered(tx, booking.preferred_at.replace(hour=15))
        for order, reference in ((first, "pi_1"), (second, "pi_2"), (theirs, "pi_3")):
            await came(tx, order, reference, HALF, Verdict.PART)

        kept = await tx.payments.kept(booking.booking_id)

    assert [payment.reference for payment, _ in kept] == ["pi_1", "pi_2"]


@pytest.mark.parametrize("verdict", [Verdict.MISMATCHED, Verdict.STRAY])
async def test_what_waits_for_the_coach_is_decided_once(storage: Storage, verdict: Verdict) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        _, order = await ordered(tx)
        await came(tx, order, "pi_1", ALL, Verdict.SETTLES)
        payment = await came(tx, order if verdict is Verdict.MISMATCHED else None, "pi_2", HALF, verdict)

        assert await tx.payments.in_review() == (replace(payment, verdict=verdict.value),)
        assert await tx.payments.decide(payment.payment_id, Verdict.RETURNED)
        assert not await tx.payments.decide(payment.payment_id, Verdict.SETTLES)
        assert await tx.payments.in_review() == ()
        assert await tx.payments.payment(payment.payment_id) == replace(payment, verdict="returned")


async def test_a_payment_that_was_judged_needs_no_decision(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        _, order = await ordered(tx)
        payment = await came(tx, order, "pi_1", ALL, Verdict.SETTLES)

        assert not await tx.payments.decide(payment.payment_id, Verdict.RETURNED)
        assert await tx.payments.payment(4711) is None


async def test_the_providers_words_for_a_strange_currency_are_kept(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        payment = await tx.payments.record(
            None,
            provider="paypal",
            reference="c1",
            amount=NOTHING,
            state=PaymentState.COMPLETED,
            now=NOW,
            note="12.00 EUR",
        )
        assert payment is not None

        assert (payment.order_id, payment.note, payment.verdict) == (None, "12.00 EUR", "")
        assert await tx.payments.payment(payment.payment_id) == payment
