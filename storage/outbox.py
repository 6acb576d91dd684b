"""What is to be done outside: errands in lanes, one in flight a lane, each claimed, then done, retried or given up.

A lane is a (channel, address). Its order is (`due_at`, `id`), which never changes; `run_at` says when an errand may be
tried next, or until when it is leased while in flight. Whoever is first in its lane and may run can be claimed, so an
errand that is retried holds back those behind it, and one that is planned for later holds back nobody before its time.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Row,
    and_,
    bindparam,
    case,
    delete,
    exists,
    false,
    func,
    insert,
    or_,
    select,
    true,
    tuple_,
    update,
)

from storage.crypto import Vault
from storage.lines import Line
from storage.models import messages_sent, outbox
from storage.repository import Repository
from storage.rows import OutboxRow
from storage.types import UtcDateTime

_NOW = bindparam("now", type_=UtcDateTime)
_LEASED = bindparam("leased", type_=UtcDateTime)
_DUE = bindparam("due", type_=UtcDateTime)
_CHANNEL: Any = bindparam("lane_channel")
_ADDRESS: Any = bindparam("lane_address")

_other = outbox.alias("other")
_same_lane = and_(
    _other.c.channel == outbox.c.channel, _other.c.address == outbox.c.address, _other.c.finished_at.is_(None)
)
_ahead = tuple_(_other.c.due_at, _other.c.id) < tuple_(outbox.c.due_at, outbox.c.id)
_is_first = ~exists().where(_same_lane, _ahead)
_is_alone = ~exists().where(
    _same_lane, or_(_ahead, and_(_other.c.id != outbox.c.id, _other.c.in_flight, _other.c.run_at > _NOW))
)

_due = (
    select(outbox.c.id)
    .where(outbox.c.finished_at.is_(None), outbox.c.run_at <= _NOW, _is_alone)
    .order_by(outbox.c.due_at, outbox.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=outbox)
    .cte("due")
)
_CLAIM = (
    update(outbox)
    .where(outbox.c.id.in_(select(_due.c.id)))
    .values(in_flight=True, attempts=outbox.c.attempts + 1, run_at=_LEASED)
    .returning(*outbox.columns)
)
_waits_behind = exists().where(
    _other.c.channel == _CHANNEL, _other.c.address == _ADDRESS, _other.c.finished_at.is_(None), _other.c.due_at <= _DUE
)
_HERE = {"channel": _CHANNEL, "address": _ADDRESS, "due_at": _DUE, "created_at": _NOW}
_PUT = insert(outbox).values(**_HERE, run_at=_DUE).returning(outbox.c.id)
_PUT_CLAIMED = (
    insert(outbox)
    .values(
        **_HERE,
        run_at=case((_waits_behind, _DUE), else_=_LEASED),
        in_flight=case((_waits_behind, false()), else_=true()),
        attempts=case((_waits_behind, 0), else_=1),
    )
    .returning(outbox.c.id, outbox.c.in_flight)
)
_mine = update(outbox).where(outbox.c.id == bindparam("errand"), outbox.c.finished_at.is_(None))
_DONE = _mine.values(finished_at=_NOW, in_flight=False, payload=b"", last_error="").returning(
    outbox.c.channel, outbox.c.purpose, outbox.c.booking_id
)
_RETRY = _mine.values(run_at=bindparam("next_try", type_=UtcDateTime), in_flight=False, last_error=bindparam("why"))
_DEAD = _mine.values(finished_at=_NOW, in_flight=False, is_dead=True, payload=b"", last_error=bindparam("why"))
_TAKE_BACK = delete(outbox).where(outbox.c.id == bindparam("errand")).returning(*outbox.columns)
_SENT = insert(messages_sent)
_NEXT = select(func.min(outbox.c.run_at)).where(outbox.c.finished_at.is_(None), _is_first)
_FIGURES = select(
    func.count()
    .filter(outbox.c.finished_at.is_(None), outbox.c.due_at <= bindparam("now", type_=UtcDateTime))
    .label("pending"),
    func.count().filter(outbox.c.is_dead).label("dead"),
)
_FREE = (
    update(outbox)
    .where(outbox.c.in_flight, outbox.c.finished_at.is_(None))
    .values(in_flight=False, run_at=outbox.c.due_at)
)
_FORGET = delete(outbox).where(outbox.c.finished_at < bindparam("before", type_=UtcDateTime))


def about(channel: str, address: str) -> str:
    """What the payloads of a lane are sealed as belonging to."""
    return f"outbox:{channel}:{address}"


FOLLOWED = frozenset({"whatsapp", "sms"})
"""The channels that report what became of each message."""


class Outbox(Repository):
    """Errands. Those that no chat waits for have channel "" and a lane of their own («order:12»).

    `left` says whether this transaction left errands that nobody has claimed yet.
    """

    left = False

    def __init__(self, line: Line, vault: Vault) -> None:
        super().__init__(line, vault)
        self._put_here: dict[tuple[str, str], int] = {}

    async def put(
        self,
        channel: str,
        address: str,
        kind: str,
        payload: bytes,
        *,
        due_at: datetime,
        now: datetime,
        purpose: str = "",
        booking_id: int | None = None,
    ) -> int:
        """Leave an errand, not to be run before `due_at`; returns its number."""
        self.left = True
        values = self._values(channel, address, payload) | {"kind": kind, "purpose": purpose, "booking_id": booking_id}
        number = int((await self._one(_PUT, **values, due=due_at, now=now)).id)
        self._put_here[channel, address] = number
        return number

    async def take_back(self, channel: str, address: str) -> OutboxRow | None:
        """Take the last errand out of a lane that this transaction put there; None for none."""
        number = self._put_here.pop((channel, address), None)
        row = await self._first(_TAKE_BACK, errand=number) if number is not None else None
        return self._errand(row) if row else None

    async def put_claimed(
        self,
        channel: str,
        address: str,
        kind: str,
        payload: bytes,
        *,
        due_at: datetime,
        now: datetime,
        lease: timedelta,
        purpose: str = "",
        booking_id: int | None = None,
    ) -> OutboxRow | None:
        """Leave an errand that the caller runs itself, after the commit, if nothing waits in its lane.

        None when something does: then it is left as `put` would.
        """
        values = self._values(channel, address, payload) | {"kind": kind, "purpose": purpose, "booking_id": booking_id}
        row = await self._one(_PUT_CLAIMED, **values, due=due_at, now=now, leased=now + lease)
        if not row.in_flight:
            self.left = True
            return None
        return OutboxRow(row.id, channel, address, kind, payload, 1, due_at, purpose, booking_id)

    def _values(self, channel: str, address: str, payload: bytes) -> dict[str, Any]:
        sealed = self._vault.seal(payload, about(channel, address))
        return {"lane_channel": channel, "lane_address": address, "payload": sealed}

    async def claim(self, now: datetime, *, limit: int, lease: timedelta) -> list[OutboxRow]:
        """Take what may run now, at most one a lane, oldest first; it is ours until `now + lease`."""
        rows = await self._all(_CLAIM, now=now, most=limit, leased=now + lease)
        return [self._errand(row) for row in sorted(rows, key=lambda row: (row.due_at, row.id))]

    def _errand(self, row: Row[Any]) -> OutboxRow:
        payload = self._vault.open(row.payload, about(row.channel, row.address))
        lane = (row.channel, row.address)
        return OutboxRow(row.id, *lane, row.kind, payload, row.attempts, row.due_at, row.purpose, row.booking_id)

    async def done(self, id: int, provider_id: str, now: datetime) -> None:  # noqa: A002 - the errand's own field
        """Finish an errand, empty its payload, and note the message if it had a purpose or a booking.

        What a channel reports on is noted by `tx.sent.follow` before.
        """
        row = await self._first(_DONE, errand=id, now=now)
        if row is not None and row.channel not in FOLLOWED and row.channel and (row.purpose or row.booking_id):
            sent = {"channel": row.channel, "purpose": row.purpose, "booking_id": row.booking_id}
            await self._run(_SENT, **sent, provider_id=provider_id, at=now)

    async def retry(self, id: int, at: datetime, why: str, now: datetime) -> None:  # noqa: A002 - likewise
        """Try again from `at` on; those behind it in its lane wait. `why` never holds what was to be said."""
        await self._run(_RETRY, errand=id, next_try=max(at, now), why=why)

    async def dead(self, id: int, why: str, now: datetime) -> None:  # noqa: A002 - likewise
        """Give an errand up, and let those behind it go on."""
        await self._run(_DEAD, errand=id, why=why, now=now)

    async def next_due(self, now: datetime) -> datetime | None:
        """When the next errand may run, or a lease ends; `now` when it already may, None when nothing is left."""
        moment = (await self._one(_NEXT))[0]
        return None if moment is None else max(moment, now)

    async def free(self) -> int:
        """Give back what was in flight: for the start of the only process there is, which a crash cut off before."""
        return (await self._run(_FREE)).rowcount

    async def forget(self, before: datetime) -> int:
        """Drop errands that were finished before; what was sent stays on record."""
        return (await self._run(_FORGET, before=before)).rowcount

    async def figures(self, now: datetime) -> dict[str, int]:
        """How many errands wait that are due, and how many were given up."""
        row = await self._one(_FIGURES, now=now)
        return {"outbox_pending": row.pending, "outbox_dead": row.dead}
