"""The door for reports of payments, over HTTP and on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from booking.paying import PaymentNews
from booking.status import PaymentStatus
from bot.clock import MovableClock
from bot.handlers.payments import MAX_BODY
from payments.base import Garbled, PaymentTrouble, TryLater, Untrusted
from payments.sandbox import SIGNATURE, Sandbox
from storage.uow import Storage
from tests.handlers.payment_door import Door, opened, with_page
from tests.services.coach_room import SPORTS
from tests.services.payment_room import Till, report


@pytest.fixture
async def door(storage: Storage, clock: MovableClock) -> AsyncIterator[Door]:
    till = Till(storage, clock)
    await till.open()
    woken: list[int] = []
    async with opened(till, woken) as http:
        yield Door(http, till, woken)


async def test_a_signed_report_is_stored_before_it_is_acknowledged(door: Door) -> None:
    booking, order = await with_page(door)

    assert await door.post(*await door.report(order)) == 200

    assert (await door.till.now_is(booking)).payment_status is PaymentStatus.COMPLETED
    assert door.woken == [0]


async def test_a_repeated_report_is_acknowledged_and_does_nothing(door: Door) -> None:
    booking, order = await with_page(door)
    report = await door.report(order)
    await door.post(*report)
    before = await door.till.now_is(booking)
    await door.till.works()

    assert await door.post(*report) == 200

    assert await door.till.now_is(booking) == before
    assert await door.till.works() == []


@pytest.mark.parametrize("signature", ["", "0" * 64, "هـ"])
async def test_a_wrong_signature_stores_nothing(door: Door, signature: str) -> None:
    booking, order = await with_page(door)
    _, body = await door.report(order)

    answer = await door.http.post("/payments/sandbox", headers={SIGNATURE.encode(): signature.encode()}, content=body)

    assert answer.status_code == 401
    assert await door.till.now_is(booking) == booking
    assert (await door.till.ledger(order))[1] == ()


@pytest.mark.parametrize(
    ("trouble", "status"), [(Untrusted("no"), 401), (Garbled("what?"), 400), (TryLater("busy"), 503)]
)
async def test_a_report_that_is_not_believed_or_read_is_not_acknowledged(
    door: Door, trouble: PaymentTrouble, status: int
) -> None:
    booking, _ = await door.till.with_page()
    door.till.card.trouble["read_webhook"].append(trouble)

    assert await door.post({}, b"{}", "stripe") == status
    assert await door.till.now_is(booking) == booking


async def test_one_report_of_several_payments_is_stored_whole_and_each_event_once(door: Door) -> None:
    booking, order = await door.till.with_page()
    told = (report(order, PaymentNews.FAILED), report(order, PaymentNews.FAILED), report(order, reference="p2"))
    door.till.card.says["read_webhook"].append(told)

    assert await door.post({}, b"{}", "stripe") == 200

    assert (await door.till.now_is(booking)).payment_status is PaymentStatus.COMPLETED
    _, payments = await door.till.ledger(order)
    assert [payment.reference for payment in payments] == ["p1", "p2"]


@pytest.mark.parametrize("provider", ["paystar", "cash", "bank_transfer", "Sandbox"])
async def test_nobody_else_reports_here(door: Door, provider: str) -> None:
    assert await door.post({}, b"{}", provider) == 404


async def test_a_report_beyond_a_megabyte_is_not_read(door: Door) -> None:
    assert await door.post({}, b" " * (MAX_BODY + 1)) == 413


async def test_what_cannot_be_stored_is_not_acknowledged(storage: Storage, clock: MovableClock) -> None:
    without_coach = Till(storage, clock)
    sandbox = without_coach.providers["sandbox"]
    assert isinstance(sandbox, Sandbox)
    headers, body = sandbox.report("play-1-0000000000000000", PaymentNews.PAID, SPORTS.price)

    async with opened(without_coach, []) as http:
        first, again = [await http.post("/payments/sandbox", headers=headers, content=body) for _ in range(2)]

    assert (first.status_code, again.status_code) == (500, 500)
