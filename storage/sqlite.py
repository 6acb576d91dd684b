"""One writer for SQLite: turns take it one after the other, statements run in place, the commit waits in a thread."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from time import monotonic

from sqlalchemy import Connection
from sqlalchemy.engine import URL

from storage.engines import BUSY_MILLISECONDS, writer_of
from storage.lines import InPlace, Line
from storage.prepared import refused

RETRY_SECONDS = 0.01


class Writer:
    """The connection that writes, and the queue before it.

    Within the process a lock orders the writers; another process (a command line beside the running bot) is met at
    BEGIN IMMEDIATE, which is tried again without blocking for as long as a busy timeout would wait.
    """

    def __init__(self, url: URL) -> None:
        self._engine = writer_of(url)
        self._connection: Connection | None = None
        self._turn = asyncio.Lock()
        self._disk = ThreadPoolExecutor(1, thread_name_prefix="sqlite-commit")

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Line]:
        """A transaction: committed to disk when the block is left, rolled back when it raises."""
        async with self._turn:
            connection = self._connection = self._connection or self._engine.connect()
            driver = _driver(connection)
            await _begin(driver)
            before = driver.total_changes
            try:
                yield InPlace(connection, driver)
            except BaseException:
                driver.rollback()
                raise
            if driver.total_changes == before:
                driver.rollback()  # no row was touched, so there is nothing that the disk would have to hear of
            else:
                await self._commit(driver)

    async def _commit(self, driver: sqlite3.Connection) -> None:
        """Wait for the disk even when cancelled: the next turn must not find this one half committed."""
        commit = asyncio.get_running_loop().run_in_executor(self._disk, driver.commit)
        try:
            await asyncio.shield(commit)
        except asyncio.CancelledError:
            await asyncio.wait([commit])
            raise
        except sqlite3.Error as error:
            raise refused(error, "COMMIT") from None
        finally:
            if commit.exception() is not None:
                self._let_go()

    def _let_go(self) -> None:
        """Close the file, and with it what a failed commit (a full disk) left open."""
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None

    async def close(self) -> None:
        """Give the file back, after the turn that has it."""
        async with self._turn:
            self._let_go()
            self._engine.dispose()
            self._disk.shutdown()


def _driver(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.dbapi_connection
    if not isinstance(driver, sqlite3.Connection):
        raise TypeError("the writer's connection is not SQLite's")
    return driver


async def _begin(driver: sqlite3.Connection) -> None:
    """BEGIN IMMEDIATE, again while another process writes; OperationalError after the busy timeout."""
    until = monotonic() + BUSY_MILLISECONDS / 1000
    while True:
        try:
            driver.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if not _is_busy(error) or monotonic() > until:
                raise refused(error, "BEGIN IMMEDIATE") from None
        else:
            return
        await asyncio.sleep(RETRY_SECONDS)


def _is_busy(error: sqlite3.OperationalError) -> bool:
    code = error.sqlite_errorcode
    return code & 0xFF == sqlite3.SQLITE_BUSY  # the low byte; the rest says why (sqlite.org/rescode.html)
