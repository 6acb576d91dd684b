"""The one place where a transaction starts and ends."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import text

from storage import migrations, rotation
from storage.crypto import Vault
from storage.engines import engine_of, url_of
from storage.lines import Line, Remote
from storage.shelf import Shelf
from storage.sqlite import Writer
from storage.tx import Tx

__all__ = ["Storage", "Tx"]

_PING = text("SELECT 1")
_READ_ONLY = text("PRAGMA query_only = ON")
_READ_WRITE = text("PRAGMA query_only = OFF")  # the connection goes back to the pool, where migrations find it


class Storage:
    """A database, SQLite or PostgreSQL, and the keys that open what is sealed in it.

    `url` is SQLAlchemy's («sqlite+aiosqlite:///var/jalsa.db», «postgresql+asyncpg://…»). Belongs to one event loop.
    """

    def __init__(self, url: str, vault: Vault) -> None:
        self._url = url_of(url)
        self._vault = vault
        self._shelf = Shelf()
        self._engine = engine_of(self._url)
        self._writer = Writer(self._url) if self._url.get_backend_name() == "sqlite" else None

    async def start(self) -> None:
        """Make the database ready: its folder, its tables, its latest columns."""
        await self.migrate()

    async def migrate(self) -> None:
        """Bring the tables up to date; quick when they are."""
        await migrations.upgrade(self._engine)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Tx]:
        """A transaction that writes: committed when the block is left, rolled back when it raises.

        Never begin one inside another: on SQLite the inner one would wait for the outer one for ever.
        """
        async with self._write() as line:
            tx = Tx(line, self._vault, self._shelf)
            yield tx
        tx.committed()

    @asynccontextmanager
    async def _write(self) -> AsyncIterator[Line]:
        if self._writer is not None:
            async with self._writer.begin() as line:
                yield line
        else:
            async with self._engine.begin() as connection:
                yield Remote(connection)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Tx]:
        """A transaction for long queries, beside the writers and never in their way; it must not write."""
        async with self._engine.connect() as connection:
            if self._writer is None:
                await connection.execution_options(postgresql_readonly=True)
                yield Tx(Remote(connection), self._vault, self._shelf)
                return
            await connection.execute(_READ_ONLY)
            try:
                yield Tx(Remote(connection), self._vault, self._shelf)
            finally:
                await connection.execute(_READ_WRITE)

    async def ping(self) -> None:
        """Raise when the database does not answer."""
        async with self._engine.connect() as connection:
            await connection.execute(_PING)

    async def rotate(self) -> int:
        """Seal everything that another key sealed with the first one; returns how many values were sealed anew."""
        return await rotation.rotate(self._write, self._vault)

    async def close(self) -> None:
        """Give back every connection."""
        if self._writer is not None:
            await self._writer.close()
        await self._engine.dispose()
