from __future__ import annotations

from datetime import timedelta

import pytest

from booking.bookings import Booking
from booking.catalogue import MeetingType
from booking.errors import Refused
from booking.status import PaymentMethod, PaymentStatus, Status
from bot.clock import MovableClock
from bot.conversations.coach.requests import (
    AcceptReceipt,
    AskReceiptAgain,
    CallOff,
    Confirm,
    Decline,
    Listing,
    MarkPaid,
)
from bot.conversations.commands import HoldSlot
from storage.rows import OrderStatus, PaymentState
from storage.uow import Storage
from tests.services.coach_room import SUNDAY_FIVE, Room


@pytest.fixture
async def room(storage: Storage, clock: MovableClock) -> Room:
    room = Room(storage, clock)
    await room.open()
    return room


async def with_receipt(room: Room) -> tuple[Booking, int]:
    """A booking that waits for a transfer, and the receipt its client sent."""
    booking = await room.booked(status=Status.PENDING_PAYMENT, method=PaymentMethod.BANK_TRANSFER)
    async with room.desk() as desk:
        order = await desk.tx.payments.order_of(booking.booking_id)
        assert order is not None
        receipt = await desk.tx.payments.add_receipt(
            order.order_id, booking.booking_id, channel="web", file_id="1", now=desk.now
        )
    return booking, receipt.receipt_id


async def test_cash_is_written_down_and_the_booking_stays_where_it_is(room: Room) -> None:
    booking = await room.booked(status=Status.CONFIRMED)

    case = await room.does("taha", MarkPaid(booking.booking_id))

    assert (case.booking.status, case.booking.payment_status) == (Status.CONFIRMED, PaymentStatus.COMPLETED)
    async with room.storage.begin() as tx:
        order = await tx.payments.order_of(booking.booking_id)
        assert order is not None
        (payment,) = await tx.payments.of_order(order.order_id)
    assert (order.status, payment.state, payment.amount) == (OrderStatus.PAID, PaymentState.COMPLETED, booking.amount)
    assert [(told.address, told.purpose) for told in await room.told()] == [("noura", "paid")]


async def test_a_transfer_seen_by_hand_ends_the_hold_and_its_receipt_waits_no_longer(room: Room) -> None:
    booking, receipt = await with_receipt(room)

    case = await room.does("taha", MarkPaid(booking.booking_id))

    assert case.booking.status is Status.PENDING_CONFIRMATION
    assert case.receipt_id is None
    assert await room.does("layla", AcceptReceipt(receipt)) == Refused("refused-receipt-decided")


async def test_a_booking_still_at_the_review_takes_no_money_and_its_client_pays_once(room: Room) -> None:
    held = await room.does("noura", HoldSlot(1, SUNDAY_FIVE, "online"))

    refusal = await room.does("taha", MarkPaid(held.booking_id))

    assert refusal == Refused("refused-in-review")
    stored = await room.now_is(held)
    assert (stored.payment_status, stored.payment_method) == (PaymentStatus.PENDING, None)
    async with room.storage.begin() as tx:
        assert await tx.payments.order_of(held.booking_id) is None


@pytest.mark.parametrize(
    ("meeting", "chosen", "recorded"),
    [
        (MeetingType.ONLINE, PaymentMethod.STRIPE, PaymentMethod.BANK_TRANSFER),
        (MeetingType.ONLINE, PaymentMethod.BANK_TRANSFER, PaymentMethod.BANK_TRANSFER),
        (MeetingType.IN_PERSON, PaymentMethod.STRIPE, PaymentMethod.CASH),
        (MeetingType.IN_PERSON, PaymentMethod.BANK_TRANSFER, PaymentMethod.BANK_TRANSFER),
        (MeetingType.IN_PERSON, PaymentMethod.CASH, PaymentMethod.CASH),
    ],
)
async def test_money_that_the_coach_saw_is_cash_only_where_one_meets(
    room: Room, meeting: MeetingType, chosen: PaymentMethod, recorded: PaymentMethod
) -> None:
    booking = await room.booked(status=Status.PENDING_PAYMENT, method=chosen)
    async with room.desk() as desk:
        await desk.tx.bookings.save(booking.booking_id, now=desk.now, meeting_type=meeting)

    case = await room.does("taha", MarkPaid(booking.booking_id))

    assert (case.booking.payment_method, case.booking.payment_status) == (recorded, PaymentStatus.COMPLETED)


