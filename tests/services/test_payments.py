"""Reports of money in time: paid, paid again, refused, on its way, in whatever order they come; on both databases."""

from __future__ import annotations

import pytest

from booking.paying import PaymentNews
from booking.people import Actor
from booking.status import Event, PaymentMethod, PaymentStatus, Status
from storage.rows import OrderStatus, RefundState
from tests.services.payment_room import Till, buttons, card_of, report, said_to

STRIPE = PaymentMethod.STRIPE


# -------------------------------------------------------------------------------------------------------- paid


async def test_paid_and_approval_needed_goes_to_the_coach(till: Till) -> None:
    booking, order = await till.with_page()

    await till.hears(report(order))
    said = await till.works()

    after = await till.now_is(booking)
    assert (after.status, after.payment_status) == (Status.PENDING_CONFIRMATION, PaymentStatus.COMPLETED)
    assert after.hold_expires_at is None
    stored, (payment,) = await till.ledger(order)
    assert (stored.status, payment.amount, payment.verdict) == (OrderStatus.PAID, order.amount, "settles")
    assert said_to("noura", said) == ["told-paid", "receipt-here"]
    assert said_to("taha", said) == said_to("layla", said) == ["coach-new-booking"]


async def test_paid_without_approval_is_confirmed_at_once(till: Till) -> None:
    booking, order = await till.with_page(approval=False)

    await till.hears(report(order))
    said = await till.works()

    assert (await till.now_is(booking)).status is Status.CONFIRMED
    assert said_to("noura", said) == ["told-paid", "told-confirmed", "receipt-here"]
    assert said_to("taha", said) == ["coach-new-confirmed"]
    async with till.desk() as desk:
        (change,) = await desk.tx.bookings.history(booking.booking_id)
    assert (change.event, change.by) == (Event.PAID, Actor.SYSTEM)


async def test_a_repeated_report_does_nothing(till: Till) -> None:
    booking, order = await till.with_page()
    await till.hears(report(order))
    await till.works()
    before = await till.now_is(booking)

    await till.hears(report(order, event="told again"))

    assert await till.now_is(booking) == before
    assert await till.works() == []
    assert await till.spent(booking) == order.amount


async def test_a_second_payment_is_written_down_and_goes_back_by_itself(till: Till) -> None:
    booking, order = await till.with_page()
    await till.hears(report(order))
    await till.works()

    await till.hears(report(order, reference="p2"))
    said = await till.works()

    (refund,) = await till.refunds(booking)
    assert (refund.state, refund.amount, refund.reason) == (RefundState.COMPLETED, order.amount, "extra")
    assert [reference for reference, _key in till.card.asked("refund")] == ["p2"]
    assert await till.verdicts(booking) == ["settles", "extra"]
    assert (await till.ledger(order))[0].status is OrderStatus.PAID
    assert (await till.now_is(booking)).payment_status is PaymentStatus.COMPLETED
    assert said_to("noura", said) == ["payment-twice", "refund-sent"]
    assert said_to("taha", said) == ["coach-payment-twice"]


@pytest.mark.parametrize("news", [PaymentNews.FAILED, PaymentNews.PENDING, PaymentNews.EXPIRED, PaymentNews.APPROVED])
@pytest.mark.parametrize("reference", ["p1", "p2", "page"])
async def test_what_is_paid_stays_so_whatever_old_news_comes_after(
    till: Till, news: PaymentNews, reference: str
) -> None:
    booking, order = await till.with_page()
    await till.hears(report(order))
    await till.works()
    before, ordered = await till.now_is(booking), (await till.ledger(order))[0]

    old = order.checkout_reference if reference == "page" else reference
    await till.hears(report(order, news, reference=old))

    assert (await till.now_is(booking), (await till.ledger(order))[0]) == (before, ordered)
    assert await till.works() == []
    assert await till.spent(booking) == order.amount


# ----------------------------------------------------------------------------------------------------- not paid


async def test_a_failed_attempt_keeps_the_seat_and_offers_the_page_again(till: Till) -> None:
    booking, order = await till.with_page()

    await till.hears(report(order, PaymentNews.FAILED))

    after = await till.now_is(booking)
    assert (after.status, after.payment_status) == (Status.PENDING_PAYMENT, PaymentStatus.FAILED)
    assert after.hold_expires_at == booking.hold_expires_at
    card = card_of("payment-failed", await till.works())
    assert card.rows[0][0].link == order.checkout_url
    assert f"do:pay:{booking.booking_id}" in buttons(card)


async def test_the_same_failure_is_told_once(till: Till) -> None:
    _, order = await till.with_page()

    await till.hears(report(order, PaymentNews.FAILED), report(order, PaymentNews.FAILED, event="again"))

    assert said_to("noura", await till.works()) == ["payment-failed"]


@pytest.mark.parametrize("over", [PaymentNews.FAILED, PaymentNews.PAID])
async def test_that_a_payment_is_on_its_way_says_nothing_new_once_it_has_ended(till: Till, over: PaymentNews) -> None:
    booking, order = await till.with_page()
    await till.hears(report(order, over))
    await till.works()
    before, ledger = await till.now_is(booking), await till.ledger(order)

    await till.hears(report(order, PaymentNews.PENDING))

    assert (await till.now_is(booking), await till.ledger(order)) == (before, ledger)
    assert await till.works() == []


async def test_a_second_card_that_is_refused_on_the_same_page_is_told_too_and_each_once(till: Till) -> None:
    """PayPal takes the money after the client agreed, and has no number of a payment that came to nothing."""
    _, order = await till.with_page(PaymentMethod.PAYPAL)
    page = order.checkout_reference
    refused = report(order, PaymentNews.FAILED, reference=page)
    said = []

    for card in "12":
        till.wallet.says["capture"].append((refused,))
        await till.hears(report(order, PaymentNews.APPROVED, reference=page, event=card))
        said += said_to("noura", await till.works())
        await till.hears(refused)
        said += said_to("noura", await till.works())

    assert said == ["payment-failed", "payment-failed"]
    assert len(till.wallet.asked("capture")) == 2


async def test_after_a_failed_attempt_the_next_one_settles(till: Till) -> None:
    booking, order = await till.with_page()

    await till.hears(report(order, PaymentNews.FAILED), report(order, reference="p2"))

    after = await till.now_is(booking)
    assert (after.status, after.payment_status) == (Status.PENDING_CONFIRMATION, PaymentStatus.COMPLETED)


async def test_a_page_that_closed_unpaid_is_replaced_by_another_while_the_seat_is_held(till: Till) -> None:
    booking, order = await till.with_page()

    await till.hears(report(order, PaymentNews.EXPIRED, reference=order.checkout_reference))
    await till.chooses(booking, STRIPE)
    card = card_of("checkout-ready", await till.works())

    again, _ = await till.ledger(order)
    assert again.status is OrderStatus.OPEN
    assert again.checkout_reference != order.checkout_reference
    assert card.rows[0][0].link == again.checkout_url


async def test_an_older_page_that_closed_changes_nothing(till: Till) -> None:
    _, order = await till.with_page()

    await till.hears(report(order, PaymentNews.EXPIRED, reference="an older page"))

    assert (await till.ledger(order))[0] == order
