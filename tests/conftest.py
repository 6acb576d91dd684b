"""What many tests start from: a clock that stands still, a vault, and a fresh database of either kind."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta, timezone
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.clock import MovableClock
from storage.check import postgres
from storage.crypto import Vault, new_key
from storage.engines import url_of
from storage.uow import Storage

_KEY = new_key()
_TEMPLATE = "template_jalsa"
_NUMBERS = count(1)


@pytest.fixture
def clock() -> MovableClock:
    """Saturday, 21 November 2026, nine in the morning in Riyadh."""
    return MovableClock(datetime(2026, 11, 21, 9, tzinfo=timezone(timedelta(hours=3))))


@pytest.fixture(scope="session")
def vault() -> Vault:
    """One key for all databases of a run: templates are shared."""
    return Vault.from_text(_KEY)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory, vault: Vault) -> Path:
    """A migrated, empty SQLite file."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    asyncio.run(_migrate(f"sqlite+aiosqlite:///{path}", vault))
    return path


@pytest.fixture(scope="session")
def postgres_address(tmp_path_factory: pytest.TempPathFactory, vault: Vault) -> Iterator[str]:
    """A PostgreSQL server for this process, with a migrated, empty database to copy."""
    with postgres(tmp_path_factory.mktemp("postgres") / "data") as address:
        asyncio.run(_prepare(address, vault))
        yield address


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh SQLite database."""
    shutil.copy(sqlite_template, tmp_path / "jalsa.db")
    return f"sqlite+aiosqlite:///{tmp_path / 'jalsa.db'}"


@pytest.fixture
async def postgres_url(postgres_address: str) -> AsyncIterator[str]:
    """A fresh PostgreSQL database, dropped afterwards."""
    name = f"jalsa_{next(_NUMBERS)}"
    await _tell(postgres_address, f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE} STRATEGY FILE_COPY")
    yield _database(postgres_address, name)
    await _tell(postgres_address, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh database of each kind in turn."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
async def storage(database_url: str, vault: Vault) -> AsyncIterator[Storage]:
    """The memory over each kind of database in turn."""
    storage = Storage(database_url, vault)
    yield storage
    await storage.close()


@pytest.fixture
async def sqlite_storage(sqlite_url: str, vault: Vault) -> AsyncIterator[Storage]:
    """The memory over SQLite alone, for tests that are about something else."""
    storage = Storage(sqlite_url, vault)
    yield storage
    await storage.close()


async def _migrate(url: str, vault: Vault) -> None:
    storage = Storage(url, vault)
    await storage.start()
    await storage.close()


async def _prepare(address: str, vault: Vault) -> None:
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):  # nobody misses these databases
        await _tell(address, f"ALTER SYSTEM SET {setting} = off")
    await _tell(address, "SELECT pg_reload_conf()", f"CREATE DATABASE {_TEMPLATE}")
    await _migrate(_database(address, _TEMPLATE), vault)


async def _tell(address: str, *commands: str) -> None:
    engine: AsyncEngine = create_async_engine(url_of(address), isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        for command in commands:
            await connection.execute(text(command))
    await engine.dispose()


def _database(address: str, name: str) -> str:
    return url_of(address).set(database=name).render_as_string(hide_password=False)
