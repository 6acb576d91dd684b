"""What every job is handed, and what a job is: the code behind one kind of errand."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from bot.channels.base import Channel
from bot.clock import Clock
from bot.services.desk import Desk
from storage.rows import OutboxRow
from storage.uow import Storage, Tx

NOT_HERE_SECONDS = 600.0
"""What this process was not configured with may be back, or be another process's."""

MakeDesk: TypeAlias = Callable[[Tx], Awaitable[Desk]]
"""Lays the desk for a transaction: the coach, the moment, the ways to pay."""


@dataclass(frozen=True, slots=True)
class Outside:
    """What jobs work with. No transaction is open while a job runs; it begins its own where it has to remember."""

    storage: Storage
    clock: Clock
    channels: Mapping[str, Channel]


class Job(Protocol):
    """Runs the errands of one kind."""

    async def __call__(self, row: OutboxRow, outside: Outside) -> str:
        """Do what the errand says; returns the outside's id of it ("" when there is none).

        Raises `bot.channels.base.NotSent`, whose subclass says whether another try makes sense. May be called again
        for the same errand, whose `id` serves as the idempotency key.
        """
        ...
