"""Cash: not of a client who did not come to a session they would have paid so, until the coach says otherwise."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from booking.bookings import Booking
from booking.errors import Refused
from booking.status import PaymentMethod, Status
from bot.conversations.coach.requests import Complete, Confirm, Look, MarkAbsent, Undo
from bot.conversations.coach.till import AllowCash
from bot.conversations.commands import HoldSlot, Submit
from bot.conversations.mine.money import ChooseWay
from bot.conversations.mine.requests import Own
from bot.conversations.questions import Review
from storage.rows import OrderStatus
from tests.services.coach_room import SUNDAY_FIVE, TUESDAY_FIVE
from tests.services.payment_room import HOUR, Till

CASH, SANDBOX = PaymentMethod.CASH, PaymentMethod.SANDBOX
DAY = timedelta(days=1)
NO_CASH = Refused("refused-cash")


async def missed(till: Till, method: PaymentMethod = CASH, start: datetime = SUNDAY_FIVE) -> Booking:
    """A confirmed session that noura did not come to."""
    booking = await till.booked(start, method=method)
    await till.does("taha", Confirm(booking.booking_id))
    till.clock.set(start + HOUR)
    await till.does("taha", MarkAbsent(booking.booking_id))
    return await till.now_is(booking)


async def held(till: Till, client: str = "noura") -> Booking:
    booking: Booking = await till.does(client, HoldSlot(1, TUESDAY_FIVE, "in_person"))
    return booking


async def submits(till: Till, booking: Booking, method: PaymentMethod = CASH, client: str = "noura") -> object:
    return await till.does(client, Submit(booking.booking_id, method, meeting_type="in_person"))


async def test_after_a_missed_session_cash_is_neither_offered_nor_taken(till: Till) -> None:
    await missed(till)
    booking = await held(till)

    review = await till.does("noura", Review(booking.booking_id))
    refused = await submits(till, booking)

    assert review.cash_barred
    assert refused == NO_CASH
    assert (await till.now_is(booking)).payment_method is None


async def test_nor_is_it_for_a_booking_that_waits_for_its_money(till: Till) -> None:
    await missed(till)
    booking, order = await till.to_pay(SANDBOX, TUESDAY_FIVE)

    own = await till.does("noura", Own(booking.booking_id))
    refused = await till.does("noura", ChooseWay(booking.booking_id, CASH))

    assert own.cash_barred
    assert refused == NO_CASH
    assert (await till.ledger(order))[0].status is OrderStatus.OPEN


async def test_other_ways_and_other_people_are_free_to_book(till: Till) -> None:
    await missed(till)
    booking = await held(till)

    assert not isinstance(await submits(till, booking, SANDBOX), Refused)
    review = await till.does("stranger", Review((await held_later(till)).booking_id))
    assert not review.cash_barred


async def held_later(till: Till) -> Booking:
    booking: Booking = await till.does("stranger", HoldSlot(1, TUESDAY_FIVE + DAY, "in_person"))
    return booking


async def test_the_coach_takes_cash_again(till: Till) -> None:
    absent = await missed(till)
    before = await till.does("taha", Look(absent.booking_id))

    case = await till.does("taha", AllowCash(absent.booking_id))
    booking = await held(till)
    review = await till.does("noura", Review(booking.booking_id))
    await submits(till, booking)

    assert (before.cash_barred, case.cash_barred, review.cash_barred) == (True, False, False)
    assert (await till.now_is(booking)).status is Status.PENDING_CONFIRMATION


async def test_a_session_missed_after_that_bars_again(till: Till) -> None:
    absent = await missed(till)
    await till.does("taha", AllowCash(absent.booking_id))
    await missed(till, start=TUESDAY_FIVE - DAY)

    assert await submits(till, await held(till)) == NO_CASH


@pytest.mark.parametrize("name", ["noura", "stranger"])
async def test_only_the_team_takes_cash_again(till: Till, name: str) -> None:
    absent = await missed(till)

    assert await till.does(name, AllowCash(absent.booking_id)) == Refused("refused-not-yours")
    assert await submits(till, await held(till)) == NO_CASH


async def test_who_came_after_all_or_paid_otherwise_pays_in_cash(till: Till) -> None:
    absent = await missed(till)
    await till.does("taha", Undo(absent.booking_id))
    await till.does("taha", Complete(absent.booking_id))
    await missed(till, SANDBOX, SUNDAY_FIVE + 2 * HOUR)

    assert not isinstance(await submits(till, await held(till)), Refused)
