"""One person on several channels: the codes that prove it, and what becomes one when they are linked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Table, bindparam, delete, insert, select, update

from storage.columns import named, plain
from storage.models import (
    booking_changes,
    bookings,
    clients,
    conversations,
    feedback,
    files,
    health_details,
    identities,
    link_codes,
    orders,
    receipts,
    refusals,
)
from storage.repository import Repository
from storage.rows import LinkCode

_FIELDS = plain(LinkCode)
_NO_MORE = delete(link_codes).where(link_codes.c.client_id == bindparam("of_client"))
_MAKE = insert(link_codes)
_USE = (
    delete(link_codes)
    .where(link_codes.c.digest == bindparam("of_digest"), link_codes.c.expires_at > bindparam("now"))
    .returning(*(link_codes.c[name] for name in _FIELDS))
)
_KNOWN = select(link_codes.c.client_id).where(
    link_codes.c.digest == bindparam("of_digest"), link_codes.c.expires_at > bindparam("now")
)
_BOOKED = select(bookings.c.booking_id).where(bookings.c.client_id == bindparam("of_client")).limit(1)
_FORGET = delete(link_codes).where(link_codes.c.expires_at <= bindparam("now"))


def _moving(table: Table, column: str = "client_id") -> Any:
    return update(table).where(table.c[column] == bindparam("gone")).values({column: bindparam("kept")})


_MOVES = (
    _moving(identities),
    _moving(conversations),
    _moving(bookings),
    _moving(orders),
    _moving(feedback),
    _moving(files),
    _moving(health_details),
    _moving(refusals),
    _moving(booking_changes, "actor_id"),
    _moving(receipts, "decided_by_id"),
)
_DROP = delete(clients).where(clients.c.client_id == bindparam("gone"))
_HEALTH_OF = select(health_details.c.booking_id).where(health_details.c.client_id == bindparam("client_id"))


class Links(Repository):
    """Codes by their digest; people by number."""

    async def make_code(self, code: LinkCode) -> None:
        """Keep a code, in place of any that its client had."""
        await self._run(_NO_MORE, of_client=code.client_id)
        await self._run(_MAKE, **{name: getattr(code, name) for name in _FIELDS})

    async def use_code(self, digest: str, now: datetime) -> LinkCode | None:
        """Take a code, once; None for one that is unknown, used or too old."""
        row = await self._first(_USE, of_digest=digest, now=now)
        return LinkCode(**named(row, _FIELDS)) if row else None

    async def owner_of_code(self, digest: str, now: datetime) -> int | None:
        """The client who was shown a code, which stays good; None for one that is unknown, used or too old."""
        row = await self._first(_KNOWN, of_digest=digest, now=now)
        return int(row.client_id) if row else None

    async def has_booked(self, client_id: int) -> bool:
        """Whether a client has ever booked anything."""
        return await self._first(_BOOKED, of_client=client_id) is not None

    async def forget_codes(self, now: datetime) -> None:
        """Codes that are too old."""
        await self._run(_FORGET, now=now)

    async def bookings_with_health(self, client_id: int) -> tuple[int, ...]:
        """The bookings with health answers of a client, which are sealed for that client and have to be sealed anew."""
        return tuple(row.booking_id for row in await self._all(_HEALTH_OF, client_id=client_id))

    async def merge(self, gone: int, kept: int) -> None:
        """Everything of client `gone` is client `kept`'s from now on; who they were is forgotten."""
        await self._run(_NO_MORE, of_client=gone)
        for move in _MOVES:
            await self._run(move, gone=gone, kept=kept)
        await self._run(_DROP, gone=gone)
