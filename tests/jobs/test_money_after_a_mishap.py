"""What was asked of a provider and could not be written down is asked again, with the same key, and happens once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
import structlog

from booking.paying import PaymentNews
from booking.status import PaymentStatus, Status
from bot.clock import MovableClock
from bot.conversations.coach.requests import Decline
from bot.messages import Outgoing
from bot.services.desk import Desk
from bot.services.payments.asking import expire_due
from storage.rows import RefundState
from storage.uow import Storage, Tx
from tests.services.payment_room import Till, report, said_to

MINUTE = timedelta(minutes=1)


@dataclass
class Stumbling(Till):
    """After the provider has answered, the next `stumbles` transactions come to nothing."""

    stumbles: int = 0

    async def make_desk(self, tx: Tx) -> Desk:
        if self.stumbles:
            self.stumbles -= 1
            raise ConnectionError("the database is away")
        return await super().make_desk(tx)

    async def works(self) -> list[tuple[str, Outgoing]]:
        with structlog.testing.capture_logs():  # the mishap is told with all its circumstances
            return await super().works()


@pytest.fixture
async def till(storage: Storage, clock: MovableClock) -> Stumbling:
    till = Stumbling(storage, clock)
    await till.open()
    return till


async def test_a_refund_is_sent_once(till: Stumbling) -> None:
    booking, order = await till.with_page()
    await till.hears(report(order))
    await till.does("taha", Decline(booking.booking_id, "away"))

    async with till.storage.begin() as tx:  # everything else is out of the way
        for row in await tx.outbox.claim(till.clock.now(), limit=50, lease=MINUTE):
            if row.kind == "refund":
                await tx.outbox.retry(row.id, till.clock.now(), "", till.clock.now())
            else:
                await tx.outbox.done(row.id, "", till.clock.now())
    till.stumbles = 1
    await till.works()
    (between,) = await till.refunds(booking)
    said = await till.passes(MINUTE)

    (refund,) = await till.refunds(booking)
    assert (between.state, refund.state) == (RefundState.PENDING, RefundState.COMPLETED)
    assert len(till.card.asked("refund")) == 2
    assert list(till.card.sent_back.values()) == [order.amount]
    assert said_to("noura", said).count("refund-sent") == 1


async def test_a_page_is_opened_once_and_told_once(till: Stumbling) -> None:
    await till.to_pay(till.card.way.method)

    till.stumbles = 1
    first = await till.works()
    then = await till.passes(MINUTE)

    assert len(till.card.asked("checkout")) == 2
    assert len(till.card.bills) == 1
    assert (said_to("noura", first), said_to("noura", then)) == ([], ["checkout-ready"])


async def test_an_approval_is_captured_with_one_key(till: Stumbling) -> None:
    booking, order = await till.with_page()
    await till.hears(till.card.report(order.checkout_reference, PaymentNews.APPROVED))

    till.stumbles = 1
    await till.works()
    await till.passes(MINUTE)

    first, again = till.card.asked("capture")
    assert first == again
    assert (await till.now_is(booking)).payment_status is PaymentStatus.COMPLETED
    assert await till.spent(booking) == order.amount


async def test_a_hold_ends_once_its_page_is_known_to_be_closed(till: Stumbling) -> None:
    booking, _ = await till.with_page()
    assert booking.hold_expires_at is not None
    till.clock.set(booking.hold_expires_at)
    async with till.desk() as desk:
        await expire_due(desk, 10)

    till.stumbles = 1
    await till.works()
    between = await till.now_is(booking)
    said = await till.passes(MINUTE)

    assert between.status is Status.PENDING_PAYMENT
    assert (await till.now_is(booking)).status is Status.CANCELLED
    assert said_to("noura", said).count("hold-ended") == 1
