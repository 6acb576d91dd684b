"""A program that is at the money and kills itself there. It runs as a process of its own: `python -m
tests.faults.money_child`, and forks a life for each line it reads, as `tests.faults.child` does.
"""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any, TypeVar

import msgspec

from booking.money import Currency, Money
from bot import i18n, logs
from bot.app import Program, vault_of
from bot.channels import web  # noqa: F401 - imported once for all lives, like the providers
from bot.config import Settings
from bot.handlers.payments import take_in
from bot.jobs.base import Outside
from bot.messages import Amount, Moment, Outgoing, Voice, say
from payments import paypal, stripe  # noqa: F401
from payments.base import Provider
from storage.rows import OutboxRow
from storage.uow import Storage, Tx
from tests.faults.money_mortal import Moments, Watched
from tests.faults.order import Ahead

T = TypeVar("T")
PRICE = Amount.of(Money(10000, Currency.SAR))


class MoneyOrder(msgspec.Struct, frozen=True):
    """One life: its settings, how far its clock is ahead of the machine's in seconds, how many moments it survives, and
    what a provider reports to it: its name, the headers, the body. None: it survives all, and is told everything twice.

    A rehearsal is lived without a fork: what it loads and prepares is there for all lives after it.
    """

    settings: dict[str, Any]
    ahead: float
    survives: int | None
    reports: list[tuple[str, dict[str, str], bytes]]
    is_rehearsal: bool = False


class LastMoments(Moments):
    """After each call and each commit; then the process itself is over, by `kill -9`."""

    async def around(self, call: Callable[[], Awaitable[T]]) -> T:
        answer = await call()
        await self.passes()
        return answer

    async def passes(self) -> None:
        if self.left is None:
            return
        self.left -= 1
        if self.left < 0:
            os.kill(os.getpid(), signal.SIGKILL)


class WritingStorage(Storage):
    """May die after each commit that changes something. Before the next one, or the next call, is the same: all that
    was done meanwhile was in this process."""

    moments: Moments

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Tx]:
        async with super().begin() as tx:
            before = _changes(tx)
            yield tx
            writes = _changes(tx) > before
        if writes:
            await self.moments.passes()


def _changes(tx: Tx) -> int:
    """How many rows this connection has changed so far."""
    line: Any = tx._line
    return int(line._driver.total_changes)


async def _unprinted(_row: OutboxRow, _outside: Outside) -> str:
    """The receipt on paper takes longer than everything else together, and has its own tests, of deaths too."""
    return ""


async def lived(order: MoneyOrder) -> None:
    """Take in what is reported, do what is due, and rest."""
    settings, moments = Settings(_env_file=None, **order.settings), LastMoments()
    storage = WritingStorage(settings.database_url, vault_of(settings))
    storage.moments = moments
    program = Program(settings, Ahead(order.ahead), storage=storage)
    watched: dict[str, Provider] = {
        name: Watched(provider, moments) for name, provider in program.providers.items() if provider.way.opens_page
    }
    program.providers.update(watched)
    jobs: Any = program.worker._jobs
    jobs["receipt"] = _unprinted
    await program.open()
    moments.left = order.survives
    for _ in range(1 if order.survives is not None else 2):
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
    for voice in (Voice(), Voice(language="en")):
        until = say("checkout-until", until=Moment(datetime.now(UTC)))
        i18n.lines(Outgoing((until, say("line-amount", amount=PRICE))), voice)
    print(0, flush=True)  # noqa: T201 - its lives have no door
    for line in sys.stdin:
        order = msgspec.json.decode(line, type=MoneyOrder)
        gc.freeze()  # a life that collects garbage would copy every page that it shares with the others
        life = 0 if order.is_rehearsal else os.fork()
        if not life and not order.is_rehearsal:
            _live(order)
        print(life, flush=True)  # noqa: T201 - before anything is done: who asked for it answers as the providers
        if order.is_rehearsal:
            asyncio.run(lived(order))
        print(os.waitstatus_to_exitcode(os.waitpid(life, 0)[1]) if life else 0, flush=True)  # noqa: T201


def _live(order: MoneyOrder) -> None:
    """What goes wrong in a life stands in the log."""
    code = 1
    try:
        asyncio.run(lived(order))
        code = 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