async def test_nothing_is_paid_twice(room: Room) -> None:
    booking = await room.booked()
    await room.does("taha", MarkPaid(booking.booking_id))

    assert await room.does("layla", MarkPaid(booking.booking_id)) == Refused("refused-nothing-owed")


async def test_a_cancelled_booking_takes_no_money(room: Room) -> None:
    booking = await room.booked()
    await room.does("taha", Decline(booking.booking_id, "full"))

    assert (await room.does("taha", MarkPaid(booking.booking_id))).reason == "refused-already"


async def test_a_receipt_waits_in_the_list_until_it_is_accepted(room: Room) -> None:
    booking, receipt = await with_receipt(room)
    before = await room.does("taha", Listing("pending"))

    case = await room.does("taha", AcceptReceipt(receipt))

    assert before == (booking,)
    assert (case.booking.status, case.booking.payment_status) == (
        Status.PENDING_CONFIRMATION,
        PaymentStatus.COMPLETED,
    )
    assert [told.purpose for told in await room.told()] == ["paid"]


async def test_another_receipt_is_asked_for_with_a_new_hold(room: Room) -> None:
    booking, receipt = await with_receipt(room)

    case = await room.does("taha", AskReceiptAgain(receipt, "blurred"))

    assert case.booking.status is Status.PENDING_PAYMENT
    assert case.booking.hold_expires_at is not None
    assert case.booking.hold_expires_at > room.clock.now() + timedelta(hours=1)
    (told,) = await room.told()
    assert (told.purpose, told.ids[0]) == ("receipt_again", "told-receipt-again")
    assert await room.does("layla", AcceptReceipt(receipt)) == Refused("refused-receipt-decided")
    assert booking.booking_id == case.booking.booking_id


async def another_receipt(room: Room, booking: Booking) -> int:
    async with room.desk() as desk:
        order = await desk.tx.payments.order_of(booking.booking_id)
        assert order is not None
        receipt = await desk.tx.payments.add_receipt(
            order.order_id, booking.booking_id, channel="web", file_id="2", now=desk.now
        )
    return receipt.receipt_id


async def test_one_good_receipt_is_enough_and_no_other_waits_any_longer(room: Room) -> None:
    booking, first = await with_receipt(room)
    second = await another_receipt(room, booking)

    case = await room.does("taha", AcceptReceipt(second))

    assert case.receipt_id is None
    assert await room.does("taha", AcceptReceipt(first)) == Refused("refused-receipt-decided")


async def test_a_hold_has_no_end_while_another_receipt_waits(room: Room) -> None:
    booking, first = await with_receipt(room)
    second = await another_receipt(room, booking)

    case = await room.does("taha", AskReceiptAgain(first, "blurred"))

    assert (case.receipt_id, case.booking.hold_expires_at) == (second, None)


@pytest.mark.parametrize("number", [1, 99])
async def test_strangers_decide_nothing_about_money(room: Room, number: int) -> None:
    await with_receipt(room)

    for request in (MarkPaid(number), AcceptReceipt(number), AskReceiptAgain(number, "blurred")):
        assert await room.does("noura", request) == Refused("refused-not-yours")


async def test_what_was_paid_goes_back_when_the_coach_declines(room: Room) -> None:
    booking = await room.booked()
    await room.does("taha", MarkPaid(booking.booking_id))
    await room.told()

    case = await room.does("taha", Decline(booking.booking_id, "away"))

    assert case.refund == booking.amount
    assert case.booking.payment_status is PaymentStatus.REFUNDED
    (told,) = await room.told()
    assert "told-refund" in told.ids


async def test_without_a_payment_nothing_goes_back_and_nothing_is_owed(room: Room) -> None:
    booking = await room.booked()
    await room.does("taha", Confirm(booking.booking_id))

    case = await room.does("taha", CallOff(booking.booking_id, "illness"))

    assert case.refund is None
    assert case.booking.payment_status is PaymentStatus.PENDING
    async with room.storage.begin() as tx:
        order = await tx.payments.order_of(booking.booking_id)
    assert order is not None
    assert order.status is OrderStatus.CANCELLED
