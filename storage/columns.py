"""Between our compound values and the columns they lie in: money, places, bank accounts, sets of permissions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import Column, Row, Table

from booking.money import Money
from booking.people import BankAccount, Place

T = TypeVar("T")


def flat(values: Mapping[str, object]) -> dict[str, Any]:
    """Values by name as column values; a name that is no column is left for the statement to refuse."""
    return dict(_parts(values))


def _parts(values: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for name, value in values.items():
        match value:
            case Money():
                yield f"{name}_minor", value.minor
                yield f"{name}_currency", value.currency
            case Place() | BankAccount():
                yield from ((f"{name}_{part.name}", getattr(value, part.name)) for part in fields(value))
            case frozenset():
                yield name, tuple(sorted(value))
            case _:
                yield name, value


def money(row: Row[Any], name: str = "amount") -> Money:
    """The amount in columns `name`_minor and `name`_currency."""
    return Money(getattr(row, f"{name}_minor"), getattr(row, f"{name}_currency"))


def place(row: Row[Any]) -> Place:
    """The place in the columns `place_…`."""
    return Place(address=row.place_address, city=row.place_city, country=row.place_country, map_link=row.place_map_link)


def plain(kind: type[T], *compound: str) -> tuple[str, ...]:
    """The fields of a frozen value that are columns of the same name."""
    return tuple(field.name for field in fields(kind) if field.name not in compound)  # type: ignore[arg-type]


def all_of(table: Table, *without: str) -> tuple[Column[Any], ...]:
    """The columns of a table but those named."""
    return tuple(column for column in table.columns if column.name not in without)


def named(row: Row[Any], names: Iterable[str]) -> dict[str, Any]:
    """The values of a row by name."""
    mapping = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for it
    return {name: mapping[name] for name in names}
