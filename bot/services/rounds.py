"""How a round over what is due goes: each in a savepoint of its own, so that one that fails holds up nobody else."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

import structlog

from bot.services.desk import Desk

T = TypeVar("T")
log = structlog.get_logger(__name__)


async def each(desk: Desk, due: Iterable[T], number: Callable[[T], int], do: Callable[[T], Awaitable[None]]) -> int:
    """Do something for each, in the order of their numbers (of their bookings, or their own); how many went well.

    What fails is undone, logged with a code, and found again in the next round. The order keeps two processes that
    lock the same bookings from waiting for each other.
    """
    done = 0
    for item in sorted(due, key=number):
        try:
            async with desk.tx.savepoint():
                await do(item)
            done += 1
        except Exception:
            log.exception("round_failed", of=do.__qualname__, number=number(item), code=secrets.token_hex(3))
    return done
