"""Transfers of less or more than was owed, as the coach reads them on the account; on both databases."""

from __future__ import annotations

import pytest

from booking.errors import Refused
from booking.money import Currency, Money
from booking.policy import TRANSFER_HOLD
from booking.status import PaymentMethod, PaymentStatus, Status
from bot.conversations.coach.requests import AcceptReceipt, AskReceiptAgain
from bot.conversations.coach.till import MoneyTasks
from bot.messages import Amount, FileRef, Term
from bot.services.payments.transfer import transfer_reference
from storage.rows import OrderStatus
from tests.services.payment_room import Till, card_of, report, said_to

TRANSFER = PaymentMethod.BANK_TRANSFER


async def test_less_is_kept_and_the_rest_asked_for_on_the_same_account(till: Till) -> None:
    booking, order, receipt = await till.with_receipt()
    await till.works()

    await till.does("taha", AcceptReceipt(receipt.receipt_id, 4000))
    said = await till.works()

    after = await till.now_is(booking)
    assert (after.status, after.payment_status) == (Status.PENDING_PAYMENT, PaymentStatus.PENDING)
    assert after.hold_expires_at == till.clock.now() + TRANSFER_HOLD
    assert await till.verdicts(booking) == ["part"]
    card = card_of("transfer-part", said)
    assert card.lines[0].args == {
        "came": Amount.of(Money(4000, Currency.SAR)),
        "rest": Amount.of(Money(6000, Currency.SAR)),
    }
    assert [item.text for item in card.copy][3:] == ["60", transfer_reference(order, booking)]


async def test_the_rest_settles_the_booking(till: Till) -> None:
    booking, order, first = await till.with_receipt()
    await till.does("taha", AcceptReceipt(first.receipt_id, 4000))
    await till.works()

    second = await till.sends(FileRef("web", "second"))
    shown = card_of("receipt-came", await till.works(), "taha")
    await till.does("taha", AcceptReceipt(second.receipt_id))

    (expected,) = [line for line in shown.lines if line.id == "receipt-expected"]
    assert expected.args["amount"] == Amount.of(Money(6000, Currency.SAR))
    assert (await till.now_is(booking)).payment_status is PaymentStatus.COMPLETED
    assert (await till.ledger(order))[0].status is OrderStatus.PAID
    assert await till.verdicts(booking) == ["part", "settles"]
    assert await till.spent(booking) == order.amount


async def test_more_settles_and_what_is_too_much_is_the_coachs_to_give_back(till: Till) -> None:
    booking, order, receipt = await till.with_receipt()

    await till.does("taha", AcceptReceipt(receipt.receipt_id, 12_500))
    said = await till.works()

    after = await till.now_is(booking)
    assert (after.status, after.payment_status) == (Status.PENDING_CONFIRMATION, PaymentStatus.COMPLETED)
    assert (await till.ledger(order))[0].status is OrderStatus.PAID
    (task,) = await till.does("taha", MoneyTasks())
    assert (task.kind, task.amount) == ("by_hand", Money(2500, Currency.SAR))
    assert "coach-refund-by_hand" in said_to("taha", said)
    assert await till.spent(booking) == order.amount


async def test_a_part_in_riyals_goes_back_when_the_whole_price_is_paid_in_dollars(till: Till) -> None:
    booking, _, receipt = await till.with_receipt()
    await till.does("taha", AcceptReceipt(receipt.receipt_id, 4000))
    dollars = await till.chooses(booking, PaymentMethod.PAYPAL)

    await till.hears(report(dollars))

    assert (await till.now_is(booking)).payment_status is PaymentStatus.COMPLETED
    assert [refund.amount for refund in await till.refunds(booking)] == [Money(4000, Currency.SAR)]
    assert (await till.ledger(dollars))[0].status is OrderStatus.PAID


async def test_a_transfer_that_is_not_on_the_account_is_told_and_awaited_anew(till: Till) -> None:
    booking, _, receipt = await till.with_receipt()
    await till.works()

    await till.does("taha", AskReceiptAgain(receipt.receipt_id, "missing"))
    said = await till.works()

    assert (await till.now_is(booking)).hold_expires_at == till.clock.now() + TRANSFER_HOLD
    assert card_of("told-receipt-again", said).lines[0].args["reason"] == Term("reason-missing")
    assert await till.verdicts(booking) == []


@pytest.mark.parametrize("minor", [0, -1])
async def test_no_amount_is_no_amount(till: Till, minor: int) -> None:
    booking, _, receipt = await till.with_receipt()

    assert await till.does("taha", AcceptReceipt(receipt.receipt_id, minor)) == Refused("refused-amount")
    assert (await till.now_is(booking)).payment_status is PaymentStatus.PENDING
    assert await till.verdicts(booking) == []


async def test_a_part_that_is_more_than_the_rest_settles_and_its_excess_goes_back(till: Till) -> None:
    booking, order, first = await till.with_receipt()
    await till.does("taha", AcceptReceipt(first.receipt_id, 4000))
    second = await till.sends(FileRef("web", "second"))

    await till.does("taha", AcceptReceipt(second.receipt_id, 7000))

    assert [refund.amount.minor for refund in await till.refunds(booking)] == [1000]
    assert await till.spent(booking) == order.amount


async def test_after_a_part_another_way_asks_for_the_rest_alone(till: Till) -> None:
    booking, _, receipt = await till.with_receipt()
    await till.does("taha", AcceptReceipt(receipt.receipt_id, 4000))

    page = await till.chooses(booking, PaymentMethod.SANDBOX)
    await till.hears(report(page))

    assert page.amount == Money(6000, Currency.SAR)
    assert (await till.now_is(booking)).payment_status is PaymentStatus.COMPLETED
    assert await till.spent(booking) == booking.amount
    assert await till.refunds(booking) == ()


async def test_a_part_of_a_booking_that_is_over_holds_its_seat_again_for_the_rest(till: Till) -> None:
    booking, _, receipt = await till.with_receipt()
    await till.expires(booking)

    await till.does("taha", AcceptReceipt(receipt.receipt_id, 4000))

    after = await till.now_is(booking)
    assert after.status is Status.PENDING_PAYMENT
    assert after.hold_expires_at == booking.preferred_at  # sooner than a day from now
    assert await till.verdicts(booking) == ["part"]
