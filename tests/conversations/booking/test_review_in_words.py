from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from booking.errors import Refused
from booking.paying import Way
from booking.status import PaymentMethod, PaymentStatus, Status
from bot.conversations.commands import HoldSlot, ReceiveReceipt, Submit
from bot.messages import FileRef, Media
from tests.conversations.answers import CASH, INTRO, SANDBOX, SUNDAY_FIVE, TRANSFER, Chat, booking_of, ids, values
from tests.conversations.booking.walk import at, at_review

CARD = Way(method=PaymentMethod.STRIPE, opens_page=True)
INVOICE = Way(method=PaymentMethod.TELEGRAM, opens_page=True)
WALLET = Way(method=PaymentMethod.PAYPAL, opens_page=True)
ALL = (CARD, WALLET, TRANSFER, CASH)
PHOTO = Media(FileRef("telegram", "AgAC", name="receipt.jpg", mime="image/jpeg", size=7))


def in_person(**shop: Any) -> Chat:
    chat = at("meeting", **shop)
    for value in ("in_person", "no", "no"):
        chat.taps(value)
    return chat


def chosen(chat: Chat) -> list[PaymentMethod]:
    return [submit.method for submit in chat.shop.did(Submit)]


@pytest.mark.parametrize(
    ("text", "method"),
    [
        ("كاش", PaymentMethod.CASH),
        ("الدفع نقدا", PaymentMethod.CASH),
        ("بطاقة", PaymentMethod.STRIPE),
        ("مدى", PaymentMethod.STRIPE),
        ("أبل باي", PaymentMethod.STRIPE),
        ("تحويل", PaymentMethod.BANK_TRANSFER),
        ("باي بال", PaymentMethod.PAYPAL),
        ("card", PaymentMethod.STRIPE),
        ("bank", PaymentMethod.BANK_TRANSFER),
    ],
)
def test_the_way_to_pay_can_be_said(text: str, method: PaymentMethod) -> None:
    chat = in_person(ways=ALL)

    chat.says(text)

    assert chosen(chat) == [method]


@pytest.mark.parametrize(
    ("text", "ways", "note"),
    [
        ("كاش", (CARD, TRANSFER, CASH), "refused-way-to-pay"),  # online
        ("باي بال", (CARD, TRANSFER), "refused-way-to-pay"),
        ("هل الدفع بطاقة؟", (CARD, TRANSFER), "ways-offered"),
        ("كيف ادفع؟", (CARD, TRANSFER), "ways-offered"),
        ("كيف ادفع؟", (TRANSFER,), "ways-offered"),
        ("بطاقة", (CARD, INVOICE), "ways-offered"),
        ("بطاقة ولا تحويل", (CARD, TRANSFER), "ways-offered"),
        ("بطاقة", (), "ways-none"),
    ],
)
def test_a_way_that_is_not_offered_or_not_certain_is_answered_with_those_that_are(
    text: str, ways: tuple[Way, ...], note: str
) -> None:
    chat = at_review(ways=ways)
    before = values(chat.newest)

    card = chat.says(text)

    assert ids(card) == [note]
    assert values(card) == before
    assert chosen(chat) == []


def test_the_button_below_that_answer_pays() -> None:
    chat = at_review(ways=(CARD, TRANSFER))
    chat.says("كيف ادفع؟")

    chat.taps("pay:bank_transfer")

    assert chosen(chat) == [PaymentMethod.BANK_TRANSFER]


@pytest.mark.parametrize("text", ["ادفع", "نعم", "pay", "تمام"])
def test_where_there_is_one_way_to_pay_a_yes_is_enough(text: str) -> None:
    chat = at_review(ways=(TRANSFER,))

    chat.says(text)

    assert chosen(chat) == [PaymentMethod.BANK_TRANSFER]


