"""The page where play money is paid, over HTTP and on both databases."""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator

import pytest

from booking.status import Status
from bot.clock import MovableClock
from storage.rows import OrderStatus
from storage.uow import Storage
from tests.handlers.payment_door import Door, opened, with_page
from tests.services.coach_room import SUNDAY_FIVE
from tests.services.payment_room import Till, said_to

BUTTON = re.compile(r'formaction="([^"]+)"')


@pytest.fixture
async def door(storage: Storage, clock: MovableClock) -> AsyncIterator[Door]:
    till = Till(storage, clock)
    await till.open()
    woken: list[int] = []
    async with opened(till, woken) as http:
        yield Door(http, till, woken)


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
