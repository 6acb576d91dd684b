from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from booking.bookings import Booking
from booking.status import PaymentMethod, PaymentStatus, Status
from tests.conversations.answers import (
    INTRO,
    NOURA,
    NOW,
    SPORTS,
    SUNDAY_FIVE,
    TAHA,
    Chat,
    Shop,
    booking_of,
    ids,
    values,
)
from tests.conversations.booking.walk import at_review


def booked(number: int = 7, **changes: Any) -> Booking:
    made = booking_of(SPORTS, NOURA, SUNDAY_FIVE + timedelta(days=number), NOW, number)
    return replace(made, **{"payment_method": PaymentMethod.STRIPE, **changes})


def asked(*bookings: Booking) -> Chat:
    chat = Chat(Shop(bookings={booking.booking_id: booking for booking in bookings}))
    chat.orders("owing")
    return chat


def test_who_has_paid_is_shown_the_newest_booking_that_waits_and_nothing_is_claimed() -> None:
    chat = asked(booked(7), booked(8), booked(9, payment_status=PaymentStatus.COMPLETED))

    assert ids(chat.newest)[0] == "owing-title"
    assert ids(chat.newest)[-2:] == ["line-status", "line-pay"]
    assert values(chat.newest) == ["do:pay:8", "do:mybooking:8"]


def test_a_transfer_is_followed_by_where_its_receipt_goes() -> None:
    chat = asked(booked(payment_method=PaymentMethod.BANK_TRANSFER))

    assert ids(chat.newest)[-1] == "transfer-receipt"


def test_a_receipt_that_is_being_looked_at_is_not_asked_for_again() -> None:
    chat = asked(booked(payment_method=PaymentMethod.BANK_TRANSFER, hold_expires_at=None))

    assert ids(chat.newest)[-1] == "line-pay"


def test_cash_that_is_paid_where_one_meets_is_owed_and_chosen_already() -> None:
    chat = asked(booked(status=Status.CONFIRMED, payment_method=PaymentMethod.CASH))

    assert values(chat.newest) == ["do:mybooking:7"]


@pytest.mark.parametrize(
    "booking",
    [
        booked(payment_status=PaymentStatus.COMPLETED),
        booked(status=Status.CANCELLED),
        booked(amount=INTRO.price),
        booked(preferred_at=NOW - timedelta(days=1)),
    ],
)
def test_where_nothing_is_owed_that_is_said(booking: Booking) -> None:
    assert ids(asked(booking).newest) == ["owing-nothing"]


def test_at_the_review_the_way_to_pay_is_still_to_be_chosen() -> None:
    chat = at_review()

    card = chat.orders("owing")

    assert ids(card)[:2] == ["owing-choose", "review-title"]


def test_the_coach_who_names_no_booking_is_not_told_of_bookings_of_their_own() -> None:
    chat = Chat(Shop(client=TAHA))

    assert ids(chat.orders("owing"))[0] == "simpler-coach"
