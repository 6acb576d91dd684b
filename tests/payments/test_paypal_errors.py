"""PayPal's bad days: each failure is named by what to do next, and says nothing of keys, tokens and people."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

import pytest
from pydantic import SecretStr

from bot import config
from payments.base import GiveUp, TryLater, Untrusted
from payments.paypal import PayPal
from tests.payments.paypal_room import AMOUNT, KEY, Room, bill, room
from tests.standins.paypal import BROKEN, BUSY, HANGS_UP, Fault
from tests.standins.paypal_faults import SECRET

MINUTE = timedelta(minutes=1)
CALLS: list[Callable[[PayPal], Awaitable[object]]] = [
    lambda paypal: paypal.checkout(bill()),
    lambda paypal: paypal.capture("5O190127TN364715T", KEY),
    lambda paypal: paypal.look_up("5O190127TN364715T"),
    lambda paypal: paypal.withdraw("5O190127TN364715T"),
    lambda paypal: paypal.refund("2GG279541U471931P", AMOUNT, "refund-1-0"),
]


@pytest.fixture
async def shop() -> AsyncIterator[Room]:
    async with room() as shop:
        yield shop


@pytest.mark.parametrize(
    "fault",
    [
        BROKEN,
        BUSY,
        HANGS_UP,
        Fault(status=503),
        Fault(status=502, html=True),
        Fault(status=403, html=True),
        Fault(status=404, html=True),
        Fault(status=200, html=True),
        Fault(status=302, html=True),
        Fault(torn=True),
    ],
    ids=str,
)
@pytest.mark.parametrize("call", CALLS, ids=["checkout", "capture", "look_up", "withdraw", "refund"])
async def test_what_may_pass_is_tried_later(
    shop: Room, call: Callable[[PayPal], Awaitable[object]], fault: Fault
) -> None:
    shop.paypal.faults.extend([fault, fault])  # aiohttp asks twice for what is only read, when it is hung up on

    with pytest.raises(TryLater) as trouble:
        await call(shop.provider)

    assert SECRET not in str(trouble.value)
    assert trouble.value.__cause__ is None
    assert trouble.value.seconds == (7 if fault == BUSY else None)


async def test_a_paypal_that_does_not_answer_is_left_alone() -> None:
    async with room(patience=0.2) as shop:
        shop.paypal.faults.append(Fault(silent=True))

        with pytest.raises(TryLater):
            await shop.provider.checkout(bill())


async def test_a_paypal_that_is_not_there_is_tried_later() -> None:
    settings = config.PayPal(client_id="a", client_secret=SecretStr("b"), webhook_id="c", api_url="http://127.0.0.1:1")
    provider = PayPal(settings)

    with pytest.raises(TryLater):
        await provider.checkout(bill())

    await provider.close()


async def test_a_no_says_its_code_and_nothing_that_was_sent(shop: Room) -> None:
    shop.paypal.faults.append(Fault(status=422, issue="PAYEE_ACCOUNT_RESTRICTED"))

    with pytest.raises(GiveUp) as no:
        await shop.provider.refund("2GG279541U471931P", AMOUNT, "refund-1-0")

    assert str(no.value) == "PAYEE_ACCOUNT_RESTRICTED"
    assert no.value.__cause__ is None


async def test_a_no_whose_code_is_a_sentence_is_no_code(shop: Room) -> None:
    shop.paypal.faults.append(Fault(status=422, issue=SECRET))

    with pytest.raises(TryLater) as trouble:
        await shop.provider.refund("2GG279541U471931P", AMOUNT, "refund-1-0")

    assert str(trouble.value) == "HTTP 422"


# -------------------------------------------------------------------------------------------------------- the token


async def test_a_token_is_kept_as_long_as_it_lives(shop: Room) -> None:
    for number in range(3):
        await shop.opened(key=f"errand-{number}")
        shop.clock.move(2 * 60 * MINUTE)

    assert shop.paypal.tokens.given == 1


async def test_a_token_is_renewed_shortly_before_its_end(shop: Room) -> None:
    await shop.opened()
    shop.clock.move(9 * 60 * MINUTE - MINUTE)

    await shop.opened(key="errand-6")

    assert shop.paypal.tokens.given == 2


async def test_many_at_once_wait_for_one_token(shop: Room) -> None:
    pages = await asyncio.gather(*(shop.opened(key=f"errand-{number}") for number in range(5)))

    assert len(set(pages)) == 5
    assert shop.paypal.tokens.given == 1


async def test_a_token_that_was_revoked_is_renewed_once_for_all(shop: Room) -> None:
    await shop.opened()
    shop.paypal.tokens.revoke()

    await asyncio.gather(*(shop.opened(key=f"errand-{number}") for number in range(5)))

    assert shop.paypal.tokens.given == 2


async def test_tokens_that_are_never_good_are_a_no(shop: Room) -> None:
    refused = Fault(status=401, issue="AUTHENTICATION_FAILURE")
    shop.paypal.faults.extend([refused, refused])

    with pytest.raises(GiveUp):
        await shop.opened()

    assert not shop.paypal.faults
    assert shop.paypal.tokens.given == 2


async def test_a_wrong_secret_is_a_no_that_does_not_quote_it(shop: Room) -> None:
    settings = config.PayPal(
        client_id=shop.paypal.client_id, client_secret=SecretStr("wrong"), webhook_id="c", api_url=shop.url + "/"
    )
    provider = PayPal(settings)

    with pytest.raises(GiveUp, match=r"^invalid_client$"):
        await provider.checkout(bill())

    await provider.close()


@pytest.mark.parametrize("fault", [BROKEN, HANGS_UP, Fault(status=200, html=True)], ids=str)
async def test_no_token_just_now_is_tried_later(shop: Room, fault: Fault) -> None:
    shop.paypal.login_faults.append(fault)

    with pytest.raises(TryLater):
        await shop.opened()

    assert await shop.opened() in shop.paypal.orders


# ----------------------------------------------------------------------------------------- asking whether it was them


@pytest.mark.parametrize(
    "fault", [BROKEN, BUSY, HANGS_UP, Fault(status=502, html=True), Fault(status=403, issue="NOT_AUTHORIZED")], ids=str
)
async def test_a_report_that_cannot_be_asked_about_shall_come_again(shop: Room, fault: Fault) -> None:
    page = await shop.opened()
    shop.paypal.approves(page)
    (report,) = shop.paypal.reports.waiting
    shop.paypal.faults.append(fault)

    with pytest.raises(TryLater):
        await shop.provider.read_webhook(report.headers, report.body)

    (event,) = await shop.provider.read_webhook(report.headers, report.body)
    assert event.order_id == 12


@pytest.mark.parametrize(
    "fault", [Fault(status=400, issue="VALIDATION_ERROR"), Fault(status=404, issue="INVALID_RESOURCE_ID")], ids=str
)
async def test_a_report_that_paypal_cannot_make_anything_of_is_not_believed(shop: Room, fault: Fault) -> None:
    await shop.opened()
    report = shop.paypal.signed(b"{}")
    shop.paypal.faults.append(fault)

    with pytest.raises(Untrusted):
        await shop.provider.read_webhook(report.headers, report.body)
