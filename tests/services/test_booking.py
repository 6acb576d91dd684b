"""The client's side of making a booking, on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from booking.bookings import Booking
from booking.catalogue import MeetingType
from booking.errors import Refused
from booking.policy import REVIEW_HOLD, TRANSFER_HOLD
from booking.status import Event, PaymentMethod, PaymentStatus, Status
from bot.clock import MovableClock
from bot.conversations.commands import HoldSlot, ReleaseHold, Submit, Submitted
from bot.conversations.questions import Health, Review, Reviewed
from storage.uow import Storage
from tests.conversations.answers import FOOD, HEALTH, INTRO, SPORTS, SUNDAY_FIVE, ids
from tests.services.front import Front

HOUR = timedelta(hours=1)
GROUP = replace(FOOD, consultation_id=4, capacity=2)
GONE = replace(FOOD, consultation_id=5, is_active=False)
IN_PERSON = MeetingType.IN_PERSON.value
ONLINE = MeetingType.ONLINE.value


@pytest.fixture
async def front(storage: Storage, clock: MovableClock) -> AsyncIterator[Front]:
    front = Front(storage, clock, offers=(INTRO, SPORTS, FOOD, GROUP, GONE))
    await front.open("نورة", "سالم", "هند")
    yield front
    await front.sent()  # whatever was left can be read


def wish(consultation: int = 2, **more: Any) -> HoldSlot:
    return HoldSlot(**{"consultation_id": consultation, "start": SUNDAY_FIVE, "meeting_type": IN_PERSON, **more})


def paying(booking: Booking, method: PaymentMethod, meeting: str = IN_PERSON, **more: Any) -> Submit:
    return Submit(booking.booking_id, method, meeting_type=meeting, **more)


async def events(front: Front, booking: Booking) -> list[tuple[Event, Status]]:
    async with front.desk() as desk:
        history = await desk.tx.bookings.history(booking.booking_id)
    return [(change.event, change.to_status) for change in history]


# ---------------------------------------------------------------------------------------------------------- holding


async def test_a_held_seat_is_nobody_elses_for_half_an_hour(front: Front) -> None:
    booking = await front.does("نورة", wish())
    rival = await front.does("سالم", wish())

    assert booking.status is Status.PENDING_PAYMENT
    assert booking.hold_expires_at == front.clock.now() + REVIEW_HOLD
    assert rival == Refused("refused-taken")


async def test_a_session_before_it_ends_is_in_the_way_of_the_next(front: Front) -> None:
    await front.does("نورة", wish())

    assert await front.does("سالم", wish(start=SUNDAY_FIVE + HOUR / 2)) == Refused("refused-taken")
    assert isinstance(await front.does("سالم", wish(start=SUNDAY_FIVE + HOUR)), Booking)


async def test_a_group_has_as_many_seats_as_it_says(front: Front) -> None:
    taken = [await front.does(name, wish(4)) for name in ("نورة", "سالم", "هند")]

    assert [isinstance(booking, Booking) for booking in taken] == [True, True, False]


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (wish(start=SUNDAY_FIVE - timedelta(days=2)), "refused-past"),
        (wish(start=SUNDAY_FIVE + timedelta(minutes=7)), "refused-off-step"),
        (wish(start=SUNDAY_FIVE + timedelta(days=90)), "refused-too-far"),
        (wish(start=SUNDAY_FIVE - HOUR * 9), "refused-outside-hours"),
        (wish(5), "refused-archived"),
        (wish(99), "refused-archived"),
    ],
)
async def test_what_the_calendar_does_not_offer_cannot_be_held(front: Front, command: HoldSlot, why: str) -> None:
    refusal = await front.does("نورة", command)

    assert isinstance(refusal, Refused)
    assert refusal.reason == why


async def test_a_day_has_its_limit(front: Front) -> None:
    for hours in range(5):
        await front.does("نورة", wish(3, start=SUNDAY_FIVE - HOUR * hours))

    refusal = await front.does("سالم", wish(3, start=SUNDAY_FIVE + HOUR))

    assert refusal.reason == "refused-day-full"


async def test_a_hold_is_moved_and_keeps_its_number(front: Front) -> None:
    first = await front.does("نورة", wish())
    front.clock.move(timedelta(minutes=10))

    moved = await front.does("نورة", wish(start=SUNDAY_FIVE + HOUR * 2, booking_id=first.booking_id))
    rival = await front.does("سالم", wish())

    assert (moved.booking_id, moved.booking_number) == (first.booking_id, first.booking_number)
    assert moved.hold_expires_at == front.clock.now() + REVIEW_HOLD
    assert isinstance(rival, Booking)


@pytest.mark.parametrize("method", [PaymentMethod.SANDBOX, PaymentMethod.CASH])
async def test_a_draft_that_made_a_booking_makes_no_second_one(front: Front, method: PaymentMethod) -> None:
    booking = await front.does("نورة", wish())
    await front.does("نورة", paying(booking, method))

    refusal = await front.does("نورة", wish(start=SUNDAY_FIVE + HOUR * 2, booking_id=booking.booking_id))

    assert refusal == Refused("refused-already-submitted")
    assert isinstance(await front.does("سالم", wish(start=SUNDAY_FIVE + HOUR * 2)), Booking)


async def test_a_draft_whose_seat_was_given_back_claims_another(front: Front) -> None:
    first = await front.does("نورة", wish())
    await front.does("نورة", ReleaseHold(first.booking_id))

    again = await front.does("نورة", wish(booking_id=first.booking_id))

    assert again.booking_id != first.booking_id


async def test_a_hold_may_be_moved_within_its_own_time(front: Front) -> None:
    first = await front.does("نورة", wish())

    moved = await front.does("نورة", wish(start=SUNDAY_FIVE + HOUR / 2, booking_id=first.booking_id))

    assert moved.preferred_at == SUNDAY_FIVE + HOUR / 2


async def test_a_hold_that_cannot_be_moved_stays_where_it_was(front: Front) -> None:
    await front.does("سالم", wish(start=SUNDAY_FIVE + HOUR * 2))
    first = await front.does("نورة", wish())

    refusal = await front.does("نورة", wish(start=SUNDAY_FIVE + HOUR * 2, booking_id=first.booking_id))

    assert refusal == Refused("refused-taken")
    assert await front.does("هند", wish()) == Refused("refused-taken")


async def test_another_consultation_takes_the_place_of_the_hold(front: Front) -> None:
    first = await front.does("نورة", wish())

    second = await front.does("نورة", wish(3, booking_id=first.booking_id))

    statuses = {booking.booking_id: booking.status for booking in await front.bookings("نورة")}
    assert statuses == {first.booking_id: Status.CANCELLED, second.booking_id: Status.PENDING_PAYMENT}


async def test_another_consultation_that_cannot_be_had_leaves_the_hold(front: Front) -> None:
    first = await front.does("نورة", wish())

    await front.does("نورة", wish(5, booking_id=first.booking_id))

    assert [booking.status for booking in await front.bookings("نورة")] == [Status.PENDING_PAYMENT]


async def test_nobody_moves_somebody_elses_hold(front: Front) -> None:
    hers = await front.does("نورة", wish())

    his = await front.does("سالم", wish(start=SUNDAY_FIVE + HOUR * 2, booking_id=hers.booking_id))

    assert his.booking_id != hers.booking_id
    assert [b.preferred_at for b in await front.bookings("نورة")] == [SUNDAY_FIVE]


# -------------------------------------------------------------------------------------------------------- releasing


async def test_a_seat_given_back_is_free_at_once(front: Front) -> None:
    booking = await front.does("نورة", wish())

    await front.does("نورة", ReleaseHold(booking.booking_id))

    assert isinstance(await front.does("سالم", wish()), Booking)
    assert await events(front, booking) == [(Event.CANCELLED, Status.CANCELLED)]


@pytest.mark.parametrize("name", ["سالم", "taha"])
async def test_nobody_gives_back_somebody_elses_seat(front: Front, name: str) -> None:
    booking = await front.does("نورة", wish())

    await front.does(name, ReleaseHold(booking.booking_id))

    assert await front.does("هند", wish()) == Refused("refused-taken")


async def test_what_was_submitted_is_not_given_back_like_a_draft(front: Front) -> None:
    booking = await front.does("نورة", wish())
    await front.does("نورة", paying(booking, PaymentMethod.CASH))

    await front.does("نورة", ReleaseHold(booking.booking_id))

    assert [b.status for b in await front.bookings("نورة")] == [Status.PENDING_CONFIRMATION]


async def test_giving_back_what_does_not_exist_does_nothing(front: Front) -> None:
    assert await front.does("نورة", ReleaseHold(4711)) is None


# ------------------------------------------------------------------------------------------------------- submitting


async def submitted(front: Front, consultation: int, method: PaymentMethod, meeting: str = IN_PERSON) -> Submitted:
    booking = await front.does("نورة", wish(consultation, meeting_type=meeting))
    result = await front.does("نورة", paying(booking, method, meeting))
    assert isinstance(result, Submitted)
    return result


async def test_what_is_free_is_confirmed_at_once_with_all_that_follows(front: Front) -> None:
    result = await submitted(front, 1, PaymentMethod.FREE, ONLINE)

    sent = await front.sent()
    assert (result.booking.status, result.booking.confirmed_at_time) == (Status.CONFIRMED, SUNDAY_FIVE)
    assert result.booking.hold_expires_at is None
    assert await events(front, result.booking) == [(Event.BOOKED, Status.CONFIRMED)]
    assert any(errand.card and errand.card.file for errand in sent["نورة"])
    assert [errand.card.lines[0].id for errand in sent["taha"] if errand.card] == ["coach-new-confirmed"]


async def test_cash_waits_for_the_coach_where_approval_is_needed(front: Front) -> None:
    result = await submitted(front, 2, PaymentMethod.CASH)

    sent = await front.sent()
    assert (result.booking.status, result.booking.payment_method) == (Status.PENDING_CONFIRMATION, PaymentMethod.CASH)
    assert result.booking.hold_expires_at is None
    assert [ids(e.card)[0] for e in sent["taha"] if e.card] == ["coach-new-booking"]


async def test_cash_is_confirmed_at_once_where_no_approval_is_needed(front: Front) -> None:
    result = await submitted(front, 3, PaymentMethod.CASH)

    assert result.booking.status is Status.CONFIRMED
    assert result.booking.payment_status is PaymentStatus.PENDING


async def test_a_transfer_holds_the_seat_for_a_day_and_says_where_to_pay(front: Front) -> None:
    result = await submitted(front, 2, PaymentMethod.BANK_TRANSFER)

    assert result.booking.status is Status.PENDING_PAYMENT
    assert result.booking.hold_expires_at == front.clock.now() + TRANSFER_HOLD
    assert result.transfer is not None
    assert "SA0380000000608010167519" in {item.text for item in result.transfer.copy}


async def test_what_is_paid_ahead_owes_an_order(front: Front) -> None:
    result = await submitted(front, 2, PaymentMethod.SANDBOX)

    async with front.desk() as desk:
        order = await desk.tx.payments.order_of(result.booking.booking_id)
    assert order is not None
    assert (order.amount, order.method) == (SPORTS.price, PaymentMethod.SANDBOX)


async def test_the_price_is_the_one_that_was_shown(front: Front) -> None:
    booking = await front.does("نورة", wish())
    async with front.desk() as desk:
        week = await desk.tx.catalogue.week(desk.coach.coach_id)
        dearer = replace(SPORTS, price=replace(SPORTS.price, minor=99900))
        await desk.tx.catalogue.load(desk.coach, week, [dearer], desk.now)

    result = await front.does("نورة", paying(booking, PaymentMethod.SANDBOX))

    assert result.booking.amount == SPORTS.price


@pytest.mark.parametrize(
    ("consultation", "method", "meeting"),
    [
        (1, PaymentMethod.CASH, ONLINE),  # what is free is not paid for
        (2, PaymentMethod.FREE, ONLINE),  # and what costs something is
        (2, PaymentMethod.CASH, ONLINE),  # cash needs a meeting in person
        (2, PaymentMethod.STRIPE, ONLINE),  # not offered here
    ],
)
async def test_a_way_to_pay_that_does_not_fit_is_refused_and_the_hold_stays(
    front: Front, consultation: int, method: PaymentMethod, meeting: str
) -> None:
    booking = await front.does("نورة", wish(consultation, meeting_type=meeting))

    refusal = await front.does("نورة", paying(booking, method, meeting))

    assert refusal == Refused("refused-way-to-pay")
    assert [b.payment_method for b in await front.bookings("نورة")] == [None]


async def test_nothing_is_submitted_twice(front: Front) -> None:
    result = await submitted(front, 2, PaymentMethod.CASH)

    again = await front.does("نورة", paying(result.booking, PaymentMethod.SANDBOX))

    assert again == Refused("refused-already-submitted")
    assert [b.payment_method for b in await front.bookings("نورة")] == [PaymentMethod.CASH]


async def test_nobody_submits_somebody_elses_hold(front: Front) -> None:
    booking = await front.does("نورة", wish())

    assert await front.does("سالم", paying(booking, PaymentMethod.CASH)) == Refused("refused-already-submitted")


async def test_what_was_edited_at_the_review_is_what_is_booked(front: Front) -> None:
    booking = await front.does("نورة", wish(meeting_type=ONLINE))
    other = SUNDAY_FIVE + HOUR * 24

    result = await front.does("نورة", paying(booking, PaymentMethod.CASH, alternative=other))

    assert (result.booking.meeting_type, result.booking.alternative_at) == (MeetingType.IN_PERSON, other)


async def test_health_answers_are_kept_with_the_booking_for_its_client_and_the_team_alone(front: Front) -> None:
    booking = await front.does("نورة", wish())
    await front.does("نورة", paying(booking, PaymentMethod.CASH, health=HEALTH))

    seen = [await front.does(name, Health(booking.booking_id)) for name in ("نورة", "taha", "سالم")]

    assert seen == [HEALTH, HEALTH, None]


async def test_a_review_shows_its_own_client_the_booking_and_nobody_else(front: Front) -> None:
    booking = await front.does("نورة", wish())

    assert await front.does("نورة", Review(booking.booking_id)) == Reviewed(booking, SPORTS)
    with pytest.raises(LookupError):
        await front.does("سالم", Review(booking.booking_id))


async def test_the_number_tells_the_local_day_and_counts(front: Front) -> None:
    first = await front.does("نورة", wish())
    second = await front.does("سالم", wish(start=SUNDAY_FIVE + HOUR * 2))

    assert (first.booking_number, second.booking_number) == ("CB-20261122-0001", "CB-20261122-0002")
