from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from storage.rows import OutboxRow
from storage.uow import Storage, Tx
from tests.storage.examples import NOW

LEASE = timedelta(seconds=60)
SECOND = timedelta(seconds=1)


async def _put(tx: Tx, address: str, text: str, due_at: datetime = NOW, **more: Any) -> int:
    return await tx.outbox.put("web", address, "deliver", text.encode(), due_at=due_at, now=NOW, **more)


async def _claim(tx: Tx, now: datetime = NOW, limit: int = 10) -> list[OutboxRow]:
    return await tx.outbox.claim(now, limit=limit, lease=LEASE)


def _said(rows: list[OutboxRow]) -> list[str]:
    return [row.payload.decode() for row in rows]


async def test_a_lane_goes_in_order_one_at_a_time_and_lanes_go_beside_each_other(storage: Storage) -> None:
    async with storage.begin() as tx:
        for address, text in (("1", "a"), ("1", "b"), ("2", "c"), ("1", "d")):
            await _put(tx, address, text)

        first = await _claim(tx)
        assert _said(first) == ["a", "c"]
        assert await _claim(tx) == []
        await tx.outbox.done(first[0].id, "77", NOW)
        second = await _claim(tx)
        assert _said(second) == ["b"]
        await tx.outbox.done(second[0].id, "78", NOW)
        assert _said(await _claim(tx)) == ["d"]


async def test_a_claimed_errand_is_all_that_was_put(storage: Storage) -> None:
    async with storage.begin() as tx:
        id_ = await _put(tx, "1", "مرحبا", purpose="confirmed", booking_id=None)

        assert await _claim(tx) == [
            OutboxRow(id_, "web", "1", "deliver", "مرحبا".encode(), attempts=1, due_at=NOW, purpose="confirmed")
        ]


async def test_a_retried_errand_holds_back_its_lane_until_its_time(storage: Storage) -> None:
    async with storage.begin() as tx:
        await _put(tx, "1", "a")
        await _put(tx, "1", "b")
        (errand,) = await _claim(tx)
        await tx.outbox.retry(errand.id, NOW + 30 * SECOND, "busy", NOW)

        assert await _claim(tx, NOW + 29 * SECOND) == []
        (again,) = await _claim(tx, NOW + 30 * SECOND)
        assert (again.id, again.attempts) == (errand.id, 2)


async def test_a_dead_errand_lets_those_behind_it_go_on(storage: Storage) -> None:
    async with storage.begin() as tx:
        await _put(tx, "1", "a")
        await _put(tx, "1", "b")
        (errand,) = await _claim(tx)
        await tx.outbox.dead(errand.id, "refused", NOW)

        assert _said(await _claim(tx)) == ["b"]


async def test_an_errand_planned_for_later_holds_back_nobody_before_its_time(storage: Storage) -> None:
    async with storage.begin() as tx:
        await _put(tx, "1", "tomorrow", NOW + timedelta(days=1))
        await _put(tx, "1", "now")

        (errand,) = await _claim(tx)
        assert errand.payload == b"now"
        await tx.outbox.done(errand.id, "", NOW)
        assert await _claim(tx) == []
        assert await tx.outbox.next_due(NOW) == NOW + timedelta(days=1)
        assert _said(await _claim(tx, NOW + timedelta(days=1))) == ["tomorrow"]


async def test_an_errand_whose_worker_died_is_taken_again_when_its_lease_ends(storage: Storage) -> None:
    async with storage.begin() as tx:
        await _put(tx, "1", "a")
        await _claim(tx)

        assert await _claim(tx, NOW + LEASE - SECOND) == []
        (again,) = await _claim(tx, NOW + LEASE)
        assert again.attempts == 2


