"""What is offered: the coach, the working hours, the types of consultation."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable, Iterable, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy import Row, Table, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import Insert
from sqlalchemy.dialects.postgresql import insert as upsert

from booking.catalogue import Consultation
from booking.people import BankAccount, Coach
from booking.slots import Hours, HoursException, Week, Weekday
from storage.columns import flat, money, named, place, plain
from storage.crypto import Vault
from storage.lines import Line
from storage.models import coaches, consultations, hour_exceptions, hours
from storage.repository import Repository
from storage.shelf import Kept, Shelf

T = TypeVar("T")

_TYPE = plain(Consultation, "price")
_COACH = plain(Coach, "place", "bank")
_TYPES = select(consultations).order_by(consultations.c.consultation_id)
_ACTIVE = _TYPES.where(consultations.c.is_active)
_GET = _TYPES.where(consultations.c.consultation_id == bindparam("consultation_id"))
_EDITION = select(func.coalesce(func.sum(coaches.c.edition), 0))
_NEW_EDITION = update(coaches).values(edition=coaches.c.edition + 1)
_COUNT = select(func.count()).select_from(consultations)
_FIRST_COACH = select(coaches).order_by(coaches.c.coach_id).limit(1)
_ONE_COACH = select(coaches).where(coaches.c.coach_id == bindparam("coach_id"))
_ZONE = select(coaches.c.timezone).where(coaches.c.coach_id == bindparam("coach_id"))
_HOURS = (
    select(hours.c.weekday, hours.c.since, hours.c.until)
    .where(hours.c.coach_id == bindparam("coach_id"))
    .order_by(hours.c.weekday, hours.c.since)
)
_EXCEPTIONS = (
    select(hour_exceptions.c.day, hour_exceptions.c.since, hour_exceptions.c.until)
    .where(hour_exceptions.c.coach_id == bindparam("coach_id"))
    .order_by(hour_exceptions.c.day, hour_exceptions.c.since)
)
_ARCHIVE = (
    update(consultations)
    .where(consultations.c.consultation_id == bindparam("archived"))
    .values(is_active=False, updated_at=bindparam("now"))
)


def _overwrite(table: Table, key: str) -> Insert:
    new = upsert(table)
    kept = {key, "created_at", "edition"}
    return new.on_conflict_do_update(
        index_elements=[key], set_={c.name: new.excluded[c.name] for c in table.columns if c.name not in kept}
    )


_LOAD_COACH = _overwrite(coaches, "coach_id")
_LOAD_TYPE = _overwrite(consultations, "consultation_id")
_NO_HOURS = delete(hours).where(hours.c.coach_id == bindparam("of_coach"))
_NO_EXCEPTIONS = delete(hour_exceptions).where(hour_exceptions.c.coach_id == bindparam("of_coach"))
_ADD_HOURS = insert(hours)
_ADD_EXCEPTION = insert(hour_exceptions)


class Catalogue(Repository):
    """Types by number, coaches with their weeks."""

    def __init__(self, line: Line, vault: Vault, shelf: Shelf) -> None:
        super().__init__(line, vault)
        self._shelf = shelf
        self._kept: Kept | None = None
        self._wrote = False

    async def coach(self, coach_id: int | None = None) -> Coach | None:
        """A coach; the first one when none is named."""
        return await self._known(("coach", coach_id), lambda: self._coach(coach_id))

    async def week(self, coach_id: int) -> Week:
        """A coach's working hours and exceptions; LookupError for a coach that is not there."""
        return await self._known(("week", coach_id), lambda: self._week(coach_id))

    async def active(self) -> tuple[Consultation, ...]:
        """The types that can be booked."""
        return await self._known("active", self._active)

    async def get(self, consultation_id: int) -> Consultation | None:
        """A type, archived ones too."""
        return await self._known(("type", consultation_id), lambda: self._get(consultation_id))

    async def is_empty(self) -> bool:
        """Whether no type was ever loaded."""
        return not (await self._one(_COUNT))[0]

    async def load(self, coach: Coach, week: Week, consultations: Iterable[Consultation], now: datetime) -> None:
        """Write the coach, their week and the types over what is there; types that are not named stay."""
        self._wrote = True
        await self._run(_LOAD_COACH, **flat(_fields(coach)), updated_at=now)
        await self._load_week(coach.coach_id, week)
        for consultation in consultations:
            await self._run(_LOAD_TYPE, **flat(_fields(consultation)), created_at=now, updated_at=now)
        await self._run(_NEW_EDITION)

    async def _load_week(self, coach_id: int, week: Week) -> None:
        await self._run(_NO_HOURS, of_coach=coach_id)
        await self._run(_NO_EXCEPTIONS, of_coach=coach_id)
        for span in week.hours:
            values = {"weekday": span.weekday.value, "since": span.since, "until": span.until}
            await self._run(_ADD_HOURS, coach_id=coach_id, **values)
        for exception in week.exceptions:
            for since, until in exception.spans or ((None, None),):
                await self._run(_ADD_EXCEPTION, coach_id=coach_id, day=exception.day, since=since, until=until)

    async def archive(self, consultation_id: int, now: datetime) -> bool:
        """Take a type out of the catalogue; its bookings stay. False when there is none."""
        self._wrote = True
        await self._run(_NEW_EDITION)
        return await self._changed(_ARCHIVE, archived=consultation_id, now=now)

    # ------------------------------------------------------------------------------------------------ reading

    async def _known(self, what: Hashable, read: Callable[[], Awaitable[T]]) -> T:
        """From the shelf, or read and put there. What this transaction wrote is nobody else's before the commit."""
        if self._wrote:
            return await read()
        if self._kept is None:
            self._kept = self._shelf.of((await self._one(_EDITION))[0])
        found: T = self._kept[what] if what in self._kept else await read()
        if found is not None:  # there is no end to what is not there
            self._kept[what] = found
        return found

    async def _coach(self, coach_id: int | None) -> Coach | None:
        row = await (self._first(_ONE_COACH, coach_id=coach_id) if coach_id else self._first(_FIRST_COACH))
        return _coach(row) if row else None

    async def _week(self, coach_id: int) -> Week:
        zone = (await self._one(_ZONE, coach_id=coach_id)).timezone
        weekly = await self._all(_HOURS, coach_id=coach_id)
        dates = await self._all(_EXCEPTIONS, coach_id=coach_id)
        return Week(
            zone,
            tuple(Hours(Weekday(row.weekday), row.since, row.until) for row in weekly),
            tuple(_exception(day, rows) for day, rows in groupby(dates, key=lambda row: row.day)),
        )

    async def _active(self) -> tuple[Consultation, ...]:
        return tuple(_consultation(row) for row in await self._all(_ACTIVE))

    async def _get(self, consultation_id: int) -> Consultation | None:
        row = await self._first(_GET, consultation_id=consultation_id)
        return _consultation(row) if row else None


def _fields(value: Coach | Consultation) -> Mapping[str, object]:
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


def _coach(row: Row[Any]) -> Coach:
    bank = BankAccount(bank=row.bank_bank, holder=row.bank_holder, iban=row.bank_iban)
    return Coach(**named(row, _COACH), place=place(row), bank=bank)


def _consultation(row: Row[Any]) -> Consultation:
    return Consultation(**named(row, _TYPE), price=money(row, "price"))


def _exception(day: Any, rows: Iterable[Row[Any]]) -> HoursException:
    return HoursException(day, tuple((row.since, row.until) for row in rows if row.since is not None))
