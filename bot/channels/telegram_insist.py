"""Calls to Telegram that must succeed before anything else makes sense, tried until they do."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import structlog
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.channels.telegram_api import explained, seconds_of

_FIRST_WAIT, _LONGEST_WAIT = 0.5, 60.0

log = structlog.get_logger()


async def insist(call: Callable[[], Awaitable[Any]], stop: asyncio.Event) -> Any:
    """The result of `call`, tried with growing pauses until it succeeds; None when `stop` comes first."""
    wait = _FIRST_WAIT
    while not stop.is_set():
        try:
            return await _unless(stop, call())
        except TelegramError as error:
            _explain(error)
            await sleep(seconds_of(error) if isinstance(error, RetryAfter) else wait, stop)
            wait = min(wait * 2, _LONGEST_WAIT)
    return None


async def sleep(seconds: float, stop: asyncio.Event) -> None:
    """Wait for `seconds`, or until `stop`."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await stop.wait()


async def _unless(stop: asyncio.Event, call: Awaitable[Any]) -> Any:
    """The result of `call`; None, and the call ended, when `stop` comes first."""
    task, stopped = asyncio.ensure_future(call), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({task, stopped}, return_when=asyncio.FIRST_COMPLETED)
        return task.result() if task.done() else None
    finally:
        stopped.cancel()
        task.cancel()


def _explain(error: TelegramError) -> None:
    if isinstance(error, Conflict):
        log.error("telegram_conflict", why="another process polls with this token, or a webhook is set for it")
    elif isinstance(error, InvalidToken):
        log.error("telegram_token_refused", why="JALSA_TELEGRAM__TOKEN is not a token that this server knows")
    else:
        log.warning("telegram_call_failed", why=str(explained(error)))
