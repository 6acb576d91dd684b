"""Receipts of transfers that cross other ways to pay and the end of the hold: each is looked at; on both databases."""

from __future__ import annotations

import pytest

from booking.bookings import Booking
from booking.money import Currency, Money
from booking.paying import PaymentNews
from booking.policy import TRANSFER_HOLD
from booking.status import PaymentMethod, PaymentStatus, Status
from bot.conversations.coach.requests import AcceptReceipt, AskReceiptAgain, MarkPaid
from bot.conversations.coach.till import MoneyTasks
from bot.conversations.commands import ReceiveReceipt
from bot.messages import Amount, Code, FileRef
from bot.services.payments.transfer import transfer_reference
from storage.rows import Order, OrderStatus
from tests.services.coach_room import TUESDAY_FIVE
from tests.services.payment_room import HOUR, PHOTO, Till, card_of, report, said_to

TRANSFER = PaymentMethod.BANK_TRANSFER
OTHER = FileRef("web", "other", name="other.jpg", mime="image/jpeg", size=7)


async def after_a_refused_card(till: Till) -> Booking:
    """A booking whose card was refused, and that then waited for its transfer until its hold was over."""
    booking, page = await till.with_page(start=TUESDAY_FIVE)
    await till.hears(report(page, PaymentNews.FAILED))
    await till.chooses(booking, TRANSFER)
    return await till.expires(await till.now_is(booking))


async def after_a_part(till: Till) -> tuple[Booking, Order]:
    """A booking of whose price a part came, which went back when the hold for the rest was over; and its order."""
    booking, order = await till.to_pay(TRANSFER, TUESDAY_FIVE)
    receipt = await till.sends()
    await till.does("taha", AcceptReceipt(receipt.receipt_id, 4000))
    return await till.expires(await till.now_is(booking)), order


async def with_a_part_for_a_page(till: Till, minor: int = 4000) -> tuple[Booking, Order, Order]:
    """A booking whose client sent a receipt and then went to a page; the receipt is found to be of a part. With the
    orders of the transfer and the page."""
    booking, transfer, receipt = await till.with_receipt()
    await till.chooses(booking, PaymentMethod.STRIPE)
    await till.works()
    page = await till.order(booking)
    await till.does("taha", AcceptReceipt(receipt.receipt_id, minor))
    return await till.now_is(booking), transfer, page


async def expected(till: Till) -> tuple[Amount, Code]:
    """What the team reads should stand on the transfer."""
    card = card_of("receipt-came", await till.works(), "taha")
    (line,) = [line for line in card.lines if line.id == "receipt-expected"]
    return line.args["amount"], line.args["reference"]  # type: ignore[return-value]


# ------------------------------------------------------------------------------------------- the hold is over


async def test_a_late_receipt_is_looked_at_though_a_card_was_refused_before(till: Till) -> None:
    booking = await after_a_refused_card(till)

    receipt = await till.sends()
    said = await till.works()
    await till.does("taha", AcceptReceipt(receipt.receipt_id))

    assert (booking.status, booking.payment_status) == (Status.CANCELLED, PaymentStatus.FAILED)
    assert receipt.booking_id == booking.booking_id
    assert "receipt-came" in said_to("taha", said)
    after = await till.now_is(booking)
    assert (after.status, after.payment_status) == (Status.PENDING_CONFIRMATION, PaymentStatus.COMPLETED)
    assert await till.starts() == {TUESDAY_FIVE}


async def test_a_receipt_of_the_rest_is_looked_at_though_the_first_part_went_back(till: Till) -> None:
    booking, order = await after_a_part(till)
    await till.works()

    receipt = await till.sends(OTHER)

    assert receipt.booking_id == booking.booking_id
    assert await expected(till) == (Amount.of(order.amount), Code(transfer_reference(order, booking)))


