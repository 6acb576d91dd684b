"""For each channel, what a contract test needs of its other side: what a person sees there, and a file they sent."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import msgspec

from bot.channels import CHANNELS, Keepers
from bot.channels.base import Channel
from bot.channels.media_links import MediaLinks
from bot.clock import Clock
from bot.config import Settings, Telegram
from bot.handlers.web_mailbox import StoredMailbox
from bot.i18n import label, lines
from bot.messages import Attachment, Deliver, FileRef
from storage.uow import Storage
from tests.chat.world import Screens
from tests.standins.memory_channel import MemoryChannel
from tests.standins.telegram import TelegramStandIn

ADDRESS = "7"
CLEAR = dict.fromkeys([*range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])


@dataclass
class Seen:
    """One message as the eye sees it, whatever the channel makes of it."""

    text: str
    buttons: list[list[str]] = field(default_factory=list)
    copyable: list[str] = field(default_factory=list)
    file: str = ""


@dataclass(frozen=True)
class Room:
    """What the house behind a channel has: its storage and its clock."""

    storage: Storage
    clock: Clock

    @property
    def mailbox(self) -> StoredMailbox:
        return StoredMailbox(self.storage, self.clock)

    def keepers(self, base_url: str = "https://bot.example") -> Keepers:
        """What the registry's entries are made with."""
        return Keepers(self.mailbox, MediaLinks(b"media", base_url, self.clock.now), self.clock.now)

    async def keep(self, file: Attachment) -> Attachment:
        """The file in our own table, as the job leaves it for the channels that fetch it from there."""
        async with self.storage.begin() as tx:
            number = await tx.files.put(file.name, file.mime, file.data, self.clock.now())
        return Attachment(file.name, file.mime, kept=FileRef("store", str(number), file.name, file.mime))


async def _as_it_is(file: Attachment) -> Attachment:
    return file


@dataclass
class FarEnd:
    """A channel, and the person at its other side: `look` is their screen, `sent` a file from them.

    `handed` is a file as the job hands it over.
    """

    channel: Channel
    look: Callable[[], Awaitable[list[Seen]]]
    sent: Callable[[bytes], Awaitable[FileRef]] | None = None
    address: str = ADDRESS
    handed: Callable[[Attachment], Awaitable[Attachment]] = _as_it_is


Opens = Callable[[Room], AbstractAsyncContextManager[FarEnd]]


@dataclass(frozen=True)
class Kind:
    """How to open a far end, and what the channel can do: change what it said, show buttons in their rows, have files
    sent to it, say all of a card (an SMS is short)."""

    opens: Opens
    edits: bool = True
    grid: bool = True
    fetches: bool = True
    whole: bool = True


@asynccontextmanager
async def telegram(room: Room) -> AsyncIterator[FarEnd]:
    async with TelegramStandIn() as server:
        person = server.person(int(ADDRESS), "نورة")
        person.started = True
        bot = Telegram.model_validate({"token": server.token, "api_url": server.url})
        channel = CHANNELS["telegram"].make(Settings(_env_file=None, telegram=bot), room.keepers())

        async def look() -> list[Seen]:
            return [_on_telegram(card.seen, card.markup, card.file) for card in person.cards]

        async def sent(data: bytes) -> FileRef:
            return FileRef("telegram", server._keep(data, "document"))

        try:
            yield FarEnd(channel, look, sent)
        finally:
            await channel.close()


def _on_telegram(said: str, markup: Mapping[str, Any], file: str) -> Seen:
    rows = markup.get("inline_keyboard", [])
    copied = [button["copy_text"]["text"] for row in rows for button in row if "copy_text" in button]
    buttons = [[button["text"].translate(CLEAR) for button in row if "copy_text" not in button] for row in rows]
    return Seen(said, [row for row in buttons if row], copied, file)


@asynccontextmanager
async def web(room: Room) -> AsyncIterator[FarEnd]:
    channel, mailbox = CHANNELS["web"].make(Settings(_env_file=None), room.keepers()), room.mailbox

    async def look() -> list[Seen]:
        letters = sorted(await mailbox.since(ADDRESS, 0, 100), key=lambda letter: letter.id)
        return [_on_the_web(msgspec.json.decode(letter.body)["card"]) for letter in letters]

    async def sent(data: bytes) -> FileRef:
        return FileRef("web", await mailbox.keep("photo.jpg", "image/jpeg", data))

    yield FarEnd(channel, look, sent)
    await channel.close()


def _on_the_web(card: Mapping[str, Any]) -> Seen:
    return Seen(
        "\n\n".join("\n".join(part) for part in card["text"]).translate(CLEAR),
        [[button["label"].translate(CLEAR) for button in row] for row in card.get("rows", [])],
        [item["text"] for item in card.get("copy", [])],
        card.get("file", {}).get("name", ""),
    )


@asynccontextmanager
async def memory(_room: Room) -> AsyncIterator[FarEnd]:
    channel = MemoryChannel("memory")

    async def look() -> list[Seen]:
        return [_as_told(errand) for errand in channel.screens[ADDRESS].values()]

    async def sent(data: bytes) -> FileRef:
        channel.files["sent"] = data
        return FileRef("memory", "sent")

    yield FarEnd(channel, look, sent)
    await channel.close()


@asynccontextmanager
async def screens(_room: Room) -> AsyncIterator[FarEnd]:
    channel = Screens("screens")

    async def look() -> list[Seen]:
        return [_as_told(Deliver(shown.card, shown.voice)) for shown in channel.at(ADDRESS).shown]

    async def sent(data: bytes) -> FileRef:
        channel.kept["sent"] = data
        return FileRef("screens", "sent")

    yield FarEnd(channel, look, sent)
    await channel.close()


def _as_told(errand: Deliver) -> Seen:
    card, voice = errand.card, errand.voice
    assert card is not None
    return Seen(
        lines(card, voice).translate(CLEAR),
        [[label(choice.label, voice).translate(CLEAR) for choice in row] for row in card.rows],
        [item.text for item in card.copy],
        card.file.name if card.file else "",
    )
