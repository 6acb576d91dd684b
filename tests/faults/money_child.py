"""A program that is at the money and kills itself there. It runs as a process of its own: `python -m
tests.faults.money_child`, and forks a life for each line it reads, as `tests.faults.child` does.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import msgspec

from bot import logs
from bot.app import Program, vault_of
from bot.config import Settings
from bot.handlers.payments import take_in
from bot.paper.receipt import receipt_pdf  # noqa: F401 - imported once for all lives
from payments.base import Provider
from storage.uow import Storage, Tx
from tests.faults.money_mortal import Moments, Watched
from tests.faults.order import Ahead


class MoneyOrder(msgspec.Struct, frozen=True):
    """One life: its settings, how far its clock is ahead of the machine's in seconds, how many moments it survives, and
    what a provider reports to it: its name, the headers, the body. None: it survives all."""

    settings: dict[str, Any]
    ahead: float
    survives: int | None
    reports: list[tuple[str, dict[str, str], bytes]]


class LastMoments(Moments):
    """The process itself is over, as if by `kill -9`."""

    async def passes(self) -> None:
        if self.left is None:
            return
        self.left -= 1
        if self.left < 0:
            os.kill(os.getpid(), signal.SIGKILL)


class WritingStorage(Storage):
    """May die just before and just after each commit that changes something."""

    moments: Moments

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Tx]:
        async with super().begin() as tx:
            before = _changes(tx)
            yield tx
            writes = _changes(tx) > before
            if writes:
                await self.moments.passes()
        if writes:
            await self.moments.passes()


def _changes(tx: Tx) -> int:
    """How many rows this connection has changed so far."""
    line: Any = tx._line
    return int(line._driver.total_changes)


async def lived(order: MoneyOrder) -> None:
    """Take in what is reported, do what is due, and rest."""
    settings, moments = Settings(_env_file=None, **order.settings), LastMoments()  # type: ignore[call-arg]
    storage = WritingStorage(settings.database_url, vault_of(settings))
    storage.moments = moments
    program = Program(settings, Ahead(order.ahead), storage=storage)
    watched: dict[str, Provider] = {
        name: Watched(provider, moments) for name, provider in program.providers.items() if provider.way.opens_page
    }
    program.providers.update(watched)
    await program.open()
    moments.left = order.survives
    for name, headers, body in order.reports:
        status = await take_in(program.reception, program.providers[name], headers, body)
        if status != 200:
            raise RuntimeError(f"a report of {name} was answered with {status}")
    await program.worker.drain()
    await program.tick()
    await program.worker.drain()
    await program.close()


def main() -> None:
    logs.configure(as_json=False)
    print(0, flush=True)  # noqa: T201 - its lives have no door
    for line in sys.stdin:
        order = msgspec.json.decode(line, type=MoneyOrder)
        life = os.fork()
        if not life:
            code = 1
            try:
                asyncio.run(lived(order))
                code = 0
            finally:
                os._exit(code)
        print(life, flush=True)  # noqa: T201
        print(os.waitstatus_to_exitcode(os.waitpid(life, 0)[1]), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
