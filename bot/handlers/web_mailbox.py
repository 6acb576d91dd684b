"""The web chat's mailbox in the database."""

from __future__ import annotations

from collections.abc import Sequence

from bot.channels.web import Letter
from bot.clock import Clock
from storage.uow import Storage


class StoredMailbox:
    """Letters and files as rows; each call is a transaction of its own."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def append(self, address: str, body: bytes) -> str:
        """Add a letter; returns its id."""
        async with self._storage.begin() as tx:
            return str(await tx.web.append(address, body))

    async def replace(self, id: str, address: str, body: bytes) -> bool:  # noqa: A002 - the letter's own word
        """Change a letter in place; False when that chat has no such letter."""
        if (row := _row(id)) is None:
            return False
        async with self._storage.begin() as tx:
            return await tx.web.replace(row, address, body)

    async def since(self, address: str, seq: int, limit: int) -> Sequence[Letter]:
        """The letters of a chat that changed after `seq`, oldest change first, at most `limit`."""
        async with self._storage.read() as tx:
            return [Letter(row.id, row.seq, row.body) for row in await tx.web.since(address, seq, limit)]

    async def keep(self, name: str, mime: str, data: bytes) -> str:
        """Keep a file; returns its id."""
        async with self._storage.begin() as tx:
            return str(await tx.files.put(name, mime, data, self._clock.now()))

    async def read(self, file_id: str) -> bytes | None:
        """The bytes of a file, or None when there is no such file."""
        if (row := _row(file_id)) is None:
            return None
        async with self._storage.read() as tx:
            kept = await tx.files.get(row)
        return kept.data if kept is not None else None


def _row(id: str) -> int | None:  # noqa: A002 - the row's own word
    return int(id) if id.isascii() and id.isdecimal() and len(id) < 19 else None  # noqa: PLR2004 - digits of 64 bits
