from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from booking.errors import Refused
from booking.health import HealthDetails
from booking.people import Actor
from booking.status import PaymentStatus, Status
from bot.clock import MovableClock
from bot.conversations.coach.requests import (
    AcceptProposal,
    CallOff,
    Case,
    Complete,
    Confirm,
    Decline,
    Ending,
    Listing,
    Look,
    MarkAbsent,
    OpenCase,
    Propose,
    RefuseProposal,
    Undo,
    WriteNote,
)
from bot.conversations.requests import Request
from bot.services.coach.confirm import confirm_booking, new_booking_card
from storage.models import refusals
from storage.uow import Storage
from tests.services.coach_room import MONDAY_FIVE, SUNDAY_FIVE, TUESDAY_FIVE, Room


@pytest.fixture
async def room(storage: Storage, clock: MovableClock) -> Room:
    room = Room(storage, clock)
    await room.open()
    return room


# ---------------------------------------------------------------------------------------------------- confirming


async def test_the_preferred_time_is_confirmed_and_the_client_gets_the_details(room: Room) -> None:
    booking = await room.booked()

    case = await room.does("taha", Confirm(booking.booking_id))

    assert case.booking.status is Status.CONFIRMED
    assert case.booking.confirmed_at_time == SUNDAY_FIVE
    assert case.booking.meeting_link == "https://meet.example.org/taha"
    assert (case.last.by, case.last.name, case.last.at) == (Actor.ADMIN, "taha", room.clock.now())
    (told,) = await room.told()
    assert (told.address, told.purpose) == ("noura", "confirmed")
    assert told.errand.card is not None
    assert told.errand.card.file is not None
    assert told.errand.card.file.data.startswith(b"BEGIN:VCALENDAR")


async def test_the_alternative_takes_a_seat_and_gives_the_old_one_back(room: Room) -> None:
    booking = await room.booked(alternative=MONDAY_FIVE)

    case = await room.does("taha", Confirm(booking.booking_id, "alternative"))

    assert case.booking.starts_at == MONDAY_FIVE
    assert await room.starts() == {MONDAY_FIVE}


async def test_an_alternative_that_is_gone_changes_nothing(room: Room) -> None:
    booking = await room.booked(alternative=MONDAY_FIVE)
    await room.booked(MONDAY_FIVE, client="stranger")

    refusal = await room.does("taha", Confirm(booking.booking_id, "alternative"))

    assert refusal == Refused("refused-taken")
    assert await room.now_is(booking) == booking
    assert await room.starts() == {SUNDAY_FIVE, MONDAY_FIVE}
    assert await room.told() == []


@pytest.mark.parametrize(
    ("choice", "seen", "reason"),
    [
        ("alternative", None, "refused-no-alternative"),
        ("preferred", MONDAY_FIVE, "refused-stale"),
    ],
)
async def test_what_the_card_did_not_show_is_not_confirmed(room: Room, choice: str, seen: object, reason: str) -> None:
    booking = await room.booked()

    refusal = await room.does("taha", Confirm(booking.booking_id, choice, seen))  # type: ignore[arg-type]

    assert refusal.reason == reason
    assert (await room.now_is(booking)).status is Status.PENDING_CONFIRMATION


async def test_a_time_that_has_passed_is_not_confirmed(room: Room) -> None:
    booking = await room.booked()
    room.clock.set(SUNDAY_FIVE)

    assert await room.does("taha", Confirm(booking.booking_id)) == Refused("refused-past")


async def test_the_second_coach_is_told_who_was_first_and_when(room: Room) -> None:
    booking = await room.booked()
    await room.does("taha", Confirm(booking.booking_id))
    first = room.clock.now()
    room.clock.move(timedelta(minutes=2))

    refusals = [
        await room.does("layla", request)
        for request in (Confirm(booking.booking_id), Decline(booking.booking_id, "away"))
    ]

    assert refusals == [Refused("refused-already", status=Status.CONFIRMED, by="taha", at=first)] * 2
    assert (await room.now_is(booking)).status is Status.CONFIRMED
    assert len(await room.told()) == 1


async def test_a_confirmed_move_raises_the_calendar_sequence(room: Room) -> None:
    booking = await room.booked()
    async with room.desk() as desk:
        await desk.tx.bookings.save(
            booking.booking_id, now=desk.now, status=Status.RESCHEDULED, rescheduled_from=TUESDAY_FIVE
        )

    case = await room.does("taha", Confirm(booking.booking_id))

    assert case.booking.sequence == booking.sequence + 1


async def test_a_booking_confirmed_by_its_payment_keeps_one_line_of_history(room: Room) -> None:
    booking = await room.booked(status=Status.CONFIRMED)

    async with room.desk() as desk:
        confirmed = await confirm_booking(desk, booking, booking.preferred_at, by=Actor.SYSTEM, actor_id=None)
        history = await desk.tx.bookings.history(booking.booking_id)

    assert confirmed.confirmed_at_time == SUNDAY_FIVE
    assert history == ()


