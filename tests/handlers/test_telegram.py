"""The webhook: nothing is acknowledged before it is stored, and nobody but Telegram gets in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr
from uvicorn import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from bot.channels.telegram_api import connect
from bot.config import Telegram
from bot.handlers.telegram import MAX_BODY, router, set_webhook
from bot.messages import Incoming, Text
from tests.standins.telegram import TelegramStandIn

SECRET = "a-secret"
HEADER = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
CHAT = {"id": 7, "type": "private"}
UPDATE = {
    "update_id": 5,
    "message": {
        "message_id": 9,
        "date": 1,
        "chat": CHAT,
        "from": {"id": 7, "is_bot": False, "first_name": "ن"},
        "text": "هلا",
    },
}


class Inbox:
    """Stores updates, or fails as often as it is told."""

    def __init__(self, failures: int = 0) -> None:
        self.stored: list[Incoming] = []
        self.failures = failures

    async def receive(self, incoming: Incoming) -> None:
        if self.failures:
            self.failures -= 1
            raise ConnectionError("no database")
        self.stored.append(incoming)


def client(inbox: Inbox, secret: str = SECRET) -> httpx.AsyncClient:
    app = FastAPI()
    app.include_router(router(inbox.receive, secret))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://bot")


async def post(inbox: Inbox, secret: str = SECRET, **request: Any) -> int:
    async with client(inbox, secret) as door:
        return (await door.post("/telegram", **{"headers": HEADER, **request})).status_code


async def test_an_update_is_stored_and_then_acknowledged() -> None:
    inbox = Inbox()

    assert await post(inbox, json=UPDATE) == 200
    assert [incoming.body for incoming in inbox.stored] == [Text("هلا")]


async def test_an_update_that_is_not_stored_is_not_acknowledged() -> None:
    assert await post(Inbox(failures=1), json=UPDATE) == 500


async def test_an_update_that_is_not_for_us_is_acknowledged() -> None:
    inbox = Inbox()

    assert await post(inbox, json={"update_id": 5, "channel_post": {}}) == 200
    assert inbox.stored == []


@pytest.mark.parametrize("headers", [{}, {"X-Telegram-Bot-Api-Secret-Token": "another"}])
async def test_nobody_gets_in_without_the_secret(headers: dict[str, str]) -> None:
    inbox = Inbox()

    assert await post(inbox, json=UPDATE, headers=headers) == 403
    assert inbox.stored == []


async def test_nobody_gets_in_when_there_is_no_secret() -> None:
    header = {"X-Telegram-Bot-Api-Secret-Token": ""}

    assert await post(Inbox(), secret="", json=UPDATE, headers=header) == 403


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b"\xff\xfe", b"[" * 100_000, b'"text"'])
async def test_garbage_is_refused(body: bytes) -> None:
    assert await post(Inbox(), content=body) == 400


async def test_a_body_beyond_the_limit_is_refused() -> None:
    assert await post(Inbox(), content=b" " * (MAX_BODY + 1)) == 413


@asynccontextmanager
async def served(inbox: Inbox) -> AsyncIterator[str]:
    """The webhook over real HTTP; its public address."""
    app = FastAPI()
    app.include_router(router(inbox.receive, SECRET))
    config, state = Config(app, log_level="critical", lifespan="off", ws="none"), ServerState()
    config.load()
    server = await asyncio.get_running_loop().create_server(
        lambda: HttpToolsProtocol(config, state, app_state={}), "127.0.0.1", 0
    )
    try:
        yield "http://{}:{}".format(*server.sockets[0].getsockname())
    finally:
        server.close()
        for connection in tuple(state.connections):
            connection.shutdown()


async def test_telegram_posts_again_what_was_not_stored_and_keeps_a_chats_order() -> None:
    inbox = Inbox(failures=2)
    async with TelegramStandIn() as telegram, served(inbox) as public_url:
        api = connect(Telegram(token=SecretStr(telegram.token), api_url=telegram.url))
        nora = telegram.person(7, "نورة")
        await nora.types("قبل")
        await set_webhook(api, public_url, SECRET, asyncio.Event())
        await nora.types("بعد")

        await telegram.settled()

        await api.close_connections()
    assert telegram.posted == [500, 500, 200, 200]
    assert [incoming.body for incoming in inbox.stored] == [Text("قبل"), Text("بعد")]
