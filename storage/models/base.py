"""The metadata all tables share, and the few columns that look the same everywhere."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Column, ForeignKey, Integer, MetaData, Text, text

from storage.types import Id, UtcDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def key(name: str = "id") -> Column[int]:
    """The primary key, counted by the database."""
    return Column(name, Id, primary_key=True, autoincrement=True)


def ref(name: str, target: str, *, nullable: bool = False) -> Column[Any]:
    """A foreign key."""
    return Column(name, Id, ForeignKey(target), nullable=nullable)


def words(name: str) -> Column[str]:
    """A text that may be empty and is never null."""
    return Column(name, Text, nullable=False, server_default=text("''"))


def number(name: str, default: int = 0) -> Column[int]:
    """A whole number."""
    return Column(name, Integer, nullable=False, server_default=text(str(default)))


def flag(name: str, *, default: bool = False) -> Column[bool]:
    """Yes or no."""
    return Column(name, Boolean, nullable=False, server_default=text(str(default).lower()))


def instant(name: str, *, nullable: bool = False) -> Column[Any]:
    """An aware instant, UTC."""
    return Column(name, UtcDateTime, nullable=nullable)
