"""Money that comes when there is nothing left to pay for goes back by itself; on both databases."""

from __future__ import annotations

from datetime import timedelta

from booking.people import Actor
from booking.status import Event, PaymentMethod, PaymentStatus, Status
from bot.conversations.coach.requests import CallOff
from tests.services.coach_room import SUNDAY_FIVE
from tests.services.payment_room import HOUR, Till, report, said_to

SECOND = timedelta(seconds=1)


async def test_what_comes_after_a_cancellation_goes_back_though_the_seat_is_free(till: Till) -> None:
    booking, order = await till.with_page()
    await till.does("taha", CallOff(booking.booking_id, "away"))
    await till.works()

    await till.hears(report(order))
    said = await till.works()

    after = await till.now_is(booking)
    assert (after.status, after.payment_status) == (Status.CANCELLED, PaymentStatus.REFUNDED)
    assert await till.starts() == set()
    assert (await till.spent(booking)).minor == 0
    assert said_to("noura", said) == ["payment-after-cancel", "refund-sent"]


async def test_what_comes_after_the_session_began_goes_back_and_frees_the_time(till: Till) -> None:
    booking, order = await till.with_page(PaymentMethod.STRIPE)
    till.clock.set(SUNDAY_FIVE)

    await till.hears(report(order))
    said = await till.passes(timedelta())
    quiet = await till.passes(HOUR)

    after = await till.now_is(booking)
    assert (after.status, after.payment_status) == (Status.CANCELLED, PaymentStatus.REFUNDED)
    assert await till.starts() == set()
    assert (await till.spent(booking)).minor == 0
    assert said_to("noura", said) == ["payment-begun", "refund-sent"]
    assert said_to("noura", quiet) == []
    async with till.desk() as desk:
        last = (await desk.tx.bookings.history(booking.booking_id))[-1]
    assert (last.event, last.by) == (Event.HOLD_EXPIRED, Actor.SYSTEM)
