"""A nursery for all tests of a run, and a program that begins again over a database of its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.app import starter
from bot.services import catalogue
from storage.crypto import Vault, new_key
from storage.uow import Storage
from tests.faults.lives import START, Lives, Nursery, nursery
from tests.faults.town import COACH, MortalTown
from tests.standins.telegram import TelegramStandIn


@pytest.fixture(scope="session")
def born(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    with (tmp_path_factory.mktemp("lives") / "log").open("w") as log, nursery(log) as running:
        yield running


@pytest.fixture
def loop() -> Iterator[asyncio.Runner]:
    """An event loop for machines whose rules are not asynchronous."""
    with asyncio.Runner() as running:
        yield running


@pytest.fixture
async def town(
    request: pytest.FixtureRequest, born: Nursery, sqlite_url: str, tmp_path: Path
) -> AsyncIterator[MortalTown]:
    """A client, the coach, and the program between them; by polling unless the test asks for «webhook»."""
    key = new_key()
    await approve_the_free_one(sqlite_url, key)
    async with TelegramStandIn() as server:
        bot = {"token": server.token, "api_url": server.url, "webhook_secret": "a-secret"}
        settings = {
            "database_url": sqlite_url,
            "encryption_keys": key,
            "owners": f"telegram:{COACH}",
            "public_url": f"http://127.0.0.1:{born.port}",
            "telegram": bot | {"mode": getattr(request, "param", "polling")},
        }
        lives = Lives(born, tmp_path, settings)
        lives.begin()
        yield MortalTown(server, lives, tmp_path / "jalsa.db")
        await lives.end()


async def approve_the_free_one(url: str, key: str) -> None:
    """Load the starter's catalogue with one change: the free consultation, too, waits for the coach."""
    offered = starter().replace('price = "0"', 'price = "0"\nrequires_approval = true')
    storage = Storage(url, Vault.from_text(key))
    async with storage.begin() as tx:
        await catalogue.load(tx, catalogue.read(offered), START)
    await storage.close()
