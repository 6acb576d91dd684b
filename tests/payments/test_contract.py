"""What every provider of the registry keeps, whichever it is; those with an outside meet a stand-in over real HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from pydantic import SecretStr

from booking.money import Currency, Money
from booking.paying import PaymentNews
from bot.config import Settings, Telegram
from payments import PROVIDERS
from payments.base import Bill, ByHand, Provider, RefundState, Untrusted
from payments.telegram import TelegramInvoice
from tests.standins import paypal, stripe
from tests.standins.site import served
from tests.standins.telegram import TelegramStandIn
from tests.standins.telegram_invoices import PAYMENT_TOKEN

NOW = datetime(2026, 11, 21, 6, tzinfo=UTC)
PRICES = (Money(10000, Currency.SAR), Money(2700, Currency.USD))


@dataclass(frozen=True)
class Stage:
    """A provider before its outside. `pays` has a client pay on a page: the reference of the payment."""

    provider: Provider
    pays: Callable[[str], Awaitable[str]]

    @property
    def amount(self) -> Money:
        price = self.provider.way.price(PRICES)
        assert price is not None
        return price

    @property
    def bill(self) -> Bill:
        return Bill(
            order_id=12,
            booking_number="CB-20261122-0003",
            title="استشارة رياضية",
            amount=self.amount,
            language="ar",
            pay_until=NOW + timedelta(minutes=30),
            key="checkout-12-5",
            return_url="https://jalsa.example/pay/12",
            cancel_url="https://jalsa.example/pay/12?back=1",
        )


@asynccontextmanager
async def alone(name: str) -> AsyncIterator[Stage]:
    """A provider that needs nobody outside: a page of our own is its own payment."""

    async def pays(reference: str) -> str:
        return reference

    yield Stage(PROVIDERS[name].make(Settings(_env_file=None)), pays)


@asynccontextmanager
async def before_stripe() -> AsyncIterator[Stage]:
    far_end = stripe.StripeFarEnd(lambda: NOW)

    async def pays(reference: str) -> str:
        return far_end.pays(reference)

    async with served(far_end.app) as url:
        yield Stage(stripe.provider_at(url, far_end), pays)


@asynccontextmanager
async def before_paypal() -> AsyncIterator[Stage]:
    far_end = paypal.PayPalFarEnd(lambda: NOW)

    async def pays(reference: str) -> str:
        far_end.approves(reference)
        await provider.capture(reference, "capture-12")
        return far_end.captured(reference)

    async with served(far_end.app) as url:
        provider = paypal.provider_at(url, far_end)
        yield Stage(provider, pays)


@asynccontextmanager
async def before_telegram() -> AsyncIterator[Stage]:
    async def pays(reference: str) -> str:
        return f"charge of {reference}"

    async with TelegramStandIn() as bot:
        token, payments = SecretStr(bot.token), SecretStr(PAYMENT_TOKEN)
        yield Stage(TelegramInvoice(Telegram(token=token, api_url=bot.url, payment_token=payments)), pays)


STAGES: Mapping[str, Callable[[], AbstractAsyncContextManager[Stage]]] = {
    "stripe": before_stripe,
    "paypal": before_paypal,
    "telegram": before_telegram,
    **{name: partial(alone, name) for name in ("sandbox", "bank_transfer", "cash")},
}


BY_HAND = ("bank_transfer", "cash")
"""Those that open no page."""


@pytest.fixture(params=PROVIDERS)
async def stage(request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    async with STAGES[request.param]() as stage:
        yield stage
        await stage.provider.close()


@pytest.fixture(params=[name for name in PROVIDERS if name not in BY_HAND])
async def seller(request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    """A stage whose provider opens pages."""
    async with STAGES[request.param]() as stage:
        yield stage
        await stage.provider.close()


def test_every_provider_of_the_registry_has_its_stage() -> None:
    assert set(STAGES) == set(PROVIDERS)


@pytest.mark.parametrize("name", PROVIDERS)
async def test_the_name_is_that_of_the_registry_and_of_the_method(name: str) -> None:
    async with STAGES[name]() as stage:
        assert stage.provider.name == stage.provider.way.method.value == name
        assert stage.provider.way.opens_page is (name not in BY_HAND)
        await stage.provider.close()


@pytest.mark.parametrize("name", BY_HAND)
async def test_who_opens_no_page_says_that_a_person_takes_the_money(name: str) -> None:
    async with STAGES[name]() as stage:
        with pytest.raises(ByHand):
            await stage.provider.checkout(stage.bill)


async def test_one_key_opens_one_page_that_takes_no_money_after_the_hold(seller: Stage) -> None:
    first, again = [await seller.provider.checkout(seller.bill) for _ in range(2)]

    assert first.reference == again.reference
    assert first.url
    assert again.url
    assert NOW < first.expires_at <= seller.bill.pay_until


async def test_an_open_page_has_no_news_and_closes_unpaid_however_often_it_is_closed(seller: Stage) -> None:
    page = await seller.provider.checkout(seller.bill)

    open_still = await seller.provider.look_up(page.reference)
    closed = [await seller.provider.withdraw(page.reference) for _ in range(2)]

    assert open_still == ()
    for event in (*closed[0], *closed[1]):
        assert (event.news, event.order_id, event.reference) == (PaymentNews.EXPIRED, 12, page.reference)


async def test_what_was_paid_is_told_as_it_was_paid_and_never_as_closed(seller: Stage) -> None:
    page = await seller.provider.checkout(seller.bill)
    payment = await seller.pays(page.reference)

    told = (*await seller.provider.look_up(page.reference), *await seller.provider.withdraw(page.reference))

    for event in told:
        assert (event.provider, event.news, event.order_id) == (seller.provider.name, PaymentNews.PAID, 12)
        assert (event.reference, event.amount) == (payment, seller.amount)


async def test_what_is_paid_goes_back_once_a_key_or_is_a_persons_work(stage: Stage) -> None:
    page = await stage.provider.checkout(stage.bill) if stage.provider.way.opens_page else None
    payment = await stage.pays(page.reference if page else "order:12")
    if stage.provider.way.refund_days is None:
        with pytest.raises(ByHand):
            await stage.provider.refund(payment, stage.amount, "refund-1-0")
        return

    half = Money(stage.amount.minor // 2, stage.amount.currency)
    first, again = [await stage.provider.refund(payment, half, "refund-1-0") for _ in range(2)]
    rest = await stage.provider.refund(payment, half, "refund-2-0")

    assert first == again
    assert first.reference
    assert first.reference != rest.reference
    assert first.state in RefundState


@pytest.mark.parametrize("body", [b"", b"{}", b"\xff\x00", b'{"order": 12}'])
async def test_nothing_unsigned_is_believed(stage: Stage, body: bytes) -> None:
    with pytest.raises(Untrusted):
        await stage.provider.read_webhook({"content-type": "application/json"}, body)


async def test_nothing_is_known_of_a_reference_nobody_gave_out(stage: Stage) -> None:
    assert await stage.provider.look_up("never-given-out") == ()
    assert await stage.provider.withdraw("never-given-out") == ()


async def test_closing_twice_is_fine(stage: Stage) -> None:
    await stage.provider.close()
    await stage.provider.close()
