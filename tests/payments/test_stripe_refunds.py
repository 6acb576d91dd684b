"""Money that goes back through Stripe goes back once, whatever happens on the way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from booking.money import Currency, Money
from payments.base import GiveUp, RefundState, TryLater
from tests.payments.stripe_room import AMOUNT, Room, room
from tests.standins.stripe import ANSWER_LOST, BROKEN, FINE, HANGS_UP

HALF = Money(5000, Currency.SAR)


@pytest.fixture
async def shop() -> AsyncIterator[Room]:
    async with room() as shop:
        yield shop


async def test_all_of_a_payment_goes_back(shop: Room) -> None:
    payment = await shop.paid()

    refund = await shop.provider.refund(payment, AMOUNT, "refund-1")

    assert refund.state is RefundState.COMPLETED
    assert refund.reference == shop.stripe.payments[payment].refunds[0]["id"]
    assert shop.stripe.given_back[12] == shop.stripe.taken[12] == 10000


async def test_the_same_key_gives_back_once(shop: Room) -> None:
    payment = await shop.paid()

    first, again = [await shop.provider.refund(payment, HALF, "refund-1") for _ in range(2)]

    assert first == again
    assert shop.stripe.given_back[12] == 5000


async def test_the_same_key_at_the_same_moment_gives_back_once(shop: Room) -> None:
    payment = await shop.paid()

    first, again = await asyncio.gather(*[shop.provider.refund(payment, HALF, "refund-1") for _ in range(2)])

    assert first == again
    assert shop.stripe.given_back[12] == 5000


async def test_another_key_gives_back_another_part(shop: Room) -> None:
    payment = await shop.paid()

    first, second = [await shop.provider.refund(payment, HALF, f"refund-{number}") for number in (1, 2)]

    assert first.reference != second.reference
    assert shop.stripe.given_back[12] == 10000


@pytest.mark.parametrize("amount", [HALF, AMOUNT])
@pytest.mark.parametrize("later", [timedelta(minutes=1), timedelta(days=3)])
async def test_a_lost_answer_is_not_given_back_twice(shop: Room, amount: Money, later: timedelta) -> None:
    payment = await shop.paid()
    shop.stripe.refunds_are = "pending"
    shop.stripe.faults.extend([FINE, ANSWER_LOST])  # it is looked for, and then asked for
    with pytest.raises(TryLater):
        await shop.provider.refund(payment, amount, "refund-1")
    shop.clock.move(later)  # days later Stripe has forgotten the key

    refund = await shop.provider.refund(payment, amount, "refund-1")

    assert refund.state is RefundState.PENDING
    assert shop.stripe.given_back[12] == amount.minor


async def test_nothing_went_back_when_the_line_broke_before(shop: Room) -> None:
    payment = await shop.paid()
    shop.stripe.faults.extend([FINE, HANGS_UP, FINE, BROKEN])
    for _ in range(2):
        with pytest.raises(TryLater):
            await shop.provider.refund(payment, AMOUNT, "refund-1")
    assert shop.stripe.given_back[12] == 0

    await shop.provider.refund(payment, AMOUNT, "refund-1")

    assert shop.stripe.given_back[12] == 10000


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("succeeded", RefundState.COMPLETED),
        ("pending", RefundState.PENDING),
        ("requires_action", RefundState.PENDING),
    ],
)
async def test_a_refund_says_how_far_it_is(shop: Room, status: str, state: RefundState) -> None:
    payment = await shop.paid()
    shop.stripe.refunds_are = status

    refund = await shop.provider.refund(payment, AMOUNT, "refund-1")

    assert refund.state is state


async def test_a_pending_refund_that_is_asked_for_again_says_that_it_has_arrived(shop: Room) -> None:
    payment = await shop.paid()
    shop.stripe.refunds_are = "pending"
    refund = await shop.provider.refund(payment, AMOUNT, "refund-1")
    shop.stripe.refund_arrives(refund.reference)

    again = await shop.provider.refund(payment, AMOUNT, "refund-1")

    assert (again.reference, again.state) == (refund.reference, RefundState.COMPLETED)


@pytest.mark.parametrize("status", ["failed", "canceled"])
async def test_a_refund_that_came_to_nothing_is_given_up(shop: Room, status: str) -> None:
    payment = await shop.paid()
    shop.stripe.refunds_are = status

    for _ in range(2):
        with pytest.raises(GiveUp):
            await shop.provider.refund(payment, AMOUNT, "refund-1")


@pytest.mark.parametrize("minor", [10001, 0, -1])
async def test_an_amount_that_was_not_paid_does_not_go_back(shop: Room, minor: int) -> None:
    payment = await shop.paid()

    with pytest.raises(GiveUp):
        await shop.provider.refund(payment, Money(minor, Currency.SAR), "refund-1")

    assert shop.stripe.given_back[12] == 0


async def test_what_the_merchant_gave_back_by_hand_does_not_go_back_again(shop: Room) -> None:
    payment = await shop.paid()
    shop.stripe.refunds_in_dashboard(payment)

    with pytest.raises(GiveUp, match="charge_already_refunded"):
        await shop.provider.refund(payment, AMOUNT, "refund-1")


async def test_a_payment_that_the_bank_asks_back_does_not_go_back_as_well(shop: Room) -> None:
    payment = await shop.paid()
    shop.stripe.disputes(payment)

    with pytest.raises(GiveUp, match="charge_disputed"):
        await shop.provider.refund(payment, AMOUNT, "refund-1")


async def test_a_payment_that_stripe_does_not_know_is_given_up(shop: Room) -> None:
    with pytest.raises(GiveUp, match="resource_missing"):
        await shop.provider.refund("pi_unknown", AMOUNT, "refund-1")
