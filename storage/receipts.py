"""Pictures and documents of bank transfers, each decided once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, insert, select, update

from booking.people import Actor
from storage.columns import named, plain
from storage.models import receipts
from storage.repository import Repository
from storage.rows import Receipt

_FIELDS = plain(Receipt, "decision")
_COLUMNS = (
    *(receipts.c[name] for name in _FIELDS),
    func.coalesce(receipts.c.decision, "").label("decision"),
)
_ADD = insert(receipts).returning(*_COLUMNS)
_SELECT = select(*_COLUMNS)
_GET = _SELECT.where(receipts.c.receipt_id == bindparam("receipt_id"))
_WAITING = _SELECT.where(receipts.c.decision.is_(None)).order_by(receipts.c.receipt_id)
_SAME = _SELECT.where(receipts.c.sha256 == bindparam("sha256"), receipts.c.receipt_id != bindparam("but")).order_by(
    receipts.c.receipt_id
)
_MOVED = (
    update(receipts)
    .where(receipts.c.receipt_id == bindparam("key"))
    .values(channel=bindparam("to_channel"), file_id=bindparam("to_file"))
)
_HASHED = update(receipts).where(receipts.c.receipt_id == bindparam("key")).values(sha256=bindparam("to_sha256"))
_DECIDE = (
    update(receipts)
    .where(receipts.c.receipt_id == bindparam("key"), receipts.c.decision.is_(None))
    .values(
        decision=bindparam("verdict"),
        decided_by=Actor.ADMIN,
        decided_by_id=bindparam("by"),
        decided_at=bindparam("now"),
    )
)


class Receipts(Repository):
    """Receipts by number."""

    async def add_receipt(
        self,
        order_id: int,
        booking_id: int,
        *,
        channel: str,
        file_id: str,
        name: str = "",
        mime: str = "",
        size: int = 0,
        sha256: str = "",
        now: datetime,
    ) -> Receipt:
        """Keep where a receipt lies; `size` is bytes, `sha256` hexadecimal where the bytes are known."""
        values = {"channel": channel, "file_id": file_id, "name": name, "mime": mime, "size": size, "sha256": sha256}
        return _receipt(await self._one(_ADD, order_id=order_id, booking_id=booking_id, **values, created_at=now))

    async def receipt(self, receipt_id: int) -> Receipt | None:
        """A receipt by number."""
        row = await self._first(_GET, receipt_id=receipt_id)
        return _receipt(row) if row else None

    async def waiting_receipts(self) -> tuple[Receipt, ...]:
        """Receipts that nobody has decided, oldest first."""
        return tuple(_receipt(row) for row in await self._all(_WAITING))

    async def same_receipts(self, receipt_id: int, sha256: str) -> tuple[Receipt, ...]:
        """Other receipts with the same bytes, oldest first."""
        return tuple(_receipt(row) for row in await self._all(_SAME, sha256=sha256, but=receipt_id))

    async def moved_receipt(self, receipt_id: int, channel: str, file_id: str) -> None:
        """Its file is kept elsewhere from now on."""
        await self._run(_MOVED, key=receipt_id, to_channel=channel, to_file=file_id)

    async def hashed(self, receipt_id: int, sha256: str) -> None:
        """Keep what a receipt's bytes are known by."""
        await self._run(_HASHED, key=receipt_id, to_sha256=sha256)

    async def decide_receipt(self, receipt_id: int, accepted: bool, by: int | None, now: datetime) -> bool:
        """Accept or refuse a receipt, on behalf of the client number `by`; False when it was decided before."""
        verdict = "accepted" if accepted else "refused"
        return await self._changed(_DECIDE, key=receipt_id, verdict=verdict, by=by, now=now)


def _receipt(row: Row[Any]) -> Receipt:
    return Receipt(**named(row, _FIELDS), decision=row.decision)
