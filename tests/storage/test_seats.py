from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from booking.bookings import Booking
from booking.catalogue import Consultation
from booking.slots import Taken
from booking.status import Status
from storage.rows import NewBooking
from storage.uow import Storage, Tx
from tests.storage.examples import GROUP, HOUR, NOON, NOW, SINGLE, booked, open_shop, somebody, wish

MINUTE = timedelta(minutes=1)


async def test_a_held_booking_is_what_was_wished_for(storage: Storage) -> None:
    await open_shop(storage)

    async with storage.begin() as tx:
        wanted = wish(await somebody(tx), hold_expires_at=NOW + HOUR, alternative_at=NOON + 5 * HOUR, campaign="spring")
        booking = await tx.bookings.hold(wanted, NOW)

    assert booking is not None
    assert {name: getattr(booking, name) for name in _shared()} == {name: getattr(wanted, name) for name in _shared()}
    assert booking.booking_number == "CB-20261123-0001"
    assert (booking.created_at, booking.status, booking.reschedules) == (NOW, Status.PENDING_PAYMENT, 0)


def _shared() -> list[str]:
    return [name for name in NewBooking.__dataclass_fields__ if name in Booking.__dataclass_fields__]


async def test_numbers_count_by_the_coachs_day_and_losers_take_none(storage: Storage) -> None:
    await open_shop(storage)
    late = datetime.fromisoformat("2026-11-23T22:00:00+00:00")  # already Tuesday in Riyadh

    async with storage.begin() as tx:
        first = await booked(tx)
        assert await tx.bookings.hold(wish(await somebody(tx), NOON), NOW) is None
        second = await booked(tx, NOON + 3 * HOUR)
        third = await booked(tx, late)

    numbers = [booking.booking_number for booking in (first, second, third)]
    assert numbers == ["CB-20261123-0001", "CB-20261123-0002", "CB-20261124-0001"]


async def test_what_is_taken_says_with_buffers_what_and_how_many_seats_are_left(storage: Storage) -> None:
    await open_shop(storage)

    async with storage.begin() as tx:
        await booked(tx)
        await booked(tx, NOON + 3 * HOUR, GROUP)
        found = await tx.bookings.taken(1, NOON, NOON + 24 * HOUR)

    group = NOON + 3 * HOUR
    assert found == (
        Taken(NOON - 10 * MINUTE, NOON + 80 * MINUTE, NOON, SINGLE.consultation_id, 0),
        Taken(group, group + 90 * MINUTE, group, GROUP.consultation_id, 2),
    )


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [(-120, -10, 0), (-120, -9, 1), (79, 200, 1), (80, 200, 0), (10, 20, 1), (-1000, 1000, 1)],
)
async def test_a_session_is_taken_between_its_buffers(
    sqlite_storage: Storage, since: int, until: int, found: int
) -> None:
    await open_shop(sqlite_storage)

    async with sqlite_storage.begin() as tx:
        await booked(tx)
        taken = await tx.bookings.taken(1, NOON + since * MINUTE, NOON + until * MINUTE)

    assert len(taken) == found


async def test_a_moved_booking_leaves_its_time_to_others(storage: Storage) -> None:
    await open_shop(storage)

    async with storage.begin() as tx:
        booking = await booked(tx)
        assert await tx.bookings.move(booking.booking_id, NOON + 5 * HOUR, NOW)
        again = await tx.bookings.hold(wish(await somebody(tx)), NOW)
        moved = await tx.bookings.get(booking.booking_id)

    assert again is not None
    assert moved is not None
    assert (moved.preferred_at, moved.booking_number) == (NOON + 5 * HOUR, booking.booking_number)


async def test_a_move_to_a_taken_time_changes_nothing(storage: Storage) -> None:
    await open_shop(storage)

    async with storage.begin() as tx:
        mine, theirs = await booked(tx), await booked(tx, NOON + 3 * HOUR)
        before = await tx.bookings.taken(1, NOW, NOW + 96 * HOUR)

        assert not await tx.bookings.move(mine.booking_id, theirs.preferred_at, NOW)
        assert await tx.bookings.get(mine.booking_id) == mine
        assert await tx.bookings.taken(1, NOW, NOW + 96 * HOUR) == before


@pytest.mark.parametrize(("minutes", "moved"), [(30, True), (-30, True), (0, True), (61, False), (90, False)])
async def test_a_booking_may_move_over_its_own_time_but_not_over_others(
    storage: Storage, minutes: int, moved: bool
) -> None:
    await open_shop(storage)
    to = NOON + minutes * MINUTE

    async with storage.begin() as tx:
        mine = await booked(tx)
        await booked(tx, NOON + 150 * MINUTE)  # its buffer begins 140 minutes after noon

        assert await tx.bookings.move(mine.booking_id, to, NOW) is moved
        assert [session.starts_at for session in await tx.bookings.taken(1, NOW, NOW + 96 * HOUR)] == [
            to if moved else NOON,
            NOON + 150 * MINUTE,
        ]


