from __future__ import annotations

import asyncio
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from booking.people import Client
from storage.crypto import Vault
from storage.uow import Storage, Tx
from tests.storage.examples import NOW, open_shop, somebody, wish


async def test_an_exception_undoes_everything_and_calls_nobody(storage: Storage) -> None:
    called: list[str] = []

    async def fail() -> None:
        async with storage.begin() as tx:
            tx.after_commit(lambda: called.append("x"))
            await tx.marks.once("a", "1", NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()

    async with storage.begin() as tx:
        assert await tx.marks.once("a", "1", NOW)
    assert called == []


async def test_what_waits_for_the_commit_is_called_after_it_in_order(storage: Storage) -> None:
    called: list[int] = []

    async with storage.begin() as tx:
        tx.after_commit(lambda: called.append(1))
        tx.after_commit(lambda: called.append(2))
        assert called == []

    assert called == [1, 2]


async def test_a_savepoint_undoes_only_itself(storage: Storage) -> None:
    async def fail(tx: Tx) -> None:
        async with tx.savepoint():
            await tx.marks.once("inner", "", NOW)
            raise ZeroDivisionError

    async with storage.begin() as tx:
        await tx.marks.once("outer", "", NOW)
        with pytest.raises(ZeroDivisionError):
            await fail(tx)
        async with tx.savepoint():
            await tx.marks.once("second", "", NOW)

    async with storage.begin() as tx:
        left = {name: not await tx.marks.once(name, "", NOW) for name in ("outer", "inner", "second")}
    assert left == {"outer": True, "inner": False, "second": True}


async def test_a_refused_statement_in_a_savepoint_leaves_the_transaction_usable(storage: Storage) -> None:
    await open_shop(storage)

    async with storage.begin() as tx:
        client = await somebody(tx)
        with pytest.raises(IntegrityError):
            async with tx.savepoint():
                await tx.feedback.save(4711, client.client_id, 5, "", NOW)
        await tx.marks.once("after", "", NOW)

    async with storage.begin() as tx:
        assert not await tx.marks.once("after", "", NOW)


async def test_a_cancelled_turn_leaves_nothing_and_the_next_goes_on(storage: Storage) -> None:
    inside = asyncio.Event()

    async def stuck() -> None:
        async with storage.begin() as tx:
            await tx.marks.once("a", "", NOW)
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(stuck())
    await inside.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

    async with storage.begin() as tx:
        assert await tx.marks.once("a", "", NOW)


async def test_a_long_read_stands_in_nobodys_way_and_cannot_write(storage: Storage) -> None:
    async with storage.read() as reader:
        before = await reader.catalogue.is_empty()
        await open_shop(storage)

    async with storage.read() as reader:
        after = await reader.catalogue.is_empty()
        with pytest.raises(DBAPIError):
            await reader.marks.once("a", "", NOW)
    assert (before, after) == (True, False)


async def test_a_failure_never_quotes_what_was_to_be_written(storage: Storage) -> None:
    await open_shop(storage)

    async def fail() -> None:
        async with storage.begin() as tx:
            client = await somebody(tx)
            await tx.people.save(client.client_id, now=NOW, phone="+966500000001", display_name=None)

    with pytest.raises(DBAPIError) as caught:
        await fail()

    chain: BaseException | None = caught.value
    while chain is not None:
        assert "+966500000001" not in f"{chain} {chain!r}"
        chain = chain.__cause__


async def test_a_commit_that_fails_does_not_stop_the_next_turn(sqlite_storage: Storage) -> None:
    await open_shop(sqlite_storage)

    async def fail() -> None:
        async with sqlite_storage.begin() as tx:
            await tx._line.run(text("PRAGMA defer_foreign_keys = ON"), {})  # so that the commit finds it out
            await tx.bookings.hold(wish(Client(client_id=4711)), NOW)

    with pytest.raises(IntegrityError):
        await fail()

    async with sqlite_storage.begin() as tx:
        assert await tx.bookings.hold(wish(await somebody(tx)), NOW) is not None


async def test_two_programs_on_one_file_wait_for_each_other(sqlite_url: str, vault: Vault) -> None:
    one, other = Storage(sqlite_url, vault), Storage(sqlite_url, vault)

    async def mark(storage: Storage, name: str) -> None:
        for key in range(20):
            async with storage.begin() as tx:
                await tx.marks.once(name, str(key), NOW)
                await asyncio.sleep(0)

    await asyncio.gather(mark(one, "one"), mark(other, "other"))

    async with one.begin() as tx:
        assert not await tx.marks.once("other", "19", NOW)
    await one.close()
    await other.close()


_VICTIM = """
import asyncio, os, signal, sys
from storage.crypto import Vault, new_key
from storage.uow import Storage
from tests.storage.examples import NOW, open_shop, somebody, wish

async def main():
    storage = Storage(sys.argv[1], Vault.from_text(new_key()))
    await open_shop(storage)
    async with storage.begin() as tx:
        await tx.marks.once("whole", "", NOW)
    async with storage.begin() as tx:
        booking = await tx.bookings.hold(wish(await somebody(tx)), NOW)
        await tx.outbox.put("web", "1", "deliver", b"x" * 3_000_000, due_at=NOW, now=NOW)
        os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


async def test_a_process_killed_in_a_transaction_leaves_nothing_half_written(sqlite_url: str, tmp_path: Path) -> None:
    root = Path(__file__).parents[2]

    killed = subprocess.run([sys.executable, "-c", _VICTIM, sqlite_url], cwd=root, check=False)  # noqa: S603, ASYNC221 - our own program, and nothing else runs meanwhile

    database = sqlite3.connect(tmp_path / "jalsa.db")
    counts = {
        table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - names of our own
        for table in ("marks", "consultations", "clients", "sessions", "bookings", "day_numbers", "outbox")
    }
    whole = database.execute("PRAGMA integrity_check").fetchone()
    database.close()
    assert killed.returncode == -signal.SIGKILL
    assert counts == {
        "marks": 1,
        "consultations": 2,
        "clients": 0,
        "sessions": 0,
        "bookings": 0,
        "day_numbers": 0,
        "outbox": 0,
    }
    assert whole == ("ok",)


async def test_a_booking_of_nobody_is_refused_by_the_database(storage: Storage) -> None:
    await open_shop(storage)

    async with storage.begin() as tx:
        with pytest.raises(IntegrityError):
            await tx.bookings.hold(wish(Client(client_id=4711)), NOW)
