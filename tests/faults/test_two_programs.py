"""Two programs over one PostgreSQL and one bot: what a chat says reaches either of them, or both at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from itertools import cycle
from typing import Any

import asyncpg  # type: ignore[import-untyped]
import httpx
import pytest

from bot.app import Program
from bot.channels.telegram import TelegramChannel
from bot.config import Settings
from storage.crypto import new_key
from tests.faults.conftest import approve_the_free_one
from tests.faults.lives import START
from tests.faults.order import Ahead
from tests.faults.said import NORA_IS_TOLD, THE_COACH_IS_TOLD
from tests.faults.town import COACH, Town, beyond
from tests.standins.site import NO_TLS, served
from tests.standins.telegram import TelegramStandIn
from tests.standins.telegram_people import Person

SECRET = "a-secret"
BURST = {
    "/start": "أهلًا بك",
    "بكم": "الاستشارات وأسعارها",
    "English": "Done, we speak English",
    "عربي": "تم، نتحدث بالعربية",
    "وين": "المكان",
    "القائمة": "أهلًا بك",
    "حجوزاتي": "لا توجد حجوزات",
    "مساعدة": "أساعد في حجز",
}
"""Things to say at once, and how the answer to each begins."""


class Doors:
    """The webhooks of all programs. Like Telegram, whoever does something waits until it is taken."""

    def __init__(self, server: TelegramStandIn, urls: list[str], http: httpx.AsyncClient) -> None:
        self._server = server
        self._urls = urls
        self._next = cycle(urls)
        self._http = http
        self.answers: list[int] = []

    async def alternately(self, update: dict[str, Any]) -> None:
        await self._post(next(self._next), self._numbered(update))

    async def at_once(self, update: dict[str, Any]) -> None:
        numbered = self._numbered(update)
        await asyncio.gather(*(self._post(url, numbered) for url in self._urls))

    def _numbered(self, update: dict[str, Any]) -> dict[str, Any]:
        if "callback_query" in update:
            self._server.queries[update["callback_query"]["id"]] = False
        return {"update_id": self._server.next_update(), **update}

    async def _post(self, url: str, update: dict[str, Any]) -> None:
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        answer = await self._http.post(f"{url}/telegram", json=update, headers=headers)
        self.answers.append(answer.status_code)


@asynccontextmanager
async def open_door(program: Program) -> AsyncIterator[str]:
    app = program.http()
    async with app.router.lifespan_context(app), served(app) as url:
        yield url


@pytest.fixture
async def doors(postgres_url: str) -> AsyncIterator[Doors]:
    key = new_key()
    await approve_the_free_one(postgres_url, key)
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(TelegramStandIn())
        settings = Settings.model_validate(
            {
                "database_url": postgres_url,
                "encryption_keys": key,
                "owners": f"telegram:{COACH}",
                "public_url": "https://jalsa.example",
                "telegram": {
                    "token": server.token,
                    "api_url": server.url,
                    "mode": "webhook",
                    "webhook_secret": SECRET,
                },
            }
        )
        clock = Ahead((START - datetime.now(UTC)).total_seconds())
        urls = [
            await stack.enter_async_context(
                open_door(Program(settings, clock, {"telegram": TelegramChannel(settings.telegram)}))
            )
            for _ in range(2)
        ]
        http = await stack.enter_async_context(httpx.AsyncClient(trust_env=False, verify=NO_TLS))
        yield Doors(server, urls, http)


def town_of(doors: Doors, push: Callable[[dict[str, Any]], Any]) -> Town:
    town = Town(doors._server)
    town.nora._push = town.coach._push = push
    return town


async def left(url: str, query: str) -> list[tuple[Any, ...]]:
    database = await asyncpg.connect(url)
    rows = await database.fetch(query)
    await database.close()
    return [tuple(row) for row in rows]


@pytest.mark.parametrize(("way", "posts"), [(Doors.alternately, 1), (Doors.at_once, 2)])
async def test_a_booking_is_made_once_and_everything_is_said_once(
    doors: Doors, postgres_url: str, way: Callable[[Doors, dict[str, Any]], Any], posts: int
) -> None:
    town = town_of(doors, lambda update: way(doors, update))

    await town.books()

    assert doors.answers == [200] * town.updates * posts
    assert beyond(NORA_IS_TOLD, town.nora) == beyond(THE_COACH_IS_TOLD, town.coach) == []
    assert await left(postgres_url, "SELECT status, seat FROM bookings") == [("confirmed", 1)]
    assert await left(postgres_url, "SELECT event FROM booking_changes ORDER BY id") == [("booked",), ("confirmed",)]
    assert await left(postgres_url, "SELECT count(*) FROM inbox") == [(town.updates,)]
    assert await left(postgres_url, "SELECT count(*) FROM sessions") == [(1,)]


async def says_all(person: Person) -> None:
    """Everything of the burst without waiting for an answer."""
    for text in BURST:
        await person.types(text)
    await person.sees(list(BURST.values())[-1])


async def test_each_chat_is_answered_in_the_order_in_which_it_spoke(doors: Doors) -> None:
    people = [doors._server.person(number, f"زائر {number}") for number in range(10, 18)]
    for person in people:
        person._push = doors.alternately
        doors._server.fail("sendMessage", 500)  # what comes behind must wait until it is tried again

    await asyncio.gather(*map(says_all, people))

    for person in people:
        assert len(person.cards) == len(BURST)
        assert all(card.seen.startswith(begin) for card, begin in zip(person.cards, BURST.values(), strict=True))
