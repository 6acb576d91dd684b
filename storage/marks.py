"""What happens once: a mark is set by whoever comes first. One of them shows which keys the database is sealed with."""

from __future__ import annotations

import base64
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from storage.crypto import CannotOpen
from storage.models import marks
from storage.repository import Repository

KEYS = "keys"
"""The name of the mark that only a holder of the keys can read."""

_SET = insert(marks).on_conflict_do_nothing()
_NAMED = select(marks.c.key).where(marks.c.name == bindparam("mark"))

_ONE = _NAMED.where(marks.c.key == bindparam("of_key"))


class Marks(Repository):
    """Marks by name and key, for example («brief», «2026-11-21»)."""

    async def once(self, name: str, key: str, now: datetime) -> bool:
        """Set a mark; False when it was set before."""
        return await self._changed(_SET, name=name, key=key, at=now)

    async def is_set(self, name: str, key: str) -> bool:
        """Whether a mark was set."""
        return await self._first(_ONE, mark=name, of_key=key) is not None

    async def keys_fit(self, now: datetime) -> bool:
        """Whether our keys are those that the database is sealed with; the first to ask settles it."""
        rows = await self._all(_NAMED, mark=KEYS)
        if not rows:
            sealed = self._vault.seal(b"jalsa", KEYS)
            await self.once(KEYS, base64.b64encode(sealed).decode(), now)
        return all(self._opens(base64.b64decode(row.key)) for row in rows)

    def _opens(self, sealed: bytes) -> bool:
        try:
            self._vault.open(sealed, KEYS)
        except CannotOpen:
            return False
        return True
