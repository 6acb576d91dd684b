from __future__ import annotations

from dataclasses import replace

import pytest

from booking.errors import Refused
from booking.status import PaymentMethod, Status
from bot.conversations.coach.requests import AcceptReceipt
from bot.conversations.coach.till import MoneyTasks
from bot.messages import Amount, Outgoing, say
from tests.conversations.answers import NOURA, NOW, SPORTS, SUNDAY_FIVE, TAHA, Chat, Shop, booking_of, ids

WAITING = replace(
    booking_of(SPORTS, NOURA, SUNDAY_FIVE, NOW),
    payment_method=PaymentMethod.BANK_TRANSFER,
    hold_expires_at=None,
    status=Status.PENDING_PAYMENT,
)


def asked() -> tuple[Chat, Outgoing]:
    """The coach, asked how much came with receipt 31."""
    chat = Chat(Shop(client=TAHA, bookings={7: WAITING}))
    return chat, chat.orders("receiptamount", "31")


def test_how_much_came_is_asked_with_an_example() -> None:
    chat, card = asked()

    assert ids(card) == ["coach-ask-receipt-amount"]
    assert chat.flow == "coach_receipt_amount"


@pytest.mark.parametrize(
    ("said", "minor"),
    [("١٨٠ ريال", 18000), ("99.50", 9950), ("مية", 10000), ("٩٩٫٥٠", 9950), ("SAR 250", 25000), ("0", 0)],
)
def test_an_amount_is_taken_in_minor_units(said: str, minor: int) -> None:
    chat, _ = asked()

    card = chat.says(said)

    assert chat.shop.did(AcceptReceipt) == [AcceptReceipt(31, minor)]
    assert card.lines[0] == say("coach-did-receiptamount", amount=Amount(minor, "SAR"))


@pytest.mark.parametrize("said", ["لا أدري", "وصل شيء قليل", "99.505", "١٨٠ أو ١٩٠"])
def test_what_is_no_amount_gets_a_simpler_question(said: str) -> None:
    chat, _ = asked()

    card = chat.says(said)

    assert chat.shop.did(AcceptReceipt) == []
    assert ids(card) == ["coach-simpler-amount", "coach-ask-receipt-amount"]
    assert chat.flow == "coach_receipt_amount"


def test_a_receipt_that_was_decided_meanwhile_ends_the_question() -> None:
    chat, _ = asked()
    chat.shop.refuses[AcceptReceipt] = Refused("refused-receipt-decided")

    card = chat.says("١٨٠")

    assert ids(card) == ["refused-receipt-decided"]
    assert chat.flow == "menu"


def test_nobody_but_the_team_is_asked() -> None:
    chat = Chat(Shop(bookings={7: WAITING}))
    chat.shop.refuses[MoneyTasks] = Refused("refused-not-yours")

    chat.orders("receiptamount", "31")

    assert chat.flow == "menu"
