"""Clients, the identities they are verified by, and their permissions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, and_, bindparam, delete, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.sql.dml import ReturningUpdate

from booking.people import Client, Permission
from storage.columns import flat, named, plain
from storage.erasure import Erasure
from storage.models import clients, conversations, identities
from storage.rows import Identity, Person

_FIELDS = plain(Client)
_IDENTITY = plain(Identity)
CLIENT = tuple(clients.c[name] for name in _FIELDS)

_BY_IDENTITY = (
    select(*CLIENT)
    .join(identities, identities.c.client_id == clients.c.client_id)
    .where(identities.c.channel == bindparam("channel"), identities.c.external_id == bindparam("external_id"))
)
_GET = select(*CLIENT).where(clients.c.client_id == bindparam("client_id"))
_NEW = insert(clients).returning(*CLIENT)
_DROP = delete(clients).where(clients.c.client_id == bindparam("client_id"))
_KNOW = upsert(identities).on_conflict_do_nothing()
_SPOKE = and_(
    conversations.c.channel == identities.c.channel,
    conversations.c.address == identities.c.address,
)
_IDENTITIES = (
    select(*(identities.c[name] for name in _IDENTITY))
    .outerjoin(conversations, _SPOKE)
    .where(identities.c.client_id == bindparam("client_id"))
    .order_by(conversations.c.updated_at.desc().nulls_last(), identities.c.id)
)
_HOLDERS = select(clients.c.client_id).where(text("permissions <> '[]'"))  # as the index has it
_STAFF = (
    select(*CLIENT, *(identities.c[name] for name in _IDENTITY if name != "client_id"))
    .join(identities, identities.c.client_id == clients.c.client_id)
    .where(
        identities.c.client_id.in_(select(clients.c.client_id).where(text("permissions <> '[]'")))
    )  # as the index has it
    .order_by(identities.c.id)
)
_MARK = (
    update(identities)
    .where(identities.c.channel == bindparam("on_channel"), identities.c.address == bindparam("at_address"))
    .values(is_dead=bindparam("dead"))
)

_HEARD = (
    update(identities)
    .where(identities.c.channel == bindparam("on_channel"), identities.c.address == bindparam("at_address"))
    .values(heard_at=bindparam("now"))
)
_AT = and_(identities.c.channel == bindparam("on_channel"), identities.c.address == bindparam("at_address"))
_HEARD_AT = select(identities.c.heard_at).where(_AT).order_by(identities.c.heard_at.desc().nulls_last()).limit(1)
_CLIENT_AT = (
    select(*CLIENT)
    .join(identities, identities.c.client_id == clients.c.client_id)
    .where(_AT)
    .order_by(identities.c.id.desc())
    .limit(1)
)


def client_of(row: Row[Any]) -> Client:
    """A row that has the columns `CLIENT` as the person it stands for."""
    values = named(row, _FIELDS)
    values["permissions"] = frozenset(map(Permission, values["permissions"]))
    return Client(**values)


@lru_cache(maxsize=64)
def _saving(names: tuple[str, ...]) -> ReturningUpdate[Any]:
    values: dict[str, Any] = {name: bindparam(name) for name in (*names, "updated_at")}
    return update(clients).where(clients.c.client_id == bindparam("key")).values(values).returning(*CLIENT)


class People(Erasure):
    """The user database."""

    async def by_identity(self, channel: str, external_id: str) -> Client | None:
        """Who is known by this identity."""
        row = await self._first(_BY_IDENTITY, channel=channel, external_id=external_id)
        return client_of(row) if row else None

    async def get(self, client_id: int) -> Client:
        """A client by number; LookupError when there is none."""
        return client_of(await self._one(_GET, client_id=client_id))

    async def register(
        self,
        channel: str,
        external_id: str,
        address: str,
        *,
        name: str,
        language: str,
        timezone: str,
        now: datetime,
        phone: str = "",
    ) -> Client:
        """Make a client of a new identity; the client that has it already when somebody was faster. `phone` (E.164) is
        one that the channel itself has verified."""
        person = Person(
            channel=channel,
            external_id=external_id,
            address=address,
            display_name=name,
            language=language,
            timezone=timezone,
            phone=phone,
        )
        client, new = await self._registered(person, now)
        return await self.save(client.client_id, now=now, phone_verified=True) if new and phone else client

    async def _registered(self, person: Person, now: datetime) -> tuple[Client, bool]:
        """The client of an identity, and whether they are new."""
        profile = {name: getattr(person, name) for name in _PROFILE}
        client = client_of(await self._one(_NEW, **profile, created_at=now, updated_at=now))
        identity = Identity(person.channel, person.external_id, person.address or person.external_id, client.client_id)
        if await self._changed(_KNOW, **{name: getattr(identity, name) for name in _IDENTITY}):
            return client, True
        await self._run(_DROP, client_id=client.client_id)
        row = await self._one(_BY_IDENTITY, channel=person.channel, external_id=person.external_id)
        return client_of(row), False

    async def save(self, client_id: int, *, now: datetime, **changes: Any) -> Client:
        """Change fields of a client by their names in `Client`."""
        values = flat(changes)
        return client_of(await self._one(_saving(tuple(sorted(values))), key=client_id, updated_at=now, **values))

    async def identities(self, client_id: int) -> tuple[Identity, ...]:
        """Where a client is known, first where they last wrote to us."""
        rows = await self._all(_IDENTITIES, client_id=client_id)
        return tuple(Identity(**named(row, _IDENTITY)) for row in rows)

    async def staff(self, permission: Permission) -> tuple[tuple[Client, Identity], ...]:
        """Everybody who holds a permission, at each of their identities."""
        rows = await self._all(_STAFF)
        people = ((client_of(row), Identity(**named(row, _IDENTITY))) for row in rows)
        return tuple((client, identity) for client, identity in people if client.may(permission))

    async def grant(
        self, channel: str, external_id: str, permissions: Iterable[Permission], *, now: datetime, address: str = ""
    ) -> Client:
        """Add permissions to who has this identity, who is made a client when new; may be repeated. `address` is where
        they are answered, where that is not the same."""
        client = await self.by_identity(channel, external_id)
        if client is None:
            person = Person(channel=channel, external_id=external_id, address=address)
            client, _ = await self._registered(person, now)
        held = client.permissions | frozenset(permissions)
        return client if held == client.permissions else await self.save(client.client_id, now=now, permissions=held)

    async def heard(self, channel: str, address: str, now: datetime) -> None:
        """Note that somebody wrote to us, where a channel lets us answer only for a while after that."""
        await self._run(_HEARD, on_channel=channel, at_address=address, now=now)

    async def heard_at(self, channel: str, address: str) -> datetime | None:
        """When the person at an address last wrote to us; None for never, or where that is not noted."""
        row = await self._first(_HEARD_AT, on_channel=channel, at_address=address)
        return row.heard_at if row else None

    async def client_at(self, channel: str, address: str) -> Client | None:
        """Who is reached at an address."""
        row = await self._first(_CLIENT_AT, on_channel=channel, at_address=address)
        return client_of(row) if row else None

    async def mark_dead(self, channel: str, address: str, dead: bool) -> None:
        """Note that nobody is reached at an address any more, or is again."""
        await self._run(_MARK, on_channel=channel, at_address=address, dead=dead)

    async def import_(self, rows: Iterable[Person], *, now: datetime) -> int:
        """Make clients of people known elsewhere; those we know stay as they are. Returns how many are new."""
        return sum([(await self._registered(person, now))[1] for person in rows])


_PROFILE = ("display_name", "email", "phone", "gender", "language", "timezone")
