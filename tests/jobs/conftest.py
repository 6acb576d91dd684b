"""The shop that the tests of jobs and of due things start from, on either database."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.clock import MovableClock
from storage.crypto import Vault
from tests.jobs.shop import Shop


@pytest.fixture
async def shop(database_url: str, vault: Vault, clock: MovableClock) -> AsyncIterator[Shop]:
    """Open since Saturday, 21 November 2026, nine in the morning in Riyadh."""
    shop = Shop(database_url, vault, clock)
    await shop.open()
    yield shop
    await shop.close()
