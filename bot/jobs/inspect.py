"""The job that looks at the bytes of a transfer's receipt before the team sees it: one picture does not pay twice."""

from __future__ import annotations

import hashlib

import msgspec
import structlog

from bot.channels.base import Undeliverable
from bot.jobs.base import Job, MakeDesk, Outside
from bot.jobs.deliver import fetched
from bot.messages import FileRef, Inspect
from bot.services.payments import receipts
from storage.rows import OutboxRow

log = structlog.get_logger(__name__)
_decode = msgspec.json.Decoder(Inspect).decode


def inspect_by(make_desk: MakeDesk) -> Job:
    """The job for «inspect» errands."""

    async def inspect(row: OutboxRow, outside: Outside) -> str:
        receipt_id = _decode(row.payload).receipt_id
        data = await _bytes(receipt_id, outside)
        async with outside.storage.begin() as tx:
            if await tx.marks.once("inspected", f"{row.id}@{row.due_at.isoformat()}", outside.clock.now()):
                desk = await make_desk(tx)
                await receipts.keep(desk, receipt_id, data)
                await receipts.show(desk, receipt_id, hashlib.sha256(data).hexdigest() if data else "")
        return ""

    return inspect


async def _bytes(receipt_id: int, outside: Outside) -> bytes:
    """The file; nothing when its channel has it no more: the coach shall see the booking anyway."""
    async with outside.storage.read() as tx:
        receipt = await tx.payments.receipt(receipt_id)
    if receipt is None:
        return b""
    try:
        return await fetched(FileRef(receipt.channel, receipt.file_id, receipt.name, receipt.mime), outside)
    except Undeliverable as gone:
        log.warning("receipt_gone", receipt=receipt_id, why=str(gone))
        return b""