@pytest.mark.parametrize(("text", "methods"), [("تأكيد", [PaymentMethod.FREE]), ("كاش", [])])
def test_a_free_booking_takes_a_yes_and_no_money(text: str, methods: list[PaymentMethod]) -> None:
    chat = Chat()
    chat.orders("start", f"type_{INTRO.consultation_id}")
    for value in ("right", "d:2026-11-22", "t:2026-11-22T14:00Z", "no"):
        chat.taps(value)

    card = chat.says(text)

    assert chosen(chat) == methods
    assert ids(card)[0] == ("ways-free" if not methods else "booked-confirmed")


# ------------------------------------------------------------------------------------------------------ receipts


def test_a_receipt_at_the_review_is_told_to_choose_the_transfer_first() -> None:
    chat = at_review(ways=(CARD, TRANSFER))

    card = chat.send(PHOTO)

    assert ids(card) == ["receipt-first"]
    assert "pay:bank_transfer" in values(card)
    assert chosen(chat) == []


def test_where_no_transfer_is_taken_a_file_is_unexpected_at_the_review() -> None:
    chat = at_review(ways=(CARD,))

    assert ids(chat.send(PHOTO))[:2] == ["file-unexpected", "review-title"]


def test_a_receipt_at_the_review_may_be_that_of_another_booking() -> None:
    chat = at_review()
    other = booking_of(INTRO, chat.shop.client, SUNDAY_FIVE, chat.shop.now, 99)
    chat.shop.bookings[99] = replace(other, payment_method=PaymentMethod.BANK_TRANSFER)

    card = chat.send(PHOTO)

    assert ids(card)[:2] == ["receipt-received", "review-title"]
    assert chat.shop.did(ReceiveReceipt) == [ReceiveReceipt(PHOTO.file)]


def test_the_receipt_of_a_booking_that_was_sent_elsewhere_is_not_lost() -> None:
    chat = at_review(ways=(TRANSFER,))
    chat.shop.save(7, payment_method=PaymentMethod.BANK_TRANSFER)

    chat.send(PHOTO)

    assert chat.shop.did(ReceiveReceipt) == [ReceiveReceipt(PHOTO.file)]
    assert ids(chat.cards[0]) == ["receipt-received"]


# -------------------------------------------------------------------------------------- no hold any more


@pytest.mark.parametrize(
    ("status", "method", "paid"),
    [
        (Status.PENDING_CONFIRMATION, PaymentMethod.CASH, PaymentStatus.COMPLETED),
        (Status.PENDING_PAYMENT, PaymentMethod.BANK_TRANSFER, PaymentStatus.PENDING),
        (Status.CANCELLED, PaymentMethod.STRIPE, PaymentStatus.REFUNDED),
    ],
)
@pytest.mark.parametrize("answer", ["بطاقة", "نعم", "كم؟؟"])
def test_a_review_whose_booking_was_sent_elsewhere_ends_with_its_card(
    status: Status, method: PaymentMethod, paid: PaymentStatus, answer: str
) -> None:
    chat = at_review(ways=(CARD, TRANSFER))
    chat.shop.save(7, status=status, payment_method=method, payment_status=paid)

    card = chat.says(answer)

    assert ids(card)[0] == "review-sent"
    assert ids(card)[-2:] == ["line-status", "line-pay"]
    assert values(card)[:2] == ["do:mybooking:7", "do:menu"]
    assert chosen(chat) == []
    assert chat.flow == "menu"


def test_an_edit_of_a_booking_that_was_sent_elsewhere_makes_no_second_one() -> None:
    chat = at_review(ways=(SANDBOX,))
    chat.shop.save(7, status=Status.PENDING_CONFIRMATION, payment_method=PaymentMethod.CASH)
    chat.shop.refuses[HoldSlot] = Refused("refused-already-submitted")

    chat.taps("edit:day")
    chat.taps("d:2026-11-23")
    card = chat.taps("t:2026-11-23T14:00Z")
    paid = chat.taps("pay:sandbox")

    assert ids(card)[:2] == ["refused-already-submitted", "review-sent"]
    assert not [value for value in values(card) if value.startswith("pay:")]
    assert ids(paid)[0] == "review-sent"
    assert chosen(chat) == []
