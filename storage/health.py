"""Health answers: sealed with the key of the client they are about, so that destroying the key destroys them all."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from booking.health import HealthDetails
from booking.people import FitnessLevel, Gender
from storage.crypto import data_key, under
from storage.models import clients, health_details
from storage.repository import Repository

_KEY = select(clients.c.data_key, clients.c.erased_at).where(clients.c.client_id == bindparam("client_id"))
_KEY_LOCKED = _KEY.with_for_update(key_share=True)
_KEEP_KEY = update(clients).where(clients.c.client_id == bindparam("key")).values(data_key=bindparam("wrapped"))
_NEW = insert(health_details)
_SAVE = _NEW.on_conflict_do_update(
    index_elements=["booking_id"],
    set_={name: _NEW.excluded[name] for name in ("sealed", "saved_at")},
    where=health_details.c.client_id == _NEW.excluded.client_id,
)
_GET = (
    select(health_details.c.booking_id, health_details.c.sealed, clients.c.data_key)
    .join(clients, clients.c.client_id == health_details.c.client_id)
    .where(health_details.c.client_id == bindparam("client_id"))
)
_OF_BOOKING = _GET.where(health_details.c.booking_id == bindparam("booking_id"))
_DROP = delete(health_details).where(
    health_details.c.booking_id == bindparam("booking_id"), health_details.c.client_id == bindparam("gone")
)
_LAST = _GET.order_by(health_details.c.saved_at.desc(), health_details.c.booking_id.desc()).limit(1)


def about_key(client_id: int) -> str:
    """What a client's wrapped data key is sealed as belonging to."""
    return f"data_key:{client_id}"


def about(booking_id: int) -> str:
    """What the answers for a booking are sealed as belonging to."""
    return f"health:{booking_id}"


class Health(Repository):
    """Answers by booking; the client must be named too, so that a wrong number opens nothing."""

    async def save_health(self, booking_id: int, client_id: int, details: HealthDetails, now: datetime) -> None:
        """Keep the answers for a booking, over those it had. LookupError for a client who was erased."""
        key = await self._key_of(client_id)
        sealed = under(key).seal(json.dumps(asdict(details), ensure_ascii=False).encode(), about(booking_id))
        if not await self._changed(_SAVE, booking_id=booking_id, client_id=client_id, sealed=sealed, saved_at=now):
            raise LookupError("the health answers of this booking are another client's")

    async def move_health(self, booking_id: int, gone: int, kept: int, details: HealthDetails, now: datetime) -> None:
        """Seal the answers for a booking anew, for client `kept` instead of `gone`."""
        await self._run(_DROP, booking_id=booking_id, gone=gone)
        await self.save_health(booking_id, kept, details, now)

    async def health(self, booking_id: int, client_id: int) -> HealthDetails | None:
        """The answers for a booking; None when there are none, or none that can still be read."""
        return self._opened(await self._first(_OF_BOOKING, booking_id=booking_id, client_id=client_id), client_id)

    async def last_health(self, client_id: int) -> HealthDetails | None:
        """A client's latest answers."""
        return self._opened(await self._first(_LAST, client_id=client_id), client_id)

    async def _key_of(self, client_id: int) -> bytes:
        """The client's data key, made when it is first needed."""
        row = await self._one(_KEY_LOCKED, client_id=client_id)
        if row.erased_at is not None:
            raise LookupError("this client was erased")
        if row.data_key is not None:
            return self._vault.open(row.data_key, about_key(client_id))
        key = data_key()
        await self._run(_KEEP_KEY, key=client_id, wrapped=self._vault.seal(key, about_key(client_id)))
        return key

    def _opened(self, row: Row[Any] | None, client_id: int) -> HealthDetails | None:
        if row is None or row.data_key is None:
            return None
        key = self._vault.open(row.data_key, about_key(client_id))
        return _details(json.loads(under(key).open(row.sealed, about(row.booking_id))))


def _details(values: dict[str, Any]) -> HealthDetails:
    gender, level = values["gender"], values["fitness_level"]
    values["gender"] = None if gender is None else Gender(gender)
    values["fitness_level"] = None if level is None else FitnessLevel(level)
    values["goals"] = tuple(values["goals"])
    return HealthDetails(**values)
