"""The two ways a transaction talks to its database: in place to SQLite, over the network to PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Protocol

from sqlalchemy import Connection, CursorResult
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql import Executable

Values = Mapping[str, Any]


class Line(Protocol):
    """What repositories need of a connection inside a transaction."""

    is_sqlite: bool

    async def run(self, statement: Executable, values: Values) -> CursorResult[Any]:
        """Execute a statement; its rows are already here."""
        ...

    def savepoint(self) -> AbstractAsyncContextManager[None]:
        """A part that is undone alone when it raises."""
        ...


class InPlace:
    """SQLite on the event loop itself.

    A statement takes some ten microseconds, most of them ours; handing each to a thread costs several times that.
    Only what may wait for the disk, the commit, is done in a thread (`storage.sqlite`).
    """

    is_sqlite = True

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def run(self, statement: Executable, values: Values) -> CursorResult[Any]:
        """Execute a statement."""
        return self._connection.execute(statement, values)

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """SAVEPOINT, and RELEASE or ROLLBACK TO."""
        with self._connection.begin_nested():
            yield


class Remote:
    """A connection that is waited for: asyncpg, or aiosqlite where a long query must not hold up the loop."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self.is_sqlite = connection.dialect.name == "sqlite"

    async def run(self, statement: Executable, values: Values) -> CursorResult[Any]:
        """Execute a statement."""
        return await self._connection.execute(statement, values)

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """SAVEPOINT, and RELEASE or ROLLBACK TO."""
        async with self._connection.begin_nested():
            yield
