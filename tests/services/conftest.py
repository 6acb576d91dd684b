"""What the tests of services start from on either database: the shop of what comes by itself, and the till."""

from __future__ import annotations

import pytest

from bot.clock import MovableClock
from storage.uow import Storage
from tests.jobs.conftest import shop
from tests.services.payment_room import Till

__all__ = ["shop", "till"]


@pytest.fixture
async def till(storage: Storage, clock: MovableClock) -> Till:
    """Open since Saturday, 21 November 2026, nine in the morning in Riyadh."""
    till = Till(storage, clock)
    await till.open()
    return till
