"""The web channel: puts cards into the mailbox of a chat and wakes the pages that show it."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple, Protocol

import msgspec

from bot.channels.base import Undeliverable
from bot.channels.web_parse import NAME, parse
from bot.channels.web_render import kept, render
from bot.channels.web_tickets import Tickets
from bot.messages import Attachment, Deliver, FileRef

__all__ = ["NAME", "Letter", "Mailbox", "Tickets", "WebChannel", "kept", "parse", "render"]

_KEEPERS = frozenset({NAME, "store"})  # both are our own table of files


class Letter(NamedTuple):
    """What a chat holds: `id` stays when it is replaced, `seq` grows with every change in its chat."""

    id: int
    seq: int
    body: bytes


class Mailbox(Protocol):
    """Where the letters of all chats and their files are kept."""

    async def append(self, address: str, body: bytes) -> str:
        """Add a letter; returns its id."""
        ...

    async def replace(self, id: str, address: str, body: bytes) -> bool:  # noqa: A002 - the letter's own word
        """Change a letter in place; False when that chat has no such letter."""
        ...

    async def since(self, address: str, seq: int, limit: int) -> Sequence[Letter]:
        """The letters of a chat that changed after `seq`, oldest change first, at most `limit`."""
        ...

    async def keep(self, name: str, mime: str, data: bytes) -> str:
        """Keep a file; returns its id."""
        ...

    async def read(self, file_id: str) -> bytes | None:
        """The bytes of a file, or None when there is no such file."""
        ...


class WebChannel:
    """The web chat as a channel. What is delivered is stored first; a page that is open learns of it at once."""

    name = NAME

    def __init__(self, mailbox: Mailbox) -> None:
        self.mailbox = mailbox
        self._listeners: defaultdict[str, set[asyncio.Event]] = defaultdict(set)

    async def deliver(self, address: str, errand: Deliver) -> str:
        """Edit the card named by the errand or add a new one; returns its id ("" when none was said).

        Raises `Undeliverable`. An edit may be repeated; an added card repeated after a crash is seen twice.
        """
        if errand.card is None:
            return ""
        file = await self._kept(errand.card.file) if errand.card.file else None
        body = msgspec.json.encode({"card": render(errand.card, errand.voice, file)})
        if errand.edit and await self.mailbox.replace(errand.edit, address, body):
            shown = errand.edit
        else:
            shown = await self.mailbox.append(address, body)
        self.wake(address)
        return shown

    async def _kept(self, file: Attachment) -> FileRef:
        if file.kept is None:
            id = await self.mailbox.keep(file.name, file.mime, file.data)  # noqa: A001 - the file's own word
            return FileRef(NAME, id, file.name, file.mime, len(file.data))
        if file.kept.channel not in _KEEPERS:
            raise Undeliverable("the file is kept elsewhere")
        name, mime = file.kept.name or file.name, file.kept.mime or file.mime
        return FileRef(NAME, file.kept.id, name, mime, file.kept.size)

    async def fetch(self, file: FileRef) -> bytes:
        """The bytes of a file that a person sent. Raises `Undeliverable` when it is gone."""
        data = await self.mailbox.read(file.id)
        if data is None:
            raise Undeliverable("the file is gone")
        return data

    @contextmanager
    def listening(self, address: str) -> Iterator[asyncio.Event]:
        """An event that is set whenever this process changed the chat."""
        woken = asyncio.Event()
        self._listeners[address].add(woken)
        try:
            yield woken
        finally:
            self._listeners[address].discard(woken)
            if not self._listeners[address]:
                del self._listeners[address]

    def wake(self, address: str) -> None:
        """Let the open pages of a chat look into the mailbox."""
        for woken in self._listeners.get(address, ()):
            woken.set()

    async def close(self) -> None:
        """Nothing to give back: the connections belong to the pages."""
