"""Bank transfers: what to copy, receipts that wait for the coach, other amounts than were owed; on both databases."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest

from booking.money import Currency, Money
from booking.status import PaymentMethod, PaymentStatus, Status
from bot.conversations.coach.requests import AcceptReceipt, CallOff
from bot.conversations.coach.till import MoneyTasks
from bot.conversations.commands import ReceiveReceipt
from bot.messages import Amount, Code, FileRef
from bot.services.payments.transfer import transfer_card, transfer_reference
from storage.rows import OrderStatus, PaymentState
from tests.services.coach_room import COACH, MONDAY_FIVE, SUNDAY_FIVE, TUESDAY_FIVE
from tests.services.payment_room import HOUR, PHOTO, Till, buttons, card_of, report, said_to
from tests.standins.memory_channel import MemoryChannel

TRANSFER = PaymentMethod.BANK_TRANSFER


# ------------------------------------------------------------------------------------------------------- the card


async def test_the_transfer_card_has_everything_to_copy(till: Till) -> None:
    booking, order = await till.to_pay(TRANSFER)

    card = transfer_card(order, booking, COACH)

    reference = transfer_reference(order, booking)
    assert [item.text for item in card.copy] == [COACH.bank.iban, COACH.bank.holder, COACH.bank.bank, "100", reference]
    assert reference.isascii()
    assert reference.isdecimal()
    assert "transfer-until" in [line.id for line in card.lines]


async def test_the_amount_to_copy_keeps_its_halalas(till: Till) -> None:
    booking, order = await till.to_pay(TRANSFER)

    card = transfer_card(replace(order, amount=Money(9950, Currency.SAR)), booking, COACH)

    assert "99.50" in [item.text for item in card.copy]


# ----------------------------------------------------------------------------------------------------- the receipt


async def test_a_receipt_pauses_the_hold_and_reaches_the_team_with_its_buttons(till: Till) -> None:
    booking, order, receipt = await till.with_receipt()

    held = await till.now_is(booking)
    said = await till.works()

    assert held.hold_expires_at is None
    assert said_to("taha", said) == said_to("layla", said) == ["receipt-came"]
    card = card_of("receipt-came", said, "taha")
    assert card.file is not None
    assert card.file.kept == PHOTO
    assert receipt.order_id == order.order_id
    assert buttons(card)[:2] == [f"do:receiptok:{receipt.receipt_id}", f"do:receiptagain:{receipt.receipt_id}"]
    (expected,) = [line for line in card.lines if line.id == "receipt-expected"]
    assert expected.args["reference"] == Code(transfer_reference(order, booking))
    assert expected.args["amount"] == Amount.of(order.amount)
    assert [line for line in card.lines if line.id == "receipt-same"] == []


async def test_an_accepted_receipt_pays_the_booking(till: Till) -> None:
    booking, order, receipt = await till.with_receipt()

    await till.does("taha", AcceptReceipt(receipt.receipt_id))

    after = await till.now_is(booking)
    assert (after.status, after.payment_status) == (Status.PENDING_CONFIRMATION, PaymentStatus.COMPLETED)
    stored, (payment,) = await till.ledger(order)
    assert (stored.status, payment.provider, payment.state) == (
        OrderStatus.PAID,
        TRANSFER.value,
        PaymentState.COMPLETED,
    )


@pytest.mark.parametrize("elsewhere", [False, True])
async def test_the_same_picture_is_noticed_whichever_channel_keeps_it(till: Till, elsewhere: bool) -> None:
    first, _, _ = await till.with_receipt()
    await till.works()
    till.channels["telegram"] = MemoryChannel("telegram", files={"copy": b"a picture"})
    await till.to_pay(TRANSFER, MONDAY_FIVE)
    await till.works()

    copy = FileRef("telegram", "copy") if elsewhere else FileRef("web", "other id")
    again = await till.sends(copy)
    card = card_of("receipt-came", await till.works(), "taha")

    same = [line.args["number"] for line in card.lines if line.id == "receipt-same"]
    assert same == [Code(first.booking_number)]
    async with till.storage.begin() as tx:
        stored = await tx.payments.receipt(again.receipt_id)
    assert stored is not None
    assert stored.sha256 == hashlib.sha256(b"a picture").hexdigest()


async def test_another_picture_is_another_transfer(till: Till) -> None:
    await till.with_receipt()
    await till.works()
    till.channel.files["other"] = b"another picture"

    await till.sends(FileRef("web", "other"))

    card = card_of("receipt-came", await till.works(), "taha")
    assert "receipt-same" not in [line.id for line in card.lines]


async def test_a_picture_that_is_gone_hides_the_booking_from_nobody(till: Till) -> None:
    await till.to_pay(TRANSFER)
    await till.does("noura", ReceiveReceipt(FileRef("web", "gone")))

    assert "receipt-came" in said_to("taha", await till.works())


async def test_a_receipt_that_was_decided_before_its_look_is_not_shown(till: Till) -> None:
    _, _, receipt = await till.with_receipt()
    await till.does("taha", AcceptReceipt(receipt.receipt_id))

    assert "receipt-came" not in said_to("taha", await till.works())


# ------------------------------------------------------------------------------------------------- whose and when


async def test_a_receipt_belongs_to_the_newest_booking_that_waits_for_a_transfer(till: Till) -> None:
    await till.to_pay(TRANSFER, MONDAY_FIVE)
    newest, _ = await till.to_pay(TRANSFER, SUNDAY_FIVE)
    await till.to_pay(PaymentMethod.SANDBOX, SUNDAY_FIVE + 2 * HOUR)

    taken = await till.does("noura", ReceiveReceipt(PHOTO))

    assert taken.booking_id == newest.booking_id


async def test_a_receipt_that_comes_after_expiry_is_kept_and_revives_the_booking_once_accepted(till: Till) -> None:
    booking, _ = await till.to_pay(TRANSFER, TUESDAY_FIVE)
    await till.expires(booking)

    receipt = await till.sends()
    before = await till.now_is(booking)
    case = await till.does("taha", AcceptReceipt(receipt.receipt_id))

    assert (receipt.booking_id, before.status) == (booking.booking_id, Status.CANCELLED)
    assert (case.booking.status, case.booking.payment_status) == (Status.PENDING_CONFIRMATION, PaymentStatus.COMPLETED)
    assert await till.starts() == {TUESDAY_FIVE}


async def test_a_receipt_long_after_expiry_is_none(till: Till) -> None:
    booking, _ = await till.to_pay(TRANSFER, TUESDAY_FIVE)
    await till.expires(booking)
    till.clock.move(timedelta(days=8))

    assert await till.does("noura", ReceiveReceipt(PHOTO)) is None


async def test_a_receipt_of_what_was_called_off_is_none(till: Till) -> None:
    booking, _ = await till.to_pay(TRANSFER)
    await till.does("taha", CallOff(booking.booking_id, "away"))

    assert await till.does("noura", ReceiveReceipt(PHOTO)) is None


async def test_a_photo_is_no_receipt_where_no_transfer_is_awaited(till: Till) -> None:
    await till.to_pay(PaymentMethod.SANDBOX)
    await till.to_pay(TRANSFER, MONDAY_FIVE)

    assert await till.does("stranger", ReceiveReceipt(PHOTO)) is None


async def test_a_transfer_for_what_was_paid_by_card_meanwhile_is_written_down_and_goes_back(till: Till) -> None:
    booking, first = await till.with_page()
    await till.chooses(booking, TRANSFER)
    receipt = await till.sends()
    await till.hears(report(first))

    await till.does("taha", AcceptReceipt(receipt.receipt_id))

    assert await till.verdicts(booking) == ["settles", "extra"]
    assert await till.spent(booking) == first.amount
    await till.works()
    (task,) = await till.does("taha", MoneyTasks())
    assert (task.kind, task.amount) == ("by_hand", first.amount)
