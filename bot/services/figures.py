"""What a watchman is told of the work: how much waits, how much was given up, what was sent within a day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from storage.uow import Tx

DAY = timedelta(days=1)
"""A longer past would be counted anew at each look; whoever keeps the figures can add days up."""


async def figures(tx: Tx, channels: Collection[str], now: datetime) -> dict[str, int]:
    """Whole numbers by name, all of them gauges; `messages_sent` is one for each of the configured `channels`."""
    sent = await tx.sent.counts(channels, now - DAY)
    of_channels = {f'messages_sent{{channel="{name}"}}': number for name, number in sent.items()}
    return {**await tx.outbox.figures(now), **of_channels, "money_tasks": await tx.payments.waiting()}
