"""The door for reports of payments, and the sandbox's page, over HTTP and on both databases."""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

import httpx
import pytest
from fastapi import FastAPI

from booking.bookings import Booking
from booking.paying import PaymentNews
from booking.status import PaymentStatus, Status
from bot.clock import MovableClock
from bot.conversations.engine import House
from bot.conversations.routes import media
from bot.handlers.payments import MAX_BODY, router
from bot.services.receive import Reception
from payments import ways
from payments.base import Provider
from payments.sandbox import SIGNATURE, Sandbox
from storage.rows import Order, OrderStatus
from storage.uow import Storage
from tests.services.coach_room import SPORTS, SUNDAY_FIVE
from tests.services.payment_room import Till, said_to

BUTTON = re.compile(r'formaction="([^"]+)"')


@dataclass(frozen=True)
class Program:
    """As much of the program as the door looks at."""

    reception: Reception
    providers: Mapping[str, Provider]
    demo: bool = True


@dataclass(frozen=True)
class Door:
    """The door from outside, and the room behind it."""

    http: httpx.AsyncClient
    till: Till
    woken: list[int]

    async def report(self, order: Order, news: PaymentNews = PaymentNews.PAID) -> tuple[dict[str, str], bytes]:
        """What the sandbox would post."""
        stored, _ = await self.till.ledger(order)
        sandbox = self.till.providers["sandbox"]
        assert isinstance(sandbox, Sandbox)
        return sandbox.report(stored.checkout_reference, news, stored.amount)

    async def post(self, headers: Mapping[str, str], body: bytes, provider: str = "sandbox") -> int:
        """The status that a report is answered with."""
        return (await self.http.post(f"/payments/{provider}", headers=dict(headers), content=body)).status_code


def opened(till: Till, woken: list[int], *, demo: bool = True) -> httpx.AsyncClient:
    reception = Reception(
        till.storage,
        till.clock,
        House(flows={}, routes={}, media=media),
        wake=lambda rows=(), **_how: woken.append(len(rows)),
        ways_to_pay=lambda coach: ways(coach, demo=demo),
    )
    app = FastAPI()
    app.include_router(router(Program(reception, till.providers, demo)))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://bot")


@pytest.fixture
async def door(storage: Storage, clock: MovableClock) -> AsyncIterator[Door]:
    till = Till(storage, clock)
    await till.open()
    woken: list[int] = []
    async with opened(till, woken) as http:
        yield Door(http, till, woken)


async def with_page(door: Door) -> tuple[Booking, Order]:
    """A booking that waits for its money, its page sent."""
    booking, order = await door.till.to_pay()
    await door.till.works()
    return booking, (await door.till.ledger(order))[0]


# ----------------------------------------------------------------------------------------------------- the door


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


# ----------------------------------------------------------------------------------------------------- the page


def buttons(page: str) -> list[str]:
    return [html.unescape(found) for found in BUTTON.findall(page)]


async def test_the_page_says_in_both_languages_that_the_money_is_play(door: Door) -> None:
    _, order = await with_page(door)

    answer = await door.http.get(order.checkout_url)

    assert "نقود وهمية" in answer.text
    assert "play money" in answer.text
    assert "unsafe-inline" not in answer.headers["content-security-policy"]
    assert len(buttons(answer.text)) == 2


async def test_paying_on_the_page_pays_the_booking(door: Door) -> None:
    booking, order = await with_page(door)
    pay, _ = buttons((await door.http.get(order.checkout_url)).text)

    answer = await door.http.post(pay)

    assert (answer.status_code, answer.headers["location"]) == (303, order.checkout_url)
    assert (await door.till.now_is(booking)).status is Status.PENDING_CONFIRMATION
    page = (await door.http.get(order.checkout_url)).text
    assert buttons(page) == []
    assert "تم الدفع" in page


async def test_paying_twice_pays_once(door: Door) -> None:
    booking, order = await with_page(door)
    pay, _ = buttons((await door.http.get(order.checkout_url)).text)

    for _ in range(2):
        await door.http.post(pay)

    assert await door.till.spent(booking) == order.amount


async def test_refusing_tells_the_client_and_leaves_the_page_open(door: Door) -> None:
    booking, order = await with_page(door)
    _, refuse = buttons((await door.http.get(order.checkout_url)).text)

    await door.http.post(refuse)

    assert (await door.till.now_is(booking)).status is Status.PENDING_PAYMENT
    assert said_to("noura", await door.till.works()) == ["payment-failed"]
    page = (await door.http.get(order.checkout_url)).text
    assert "you can try again" in page
    assert len(buttons(page)) == 2


async def test_a_page_that_was_given_up_takes_no_money(door: Door) -> None:
    _, order = await with_page(door)
    pay, _ = buttons((await door.http.get(order.checkout_url)).text)
    async with door.till.storage.begin() as tx:
        await tx.payments.settle(order.order_id, OrderStatus.CANCELLED, door.till.clock.now())

    await door.http.post(pay)

    assert (await door.till.ledger(order))[1] == ()
    assert "no longer takes payments" in (await door.http.get(order.checkout_url)).text


async def test_paying_after_the_hold_is_over_can_be_tried_out(door: Door) -> None:
    booking, order = await with_page(door)
    pay, _ = buttons((await door.http.get(order.checkout_url)).text)
    await door.till.expires(booking)

    await door.http.post(pay)

    after = await door.till.now_is(booking)
    assert (after.status, after.starts_at) == (Status.PENDING_CONFIRMATION, SUNDAY_FIVE)


@pytest.mark.parametrize("reference", ["x", "play-1-0000000000000000", "play-99-0000000000000000"])
async def test_a_reference_nobody_gave_out_has_no_page(door: Door, reference: str) -> None:
    await with_page(door)

    shown = await door.http.get(f"/sandbox/{reference}")
    paid = await door.http.post(f"/sandbox/{reference}?news=paid")

    assert (shown.status_code, paid.status_code) == (404, 404)


async def test_the_page_does_two_things_and_no_third(door: Door) -> None:
    _, order = await with_page(door)

    assert (await door.http.post(f"{order.checkout_url}?news=refunded")).status_code == 422


async def test_outside_the_demo_there_is_no_page(door: Door) -> None:
    _, order = await with_page(door)

    async with opened(door.till, [], demo=False) as http:
        assert (await http.get(order.checkout_url)).status_code == 404
