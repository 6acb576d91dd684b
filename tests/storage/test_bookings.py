from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from booking.bookings import Booking
from booking.money import Currency, Money
from booking.people import Actor, Place
from booking.status import Event, PaymentMethod, PaymentStatus, Status
from storage.rows import Change, PaymentState
from storage.uow import Storage, Tx
from tests.storage.examples import GROUP, HOUR, NOON, NOW, booked, open_shop, somebody, wish


async def test_fields_are_saved_by_their_names(storage: Storage) -> None:
    await open_shop(storage)
    changes: dict[str, Any] = {
        "status": Status.CONFIRMED,
        "payment_status": PaymentStatus.COMPLETED,
        "payment_method": PaymentMethod.CASH,
        "confirmed_at_time": NOON,
        "proposed_at": NOON + HOUR,
        "rescheduled_from": NOON - HOUR,
        "amount": Money(5, Currency.EGP),
        "place": Place(address="طريق الملك", city="الرياض", country="SA", map_link="https://maps.example/1"),
        "meeting_link": "https://meet.example/1",
        "admin_notes": "ملاحظة",
        "reschedules": 1,
        "sequence": 2,
        "assigned_to": "طه",
    }

    async with storage.begin() as tx:
        booking = await booked(tx)
        saved = await tx.bookings.save(booking.booking_id, now=NOW + HOUR, **changes)

        assert saved == replace(booking, **changes, updated_at=NOW + HOUR)
        assert await tx.bookings.get(booking.booking_id, lock=True) == saved
        assert await tx.bookings.by_number(booking.booking_number) == saved
        assert await tx.bookings.by_number(booking.booking_number, lock=True) == saved
        assert await tx.bookings.get(4711) is None
        assert await tx.bookings.by_number("CB-20261123-9999") is None


async def test_history_is_read_as_it_was_written(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        booking = await booked(tx)
        await tx.bookings.change(
            booking.booking_id,
            at=NOW,
            event=Event.BOOKED,
            from_status=None,
            to_status=Status.PENDING_PAYMENT,
            by=Actor.USER,
            actor_id=booking.client_id,
        )
        await tx.bookings.change(
            booking.booking_id,
            at=NOW + HOUR,
            event=Event.MOVED,
            from_status=Status.CONFIRMED,
            to_status=Status.RESCHEDULED,
            by=Actor.SYSTEM,
            actor_id=None,
            reason="سفر",
            old_start=NOON,
        )

        id_, who = booking.booking_id, booking.client_id
        moved = (Event.MOVED, Status.CONFIRMED, Status.RESCHEDULED, Actor.SYSTEM, None, "سفر", NOON)
        assert await tx.bookings.history(id_) == (
            Change(id_, NOW, Event.BOOKED, None, Status.PENDING_PAYMENT, Actor.USER, who, "", None),
            Change(id_, NOW + HOUR, *moved),
        )


async def test_bookings_are_found_by_client_status_and_time(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        client = await somebody(tx)
        early, middle, late = [await _of(tx, client.client_id, NOON + hours * HOUR) for hours in (0, 3, 6)]
        stranger = await booked(tx, NOON + 9 * HOUR)
        middle = await tx.bookings.save(middle.booking_id, now=NOW, status=Status.CONFIRMED)
        found = tx.bookings

        assert await found.of_client(client.client_id, limit=2) == (late, middle)
        assert await found.of_client(client.client_id, limit=9, since=middle.preferred_at) == (middle, late)
        assert await found.in_status(Status.CONFIRMED, limit=9) == (middle,)
        assert await found.in_status(Status.CONFIRMED, Status.PENDING_PAYMENT, limit=2) == (early, middle)
        assert await found.between(NOON, late.preferred_at) == (early, middle)
        assert await found.between(NOON, NOON + 24 * HOUR, Status.PENDING_PAYMENT) == (early, late, stranger)


async def _of(tx: Tx, client_id: int, start: datetime) -> Booking:
    client = await tx.people.get(client_id)
    booking = await tx.bookings.hold(wish(client, start), NOW)
    assert booking is not None
    return booking


async def test_a_hold_is_nudged_once_at_half_time_and_expires(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        booking = await booked(tx, hold_expires_at=NOW + HOUR)
        await booked(tx, NOON + 3 * HOUR)
        found = tx.bookings

        assert await found.holds_to_nudge(NOW + 0.4 * HOUR, 9) == ()
        assert await found.holds_to_nudge(NOW + 0.5 * HOUR, 9) == (booking,)
        await found.nudged(booking.booking_id)
        assert await found.holds_to_nudge(NOW + 0.5 * HOUR, 9) == ()
        assert await found.holds_expired(NOW + 0.9 * HOUR, 9) == ()
        assert await found.holds_expired(NOW + HOUR, 9) == (booking,)
        again = await found.save(booking.booking_id, now=NOW + HOUR, hold_expires_at=NOW + 5 * HOUR)
        assert await found.holds_to_nudge(NOW + 3 * HOUR, 9) == (again,)


async def test_an_expired_or_paid_hold_is_not_nudged(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        booking = await booked(tx, hold_expires_at=NOW + HOUR)

        assert await tx.bookings.holds_to_nudge(NOW + HOUR, 9) == ()
        await tx.bookings.save(booking.booking_id, now=NOW, status=Status.CONFIRMED)
        assert await tx.bookings.holds_to_nudge(NOW + 0.6 * HOUR, 9) == ()
        assert await tx.bookings.holds_expired(NOW + 2 * HOUR, 9) == ()


@pytest.mark.parametrize("status", [Status.PENDING_CONFIRMATION, Status.RESCHEDULED])
async def test_the_coach_is_reminded_of_what_waits_for_an_answer(storage: Storage, status: Status) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        booking = await booked(tx)
        booking = await tx.bookings.save(booking.booking_id, now=NOW, status=status)
        found = tx.bookings

        assert await found.waiting_since(NOW - HOUR, 9) == ()
        assert await found.waiting_since(NOW, 9) == (booking,)
        await found.coach_reminded(booking.booking_id, NOW + 12 * HOUR)
        assert await found.waiting_since(NOW + 11 * HOUR, 9) == ()
        assert await found.waiting_since(NOW + 12 * HOUR, 9) == (booking,)
        await found.save(booking.booking_id, now=NOW, status=Status.CONFIRMED)
        assert await found.waiting_since(NOW + 48 * HOUR, 9) == ()


async def test_a_booking_that_waits_from_the_first_moment_is_reminded_of_too(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        booking = await booked(tx, NOON, GROUP, status=Status.PENDING_CONFIRMATION)

        assert await tx.bookings.waiting_since(NOW, 9) == (booking,)


async def test_totals_count_completed_sessions_and_money_less_refunds(storage: Storage) -> None:
    await open_shop(storage)
    async with storage.begin() as tx:
        booking = await booked(tx)
        client_id = booking.client_id
        assert await tx.bookings.totals(client_id) == (0, ())
        order = await tx.payments.open_order(booking, PaymentMethod.CASH, NOW)
        payment = await tx.payments.record(
            order.order_id,
            provider="cash",
            reference="1",
            amount=booking.amount,
            state=PaymentState.COMPLETED,
            now=NOW,
        )
        assert payment is not None
        await tx.payments.refund(payment.payment_id, booking.amount.share(25), "half an hour only", NOW)
        await tx.bookings.release(booking.booking_id, Status.COMPLETED, NOW)

        assert await tx.bookings.totals(client_id) == (1, (booking.amount.share(75),))
