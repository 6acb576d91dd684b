"""The money of an older installation goes through the second migration and back, on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from alembic import command
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from booking.ledger import Verdict
from booking.money import Currency, Money
from storage import migrations
from storage.check import differences
from storage.crypto import Vault
from storage.engines import engine_of, url_of
from storage.uow import Storage
from tests.storage.examples import HOUR, NOON, NOW, open_shop
from tests.storage.money import HALF, came, ordered

ALL = Money(10_000, Currency.SAR)
GOOD = (
    "UPDATE orders SET method = 'telegram'",
    "UPDATE bookings SET payment_method = 'telegram'",
    "UPDATE refunds SET state = 'by_hand'",
    "UPDATE payments SET order_id = NULL",
    "UPDATE consultations SET usd_minor = 2700",
)
NONSENSE = (
    "UPDATE orders SET method = 'nonsense'",
    "UPDATE bookings SET payment_method = 'nonsense'",
    "UPDATE refunds SET state = 'nonsense'",
    "UPDATE payments SET order_id = 4711",
    "UPDATE refunds SET payment_id = 4711",
    "UPDATE refunds SET amount_minor = 0",
    "UPDATE consultations SET usd_minor = 0",
    "DELETE FROM orders WHERE order_id IN (SELECT order_id FROM payments)",
)
TABLES = ("bookings", "clients", "consultations", "orders", "payments", "refunds", "receipts")


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[AsyncConnection]:
    """A transaction of its own over the database."""
    engine = engine_of(url_of(url))
    try:
        async with engine.begin() as connection:
            yield connection
    finally:
        await engine.dispose()


async def to(url: str, revision: str) -> None:
    """Bring the database up or down to a revision."""
    go: Callable[..., None] = command.downgrade if revision == "0001" else command.upgrade
    async with connected(url) as connection:
        await connection.run_sync(lambda sync: go(migrations.configuration(sync), revision))


async def with_money(url: str, vault: Vault) -> None:
    """An order that was paid once, one paid twice, one paid too late, and a payment that is on its way back."""
    storage = Storage(url, vault)
    await open_shop(storage)
    async with storage.begin() as tx:
        for hours, reason in enumerate(("", "extra", "late", "cancelled")):
            _, order = await ordered(tx, NOON + 2 * hours * HOUR, page=f"cs_{hours}")
            payment = await came(tx, order, f"pi_{hours}", ALL, Verdict.SETTLES)
            if reason:
                await tx.payments.refund(payment.payment_id, HALF, reason, NOW)
        await tx.payments.add_receipt(order.order_id, order.booking_id, channel="web", file_id="f1", now=NOW)
    await storage.close()


async def rows(url: str) -> dict[str, list[dict[str, Any]]]:
    """Everything in the tables that the migration touches."""
    async with connected(url) as connection:
        return {table: await _all(connection, table) for table in TABLES}


async def _all(connection: AsyncConnection, table: str) -> list[dict[str, Any]]:
    found = await connection.execute(text(f"SELECT * FROM {table} ORDER BY 1"))  # noqa: S608 - our own names
    return [dict(row) for row in found.mappings()]


async def refused(url: str, statements: tuple[str, ...]) -> list[str]:
    """Those of the statements that the database does not take; none of them lasts."""
    found = []
    engine = engine_of(url_of(url))
    async with engine.connect() as connection:
        for statement in statements:
            try:
                await connection.execute(text(statement))
            except DBAPIError:
                found.append(statement)
            await connection.rollback()
    await engine.dispose()
    return found


async def test_every_row_outlives_the_way_down_and_up_again(own_database_url: str, vault: Vault) -> None:
    await with_money(own_database_url, vault)
    before = await rows(own_database_url)

    await to(own_database_url, "0001")
    old = await rows(own_database_url)
    await to(own_database_url, "head")
    after = await rows(own_database_url)

    assert {table: len(found) for table, found in old.items()} == {table: len(found) for table, found in before.items()}
    assert "verdict" not in old["payments"][0]
    assert [_without_verdict(row) for row in after.pop("payments")] == [
        _without_verdict(r) for r in before.pop("payments")
    ]
    assert after == before


def _without_verdict(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "verdict"}


async def test_what_old_payments_were_for_is_seen_in_what_went_back(own_database_url: str, vault: Vault) -> None:
    await with_money(own_database_url, vault)

    await to(own_database_url, "0001")
    await to(own_database_url, "head")

    judged = [row["verdict"] for row in (await rows(own_database_url))["payments"]]
    assert judged == ["settles", "extra", "late", "settles"]


async def test_the_tables_are_then_as_the_metadata_says(own_database_url: str, vault: Vault) -> None:
    await with_money(own_database_url, vault)

    await to(own_database_url, "0001")
    engine = engine_of(url_of(own_database_url))
    found = await differences(engine)
    await engine.dispose()

    assert found == []
    if own_database_url.startswith("sqlite"):
        async with connected(own_database_url) as connection:
            assert (await connection.execute(text("PRAGMA integrity_check"))).scalars().all() == ["ok"]
            assert (await connection.execute(text("PRAGMA foreign_key_check"))).all() == []


async def test_the_new_words_are_taken_and_nonsense_is_not(own_database_url: str, vault: Vault) -> None:
    await with_money(own_database_url, vault)
    await to(own_database_url, "0001")
    await to(own_database_url, "head")

    assert await refused(own_database_url, GOOD) == []
    assert await refused(own_database_url, NONSENSE) == list(NONSENSE)


async def test_below_it_the_old_words_hold(own_database_url: str, vault: Vault) -> None:
    await with_money(own_database_url, vault)

    await to(own_database_url, "0001")

    old = ("UPDATE orders SET method = 'cash'", "UPDATE refunds SET state = 'failed'")
    assert await refused(own_database_url, (*old, *GOOD)) == list(GOOD)


@pytest.mark.parametrize("statement", GOOD[:1] + GOOD[2:4])
async def test_there_is_no_way_down_for_what_the_old_tables_cannot_hold(
    own_database_url: str, vault: Vault, statement: str
) -> None:
    await with_money(own_database_url, vault)
    async with connected(own_database_url) as connection:
        await connection.execute(text(statement))
    before = await rows(own_database_url)

    with pytest.raises(RuntimeError, match="no way back"):
        await to(own_database_url, "0001")

    assert await rows(own_database_url) == before