# ------------------------------------------------------------------------------------------------------------ no


async def test_declining_frees_the_seat_and_tells_the_reason(room: Room) -> None:
    booking = await room.booked()

    case = await room.does("taha", Decline(booking.booking_id, "سفر طارئ"))

    assert case.booking.status is Status.CANCELLED
    assert case.last.reason == "سفر طارئ"
    assert await room.starts() == set()
    (told,) = await room.told()
    assert told.purpose == "declined"
    assert told.ids[0] == "told-declined"
    assert told.errand.card is not None
    assert told.errand.card.file is None


async def test_calling_off_takes_the_entry_out_of_the_calendar(room: Room) -> None:
    booking = await room.booked()
    await room.does("taha", Confirm(booking.booking_id))
    await room.told()

    case = await room.does("layla", CallOff(booking.booking_id, "illness"))

    assert case.booking.status is Status.CANCELLED
    (told,) = await room.told()
    assert told.ids[0] == "told-cancelled"
    assert told.errand.card is not None
    assert told.errand.card.file is not None
    assert b"STATUS:CANCELLED" in told.errand.card.file.data


async def test_a_request_is_declined_and_not_called_off(room: Room) -> None:
    booking = await room.booked()

    refusal = await room.does("taha", CallOff(booking.booking_id, "full"))

    assert refusal.facts["status"] is Status.PENDING_CONFIRMATION
    assert await room.now_is(booking) == booking


# ------------------------------------------------------------------------------------------------- another time


async def test_a_proposed_time_is_accepted_by_the_client(room: Room) -> None:
    booking = await room.booked()
    await room.does("taha", Propose(booking.booking_id, TUESDAY_FIVE))
    (offer,) = await room.told()

    confirmed = await room.does("noura", AcceptProposal(booking.booking_id, TUESDAY_FIVE))

    assert offer.purpose == "proposal"
    assert (confirmed.status, confirmed.starts_at, confirmed.proposed_at) == (Status.CONFIRMED, TUESDAY_FIVE, None)
    assert await room.starts() == {TUESDAY_FIVE}
    assert [(told.address, told.ids[0]) for told in await room.told()] == [
        ("noura", "told-confirmed"),
        ("taha", "coach-client-accepted"),
        ("layla", "coach-client-accepted"),
    ]


async def test_a_refused_proposal_waits_for_the_coach_again(room: Room) -> None:
    booking = await room.booked()
    await room.does("taha", Propose(booking.booking_id, TUESDAY_FIVE))
    await room.told()

    waiting = await room.does("noura", RefuseProposal(booking.booking_id))

    assert (waiting.status, waiting.proposed_at) == (Status.PENDING_CONFIRMATION, None)
    assert {told.ids[0] for told in await room.told()} == {"coach-client-otherwise"}


async def test_an_older_proposal_is_not_accepted_in_place_of_the_newer(room: Room) -> None:
    booking = await room.booked()
    await room.does("taha", Propose(booking.booking_id, MONDAY_FIVE))
    await room.does("taha", Propose(booking.booking_id, TUESDAY_FIVE))

    refusal = await room.does("noura", AcceptProposal(booking.booking_id, MONDAY_FIVE))

    assert refusal == Refused("refused-no-proposal")
    assert (await room.now_is(booking)).proposed_at == TUESDAY_FIVE


async def test_a_proposed_time_that_was_taken_meanwhile_is_refused(room: Room) -> None:
    booking = await room.booked()
    await room.does("taha", Propose(booking.booking_id, TUESDAY_FIVE))
    await room.booked(TUESDAY_FIVE, client="stranger")

    assert await room.does("noura", AcceptProposal(booking.booking_id, TUESDAY_FIVE)) == Refused("refused-taken")
    assert (await room.now_is(booking)).starts_at == SUNDAY_FIVE


@pytest.mark.parametrize(
    ("start", "reason"), [(SUNDAY_FIVE, "refused-same-time"), (SUNDAY_FIVE - timedelta(days=9), "refused-past")]
)
async def test_what_cannot_be_proposed(room: Room, start: object, reason: str) -> None:
    booking = await room.booked()

    refusal = await room.does("taha", Propose(booking.booking_id, start))  # type: ignore[arg-type]

    assert refusal.reason == reason


async def test_nobody_answers_for_another_client(room: Room) -> None:
    booking = await room.booked()
    await room.does("taha", Propose(booking.booking_id, TUESDAY_FIVE))

    for request in (AcceptProposal(booking.booking_id, TUESDAY_FIVE), RefuseProposal(booking.booking_id)):
        assert await room.does("stranger", request) == Refused("refused-not-yours")


# --------------------------------------------------------------------------------------------- after the session


async def test_done_thanks_the_client_and_asks_for_stars(room: Room) -> None:
    booking = await room.booked(status=Status.CONFIRMED)
    room.clock.set(SUNDAY_FIVE)

    case = await room.does("taha", Complete(booking.booking_id))

    assert case.booking.status is Status.COMPLETED
    (told,) = await room.told()
    assert (told.purpose, told.ids) == ("completed", ["told-completed", "told-rate"])


