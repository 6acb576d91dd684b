"""Refunds at PayPal: in whole and in part, once, and refused in words that hold nobody's data."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from booking.money import Currency, Money
from payments.base import GiveUp, RefundState, TryLater
from tests.payments.paypal_room import AMOUNT, KEY, Room, room
from tests.standins.paypal import ANSWER_LOST, BUSY


@pytest.fixture
async def shop() -> AsyncIterator[Room]:
    async with room() as shop:
        yield shop


def usd(minor: int) -> Money:
    return Money(minor, Currency.USD)


async def test_all_of_a_payment_goes_back(shop: Room) -> None:
    capture = await shop.paid()

    refund = await shop.provider.refund(capture, AMOUNT, "refund-1-0")

    (sent,) = shop.paypal.captures[capture].refunds
    assert (refund.reference, refund.state) == (sent.id, RefundState.COMPLETED)
    assert sent.custom_id == "refund-1-0"
    assert shop.paypal.given_back == {12: 5000}


async def test_parts_of_a_payment_go_back_until_nothing_is_left(shop: Room) -> None:
    capture = await shop.paid()
    for number, minor in enumerate((1, 1999, 3000)):
        await shop.provider.refund(capture, usd(minor), f"refund-{number}-0")

    with pytest.raises(GiveUp, match=r"^CAPTURE_FULLY_REFUNDED$"):
        await shop.provider.refund(capture, usd(1), "refund-9-0")

    assert shop.paypal.given_back == {12: 5000}


async def test_more_than_was_paid_does_not_go_back(shop: Room) -> None:
    capture = await shop.paid()
    await shop.provider.refund(capture, usd(3000), "refund-1-0")

    with pytest.raises(GiveUp, match=r"^REFUND_AMOUNT_EXCEEDED$"):
        await shop.provider.refund(capture, usd(2001), "refund-2-0")

    assert shop.paypal.given_back == {12: 3000}


@pytest.mark.parametrize("amount", [usd(0), usd(-100), Money(5000, Currency.SAR)])
async def test_what_is_no_amount_of_this_payment_does_not_go_back(shop: Room, amount: Money) -> None:
    capture = await shop.paid()

    with pytest.raises(GiveUp):
        await shop.provider.refund(capture, amount, "refund-1-0")

    assert not shop.paypal.given_back[12]


@pytest.mark.parametrize("after", [timedelta(), timedelta(hours=30), timedelta(days=40)])
async def test_a_lost_answer_asked_for_again_is_one_refund(shop: Room, after: timedelta) -> None:
    capture = await shop.paid()
    shop.paypal.faults.append(ANSWER_LOST)
    with pytest.raises(TryLater):
        await shop.provider.refund(capture, usd(2000), "refund-1-0")
    shop.clock.move(after)

    refund = await shop.provider.refund(capture, usd(2000), "refund-1-0")

    assert [sent.id for sent in shop.paypal.captures[capture].refunds] == [refund.reference]


async def test_two_requests_at_once_are_one_refund(shop: Room) -> None:
    capture = await shop.paid()

    first, second = await asyncio.gather(*(shop.provider.refund(capture, usd(2000), "refund-1-0") for _ in range(2)))

    assert first == second
    assert shop.paypal.given_back == {12: 2000}


async def test_two_refunds_of_one_payment_are_two(shop: Room) -> None:
    capture = await shop.paid()

    refunds = {(await shop.provider.refund(capture, usd(2000), f"refund-{n}-0")).reference for n in (1, 2)}

    assert len(refunds) == 2


async def test_one_key_sends_back_two_payments_as_two_refunds(shop: Room) -> None:
    captures = [await shop.paid(order_id=order) for order in (12, 13)]

    for capture in captures:
        await shop.provider.refund(capture, AMOUNT, "refund-1-0")

    assert shop.paypal.given_back == {12: 5000, 13: 5000}


async def test_a_refund_that_waits_for_a_bank_is_pending(shop: Room) -> None:
    capture = await shop.paid()
    shop.paypal.refunds_are = "PENDING"

    refund = await shop.provider.refund(capture, AMOUNT, "refund-1-0")

    assert refund.state is RefundState.PENDING


@pytest.mark.parametrize("status", ["FAILED", "CANCELLED"])
async def test_a_refund_that_fails_at_once_is_a_no_and_may_be_tried_anew(shop: Room, status: str) -> None:
    capture = await shop.paid()
    shop.paypal.refunds_are = status
    with pytest.raises(GiveUp, match=status):
        await shop.provider.refund(capture, AMOUNT, "refund-1-0")
    shop.paypal.refunds_are = "COMPLETED"

    again = await shop.provider.refund(capture, AMOUNT, "refund-1-1")

    assert again.state is RefundState.COMPLETED
    assert shop.paypal.given_back == {12: 5000}


async def test_what_the_merchant_sent_back_by_hand_is_not_taken_for_ours(shop: Room) -> None:
    capture = await shop.paid()
    shop.paypal.refunds_in_dashboard(capture)

    with pytest.raises(GiveUp, match=r"^CAPTURE_FULLY_REFUNDED$"):
        await shop.provider.refund(capture, AMOUNT, "refund-1-0")


async def test_a_payment_that_is_pending_cannot_go_back_yet(shop: Room) -> None:
    page = await shop.opened()
    shop.paypal.approves_slowly(page)
    await shop.provider.capture(page, KEY)

    with pytest.raises(GiveUp, match=r"^PENDING_CAPTURE$"):
        await shop.provider.refund(shop.paypal.captured(page), AMOUNT, "refund-1-0")


async def test_a_part_of_a_disputed_payment_does_not_go_back(shop: Room) -> None:
    capture = await shop.paid()
    shop.paypal.disputes(capture)

    with pytest.raises(GiveUp, match=r"^TRANSACTION_DISPUTED$"):
        await shop.provider.refund(capture, usd(100), "refund-1-0")


async def test_after_half_a_year_it_is_too_late(shop: Room) -> None:
    capture = await shop.paid()
    shop.clock.move(timedelta(days=181))

    with pytest.raises(GiveUp, match=r"^REFUND_TIME_LIMIT_EXCEEDED$"):
        await shop.provider.refund(capture, AMOUNT, "refund-1-0")


@pytest.mark.parametrize("reference", ["reference", "2GG279541U471931P", "../orders", ""])
async def test_a_payment_nobody_knows_cannot_go_back(shop: Room, reference: str) -> None:
    with pytest.raises(GiveUp):
        await shop.provider.refund(reference, AMOUNT, "refund-1-0")


async def test_a_busy_paypal_says_when_to_ask_again(shop: Room) -> None:
    capture = await shop.paid()
    shop.paypal.faults.append(BUSY)

    with pytest.raises(TryLater) as later:
        await shop.provider.refund(capture, AMOUNT, "refund-1-0")

    assert later.value.seconds == 7
    assert not shop.paypal.given_back[12]
