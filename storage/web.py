"""The messages of the web chat, sealed, in the order they were said or changed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, func, insert, select, text, update

from storage.models import web_messages
from storage.repository import Repository
from storage.rows import WebMessage

_AT = web_messages.c.address == bindparam("at")
_NEXT = select(func.coalesce(func.max(web_messages.c.seq), 0) + 1).where(_AT).scalar_subquery()
_APPEND = insert(web_messages).values(address=bindparam("at"), seq=_NEXT).returning(web_messages.c.id)
_REPLACE = update(web_messages).where(web_messages.c.id == bindparam("message_id"), _AT).values(seq=_NEXT)
_SINCE = (
    select(web_messages.c.id, web_messages.c.seq, web_messages.c.body)
    .where(_AT, web_messages.c.seq > bindparam("after"))
    .order_by(web_messages.c.seq)
    .limit(bindparam("most"))
)
_ORDERLY = text("SELECT pg_advisory_xact_lock(hashtextextended(:at, 0))")


def about(address: str) -> str:
    """What the messages of an address are sealed as belonging to."""
    return f"web:{address}"


class Web(Repository):
    """Messages by address."""

    async def append(self, address: str, body: bytes) -> int:
        """Say something; returns the message's number."""
        await self._in_order(address)
        row = await self._one(_APPEND, at=address, body=self._vault.seal(body, about(address)))
        return int(row.id)

    async def replace(self, message_id: int, address: str, body: bytes) -> bool:
        """Change what was said; False when there is no such message at that address."""
        await self._in_order(address)
        return await self._changed(
            _REPLACE, message_id=message_id, at=address, body=self._vault.seal(body, about(address))
        )

    async def since(self, address: str, seq: int, limit: int) -> tuple[WebMessage, ...]:
        """What was said or changed after `seq`, oldest first."""
        rows = await self._all(_SINCE, at=address, after=seq, most=limit)
        return tuple(WebMessage(row.id, row.seq, self._opened(row, address)) for row in rows)

    def _opened(self, row: Any, address: str) -> bytes:
        return self._vault.open(row.body, about(address))

    async def _in_order(self, address: str) -> None:
        """Where writers are many, one at a time an address: a reader must never see 8 before 7."""
        if not self._line.is_sqlite:
            await self._run(_ORDERLY, at=address)
