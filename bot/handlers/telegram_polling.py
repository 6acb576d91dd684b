"""Telegram's updates by long polling: the offset moves only past what is stored, so a crash loses nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import Any

import structlog

from bot.channels.telegram_api import Api
from bot.channels.telegram_insist import insist, sleep
from bot.handlers.telegram_lanes import Done, Job, Lanes
from bot.handlers.telegram_work import Pay, Receive, no_till, work_of

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member", "pre_checkout_query")
LONG_POLL_SECONDS = 30
AGAIN_SECONDS = (0.2, 1.0, 3.0, 10.0)
"""How long to wait before an update that was not stored is tried again; after the last it is given up."""

_GRACE_SECONDS = 10.0  # for the answer to a long poll to travel
_WIDTH = 32
_FIRST_PAUSE, _LONGEST_PAUSE = 0.05, 1.0

log = structlog.get_logger()


async def poll(
    api: Api,
    receive: Receive,
    stop: asyncio.Event,
    *,
    pay: Pay = no_till,
    again: Sequence[float] = AGAIN_SECONDS,
    long_poll: int = LONG_POLL_SECONDS,
) -> None:
    """Hand every update to `receive` (of an invoice: to `pay`) until `stop`: chats side by side, each chat in order.

    An update that is not stored is tried again after each of the seconds in `again`, then given up with a log line.
    What is being stored when `stop` comes is finished; the rest is sent again at the next start.
    """
    if await insist(partial(api.call, "deleteWebhook", {"drop_pending_updates": False}), stop) is None:
        return
    async with asyncio.TaskGroup() as tasks:
        await _Door(receive, pay, stop, again, Lanes(tasks, _WIDTH)).run(api, long_poll)


class _Door:
    """One run of polling."""

    def __init__(self, receive: Receive, pay: Pay, stop: asyncio.Event, again: Sequence[float], lanes: Lanes) -> None:
        self._receive = receive
        self._pay = pay
        self._stop = stop
        self._again = again
        self._lanes = lanes
        self._done = Done()
        self._progress = asyncio.Event()

    async def run(self, api: Api, long_poll: int) -> None:
        pause = _FIRST_PAUSE
        while not self._stop.is_set():
            ask = {"offset": self._done.offset, "timeout": long_poll, "allowed_updates": ALLOWED_UPDATES}
            self._progress.clear()
            updates = await insist(partial(api.call, "getUpdates", ask, long_poll + _GRACE_SECONDS), self._stop)
            fresh = [self._take(update) for update in updates or ()]
            if self._done:
                # Asked now, Telegram would answer at once with what it knows to be unconfirmed.
                await _within(self._progress, pause)
            pause = _FIRST_PAUSE if any(fresh) else min(pause * 2, _LONGEST_PAUSE)

    def _take(self, update: dict[str, Any]) -> bool:
        """Put an update into its chat's lane; whether it is a new one."""
        update_id = int(update["update_id"])
        if not self._done.begin(update_id):
            return False
        work = work_of(update, self._receive, self._pay)
        if work is None:
            self._done.finish(update_id)
        else:
            self._lanes.put(work.lane, partial(self._handle, update_id, work.run))
        return True

    async def _handle(self, update_id: int, job: Job) -> None:
        for wait in (*self._again, None):
            if self._stop.is_set():
                return
            try:
                await job()
                break
            except Exception as error:  # noqa: BLE001 - whatever it was, the update is not stored
                if wait is None:
                    _log_given_up(update_id, error)
                    break
                log.warning("telegram_update_not_stored", update_id=update_id, error=type(error).__name__)
                await sleep(wait, self._stop)
        self._done.finish(update_id)
        if not self._done:
            self._progress.set()


async def _within(progress: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await progress.wait()


def _log_given_up(update_id: int, error: Exception) -> None:
    """Nothing but the number: the text of an error may hold what a person wrote."""
    log.error("telegram_update_given_up", update_id=update_id, error=type(error).__name__)
