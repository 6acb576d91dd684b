"""Money that takes its time: on its way through a bank, or approved and yet to be taken; on both databases."""

from __future__ import annotations

from booking.money import Currency, Money
from booking.paying import PaymentNews
from booking.policy import REVIEW_HOLD
from booking.status import PaymentMethod, PaymentStatus, Status
from storage.rows import OrderStatus
from tests.services.payment_room import HOUR, Till, buttons, card_of, report, said_to

STRIPE = PaymentMethod.STRIPE


# -------------------------------------------------------------------------------------------------- on its way


async def test_money_on_its_way_pauses_the_hold_and_settles_when_it_comes(till: Till) -> None:
    booking, order = await till.with_page()

    await till.hears(report(order, PaymentNews.PENDING))
    waiting = await till.now_is(booking)
    said = await till.works()
    quiet = await till.passes(5 * HOUR)
    await till.hears(report(order))

    assert (waiting.status, waiting.hold_expires_at) == (Status.PENDING_PAYMENT, None)
    assert (said_to("noura", said), said_to("noura", quiet)) == (["payment-pending"], [])
    after = await till.now_is(booking)
    assert (after.status, after.payment_status) == (Status.PENDING_CONFIRMATION, PaymentStatus.COMPLETED)


async def test_money_on_its_way_is_told_once(till: Till) -> None:
    _, order = await till.with_page()

    await till.hears(report(order, PaymentNews.PENDING), report(order, PaymentNews.PENDING, event="again"))

    assert said_to("noura", await till.works()) == ["payment-pending"]


async def test_money_that_never_arrived_starts_the_hold_anew_and_takes_another_page(till: Till) -> None:
    booking, order = await till.with_page()
    await till.hears(report(order, PaymentNews.PENDING))
    await till.passes(HOUR)

    await till.hears(report(order, PaymentNews.FAILED))

    after = await till.now_is(booking)
    assert (after.status, after.payment_status) == (Status.PENDING_PAYMENT, PaymentStatus.FAILED)
    assert after.hold_expires_at == till.clock.now() + REVIEW_HOLD
    card = card_of("payment-failed", await till.works())
    assert buttons(card) == [f"do:pay:{booking.booking_id}", f"do:mybooking:{booking.booking_id}"]
    assert (await till.ledger(order))[0].checkout_reference == ""


async def test_slow_money_of_an_order_that_was_given_up_lets_the_hold_go_on_when_it_fails(till: Till) -> None:
    booking, first = await till.with_page()
    await till.chooses(booking, PaymentMethod.SANDBOX)
    await till.works()

    await till.hears(report(first, PaymentNews.PENDING))
    paused = (await till.now_is(booking)).hold_expires_at
    await till.hears(report(first, PaymentNews.FAILED))

    held = await till.now_is(booking)
    assert paused is None
    assert held.hold_expires_at == till.clock.now() + REVIEW_HOLD
    assert (await till.expires(held)).status is Status.CANCELLED


# -------------------------------------------------------------------------------------- approved, and then taken


async def test_what_was_approved_is_taken_once_though_page_and_report_both_say_so(till: Till) -> None:
    booking, order = await till.with_page()
    approved = till.card.report(order.checkout_reference, PaymentNews.APPROVED)

    await till.hears(approved, approved)
    await till.works()
    await till.hears(approved)
    await till.works()

    keys = {key for _, key in till.card.asked("capture")}
    assert len(keys) == 1
    assert (await till.now_is(booking)).payment_status is PaymentStatus.COMPLETED
    _, (payment,) = await till.ledger(order)
    assert payment.amount == order.amount


async def test_an_approval_in_the_last_minute_is_still_taken(till: Till) -> None:
    booking, order = await till.with_page()
    assert booking.hold_expires_at is not None
    till.clock.set(booking.hold_expires_at)

    await till.hears(till.card.report(order.checkout_reference, PaymentNews.APPROVED))
    await till.passes(HOUR * 0)

    after = await till.now_is(booking)
    assert (after.status, after.payment_status) == (Status.PENDING_CONFIRMATION, PaymentStatus.COMPLETED)


async def test_an_approval_after_the_end_takes_nothing_and_is_told_once(till: Till) -> None:
    booking, order = await till.with_page()
    await till.expires(booking)
    approved = till.card.report(order.checkout_reference, PaymentNews.APPROVED)
    async with till.desk() as desk:  # its provider cannot close it
        await desk.tx.payments.settle(order.order_id, OrderStatus.OPEN, desk.now)

    await till.hears(approved, approved)
    said = await till.works()

    assert said_to("noura", said) == ["payment-not-taken"]
    assert till.card.asked("capture") == []
    assert (await till.spent(booking)) == Money(0, Currency.SAR)


async def test_what_was_approved_is_not_taken_once_the_booking_is_cancelled(till: Till) -> None:
    booking, order = await till.with_page()
    await till.hears(till.card.report(order.checkout_reference, PaymentNews.APPROVED))
    async with till.desk() as desk:
        await desk.tx.bookings.release(booking.booking_id, Status.CANCELLED, desk.now)

    await till.works()

    assert till.card.asked("capture") == []