@pytest.mark.parametrize("waiting", [True, False])
async def test_who_puts_into_an_empty_lane_may_run_the_errand_at_once(storage: Storage, waiting: bool) -> None:
    async with storage.begin() as tx:
        if waiting:
            await _put(tx, "1", "before")
        await _put(tx, "1", "tomorrow", NOW + timedelta(days=1))
        await _put(tx, "2", "elsewhere")

        mine = await tx.outbox.put_claimed("web", "1", "deliver", b"mine", due_at=NOW, now=NOW, lease=LEASE)

        assert (mine is None) is waiting
        assert _said(await _claim(tx)) == (["before", "elsewhere"] if waiting else ["elsewhere"])


async def test_what_is_put_behind_an_errand_in_flight_waits_for_it(storage: Storage) -> None:
    async with storage.begin() as tx:
        mine = await tx.outbox.put_claimed("web", "1", "deliver", b"a", due_at=NOW, now=NOW, lease=LEASE)
        assert mine is not None
        early = await tx.outbox.put("web", "1", "deliver", b"b", due_at=NOW - SECOND, now=NOW)

        assert await _claim(tx) == []
        await tx.outbox.done(mine.id, "1", NOW)
        assert [row.id for row in await _claim(tx)] == [early]


async def test_the_limit_takes_the_oldest(storage: Storage) -> None:
    async with storage.begin() as tx:
        for address in ("3", "1", "2"):
            await _put(tx, address, address, NOW - int(address) * SECOND)

        assert _said(await _claim(tx, limit=2)) == ["3", "2"]


async def test_next_due_is_now_the_end_of_a_lease_or_never(storage: Storage) -> None:
    async with storage.begin() as tx:
        assert await tx.outbox.next_due(NOW) is None
        await _put(tx, "1", "a")
        await _put(tx, "1", "b")
        assert await tx.outbox.next_due(NOW + SECOND) == NOW + SECOND
        (errand,) = await _claim(tx)
        assert await tx.outbox.next_due(NOW + SECOND) == NOW + LEASE
        await tx.outbox.done(errand.id, "", NOW)
        assert await tx.outbox.next_due(NOW + SECOND) == NOW + SECOND


async def test_two_workers_never_take_the_same_errand(storage: Storage) -> None:
    async with storage.begin() as tx:
        for address in "123456":
            await _put(tx, address, address)

    async with storage.begin() as tx:
        mine = await _claim(tx, limit=3)
        if not tx._line.is_sqlite:  # PostgreSQL: beside a transaction that is still open
            async with storage.begin() as other:
                theirs = await _claim(other)
    async with storage.begin() as tx:
        theirs = await _claim(tx) if tx._line.is_sqlite else theirs

    assert sorted(_said(mine) + _said(theirs)) == list("123456")


async def test_finished_errands_are_forgotten_in_time(storage: Storage) -> None:
    async with storage.begin() as tx:
        await _put(tx, "1", "a")
        (errand,) = await _claim(tx)
        await tx.outbox.done(errand.id, "", NOW)

        assert await tx.outbox.forget(NOW) == 0
        assert await tx.outbox.forget(NOW + SECOND) == 1


async def test_the_figures_count_what_waits_and_what_was_given_up(storage: Storage) -> None:
    async with storage.begin() as tx:
        for address in ("1", "2", "3"):
            await _put(tx, address, address)
        await _put(tx, "4", "due later", NOW + SECOND)
        first, second, _ = await _claim(tx)
        await tx.outbox.dead(first.id, "refused", NOW)
        await tx.outbox.done(second.id, "", NOW)

        assert await tx.outbox.figures(NOW) == {"outbox_pending": 1, "outbox_dead": 1}


async def test_what_a_crashed_process_had_in_hand_is_given_back_at_the_next_start(storage: Storage) -> None:
    async with storage.begin() as tx:
        await _put(tx, "1", "a")
        assert _said(await _claim(tx)) == ["a"]
        assert await _claim(tx) == []

    async with storage.begin() as tx:
        freed = await tx.outbox.free()
        again = await _claim(tx)

    assert (freed, _said(again)) == (1, ["a"])
