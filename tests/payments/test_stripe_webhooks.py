"""Stripe's reports: what is believed, and what is made of it. Nothing here asks Stripe, so it is not served."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from booking.money import Currency, Money
from booking.paying import PaymentNews
from bot import config
from bot.clock import MovableClock
from payments.base import Garbled, Untrusted
from payments.stripe import Stripe
from payments.stripe_events import READERS
from tests.payments.stripe_room import AMOUNT, NOW, Room
from tests.standins.reports import Report
from tests.standins.stripe import StripeFarEnd, provider_at

NOWHERE = "http://127.0.0.1:9"
HALF = Money(5000, Currency.SAR)


def still_room() -> Room:
    clock = MovableClock(NOW)
    stripe = StripeFarEnd(clock.now)
    return Room(provider_at(NOWHERE, stripe), stripe, clock, NOWHERE)


@pytest.fixture
async def shop() -> AsyncIterator[Room]:
    shop = still_room()
    yield shop
    await shop.provider.close()


def page(shop: Room, order: str = "12") -> str:
    """A page for an order; its id."""
    ours = {"metadata": {"order_id": order}}
    price = {"currency": "sar", "unit_amount": "10000", "product_data": {"name": "استشارة"}}
    items = [{"quantity": "1", "price_data": price}]
    asked = {"line_items": items, "client_reference_id": order, "payment_intent_data": ours, **ours}
    return shop.stripe.open_page(asked, "http://stripe/").id


async def read(shop: Room, report: Report) -> Any:
    return await shop.provider.read_webhook(report.headers, report.body)


# ------------------------------------------------------------------------------------------------------ what is said


async def test_money_that_came_in_is_paid(shop: Room) -> None:
    payment = shop.stripe.pays(page(shop))

    (event,) = await shop.heard()

    assert (event.provider, event.news, event.order_id) == ("stripe", PaymentNews.PAID, 12)
    assert (event.reference, event.amount, event.told) == (payment, AMOUNT, "")
    assert event.event_id.startswith("evt_")


async def test_a_report_that_is_repeated_has_the_same_id_and_another_one_has_not(shop: Room) -> None:
    for order in ("12", "13"):
        shop.stripe.pays(page(shop, order))
    first, other = shop.stripe.reports.waiting

    ids = [(await read(shop, report))[0].event_id for report in (first, first, other)]

    assert ids[0] == ids[1] != ids[2]


@pytest.mark.parametrize("arrives", [True, False])
async def test_a_slow_payment_is_pending_and_then_paid_or_failed(shop: Room, arrives: bool) -> None:
    slow = page(shop)
    payment = shop.stripe.pays_slowly(slow)
    (shop.stripe.slow_payment_arrives if arrives else shop.stripe.slow_payment_fails)(slow)

    events = await shop.heard()

    last = PaymentNews.PAID if arrives else PaymentNews.FAILED
    assert [event.news for event in events] == [PaymentNews.PENDING, last]
    assert {(event.reference, event.order_id, event.amount) for event in events} == {(payment, 12, AMOUNT)}


async def test_a_page_that_is_over_is_expired(shop: Room) -> None:
    over = page(shop)
    shop.stripe.close_page(shop.stripe.page(over))

    (event,) = await shop.heard()

    assert (event.news, event.reference, event.order_id) == (PaymentNews.EXPIRED, over, 12)
    assert event.amount is None


async def test_a_page_that_is_over_is_told_by_its_own_id_even_after_a_payment_was_begun(shop: Room) -> None:
    begun = {**shop.stripe.sessions[page(shop)].shown(), "status": "expired", "payment_intent": "pi_begun"}
    shop.stripe.tell("checkout.session.expired", begun)

    (event,) = await shop.heard()

    assert event.reference == begun["id"]


async def test_a_page_that_asked_for_nothing_is_paid(shop: Room) -> None:
    free = shop.stripe.sessions[page(shop)]
    free.status, free.payment_status, free.minor = "complete", "no_payment_required", 0
    shop.stripe.tell("checkout.session.completed", free.shown())

    (event,) = await shop.heard()

    assert (event.news, event.amount, event.reference) == (PaymentNews.PAID, Money(0, Currency.SAR), free.id)


async def test_refunds_are_told_by_all_that_has_gone_back(shop: Room) -> None:
    payment = shop.stripe.pays(page(shop))
    shop.stripe.reports.lose()
    for _ in range(2):
        shop.stripe.refunds_in_dashboard(payment, 5000)

    events = await shop.heard()

    assert [event.news for event in events] == [PaymentNews.REFUNDED] * 2
    assert [event.amount for event in events] == [HALF, AMOUNT]
    assert {(event.reference, event.order_id) for event in events} == {(payment, 12)}


async def test_a_refund_that_failed_names_itself_in_each_of_its_reports(shop: Room) -> None:
    payment = shop.stripe.pays(page(shop))
    shop.stripe.refunds_are = "pending"
    refund = shop.stripe.refunds_in_dashboard(payment, 5000)
    shop.stripe.reports.lose()
    shop.stripe.refund_fails(refund)

    events = await shop.heard()

    assert {(event.news, event.refund, event.reference, event.amount) for event in events} == {
        (PaymentNews.REFUND_FAILED, refund, payment, HALF)
    }


async def test_a_refund_that_arrives_is_no_news(shop: Room) -> None:
    shop.stripe.refunds_are = "pending"
    refund = shop.stripe.refunds_in_dashboard(shop.stripe.pays(page(shop)))
    shop.stripe.reports.lose()
    shop.stripe.refund_arrives(refund)

    assert await shop.heard() == []


@pytest.mark.parametrize(
    ("status", "end"),
    [
        ("won", PaymentNews.DISPUTE_WON),
        ("warning_closed", PaymentNews.DISPUTE_WON),
        ("lost", PaymentNews.DISPUTE_LOST),
    ],
)
async def test_a_dispute_is_told_with_its_end(shop: Room, status: str, end: PaymentNews) -> None:
    payment = shop.stripe.pays(page(shop))
    shop.stripe.reports.lose()
    shop.stripe.dispute_ends(shop.stripe.disputes(payment, 5000), status)

    events = await shop.heard()

    assert [event.news for event in events] == [PaymentNews.DISPUTED, end]
    assert {(event.reference, event.amount, event.order_id) for event in events} == {(payment, HALF, None)}


@pytest.mark.parametrize("order", ["", "abc", "-12", "١٢", "1" * 19, "12.0"])
async def test_an_order_that_is_none_of_ours_is_none(shop: Room, order: str) -> None:
    other = page(shop, order)
    shop.stripe.sessions[other].params["client_reference_id"] = "12"  # a payment link of another shop
    session = {**shop.stripe.sessions[other].shown(), "status": "complete", "payment_status": "paid"}
    shop.stripe.tell("checkout.session.completed", session)

    (event,) = await shop.heard()

    assert event.order_id is None


async def test_what_does_not_concern_us_is_passed_over(shop: Room) -> None:
    subscription = {**shop.stripe.sessions[page(shop)].shown(), "mode": "subscription", "status": "complete"}
    shop.stripe.tell("checkout.session.completed", subscription)
    shop.stripe.tell("customer.created", {"id": "cus_1"})
    shop.stripe.tell("charge.refunded", {"amount_refunded": 1, "currency": "sar", "payment_intent": None})
    shop.stripe.tell("charge.dispute.closed", {"amount": 1, "currency": "sar", "status": "new", "payment_intent": "p"})

    assert await shop.heard() == []
    assert shop.stripe.reports.waiting == []


@pytest.mark.parametrize(
    ("key", "livemode", "heard"),
    [
        ("sk_live_1", True, 1),
        ("rk_live_1", False, 0),
        ("sk_test_1", True, 0),
        ("rk_test_1", False, 1),
        ("of-a-proxy", True, 1),
        ("of-a-proxy", False, 1),
    ],
)
async def test_play_money_is_no_money_where_the_key_is_for_real(key: str, livemode: bool, heard: int) -> None:
    shop = still_room()
    provider = Stripe(config.Stripe(secret_key=SecretStr(key), webhook_secret=SecretStr(shop.stripe.webhook_secret)))
    session = {**shop.stripe.sessions[page(shop)].shown(), "status": "complete", "payment_status": "paid"}
    shop.stripe.tell("checkout.session.completed", session, livemode=livemode)
    (report,) = shop.stripe.reports.waiting

    events = await provider.read_webhook(report.headers, report.body)

    assert len(events) == heard


# -------------------------------------------------------------------------------------------------- what is believed


async def test_a_report_with_a_changed_body_is_not_believed(shop: Room) -> None:
    shop.stripe.pays(page(shop))
    (report,) = shop.stripe.reports.waiting

    with pytest.raises(Untrusted):
        await read(shop, Report(report.headers, report.body.replace(b"10000", b"10001")))


async def test_a_report_that_anybody_signed_is_not_believed(shop: Room) -> None:
    with pytest.raises(Untrusted) as caught:
        await read(shop, shop.stripe.signed(b'{"order": 12}', secret="whsec_other"))

    assert "whsec" not in str(caught.value)
    assert caught.value.__suppress_context__


@pytest.mark.parametrize(("age", "believed"), [(0, True), (290, True), (310, False), (86400, False)])
async def test_a_report_that_was_recorded_long_ago_is_not_believed(shop: Room, age: int, believed: bool) -> None:
    shop.stripe.pays(page(shop))
    (fresh,) = shop.stripe.reports.waiting
    report = shop.stripe.signed(fresh.body, sent_at=time.time() - age)

    if believed:
        assert len(await read(shop, report)) == 1
        return
    with pytest.raises(Untrusted):
        await read(shop, report)


@pytest.mark.parametrize("header", [None, "", "t=1", "v1=abc", "t=x,v1=abc", "t=9999999999,v1=é", "nonsense", ",", "="])
async def test_a_header_of_another_shape_is_not_believed(shop: Room, header: str | None) -> None:
    headers = {} if header is None else {"stripe-signature": header}

    with pytest.raises(Untrusted):
        await shop.provider.read_webhook(headers, b"{}")


async def test_a_body_that_is_not_even_text_is_not_believed(shop: Room) -> None:
    with pytest.raises(Untrusted):
        await read(shop, shop.stripe.signed(b"\xff\x00"))


async def test_without_a_secret_nobody_is_believed(shop: Room) -> None:
    provider = Stripe(config.Stripe(secret_key=SecretStr("sk_test_1")))

    for secret in ("whsec_far_end", " "):
        report = shop.stripe.signed(b"{}", secret=secret)
        with pytest.raises(Untrusted):
            await provider.read_webhook(report.headers, report.body)


def broken(**changed: Any) -> bytes:
    session = {"id": "cs_1", "mode": "payment", "status": "complete", "payment_status": "paid", "expires_at": 1}
    event = {"id": "evt_1", "type": "checkout.session.completed", "livemode": False, "data": {"object": session}}
    return json.dumps({**event, **changed}).encode()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"[]",
        b"{}",
        broken(id=None),
        broken(livemode="no"),
        broken(data={}),
        broken(data={"object": None}),
        broken(data={"object": {"id": "cs_1"}}),
        broken(data={"object": {"id": "cs_1", "mode": "payment", "payment_status": "paid", "expires_at": "soon"}}),
        *[broken(type=kind, data={"object": {"id": 5}}) for kind in READERS],
    ],
)
async def test_a_signed_report_of_another_shape_is_garbled(shop: Room, body: bytes) -> None:
    with pytest.raises(Garbled):
        await read(shop, shop.stripe.signed(body))


DOOR = still_room().provider


@settings(max_examples=60, deadline=None)
@given(body=st.binary(max_size=80), header=st.text(max_size=60))
async def test_whatever_comes_to_the_door_unsigned_is_turned_away(body: bytes, header: str) -> None:
    with pytest.raises(Untrusted):
        await DOOR.read_webhook({"stripe-signature": header}, body)
