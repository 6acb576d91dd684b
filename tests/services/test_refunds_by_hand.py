"""Refunds that no provider makes: the task of the coach, who says when it is done; on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from booking.bookings import Booking
from booking.errors import Refused
from booking.status import PaymentMethod
from bot.conversations.coach.requests import Decline, MarkPaid
from bot.conversations.coach.till import MoneyTasks, SeeToRefund
from bot.services.payments.refunds import AGAIN_AFTER
from storage.rows import Refund
from storage.rows import RefundState as Stored
from tests.services.payment_room import HOUR, Till, said_to

MINUTE = timedelta(minutes=1)
STRIPE = PaymentMethod.STRIPE


async def by_hand(till: Till) -> tuple[Booking, Refund]:
    """A booking that was paid in cash and declined: the coach's to give back."""
    booking, _ = await till.to_pay(PaymentMethod.CASH)
    await till.does("taha", MarkPaid(booking.booking_id))
    await till.does("taha", Decline(booking.booking_id, "away"))
    (refund,) = await till.refunds(booking)
    return booking, refund


async def test_cash_is_given_back_by_the_coach_who_says_when_it_is_done(till: Till) -> None:
    booking, refund = await by_hand(till)
    said = await till.works()
    (task,) = await till.does("taha", MoneyTasks())

    await till.does("layla", SeeToRefund(refund.refund_id, "done"))
    done = await till.works()

    assert "coach-refund-by_hand" in said_to("taha", said)
    assert "refund-sent" not in said_to("noura", said)
    assert (task.kind, task.id, task.amount, task.booking_id) == (
        "by_hand",
        refund.refund_id,
        refund.amount,
        booking.booking_id,
    )
    assert (await till.refund_now(refund)).state is Stored.COMPLETED
    assert said_to("noura", done) == ["refund-sent"]
    assert await till.does("taha", MoneyTasks()) == ()


async def test_what_is_given_back_by_hand_is_not_tried_again(till: Till) -> None:
    _, refund = await by_hand(till)
    await till.works()

    old = await till.does("taha", SeeToRefund(refund.refund_id, "again"))
    await till.passes(AGAIN_AFTER + HOUR)

    assert old == Refused("refused-money-decided")
    assert (await till.refund_now(refund)).state is Stored.BY_HAND


@pytest.mark.parametrize("name", ["noura", "stranger"])
async def test_only_the_team_sees_to_refunds(till: Till, name: str) -> None:
    _, refund = await by_hand(till)
    await till.works()

    assert await till.does(name, SeeToRefund(refund.refund_id, "done")) == Refused("refused-not-yours")
    assert (await till.refund_now(refund)).state is Stored.BY_HAND
