"""What happens once: a mark is set by whoever comes first."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.dialects.postgresql import insert

from storage.models import marks
from storage.repository import Repository

_SET = insert(marks).on_conflict_do_nothing()


class Marks(Repository):
    """Marks by name and key, for example («brief», «2026-11-21»)."""

    async def once(self, name: str, key: str, now: datetime) -> bool:
        """Set a mark; False when it was set before."""
        return await self._changed(_SET, name=name, key=key, at=now)
