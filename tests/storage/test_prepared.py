"""Prepared statements do what SQLAlchemy does with the same statement and the same values."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Time,
    bindparam,
    create_engine,
    delete,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.sql import Executable

from booking.people import Gender
from storage.prepared import Answer, prepared
from storage.types import Id, Seconds, TextList, UtcDateTime, Words

THINGS = Table(
    "things",
    MetaData(),
    Column("id", Id, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("at", UtcDateTime),
    Column("gender", Words(Gender)),
    Column("notice", Seconds),
    Column("tags", TextList),
    Column("yes", Boolean),
    Column("day", Date),
    Column("hour", Time),
    Column("sealed", LargeBinary),
)
NAME: Any = bindparam("wanted")
ONE = {
    "name": "نورة",
    "at": datetime(2026, 11, 21, 6, 0, 0, 1, tzinfo=UTC),
    "gender": Gender.FEMALE,
    "notice": timedelta(hours=3),
    "tags": ("a", "ب"),
    "yes": True,
    "day": date(2026, 11, 21),
    "hour": time(9, 30),
    "sealed": b"\x00\xff",
}
NOTHING = dict.fromkeys(ONE) | {"name": "فارغ"}


@pytest.fixture
def connection() -> Iterator[Connection]:
    """An empty table in memory."""
    engine = create_engine("sqlite://")
    with engine.connect() as opened:
        THINGS.create(opened)
        yield opened
    engine.dispose()


def run(connection: Connection, statement: Executable, **values: Any) -> Answer:
    ready = prepared(statement, tuple(values))
    assert ready is not None
    driver = connection.connection.dbapi_connection
    assert isinstance(driver, sqlite3.Connection)
    return ready.run(driver, values)


@pytest.mark.parametrize("values", [ONE, NOTHING])
def test_every_type_goes_in_and_comes_out_as_it_does_with_sqlalchemy(
    connection: Connection, values: dict[str, Any]
) -> None:
    run(connection, insert(THINGS), **values)

    ours = run(connection, select(THINGS)).first()
    theirs = connection.execute(select(THINGS)).one()

    assert ours is not None
    assert tuple(ours) == tuple(theirs)
    assert dict(ours._mapping) == dict(theirs._mapping)
    assert {name: getattr(ours, name) for name in values} == values


def test_a_statement_has_its_own_values_beside_those_it_is_given(connection: Connection) -> None:
    run(connection, insert(THINGS), **ONE)

    found = run(connection, select(THINGS.c.id).where(THINGS.c.name == NAME, THINGS.c.yes).limit(1), wanted="نورة")

    assert [row.id for row in found.all()] == [1]


def test_an_insert_names_only_the_columns_it_is_given(connection: Connection) -> None:
    one = insert(THINGS).returning(THINGS.c.id, THINGS.c.at)

    first = run(connection, one, name="a", at=ONE["at"]).first()
    second = run(connection, one, name="b").first()

    assert [tuple(row) for row in (first, second) if row] == [(1, ONE["at"]), (2, None)]


def test_changes_are_counted(connection: Connection) -> None:
    quietly = upsert(THINGS).on_conflict_do_nothing()

    counts = [
        run(connection, quietly, name="a").rowcount,
        run(connection, quietly, name="a").rowcount,
        run(connection, update(THINGS).where(THINGS.c.name == NAME).values(yes=True), wanted="a").rowcount,
        run(connection, delete(THINGS).where(THINGS.c.name == NAME), wanted="nobody").rowcount,
    ]

    assert counts == [1, 0, 1, 0]


def test_a_changed_row_comes_back(connection: Connection) -> None:
    run(connection, insert(THINGS), **ONE)

    row = run(connection, update(THINGS).values(gender=bindparam("to")).returning(THINGS.c.gender), to=None).first()

    assert row == (None,)


def test_an_expression_without_a_name_is_found_by_its_place(connection: Connection) -> None:
    row = run(connection, select(func.count(), func.coalesce(func.sum(THINGS.c.id), 0) + 1)).first()

    assert row is not None
    assert tuple(row) == (0, 1)


def test_what_the_database_refuses_is_sqlalchemys_error_without_the_values(connection: Connection) -> None:
    run(connection, insert(THINGS), name="+966500000001")

    with pytest.raises(IntegrityError) as caught:
        run(connection, insert(THINGS), name="+966500000001")

    assert "+966500000001" not in f"{caught.value} {caught.value!r}"


def test_a_value_that_does_not_fit_its_type_is_refused(connection: Connection) -> None:
    with pytest.raises(StatementError, match="without a zone"):
        run(connection, insert(THINGS), name="a", at=datetime(2026, 1, 1))  # noqa: DTZ001 - the point


@pytest.mark.parametrize("statement", [text("SELECT 1"), select(THINGS).where(THINGS.c.id.in_(NAME))])
def test_what_changes_its_words_with_its_values_is_left_to_sqlalchemy(statement: Executable) -> None:
    assert prepared(statement, ("wanted",)) is None
