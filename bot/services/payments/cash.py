"""Whether a client may pay in cash: not after a session they missed and would have paid so, until the coach says."""

from __future__ import annotations

from datetime import UTC, datetime

from booking.people import Client
from bot.services.desk import Desk

EVER = datetime(1970, 1, 1, tzinfo=UTC)


async def barred(desk: Desk, client: Client) -> bool:
    """Whether cash is not taken of this client."""
    return await desk.tx.bookings.missed_unpaid(client.client_id, client.cash_again_at or EVER)
