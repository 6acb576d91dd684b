"""Connections as we want them: durable, with foreign keys, with transactions that we begin ourselves, and discreet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, ExceptionContext, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import StaticPool

BUSY_MILLISECONDS = 10_000
STATEMENTS_CACHED = 1000

_OPTIONS: dict[str, Any] = {"hide_parameters": True, "query_cache_size": STATEMENTS_CACHED}
_FILE = {"isolation_level": None, "check_same_thread": False, "cached_statements": STATEMENTS_CACHED}


def url_of(text: str) -> URL:
    """The database's address with an asynchronous driver. ValueError for a database we do not speak with."""
    url = make_url(text)
    drivers = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
    kind = url.get_backend_name()
    if kind not in drivers:
        raise ValueError(f"{kind} is no database of ours; use sqlite or postgresql")
    if kind == "sqlite" and url.database in {None, "", ":memory:"}:
        raise ValueError("an SQLite database needs a file: sqlite+aiosqlite:///var/jalsa.db")
    return url.set(drivername=drivers[kind])


def engine_of(url: URL) -> AsyncEngine:
    """Connections for PostgreSQL, and for SQLite those that a long query or a migration takes."""
    if url.get_backend_name() != "sqlite":
        engine = create_async_engine(url, pool_pre_ping=True, **_OPTIONS)
        event.listen(engine.sync_engine, "handle_error", _hide_details)
        return engine
    Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(url, connect_args={"isolation_level": None}, **_OPTIONS)
    _tune(engine.sync_engine, busy=BUSY_MILLISECONDS, begin="BEGIN")
    return engine


def writer_of(url: URL) -> Engine:
    """The one connection that writes to SQLite. It never waits for a lock: that would stand the event loop still.

    Its transactions are begun and ended on the driver's connection (`storage.sqlite`).
    """
    engine = create_engine(url.set(drivername="sqlite"), poolclass=StaticPool, connect_args=_FILE, **_OPTIONS)
    _tune(engine, busy=0)
    return engine


def _tune(engine: Engine, *, busy: int, begin: str = "") -> None:
    def set_up(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={busy}"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", set_up)
    if begin:
        event.listen(engine, "begin", start)


def _hide_details(context: ExceptionContext) -> None:
    """PostgreSQL quotes the row it refused («DETAIL: Failing row contains …»): that is people's data."""
    error = context.original_exception
    cause = error.__cause__
    if cause is not None and getattr(cause, "detail", None):
        cause.detail = None  # type: ignore[attr-defined]
    error.args = tuple(str(part).partition("\nDETAIL")[0] for part in error.args)
    if isinstance(context.sqlalchemy_exception, DBAPIError):
        context.sqlalchemy_exception.args = tuple(
            str(part).partition("\nDETAIL")[0] for part in context.sqlalchemy_exception.args
        )
