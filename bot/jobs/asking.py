"""The jobs that ask a provider about a page: what became of it, to close it, to take what was approved there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeAlias

import msgspec
import structlog

from booking.paying import PaymentEvent, PaymentNews
from booking.status import Status
from bot.channels import base as channels
from bot.jobs.base import Job, MakeDesk, Outside
from bot.jobs.providers import asked, provider_of, store, take_in
from bot.messages import AskProvider, Capture, Withdraw
from bot.services.desk import Desk
from bot.services.payments.asking import answered, close_newer
from bot.services.payments.orders import put
from payments.base import ByHand, GiveUp, Provider
from storage.rows import Order, OrderStatus, OutboxRow
from storage.uow import Tx

log = structlog.get_logger(__name__)
_ask = msgspec.json.Decoder(AskProvider).decode
_withdraw = msgspec.json.Decoder(Withdraw).decode
_capture = msgspec.json.Decoder(Capture).decode

Ask: TypeAlias = Callable[[Provider], Awaitable[tuple[PaymentEvent, ...]]]


def look_up_by(providers: Mapping[str, Provider], make_desk: MakeDesk) -> Job:
    """The job for «ask» errands."""

    async def look_up(row: OutboxRow, outside: Outside) -> str:
        order = await _order(outside, _ask(row.payload).order_id)
        if order is not None and (page := order.checkout_reference):
            events = await _answer(providers, order, lambda p: p.look_up(page))
            await store(outside.storage, make_desk, events)
        return ""

    return look_up


def withdraw_by(providers: Mapping[str, Provider], make_desk: MakeDesk) -> Job:
    """The job for «withdraw» errands; a hold that waited for the answer ends in the same transaction."""

    async def withdraw(row: OutboxRow, outside: Outside) -> str:
        errand = _withdraw(row.payload)
        order = await _order(outside, errand.order_id)
        if order is None:
            return ""
        try:
            events = await _answer(providers, order, lambda p: p.withdraw(errand.reference))
        except channels.TryLater:
            if not row.address.startswith("booking:"):
                raise
            async with outside.storage.begin() as tx:  # a provider that is away keeps nobody from paying another way
                await put(await make_desk(tx), order, "withdraw", errand, waited_for=False)
            return ""
        async with outside.storage.begin() as tx:
            desk = await make_desk(tx)
            await _closed(desk, await tx.payments.order(order.order_id) or order, errand.reference, events)
        return ""

    return withdraw


async def _closed(desk: Desk, before: Order, page: str, events: tuple[PaymentEvent, ...]) -> None:
    """Take in what a provider says of a page that it has closed, with what this ends."""
    await take_in(desk, events)
    approved = any(event.news is PaymentNews.APPROVED for event in events)
    await answered(desk, before.order_id, page, approved=approved)
    await close_newer(desk, before, page)


def capture_by(providers: Mapping[str, Provider], make_desk: MakeDesk) -> Job:
    """The job for «capture» errands. One key an approval, whoever brought the news of it and however often."""

    async def capture(row: OutboxRow, outside: Outside) -> str:
        errand = _capture(row.payload)
        order = await _order(outside, errand.order_id, wanted=True)
        if order is not None:
            key = f"capture-{order.order_id}-{errand.reference}"[:100]
            events = await _answer(providers, order, lambda p: p.capture(errand.reference, key))
            await store(outside.storage, make_desk, events)
        return ""

    return capture


async def _order(outside: Outside, order_id: int, *, wanted: bool = False) -> Order | None:
    """The order; with `wanted`, only while its booking waits for the money."""
    async with outside.storage.read() as tx:
        order = await tx.payments.order(order_id)
        if order is None:
            return None
        return order if not wanted or await _is_wanted(tx, order) else None


async def _is_wanted(tx: Tx, order: Order) -> bool:
    booking = await tx.bookings.get(order.booking_id)
    return order.status is OrderStatus.OPEN and booking is not None and booking.status is Status.PENDING_PAYMENT


async def _answer(providers: Mapping[str, Provider], order: Order, ask: Ask) -> tuple[PaymentEvent, ...]:
    """What the provider says; nothing where it never will. Raises `bot.channels.base.TryLater`."""
    provider = provider_of(providers, order.method.value)
    try:
        return await asked(ask(provider))
    except (GiveUp, ByHand) as refusal:
        log.warning("provider_refused", order=order.order_id, provider=provider.name, why=str(refusal))
        return ()