async def test_what_comes_after_a_part_went_back_holds_the_seat_again_for_what_is_missing(till: Till) -> None:
    booking, _ = await after_a_part(till)
    receipt = await till.sends(OTHER)

    await till.does("taha", AcceptReceipt(receipt.receipt_id, 6000))
    said = await till.works()

    after = await till.now_is(booking)
    assert (after.status, after.payment_status) == (Status.PENDING_PAYMENT, PaymentStatus.PENDING)
    assert card_of("transfer-part", said).lines[0].args["rest"] == Amount.of(Money(4000, Currency.SAR))
    assert await till.spent(booking) == Money(6000, Currency.SAR)
    assert [refund.amount.minor for refund in await till.refunds(booking)] == [4000]


async def test_the_whole_price_after_a_part_went_back_pays_the_booking(till: Till) -> None:
    booking, order = await after_a_part(till)
    receipt = await till.sends(OTHER)

    await till.does("taha", AcceptReceipt(receipt.receipt_id))

    after = await till.now_is(booking)
    assert (after.status, after.payment_status) == (Status.PENDING_CONFIRMATION, PaymentStatus.COMPLETED)
    assert await till.spent(booking) == order.amount


async def test_what_comes_after_a_part_went_back_goes_back_where_the_seat_is_taken(till: Till) -> None:
    booking, _ = await after_a_part(till)
    receipt = await till.sends(OTHER)
    await till.booked(TUESDAY_FIVE, client="stranger")

    await till.does("taha", AcceptReceipt(receipt.receipt_id, 6000))
    await till.works()

    assert (await till.now_is(booking)).status is Status.CANCELLED
    assert (await till.spent(booking)).minor == 0
    assert [task.amount.minor for task in await till.does("taha", MoneyTasks())] == [4000, 6000]


async def test_a_late_receipt_that_will_not_do_is_asked_for_again(till: Till) -> None:
    await after_a_part(till)
    receipt = await till.sends(OTHER)
    await till.works()

    await till.does("taha", AskReceiptAgain(receipt.receipt_id, "missing"))

    assert said_to("noura", await till.works()) == ["told-receipt-again"]
    assert (await till.sends(FileRef("web", "third"))).receipt_id != receipt.receipt_id


async def test_a_late_receipt_is_looked_at_though_a_page_was_chosen_last(till: Till) -> None:
    booking, transfer = await till.to_pay(TRANSFER, TUESDAY_FIVE)
    await till.chooses(booking, PaymentMethod.STRIPE)
    await till.expires(await till.now_is(booking))

    receipt = await till.sends()
    await till.does("taha", AcceptReceipt(receipt.receipt_id))

    after = await till.now_is(booking)
    assert (after.payment_method, after.payment_status) == (TRANSFER, PaymentStatus.COMPLETED)
    assert await till.spent(booking) == transfer.amount


async def test_a_photo_is_no_receipt_where_no_account_was_ever_shown(till: Till) -> None:
    booking, _ = await till.with_page()
    await till.expires(booking)

    assert await till.does("noura", ReceiveReceipt(PHOTO)) is None


async def test_a_photo_is_no_receipt_while_late_money_waits_for_its_clients_choice(till: Till) -> None:
    booking, _ = await till.to_pay(TRANSFER, TUESDAY_FIVE)
    await till.expires(booking)
    await till.booked(TUESDAY_FIVE, client="stranger")
    receipt = await till.sends()
    await till.does("taha", AcceptReceipt(receipt.receipt_id))

    assert await till.verdicts(booking) == ["choice"]
    assert await till.does("noura", ReceiveReceipt(OTHER)) is None


# ------------------------------------------------------------------------------- a part, while a page is open


