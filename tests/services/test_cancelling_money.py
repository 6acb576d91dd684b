"""What goes back when a booking ends: by the policy for its client, all by the coach, a part when a hold is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from booking.bookings import Booking
from booking.money import Currency, Money
from booking.status import PaymentMethod, PaymentStatus, Status
from bot.conversations.coach.requests import AcceptReceipt, CallOff, Confirm, Decline
from bot.conversations.coach.till import MoneyTasks
from bot.conversations.mine.requests import CancelBooking, Own
from storage.rows import OrderStatus, RefundState
from tests.services.coach_room import COACH, SPORTS, SUNDAY_FIVE, TUESDAY_FIVE, WEEK
from tests.services.payment_room import DOLLARS, HOUR, Till, report, said_to

STRIPE, PAYPAL, TRANSFER = PaymentMethod.STRIPE, PaymentMethod.PAYPAL, PaymentMethod.BANK_TRANSFER


async def half_back(till: Till) -> None:
    """The policy: half before the notice, a quarter inside it."""
    async with till.storage.begin() as tx:
        offer = replace(SPORTS, refund_share_before=50, refund_share_inside=25)
        await tx.catalogue.load(COACH, WEEK, [offer], till.clock.now())


async def paid(till: Till, method: PaymentMethod = STRIPE) -> Booking:
    """A booking that was paid and confirmed."""
    booking, order = await till.with_page(method, approval=False)
    await till.hears(report(order))
    await till.works()
    return await till.now_is(booking)


async def in_two_parts(till: Till) -> Booking:
    """A booking by transfer, of which 40.01 came first and the rest later."""
    booking, _ = await till.to_pay(TRANSFER, SUNDAY_FIVE)
    for minor in (4001, None):
        receipt = await till.sends()
        await till.does("taha", AcceptReceipt(receipt.receipt_id, minor))
    await till.works()
    return await till.now_is(booking)


async def went_back(till: Till, booking: Booking) -> list[int]:
    return [refund.amount.minor for refund in await till.refunds(booking)]


@pytest.mark.parametrize(("before", "minor"), [(timedelta(hours=12), 5000), (timedelta(hours=11), 2500)])
async def test_a_client_gets_the_share_of_the_notice_they_gave(till: Till, before: timedelta, minor: int) -> None:
    await half_back(till)
    booking = await paid(till)
    till.clock.set(SUNDAY_FIVE - before)

    shown = await till.does("noura", Own(booking.booking_id))
    await till.does("noura", CancelBooking(booking.booking_id, "time"))
    said = await till.works()

    assert shown.refund == Money(minor, Currency.SAR)
    assert await went_back(till, booking) == [minor]
    assert [money.minor for money in till.card.sent_back.values()] == [minor]
    after = await till.now_is(booking)
    assert (after.status, after.payment_status) == (Status.CANCELLED, PaymentStatus.REFUNDED)
    assert "refund-sent" in said_to("noura", said)


async def test_with_no_share_left_nothing_goes_back_and_the_money_stays_paid(till: Till) -> None:
    booking = await paid(till)
    till.clock.set(SUNDAY_FIVE - HOUR)

    await till.does("noura", CancelBooking(booking.booking_id))

    assert await went_back(till, booking) == []
    assert (await till.now_is(booking)).payment_status is PaymentStatus.COMPLETED


async def test_what_was_paid_in_dollars_goes_back_in_dollars(till: Till) -> None:
    await half_back(till)
    booking = await paid(till, PAYPAL)

    shown = await till.does("noura", Own(booking.booking_id))
    await till.does("noura", CancelBooking(booking.booking_id))
    await till.works()

    half = Money(DOLLARS.minor // 2, Currency.USD)
    assert booking.amount.currency is Currency.SAR
    assert shown.refund == half
    assert list(till.wallet.sent_back.values()) == [half]


async def test_of_two_parts_half_of_all_goes_back_the_later_part_first(till: Till) -> None:
    await half_back(till)
    booking = await in_two_parts(till)

    shown = await till.does("noura", Own(booking.booking_id))
    await till.does("noura", CancelBooking(booking.booking_id))
    await till.works()

    assert booking.payment_status is PaymentStatus.COMPLETED
    assert shown.refund == Money(5000, Currency.SAR)
    assert await went_back(till, booking) == [5000]
    assert await till.spent(booking) == Money(5000, Currency.SAR)


async def test_all_of_two_parts_goes_back_part_by_part_and_is_the_coachs_to_do(till: Till) -> None:
    booking = await in_two_parts(till)

    await till.does("noura", CancelBooking(booking.booking_id))
    await till.works()

    assert sorted(await went_back(till, booking)) == [4001, 5999]
    assert {task.kind for task in await till.does("taha", MoneyTasks())} == {"by_hand"}
    assert {refund.state for refund in await till.refunds(booking)} == {RefundState.BY_HAND}


async def test_the_coach_gives_all_back_though_the_notice_is_short(till: Till) -> None:
    await half_back(till)
    booking = await paid(till)
    till.clock.set(SUNDAY_FIVE - HOUR)

    case = await till.does("taha", CallOff(booking.booking_id, "illness"))

    assert case.refund == booking.amount
    assert await went_back(till, booking) == [booking.amount.minor]


async def test_who_is_declined_gets_all_back(till: Till) -> None:
    await half_back(till)
    booking, order = await till.with_page()
    await till.hears(report(order))

    case = await till.does("taha", Decline(booking.booking_id, "full"))

    assert case.refund == order.amount
    assert await went_back(till, booking) == [order.amount.minor]


async def test_what_the_coach_has_yet_to_look_at_goes_back_whole(till: Till) -> None:
    await half_back(till)
    booking, order = await till.with_page()
    await till.hears(report(order, amount=Money(7000, Currency.SAR)))

    await till.does("noura", CancelBooking(booking.booking_id))
    await till.works()

    assert await went_back(till, booking) == [7000]
    assert (await till.ledger(order))[0].status is OrderStatus.REFUNDED


async def test_what_was_cancelled_before_it_was_paid_closes_its_page_and_owes_nothing(till: Till) -> None:
    booking, order = await till.with_page()

    await till.does("noura", CancelBooking(booking.booking_id))
    await till.works()

    assert (await till.ledger(order))[0].status is OrderStatus.CANCELLED
    assert till.card.asked("withdraw") == [(order.checkout_reference,)]
    assert await went_back(till, booking) == []
    assert (await till.now_is(booking)).hold_expires_at is None


async def test_a_part_goes_back_whole_when_nobody_pays_the_rest(till: Till) -> None:
    await half_back(till)
    booking, _ = await till.to_pay(TRANSFER, TUESDAY_FIVE)
    receipt = await till.sends()
    await till.does("taha", AcceptReceipt(receipt.receipt_id, 4000))
    held = await till.now_is(booking)

    after = await till.expires(held)

    assert (after.status, after.payment_status) == (Status.CANCELLED, PaymentStatus.REFUNDED)
    assert await went_back(till, booking) == [4000]
    (task,) = await till.does("taha", MoneyTasks())
    assert (task.kind, task.amount) == ("by_hand", Money(4000, Currency.SAR))


async def test_what_was_confirmed_by_the_coach_is_cancelled_by_the_same_policy(till: Till) -> None:
    await half_back(till)
    booking, order = await till.with_page()
    await till.hears(report(order))
    await till.does("taha", Confirm(booking.booking_id))

    await till.does("noura", CancelBooking(booking.booking_id))

    assert await went_back(till, booking) == [5000]
