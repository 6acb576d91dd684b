"""The way the tables came about; applied on start, from the installed package and without a file of settings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncEngine

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0004"  # the latest revision: a start that finds it need not import Alembic, which costs more than the check

_VERSION = text("SELECT version_num FROM alembic_version")
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(7241)")  # any number of ours: two starts at once take turns


async def upgrade(engine: AsyncEngine) -> None:
    """Bring a database to `HEAD` in one transaction; nothing happens when it is there."""
    async with engine.connect() as connection:
        if await connection.run_sync(current) == HEAD:
            return
    async with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            await connection.execute(_ONE_AT_A_TIME)
        await connection.run_sync(_upgrade)


def current(connection: Connection) -> str:
    """The revision a database is at; "" for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return connection.execute(_VERSION).scalar() or ""


def configuration(connection: Connection) -> Config:
    """Alembic's settings for a connection that is open."""
    from alembic.config import Config  # noqa: PLC0415 - see HEAD

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - see HEAD

    command.upgrade(configuration(connection), "head")
