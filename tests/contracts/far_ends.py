"""For each channel, what a contract test needs of its other side: what a person sees there, and a file they sent."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import msgspec

from bot.channels import CHANNELS
from bot.channels.base import Channel
from bot.channels.web import Mailbox
from bot.config import Settings, Telegram
from bot.i18n import label, lines
from bot.messages import Deliver, FileRef
from tests.chat.world import Screens
from tests.standins.memory_channel import MemoryChannel
from tests.standins.telegram import TelegramStandIn

ADDRESS = "7"
_CLEAR = dict.fromkeys([*range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])


@dataclass
class Seen:
    """One message as the eye sees it, whatever the channel makes of it."""

    text: str
    buttons: list[list[str]] = field(default_factory=list)
    copyable: list[str] = field(default_factory=list)
    file: str = ""


@dataclass
class FarEnd:
    """A channel, and the person at its other side: `look` is their screen, `sent` a file from them."""

    channel: Channel
    look: Callable[[], Awaitable[list[Seen]]]
    sent: Callable[[bytes], Awaitable[FileRef]]


@asynccontextmanager
async def telegram(mailbox: Mailbox) -> AsyncIterator[FarEnd]:
    async with TelegramStandIn() as server:
        person = server.person(int(ADDRESS), "نورة")
        person.started = True
        bot = Telegram.model_validate({"token": server.token, "api_url": server.url})
        channel = CHANNELS["telegram"].make(Settings(_env_file=None, telegram=bot), mailbox)

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
    buttons = [[button["text"].translate(_CLEAR) for button in row if "copy_text" not in button] for row in rows]
    return Seen(said, [row for row in buttons if row], copied, file)


@asynccontextmanager
async def web(mailbox: Mailbox) -> AsyncIterator[FarEnd]:
    channel = CHANNELS["web"].make(Settings(_env_file=None), mailbox)

    async def look() -> list[Seen]:
        letters = sorted(await mailbox.since(ADDRESS, 0, 100), key=lambda letter: letter.id)
        return [_on_the_web(msgspec.json.decode(letter.body)["card"]) for letter in letters]

    async def sent(data: bytes) -> FileRef:
        return FileRef("web", await mailbox.keep("photo.jpg", "image/jpeg", data))

    yield FarEnd(channel, look, sent)
    await channel.close()


def _on_the_web(card: Mapping[str, Any]) -> Seen:
    return Seen(
        "\n\n".join("\n".join(part) for part in card["text"]).translate(_CLEAR),
        [[button["label"].translate(_CLEAR) for button in row] for row in card.get("rows", [])],
        [item["text"] for item in card.get("copy", [])],
        card.get("file", {}).get("name", ""),
    )


@asynccontextmanager
async def memory(_mailbox: Mailbox) -> AsyncIterator[FarEnd]:
    channel = MemoryChannel("memory")

    async def look() -> list[Seen]:
        return [_as_told(errand) for errand in channel.screens[ADDRESS].values()]

    async def sent(data: bytes) -> FileRef:
        channel.files["sent"] = data
        return FileRef("memory", "sent")

    yield FarEnd(channel, look, sent)
    await channel.close()


@asynccontextmanager
async def screens(_mailbox: Mailbox) -> AsyncIterator[FarEnd]:
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
        lines(card, voice).translate(_CLEAR),
        [[label(choice.label, voice).translate(_CLEAR) for choice in row] for row in card.rows],
        [item.text for item in card.copy],
        card.file.name if card.file else "",
    )


FAR_ENDS: Mapping[str, Callable[[Mailbox], AbstractAsyncContextManager[FarEnd]]] = {
    "telegram": telegram,
    "web": web,
    "memory": memory,
    "screens": screens,
}
"""By the channel's name: those of the registry, and the stand-ins that tests of everything else use."""
