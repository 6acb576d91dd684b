"""PayPal's reports: believed when PayPal says so, read into events, and unread where they concern nobody here."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from pydantic import SecretStr

from booking.money import Currency, Money
from booking.paying import PaymentNews
from bot import config
from payments.base import Garbled, Untrusted
from payments.paypal import PayPal
from tests.payments.paypal_room import AMOUNT, KEY, Room, room, told


@pytest.fixture
async def shop() -> AsyncIterator[Room]:
    async with room() as shop:
        yield shop


def usd(minor: int) -> Money:
    return Money(minor, Currency.USD)


# ------------------------------------------------------------------------------------------------- what is reported


async def test_the_way_of_a_payment_is_reported_step_by_step(shop: Room) -> None:
    page = await shop.opened()
    shop.paypal.approves(page)
    approved = await shop.heard()
    await shop.provider.capture(page, KEY)
    paid = await shop.heard()

    assert [told(event) for event in approved] == [(PaymentNews.APPROVED, 12, page, None)]
    assert [told(event) for event in paid] == [(PaymentNews.PAID, 12, shop.paypal.captured(page), AMOUNT)]


async def test_a_repeated_report_has_the_same_id_and_another_report_another(shop: Room) -> None:
    for order in (12, 13):
        shop.paypal.approves(await shop.opened(order_id=order))
    reports = shop.paypal.reports.waiting

    events = [await shop.provider.read_webhook(report.headers, report.body) for report in (*reports, *reports)]

    ids = [event.event_id for (event,) in events]
    assert ids[:2] == ids[2:]
    assert len(set(ids)) == 2
    assert all(event_id.startswith("WH-") for event_id in ids)


@pytest.mark.parametrize(("end", "news"), [("clears", PaymentNews.PAID), ("denies", PaymentNews.FAILED)])
async def test_a_slow_bank_is_reported_twice(shop: Room, end: str, news: PaymentNews) -> None:
    page = await shop.opened()
    shop.paypal.approves_slowly(page)
    await shop.provider.capture(page, KEY)
    getattr(shop.paypal, end)(shop.paypal.captured(page))

    events = await shop.heard()

    assert [event.news for event in events] == [PaymentNews.APPROVED, PaymentNews.PENDING, news]
    assert [event.reference for event in events] == [page] + 2 * [shop.paypal.captured(page)]


async def test_a_capture_that_was_declined_is_reported(shop: Room) -> None:
    page = await shop.opened()
    shop.paypal.approves_and_declines(page, issue="DECLINED")
    await shop.provider.capture(page, KEY)

    _, event = await shop.heard()

    assert told(event) == (PaymentNews.FAILED, 12, shop.paypal.captured(page), AMOUNT)


async def test_an_approval_that_is_given_back_closes_its_page(shop: Room) -> None:
    page = await shop.opened()
    shop.paypal.approves(page)
    shop.paypal.lets_go(page)

    _, event = await shop.heard()

    assert told(event) == (PaymentNews.EXPIRED, 12, page, None)


async def test_a_refund_is_reported_by_what_has_gone_back_in_all(shop: Room) -> None:
    capture = await shop.paid()
    refunds = [shop.paypal.refunds_in_dashboard(capture, value) for value in ("10.00", "15.50", "24.50")]

    events = await shop.heard()

    assert [(event.news, event.reference, event.amount) for event in events] == [
        (PaymentNews.REFUNDED, capture, usd(1000)),
        (PaymentNews.REFUNDED, capture, usd(2550)),
        (PaymentNews.REFUNDED, capture, usd(5000)),
    ]
    assert [event.refund for event in events] == refunds


async def test_a_refund_of_ours_does_not_pass_for_an_order_by_its_key(shop: Room) -> None:
    capture = await shop.paid()
    await shop.provider.refund(capture, AMOUNT, "77")

    (event,) = await shop.heard()

    assert (event.news, event.order_id, event.reference) == (PaymentNews.REFUNDED, None, capture)


async def test_a_refund_that_fails_later_is_reported_by_its_own_amount(shop: Room) -> None:
    capture = await shop.paid()
    shop.paypal.refunds_are = "PENDING"
    first, second = [await shop.provider.refund(capture, usd(minor), f"refund-{minor}-0") for minor in (1000, 2000)]
    shop.paypal.reports.lose()
    shop.paypal.refund_fails(second.reference)

    (event,) = await shop.heard()

    assert (event.news, event.reference, event.refund, event.amount) == (
        PaymentNews.REFUND_FAILED,
        capture,
        second.reference,
        usd(2000),
    )
    assert first.reference != second.reference


async def test_a_refund_that_arrives_is_reported_again_with_the_same_total(shop: Room) -> None:
    capture = await shop.paid()
    shop.paypal.refunds_are = "PENDING"
    shop.paypal.refund_arrives(shop.paypal.refunds_in_dashboard(capture, "10.00"))

    first, second = await shop.heard()

    assert told(first) == told(second) == (PaymentNews.REFUNDED, None, capture, usd(1000))
    assert first.event_id != second.event_id


async def test_a_bank_that_takes_the_money_back_is_a_dispute_that_was_lost(shop: Room) -> None:
    capture = await shop.paid()
    shop.paypal.reverses(capture)

    (event,) = await shop.heard()

    assert (event.news, event.reference, event.amount) == (PaymentNews.DISPUTE_LOST, capture, AMOUNT)
    assert event.refund


@pytest.mark.parametrize(
    ("outcome", "news"),
    [
        ("RESOLVED_BUYER_FAVOUR", PaymentNews.DISPUTE_LOST),
        ("ACCEPTED", PaymentNews.DISPUTE_LOST),
        ("RESOLVED_SELLER_FAVOUR", PaymentNews.DISPUTE_WON),
        ("RESOLVED_WITH_PAYOUT", PaymentNews.DISPUTE_WON),
        ("CANCELED_BY_BUYER", PaymentNews.DISPUTE_WON),
        ("DENIED", PaymentNews.DISPUTE_WON),
        ("NONE", None),
        ("SOMETHING_NEW", None),
    ],
)
async def test_a_dispute_is_followed_to_its_end(shop: Room, outcome: str, news: PaymentNews | None) -> None:
    capture = await shop.paid()
    dispute = shop.paypal.disputes(capture, value="20.00")
    shop.paypal.dispute_ends(dispute, outcome)

    opened, *ended = await shop.heard()

    assert told(opened) == (PaymentNews.DISPUTED, 12, capture, usd(2000))
    assert [told(event) for event in ended] == ([(news, 12, capture, usd(2000))] if news else [])


async def test_a_dispute_of_several_payments_is_one_event_each(shop: Room) -> None:
    captures = [await shop.paid(order_id=order) for order in (12, 13)]
    shop.paypal.disputes(*captures)

    events = await shop.heard()

    assert [(event.order_id, event.reference, event.amount) for event in events] == [
        (12, captures[0], None),
        (13, captures[1], None),
    ]
    assert len({event.event_id for event in events}) == 2


async def test_money_in_a_currency_of_nobody_here_is_told_in_words(shop: Room) -> None:
    page = await shop.opened()
    shop.paypal.approves(page, value="12.00", currency="EUR")
    await shop.provider.capture(page, KEY)

    _, event = await shop.heard()

    assert (event.news, event.amount, event.told) == (PaymentNews.PAID, None, "12.00 EUR")


@pytest.mark.parametrize(
    "kind",
    ["CHECKOUT.ORDER.COMPLETED", "PAYMENT.SALE.COMPLETED", "BILLING.PLAN.CREATED", "CUSTOMER.DISPUTE.UPDATED", ""],
)
async def test_what_does_not_concern_us_is_no_event(shop: Room, kind: str) -> None:
    report = shop.paypal.signed(json.dumps({"id": "WH-1", "event_type": kind, "resource": {"id": 5}}).encode())

    assert await shop.provider.read_webhook(report.headers, report.body) == ()


# ------------------------------------------------------------------------------------------------ what is not believed


def asked(shop: Room) -> list[str]:
    return [path for _, path, _ in shop.paypal.calls if "verify" in path]


HEADERS = ["auth-algo", "cert-url", "transmission-id", "transmission-sig", "transmission-time"]


@pytest.mark.parametrize("name", HEADERS)
@pytest.mark.parametrize("value", [None, "", " ", "with\nline", "x" * 600])
async def test_a_report_without_its_headers_is_not_even_asked_about(shop: Room, name: str, value: str | None) -> None:
    report = shop.paypal.signed(b"{}")
    headers = {**report.headers, f"paypal-{name}": value}

    with pytest.raises(Untrusted):
        await shop.provider.read_webhook(
            {header: said for header, said in headers.items() if said is not None}, report.body
        )

    assert not asked(shop)


@pytest.mark.parametrize(
    "address",
    [
        "https://paypal.com.example/cert",
        "https://notpaypal.com/cert",
        "https://paypal.com@example.com/cert",
        "https://example.com/paypal.com",
        "https://example.com\\.paypal.com/cert",
        "https://api.paypal.com:8443/cert",
        "http://api.paypal.com/cert",
        "file:///etc/paypal.com",
        "https://[paypal.com",
        "api.paypal.com/cert",
    ],
)
async def test_a_certificate_from_elsewhere_is_not_even_asked_about(shop: Room, address: str) -> None:
    report = shop.paypal.signed(b"{}")

    with pytest.raises(Untrusted):
        await shop.provider.read_webhook({**report.headers, "paypal-cert-url": address}, report.body)

    assert not asked(shop)


async def test_a_certificate_of_the_api_itself_is_fine(shop: Room) -> None:
    shop.paypal.approves(await shop.opened())
    (report,) = shop.paypal.reports.waiting

    for address in (f"{shop.url}/cert", "https://paypal.com/cert", "https://api.sandbox.paypal.com/cert"):
        headers = {**report.headers, "paypal-cert-url": address}
        assert len(await shop.provider.read_webhook(headers, report.body)) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"5",
        b"[]",
        b"null",
        b"\xff\x00",
        b'{"a": "\xff"}',
        b"\xef\xbb\xbf{}",
        b'{"id": "WH-1"',
        b"{}{}",
        b'{}, "transmission_sig": "other"',
        b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    ],
    ids=lambda body: body[:30].hex(),
)
async def test_what_is_not_one_json_object_is_not_even_asked_about(shop: Room, body: bytes) -> None:
    report = shop.paypal.signed(body)

    with pytest.raises(Untrusted):
        await shop.provider.read_webhook(report.headers, report.body)

    assert not asked(shop)


async def test_without_a_webhook_of_ours_nothing_is_believed(shop: Room) -> None:
    shop.paypal.approves(await shop.opened())
    (report,) = shop.paypal.reports.waiting
    provider = PayPal(
        config.PayPal(
            client_id=shop.paypal.client_id, client_secret=SecretStr(shop.paypal.client_secret), api_url=shop.url
        )
    )

    with pytest.raises(Untrusted):
        await provider.read_webhook(report.headers, report.body)

    assert not asked(shop)


def changed(body: bytes) -> bytes:
    return body.replace(b"50.00", b"50.01")


def written_anew(body: bytes) -> bytes:
    return json.dumps(json.loads(body)).encode()


def with_a_space(body: bytes) -> bytes:
    return body.replace(b"}", b" }", 1)


@pytest.mark.parametrize("meddle", [changed, written_anew, with_a_space])
async def test_a_body_that_is_not_what_was_signed_is_not_believed(shop: Room, meddle: Any) -> None:
    shop.paypal.approves(await shop.opened())
    (report,) = shop.paypal.reports.waiting
    assert meddle(report.body) != report.body

    with pytest.raises(Untrusted):
        await shop.provider.read_webhook(report.headers, meddle(report.body))

    assert asked(shop)


@pytest.mark.parametrize("name", ["transmission-id", "transmission-sig", "transmission-time"])
async def test_headers_of_another_report_are_not_believed(shop: Room, name: str) -> None:
    shop.paypal.approves(await shop.opened())
    (report,) = shop.paypal.reports.waiting
    shop.clock.set(shop.clock.now().replace(hour=7))
    other = shop.paypal.signed(b'{"id": "WH-1"}').headers

    with pytest.raises(Untrusted):
        await shop.provider.read_webhook({**report.headers, f"paypal-{name}": other[f"paypal-{name}"]}, report.body)


async def test_a_report_for_another_webhook_is_not_believed(shop: Room) -> None:
    shop.paypal.webhook_id = "ANOTHER"
    report = shop.paypal.signed(b'{"id": "WH-1"}')
    shop.paypal.webhook_id = "8PT597110X687430L"

    with pytest.raises(Untrusted):
        await shop.provider.read_webhook(report.headers, report.body)


# --------------------------------------------------------------------------------------------- signed, and unreadable


def report_of(kind: str, resource: object) -> bytes:
    return json.dumps({"id": "WH-1", "event_type": kind, "resource": resource}).encode()


CAPTURED = "PAYMENT.CAPTURE.COMPLETED"


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b'{"id": 5, "event_type": "PAYMENT.CAPTURE.COMPLETED"}',
        b'{"id": "WH-1", "event_type": "PAYMENT.CAPTURE.COMPLETED"}',
        report_of(CAPTURED, None),
        report_of(CAPTURED, {"id": "A1", "amount": "50.00"}),
        report_of(CAPTURED, {"id": "A1", "amount": {"value": 50.0, "currency_code": "USD"}}),
        report_of(CAPTURED, {"id": "A1", "amount": {"value": "many", "currency_code": "USD"}}),
        report_of(CAPTURED, {"id": "A1", "amount": {"value": "1e5", "currency_code": "USD"}}),
        report_of(CAPTURED, {"id": "A1", "amount": {"value": "٥٠", "currency_code": "USD"}}),
        report_of(CAPTURED, {"id": "A1", "amount": {"value": "50.005", "currency_code": "USD"}}),
        report_of(CAPTURED, {"id": "A1", "amount": {"value": "50.00", "currency_code": "client@example.com"}}),
        report_of("CHECKOUT.ORDER.APPROVED", {"purchase_units": []}),
        report_of("CHECKOUT.PAYMENT-APPROVAL.REVERSED", {}),
        report_of("PAYMENT.CAPTURE.REFUNDED", {"id": "R1", "amount": {"value": "1.00", "currency_code": "USD"}}),
        report_of("CUSTOMER.DISPUTE.CREATED", {"disputed_transactions": "A1"}),
    ],
)
async def test_a_signed_report_that_cannot_be_read_shall_come_again(shop: Room, body: bytes) -> None:
    report = shop.paypal.signed(body)

    with pytest.raises(Garbled) as garbled:
        await shop.provider.read_webhook(report.headers, report.body)

    assert "example" not in str(garbled.value)


@pytest.mark.parametrize("ours", ["", "shop-77", "٧", "-1", "1.5", "9" * 30])
async def test_a_payment_that_names_no_order_of_ours_is_nobodys(shop: Room, ours: str) -> None:
    amount = {"value": "50.00", "currency_code": "USD"}
    report = shop.paypal.signed(report_of(CAPTURED, {"id": "A1", "custom_id": ours, "amount": amount}))

    (event,) = await shop.provider.read_webhook(report.headers, report.body)

    assert told(event) == (PaymentNews.PAID, None, "A1", AMOUNT)


async def test_a_refund_that_tells_no_total_is_told_by_its_amount(shop: Room) -> None:
    resource = {
        "id": "R1",
        "status": "COMPLETED",
        "amount": {"value": "5.00", "currency_code": "USD"},
        "supplementary_data": {"related_ids": {"capture_id": "A1"}},
    }
    report = shop.paypal.signed(report_of("PAYMENT.CAPTURE.REFUNDED", resource))

    (event,) = await shop.provider.read_webhook(report.headers, report.body)

    assert (event.news, event.reference, event.amount, event.refund) == (PaymentNews.REFUNDED, "A1", usd(500), "R1")


async def test_a_dispute_of_nothing_we_sold_is_no_event(shop: Room) -> None:
    report = shop.paypal.signed(report_of("CUSTOMER.DISPUTE.CREATED", {"dispute_id": "PP-D-1"}))

    assert await shop.provider.read_webhook(report.headers, report.body) == ()
