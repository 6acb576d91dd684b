"""The two ways a transaction talks to its database: in place to SQLite, over the network to PostgreSQL."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Protocol

from sqlalchemy import Connection, Row
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql import Executable

from storage.prepared import prepared

Values = Mapping[str, Any]


class Result(Protocol):
    """What repositories need of the outcome of a statement."""

    @property
    def rowcount(self) -> int:
        """How many rows it changed."""
        ...

    def all(self) -> Sequence[Row[Any]]:
        """Every row."""
        ...

    def first(self) -> Row[Any] | None:
        """The first row; None when there is none."""
        ...


class Line(Protocol):
    """What repositories need of a connection inside a transaction."""

    is_sqlite: bool

    async def run(self, statement: Executable, values: Values) -> Result:
        """Execute a statement; its rows are already here."""
        ...

    def savepoint(self) -> AbstractAsyncContextManager[None]:
        """A part that is undone alone when it raises."""
        ...


class InPlace:
    """SQLite on the event loop itself.

    A statement takes some ten microseconds; handing each to a thread costs several times that. Only what may wait for
    the disk, the commit, is done in a thread (`storage.sqlite`). `connection` is of no use but for the few statements
    that cannot be prepared; both are the same connection to the file.
    """

    is_sqlite = True

    def __init__(self, connection: Connection, driver: sqlite3.Connection) -> None:
        self._connection = connection
        self._driver = driver

    async def run(self, statement: Executable, values: Values) -> Result:
        """Execute a statement."""
        ready = prepared(statement, tuple(values))
        return ready.run(self._driver, values) if ready else self._connection.execute(statement, values)

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """SAVEPOINT, and RELEASE or ROLLBACK TO."""
        self._driver.execute("SAVEPOINT part")  # SQLite looks for the innermost of a name
        try:
            yield
        except BaseException:
            self._driver.execute("ROLLBACK TO part")
            self._driver.execute("RELEASE part")
            raise
        self._driver.execute("RELEASE part")


class Remote:
    """A connection that is waited for: asyncpg, or aiosqlite where a long query must not hold up the loop."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self.is_sqlite = connection.dialect.name == "sqlite"

    async def run(self, statement: Executable, values: Values) -> Result:
        """Execute a statement."""
        return await self._connection.execute(statement, values)

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """SAVEPOINT, and RELEASE or ROLLBACK TO."""
        async with self._connection.begin_nested():
            yield
