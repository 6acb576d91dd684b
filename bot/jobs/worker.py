"""Runs errands: claims what is due, runs it outside any transaction, and writes down what became of it.

Lanes keep their order because the outbox hands out one errand a lane at a time; here every errand in hand is a task,
so chats go side by side. What is settled is written together with the search for what comes next, in one
transaction, as soon as the writer is free: under load many replies share it. A reply that nothing waits behind is in
no hurry, and is written down with the next turn of anybody, if one comes soon: then it costs no commit at all. Killed
before that commit, an errand is found again when its lease ends: at most one repeat a chat.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from time import monotonic

import structlog

from bot.channels.base import Channel, NotSent, TryLater
from bot.channels.pace import Pace
from bot.clock import Clock
from bot.jobs.base import Job, Outside
from bot.jobs.outcomes import Dead, Done, Outcome, after_failure, write_down
from storage.rows import OutboxRow
from storage.uow import Storage, Tx

LEASE = timedelta(seconds=60)
PATIENCE = LEASE.total_seconds() - 10
"""Seconds an errand may take, waiting for its turn included; it is settled before its lease ends."""

PARALLEL = 32
LOOK_EVERY = 1.0
"""Seconds between looks for what nobody woke us for: retries, errands of other processes, leases that ended."""

SOON = 0.05
"""Seconds after a wake with errands in hand until we look for others; the next commit mostly does it before."""

NO_HURRY = 0.02
"""Seconds that a settled reply waits for a transaction of somebody else's."""

GRACE = 5.0
"""Seconds that errands in hand are given when the program stops."""

log = structlog.get_logger(__name__)


