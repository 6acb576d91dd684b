from __future__ import annotations

from datetime import timedelta

from booking.ledger import Verdict
from booking.money import Currency, Money
from storage.rows import Refund, RefundState
from storage.uow import Storage, Tx
from tests.storage.examples import HOUR, NOW, open_shop
from tests.storage.money import came, ordered

ALL = Money(10_000, Currency.SAR)
SOME = Money(1_000, Currency.SAR)
DAY = timedelta(days=1)


async def refunds(tx: Tx, *states: RefundState) -> list[Refund]:
    """A payment, and a refund of some of it in each of these states."""
    _, order = await ordered(tx)
    payment = await came(tx, order, "pi_1", ALL, Verdict.SETTLES)
    return [await tx.payments.refund(payment.payment_id, SOME, "cancelled", NOW, state=state) for state in states]


async def test_a_refund_goes_on_from_owed_to_arrived_and_keeps_its_reference(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        (owed,) = await refunds(tx, RefundState.PENDING)
        sent = await tx.payments.set_refund(owed, RefundState.SENT, NOW + HOUR, reference="re_1")
        back = await tx.payments.set_refund(sent, RefundState.COMPLETED, NOW + DAY)

        assert (owed.reference, owed.tries) == ("", 0)
        assert (back.state, back.reference, back.updated_at) == (RefundState.COMPLETED, "re_1", NOW + DAY)
        assert back.created_at == owed.created_at
        assert await tx.payments.refund_by_id(owed.refund_id) == back
        assert await tx.payments.refund_by_reference("stripe", "re_1") == back
        assert await tx.payments.refund_by_reference("paypal", "re_1") is None


async def test_each_refusal_is_counted_and_asking_again_keeps_the_count(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        (owed,) = await refunds(tx, RefundState.PENDING)
        refused = await tx.payments.set_refund(owed, RefundState.FAILED, NOW, tries=owed.tries + 1)
        again = await tx.payments.set_refund(refused, RefundState.PENDING, NOW)

    assert (refused.tries, again.tries) == (1, 1)


async def test_a_person_sees_to_what_was_refused_and_to_what_is_given_by_hand(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        made = await refunds(tx, *RefundState)

        owed = await tx.payments.owed_back()

    assert [refund.state for refund in owed] == [RefundState.FAILED, RefundState.BY_HAND]
    assert set(owed) <= set(made)


async def test_what_was_refused_or_lost_a_while_ago_is_tried_again(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        made = await refunds(tx, *RefundState)
        by_state = {refund.state: refund for refund in made}

        async def to_try(refused: timedelta, lost: timedelta, since: timedelta = -DAY) -> set[RefundState]:
            found = await tx.payments.refunds_to_try(
                refused_before=NOW + refused, lost_before=NOW + lost, since=NOW + since, limit=10
            )
            assert all(by_state[refund.state] == refund for refund in found)
            return {refund.state for refund in found}

        assert await to_try(timedelta(), -HOUR) == {RefundState.FAILED}
        assert await to_try(-HOUR, timedelta()) == {RefundState.PENDING}
        assert await to_try(HOUR, HOUR) == {RefundState.FAILED, RefundState.PENDING}
        assert await to_try(-HOUR, -HOUR) == set()
        assert await to_try(HOUR, HOUR, since=HOUR) == set()


async def test_refunds_are_found_by_payment_and_by_booking(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        booking, order = await ordered(tx)
        payment = await came(tx, order, "pi_1", ALL, Verdict.SETTLES)
        nobodys = await came(tx, None, "pi_2", ALL, Verdict.STRAY)
        first = await tx.payments.refund(payment.payment_id, SOME, "cancelled", NOW)
        second = await tx.payments.refund(payment.payment_id, SOME, "outside", NOW, state=RefundState.COMPLETED)
        strays = await tx.payments.refund(nobodys.payment_id, ALL, "returned", NOW)

        assert await tx.payments.refunds_of(booking.booking_id) == (first, second)
        assert await tx.payments.refunds_of_payment(payment.payment_id) == (first, second)
        assert await tx.payments.refunds_of_payment(nobodys.payment_id) == (strays,)
