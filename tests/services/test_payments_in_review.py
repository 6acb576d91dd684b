"""Money that the coach has to look at: another amount or currency than was owed, or no order of ours."""

from __future__ import annotations

from dataclasses import replace

import pytest

from booking.errors import Refused
from booking.money import Currency, Money
from booking.paying import PaymentEvent, PaymentNews
from booking.policy import REVIEW_HOLD
from booking.status import PaymentStatus, Status
from bot.conversations.coach.till import AcceptPayment, MoneyTasks, ReturnPayment
from bot.conversations.mine.money import TakeTime
from storage.rows import OrderStatus, Payment, RefundState
from tests.services.coach_room import SUNDAY_FIVE
from tests.services.payment_room import HOUR, Till, buttons, card_of, report, said_to

LESS = Money(9999, Currency.SAR)
OTHERS = [LESS, Money(10001, Currency.SAR), Money(10000, Currency.USD), Money(0, Currency.SAR), Money(-1, Currency.SAR)]


async def reviewed(till: Till) -> Payment:
    """The one payment that waits for the coach."""
    async with till.storage.begin() as tx:
        (payment,) = await tx.payments.in_review()
    return payment


@pytest.mark.parametrize("amount", OTHERS, ids=str)
async def test_another_amount_confirms_nothing_pauses_the_hold_and_is_shown_to_the_coach(
    till: Till, amount: Money
) -> None:
    booking, order = await till.with_page()

    await till.hears(report(order, amount=amount))
    said = await till.works()

    after = await till.now_is(booking)
    assert (after.status, after.payment_status) == (Status.PENDING_PAYMENT, PaymentStatus.PENDING)
    assert after.hold_expires_at is None
    assert await till.verdicts(booking) == ["mismatched"]
    assert (await till.ledger(order))[0].status is OrderStatus.OPEN
    assert said_to("noura", said) == ["payment-in-review"]
    assert said_to("taha", said) == said_to("layla", said) == ["coach-payment-mismatch"]
    assert await till.passes(5 * HOUR) == []


async def test_a_currency_of_nobody_is_told_in_the_providers_words(till: Till) -> None:
    booking, order = await till.with_page()

    await till.hears(report(order, told="12.00 EUR"))
    said = await till.works()

    assert (await reviewed(till)).note == "12.00 EUR"
    assert card_of("payment-in-review", said).lines[0].args["amount"] == "12.00 EUR"
    assert card_of("coach-payment-mismatch", said, "taha").lines[0].args["received"] == "12.00 EUR"
    assert (await till.now_is(booking)).status is Status.PENDING_PAYMENT


async def test_an_amount_that_the_coach_takes_settles_the_booking(till: Till) -> None:
    booking, order = await till.with_page()
    await till.hears(report(order, amount=LESS))
    payment = await reviewed(till)
    card = card_of("coach-payment-mismatch", await till.works(), "taha")

    answer = await till.does("taha", AcceptPayment(payment.payment_id))
    said = await till.works()

    after = await till.now_is(booking)
    assert f"do:acceptpay:{payment.payment_id}" in buttons(card)
    assert answer is None
    assert (after.status, after.payment_status) == (Status.PENDING_CONFIRMATION, PaymentStatus.COMPLETED)
    assert (await till.ledger(order))[0].status is OrderStatus.PAID
    assert await till.verdicts(booking) == ["settles"]
    assert said_to("noura", said) == ["told-paid", "receipt-here"]


async def test_taken_after_the_hold_was_over_it_revives_the_booking(till: Till) -> None:
    booking, order = await till.with_page()
    await till.expires(booking)
    await till.hears(report(order, amount=LESS))

    await till.does("taha", AcceptPayment((await reviewed(till)).payment_id))

    after = await till.now_is(booking)
    assert (after.status, after.payment_status) == (Status.PENDING_CONFIRMATION, PaymentStatus.COMPLETED)
    assert await till.starts() == {SUNDAY_FIVE}


async def test_taken_after_the_seat_was_it_leaves_the_choice_to_the_client(till: Till) -> None:
    booking, order = await till.with_page()
    await till.expires(booking)
    await till.booked(client="stranger")
    await till.hears(report(order, amount=LESS))
    await till.works()

    await till.does("taha", AcceptPayment((await reviewed(till)).payment_id))
    said = await till.works()
    taken = await till.does("noura", TakeTime(booking.booking_id, SUNDAY_FIVE + 2 * HOUR))

    assert said_to("noura", said) == ["late-choice"]
    assert (taken.status, taken.payment_status) == (Status.PENDING_CONFIRMATION, PaymentStatus.COMPLETED)
    assert (await till.ledger(order))[0].status is OrderStatus.PAID


async def test_taken_when_the_session_is_past_it_is_refused_and_can_still_be_returned(till: Till) -> None:
    booking, order = await till.with_page()
    await till.expires(booking)
    await till.hears(report(order, amount=LESS))
    payment = await reviewed(till)
    till.clock.set(SUNDAY_FIVE)

    assert await till.does("taha", AcceptPayment(payment.payment_id)) == Refused("refused-past")
    assert await till.does("taha", ReturnPayment(payment.payment_id)) is None


