"""The sandbox signs what its page does, and believes nothing else."""

from __future__ import annotations

import hashlib
import hmac

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booking.money import Currency, Money
from booking.paying import PaymentEvent, PaymentNews
from payments.base import Garbled, Untrusted
from payments.sandbox import SIGNATURE, Sandbox, order_of

SECRET = b"play"
REFERENCE = "play-12-0123456789abcdef"
AMOUNT = Money(10000, Currency.SAR)


@settings(max_examples=50)
@given(
    st.sampled_from(PaymentNews),
    st.builds(Money, st.integers(1, 10**12), st.sampled_from(Currency)),
    st.integers(1, 10**15),
)
async def test_a_report_says_what_was_put_into_it(news: PaymentNews, amount: Money, order: int) -> None:
    sandbox = Sandbox(SECRET)

    (event,) = await sandbox.read_webhook(*sandbox.report(f"play-{order}-0123456789abcdef", news, amount))

    assert (event.news, event.amount, event.order_id, event.provider) == (news, amount, order, "sandbox")


async def read(sandbox: Sandbox, news: PaymentNews) -> PaymentEvent:
    (event,) = await sandbox.read_webhook(*sandbox.report(REFERENCE, news, AMOUNT))
    return event


async def test_a_checkout_is_paid_once_however_often_the_button_is_pressed() -> None:
    sandbox = Sandbox(SECRET)

    first, second = [await read(sandbox, PaymentNews.PAID) for _ in range(2)]

    assert first.reference == second.reference
    assert first.event_id != second.event_id


async def test_every_refused_attempt_is_one_of_its_own() -> None:
    sandbox = Sandbox(SECRET)

    first, second = [await read(sandbox, PaymentNews.FAILED) for _ in range(2)]

    assert first.reference != second.reference


async def test_a_changed_amount_breaks_the_signature() -> None:
    sandbox = Sandbox(SECRET)
    headers, body = sandbox.report(REFERENCE, PaymentNews.PAID, AMOUNT)

    with pytest.raises(Untrusted):
        await sandbox.read_webhook(headers, body.replace(b"10000", b"1"))


async def test_another_process_is_not_believed() -> None:
    with pytest.raises(Untrusted):
        await Sandbox().read_webhook(*Sandbox().report(REFERENCE, PaymentNews.PAID, AMOUNT))


@pytest.mark.parametrize(
    "body",
    [
        b"not json",
        b"[]",
        b"{}",
        b'{"id": "1", "news": "gone", "order": 1, "reference": "r", "minor": 1, "currency": "SAR"}',
        b'{"id": "1", "news": "paid", "order": 1, "reference": "r", "minor": 1, "currency": "XXX"}',
        b'{"id": "1", "news": "paid", "order": null, "reference": "r", "minor": 1, "currency": "SAR"}',
    ],
)
async def test_a_signed_report_of_another_shape_is_garbled(body: bytes) -> None:
    signature = hmac.new(SECRET, body, hashlib.sha256).hexdigest()

    with pytest.raises(Garbled):
        await Sandbox(SECRET).read_webhook({SIGNATURE: signature}, body)


@pytest.mark.parametrize("reference", ["", "play", "play-12", "play-x-0123456789abcdef", "play-١٢-0123456789abcdef"])
def test_no_order_is_read_out_of_what_is_no_reference(reference: str) -> None:
    with pytest.raises(ValueError, match="not a reference"):
        order_of(reference)
