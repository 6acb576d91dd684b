"""The parent's side of a program that is killed: one life after another over the same database."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any, Literal

import msgspec

from bot.jobs.worker import LEASE
from tests.faults.order import Order, Point

ROOT = Path(__file__).parents[2]
START = datetime(2026, 11, 21, 12, tzinfo=UTC)  # after the coach's morning
PATIENCE = 20.0  # seconds until a test gives up waiting for a death
PAUSE = LEASE + timedelta(seconds=1)
"""Between two lives, by the program's clock: what was in flight is found again when its lease is over."""


class Nursery:
    """The process that forks lives; its imports are paid for once. `port` is where each life has its HTTP door."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.is_practised = False  # whether what all lives need is loaded
        self.port = int(self._read())

    def bear(self, order: msgspec.Struct) -> int:
        """Begin a life; its process id."""
        assert self._process.stdin is not None
        self._process.stdin.write(msgspec.json.encode(order).decode() + "\n")
        self._process.stdin.flush()
        return int(self._read())

    def mourn(self) -> int:
        """Wait until the life is over; its exit status."""
        return int(self._read())

    def _read(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()


@contextmanager
def nursery(log: IO[str], of: str = "tests.faults.child") -> Iterator[Nursery]:
    """`of` is the module that forks the lives; what it bears takes orders of its own kind."""
    with subprocess.Popen(  # noqa: S603 - one of our own modules
        [sys.executable, "-m", of],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=log,
        text=True,
    ) as process:
        try:
            yield Nursery(process)
        finally:
            assert process.stdin is not None
            process.stdin.close()


class Lives:
    """A program that begins again whenever it is killed."""

    def __init__(self, nursery: Nursery, folder: Path, settings: dict[str, Any]) -> None:
        self._nursery = nursery
        self._fate = folder / "fate"
        self._settings = settings
        self._ahead = START - datetime.now(UTC)
        self._life = 0
        self._deaths: asyncio.Queue[int] = asyncio.Queue()
        self._watching: asyncio.Task[None] | None = None

    def begin(self, later: timedelta = timedelta()) -> None:
        """A new life, whose clock shows so much `later` than the last one's."""
        self._ahead += later
        order = Order(self._settings, self._ahead.total_seconds(), str(self._fate))
        self._life = self._nursery.bear(order)
        self._watching = asyncio.create_task(self._watch())

    async def _watch(self) -> None:
        self._deaths.put_nowait(await asyncio.to_thread(self._nursery.mourn))

    def doom(self, point: Point, what: Literal["turn", "tick"] = "turn") -> None:
        """The next turn, or tick, that has something to say dies at `point`."""
        waiting = self._fate.with_suffix(".new")
        waiting.write_text(f"{what} {point}", "ascii")
        waiting.replace(self._fate)

    async def rise(self) -> None:
        """Wait until it is dead, as it was told to be, and begin anew."""
        await self.dead()
        self.begin(PAUSE)

    async def stop(self) -> None:
        """Have it finish what it is at, as an operator would."""
        os.kill(self._life, signal.SIGTERM)
        await self.dead(signal.SIGTERM)

    async def end(self) -> None:
        """Kill what lives."""
        os.kill(self._life, signal.SIGKILL)
        await self.dead()

    async def dead(self, of: signal.Signals = signal.SIGKILL) -> None:
        """Wait until it is dead."""
        async with asyncio.timeout(PATIENCE):
            assert await self._deaths.get() == -of
