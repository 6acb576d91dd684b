from __future__ import annotations

import asyncio
from datetime import datetime

import pytest
from sqlalchemy import text

from booking.bookings import Booking
from booking.people import Client
from storage.crypto import Vault
from storage.engines import engine_of, url_of
from storage.uow import Storage
from tests.storage.examples import GROUP, HOUR, NOON, NOW, open_shop, somebody, wish

SLOTS = [NOON + 2 * HOUR * slot for slot in range(5)]
GUARDS = {
    "sqlite": ("DROP TRIGGER sessions_ignore_overlap",),
    "postgresql": ("ALTER TABLE sessions DROP CONSTRAINT ex_sessions_coach_busy",),
}


async def test_of_50_rivals_for_5_slots_exactly_5_win(storage: Storage) -> None:
    await open_shop(storage)

    results = await _rivalry(storage)

    won = [booking for booking in results if booking is not None]
    assert sorted(booking.preferred_at for booking in won) == SLOTS
    assert results.count(None) == 45
    assert len({booking.booking_number for booking in won}) == 5


async def test_without_the_databases_guard_the_same_rivals_double_book(own_database_url: str, vault: Vault) -> None:
    await _disarm(own_database_url)
    storage = Storage(own_database_url, vault)
    await open_shop(storage)

    results = await _rivalry(storage)

    await storage.close()
    assert results.count(None) < 45


async def test_a_group_session_takes_as_many_rivals_as_it_has_seats(storage: Storage) -> None:
    await open_shop(storage)
    clients = await _clients(storage, 10)

    async def try_for(client: Client) -> Booking | None:
        async with storage.begin() as tx:
            return await tx.bookings.hold(wish(client, NOON, GROUP), NOW)

    results = await asyncio.gather(*map(try_for, clients))

    assert sum(booking is not None for booking in results) == GROUP.capacity
    async with storage.begin() as tx:
        (session,) = await tx.bookings.taken(1, NOON - HOUR, NOON + HOUR)
    assert session.seats_left == 0


async def test_two_bookings_that_move_to_each_others_time_both_stay(storage: Storage) -> None:
    await open_shop(storage)
    here, there = NOON, NOON + 4 * HOUR
    one, other = await _clients(storage, 2)
    first, second = await _hold(storage, one, here), await _hold(storage, other, there)

    async def swap(booking: Booking, to: datetime) -> bool:
        async with storage.begin() as tx:
            return await tx.bookings.move(booking.booking_id, to, NOW)

    moved = tuple(await asyncio.gather(swap(first, there), swap(second, here)))

    assert moved == (False, False)


async def test_two_who_swap_their_groups_at_once_both_get_there(storage: Storage) -> None:
    await open_shop(storage)
    here, there = NOON, NOON + 4 * HOUR
    clients = await _clients(storage, 4)
    async with storage.begin() as tx:
        held = [
            await tx.bookings.hold(wish(client, start, GROUP), NOW)
            for client, start in zip(clients, (here, here, there, there), strict=True)
        ]
    movers = {booking.booking_id: to for booking, to in ((held[0], there), (held[2], here)) if booking}

    async def swap(booking_id: int, to: datetime) -> bool:
        async with storage.begin() as tx:
            return await tx.bookings.move(booking_id, to, NOW)

    for _ in range(5):
        assert all(await asyncio.gather(*(swap(*move) for move in movers.items())))
        movers = dict(zip(movers, reversed(movers.values()), strict=True))


async def _rivalry(storage: Storage) -> list[Booking | None]:
    clients = await _clients(storage, 50)
    return list(
        await asyncio.gather(*(_try(storage, client, SLOTS[number % 5]) for number, client in enumerate(clients)))
    )


async def _clients(storage: Storage, number: int) -> list[Client]:
    async with storage.begin() as tx:
        return [await somebody(tx, f"client {n}") for n in range(number)]


async def _try(storage: Storage, client: Client, start: datetime) -> Booking | None:
    async with storage.begin() as tx:
        return await tx.bookings.hold(wish(client, start), NOW)


async def _hold(storage: Storage, client: Client, start: datetime) -> Booking:
    booking = await _try(storage, client, start)
    assert booking is not None
    return booking


async def _disarm(url: str) -> None:
    engine = engine_of(url_of(url))
    async with engine.begin() as connection:
        for command in GUARDS[engine.dialect.name]:
            await connection.execute(text(command))
    await engine.dispose()


@pytest.mark.parametrize("minutes", [-89, -30, 0, 30, 89])
async def test_a_session_keeps_its_buffers_free(storage: Storage, minutes: int) -> None:
    """The type takes an hour, ten minutes before and twenty after."""
    await open_shop(storage)
    first, second = await _clients(storage, 2)
    await _hold(storage, first, NOON)

    assert await _try(storage, second, NOON + minutes * HOUR / 60) is None


@pytest.mark.parametrize("minutes", [-90, 90])
async def test_sessions_may_touch(storage: Storage, minutes: int) -> None:
    await open_shop(storage)
    first, second = await _clients(storage, 2)
    await _hold(storage, first, NOON)

    assert await _try(storage, second, NOON + minutes * HOUR / 60) is not None
