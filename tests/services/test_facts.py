"""What conversations are told, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from booking.status import PaymentMethod
from bot.clock import MovableClock
from bot.conversations.commands import HoldSlot, Submit
from bot.conversations.questions import Availability, Calendar, LastHealth, Offer, Offered, OneBooking, OwnBookings
from storage.uow import Storage
from tests.conversations.answers import FOOD, HEALTH, INTRO, SPORTS, SUNDAY, SUNDAY_FIVE
from tests.services.front import Front

HOUR = timedelta(hours=1)
GONE = replace(FOOD, consultation_id=5, is_active=False)


@pytest.fixture
async def front(storage: Storage, clock: MovableClock) -> Front:
    front = Front(storage, clock, offers=(INTRO, SPORTS, FOOD, GONE))
    await front.open("نورة", "سالم")
    return front


def wish(start_in: timedelta = timedelta(), consultation: int = 2) -> HoldSlot:
    return HoldSlot(consultation, SUNDAY_FIVE + start_in, "in_person")


async def free(front: Front, name: str, question: Availability, day: date = SUNDAY) -> list[int]:
    """The free hours of a day, as offsets from five in the afternoon."""
    calendar = await front.does(name, question)
    assert isinstance(calendar, Calendar)
    return [int((start - SUNDAY_FIVE) / HOUR) for start in calendar.times(day) if start.minute == 0]


async def test_only_what_is_active_is_offered_and_the_rest_can_still_be_looked_up(front: Front) -> None:
    assert await front.does("نورة", Offered()) == (INTRO, SPORTS, FOOD)
    assert await front.does("نورة", Offer(5)) == GONE
    assert await front.does("نورة", Offer(99)) is None


@pytest.mark.parametrize("around", [None, SUNDAY])
async def test_what_others_hold_is_not_free(front: Front, around: date | None) -> None:
    await front.does("سالم", wish())

    hours = await free(front, "نورة", Availability(2, around))

    assert hours == [-8, -7, -6, -5, -4, -3, -2, -1, 1, 2, 3]


async def test_the_own_time_of_a_booking_that_is_moved_counts_as_free(front: Front) -> None:
    booking = await front.does("نورة", wish())

    assert 0 in await free(front, "نورة", Availability(2, SUNDAY, booking.booking_id))
    assert 0 not in await free(front, "نورة", Availability(2, SUNDAY))


async def test_a_full_day_has_room_for_the_booking_that_is_moved_within_it(front: Front) -> None:
    held = [await front.does("نورة", wish(HOUR * -hours, 3)) for hours in range(5)]

    assert await free(front, "نورة", Availability(3, SUNDAY)) == []
    assert await free(front, "نورة", Availability(3, SUNDAY, held[0].booking_id)) != []


async def test_an_archived_type_has_no_calendar_but_for_who_has_a_booking_to_move(front: Front) -> None:
    booking = await front.does("نورة", wish())

    assert await front.does("نورة", Availability(5)) is None
    assert await front.does("نورة", Availability(99)) is None
    assert await front.does("نورة", Availability(5, SUNDAY, booking.booking_id)) is not None


async def test_days_are_those_of_the_client(front: Front) -> None:
    async with front.desk() as desk:
        await desk.tx.people.save(front.clients["نورة"].client_id, now=desk.now, timezone="Asia/Tokyo")

    calendar = await front.does("نورة", Availability(2, SUNDAY))

    assert calendar.zone == "Asia/Tokyo"
    assert calendar.times(SUNDAY)[0] == SUNDAY_FIVE - HOUR * 23  # their midnight is still Saturday at the coach's
    assert calendar.times(SUNDAY)[-1] == SUNDAY_FIVE + HOUR / 2  # what begins later begins on their Monday


async def test_a_booking_is_seen_by_its_client_and_the_team(front: Front) -> None:
    booking = await front.does("نورة", wish())

    for question in (OneBooking(booking.booking_id), OneBooking(number=booking.booking_number)):
        seen = [await front.does(name, question) for name in ("نورة", "taha", "سالم")]
        assert seen == [booking, booking, None]


async def test_own_bookings_are_ones_own(front: Front) -> None:
    booking = await front.does("نورة", wish())
    await front.does("سالم", wish(HOUR))

    assert await front.does("نورة", OwnBookings()) == (booking,)


async def test_the_newest_health_answers_are_offered_again(front: Front) -> None:
    for hours, age in enumerate((27, 28)):
        booking = await front.does("نورة", wish(HOUR * hours))
        told = replace(HEALTH, age=age)
        await front.does("نورة", Submit(booking.booking_id, PaymentMethod.CASH, meeting_type="in_person", health=told))

    assert await front.does("نورة", LastHealth()) == HEALTH
    assert await front.does("سالم", LastHealth()) is None
