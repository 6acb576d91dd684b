"""Holds whose client may be paying at this moment: nobody loses a seat they paid for, nor keeps one for ever."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from booking.bookings import Booking
from booking.money import Currency, Money
from booking.paying import PaymentNews
from booking.policy import REVIEW_HOLD
from booking.status import PaymentMethod, PaymentStatus, Status
from bot.conversations.mine.requests import CancelBooking
from bot.jobs import clock as ticks
from bot.services.payments.asking import PATIENCE
from payments.base import ByHand, GiveUp, PaymentTrouble, TryLater
from storage.rows import Order, OrderStatus
from tests.services.coach_room import TUESDAY_FIVE
from tests.services.payment_room import DOLLARS, HOUR, Till, card_of, said_to
from tests.standins.paypal import ANSWER_LOST, BROKEN, FINE, PayPalFarEnd, provider_at
from tests.standins.site import served

PAYPAL = PaymentMethod.PAYPAL
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


async def at_its_end(till: Till) -> tuple[Booking, Order]:
    """A booking with a page, whose hold is over at this moment."""
    booking, order = await till.with_page()
    assert booking.hold_expires_at is not None
    till.clock.set(booking.hold_expires_at)
    return booking, order


async def ticks_once(till: Till) -> None:
    """The clock ticks, and nothing is delivered or asked yet."""
    await ticks.tick(till.storage, till.clock, till.make_desk)


async def test_the_page_is_closed_first_and_the_hold_ends_when_the_provider_has_answered(till: Till) -> None:
    booking, order = await at_its_end(till)

    await ticks_once(till)
    between = await till.now_is(booking)
    said = await till.works()

    after, closed = await till.now_is(booking), (await till.ledger(order))[0]
    assert between.status is Status.PENDING_PAYMENT
    assert till.card.asked("withdraw") == [(order.checkout_reference,)]
    assert (after.status, after.hold_expires_at) == (Status.CANCELLED, None)
    assert closed.checkout_url == ""
    assert "hold-ended" in said_to("noura", said)
    assert await till.starts() == set()


async def test_what_was_paid_just_before_the_end_settles_and_nothing_expires(till: Till) -> None:
    booking, order = await at_its_end(till)
    paid = till.card.report(order.checkout_reference, PaymentNews.PAID, payment="pi_1")
    till.card.says["withdraw"].append((paid,))

    said = await till.passes(timedelta())
    later = await till.passes(HOUR)

    after = await till.now_is(booking)
    assert (after.status, after.payment_status) == (Status.PENDING_CONFIRMATION, PaymentStatus.COMPLETED)
    assert "told-paid" in said_to("noura", said)
    assert "hold-ended" not in said_to("noura", said) + said_to("noura", later)


async def test_money_on_its_way_at_the_end_keeps_the_seat(till: Till) -> None:
    booking, order = await at_its_end(till)
    slow = till.card.report(order.checkout_reference, PaymentNews.PENDING, payment="pi_1")
    till.card.says["withdraw"].append((slow,))

    await till.passes(timedelta())
    await till.passes(5 * HOUR)

    after = await till.now_is(booking)
    assert (after.status, after.hold_expires_at) == (Status.PENDING_PAYMENT, None)


async def test_another_amount_at_the_end_keeps_the_seat_for_the_coach_to_decide(till: Till) -> None:
    booking, order = await at_its_end(till)
    less = till.card.report(order.checkout_reference, PaymentNews.PAID, payment="pi_1", amount=Money(5, Currency.SAR))
    till.card.says["withdraw"].append((less,))

    await till.passes(timedelta())
    await till.passes(5 * HOUR)

    assert (await till.now_is(booking)).status is Status.PENDING_PAYMENT
    assert await till.verdicts(booking) == ["mismatched"]


async def test_a_provider_that_does_not_answer_is_waited_for_and_not_for_ever(till: Till) -> None:
    booking, order = await at_its_end(till)
    till.card.trouble["withdraw"].extend([TryLater("away")] * 200)

    await till.passes(timedelta())
    await till.passes(PATIENCE - SECOND)
    waiting = await till.now_is(booking)
    said = await till.passes(SECOND)

    assert waiting.status is Status.PENDING_PAYMENT
    assert (await till.now_is(booking)).status is Status.CANCELLED
    assert said_to("noura", said) == ["hold-ended"]
    till.card.trouble["withdraw"].clear()
    await till.passes(HOUR)
    assert (await till.ledger(order))[0].status is OrderStatus.CANCELLED


async def test_paid_while_nobody_answered_it_is_late_money_and_has_its_seat_again(till: Till) -> None:
    booking, order = await at_its_end(till)
    till.card.trouble["withdraw"].extend([TryLater("away")] * 5)
    await till.passes(timedelta())
    await till.passes(PATIENCE)
    till.card.trouble["withdraw"].clear()
    paid = till.card.report(order.checkout_reference, PaymentNews.PAID, payment="pi_1")
    till.card.says["withdraw"].append((paid,))

    await till.passes(HOUR)

    after = await till.now_is(booking)
    assert (after.status, after.payment_status) == (Status.PENDING_CONFIRMATION, PaymentStatus.COMPLETED)


@pytest.mark.parametrize(
    "trouble", [GiveUp("no such page"), ByHand("nothing closes here")], ids=lambda t: type(t).__name__
)
async def test_a_page_that_cannot_be_closed_ends_with_its_hold(till: Till, trouble: PaymentTrouble) -> None:
    booking, _ = await at_its_end(till)
    till.card.trouble["withdraw"].append(trouble)

    await till.passes(timedelta())

    assert (await till.now_is(booking)).status is Status.CANCELLED


async def test_a_hold_without_a_page_ends_at_once(till: Till) -> None:
    booking, _ = await till.to_pay(PaymentMethod.BANK_TRANSFER, TUESDAY_FIVE)
    assert booking.hold_expires_at is not None
    till.clock.set(booking.hold_expires_at)

    await ticks_once(till)

    assert (await till.now_is(booking)).status is Status.CANCELLED


async def test_the_end_is_told_once_however_often_the_clock_ticks(till: Till) -> None:
    await at_its_end(till)

    said = await till.passes(timedelta()) + await till.passes(MINUTE) + await till.passes(PATIENCE)

    assert said_to("noura", said).count("hold-ended") == 1
    assert len(till.card.asked("withdraw")) == 1


async def test_who_wants_to_pay_after_all_while_the_page_is_closed_gets_another_and_keeps_the_seat(till: Till) -> None:
    booking, order = await at_its_end(till)
    await ticks_once(till)

    await till.chooses(booking, order.method)
    said = await till.works()

    after, again = await till.now_is(booking), (await till.ledger(order))[0]
    assert (after.status, after.hold_expires_at) == (Status.PENDING_PAYMENT, till.clock.now() + REVIEW_HOLD)
    assert card_of("checkout-ready", said).rows[0][0].link == again.checkout_url
    assert again.checkout_reference != order.checkout_reference


async def test_a_hold_that_was_renewed_has_its_new_page_closed_at_its_end_too(till: Till) -> None:
    booking, order = await at_its_end(till)
    await ticks_once(till)
    await till.chooses(booking, order.method)
    await till.works()

    after = await till.expires(await till.now_is(booking))

    assert after.status is Status.CANCELLED
    assert len(set(till.card.asked("withdraw"))) == 2  # the first may be asked about twice


# ------------------------------------------------------- approved at PayPal in time, and the report of it got lost


@pytest.fixture
async def paypal(till: Till) -> AsyncIterator[PayPalFarEnd]:
    """The real provider before its stand-in; no report of it ever arrives."""
    far_end = PayPalFarEnd(till.clock.now)
    async with served(far_end.app) as url:
        provider = provider_at(url, far_end)
        till.providers["paypal"] = provider
        yield far_end
        await provider.close()


async def test_what_was_approved_in_time_is_captured_at_the_end_of_its_hold(till: Till, paypal: PayPalFarEnd) -> None:
    booking, order = await till.with_page(PAYPAL)
    await till.passes(10 * MINUTE)
    paypal.approves(order.checkout_reference)

    said = await till.passes(REVIEW_HOLD - 10 * MINUTE)
    later = await till.passes(HOUR)

    after = await till.now_is(booking)
    assert (after.status, after.payment_status) == (Status.PENDING_CONFIRMATION, PaymentStatus.COMPLETED)
    assert paypal.taken == {order.order_id: DOLLARS.minor}
    assert "told-paid" in said_to("noura", said)
    assert "hold-ended" not in said_to("noura", said) + said_to("noura", later)


async def test_an_approval_is_captured_once_though_answers_to_the_question_and_the_capture_get_lost(
    till: Till, paypal: PayPalFarEnd
) -> None:
    booking, order = await till.with_page(PAYPAL)
    paypal.approves(order.checkout_reference)
    paypal.faults.extend([ANSWER_LOST, FINE, ANSWER_LOST])

    await till.passes(REVIEW_HOLD)
    for _ in range(8):
        await till.passes(MINUTE)

    assert (await till.now_is(booking)).payment_status is PaymentStatus.COMPLETED
    assert (len(paypal.captures), paypal.taken) == (1, {order.order_id: DOLLARS.minor})


async def test_an_approval_whose_card_is_refused_at_the_end_keeps_the_seat_for_another_try_and_not_for_ever(
    till: Till, paypal: PayPalFarEnd
) -> None:
    booking, order = await till.with_page(PAYPAL)
    paypal.approves_and_declines(order.checkout_reference)

    said = await till.passes(REVIEW_HOLD)
    waiting = await till.now_is(booking)
    last = await till.passes(PATIENCE)

    assert said_to("noura", said)[-1] == "payment-failed"
    assert (waiting.status, waiting.hold_expires_at) == (Status.PENDING_PAYMENT, till.clock.now())
    assert (await till.now_is(booking)).status is Status.CANCELLED
    assert said_to("noura", last) == ["hold-ended"]


async def test_money_that_is_approved_and_cannot_be_taken_keeps_no_seat_for_ever(
    till: Till, paypal: PayPalFarEnd
) -> None:
    booking, order = await till.with_page(PAYPAL)
    paypal.approves(order.checkout_reference)
    paypal.faults.extend([FINE, *[BROKEN] * 50])

    await till.passes(REVIEW_HOLD)
    await till.passes(PATIENCE)

    assert (await till.now_is(booking)).status is Status.CANCELLED
    paypal.faults.clear()
    await till.passes(2 * HOUR)
    assert not paypal.taken


async def test_an_approval_found_at_the_start_of_its_session_is_left_alone(till: Till, paypal: PayPalFarEnd) -> None:
    booking, order = await till.with_page(PAYPAL, till.clock.now() + 2 * HOUR)
    async with till.desk() as desk:  # as after a transfer was chosen before
        await desk.tx.bookings.save(booking.booking_id, now=desk.now, hold_expires_at=booking.starts_at)
        await desk.tx.payments.asked(order.order_id, booking.starts_at)  # or the hourly question finds it first
    paypal.approves(order.checkout_reference)

    await till.passes(booking.starts_at - till.clock.now())

    assert (await till.now_is(booking)).status is Status.CANCELLED
    assert not paypal.taken


@pytest.mark.parametrize("instead", [PaymentMethod.STRIPE, PaymentMethod.BANK_TRANSFER])
async def test_an_approval_is_dropped_by_who_chose_another_way(
    till: Till, paypal: PayPalFarEnd, instead: PaymentMethod
) -> None:
    booking, order = await till.with_page(PAYPAL)
    paypal.approves(order.checkout_reference)

    await till.chooses(booking, instead)
    await till.works()
    await till.passes(2 * HOUR)

    assert not paypal.taken
    assert (await till.ledger(order))[0].status is OrderStatus.CANCELLED


async def test_an_approval_is_dropped_by_who_cancelled(till: Till, paypal: PayPalFarEnd) -> None:
    booking, order = await till.with_page(PAYPAL)
    paypal.approves(order.checkout_reference)

    await till.does("noura", CancelBooking(booking.booking_id))
    await till.works()
    await till.passes(2 * HOUR)

    assert not paypal.taken
