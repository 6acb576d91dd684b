"""The clock: what is due is done in batches, what fails stays for the next tick, old records go."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from booking.bookings import Booking
from bot.jobs import clock as ticks
from bot.jobs.clock import BATCH, ERRANDS_KEPT, INBOX_KEPT
from bot.services.rounds import each
from storage.uow import Tx
from tests.jobs.shop import DAY, HOUR, Shop, riyadh


async def test_more_than_a_batch_is_done_in_one_tick(shop: Shop) -> None:
    first = riyadh(22, 8)
    for number in range(BATCH + 5):
        await shop.held(first + number * HOUR)
    shop.clock.move(HOUR)

    await shop.tick()

    assert len(shop.channel.cards("noura")) == BATCH + 5


async def test_a_tick_without_a_coach_fails_quietly_and_the_next_one_works(shop: Shop) -> None:
    await shop.held(riyadh(24, 17))
    shop.clock.move(HOUR)

    async def nobody(_tx: Tx) -> object:
        raise LookupError("no coach yet")

    await ticks.tick(shop.storage, shop.clock, nobody)  # type: ignore[arg-type]
    await shop.tick()

    assert shop.told() == ["hold-ended"]


async def test_one_that_fails_holds_up_nobody_and_leaves_nothing_half_done(shop: Shop) -> None:
    bookings = [await shop.held(riyadh(24, hour), f"client{hour}") for hour in (8, 10, 12)]

    async def rename(booking: Booking) -> None:
        await desk.tx.bookings.save(booking.booking_id, now=desk.now, admin_notes="seen")
        if booking == bookings[1]:
            raise RuntimeError("a bug")

    async with shop.desk() as desk:
        done = await each(desk, bookings, lambda booking: booking.booking_id, rename)

    notes = [(await shop.now_is(booking)).admin_notes for booking in bookings]
    assert (done, notes) == (2, ["seen", "", "seen"])


async def test_what_came_in_long_ago_is_forgotten_and_what_is_recent_is_not(shop: Shop) -> None:
    async with shop.storage.begin() as tx:
        await tx.inbox.is_new("web", "old", shop.clock.now())
    shop.clock.move(INBOX_KEPT)
    async with shop.storage.begin() as tx:
        await tx.inbox.is_new("web", "recent", shop.clock.now())
    shop.clock.move(timedelta(seconds=1))

    await shop.tick()

    async with shop.storage.begin() as tx:
        new = [await tx.inbox.is_new("web", key, shop.clock.now()) for key in ("old", "recent")]
    assert new == [True, False]


async def test_finished_errands_are_dropped_after_a_month(shop: Shop) -> None:
    async with shop.storage.begin() as tx:
        now = shop.clock.now()
        errand = await tx.outbox.put("web", "noura", "deliver", b"", due_at=now, now=now)
        await tx.outbox.done(errand, "", now)
    shop.clock.move(ERRANDS_KEPT + DAY)

    await shop.tick()

    async with shop.storage.begin() as tx:
        assert await tx.outbox.forget(shop.clock.now()) == 0


async def test_the_clock_beats_at_once_and_stops_when_told() -> None:
    beats: list[int] = []
    stop = asyncio.Event()

    async def beat() -> None:
        beats.append(1)
        stop.set()

    async with asyncio.timeout(10):
        await ticks.run(beat, stop)

    assert beats == [1]