async def test_an_amount_that_the_coach_returns_goes_back_and_the_seat_is_held_anew(till: Till) -> None:
    booking, order = await till.with_page()
    await till.hears(report(order, amount=LESS))
    payment = await reviewed(till)
    await till.passes(5 * HOUR)

    await till.does("layla", ReturnPayment(payment.payment_id))
    said = await till.works()

    after = await till.now_is(booking)
    assert (after.status, after.payment_status) == (Status.PENDING_PAYMENT, PaymentStatus.PENDING)
    assert after.hold_expires_at == till.clock.now() + REVIEW_HOLD
    (refund,) = await till.refunds(booking)
    assert (refund.amount, refund.state) == (LESS, RefundState.COMPLETED)
    assert (await till.ledger(order))[0].status is OrderStatus.OPEN
    assert said_to("noura", said) == ["payment-returned", "refund-sent"]


async def test_after_the_return_the_right_amount_still_settles(till: Till) -> None:
    booking, order = await till.with_page()
    await till.hears(report(order, amount=LESS))
    await till.does("taha", ReturnPayment((await reviewed(till)).payment_id))

    await till.hears(report(order, reference="p2"))

    assert (await till.now_is(booking)).payment_status is PaymentStatus.COMPLETED
    assert await till.verdicts(booking) == ["returned", "settles"]


async def test_after_the_return_another_page_is_opened_since_the_first_was_paid(till: Till) -> None:
    booking, order = await till.with_page()
    await till.hears(report(order, amount=LESS))
    await till.does("taha", ReturnPayment((await reviewed(till)).payment_id))
    await till.works()

    await till.chooses(booking, order.method)
    card = card_of("checkout-ready", await till.works())

    assert card.rows[0][0].link not in {"", order.checkout_url}


@pytest.mark.parametrize("first", [AcceptPayment, ReturnPayment])
@pytest.mark.parametrize("second", [AcceptPayment, ReturnPayment])
async def test_the_first_decision_stands(till: Till, first: type[AcceptPayment], second: type[AcceptPayment]) -> None:
    booking, order = await till.with_page()
    await till.hears(report(order, amount=LESS))
    payment = await reviewed(till)
    await till.does("taha", first(payment.payment_id))
    await till.works()
    decided = await till.now_is(booking)

    assert await till.does("layla", second(payment.payment_id)) == Refused("refused-money-decided")
    assert await till.now_is(booking) == decided
    assert await till.works() == []


@pytest.mark.parametrize("name", ["noura", "stranger"])
async def test_only_who_manages_bookings_sees_and_decides(till: Till, name: str) -> None:
    _, order = await till.with_page()
    await till.hears(report(order, amount=LESS))
    payment = await reviewed(till)

    for command in (MoneyTasks(), AcceptPayment(payment.payment_id), ReturnPayment(payment.payment_id)):
        assert await till.does(name, command) == Refused("refused-not-yours")

    assert (await reviewed(till)).verdict == "mismatched"


async def test_what_waits_is_on_the_coachs_list_until_it_is_decided(till: Till) -> None:
    booking, order = await till.with_page()
    await till.hears(report(order, amount=LESS))

    (task,) = await till.does("taha", MoneyTasks())
    await till.does("taha", AcceptPayment(task.id))

    assert (task.kind, task.amount, task.owed, task.number) == ("mismatch", LESS, order.amount, booking.booking_number)
    assert await till.does("layla", MoneyTasks()) == ()


# ------------------------------------------------------------------------------------------------ no order of ours


def foreign(amount: Money = LESS, number: int | None = 999) -> PaymentEvent:
    """What the card provider reports of an order that was never ours."""
    return PaymentEvent(
        provider="stripe", event_id="e9", news=PaymentNews.PAID, order_id=number, reference="pi_9", amount=amount
    )


@pytest.mark.parametrize("number", [999, None])
async def test_money_for_no_order_is_kept_and_the_coach_may_return_it(till: Till, number: int | None) -> None:
    await till.with_page()

    await till.hears(foreign(number=number), replace(foreign(number=number), event_id="again"))
    said = await till.works()
    payment = await reviewed(till)
    await till.does("taha", ReturnPayment(payment.payment_id))
    await till.works()

    assert (payment.order_id, payment.verdict, payment.amount) == (None, "stray", LESS)
    card = card_of("coach-payment-unknown", said, "taha")
    assert buttons(card) == [f"do:returnpay:{payment.payment_id}"]
    assert said_to("noura", said) == []
    assert [reference for reference, _ in till.card.asked("refund")] == ["pi_9"]
    assert list(till.card.sent_back.values()) == [LESS]


async def test_money_for_no_order_cannot_be_taken_as_anybodys(till: Till) -> None:
    await till.hears(foreign())
    payment = await reviewed(till)

    assert await till.does("taha", AcceptPayment(payment.payment_id)) == Refused("refused-no-booking-for-it")
    assert await reviewed(till) == payment
