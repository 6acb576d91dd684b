"""Each way in which asking Stripe can fail is named by what to do next, and tells nothing of keys and people."""

from __future__ import annotations

import pytest
from pydantic import SecretStr

from booking.money import Currency, Money
from bot import config
from payments.base import GiveUp, PaymentTrouble, TryLater
from payments.stripe import Stripe
from tests.payments.stripe_room import NOW, bill, room
from tests.standins.stripe import ANSWER_LOST, BROKEN, BUSY, HANGS_UP, Fault


def quiet(trouble: PaymentTrouble) -> bool:
    """Whether it says nothing that a log must not hold, in itself or in what it would be printed with."""
    shown = f"{trouble} {trouble.__cause__}"
    return trouble.__suppress_context__ and not any(secret in shown for secret in ("sk_", "@", "whsec", "errand"))


@pytest.mark.parametrize(
    ("fault", "seconds"),
    [
        (BROKEN, None),
        (Fault(status=503, retry_after="30"), 30.0),
        (BUSY, 7.0),
        (Fault(status=429, retry_after="Sat, 21 Nov 2026 07:00:00 GMT"), None),
        (Fault(status=429, html=True), None),
        (Fault(status=409), None),
        (Fault(status=502, html=True), None),
        (Fault(status=404, html=True), None),
        (Fault(status=200, html=True), None),
        (Fault(status=200), None),
        (HANGS_UP, None),
        (ANSWER_LOST, None),
        (Fault(torn=True), None),
    ],
)
async def test_what_is_not_known_is_asked_again(fault: Fault, seconds: float | None) -> None:
    async with room() as shop:
        shop.stripe.faults.append(fault)

        with pytest.raises(TryLater) as caught:
            await shop.provider.checkout(bill())

        assert caught.value.seconds == seconds
        assert quiet(caught.value)
        assert (await shop.provider.checkout(bill())).url
        assert len(shop.stripe.sessions) == 1


async def test_an_answer_that_does_not_come_is_not_waited_for() -> None:
    async with room(patience=0.2) as shop:
        shop.stripe.faults.append(Fault(silent=True))

        with pytest.raises(TryLater) as caught:
            await shop.provider.look_up("cs_test_000001")

        assert quiet(caught.value)


async def test_nobody_there_is_asked_again() -> None:
    provider = Stripe(config.Stripe(secret_key=SecretStr("sk_test_1"), api_url="http://127.0.0.1:9"))

    with pytest.raises(TryLater) as caught:
        await provider.checkout(bill())

    assert quiet(caught.value)
    await provider.close()


async def test_a_key_that_is_not_known_is_given_up() -> None:
    async with room() as shop:
        shop.stripe.key = "sk_test_rolled"

        with pytest.raises(GiveUp) as caught:
            await shop.provider.checkout(bill())

        assert quiet(caught.value)


@pytest.mark.parametrize(
    ("minor", "says"),
    [(0, "parameter_invalid_integer"), (10**9, "amount_too_large")],
)
async def test_a_no_is_told_by_its_code(minor: int, says: str) -> None:
    async with room() as shop:
        with pytest.raises(GiveUp) as caught:
            await shop.provider.checkout(bill(amount=Money(minor, Currency.USD)))

        assert str(caught.value) == says
        assert quiet(caught.value)


async def test_a_no_without_a_code_is_told_by_its_kind() -> None:
    async with room() as shop:
        payment = await shop.paid()

        with pytest.raises(GiveUp) as caught:
            await shop.provider.refund(payment, Money(20000, Currency.SAR), "refund-1")

        assert str(caught.value) == "invalid_request_error"


async def test_making_a_provider_asks_nobody_and_closing_it_twice_is_fine() -> None:
    async with room() as shop:
        again = Stripe(config.Stripe(secret_key=SecretStr("sk_test_1"), api_url=shop.url), now=lambda: NOW)

        for _ in range(2):
            await again.close()

        assert not shop.stripe.calls


async def test_closing_twice_after_use_is_fine() -> None:
    async with room() as shop:
        await shop.provider.checkout(bill())

        for _ in range(2):
            await shop.provider.close()
