"""The worker over real databases and a channel in memory: order, parallel chats, failures, crashes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.base import Gone, TryLater, Undeliverable
from bot.channels.pace import Pace
from bot.jobs.base import Outside
from bot.jobs.deliver import deliver_by
from bot.jobs.worker import LEASE, Worker
from bot.messages import Deliver, Outgoing, Voice, say
from bot.services.notices import packed
from storage.crypto import Vault
from storage.rows import OutboxRow
from storage.uow import Storage, Tx
from tests.jobs.shop import DAY, MINUTE, SECOND, Shop


def card(text: str) -> bytes:
    return packed(Deliver(Outgoing((say(text),)), Voice()))


async def put(shop: Shop, address: str, *texts: str, channel: str = "web", kind: str = "deliver") -> None:
    async with shop.storage.begin() as tx:
        now = shop.clock.now()
        for text in texts:
            await tx.outbox.put(channel, address, kind, card(text), due_at=now, now=now)


async def put_claimed(shop: Shop, address: str, text: str) -> list[OutboxRow]:
    async with shop.storage.begin() as tx:
        now = shop.clock.now()
        row = await tx.outbox.put_claimed(
            "web", address, "deliver", card(text), due_at=now, now=now, lease=timedelta(seconds=60)
        )
    return [row] if row else []


async def test_a_chat_hears_things_in_the_order_they_were_said(shop: Shop) -> None:
    said = [f"line-{number}" for number in range(8)]
    await put(shop, "noura", *said)

    await shop.worker.drain()

    assert shop.told() == said


async def test_one_is_in_flight_a_chat_and_chats_go_side_by_side(shop: Shop) -> None:
    for name in ("a", "b", "c"):
        await put(shop, name, "first", "second")
    shop.channel.gate.clear()

    draining = asyncio.create_task(shop.worker.drain())
    await shop.channel.until(lambda: shop.channel.waiting == 3)
    shop.channel.gate.set()
    await draining

    assert shop.channel.most_waiting == 3
    assert [shop.told(name) for name in ("a", "b", "c")] == [["first", "second"]] * 3


async def test_no_more_run_at_once_than_allowed(shop: Shop) -> None:
    worker = Worker(
        shop.storage, shop.clock, {"web": shop.channel}, {"deliver": deliver_by(shop.make_desk)}, parallel=4
    )
    for number in range(20):
        await put(shop, f"chat{number}", "hello")

    await worker.drain()

    assert shop.channel.most_waiting <= 4
    assert len(shop.channel.delivered) == 20


async def test_a_chat_that_hangs_holds_up_no_other(shop: Shop) -> None:
    await put(shop, "slow", "first", "second")
    shop.channel.gate.clear()
    draining = asyncio.create_task(shop.worker.drain())
    await shop.channel.until(lambda: shop.channel.waiting == 1)
    shop.channel.gate = asyncio.Event()
    shop.channel.gate.set()

    shop.worker.wake(await put_claimed(shop, "quick", "hello"))
    await shop.channel.until(lambda: bool(shop.channel.delivered))

    assert (shop.told("quick"), shop.told("slow")) == (["hello"], [])
    draining.cancel()


async def test_what_was_put_as_claimed_leaves_at_once_when_woken(shop: Shop) -> None:
    rows = await put_claimed(shop, "noura", "hello")

    shop.worker.wake(rows)
    await shop.worker.drain()

    assert shop.told() == ["hello"]


async def test_a_reply_waits_behind_what_its_chat_has_not_heard_yet(shop: Shop) -> None:
    await put(shop, "noura", "first")
    rows = await put_claimed(shop, "noura", "second")

    shop.worker.wake(rows)
    await shop.worker.drain()

    assert (rows, shop.told()) == ([], ["first", "second"])


async def test_a_wake_finds_the_errands_of_others_too(shop: Shop) -> None:
    stop = asyncio.Event()
    running = asyncio.create_task(shop.worker.run(stop))
    await asyncio.sleep(0)
    await put(shop, "coach", "new booking")
    shop.worker.wake(await put_claimed(shop, "noura", "booked"))

    await shop.channel.until(lambda: len(shop.channel.delivered) == 2)
    stop.set()
    await running

    assert (shop.told("noura"), shop.told("coach")) == (["booked"], ["new booking"])


async def test_a_rate_limit_is_honoured_and_keeps_the_order(shop: Shop) -> None:
    shop.channel.trouble["noura"].append(TryLater("rate limit", 30))
    await put(shop, "noura", "first", "second")

    await shop.worker.drain()
    shop.clock.move(29 * SECOND)
    await shop.worker.drain()
    assert shop.told() == []
    shop.clock.move(10 * SECOND)
    await shop.worker.drain()

    assert shop.told() == ["first", "second"]


async def test_an_outage_of_two_days_loses_nothing_and_one_of_four_is_given_up(shop: Shop) -> None:
    await put(shop, "noura", "kept")
    await put(shop, "sara", "lost")
    shop.channel.trouble["noura"].extend(TryLater("down") for _ in range(3))
    shop.channel.trouble["sara"].extend(TryLater("down") for _ in range(5))

    for wait in (MINUTE, DAY, DAY):
        await shop.worker.drain()
        shop.clock.move(wait)
    await shop.worker.drain()
    assert (shop.told("noura"), shop.told("sara")) == (["kept"], [])
    shop.clock.move(2 * DAY)
    await shop.worker.drain()
    shop.channel.trouble["sara"].clear()
    shop.clock.move(DAY)
    await shop.worker.drain()

    assert shop.told("sara") == []


async def test_who_is_gone_is_marked_and_their_errands_are_dropped(shop: Shop) -> None:
    booking = await shop.held(shop.clock.now() + 2 * DAY)
    shop.channel.trouble["noura"].extend([Gone("blocked"), Gone("blocked")])
    await put(shop, "noura", "first", "second")

    await shop.worker.drain()

    async with shop.storage.begin() as tx:
        identities = await tx.people.identities(booking.client_id)
        left = await tx.outbox.next_due(shop.clock.now())
    assert [identity.is_dead for identity in identities] == [True]
    assert (left, shop.told()) == (None, [])


async def test_what_a_channel_refuses_is_dropped_and_the_next_goes_on(shop: Shop) -> None:
    shop.channel.trouble["noura"].append(Undeliverable("too long"))
    await put(shop, "noura", "bad", "good")

    await shop.worker.drain()

    assert shop.told() == ["good"]


async def test_a_bug_is_tried_again_a_few_times_and_then_lets_the_chat_go_on(shop: Shop) -> None:
    shop.channel.trouble["noura"].extend(RuntimeError("a bug") for _ in range(6))
    await put(shop, "noura", "bad", "good")

    for _ in range(6):
        await shop.worker.drain()
        shop.clock.move(MINUTE)
    await shop.worker.drain()

    assert shop.told() == ["good"]


async def test_errands_of_an_unknown_kind_hold_nobody_up(shop: Shop) -> None:
    await put(shop, "noura", "strange", kind="dance")
    await put(shop, "noura", "hello")

    await shop.worker.drain()

    assert shop.told() == ["hello"]


async def test_after_a_crash_what_was_in_flight_is_found_when_its_lease_ends(shop: Shop) -> None:
    await put(shop, "noura", "first", "second")
    shop.channel.gate.clear()
    crashing = asyncio.create_task(shop.worker.drain())
    await shop.channel.until(lambda: shop.channel.waiting == 1)
    await shop.restart()
    await crashing
    shop.channel.gate.set()

    shop.clock.move(LEASE - SECOND)
    await shop.worker.drain()
    assert shop.told() == []
    shop.clock.move(SECOND)
    await shop.worker.drain()

    assert shop.told() == ["first", "second"]


async def test_what_is_done_is_never_repeated(shop: Shop) -> None:
    await put(shop, "noura", "once")
    await shop.worker.drain()

    await shop.restart()
    shop.clock.move(DAY)
    await shop.worker.drain()

    assert shop.told() == ["once"]


async def test_two_workers_on_one_database_deliver_everything_once_and_in_order(shop: Shop) -> None:
    said = ["one", "two", "three", "four"]
    names = [f"chat{number}" for number in range(10)]
    for name in names:
        await put(shop, name, *said)
    other = Shop(shop.url, shop.vault, shop.clock, channel=shop.channel)

    while len(shop.channel.delivered) < len(names) * len(said):
        await asyncio.gather(shop.worker.drain(), other.worker.drain())
    await other.close()

    assert [shop.told(name) for name in names] == [said] * len(names)


class CountingStorage(Storage):
    """A memory that counts the transactions begun on it."""

    begun = 0

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Tx]:
        self.begun += 1
        async with super().begin() as tx:
            yield tx


async def test_replies_that_end_together_share_their_commits(shop: Shop) -> None:
    rows = [row for number in range(25) for row in await put_claimed(shop, f"chat{number}", "hello")]
    storage = CountingStorage(shop.url, shop.vault)
    worker = Worker(storage, shop.clock, {"web": shop.channel}, {"deliver": deliver_by(shop.make_desk)})

    worker.wake(rows)
    await worker.drain()
    await storage.close()

    assert len(shop.channel.delivered) == 25
    assert storage.begun <= 5


async def test_a_reply_is_written_down_with_the_next_turn_of_anybody(shop: Shop) -> None:
    shop.worker.wake(await put_claimed(shop, "noura", "hello"), more=False)
    await shop.worker.rest()

    async with shop.worker.begin() as tx:
        left = await tx.outbox.next_due(shop.clock.now())

    assert (left, shop.told()) == (None, ["hello"])


class NoticedStorage(Storage):
    """A memory that says when a transaction on it is over."""

    def __init__(self, url: str, vault: Vault) -> None:
        super().__init__(url, vault)
        self.over = asyncio.Event()

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Tx]:
        async with super().begin() as tx:
            yield tx
        self.over.set()


async def test_a_reply_is_written_down_soon_when_no_turn_comes(shop: Shop) -> None:
    storage = NoticedStorage(shop.url, shop.vault)
    worker = Worker(storage, shop.clock, {"web": shop.channel}, {"deliver": deliver_by(shop.make_desk)})

    worker.wake(await put_claimed(shop, "noura", "hello"), more=False)
    await storage.over.wait()
    await worker.rest()
    await storage.close()

    assert (await _due(shop), shop.told()) == (None, ["hello"])


async def test_a_turn_that_fails_takes_no_written_word_with_it(shop: Shop) -> None:
    async def fail() -> None:
        async with shop.worker.begin():
            raise ZeroDivisionError

    shop.worker.wake(await put_claimed(shop, "noura", "hello"), more=False)
    await shop.worker.rest()
    with pytest.raises(ZeroDivisionError):
        await fail()

    await shop.worker.drain()

    assert await _due(shop) is None


async def test_what_was_left_behind_a_reply_in_flight_follows_at_once(shop: Shop) -> None:
    shop.channel.gate.clear()
    shop.worker.wake(await put_claimed(shop, "noura", "first"), more=False)
    await shop.channel.until(lambda: shop.channel.waiting == 1)

    shop.worker.wake(await put_claimed(shop, "noura", "second"), more=True)
    shop.channel.gate.set()
    await shop.channel.until(lambda: len(shop.channel.delivered) == 2)

    assert shop.told() == ["first", "second"]


async def _due(shop: Shop) -> datetime | None:
    async with shop.storage.begin() as tx:
        return await tx.outbox.next_due(shop.clock.now())


async def test_a_channels_pace_spreads_what_is_said_in_a_chat(shop: Shop) -> None:
    pace = Pace(per_second=1000, chat_per_second=50, burst=1)
    worker = Worker(
        shop.storage, shop.clock, {"web": shop.channel}, {"deliver": deliver_by(shop.make_desk)}, paces={"web": pace}
    )
    await put(shop, "noura", "one", "two", "three")
    begun = datetime.now(UTC)

    await worker.drain()

    assert shop.told() == ["one", "two", "three"]
    assert datetime.now(UTC) - begun >= timedelta(milliseconds=39)


async def test_stopping_waits_for_what_is_in_hand_and_is_not_woken_again(shop: Shop) -> None:
    stop = asyncio.Event()
    shop.channel.gate.clear()
    await put(shop, "noura", "in hand")
    running = asyncio.create_task(shop.worker.run(stop))
    await shop.channel.until(lambda: shop.channel.waiting == 1)

    stop.set()
    shop.channel.gate.set()
    await running
    shop.worker.wake(await put_claimed(shop, "sara", "late"))

    assert (shop.told(), shop.told("sara")) == (["in hand"], [])


async def test_a_planned_errand_waits_for_its_time(shop: Shop) -> None:
    async with shop.storage.begin() as tx:
        now = shop.clock.now()
        await tx.outbox.put("web", "noura", "deliver", card("later"), due_at=now + MINUTE, now=now)

    await shop.worker.drain()
    assert shop.told() == []
    shop.clock.move(MINUTE)
    await shop.worker.drain()

    assert shop.told() == ["later"]


async def test_a_job_is_handed_the_errand_and_the_outside(shop: Shop) -> None:
    seen: list[tuple[str, bool]] = []

    async def job(row: OutboxRow, outside: Outside) -> str:
        seen.append((row.address, outside.storage is shop.storage))
        return "ref"

    worker = Worker(shop.storage, shop.clock, {}, {"checkout": job})
    await put(shop, "order:12", "", channel="", kind="checkout")

    await worker.drain()

    assert seen == [("order:12", True)]
