"""What many tests start from: a clock that stands still, a vault, and an empty database of either kind."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta, timezone
from itertools import count
from pathlib import Path

import asyncpg  # type: ignore[import-untyped]
import pytest
from hypothesis import HealthCheck, settings

from bot.clock import MovableClock
from storage.check import postgres
from storage.crypto import Vault, new_key
from storage.models import metadata
from storage.uow import Storage

settings.register_profile("any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any-machine")  # how fast a machine is, is no matter of a test

_KEY = new_key()
_NUMBERS = count(1)
# Copying a database takes a third of a second where the disk is slow, emptying one a few milliseconds.
_EMPTY = "; ".join(
    (
        "SET session_replication_role = replica",  # foreign keys look away
        "SET lock_timeout = '10s'",  # a transaction that a test left open is to be noticed, not waited for
        *(f"DELETE FROM {table}" for table in metadata.tables),  # noqa: S608 - our own names
        "SELECT setval(seqrelid, 1, false) FROM pg_sequence",  # numbers that people see begin at one again
    )
)


@pytest.fixture
def clock() -> MovableClock:
    """Saturday, 21 November 2026, nine in the morning in Riyadh."""
    return MovableClock(datetime(2026, 11, 21, 9, tzinfo=timezone(timedelta(hours=3))))


@pytest.fixture(scope="session")
def vault() -> Vault:
    """One key for all databases of a run: they are used again."""
    return Vault.from_text(_KEY)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory, vault: Vault) -> Path:
    """A migrated, empty SQLite file."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    asyncio.run(_migrate(f"sqlite+aiosqlite:///{path}", vault))
    return path


@pytest.fixture(scope="session")
def postgres_server(vault: Vault) -> Iterator[str]:
    """A PostgreSQL server for this process, with two migrated databases: one to use, one to copy.

    Its folder is short, since a socket's path may have no more than 107 bytes, and out of reach of pytest, which
    clears the folders of older runs away while they may still go on.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, postgres(Path(folder) / "data") as address:
        asyncio.run(_prepare(address, vault))
        yield address


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh SQLite database."""
    shutil.copy(sqlite_template, tmp_path / "jalsa.db")
    return f"sqlite+aiosqlite:///{tmp_path / 'jalsa.db'}"


@pytest.fixture
async def postgres_url(postgres_server: str) -> str:
    """The PostgreSQL database of this process, emptied; its tables must stay as they are."""
    url = _database(postgres_server, "jalsa")
    await _tell(url, _EMPTY)
    return url


@pytest.fixture
async def own_postgres_url(postgres_server: str) -> AsyncIterator[str]:
    """A PostgreSQL database for one test that changes its tables."""
    name = f"jalsa_{next(_NUMBERS)}"
    await _tell(postgres_server, f"CREATE DATABASE {name} TEMPLATE template_jalsa")
    yield _database(postgres_server, name)
    await _tell(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database of each kind in turn."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(params=["sqlite", "own_postgres"])
def own_database_url(request: pytest.FixtureRequest) -> str:
    """An empty database of each kind in turn, whose tables the test may change."""
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
    await _tell(address, "SELECT pg_reload_conf()")
    await _tell(address, "CREATE DATABASE template_jalsa")
    await _migrate(_database(address, "template_jalsa"), vault)
    await _tell(address, "CREATE DATABASE jalsa TEMPLATE template_jalsa")


async def _tell(url: str, commands: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(commands)
    await connection.close()


def _database(address: str, name: str) -> str:
    return address.replace("/postgres?", f"/{name}?")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What tests counted («money machine on sqlite: …»), whichever process they ran in."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            terminalreporter.write_line(f"{name}: {value}")
