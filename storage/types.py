"""How our values lie in columns: instants, words of a fixed set, spans of time, lists, and money as two columns."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from booking.money import Currency

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

Id = BigInteger().with_variant(Integer, "sqlite")
"""A row's number: 64 bits; SQLite counts by itself only in a column that is called INTEGER."""


class UtcDateTime(TypeDecorator[datetime]):
    """An instant, handed in and out as aware UTC; a naive one raises ValueError.

    PostgreSQL keeps a timestamptz; SQLite the microseconds since 1970, which compare and index as whole numbers.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Whole numbers on SQLite, timestamptz elsewhere."""
        return dialect.type_descriptor(BigInteger() if dialect.name == "sqlite" else DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """The instant as the database keeps it."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant without a zone cannot be stored")
        return (value - EPOCH) // MICROSECOND if dialect.name == "sqlite" else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """The instant as aware UTC."""
        if value is None:
            return None
        return _instant(value) if dialect.name == "sqlite" else value.astimezone(UTC)

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """What reads a column: many a row has instants that were read just before."""
        return _instant if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


@lru_cache(maxsize=16_384)
def _instant(microseconds: int | None) -> datetime | None:
    return None if microseconds is None else EPOCH + timedelta(microseconds=microseconds)


class Words(TypeDecorator[Any]):
    """A word of a `StrEnum`, kept as text; `one_of` is the CHECK that belongs to it."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """The word as plain text; ValueError for one that is not in the set."""
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: Any, dialect: Dialect) -> StrEnum | None:  # noqa: ARG002 - likewise
        """The member of the set."""
        return None if value is None else self.kind(value)


class Seconds(TypeDecorator[timedelta]):
    """A span of time in whole seconds."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: timedelta | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - likewise
        """Whole seconds."""
        return None if value is None else int(value.total_seconds())

    def process_result_value(self, value: Any, dialect: Dialect) -> timedelta | None:  # noqa: ARG002 - likewise
        """The span."""
        return None if value is None else timedelta(seconds=value)


class TextList(TypeDecorator[Any]):
    """A tuple of texts as compact JSON; the empty one is «[]»."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002 - likewise
        """JSON with letters left as they are."""
        return None if value is None else json.dumps(list(value), ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...] | None:  # noqa: ARG002 - likewise
        """The texts in their order."""
        return None if value is None else tuple(json.loads(value))


def one_of(column: str, kind: type[StrEnum]) -> CheckConstraint:
    """The CHECK that a column of `Words(kind)` holds one of its words."""
    words = ", ".join(f"'{member.value}'" for member in kind)
    return CheckConstraint(f"{column} IN ({words})", name=f"{column}_known")


def currency_known(column: str) -> CheckConstraint:
    """The CHECK that a currency is one we count in."""
    return one_of(column, Currency)