class Worker:
    """The one that speaks to the outside, on one event loop. `paces` are the rates that channels ask for, by name."""

    def __init__(
        self,
        storage: Storage,
        clock: Clock,
        channels: Mapping[str, Channel],
        jobs: Mapping[str, Job],
        *,
        paces: Mapping[str, Pace] | None = None,
        parallel: int = PARALLEL,
    ) -> None:
        self._storage = storage
        self._clock = clock
        self._outside = Outside(storage, clock, channels)
        self._jobs = jobs
        self._paces = paces or {}
        self._parallel = parallel
        self._slots = asyncio.Semaphore(parallel)
        self._errands: set[asyncio.Task[None]] = set()
        self._in_hand = 0
        self._writer: asyncio.Task[None] | None = None
        self._settled: list[Outcome] = []
        self._look = False
        self._crowded = False  # something may wait behind what is in hand: whatever is settled brings a look
        self._stopped = False

    # ---------------------------------------------------------------------------------------------- from outside

    def wake(self, rows: Sequence[OutboxRow] = (), *, more: bool = True) -> None:
        """Run `rows`, which were put as claimed and are committed; with `more`, look for what else is due, soon or now.

        Without `more`, whoever put `rows` knows that nothing else is due, and that nothing waits behind them.
        """
        if self._stopped:
            return  # their leases end, and the next start finds them
        self._crowded = self._crowded or more
        for row in rows:
            self._start(row, hurry=more)
        if more and rows:
            self._look = True
            asyncio.get_running_loop().call_later(SOON, self._look_if_still_due)
        elif more:
            self._look_now()

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Tx]:
        """A transaction, of a turn or our own, that also writes down everything settled up to the moment it begins."""
        settled: list[Outcome] = []
        try:
            async with self._storage.begin() as tx:
                settled, self._settled = self._settled, []
                now = self._clock.now()
                for outcome in settled:
                    await write_down(tx, outcome, now)
                yield tx
        except BaseException:
            self._settled = [*settled, *self._settled]
            self._write_soon()
            raise

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop`; then wait a little for what is in hand."""
        while not stop.is_set():
            self._look_now()
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), LOOK_EVERY)
        self._stopped = True
        with suppress(TimeoutError):
            async with asyncio.timeout(GRACE):
                await self._finish()
        await self.abandon()

    async def drain(self) -> None:
        """Work until nothing is due."""
        self._look_now()
        await self._finish()

    async def _finish(self) -> None:
        """Rest, with everything written down."""
        await self.rest()
        while self._settled:
            self._write()
            await self.rest()

    async def abandon(self) -> None:
        """Drop what is in hand, as a crash would, and begin nothing more: it is found again when its lease ends."""
        self._stopped = True
        tasks = self._tasks()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def rest(self) -> None:
        """Wait until nothing is in hand; what is due but not begun is not looked for, nor is the last word written."""
        while tasks := self._tasks():
            await asyncio.wait(tasks)

    def _tasks(self) -> set[asyncio.Task[None]]:
        return {task for task in (*self._errands, self._writer) if task is not None and not task.done()}

    # ----------------------------------------------------------------------------------------------- one errand

    def _start(self, row: OutboxRow, *, hurry: bool = True) -> None:
        self._in_hand += 1
        task = asyncio.create_task(self._see_to(row, hurry=hurry))
        self._errands.add(task)
        task.add_done_callback(self._errands.discard)

    async def _see_to(self, row: OutboxRow, *, hurry: bool) -> None:
        outcome = await self._tried(row)
        self._in_hand -= 1  # here and not when the task is gone: the writer may count before that
        self._settled.append(outcome)  # only now: a commit made meanwhile has put a new list in its place
        if hurry or self._crowded:
            self._look_now()
        else:
            self._write_soon()

    async def _tried(self, row: OutboxRow) -> Outcome:
        job = self._jobs.get(row.kind)
        if job is None:
            log.error("errand_of_unknown_kind", errand=row.id, kind=row.kind)
            return Dead(row, "unknown kind")
        try:
            async with asyncio.timeout(PATIENCE):
                await self._wait_for_pace(row)
                async with self._slots:
                    return Done(row, await job(row, self._outside))
        except Exception as error:  # noqa: BLE001 - whatever it is, the errand goes on by the rules
            return self._failed(row, TryLater("took too long") if isinstance(error, TimeoutError) else error)

    async def _wait_for_pace(self, row: OutboxRow) -> None:
        """Rates are the outside's and count real seconds, whatever our own clock says."""
        pace = self._paces.get(row.channel)
        while pace is not None:
            seconds = pace.reserve(row.address, datetime.fromtimestamp(monotonic(), UTC))
            if not seconds:
                return
            await asyncio.sleep(seconds)

    def _failed(self, row: OutboxRow, error: Exception) -> Outcome:
        outcome = after_failure(row, error, self._clock.now(), random.random())
        about = {"errand": row.id, "kind": row.kind, "channel": row.channel, "booking": row.booking_id}
        if not isinstance(error, NotSent):
            log.error("errand_failed", code=f"e{row.id}", attempt=row.attempts, exc_info=error, **about)
        if isinstance(outcome, Dead):
            log.warning("errand_given_up", why=outcome.why, attempt=row.attempts, **about)
        elif isinstance(error, NotSent):
            log.info("errand_put_off", why=outcome.why, attempt=row.attempts, **about)
        return outcome

    # ------------------------------------------------------------------------------------- writing and claiming

    def _look_now(self) -> None:
        self._look = True
        self._write()

    def _look_if_still_due(self) -> None:
        if self._look and not self._stopped:
            self._write()

    def _write_soon(self) -> None:
        if not self._stopped:
            asyncio.get_running_loop().call_later(NO_HURRY, self._write_if_settled)

    def _write_if_settled(self) -> None:
        if self._settled and not self._stopped:
            self._write()

    def _write(self) -> None:
        """Have what is settled written and what is due claimed; whoever is at it already does it in the same go."""
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._keep_writing())

    async def _keep_writing(self) -> None:
        while self._settled or self._look:
            try:
                claimed = await self._commit()
            except Exception:  # a database that is away comes back
                log.exception("outbox_out_of_reach")
                await asyncio.sleep(LOOK_EVERY)
                continue
            for row in claimed:
                self._start(row)

    async def _commit(self) -> list[OutboxRow]:
        """One transaction: everything settled up to the moment it begins, and a claim of what there is room for."""
        async with self.begin() as tx:
            self._look, self._crowded = False, self._crowded and self._in_hand > 0
            room = self._parallel - self._in_hand
            if room <= 0 or self._stopped:
                return []
            return await tx.outbox.claim(self._clock.now(), limit=room, lease=LEASE)
