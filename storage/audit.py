"""Who was refused what: attempts at things that need a permission."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert

from storage.models import refusals
from storage.repository import Repository

_REFUSED = insert(refusals)


class Audit(Repository):
    """Append-only."""

    async def refused(self, client_id: int | None, action: str, target: str, now: datetime) -> None:
        """Record an attempt; `target` is a number or id, never what a person wrote."""
        await self._run(_REFUSED, client_id=client_id, action=action, target=target, at=now)
