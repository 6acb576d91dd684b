"""Letting updates in: whatever becomes of the menus, people are heard; and everything ends when it is told to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import structlog
from pydantic import SecretStr

from bot.channels.telegram import TelegramChannel
from bot.config import Telegram
from bot.handlers.telegram import serve
from bot.messages import Incoming, Text
from tests.standins.telegram import TelegramStandIn


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramStandIn]:
    async with TelegramStandIn() as server:
        yield server


@pytest.fixture
async def channel(telegram: TelegramStandIn) -> AsyncIterator[TelegramChannel]:
    made = TelegramChannel(Telegram(token=SecretStr(telegram.token), api_url=telegram.url))
    yield made
    await made.close()


class Inbox:
    """What was let in."""

    def __init__(self) -> None:
        self.stored: list[Incoming] = []

    async def receive(self, incoming: Incoming) -> None:
        self.stored.append(incoming)


@asynccontextmanager
async def polling(channel: TelegramChannel, inbox: Inbox) -> AsyncIterator[None]:
    stop = asyncio.Event()
    task = asyncio.create_task(serve(channel, inbox.receive, stop, owner_ids=["4242"]))
    try:
        yield
    finally:
        stop.set()
        async with asyncio.timeout(2):
            await task


async def heard(telegram: TelegramStandIn, channel: TelegramChannel) -> list[Text]:
    """What is stored of a «هلا» said while `serve` runs."""
    inbox, nora = Inbox(), telegram.person(7, "نورة")
    async with polling(channel, inbox):
        await nora.types("هلا")
        await telegram.settled()
    return [incoming.body for incoming in inbox.stored if isinstance(incoming.body, Text)]


@pytest.mark.parametrize(
    ("code", "event"),
    [(502, "telegram_menus_not_set"), (429, "telegram_menus_not_set"), (400, "telegram_menus_refused")],
)
async def test_menus_that_cannot_be_set_stop_nobody(
    telegram: TelegramStandIn, channel: TelegramChannel, code: int, event: str
) -> None:
    telegram.fail("setMyCommands", code, "no", retry_after=3600 if code == 429 else None)

    with structlog.testing.capture_logs() as logs:
        said = await heard(telegram, channel)

    assert said == [Text("هلا")]
    assert [entry["event"] for entry in logs] == [event]


async def test_menus_are_tried_again(telegram: TelegramStandIn, channel: TelegramChannel) -> None:
    telegram.fail("setMyCommands", 429, "Too Many Requests", retry_after=0)
    telegram.person(4242, "الكابتن").started = True

    async with polling(channel, Inbox()):
        await telegram.until(lambda: len(telegram.commands) == 6)

    assert {scope for scope, _ in telegram.commands} == {"default", "4242"}


async def test_with_a_webhook_it_waits_until_it_is_told_to_stop(
    telegram: TelegramStandIn, channel: TelegramChannel
) -> None:
    stop = asyncio.Event()
    serving = asyncio.create_task(
        serve(channel, Inbox().receive, stop, mode="webhook", public_url="https://jalsa.example", secret="s")
    )

    await telegram.until(lambda: bool(telegram.webhook))
    waited = not serving.done()
    stop.set()
    await serving

    assert waited
    assert telegram.webhook["url"] == "https://jalsa.example/telegram"


async def test_it_stops_while_the_menus_hang(telegram: TelegramStandIn, channel: TelegramChannel) -> None:
    telegram.hang("setMyCommands", 3600)

    assert await heard(telegram, channel) == [Text("هلا")]
