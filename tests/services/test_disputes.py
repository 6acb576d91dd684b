"""Disputes lost: in part, told twice, and while money of that payment was on its way back; on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from booking.bookings import Booking
from booking.paying import PaymentNews
from bot.conversations.coach.requests import Decline
from bot.conversations.coach.till import MoneyTasks
from bot.services.payments.refunds import AGAIN_AFTER
from payments.base import GiveUp
from storage.rows import RefundState
from tests.services.payment_room import Till, said_to
from tests.services.test_refunds_reported import paid, says

LOST = PaymentNews.DISPUTE_LOST
CASE = replace(says(LOST, 3000), event_id="WH-1")
"""PayPal tells of a loss as a case that was decided …"""
TAKEN = says(LOST, 3000, refund="R1")
"""… and as money that was taken, which has a number of its own."""


async def gone(till: Till, booking: Booking) -> list[tuple[int, str, RefundState]]:
    """What went back of a booking: how much, why, and how far it is."""
    return [(refund.amount.minor, refund.reason, refund.state) for refund in await till.refunds(booking)]


async def refused(till: Till) -> Booking:
    """A declined booking whose refund the provider refuses, for its client disputes the payment."""
    booking = await paid(till)
    till.card.trouble["refund"].append(GiveUp("charge_disputed"))
    await till.does("taha", Decline(booking.booking_id, "away"))
    await till.works()
    return booking


async def test_a_dispute_lost_in_part_leaves_the_rest_to_be_given_back(till: Till) -> None:
    booking = await paid(till)

    await till.hears(says(LOST, 3000))
    await till.does("taha", Decline(booking.booking_id, "away"))
    await till.works()

    assert await gone(till, booking) == [
        (3000, "dispute", RefundState.COMPLETED),
        (7000, "away", RefundState.COMPLETED),
    ]


@pytest.mark.parametrize("events", [(CASE, TAKEN), (TAKEN, CASE), (TAKEN, TAKEN, CASE)])
async def test_a_loss_that_is_told_twice_is_written_down_and_told_once(till: Till, events: tuple) -> None:  # type: ignore[type-arg]
    booking = await paid(till)

    await till.hears(*events)

    assert await gone(till, booking) == [(3000, "dispute", RefundState.COMPLETED)]
    assert said_to("taha", await till.works()) == ["coach-dispute-lost"]


async def test_two_losses_of_one_payment_are_two(till: Till) -> None:
    booking = await paid(till)

    await till.hears(CASE, replace(CASE, event_id="WH-2"), TAKEN, replace(TAKEN, refund="R2"))

    assert [minor for minor, _, _ in await gone(till, booking)] == [3000, 3000]


async def test_a_loss_in_an_unknown_amount_is_all_that_had_not_gone_back(till: Till) -> None:
    booking = await paid(till)

    await till.hears(says(PaymentNews.REFUNDED, 4000, refund="re_1"), replace(CASE, amount=None, told="9 EUR"))

    assert [minor for minor, _, _ in await gone(till, booking)] == [4000, 6000]


async def test_after_a_loss_was_told_exactly_one_in_an_unknown_amount_is_the_same(till: Till) -> None:
    booking = await paid(till)

    await till.hears(TAKEN, replace(CASE, amount=None))

    assert [minor for minor, _, _ in await gone(till, booking)] == [3000]


async def test_what_a_bank_took_settles_the_refund_that_was_refused(till: Till) -> None:
    booking = await refused(till)

    await till.hears(says(LOST))
    await till.works()
    await till.passes(AGAIN_AFTER)

    assert await gone(till, booking) == [(10000, "away", RefundState.COMPLETED)]
    assert await till.does("taha", MoneyTasks()) == ()
    assert len(till.card.asked("refund")) == 1


async def test_what_a_bank_took_settles_the_refund_that_has_not_left(till: Till) -> None:
    booking = await paid(till)
    await till.does("taha", Decline(booking.booking_id, "away"))

    await till.hears(says(LOST))
    await till.works()

    assert await gone(till, booking) == [(10000, "away", RefundState.COMPLETED)]
    assert till.card.asked("refund") == []


async def test_where_a_bank_took_a_part_only_the_rest_is_still_to_be_given_back(till: Till) -> None:
    booking = await refused(till)

    await till.hears(says(LOST, 3000))

    assert await gone(till, booking) == [(7000, "away", RefundState.FAILED), (3000, "dispute", RefundState.COMPLETED)]
    (task,) = await till.does("taha", MoneyTasks())
    assert task.amount.minor == 7000


async def test_what_a_bank_took_beyond_a_refused_refund_is_written_down_beside_it(till: Till) -> None:
    booking = await paid(till)
    async with till.desk() as desk:
        (payment, _), *_ = await desk.tx.payments.kept(booking.booking_id)
        part = replace(payment.amount, minor=6000)
        await desk.tx.payments.refund(payment.payment_id, part, "away", desk.now, state=RefundState.FAILED)

    await till.hears(says(LOST))

    assert await gone(till, booking) == [
        (6000, "away", RefundState.COMPLETED),
        (4000, "dispute", RefundState.COMPLETED),
    ]
