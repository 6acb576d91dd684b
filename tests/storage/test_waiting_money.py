"""What bookings wait for when money is late, and who pays in cash no more."""

from __future__ import annotations

import pytest

from booking.status import PaymentMethod, Status
from storage.uow import Storage
from tests.storage.examples import HOUR, NOON, NOW, booked, open_shop, somebody, wish


async def test_a_cancelled_booking_is_revived_at_another_start(storage: Storage) -> None:
    await open_shop(storage)
    later = NOON + 3 * HOUR
    async with storage.begin() as tx:
        booking = await booked(tx)
        await tx.bookings.release(booking.booking_id, Status.CANCELLED, NOW)
        assert await tx.bookings.hold(wish(await somebody(tx)), NOW) is not None

        assert await tx.bookings.revive(booking.booking_id, Status.PENDING_PAYMENT, NOW) is None
        revived = await tx.bookings.revive(booking.booking_id, Status.PENDING_PAYMENT, NOW, start=later)

        assert revived is not None
        assert (revived.preferred_at, revived.status, revived.booking_number) == (
            later,
            Status.PENDING_PAYMENT,
            booking.booking_number,
        )
        assert [taken.starts_at for taken in await tx.bookings.taken(1, NOW, NOW + 96 * HOUR)] == [NOON, later]


async def test_a_start_that_is_taken_revives_nothing(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        booking, theirs = await booked(tx), await booked(tx, NOON + 3 * HOUR)
        gone = await tx.bookings.release(booking.booking_id, Status.CANCELLED, NOW)

        assert await tx.bookings.revive(booking.booking_id, Status.CONFIRMED, NOW, start=theirs.preferred_at) is None
        assert await tx.bookings.get(booking.booking_id) == gone


async def test_a_choice_is_over_at_its_instant_and_holds_are_no_choices(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        held = await booked(tx, NOON, hold_expires_at=NOW + HOUR)
        choosing = await booked(tx, NOON + 3 * HOUR, hold_expires_at=NOW + HOUR)
        chosen = await booked(tx, NOON + 6 * HOUR)
        for booking in (choosing, chosen):
            await tx.bookings.release(booking.booking_id, Status.CANCELLED, NOW)

        before = await tx.bookings.choices_over(NOW, 10)
        due = await tx.bookings.choices_over(NOW + HOUR, 10)
        holds = await tx.bookings.holds_expired(NOW + HOUR, 10)

    assert before == ()
    assert [booking.booking_id for booking in due] == [choosing.booking_id]
    assert [booking.booking_id for booking in holds] == [held.booking_id]


async def test_a_postponed_hold_ends_later_and_nudges_nobody(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        booking = await booked(tx, hold_expires_at=NOW + HOUR)
        await tx.bookings.postpone(booking.booking_id, NOW + 2 * HOUR)

        assert await tx.bookings.holds_expired(NOW + HOUR, 10) == ()
        assert await tx.bookings.holds_to_nudge(NOW + HOUR, 10) == ()
        assert [b.booking_id for b in await tx.bookings.holds_expired(NOW + 2 * HOUR, 10)] == [booking.booking_id]

        await tx.bookings.postpone(booking.booking_id, None)
        assert await tx.bookings.holds_expired(NOW + 9 * HOUR, 10) == ()


@pytest.mark.parametrize(
    ("status", "method", "missed"),
    [
        (Status.NO_SHOW, PaymentMethod.CASH, True),
        (Status.NO_SHOW, PaymentMethod.STRIPE, False),
        (Status.NO_SHOW, None, False),
        (Status.COMPLETED, PaymentMethod.CASH, False),
        (Status.CANCELLED, PaymentMethod.CASH, False),
    ],
)
async def test_only_a_missed_session_in_cash_counts(
    storage: Storage, status: Status, method: PaymentMethod | None, missed: bool
) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        booking = await booked(tx)
        await tx.bookings.save(booking.booking_id, now=NOW, payment_method=method)
        await tx.bookings.release(booking.booking_id, status, NOW)
        stranger = await somebody(tx, "منى")

        assert await tx.bookings.missed_unpaid(booking.client_id, NOW) is missed
        assert not await tx.bookings.missed_unpaid(stranger.client_id, NOW)


async def test_what_was_missed_before_the_coach_allowed_cash_again_is_forgiven(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        booking = await booked(tx)
        await tx.bookings.save(booking.booking_id, now=NOW, payment_method=PaymentMethod.CASH)
        await tx.bookings.release(booking.booking_id, Status.NO_SHOW, NOW)
        await tx.people.save(booking.client_id, now=NOW, cash_again_at=NOON + HOUR)
        client = await tx.people.get(booking.client_id)

        assert client.cash_again_at == NOON + HOUR
        assert await tx.bookings.missed_unpaid(client.client_id, NOON - HOUR)
        assert not await tx.bookings.missed_unpaid(client.client_id, client.cash_again_at)
