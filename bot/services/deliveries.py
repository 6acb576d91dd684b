"""What channels report of messages that were sent: how far they came, and what to do when they did not arrive."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeAlias

import structlog

from bot.services.desk import Desk
from bot.services.elsewhere import Unsaid, say_elsewhere, warn_team
from storage.rows import SentMessage

ARRIVED = frozenset({"delivered", "read"})
NOBODY_THERE = frozenset({"63003", "63024", "21610", "21211", "21614"})
"""Twilio's codes for an address at which nobody is reached: https://www.twilio.com/docs/api/errors"""

BUSY = frozenset({"14107", "20429", "63018"})
"""Twilio's codes for too much at once: the same message passes a little later."""

A_LITTLE_LATER = timedelta(seconds=30)

log = structlog.get_logger(__name__)


FAILED = frozenset({"failed", "undelivered", "canceled"})

Further: TypeAlias = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Report:
    """What a channel says of a message: its id there, its state, and a code of what went wrong."""

    channel: str
    provider_id: str
    state: str
    error: str = ""


async def reported(desk: Desk, report: Report, running: Collection[str], further: Further) -> None:
    """Take in a report; one that is late or repeated changes nothing. `running` are the channels that are configured,
    `further` says whether a message in one state has come further by another.

    What did not arrive is said where else the person can be reached.
    """
    sent = await desk.tx.sent.get(report.channel, report.provider_id)
    if sent is None or not further(sent.state, report.state):
        return
    await desk.tx.sent.report(sent.id, report.state, report.error)
    if report.state in FAILED:
        await _lost(desk, sent, report, running)
    if report.state in ARRIVED | FAILED:
        await desk.tx.sent.let_go(sent.id)


async def _sent_again(desk: Desk, sent: SentMessage) -> bool:
    """Leave a message for another try, once an hour; False when it had that."""
    same = hashlib.sha256(sent.address.encode() + sent.errand).hexdigest()
    if not await desk.tx.marks.once("sent again", f"{same}@{desk.now:%Y%m%d%H}", desk.now):
        return False
    await desk.tx.outbox.put(
        sent.channel,
        sent.address,
        "deliver",
        sent.errand,
        due_at=desk.now + A_LITTLE_LATER,
        now=desk.now,
        purpose=sent.purpose,
        booking_id=sent.booking_id,
    )
    return True


async def _lost(desk: Desk, sent: SentMessage, report: Report, running: Collection[str]) -> None:
    about = {"channel": sent.channel, "purpose": sent.purpose, "booking": sent.booking_id}
    if report.error in BUSY and sent.errand and await _sent_again(desk, sent):
        log.info("message_sent_again", error=report.error, **about)
        return
    log.warning("message_lost", error=report.error, **about)
    if report.error in NOBODY_THERE:
        await desk.tx.people.mark_dead(sent.channel, sent.address, dead=True)
    if sent.errand and sent.purpose:  # an answer is of use in its own chat alone
        unsaid = Unsaid(sent.channel, sent.address, sent.errand, sent.purpose, sent.booking_id)
        await say_elsewhere(desk, unsaid, running)
    await warn_team(desk, "channel-messages-lost")
