"""Polling: the offset moves after the commit, a crash loses nothing, and one bad update stops nobody."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
import structlog
from pydantic import SecretStr

from bot.channels.telegram_api import Api, connect
from bot.config import Telegram
from bot.handlers.telegram import poll
from bot.messages import Incoming, Text
from tests.standins.telegram import TelegramStandIn


class Inbox:
    """Stores updates; `before` runs first and may fail."""

    def __init__(self, before: Callable[[Incoming], Awaitable[None]] | None = None) -> None:
        self.handed: list[str] = []
        self.stored: list[str] = []
        self.changed = asyncio.Condition()
        self._before = before

    async def receive(self, incoming: Incoming) -> None:
        said = incoming.body.text if isinstance(incoming.body, Text) else incoming.body.__class__.__name__
        async with self.changed:
            self.handed.append(said)
            self.changed.notify_all()
        if self._before:
            await self._before(incoming)
        async with self.changed:
            self.stored.append(said)
            self.changed.notify_all()

    async def holds(self, count: int) -> list[str]:
        """What is stored, once it is as much as `count`."""
        async with asyncio.timeout(5), self.changed:
            await self.changed.wait_for(lambda: len(self.stored) >= count)
        return self.stored


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramStandIn]:
    async with TelegramStandIn() as server:
        yield server


@pytest.fixture
async def api(telegram: TelegramStandIn) -> AsyncIterator[Api]:
    made = connect(Telegram(token=SecretStr(telegram.token), api_url=telegram.url))
    yield made
    await made.close_connections()


@asynccontextmanager
async def polling(api: Api, inbox: Inbox, again: tuple[float, ...] = (0, 0)) -> AsyncIterator[None]:
    stop = asyncio.Event()
    task = asyncio.create_task(poll(api, inbox.receive, stop, again=again, long_poll=5))
    try:
        yield
    finally:
        stop.set()
        async with asyncio.timeout(2):
            await task


async def test_what_is_stored_is_confirmed(telegram: TelegramStandIn, api: Api) -> None:
    inbox, nora = Inbox(), telegram.person(7, "نورة")

    async with polling(api, inbox):
        await nora.types("هلا")
        await inbox.holds(1)
        await telegram.settled()

    assert telegram.called("getUpdates")[-1]["offset"] == 1002


async def test_a_chat_is_in_order_however_long_each_takes(telegram: TelegramStandIn, api: Api) -> None:
    async def slow_at_first(incoming: Incoming) -> None:
        if incoming.body == Text("1"):
            await asyncio.sleep(0.05)

    inbox, nora = Inbox(slow_at_first), telegram.person(7, "نورة")
    async with polling(api, inbox):
        for number in range(1, 6):
            await nora.types(str(number))
        stored = await inbox.holds(5)

    assert stored == ["1", "2", "3", "4", "5"]


async def test_one_chat_does_not_wait_for_another_and_nothing_unstored_is_confirmed(
    telegram: TelegramStandIn, api: Api
) -> None:
    go = asyncio.Event()

    async def wait_for_nora(incoming: Incoming) -> None:
        if incoming.address == "7":
            await go.wait()

    inbox, nora, sara = Inbox(wait_for_nora), telegram.person(7, "نورة"), telegram.person(8, "سارة")
    async with polling(api, inbox):
        await nora.types("نورة")
        await sara.types("سارة")
        await inbox.holds(1)
        await sara.types("سارة أيضًا")
        meanwhile = list(await inbox.holds(2))
        waiting = len(telegram.waiting)
        go.set()
        await inbox.holds(3)
        await telegram.settled()

    assert meanwhile == ["سارة", "سارة أيضًا"]
    assert waiting == 3
    assert sorted(inbox.handed) == sorted(["نورة", "سارة", "سارة أيضًا"])


async def test_a_crash_between_commit_and_offset_delivers_the_update_again(telegram: TelegramStandIn, api: Api) -> None:
    first, again, nora = Inbox(), Inbox(), telegram.person(7, "نورة")

    async def store_and_die(incoming: Incoming) -> None:
        await first.receive(incoming)
        dying.cancel()

    dying = asyncio.create_task(poll(api, store_and_die, asyncio.Event()))
    await nora.types("هلا")
    await asyncio.wait({dying})

    async with polling(api, again):
        await again.holds(1)

    assert (first.stored, again.stored) == (["هلا"], ["هلا"])


async def test_an_update_that_could_not_be_stored_is_tried_again(telegram: TelegramStandIn, api: Api) -> None:
    failures = [ConnectionError("no database")] * 2

    async def fail(_: Incoming) -> None:
        if failures:
            raise failures.pop()

    inbox, nora = Inbox(fail), telegram.person(7, "نورة")
    async with polling(api, inbox):
        await nora.types("هلا")
        stored = await inbox.holds(1)

    assert (stored, inbox.handed) == (["هلا"], ["هلا"] * 3)


async def test_an_update_that_can_never_be_stored_is_given_up_and_named_by_its_number_alone(
    telegram: TelegramStandIn, api: Api
) -> None:
    async def fail(incoming: Incoming) -> None:
        if incoming.body == Text("سم"):
            raise ValueError("سم")

    inbox, nora = Inbox(fail), telegram.person(7, "نورة")
    with structlog.testing.capture_logs() as logs:
        async with polling(api, inbox):
            await nora.types("سم")
            await nora.types("ماء")
            await inbox.holds(1)
            await telegram.settled()

    assert inbox.stored == ["ماء"]
    given_up = [entry for entry in logs if entry["event"] == "telegram_update_given_up"]
    assert given_up == [
        {"event": "telegram_update_given_up", "log_level": "error", "update_id": 1001, "error": "ValueError"}
    ]


async def test_updates_that_are_not_for_us_are_confirmed(telegram: TelegramStandIn, api: Api) -> None:
    inbox = Inbox()
    async with polling(api, inbox):
        await telegram.push({"channel_post": {}})
        await telegram.settled()

    assert inbox.handed == []


async def test_polling_begins_by_taking_the_webhook_away_and_keeps_what_waits(
    telegram: TelegramStandIn, api: Api
) -> None:
    inbox, nora = Inbox(), telegram.person(7, "نورة")
    await nora.types("قبل")
    telegram.webhook = {"url": "https://old.example"}

    async with polling(api, inbox):
        stored = await inbox.holds(1)

    assert (stored, telegram.webhook) == (["قبل"], {})


@pytest.mark.parametrize(
    ("code", "event"), [(409, "telegram_conflict"), (401, "telegram_token_refused"), (502, "telegram_call_failed")]
)
async def test_a_poll_that_fails_is_explained_and_repeated(
    telegram: TelegramStandIn, api: Api, code: int, event: str
) -> None:
    telegram.fail("getUpdates", code, "no", retry_after=None)
    inbox, nora = Inbox(), telegram.person(7, "نورة")
    with structlog.testing.capture_logs() as logs:
        async with polling(api, inbox):
            await nora.types("هلا")
            await inbox.holds(1)

    assert [entry["event"] for entry in logs] == [event]
    assert telegram.token not in str(logs)
