"""What becomes of an errand after it was tried: a pure decision, and how it is written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from bot.channels.base import Gone, TryLater, Undeliverable
from storage.outbox import FOLLOWED
from storage.rows import OutboxRow
from storage.tx import Tx

FIRST_PAUSE = timedelta(seconds=1)
LONGEST_PAUSE = timedelta(minutes=10)
JITTER = 0.25
"""A pause is up to a quarter longer, so that what failed together is not tried again together."""

WORTH_TRYING = timedelta(days=3)
"""After that nobody waits for the message any more. It is also how long Stripe and PayPal repeat themselves."""

ASKED_AFTER = timedelta(minutes=15)
"""A message whose report has got lost: what fails does so within seconds, and a reminder of an hour before its session
is still of use elsewhere by then."""

MOST_TRIES = 600
"""Of what the outside puts off: three days of pauses at their longest, and then some."""

MOST_MISHAPS = 6
"""Of what fails in a way we do not know: a bad errand holds back its chat for half a minute, and then no more."""


FOLLOW = "follow"
"""The kind of the errands that ask what became of a message, in a lane of each message's own."""


@dataclass(frozen=True, slots=True)
class Done:
    """The outside took it; `provider_id` is its id of what it took."""

    row: OutboxRow
    provider_id: str


@dataclass(frozen=True, slots=True)
class Again:
    """To be tried again from `at` (aware UTC) on."""

    row: OutboxRow
    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Dead:
    """Given up. `unreachable`: nobody is reached at its address until they write again."""

    row: OutboxRow
    why: str
    unreachable: bool = False


Outcome: TypeAlias = Done | Again | Dead


def after_failure(row: OutboxRow, error: Exception, now: datetime, luck: float) -> Again | Dead:
    """What to do about an errand whose job raised `error`; `luck` (0 to 1) is the jitter."""
    match error:
        case Gone():
            return Dead(row, said(error), unreachable=True)
        case Undeliverable():
            return Dead(row, said(error))
        case TryLater(seconds=seconds):
            least = timedelta(seconds=seconds or 0.0)
            return _again(row, error, now, pause(row.attempts, luck, least), MOST_TRIES)
        case _:
            return _again(row, error, now, pause(row.attempts, luck), MOST_MISHAPS)


def _again(row: OutboxRow, error: Exception, now: datetime, wait: timedelta, tries: int) -> Again | Dead:
    worth_it = row.attempts < tries and now + wait - row.due_at < WORTH_TRYING
    return Again(row, now + wait, said(error)) if worth_it else Dead(row, said(error))


def pause(attempts: int, luck: float, least: timedelta = timedelta(0)) -> timedelta:
    """How long to wait after so many tries: twice as long each time, never shorter than the outside asked for."""
    doubled = FIRST_PAUSE * (1 << min(attempts - 1, 20))
    return max(min(doubled, LONGEST_PAUSE), least) * (1 + JITTER * luck)


def said(error: Exception) -> str:
    """Why, fit for a log: the words of our own errors hold nobody's data, of others only the kind is told."""
    known = isinstance(error, TryLater | Gone | Undeliverable)
    return f"{type(error).__name__}: {error}" if known else type(error).__name__


async def write_down(tx: Tx, outcome: Outcome, now: datetime) -> None:
    """Keep what became of an errand."""
    match outcome:
        case Done(row=row, provider_id=provider_id):
            if row.channel in FOLLOWED and row.kind != FOLLOW:
                await _follow(tx, row, provider_id, now)
            await tx.outbox.done(row.id, provider_id, now)
        case Again(row=row, at=at, why=why):
            await tx.outbox.retry(row.id, at, why, now)
        case Dead(row=row, why=why, unreachable=unreachable):
            await tx.outbox.dead(row.id, why, now)
            if unreachable:
                await tx.people.mark_dead(row.channel, row.address, dead=True)


async def _follow(tx: Tx, row: OutboxRow, provider_id: str, now: datetime) -> None:
    """Keep what was said until it has arrived; what is of use elsewhere as well is asked about later."""
    await tx.sent.follow(row.id, provider_id, now)
    if row.purpose and (last := provider_id.rpartition(" ")[2]):
        await tx.outbox.put(row.channel, last, FOLLOW, b"", due_at=now + ASKED_AFTER, now=now)