async def test_a_part_makes_the_transfer_the_way_to_pay_again_and_closes_the_page(till: Till) -> None:
    booking, transfer, page = await with_a_part_for_a_page(till)
    await till.works()

    assert (booking.payment_method, booking.status) == (TRANSFER, Status.PENDING_PAYMENT)
    assert booking.hold_expires_at == till.clock.now() + TRANSFER_HOLD
    assert (await till.ledger(transfer))[0].status is OrderStatus.OPEN
    assert (await till.ledger(page))[0].status is OrderStatus.CANCELLED
    assert till.card.asked("withdraw") == [(page.checkout_reference,)]


async def test_the_receipt_of_the_rest_is_taken_after_a_page_was_open(till: Till) -> None:
    booking, transfer, _ = await with_a_part_for_a_page(till)
    await till.works()

    rest = await till.sends(OTHER)
    shown = await expected(till)
    await till.does("taha", AcceptReceipt(rest.receipt_id))

    assert shown == (Amount.of(Money(6000, Currency.SAR)), Code(transfer_reference(transfer, booking)))
    assert (await till.now_is(booking)).payment_status is PaymentStatus.COMPLETED
    assert await till.verdicts(booking) == ["part", "settles"]
    assert await till.spent(booking) == booking.amount


async def test_a_page_that_was_paid_while_a_part_was_accepted_pays_and_the_part_goes_back(till: Till) -> None:
    booking, _, page = await with_a_part_for_a_page(till)

    await till.hears(report(page))
    await till.works()

    assert (await till.now_is(booking)).payment_status is PaymentStatus.COMPLETED
    assert [refund.amount.minor for refund in await till.refunds(booking)] == [4000]
    assert await till.spent(booking) == booking.amount


async def test_after_a_part_and_a_page_the_hold_ends_as_any_other_and_the_part_goes_back(till: Till) -> None:
    booking, _, _ = await with_a_part_for_a_page(till)

    await till.expires(booking)

    assert (await till.now_is(booking)).status is Status.CANCELLED
    assert (await till.spent(booking)).minor == 0


async def test_a_part_of_what_is_paid_in_cash_meanwhile_leaves_the_rest_to_be_paid_in_cash(till: Till) -> None:
    booking, _, receipt = await till.with_receipt()
    await till.chooses(booking, PaymentMethod.CASH)

    await till.does("taha", AcceptReceipt(receipt.receipt_id, 4000))
    await till.does("taha", MarkPaid(booking.booking_id))

    assert (await till.now_is(booking)).payment_status is PaymentStatus.COMPLETED
    assert await till.verdicts(booking) == ["part", "settles"]
    assert await till.refunds(booking) == ()
    assert await till.spent(booking) == booking.amount


# ------------------------------------------------------------------------------------------ more than one receipt


async def test_the_hold_stands_still_while_another_receipt_waits(till: Till) -> None:
    booking, _, first = await till.with_receipt()
    second = await till.sends(OTHER)

    await till.does("taha", AcceptReceipt(first.receipt_id, 4000))
    paused = await till.now_is(booking)
    await till.passes(3 * HOUR)
    await till.does("taha", AcceptReceipt(second.receipt_id))

    assert paused.hold_expires_at is None
    assert (await till.now_is(booking)).payment_status is PaymentStatus.COMPLETED
    assert await till.spent(booking) == booking.amount


@pytest.mark.parametrize("first", [0, 1])
async def test_receipts_from_before_and_after_a_change_of_mind_count_together(till: Till, first: int) -> None:
    booking, _, before = await till.with_receipt()
    await till.chooses(booking, PaymentMethod.STRIPE)
    await till.chooses(booking, TRANSFER)
    receipts = [before, await till.sends(OTHER)]

    await till.does("taha", AcceptReceipt(receipts[first].receipt_id, 4000))
    await till.does("taha", AcceptReceipt(receipts[1 - first].receipt_id, 6000))

    assert (await till.now_is(booking)).payment_status is PaymentStatus.COMPLETED
    assert await till.verdicts(booking) == ["part", "settles"]
    assert await till.refunds(booking) == ()
    assert await till.spent(booking) == booking.amount
