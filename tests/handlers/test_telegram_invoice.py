"""Paying Telegram's own invoice, from the question before the payment to the ledger, over real HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from structlog.testing import capture_logs

from booking.bookings import Booking
from booking.status import PaymentMethod, PaymentStatus, Status
from bot.channels.telegram_invoice import InvoiceNews
from bot.clock import MovableClock
from bot.handlers.telegram import router
from bot.i18n import text
from bot.messages import Amount, Incoming, Say, Voice, say
from payments.telegram_payloads import payload_of
from storage.rows import OrderStatus
from storage.uow import Storage
from tests.handlers.telegram_shop import HOLD, SECRET, Shop, opened, polling, posting
from tests.standins.telegram_rules import decoded

AR, EN = Voice(), Voice(language="en", digits="latn")


@pytest.fixture
async def shop(sqlite_storage: Storage, clock: MovableClock) -> AsyncIterator[Shop]:
    async with opened(sqlite_storage, clock) as made, polling(made):
        yield made


# -------------------------------------------------------------------------------------------------- all of it


@pytest.mark.parametrize("door", [polling, posting])
async def test_who_pays_has_their_booking_go_on(storage: Storage, clock: MovableClock, door: Any) -> None:
    async with opened(storage, clock) as shop, door(shop):
        booking, link = await shop.billed()

        refused = await shop.payer().pays(link)

        paid = await shop.room.now_is(booking)
        order = await shop.order(booking)
    assert refused == ""
    assert (paid.status, paid.payment_status) == (Status.PENDING_CONFIRMATION, PaymentStatus.COMPLETED)
    assert order.status is OrderStatus.PAID
    assert shop.woken


async def test_where_no_approval_is_needed_paying_confirms(shop: Shop) -> None:
    booking, link = await shop.billed(approval=False)

    await shop.payer().pays(link)

    assert (await shop.room.now_is(booking)).status is Status.CONFIRMED


async def test_both_doors_ask_telegram_for_what_invoices_need(sqlite_storage: Storage, clock: MovableClock) -> None:
    async with opened(sqlite_storage, clock) as shop:
        async with polling(shop):
            await shop.telegram.until(lambda: bool(shop.telegram.called("getUpdates")))
        async with posting(shop):
            asked = shop.telegram.called("getUpdates") + shop.telegram.called("setWebhook")

    for params in asked:
        assert {"message", "pre_checkout_query"} <= set(decoded(params["allowed_updates"]))


# ---------------------------------------------------------------------------------- the question before a payment


@pytest.mark.parametrize(
    ("hold", "start", "until"),
    [
        (timedelta(minutes=3), timedelta(days=1), timedelta(minutes=10)),
        (timedelta(minutes=25), timedelta(days=1), timedelta(minutes=25)),
        (timedelta(minutes=3), timedelta(minutes=6), timedelta(minutes=6)),
    ],
)
async def test_the_seat_is_kept_while_paying_takes_but_not_beyond_its_start(
    shop: Shop, hold: timedelta, start: timedelta, until: timedelta
) -> None:
    now = shop.room.clock.now()
    booking, link = await shop.billed(now + start, hold=hold)

    answer = await shop.payer().asks(link)

    assert answer["ok"] is True
    assert (await shop.room.now_is(booking)).hold_expires_at == now + until


async def test_asking_again_is_answered_again(shop: Shop) -> None:
    _, link = await shop.billed()
    nora = shop.payer()

    assert [(await nora.asks(link))["ok"] for _ in range(2)] == [True, True]


Change = Callable[[Shop, Booking], Awaitable[object]]


async def hold_over(shop: Shop, _booking: Booking) -> None:
    shop.room.clock.move(HOLD)


async def cancelled(shop: Shop, booking: Booking) -> None:
    await shop.saved(booking, status=Status.CANCELLED)


async def paid_already(shop: Shop, booking: Booking) -> None:
    await shop.saved(booking, payment_status=PaymentStatus.COMPLETED, status=Status.CONFIRMED)


async def in_review(shop: Shop, booking: Booking) -> None:
    await shop.saved(booking, hold_expires_at=None)


async def paid_otherwise(shop: Shop, booking: Booking) -> None:
    async with shop.room.desk() as desk:
        await desk.tx.payments.open_order(booking, PaymentMethod.CASH, desk.now)


async def given_up(shop: Shop, booking: Booking) -> None:
    await shop.settled(await shop.order(booking), OrderStatus.CANCELLED)


async def being_closed(shop: Shop, booking: Booking) -> None:
    order = await shop.order(booking)
    async with shop.room.desk() as desk:
        await desk.tx.payments.closing(order.order_id, desk.now)


async def turned_off(shop: Shop, _booking: Booking) -> None:
    shop.ways = ()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (hold_over, "invoice-over"),
        (cancelled, "invoice-over"),
        (paid_already, "invoice-paid"),
        (in_review, "invoice-closed"),
        (paid_otherwise, "invoice-closed"),
        (given_up, "invoice-closed"),
        (being_closed, "invoice-closed"),
        (turned_off, "invoice-closed"),
    ],
)
async def test_what_may_not_be_paid_any_more_is_refused_with_its_reason(shop: Shop, change: Change, why: str) -> None:
    booking, link = await shop.billed()
    await change(shop, booking)
    before = await shop.room.now_is(booking)

    answer = await shop.payer().asks(link)

    assert answer["error_message"] == text(Say(why), AR)
    assert answer["ok"] is False
    assert await shop.room.now_is(booking) == before


async def test_a_session_that_has_begun_is_not_paid(shop: Shop) -> None:
    _, link = await shop.billed(shop.room.clock.now() + timedelta(minutes=5))
    shop.room.clock.move(timedelta(minutes=5))

    assert (await shop.payer().asks(link))["error_message"] == text(say("invoice-over"), AR)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"total_amount": 9999}, say("invoice-amount", amount=Amount(10000, "SAR"))),
        ({"currency": "USD"}, say("invoice-amount", amount=Amount(10000, "SAR"))),
        ({"currency": "EUR"}, say("invoice-amount", amount=Amount(10000, "SAR"))),
        ({"invoice_payload": "order:1:" + "0" * 32}, say("invoice-unknown")),
        ({"invoice_payload": ""}, say("invoice-unknown")),
    ],
)
async def test_what_is_not_what_was_billed_is_refused(shop: Shop, changed: dict[str, object], why: Say) -> None:
    _, link = await shop.billed()

    answer = await shop.payer().asks(link, **changed)

    assert (answer["ok"], answer["error_message"]) == (False, text(why, AR))


async def test_the_order_of_another_way_to_pay_is_refused(shop: Shop) -> None:
    _, link = await shop.billed(method=PaymentMethod.BANK_TRANSFER)

    assert (await shop.payer().asks(link))["error_message"] == text(say("invoice-closed"), AR)


async def test_an_order_that_is_not_there_is_refused(shop: Shop) -> None:
    _, link = await shop.billed()

    answer = await shop.payer().asks(link, invoice_payload=payload_of(999, shop.telegram.token))

    assert answer["error_message"] == text(say("invoice-unknown"), AR)


async def test_the_reason_is_said_in_the_language_of_who_pays(shop: Shop) -> None:
    _, link = await shop.billed()
    stranger = shop.payer("en-GB")
    shop.room.clock.move(HOLD)

    as_their_app = await stranger.asks(link)
    async with shop.room.desk() as desk:
        await desk.tx.people.register(
            "telegram", "77", "77", name="", language="ar", timezone="Asia/Riyadh", now=desk.now
        )
    as_they_chose = await stranger.asks(link)

    assert as_their_app["error_message"] == text(say("invoice-over"), EN)
    assert as_they_chose["error_message"] == text(say("invoice-over"), AR)


async def test_an_answer_that_was_lost_is_given_again(shop: Shop) -> None:
    _, link = await shop.billed()
    shop.telegram.fail("answerPreCheckoutQuery", 502)

    assert (await shop.payer().asks(link))["ok"] is True


async def test_an_answer_that_comes_too_late_is_dropped(shop: Shop) -> None:
    _, link = await shop.billed()

    with capture_logs() as lines:
        await shop.payer().asks_too_late(link)

    assert [line["event"] for line in lines] == ["invoice_answer_refused"]
    assert len(shop.telegram.called("answerPreCheckoutQuery")) == 1


# ------------------------------------------------------------------------------------------------- the payment


async def test_a_payment_reported_again_does_nothing(shop: Shop) -> None:
    booking, link = await shop.billed()
    update = await shop.payer().is_charged(link)
    before = await shop.room.now_is(booking)
    await shop.told()

    await shop.telegram.push(update)
    await shop.telegram.push({**update, "update_id": shop.telegram.next_update()})
    await shop.telegram.settled()

    assert await shop.room.now_is(booking) == before
    assert await shop.told() == set()


async def test_money_that_comes_late_is_taken_in_all_the_same(shop: Shop) -> None:
    booking, link = await shop.billed()
    shop.room.clock.move(HOLD)

    await shop.payer().is_charged(link)

    assert (await shop.room.now_is(booking)).payment_status is PaymentStatus.COMPLETED


async def test_money_for_no_order_of_ours_is_shown_to_the_team_alone(shop: Shop) -> None:
    booking, link = await shop.billed()

    await shop.payer().is_charged(link, invoice_payload="order:1:" + "0" * 32)

    assert await shop.room.now_is(booking) == booking
    assert await shop.told() == {"taha", "layla"}


async def test_money_in_a_currency_that_is_not_ours_confirms_nothing_and_is_shown_to_the_team(shop: Shop) -> None:
    booking, link = await shop.billed()

    await shop.payer().is_charged(link, currency="EUR")

    assert (await shop.room.now_is(booking)).status is Status.PENDING_PAYMENT
    assert {"taha", "layla"} <= await shop.told()


async def nobody(_incoming: Incoming) -> None:
    raise AssertionError("an invoice is nobody's message")


async def posted(pay: Callable[[InvoiceNews], Awaitable[None]] | None) -> int:
    """What a payment is answered with at the webhook."""
    app = FastAPI()
    app.include_router(router(nobody, SECRET, pay) if pay else router(nobody, SECRET))
    paid = {"currency": "SAR", "total_amount": 1, "invoice_payload": "x", "telegram_payment_charge_id": "c"}
    message = {"message_id": 9, "date": 1, "chat": {"id": 7, "type": "private"}, "successful_payment": paid}
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://bot") as door:
        answer = await door.post("/telegram", json={"update_id": 5, "message": message}, headers=headers)
    return answer.status_code


async def test_a_payment_is_acknowledged_only_once_it_is_stored() -> None:
    async def stores(_news: InvoiceNews) -> None:
        return None

    async def fails(_news: InvoiceNews) -> None:
        raise ConnectionError("no database")

    assert [await posted(pay) for pay in (stores, fails, None)] == [200, 500, 500]