async def test_a_group_is_left_alone_and_closed_by_the_last(storage: Storage) -> None:
    await open_shop(storage)

    async with storage.begin() as tx:
        first, second = await _pair(tx, NOON, GROUP)
        assert await tx.bookings.move(first.booking_id, NOON + 3 * HOUR, NOW)
        assert await _seats(tx) == [(NOON, 2), (NOON + 3 * HOUR, 2)]
        await tx.bookings.release(second.booking_id, Status.CANCELLED, NOW)
        assert await _seats(tx) == [(NOON + 3 * HOUR, 2)]


async def test_a_group_is_not_shifted_by_one_of_it(storage: Storage) -> None:
    await open_shop(storage)

    async with storage.begin() as tx:
        first, _ = await _pair(tx, NOON, GROUP)

        assert not await tx.bookings.move(first.booking_id, NOON + HOUR, NOW)
        assert await _seats(tx) == [(NOON, 1)]


async def test_a_booking_joins_a_group_of_its_type_that_has_room(storage: Storage) -> None:
    await open_shop(storage)

    async with storage.begin() as tx:
        first = await booked(tx, NOON, GROUP)
        second = await booked(tx, NOON + 3 * HOUR, GROUP)

        assert await tx.bookings.move(second.booking_id, first.preferred_at, NOW)
        assert await _seats(tx) == [(NOON, 1)]
        assert [session.booked for session in await tx.bookings.taken(1, NOON, NOON + HOUR)] == [2]


@pytest.mark.parametrize("how", ["release", "save"])
async def test_a_cancelled_booking_gives_its_seat_back(storage: Storage, how: str) -> None:
    await open_shop(storage)

    async with storage.begin() as tx:
        booking = await booked(tx)
        if how == "release":
            await tx.bookings.release(booking.booking_id, Status.CANCELLED, NOW)
        else:
            await tx.bookings.save(booking.booking_id, now=NOW, status=Status.CANCELLED, admin_notes="x")

        assert await tx.bookings.taken(1, NOW, NOW + 96 * HOUR) == ()
        assert await tx.bookings.hold(wish(await somebody(tx)), NOW) is not None


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.CANCELLED])
async def test_every_other_status_keeps_its_seat(sqlite_storage: Storage, status: Status) -> None:
    await open_shop(sqlite_storage)

    async with sqlite_storage.begin() as tx:
        booking = await booked(tx)
        await tx.bookings.release(booking.booking_id, status, NOW)

        assert await tx.bookings.hold(wish(await somebody(tx)), NOW) is None


async def test_a_cancelled_booking_is_revived_only_while_its_time_is_free(storage: Storage) -> None:
    await open_shop(storage)

    async with storage.begin() as tx:
        booking = await booked(tx)
        await tx.bookings.release(booking.booking_id, Status.CANCELLED, NOW)
        revived = await tx.bookings.revive(booking.booking_id, Status.CONFIRMED, NOW)
        assert revived is not None
        assert revived.status is Status.CONFIRMED
        await tx.bookings.release(booking.booking_id, Status.CANCELLED, NOW)
        await tx.bookings.hold(wish(await somebody(tx)), NOW)

        assert await tx.bookings.revive(booking.booking_id, Status.CONFIRMED, NOW) is None


async def test_a_booking_that_holds_its_seat_keeps_it_when_revived(sqlite_storage: Storage) -> None:
    await open_shop(sqlite_storage)

    async with sqlite_storage.begin() as tx:
        booking = await booked(tx)
        revived = await tx.bookings.revive(booking.booking_id, Status.CONFIRMED, NOW)

    assert revived == replace(booking, status=Status.CONFIRMED)


async def test_a_cancelled_booking_cannot_be_moved(sqlite_storage: Storage) -> None:
    await open_shop(sqlite_storage)

    async with sqlite_storage.begin() as tx:
        booking = await booked(tx)
        await tx.bookings.release(booking.booking_id, Status.CANCELLED, NOW)

        with pytest.raises(LookupError):
            await tx.bookings.move(booking.booking_id, NOON + HOUR, NOW)


async def _pair(tx: Tx, start: datetime, what: Consultation) -> tuple[Booking, Booking]:
    first = await booked(tx, start, what)
    second = await tx.bookings.hold(wish(await somebody(tx), start, what), NOW)
    assert second is not None
    return first, second


async def _seats(tx: Tx) -> list[tuple[datetime, int]]:
    return [(session.starts_at, session.seats_left) for session in await tx.bookings.taken(1, NOW, NOW + 96 * HOUR)]
