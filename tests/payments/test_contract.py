"""What every provider of the registry keeps, whichever it is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from booking.money import Currency, Money
from payments import PROVIDERS, providers
from payments.base import Bill, ByHand, Provider, RefundState, Untrusted

NOW = datetime(2026, 11, 21, 6, tzinfo=UTC)
AMOUNT = Money(10000, Currency.SAR)
BILL = Bill(
    order_id=12,
    booking_number="CB-20261122-0003",
    title="استشارة رياضية",
    amount=AMOUNT,
    language="ar",
    pay_until=NOW,
    key="errand-5",
)


@pytest.fixture(params=PROVIDERS)
def provider(request: pytest.FixtureRequest) -> Provider:
    return providers(demo=True)[request.param]


def test_the_name_is_that_of_the_registry_and_of_the_method(provider: Provider) -> None:
    assert provider is not None
    assert PROVIDERS[provider.name]().way.method.value == provider.name == provider.way.method.value


async def test_whoever_opens_a_page_opens_the_same_one_for_the_same_key(provider: Provider) -> None:
    if not provider.way.opens_page:
        with pytest.raises(ByHand):
            await provider.checkout(BILL)
        return

    first, again = await provider.checkout(BILL), await provider.checkout(BILL)

    assert first == again
    assert first.reference in first.url
    assert first.expires_at <= BILL.pay_until


async def test_a_refund_has_a_reference_or_is_a_persons_work(provider: Provider) -> None:
    if not provider.way.opens_page:
        with pytest.raises(ByHand):
            await provider.refund("reference", AMOUNT, "refund-1")
        return

    first, again = [await provider.refund("reference", AMOUNT, "refund-1") for _ in range(2)]

    assert first == again
    assert first.reference
    assert first.state in RefundState


@pytest.mark.parametrize("body", [b"", b"{}", b"\xff\x00", b'{"order": 12}'])
async def test_nothing_unsigned_is_believed(provider: Provider, body: bytes) -> None:
    with pytest.raises(Untrusted):
        await provider.read_webhook({"content-type": "application/json"}, body)


async def test_nothing_is_known_of_a_reference_nobody_gave_out(provider: Provider) -> None:
    assert await provider.look_up("never-given-out") == ()


async def test_closing_twice_is_fine(provider: Provider) -> None:
    await provider.close()
    await provider.close()
