"""The clock: rows say what is due, and this only ticks. APScheduler is here and nowhere else."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeAlias

import structlog

from bot.clock import Clock
from bot.jobs.base import MakeDesk
from bot.services import holds, reminders
from bot.services.coach import rounds as coach_rounds
from bot.services.desk import Desk
from bot.services.payments import asking, choices, refunds
from storage.uow import Storage

EVERY = timedelta(seconds=20)
BATCH = 100
INBOX_KEPT = timedelta(days=14)
"""Longer than any channel or provider repeats itself: Stripe and PayPal do so for three days."""

HEARD_OF = timedelta(days=3)
"""By then a channel has said of a message whether it arrived: what it said is kept no longer."""

ERRANDS_KEPT = timedelta(days=30)
"""Finished errands, without their contents; the record of what was sent stays."""

Round: TypeAlias = Callable[[Desk, int], Awaitable[int]]

ROUNDS: tuple[Round, ...] = (
    asking.expire_due,
    holds.nudge_due,
    asking.ask_due,
    choices.give_back_due,
    refunds.try_again_due,
    reminders.send_due,
    coach_rounds.end_unanswered,
    coach_rounds.nudge_waiting,
)

log = structlog.get_logger(__name__)


async def tick(storage: Storage, clock: Clock, desk: MakeDesk) -> None:
    """Do all that has become due, each round in transactions of its own; what fails is left for the next tick."""
    for due in ROUNDS:
        await _safely(due.__name__, _in_batches(storage, desk, due))
    await _safely("send_brief", _brief(storage, desk))
    await _safely("clean_up", _clean_up(storage, clock))


async def _in_batches(storage: Storage, desk: MakeDesk, due: Round) -> None:
    settled = BATCH
    while settled == BATCH:
        async with storage.begin() as tx:
            settled = await due(await desk(tx), BATCH)


async def _brief(storage: Storage, desk: MakeDesk) -> None:
    async with storage.begin() as tx:
        await coach_rounds.send_brief(await desk(tx))


async def _clean_up(storage: Storage, clock: Clock) -> None:
    async with storage.begin() as tx:
        await tx.inbox.forget(clock.now() - INBOX_KEPT)
        await tx.outbox.forget(clock.now() - ERRANDS_KEPT)
        await tx.sent.forget(clock.now() - HEARD_OF)
        await tx.links.forget_codes(clock.now())
        await tx.files.forget(clock.now())


async def _safely(what: str, work: Awaitable[None]) -> None:
    """One round that fails keeps no other from being made."""
    try:
        await work
    except Exception:
        log.exception("tick_failed", what=what, code=secrets.token_hex(3))


async def run(beat: Callable[[], Awaitable[None]], stop: asyncio.Event) -> None:
    """Call `beat` now and every 20 s until `stop`; a late one is made up for once, and two never overlap."""
    from apscheduler.schedulers.asyncio import AsyncIOScheduler  # noqa: PLC0415 - only who runs the clock needs it

    beating = asyncio.Lock()

    async def once() -> None:
        async with beating:
            await beat()

    await once()
    scheduler = AsyncIOScheduler(timezone="UTC")
    scheduler.add_job(
        once, "interval", seconds=EVERY.total_seconds(), coalesce=True, misfire_grace_time=None, max_instances=1
    )
    scheduler.start()
    try:
        await stop.wait()
        scheduler.remove_all_jobs()
        async with beating:  # what has begun is finished
            pass
    finally:
        scheduler.shutdown(wait=False)
