"""Opening the order of a booking, its page, and changing the way to pay, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from booking.errors import Refused
from booking.paying import PaymentNews
from booking.policy import REVIEW_HOLD, TRANSFER_HOLD
from booking.status import PaymentMethod, PaymentStatus, Status
from bot.conversations.mine.money import ChooseWay
from bot.services.payments.orders import begin
from storage.rows import OrderStatus
from tests.services.coach_room import MONDAY_FIVE, TUESDAY_FIVE
from tests.services.payment_room import DOLLARS, HOUR, Till, card_of, report, said_to

STRIPE, PAYPAL, SANDBOX = PaymentMethod.STRIPE, PaymentMethod.PAYPAL, PaymentMethod.SANDBOX
TRANSFER, CASH = PaymentMethod.BANK_TRANSFER, PaymentMethod.CASH


async def test_an_order_holds_the_seat_as_long_as_its_way_takes(till: Till) -> None:
    now = till.clock.now()

    page, _ = await till.to_pay(SANDBOX)
    transfer, _ = await till.to_pay(TRANSFER, MONDAY_FIVE)

    assert page.hold_expires_at == now + REVIEW_HOLD
    assert transfer.hold_expires_at == now + TRANSFER_HOLD


async def test_no_hold_outlasts_the_start_of_its_session(till: Till) -> None:
    soon = till.clock.now() + 3 * HOUR

    booking, _ = await till.to_pay(TRANSFER, soon)

    assert booking.hold_expires_at == soon


async def test_an_open_order_is_taken_up_again(till: Till) -> None:
    booking, order = await till.to_pay()

    async with till.desk() as desk:
        again = await begin(desk, booking, SANDBOX)

    assert again.order_id == order.order_id


async def test_a_way_that_is_not_offered_opens_nothing(till: Till) -> None:
    booking, order = await till.to_pay()

    with pytest.raises(Refused, match="refused-way-to-pay"):
        async with till.desk() as desk:
            await begin(desk, booking, PaymentMethod.TELEGRAM)

    assert await till.order(booking) == order


async def test_a_way_that_takes_dollars_alone_is_paid_the_price_in_dollars(till: Till) -> None:
    _, order = await till.to_pay(SANDBOX)
    booking, _ = await till.to_pay(SANDBOX, MONDAY_FIVE)

    dollars = await till.chooses(booking, PAYPAL)

    assert (order.amount, dollars.amount) == (booking.amount, DOLLARS)


# ------------------------------------------------------------------------------------------------------- the page


async def test_the_page_is_opened_after_the_commit_and_sent_as_a_link(till: Till) -> None:
    booking, order = await till.to_pay()

    card = card_of("checkout-ready", await till.works())

    stored, _ = await till.ledger(order)
    assert card.rows[0][0].link == stored.checkout_url == f"/sandbox/{stored.checkout_reference}"
    assert stored.checkout_expires_at == booking.hold_expires_at
    assert "checkout-play" in [line.id for line in card.lines]


async def test_an_order_has_one_page_while_it_is_open(till: Till) -> None:
    booking, order = await till.with_page()

    await till.chooses(booking, STRIPE)
    card = card_of("checkout-ready", await till.works())

    assert card.rows[0][0].link == order.checkout_url
    assert len(till.card.asked("checkout")) == 1


async def test_no_page_is_opened_for_what_was_given_up_meanwhile(till: Till) -> None:
    booking, _ = await till.to_pay(STRIPE)
    async with till.desk() as desk:
        await desk.tx.bookings.release(booking.booking_id, Status.CANCELLED, desk.now)

    await till.works()

    assert till.card.calls == []


# ------------------------------------------------------------------------------------------- changing one's mind


async def test_the_old_page_is_closed_before_the_new_one_is_opened(till: Till) -> None:
    booking, first = await till.with_page(STRIPE)
    seen: list[tuple[str, ...]] = []
    till.card.calls = till.wallet.calls = seen

    second = await till.chooses(booking, PAYPAL)
    await till.works()

    assert [call[0] for call in seen] == ["withdraw", "checkout"]
    assert seen[0][1] == first.checkout_reference
    assert (await till.ledger(first))[0].status is OrderStatus.CANCELLED
    assert (second.status, second.method) == (OrderStatus.OPEN, PAYPAL)
    assert (await till.now_is(booking)).payment_method is PAYPAL


async def test_choosing_again_and_again_keeps_no_seat_beyond_a_day_after_the_first_order(till: Till) -> None:
    booking, first = await till.with_page(TRANSFER, TUESDAY_FIVE)
    held = []

    for method in (SANDBOX, TRANSFER, STRIPE, TRANSFER):
        till.clock.move(5 * HOUR)
        await till.chooses(booking, method)
        held.append((await till.now_is(booking)).hold_expires_at)

    assert held == [first.created_at + TRANSFER_HOLD] * 4


async def test_a_longer_way_lengthens_the_hold_and_a_shorter_one_takes_nothing_away(till: Till) -> None:
    booking, first = await till.to_pay(STRIPE, TUESDAY_FIVE)
    held = []

    for method in (TRANSFER, SANDBOX):
        till.clock.move(timedelta(minutes=10))
        await till.chooses(booking, method)
        held.append((await till.now_is(booking)).hold_expires_at)

    assert held == [first.created_at + TRANSFER_HOLD] * 2


async def test_what_is_paid_the_old_way_after_a_change_closes_the_new_order_and_its_page(till: Till) -> None:
    booking, first = await till.with_page(STRIPE)
    second = await till.chooses(booking, PAYPAL)
    await till.works()

    await till.hears(report(first))
    said = await till.works()

    after = await till.now_is(booking)
    assert (after.payment_method, after.payment_status) == (STRIPE, PaymentStatus.COMPLETED)
    assert (await till.ledger(first))[0].status is OrderStatus.PAID
    closed = (await till.ledger(second))[0]
    assert closed.status is OrderStatus.CANCELLED
    assert till.wallet.asked("withdraw") == [(closed.checkout_reference,)]
    assert said_to("noura", said)[0] == "told-paid"


async def test_the_old_page_that_was_paid_while_it_was_being_closed_settles(till: Till) -> None:
    booking, first = await till.with_page(STRIPE)
    paid = till.card.report(first.checkout_reference, PaymentNews.PAID, payment="pi_1")
    till.card.says["withdraw"].append((paid,))

    second = await till.chooses(booking, PAYPAL)
    await till.works()

    assert (await till.now_is(booking)).payment_status is PaymentStatus.COMPLETED
    assert (await till.ledger(first))[0].status is OrderStatus.PAID
    assert (await till.ledger(second))[0].status is OrderStatus.CANCELLED
    assert till.wallet.calls == []


async def test_cash_instead_of_a_page_goes_on_at_once_and_closes_the_page(till: Till) -> None:
    booking, first = await till.with_page(STRIPE)

    second = await till.chooses(booking, CASH)
    said = await till.works()

    after = await till.now_is(booking)
    assert (after.status, after.payment_method, after.hold_expires_at) == (Status.PENDING_CONFIRMATION, CASH, None)
    assert (await till.ledger(first))[0].status is OrderStatus.CANCELLED
    assert second.status is OrderStatus.OPEN
    assert till.card.asked("withdraw") == [(first.checkout_reference,)]
    assert said_to("taha", said) == ["coach-new-booking"]


@pytest.mark.parametrize(
    ("name", "method", "reason"),
    [
        ("stranger", PAYPAL, "refused-booking-unknown"),
        ("taha", PAYPAL, "refused-booking-unknown"),
        ("noura", PaymentMethod.TELEGRAM, "refused-way-to-pay"),
        ("noura", PaymentMethod.FREE, "refused-way-to-pay"),
    ],
)
async def test_nobody_else_chooses_and_nothing_that_is_not_offered(
    till: Till, name: str, method: PaymentMethod, reason: str
) -> None:
    booking, order = await till.with_page()

    assert await till.does(name, ChooseWay(booking.booking_id, method)) == Refused(reason)
    assert await till.order(booking) == order


async def test_what_is_paid_is_not_paid_in_another_way(till: Till) -> None:
    booking, order = await till.with_page()
    await till.hears(report(order))

    assert await till.does("noura", ChooseWay(booking.booking_id, CASH)) == Refused("refused-nothing-to-pay")
