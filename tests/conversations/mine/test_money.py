"""Paying for a booking that exists, played against made-up answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from booking.bookings import Booking
from booking.catalogue import MeetingType
from booking.errors import Refused
from booking.money import Currency
from booking.paying import Way
from booking.status import PaymentMethod, PaymentStatus, Status
from bot.conversations.mine.money import ChooseWay, TakeMoneyBack, TakeTime
from bot.conversations.mine.paper import SendReceipt
from bot.messages import Amount
from tests.conversations.answers import (
    CASH,
    HOLD,
    NOURA,
    NOW,
    SANDBOX,
    SPORTS,
    SUNDAY_FIVE,
    TRANSFER,
    Chat,
    Shop,
    booking_of,
    ids,
    values,
)
from tests.conversations.booking.walk import at_review

PAYPAL = Way(method=PaymentMethod.PAYPAL, currencies=frozenset({Currency.USD}), opens_page=True)
INVOICE = Way(method=PaymentMethod.TELEGRAM, opens_page=True, only_on="telegram")
TO_PAY = replace(booking_of(SPORTS, NOURA, SUNDAY_FIVE, NOW), payment_method=PaymentMethod.SANDBOX)
LOST = replace(TO_PAY, status=Status.CANCELLED)
PAID = replace(TO_PAY, status=Status.CONFIRMED, payment_status=PaymentStatus.COMPLETED)


def owner_of(*bookings: Booking, **shop: object) -> Chat:
    """A client with these bookings."""
    return Chat(Shop(bookings={booking.booking_id: booking for booking in bookings}, **shop))  # type: ignore[arg-type]


# ----------------------------------------------------------------------------------------------------- ways to pay


def test_the_ways_to_pay_are_offered_with_the_time_that_is_left() -> None:
    card = owner_of(TO_PAY).orders("pay", "7")

    assert ids(card) == ["pay-title", "line-number", "pay-kept-until"]
    assert values(card) == ["do:payby:7:sandbox", "do:payby:7:bank_transfer", "do:mybooking:7"]


def test_a_seat_that_waits_for_a_receipt_has_no_end_to_tell() -> None:
    card = owner_of(replace(TO_PAY, hold_expires_at=None)).orders("pay", "7")

    assert ids(card) == ["pay-title", "line-number"]


def test_a_way_that_takes_dollars_alone_is_offered_where_there_is_a_price_in_dollars() -> None:
    ways = (SANDBOX, PAYPAL, INVOICE)

    riyals = owner_of(TO_PAY, ways=ways).orders("pay", "7")
    dollars = owner_of(replace(TO_PAY, usd_minor=2500), ways=ways).orders("pay", "7")

    assert values(riyals)[:-1] == ["do:payby:7:sandbox"]
    assert values(dollars)[:-1] == ["do:payby:7:sandbox", "do:payby:7:paypal"]


@pytest.mark.parametrize("way", [SANDBOX, TRANSFER])
def test_a_chosen_way_leads_to_how_it_is_paid(way: Way) -> None:
    chat = owner_of(TO_PAY)
    chat.orders("pay", "7")

    card = chat.taps(f"do:payby:7:{way.method.value}")

    assert chat.shop.did(ChooseWay) == [ChooseWay(7, way.method)]
    assert ids(card)[0] == "booked-to-pay"


def test_who_chose_a_way_in_dollars_reads_what_they_pay_in_dollars() -> None:
    chat = owner_of(replace(TO_PAY, usd_minor=2500), ways=(SANDBOX, PAYPAL))

    dollars, riyals = chat.orders("payby", "7:paypal"), chat.orders("payby", "7:sandbox")

    amounts = [line.args["amount"] for card in (dollars, riyals) for line in card.lines if line.id == "line-amount"]
    assert amounts == [Amount(2500, "USD"), Amount(20000, "SAR")]


def test_where_the_hold_stands_still_no_end_of_it_is_told() -> None:
    held, still = owner_of(TO_PAY), owner_of(replace(TO_PAY, hold_expires_at=None))

    assert "pay-until" in ids(held.orders("payby", "7:sandbox"))
    assert "pay-until" not in ids(still.orders("payby", "7:sandbox"))


@pytest.mark.parametrize(
    "booking",
    [PAID, LOST, replace(TO_PAY, payment_method=None)],
    ids=["paid", "cancelled", "only held for the review"],
)
def test_where_nothing_is_to_be_paid_no_way_is_offered(booking: Booking) -> None:
    card = owner_of(booking).orders("pay", "7")

    assert ids(card) == ["pay-nothing"]
    assert values(card) == ["do:mybooking:7"]


def test_who_missed_a_session_is_offered_no_cash() -> None:
    in_person = replace(TO_PAY, meeting_type=MeetingType.IN_PERSON)
    ways = (SANDBOX, CASH)

    welcome = owner_of(in_person, ways=ways).orders("pay", "7")
    barred = owner_of(in_person, ways=ways, cash_barred=True).orders("pay", "7")

    assert "do:payby:7:cash" in values(welcome)
    assert values(barred) == ["do:payby:7:sandbox", "do:mybooking:7"]


def test_the_review_offers_no_cash_either_to_who_missed_a_session() -> None:
    chat = at_review(cash_barred=True)
    chat.taps("edit:meeting")

    card = chat.taps("in_person")

    assert [value for value in values(card) if value.startswith("pay:")] == ["pay:sandbox", "pay:bank_transfer"]


def test_a_refused_way_is_explained_and_the_booking_stays_as_it_was() -> None:
    chat = owner_of(TO_PAY)
    chat.shop.refuses[ChooseWay] = Refused("refused-cash")

    card = chat.orders("payby", "7:cash")

    assert ids(card)[0] == "refused-cash"
    assert chat.shop.bookings[7] == TO_PAY


@pytest.mark.parametrize("args", ["", "7", "7:", "7:gold", "99:sandbox", "x:sandbox"])
def test_a_made_up_way_chooses_nothing(args: str) -> None:
    chat = owner_of(TO_PAY)

    card = chat.orders("payby", args)

    assert ids(card)[0] == "refused-booking-unknown"
    assert chat.shop.did(ChooseWay) == []


@pytest.mark.parametrize("route", ["pay", "payby", "take", "moneyback", "receipt"])
def test_anybody_elses_booking_is_as_unknown_as_none(route: str) -> None:
    card = owner_of(TO_PAY).orders(route, "99:sandbox" if route == "payby" else "99")

    assert ids(card)[0] == "refused-booking-unknown"


# --------------------------------------------------------------------------------------------- money that came late


@pytest.mark.parametrize(
    ("status", "said"), [(Status.CONFIRMED, "late-taken"), (Status.PENDING_CONFIRMATION, "late-taken-waiting")]
)
def test_another_time_is_taken_and_said_back(status: Status, said: str) -> None:
    chat = owner_of(LOST, late_status=status)

    card = chat.orders("take", "7:20261122T1600")

    assert chat.shop.did(TakeTime) == [TakeTime(7, SUNDAY_FIVE + timedelta(hours=2))]
    assert ids(card) == [said]
    assert values(card) == ["do:mybooking:7"]


def test_a_time_that_went_meanwhile_is_explained() -> None:
    chat = owner_of(LOST)
    chat.shop.refuses[TakeTime] = Refused("refused-taken")

    assert ids(chat.orders("take", "7:20261122T1600"))[0] == "refused-taken"


@pytest.mark.parametrize("args", ["", "7", "7:", "7:soon", "7:20261322T1600", "7:٢٠٢٦١١٢٢T١٦٠٠", "99:20261122T1600"])
def test_a_made_up_time_takes_nothing(args: str) -> None:
    chat = owner_of(LOST)

    card = chat.orders("take", args)

    assert ids(card)[0] == "refused-booking-unknown"
    assert chat.shop.did(TakeTime) == []


def test_the_money_goes_back_to_who_asks_for_it() -> None:
    chat = owner_of(LOST)

    card = chat.orders("moneyback", "7")

    assert chat.shop.did(TakeMoneyBack) == [TakeMoneyBack(7)]
    assert ids(card) == ["late-returned"]


def test_who_has_chosen_before_is_told_so() -> None:
    chat = owner_of(LOST)
    chat.shop.refuses[TakeMoneyBack] = Refused("refused-chosen")

    assert ids(chat.orders("moneyback", "7"))[0] == "refused-chosen"


# --------------------------------------------------------------------------------------------------------- receipts


def test_the_receipt_of_a_booking_is_sent_for() -> None:
    chat = owner_of(PAID)

    card = chat.orders("receipt", "7")

    assert chat.shop.did(SendReceipt) == [SendReceipt(7)]
    assert ids(card) == ["receipt-on-its-way"]


@pytest.mark.parametrize("said", ["إيصال", "ابغى الايصال", "receipt"])
def test_a_word_asks_for_the_receipt_of_the_newest_paid_booking(said: str) -> None:
    refunded = replace(PAID, booking_id=8, payment_status=PaymentStatus.REFUNDED)
    chat = owner_of(PAID, refunded, replace(TO_PAY, booking_id=9))

    chat.says(said)

    assert chat.shop.did(SendReceipt) == [SendReceipt(8)]


def test_without_a_paid_booking_there_is_no_receipt() -> None:
    chat = owner_of(TO_PAY)

    card = chat.says("إيصال")

    assert "refused-no-receipt" in ids(card)
    assert chat.shop.did(SendReceipt) == []


# ------------------------------------------------------------------------------------ buttons that appear when right


@pytest.mark.parametrize(
    ("booking", "pay", "receipt"),
    [
        (TO_PAY, True, False),
        (replace(TO_PAY, payment_method=None), False, False),
        (PAID, False, True),
        (replace(PAID, payment_status=PaymentStatus.PENDING), False, False),
        (replace(PAID, status=Status.CANCELLED, payment_status=PaymentStatus.REFUNDED), False, True),
        (LOST, False, False),
    ],
)
def test_a_booking_is_paid_while_it_waits_for_money_and_has_a_receipt_once_it_is_paid(
    booking: Booking, pay: bool, receipt: bool
) -> None:
    shown = values(owner_of(booking).orders("mybooking", "7"))

    assert ("do:pay:7" in shown, "do:receipt:7" in shown) == (pay, receipt)


def test_the_button_of_a_booking_leads_to_the_ways_to_pay() -> None:
    chat = owner_of(TO_PAY)
    chat.orders("mybooking", "7")

    card = chat.presses("طريقة دفع أخرى")

    assert ids(card)[0] == "pay-title"
    assert card.lines[-1].args["until"].at == NOW + HOLD  # type: ignore[union-attr]
