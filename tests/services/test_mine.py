"""The client's own bookings, on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from booking.bookings import Booking
from booking.errors import Refused
from booking.money import Money
from booking.status import Event, PaymentMethod, PaymentStatus, Status
from bot.clock import MovableClock
from bot.conversations.coach.requests import Complete, Confirm
from bot.conversations.commands import HoldSlot, Submit
from bot.conversations.mine.requests import Attend, CalendarFile, CancelBooking, MoveBooking, Own, Rate
from storage.rows import PaymentState
from storage.uow import Storage
from tests.conversations.answers import FOOD, INTRO, SPORTS, SUNDAY_FIVE, ids
from tests.services.front import Front

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
async def front(storage: Storage, clock: MovableClock) -> AsyncIterator[Front]:
    front = Front(storage, clock, offers=(INTRO, replace(SPORTS, max_reschedules=2), FOOD))
    await front.open("نورة", "سالم")
    yield front
    await front.sent()


async def booked(front: Front, consultation: int = 3, start: datetime = SUNDAY_FIVE, name: str = "نورة") -> Booking:
    """A booking to be paid in cash: confirmed for FOOD, waiting for the coach for SPORTS."""
    held = await front.does(name, HoldSlot(consultation, start, "in_person"))
    result = await front.does(name, Submit(held.booking_id, PaymentMethod.CASH, meeting_type="in_person"))
    await front.sent()
    booking: Booking = result.booking
    return booking


async def paid(front: Front, booking: Booking) -> None:
    async with front.desk() as desk:
        order = await desk.tx.payments.open_order(booking, PaymentMethod.CASH, desk.now)
        await desk.tx.payments.record(
            order.order_id,
            provider="cash",
            reference=f"r{order.order_id}",
            amount=booking.amount,
            state=PaymentState.COMPLETED,
            now=desk.now,
        )
        await desk.tx.bookings.save(booking.booking_id, now=desk.now, payment_status=PaymentStatus.COMPLETED)


async def completed(front: Front) -> Booking:
    booking = await booked(front)
    front.clock.move(timedelta(hours=36))
    await front.does("taha", Complete(booking.booking_id))
    await front.sent()
    return booking


# ---------------------------------------------------------------------------------------------------------- looking


async def test_an_own_booking_comes_with_what_may_still_be_done(front: Front) -> None:
    booking = await booked(front)

    now = await front.does("نورة", Own(booking.booking_id))
    front.clock.move(timedelta(hours=24))
    later = await front.does("نورة", Own(number=booking.booking_number))
    front.clock.move(timedelta(hours=24))
    over = await front.does("نورة", Own(booking.booking_id))

    assert (now.moving, now.cancelling) == (None, None)
    assert (later.moving.reason, later.cancelling) == ("refused-move-late", None)
    assert over.cancelling == Refused("refused-cancel-late")


@pytest.mark.parametrize("name", ["سالم", "taha"])
async def test_anybody_elses_booking_does_not_exist_here(front: Front, name: str) -> None:
    booking = await booked(front)
    unknown = Refused("refused-booking-unknown")

    assert await front.does(name, Own(booking.booking_id)) is None
    assert await front.does(name, CalendarFile(booking.booking_id)) is None
    for command in (
        MoveBooking(booking.booking_id, SUNDAY_FIVE + DAY),
        CancelBooking(booking.booking_id),
        Attend(booking.booking_id),
        Rate(booking.booking_id, 5),
    ):
        assert await front.does(name, command) == unknown
    assert (await front.bookings("نورة"))[0] == booking


async def test_the_calendar_file_exists_once_a_time_is_agreed(front: Front) -> None:
    agreed, waiting = await booked(front), await booked(front, 2, SUNDAY_FIVE + DAY)

    file = await front.does("نورة", CalendarFile(agreed.booking_id))

    assert file.startswith(b"BEGIN:VCALENDAR")
    assert await front.does("نورة", CalendarFile(waiting.booking_id)) is None


# ----------------------------------------------------------------------------------------------------------- moving


async def test_a_booking_moves_with_its_seat_its_history_and_its_calendar_entry(front: Front) -> None:
    booking = await booked(front)

    moved = await front.does("نورة", MoveBooking(booking.booking_id, SUNDAY_FIVE + DAY))
    sent = await front.sent()
    rival = await booked(front, name="سالم")

    assert (moved.status, moved.confirmed_at_time, moved.rescheduled_from) == (
        Status.CONFIRMED,
        SUNDAY_FIVE + DAY,
        SUNDAY_FIVE,
    )
    assert (moved.sequence, moved.reschedules) == (booking.sequence + 1, 1)
    assert moved.booking_number == booking.booking_number
    assert rival.preferred_at == SUNDAY_FIVE
    assert [ids(errand.card)[0] for errand in sent["taha"] if errand.card] == ["moved-coach"]
    assert [errand.card.file is not None for errand in sent["نورة"] if errand.card] == [True]


async def test_a_moved_booking_waits_for_the_coach_where_approval_is_needed(front: Front) -> None:
    booking = await booked(front, 2)
    await front.does("taha", Confirm(booking.booking_id))
    await front.sent()

    moved = await front.does("نورة", MoveBooking(booking.booking_id, SUNDAY_FIVE + DAY))
    sent = await front.sent()

    assert (moved.status, moved.confirmed_at_time) == (Status.RESCHEDULED, None)
    assert [ids(errand.card)[0] for errand in sent["taha"] if errand.card] == ["coach-moved"]


async def test_a_move_to_a_taken_time_leaves_everything_as_it_was(front: Front) -> None:
    await booked(front, start=SUNDAY_FIVE + DAY, name="سالم")
    booking = await booked(front)

    refusal = await front.does("نورة", MoveBooking(booking.booking_id, SUNDAY_FIVE + DAY))

    assert refusal == Refused("refused-taken")
    assert await front.bookings("نورة") == (booking,)
    assert await front.does("سالم", HoldSlot(3, SUNDAY_FIVE, "in_person")) == Refused("refused-taken")
    assert await front.sent() == {}


async def test_a_booking_moves_as_often_and_as_late_as_the_rules_allow(front: Front) -> None:
    booking = await booked(front)
    for days in (1, 2):
        await front.does("نورة", MoveBooking(booking.booking_id, SUNDAY_FIVE + DAY * days))

    often = await front.does("نورة", MoveBooking(booking.booking_id, SUNDAY_FIVE + DAY * 3))
    other = await booked(front, start=SUNDAY_FIVE + HOUR)
    front.clock.move(DAY)
    late = await front.does("نورة", MoveBooking(other.booking_id, SUNDAY_FIVE + DAY * 4))

    assert (often.reason, late.reason) == ("refused-move-limit", "refused-move-late")


# ------------------------------------------------------------------------------------------------------- cancelling


@pytest.mark.parametrize(("hours", "share"), [(0, 100), (20, 100), (21, 0), (30, 0)])
async def test_what_comes_back_depends_on_how_early_it_is(front: Front, hours: int, share: int) -> None:
    booking = await booked(front)
    await paid(front, booking)
    front.clock.move(timedelta(hours=hours))  # the session is 32 hours away, the window closes 12 before it

    shown = await front.does("نورة", Own(booking.booking_id))
    gone = await front.does("نورة", CancelBooking(booking.booking_id, "health"))

    assert shown.refund == Money(FOOD.price.minor * share // 100, FOOD.price.currency)
    assert gone.status is Status.CANCELLED


async def test_a_cancelled_booking_frees_its_seat_and_both_sides_know(front: Front) -> None:
    booking = await booked(front)

    await front.does("نورة", CancelBooking(booking.booking_id, "سفر"))
    sent = await front.sent()
    async with front.desk() as desk:
        history = await desk.tx.bookings.history(booking.booking_id)

    assert isinstance(await booked(front, name="سالم"), Booking)
    assert (history[-1].event, history[-1].reason) == (Event.CANCELLED, "سفر")
    assert [ids(errand.card)[0] for errand in sent["taha"] if errand.card] == ["cancelled-coach"]
    assert [errand.card.file is not None for errand in sent["نورة"] if errand.card] == [True]


async def test_a_booking_is_cancelled_once(front: Front) -> None:
    booking = await booked(front)
    await front.does("نورة", CancelBooking(booking.booking_id))

    assert await front.does("نورة", CancelBooking(booking.booking_id)) == Refused("refused-cancel-late")


# ------------------------------------------------------------------------------------------------ attending, rating


async def test_coming_is_noted_for_a_session_that_is_to_come(front: Front) -> None:
    booking = await booked(front)

    noted = [await front.does("نورة", Attend(booking.booking_id)) for _ in range(2)]
    front.clock.move(timedelta(hours=36))

    assert noted == [None, None]
    assert await front.does("نورة", Attend(booking.booking_id)) == Refused("refused-attend")


async def test_a_rating_may_be_changed_for_a_day_and_keeps_its_word(front: Front) -> None:
    booking = await completed(front)

    await front.does("نورة", Rate(booking.booking_id, 5, "رائعة"))
    front.clock.move(timedelta(hours=23))
    await front.does("نورة", Rate(booking.booking_id, 4))
    front.clock.move(timedelta(hours=2))
    late = await front.does("نورة", Rate(booking.booking_id, 1))

    async with front.desk() as desk:
        kept = await desk.tx.feedback.get(booking.booking_id)
    assert kept is not None
    assert (kept.rating, kept.comment) == (4, "رائعة")
    assert late.reason == "refused-feedback-late"


@pytest.mark.parametrize(("stars", "told"), [(1, True), (2, True), (3, False), (5, False)])
async def test_few_stars_reach_the_coach_at_once(front: Front, stars: int, told: bool) -> None:
    booking = await completed(front)

    await front.does("نورة", Rate(booking.booking_id, stars, "قصيرة"))

    assert bool((await front.sent())["taha"]) is told


async def test_only_a_completed_session_is_rated(front: Front) -> None:
    booking = await booked(front)

    refusal = await front.does("نورة", Rate(booking.booking_id, 5))

    assert refusal == Refused("refused-not-completed", status=Status.CONFIRMED)


@pytest.mark.parametrize("stars", [0, 6, -1])
async def test_stars_are_one_to_five(front: Front, stars: int) -> None:
    booking = await completed(front)

    assert (await front.does("نورة", Rate(booking.booking_id, stars))).reason == "refused-rating"
