"""Statements compiled once and run on SQLite's own driver.

What SQLAlchemy does at every execution is most of the time that a small statement takes. Here a statement is still
written, compiled and typed by SQLAlchemy, but only once: then its values go straight in and its rows come straight out.
"""

from __future__ import annotations

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from sqlalchemy import BindParameter, Row, TextClause
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import ClauseElement, Executable
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

STATEMENTS_KEPT = 1000

_DIALECT = SQLiteDialect_pysqlite(paramstyle="qmark")
_Convert: TypeAlias = Callable[[Any], Any] | None


@dataclass(slots=True)  # not frozen: that would triple the time to make one
class Answer:
    """What a statement came back with; `rowcount` is how many rows it changed."""

    rows: Sequence[Row[Any]]
    rowcount: int

    def all(self) -> Sequence[Row[Any]]:
        """Every row."""
        return self.rows

    def first(self) -> Row[Any] | None:
        """The first row; None when there is none."""
        return self.rows[0] if self.rows else None


class Prepared:
    """One statement, for values of the names it was compiled with."""

    def __init__(self, statement: Executable, compiled: SQLCompiler) -> None:
        self._sql = str(compiled)
        binds = [compiled.binds[name] for name in compiled.positiontup or ()]
        self._fixed = [None if bind.required else _in(bind)(bind.effective_value) for bind in binds]
        self._given = [(place, bind.key, _in(bind)) for place, bind in enumerate(binds) if bind.required]
        columns = getattr(statement, "exported_columns", {})
        self._row = _row(tuple(columns.keys()))
        self._reads = [(place, read) for place, column in enumerate(columns) if (read := _out(column.type))]

    def run(self, connection: sqlite3.Connection, values: Mapping[str, Any]) -> Answer:
        """Execute it. Raises SQLAlchemy's errors, which do not quote the values."""
        try:
            bound = self._fixed.copy()
            for place, name, convert in self._given:
                bound[place] = convert(values[name])
            cursor = connection.execute(self._sql, bound)
            found = cursor.fetchall()
        except (sqlite3.Error, ValueError) as error:
            raise refused(error, self._sql) from None
        return Answer([self._row(*self._read(row)) for row in found], cursor.rowcount)

    def _read(self, row: tuple[Any, ...]) -> Iterable[Any]:
        if not self._reads:
            return row
        values = list(row)
        for place, read in self._reads:
            values[place] = read(values[place])
        return values


@lru_cache(maxsize=STATEMENTS_KEPT)
def prepared(statement: Executable, names: tuple[str, ...]) -> Prepared | None:
    """The statement, ready for values of these names; None for one whose words change with the values (IN lists)."""
    if isinstance(statement, TextClause) or not isinstance(statement, ClauseElement):
        return None
    compiled = statement.compile(dialect=_DIALECT, column_keys=list(names))
    if not isinstance(compiled, SQLCompiler) or any(bind.expanding for bind in compiled.binds.values()):
        return None
    return Prepared(statement, compiled)


def refused(error: Exception, sql: str) -> Exception:
    """The driver's error as SQLAlchemy's."""
    return DBAPIError.instance(sql, None, error, sqlite3.Error, hide_parameters=True, dialect=_DIALECT)


def _as_it_is(value: Any) -> Any:
    return value


def _in(bind: BindParameter[Any]) -> Callable[[Any], Any]:
    return bind.type.dialect_impl(_DIALECT).bind_processor(_DIALECT) or _as_it_is


def _out(kind: TypeEngine[Any]) -> _Convert:
    return kind.dialect_impl(_DIALECT).result_processor(_DIALECT, None)


@lru_cache(maxsize=STATEMENTS_KEPT)
def _row(names: tuple[str, ...]) -> type[Any]:
    """A row with its columns by name, and all of them in `_mapping`, as SQLAlchemy's have it."""
    plain: Any = namedtuple("Row", names, rename=True)  # type: ignore[misc]  # noqa: PYI024 - known only now
    return type("Row", (plain,), {"__slots__": (), "_mapping": property(plain._asdict)})
