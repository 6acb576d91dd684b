"""Paid, and the coach never answers: money does not stay with a session that nobody agreed to; on both databases."""

from __future__ import annotations

from datetime import timedelta

from booking.bookings import Booking
from booking.paying import PaymentNews
from booking.status import PaymentStatus, Status
from bot.conversations.mine.requests import CancelBooking
from tests.services.payment_room import Till, report

DAY = timedelta(days=1)


async def paid(till: Till) -> Booking:
    """A booking that waits for the coach, whose price has come."""
    booking, order = await till.with_page()
    await till.hears(report(order, PaymentNews.PAID))
    return await till.now_is(booking)


async def test_a_day_after_its_time_all_of_it_goes_back(till: Till) -> None:
    booking = await paid(till)
    assert booking.status is Status.PENDING_CONFIRMATION
    until = booking.starts_at + DAY - till.clock.now()

    await till.passes(until - timedelta(seconds=1))
    before = await till.refunds(booking)
    await till.passes(timedelta(seconds=1))

    (refund,) = await till.refunds(booking)
    now = await till.now_is(booking)
    assert before == ()
    assert (refund.amount, now.status, now.payment_status) == (booking.amount, Status.CANCELLED, PaymentStatus.REFUNDED)


async def test_before_that_its_client_may_cancel_and_gets_all_of_it_back(till: Till) -> None:
    booking = await paid(till)
    await till.passes(booking.starts_at - till.clock.now() + timedelta(hours=1))

    await till.does("noura", CancelBooking(booking.booking_id, "time"))

    (refund,) = await till.refunds(booking)
    assert refund.amount == booking.amount
