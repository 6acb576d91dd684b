"""Codes that link two channels, and everything of two clients becoming one's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Column, func, select

from booking.health import HealthDetails
from booking.people import Actor
from booking.status import Event, PaymentMethod, Status
from storage.models import clients, metadata
from storage.rows import LinkCode
from storage.uow import Storage, Tx
from tests.storage.examples import HOUR, NOW, open_shop, somebody, wish

CODE = LinkCode("a" * 64, 0, "telegram", "نورة", NOW + HOUR)


async def code_of(tx: Tx, digest: str = CODE.digest, name: str = "نورة") -> LinkCode:
    client = await somebody(tx, name)
    code = replace(CODE, digest=digest, client_id=client.client_id, address=name)
    await tx.links.make_code(code)
    return code


# ------------------------------------------------------------------------------------------------------------- codes


async def test_a_code_is_taken_once(storage: Storage) -> None:
    async with storage.begin() as tx:
        code = await code_of(tx)

        assert await tx.links.use_code(code.digest, NOW) == code
        assert await tx.links.use_code(code.digest, NOW) is None


async def test_a_code_is_good_until_its_moment(storage: Storage) -> None:
    async with storage.begin() as tx:
        code = await code_of(tx)

        assert await tx.links.use_code(code.digest, NOW + HOUR) is None
        assert await tx.links.use_code("b" * 64, NOW) is None
        assert await tx.links.use_code(code.digest, NOW) == code


async def test_a_new_code_takes_the_place_of_ones_own_and_of_nobody_elses(storage: Storage) -> None:
    async with storage.begin() as tx:
        first, others = await code_of(tx), await code_of(tx, "b" * 64, "سالم")
        second = await code_of(tx, "c" * 64)

        assert await tx.links.use_code(first.digest, NOW) is None
        assert await tx.links.use_code(others.digest, NOW) == others
        assert await tx.links.use_code(second.digest, NOW) == second


async def test_codes_that_are_over_are_forgotten(storage: Storage) -> None:
    async with storage.begin() as tx:
        code = await code_of(tx)
        await tx.links.forget_codes(NOW)
        kept = await tx.links.use_code(code.digest, NOW)
        await tx.links.make_code(code)

        await tx.links.forget_codes(NOW + HOUR)

        assert kept == code
        assert await tx.links.use_code(code.digest, NOW) is None


async def test_a_code_goes_with_who_is_erased(storage: Storage) -> None:
    async with storage.begin() as tx:
        code = await code_of(tx)

        await tx.people.erase(code.client_id, NOW)

        assert await tx.links.use_code(code.digest, NOW) is None


# ------------------------------------------------------------------------------------------------------- becoming one


def naming_clients() -> Iterator[Column[object]]:
    """Every column that names a client by number."""
    for table in metadata.tables.values():
        for key in table.foreign_keys:
            if key.column is clients.c.client_id:
                yield key.parent


async def rows_of(tx: Tx, client_id: int) -> dict[str, int]:
    """In how many rows of each column a client is named."""
    found = {}
    for column in naming_clients():
        (row,) = await tx.audit._all(select(func.count()).select_from(column.table).where(column == client_id))
        found[str(column)] = int(row[0])
    return found


async def with_everything(tx: Tx) -> int:
    """The number of a client who is named wherever a client can be."""
    client = (await code_of(tx)).client_id
    await tx.conversations.create("telegram", "نورة", client, NOW)
    booking = await tx.bookings.hold(wish(await somebody(tx, "نورة")), NOW)
    assert booking is not None
    await tx.bookings.change(
        booking.booking_id,
        at=NOW,
        event=Event.BOOKED,
        from_status=Status.PENDING_PAYMENT,
        to_status=Status.PENDING_CONFIRMATION,
        by=Actor.USER,
        actor_id=client,
    )
    await tx.bookings.save_health(booking.booking_id, client, HealthDetails(age=28), NOW)
    order = await tx.payments.open_order(booking, PaymentMethod.BANK_TRANSFER, NOW)
    receipt = await tx.payments.add_receipt(
        order.order_id, booking.booking_id, channel="telegram", file_id="1", now=NOW
    )
    await tx.payments.decide_receipt(receipt.receipt_id, True, client, NOW)
    await tx.feedback.save(booking.booking_id, client, 5, "", NOW)
    await tx.files.put("a", "text/plain", b"a", NOW, client_id=client)
    await tx.audit.refused(client, "Confirm", "1", NOW)
    return client


async def test_everything_of_one_becomes_the_others_and_nothing_is_left(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        gone, kept = await with_everything(tx), (await somebody(tx, "هند")).client_id
        before = await rows_of(tx, gone)

        await tx.links.merge(gone, kept)

        after = await rows_of(tx, kept)
        assert set((await rows_of(tx, gone)).values()) == {0}
    assert set(before.values()) == {1}
    assert after == {name: 2 if name == "identities.client_id" else 1 for name in before} | {
        "link_codes.client_id": 0  # a code of who is gone is good no more
    }


async def test_two_who_are_the_same_already_cannot_be_told_apart(storage: Storage) -> None:
    async with storage.begin() as tx:
        gone, kept = await somebody(tx, "1"), await somebody(tx, "2")

        await tx.links.merge(gone.client_id, kept.client_id)

        assert await tx.people.by_identity("telegram", "1") == await tx.people.by_identity("telegram", "2") == kept
        with pytest.raises(LookupError):
            await tx.people.get(gone.client_id)
