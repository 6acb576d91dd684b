"""A mailbox in memory that keeps the same promises as the one in the database."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from bot.channels.web import Letter


class MemoryMailbox:
    """Letters of every chat and their files, for as long as the object lives."""

    def __init__(self) -> None:
        self._ids = count(1)
        self._chats: dict[str, dict[int, Letter]] = {}
        self._files: dict[str, tuple[str, str, bytes]] = {}

    async def append(self, address: str, body: bytes) -> str:
        letter = Letter(next(self._ids), self._next(address), body)
        self._chats.setdefault(address, {})[letter.id] = letter
        return str(letter.id)

    async def replace(self, id: str, address: str, body: bytes) -> bool:  # noqa: A002 - the contract's word
        chat = self._chats.get(address, {})
        if not id.isdecimal() or int(id) not in chat:
            return False
        chat[int(id)] = Letter(int(id), self._next(address), body)
        return True

    async def since(self, address: str, seq: int, limit: int) -> Sequence[Letter]:
        letters = sorted(self._chats.get(address, {}).values(), key=lambda letter: letter.seq)
        return [letter for letter in letters if letter.seq > seq][:limit]

    async def keep(self, name: str, mime: str, data: bytes) -> str:
        id = str(next(self._ids))  # noqa: A001 - the contract's word
        self._files[id] = (name, mime, data)
        return id

    async def read(self, file_id: str) -> bytes | None:
        return self._files[file_id][2] if file_id in self._files else None

    def _next(self, address: str) -> int:
        return max((letter.seq for letter in self._chats.get(address, {}).values()), default=0) + 1
