from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Connection, inspect

from storage import migrations
from storage.check import differences
from storage.crypto import Vault
from storage.engines import engine_of, url_of
from storage.models import metadata
from storage.uow import Storage
from tests.storage.examples import open_shop


async def test_the_migrations_make_what_the_metadata_says(database_url: str) -> None:
    engine = engine_of(url_of(database_url))

    found = await differences(engine)

    await engine.dispose()
    assert found == []


async def test_the_metadatas_checks_are_in_the_database(database_url: str) -> None:
    """Alembic does not compare CHECK constraints, so their names are compared here."""
    engine = engine_of(url_of(database_url))
    async with engine.connect() as connection:
        found = await connection.run_sync(_checks)
    await engine.dispose()

    wanted = {
        (table.name, str(constraint.name))
        for table in metadata.sorted_tables
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint)
    }
    assert found - {("sessions", "ck_sessions_within_a_day")} == wanted


def _checks(connection: Connection) -> set[tuple[str, str]]:
    inspector = inspect(connection)
    return {
        (table, str(check["name"])) for table in metadata.tables for check in inspector.get_check_constraints(table)
    }


async def test_the_head_named_in_the_code_is_the_last_revision() -> None:
    scripts = ScriptDirectory(str(Path(migrations.__file__).parent))

    assert scripts.get_heads() == [migrations.HEAD]


async def test_everything_can_be_taken_down_and_made_again(own_database_url: str, vault: Vault) -> None:
    engine = engine_of(url_of(own_database_url))
    async with engine.begin() as connection:
        await connection.run_sync(lambda sync: command.downgrade(migrations.configuration(sync), "base"))
        left = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    await engine.dispose()
    assert left == ["alembic_version"]

    storage = Storage(own_database_url, vault)
    await storage.start()
    await open_shop(storage)
    await storage.close()


async def test_a_first_start_makes_the_folder_and_a_second_one_keeps_everything(tmp_path: Path, vault: Vault) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'var' / 'deep' / 'jalsa.db'}"
    first = Storage(url, vault)
    await first.start()
    await first.ping()
    await open_shop(first)
    await first.close()

    second = Storage(url, vault)
    await second.start()
    async with second.begin() as tx:
        assert not await tx.catalogue.is_empty()
    await second.close()
