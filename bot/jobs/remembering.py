"""Remembers what a notice offers, so that who answers in words is understood as who taps.

Here and not where a notice is left: by then no other talk is locked, so that two people who tell each other something
never wait for one another. It is kept a moment before the notice is said, so that nothing stands between saying it and
writing that down, and forgotten again when it could not be said.
"""

from __future__ import annotations

import asyncio
from typing import TypeAlias

import msgspec
import structlog

from bot.conversations.choosing import shown
from bot.conversations.state import State
from bot.jobs.base import Job, Outside
from bot.messages import Deliver, Outgoing, Rows
from bot.windows import WINDOWS
from storage.rows import OutboxRow
from storage.tx import Tx

PATIENCE = 5.0
"""Seconds that a talk may be busy."""

log = structlog.get_logger(__name__)
_errand = msgspec.json.Decoder(Deliver).decode
_state = msgspec.json.Decoder(State).decode
_encode = msgspec.json.Encoder().encode


def remembering(deliver: Job, patience: float = PATIENCE) -> Job:
    """The job, with the choices of a notice kept in the talk at its address.

    Not where the talk stays busy for `patience` seconds: the notice is worth more than an answer to it in words.
    """

    async def delivered(row: OutboxRow, outside: Outside) -> str:
        card = _errand(row.payload).card if row.purpose else None
        if card is None or card.turn or not card.rows:
            return await deliver(row, outside)
        before, after = await _remember(row, card, outside, patience)
        try:
            number = await deliver(row, outside)
        except Exception:
            await _put_back(row, after, before, outside, patience)
            raise
        if not number:
            await _put_back(row, after, before, outside, patience)
        return number

    return delivered


Known: TypeAlias = tuple[Rows, bool]
"""What a state knows of what was told: `told` and `told_last`."""


async def _remember(
    row: OutboxRow, card: Outgoing, outside: Outside, patience: float
) -> tuple[Known | None, Known | None]:
    """What was known before and what is known now; nothing for who wrote after the notice was left: something else was
    said to them since, or is about to be."""
    try:
        async with asyncio.timeout(patience), outside.storage.begin() as tx:
            state = await _talk(tx, row)
            if state is None or (state.at is not None and state.at > row.due_at):
                return None, None
            after = shown(state, [await _as_seen(tx, row, card, outside)])
            if after == state:  # as where the notice came with an answer
                return None, None
            await _keep(tx, row, after)
            return _known(state), _known(after)
    except Exception:  # the notice is worth more than an answer to it in words
        log.exception("notice_not_remembered", errand=row.id, channel=row.channel)
        return None, None


async def _put_back(
    row: OutboxRow, known: Known | None, instead: Known | None, outside: Outside, patience: float
) -> None:
    """Put back what was known before, unless something else was said since."""
    if known is None or instead is None or known == instead:
        return
    try:
        async with asyncio.timeout(patience), outside.storage.begin() as tx:
            state = await _talk(tx, row)
            if state is not None and _known(state) == known:
                await _keep(tx, row, msgspec.structs.replace(state, told=instead[0], told_last=instead[1]))
    except Exception:
        log.exception("notice_not_forgotten", errand=row.id, channel=row.channel)


async def _talk(tx: Tx, row: OutboxRow) -> State | None:
    talk = await tx.conversations.peek(row.channel, row.address)
    try:
        return _state(talk) if talk else None
    except msgspec.MsgspecError:
        return None


async def _keep(tx: Tx, row: OutboxRow, state: State) -> None:
    await tx.conversations.rewrite(row.channel, row.address, _encode(state))


def _known(state: State) -> Known:
    return state.told, state.told_last


async def _as_seen(tx: Tx, row: OutboxRow, card: Outgoing, outside: Outside) -> Outgoing:
    """The card, or its brief where the window was closed."""
    window = WINDOWS.get(row.channel)
    if window is None or card.brief is None:
        return card
    heard = await tx.people.heard_at(row.channel, row.address)
    if heard is not None and outside.clock.now() - heard <= window:
        return card
    return msgspec.structs.replace(card, rows=(card.brief.choices,))
