from __future__ import annotations

from storage.rows import Order, Receipt
from storage.uow import Storage, Tx
from tests.storage.examples import HOUR, NOON, NOW, open_shop
from tests.storage.money import ordered

PICTURE = "ab" * 32


async def received(tx: Tx, order: Order, file_id: str) -> Receipt:
    """A receipt whose bytes nobody has looked at yet."""
    return await tx.payments.add_receipt(order.order_id, order.booking_id, channel="web", file_id=file_id, now=NOW)


async def test_the_same_picture_is_found_at_every_booking_but_not_at_itself(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        _, mine = await ordered(tx)
        _, theirs = await ordered(tx, NOON + 3 * HOUR)
        first, other, again = [
            await received(tx, order, name) for order, name in ((theirs, "f1"), (theirs, "f2"), (mine, "f3"))
        ]
        await tx.payments.hashed(first.receipt_id, PICTURE)
        await tx.payments.hashed(other.receipt_id, "cd" * 32)
        await tx.payments.hashed(again.receipt_id, PICTURE)

        found = await tx.payments.same_receipts(again.receipt_id, PICTURE)
        stored = await tx.payments.receipt(again.receipt_id)

    assert [receipt.receipt_id for receipt in found] == [first.receipt_id]
    assert stored is not None
    assert (stored.sha256, again.sha256) == (PICTURE, "")


async def test_a_picture_counts_as_sent_before_whatever_was_decided_about_it(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        _, order = await ordered(tx)
        refused, again = [await received(tx, order, name) for name in ("f1", "f2")]
        await tx.payments.hashed(refused.receipt_id, PICTURE)
        await tx.payments.decide_receipt(refused.receipt_id, False, order.client_id, NOW)

        found = await tx.payments.same_receipts(again.receipt_id, PICTURE)

    assert [(receipt.receipt_id, receipt.decision) for receipt in found] == [(refused.receipt_id, "refused")]
