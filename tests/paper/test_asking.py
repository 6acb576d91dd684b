"""Asking for a receipt in the chat, played against made-up answers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from booking.bookings import Booking
from booking.money import Money
from booking.status import PaymentStatus
from bot.conversations.flow import Act, Again, Done, Outcome
from bot.conversations.mine.paper import SendReceipt, receipt
from bot.conversations.mine.requests import Choices, Own
from bot.conversations.mine.routes import UNKNOWN
from bot.conversations.requests import Script
from bot.messages import Choice, say
from tests.conversations.answers import NOURA, NOW, SPORTS, SUNDAY_FIVE, Chat, booking_of

UNPAID = booking_of(SPORTS, NOURA, SUNDAY_FIVE, NOW)
PAID = replace(UNPAID, booking_id=8, payment_status=PaymentStatus.COMPLETED)
REFUNDED = replace(UNPAID, booking_id=9, payment_status=PaymentStatus.REFUNDED)


def asked(args: str, *bookings: Booking) -> Outcome:
    """What comes of asking, for a client who has these bookings."""

    def answer(question: Any) -> Any:
        if not isinstance(question, Own):
            return bookings
        found = next((booking for booking in bookings if booking.booking_id == question.booking_id), None)
        return Choices(found, None, None, Money(0, found.amount.currency)) if found else None

    script: Script[Outcome] = receipt(args, Chat().who)
    try:
        question = next(script)
        while True:
            question = script.send(answer(question))
    except StopIteration as end:
        outcome: Outcome = end.value
        return outcome


def test_the_receipt_of_a_booking_is_sent_and_announced() -> None:
    outcome = asked("8", UNPAID, PAID)

    assert isinstance(outcome, Act)
    assert outcome.command == SendReceipt(8)
    done = outcome.then(None)
    assert isinstance(done, Done)
    assert done.cards[0].lines == (say("receipt-on-its-way"),)
    assert done.cards[0].rows == ((Choice("do:mybooking:8", say("go-this-booking")),),)


@pytest.mark.parametrize("args", ["", "  "])
def test_the_word_alone_means_the_newest_paid_booking(args: str) -> None:
    outcome = asked(args, PAID, REFUNDED, replace(UNPAID, booking_id=10))

    assert isinstance(outcome, Act)
    assert outcome.command == SendReceipt(9)


def test_who_has_paid_nothing_yet_is_told_when_the_receipt_comes() -> None:
    assert asked("", UNPAID) == Again((say("refused-no-receipt"),))


@pytest.mark.parametrize("args", ["77", "حجز"])
def test_a_booking_that_is_not_theirs_does_not_exist(args: str) -> None:
    assert asked(args, PAID) == UNKNOWN