@pytest.mark.parametrize("request_type", [Complete, MarkAbsent])
async def test_nothing_ends_before_it_has_begun(room: Room, request_type: type[Complete]) -> None:
    booking = await room.booked(status=Status.CONFIRMED)
    room.clock.set(SUNDAY_FIVE - timedelta(minutes=1))

    assert isinstance(await room.does("taha", request_type(booking.booking_id)), Refused)
    assert (await room.now_is(booking)).status is Status.CONFIRMED


async def test_absent_is_taken_back_within_a_day(room: Room) -> None:
    booking = await room.booked(status=Status.CONFIRMED)
    room.clock.set(SUNDAY_FIVE)
    await room.does("taha", MarkAbsent(booking.booking_id))
    room.clock.move(timedelta(hours=23))

    case = await room.does("layla", Undo(booking.booking_id))

    assert case.booking.status is Status.CONFIRMED


async def test_after_a_day_it_stays_as_it_is(room: Room) -> None:
    booking = await room.booked(status=Status.CONFIRMED)
    room.clock.set(SUNDAY_FIVE)
    await room.does("taha", Complete(booking.booking_id))
    room.clock.move(timedelta(hours=24, minutes=1))

    assert isinstance(await room.does("taha", Undo(booking.booking_id)), Refused)
    assert (await room.now_is(booking)).status is Status.COMPLETED


async def test_notes_are_added_line_by_line(room: Room) -> None:
    booking = await room.booked()
    await room.does("taha", WriteNote(booking.booking_id, "تفضّل المساء"))

    case = await room.does("layla", WriteNote(booking.booking_id, "تتأخر"))

    assert case.booking.admin_notes == "تفضّل المساء\nتتأخر"


# ---------------------------------------------------------------------------------------------- looking, permission


async def test_every_attempt_of_a_stranger_is_refused_and_changes_nothing(room: Room) -> None:
    booking = await room.booked()
    number = booking.booking_id
    attempts: list[Request[Any]] = [
        Look(booking_id=number),
        Listing("pending"),
        Ending("1"),
        Confirm(number),
        Decline(number, "x"),
        CallOff(number, "x"),
        Propose(number, TUESDAY_FIVE),
        Complete(number),
        MarkAbsent(number),
        Undo(number),
        WriteNote(number, "x"),
    ]

    answers = [await room.does("noura", attempt) for attempt in attempts]

    assert answers == [Refused("refused-not-yours")] * len(attempts)
    assert await room.does("noura", OpenCase(number)) is None
    assert await room.now_is(booking) == booking
    async with room.storage.begin() as tx:
        recorded = await tx.audit._all(select(refusals.c.client_id, refusals.c.action))
    noura = room.people["noura"].client_id
    assert [tuple(row) for row in recorded] == [(noura, type(attempt).__name__) for attempt in attempts]


async def test_a_booking_is_found_by_id_by_number_and_by_its_end(room: Room) -> None:
    booking = await room.booked()

    by_id = await room.does("taha", Look(booking_id=booking.booking_id))
    by_number = await room.does("taha", Look(number=booking.booking_number))
    by_end = await room.does("taha", Ending("0001"))

    assert by_id.booking == by_number.booking == by_end[0] == booking


async def test_an_unknown_number_is_said_to_be_unknown(room: Room) -> None:
    assert (await room.does("taha", Look(number="CB-20261122-0099"))).reason == "refused-unknown-booking"


async def test_lists_hold_what_their_name_says(room: Room) -> None:
    waits = await room.booked(MONDAY_FIVE)
    today = await room.booked(room.clock.now() + timedelta(hours=5), status=Status.CONFIRMED)
    await room.booked(TUESDAY_FIVE, status=Status.PENDING_PAYMENT)
    far = await room.booked(SUNDAY_FIVE + timedelta(days=8), status=Status.CONFIRMED)

    lists = {which: await room.does("taha", Listing(which)) for which in ("pending", "today", "upcoming")}

    assert lists == {"pending": (waits,), "today": (today,), "upcoming": (today, waits)}
    assert far not in lists["upcoming"]


async def test_the_new_booking_card_goes_to_the_team_with_the_health_answers(room: Room) -> None:
    booking = await room.booked()
    async with room.desk() as desk:
        await desk.tx.bookings.save_health(booking.booking_id, booking.client_id, HealthDetails(age=28), desk.now)
        told = await new_booking_card(desk, booking)

    cards = await room.told()

    assert told == len(cards) == 2
    assert {card.address for card in cards} == {"taha", "layla"}
    assert all("health-age" in card.ids and card.ids[0] == "coach-new-booking" for card in cards)


async def test_the_card_of_a_case_names_what_is_owed_only_when_it_is(room: Room) -> None:
    booking = await room.booked()

    case = await room.does("taha", Look(booking_id=booking.booking_id))

    assert isinstance(case, Case)
    assert case.refund is None
    assert case.booking.payment_status is PaymentStatus.PENDING
