"""What came in already, so that a repeated update is handled once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete
from sqlalchemy.dialects.postgresql import insert

from storage.models import inbox
from storage.repository import Repository

_KEEP = insert(inbox).on_conflict_do_nothing()
_FORGET = delete(inbox).where(inbox.c.at < bindparam("before"))


class Inbox(Repository):
    """One row an update, by the channel's own id of it."""

    async def is_new(self, channel: str, external_id: str, now: datetime) -> bool:
        """Note an update; False when it was noted before."""
        return await self._changed(_KEEP, channel=channel, external_id=external_id, at=now)

    async def forget(self, before: datetime) -> int:
        """Drop what came before; no channel repeats that late."""
        return (await self._run(_FORGET, before=before)).rowcount
