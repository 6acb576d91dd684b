"""The job that opens a provider's page for an order, outside any transaction, and sends the client its link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import msgspec
import structlog

from booking.bookings import Booking
from booking.people import Client
from booking.policy import hold_until
from booking.status import PaymentMethod
from bot.jobs.base import Job, MakeDesk, Outside
from bot.jobs.providers import asked, provider_of
from bot.messages import Checkout as Errand
from bot.services.desk import Desk
from bot.services.payments.asking import is_payable
from bot.services.payments.links import Returns
from bot.services.payments.notices import tell_no_page, tell_page
from bot.services.payments.orders import withdraw
from payments.base import Bill, ByHand, Checkout, GiveUp, Provider
from storage.rows import Order, OutboxRow

log = structlog.get_logger(__name__)
_decode = msgspec.json.Decoder(Errand).decode


@dataclass(frozen=True, slots=True)
class _Owed:
    """An order that is still to be paid, its booking and its client, and until when the seat is held."""

    order: Order
    booking: Booking
    client: Client
    until: datetime


def checkout_by(providers: Mapping[str, Provider], returns: Returns, make_desk: MakeDesk) -> Job:
    """The job for «checkout» errands; returns the provider's reference of the page."""

    async def checkout(row: OutboxRow, outside: Outside) -> str:
        order_id = _decode(row.payload).order_id
        owed = await _owed(outside, order_id)
        if owed is None:
            return ""
        page = _still_open(owed, outside)
        if page is None:
            provider = provider_of(providers, owed.order.method.value)
            page = await _opened(provider, _bill(owed, row, returns))
        async with outside.storage.begin() as tx:
            await _tell(await make_desk(tx), owed, page)
        return page.reference if page else ""

    return checkout


async def _owed(outside: Outside, order_id: int) -> _Owed | None:
    """None when there is nothing to pay any more: paid, given up, over, or to be paid in another way."""
    async with outside.storage.read() as tx:
        order = await tx.payments.order(order_id)
        booking = await tx.bookings.get(order.booking_id) if order else None
        now = outside.clock.now()
        if order is None or booking is None or not is_payable(booking, order, now):
            return None
        until = booking.hold_expires_at or hold_until(order.method, now, booking.preferred_at)  # it may stand still
        if until is None or until <= now:
            return None
        return _Owed(order, booking, await tx.people.get(order.client_id), until)


def _still_open(owed: _Owed, outside: Outside) -> Checkout | None:
    """The page that was opened before, so that one order has one page."""
    order = owed.order
    expires = order.checkout_expires_at
    if not order.checkout_url or expires is None or expires <= outside.clock.now():
        return None
    return Checkout(url=order.checkout_url, reference=order.checkout_reference, expires_at=expires)


def _bill(owed: _Owed, row: OutboxRow, returns: Returns) -> Bill:
    """The order as the provider sees it. The errand's number is the key: asked again, it opens the same page."""
    page = returns.page(owed.order.order_id)
    return Bill(
        order_id=owed.order.order_id,
        booking_number=owed.booking.booking_number,
        title=owed.booking.title_in(owed.client.language),
        amount=owed.order.amount,
        language=owed.client.language,
        pay_until=owed.until,
        key=f"checkout-{owed.order.order_id}-{row.id}",
        return_url=page,
        cancel_url=f"{page}?back=1",
    )


async def _opened(provider: Provider, bill: Bill) -> Checkout | None:
    """A new page; None when the provider will not open one. Raises `bot.channels.base.TryLater`."""
    try:
        return await asked(provider.checkout(bill))
    except (GiveUp, ByHand) as refusal:
        log.warning("checkout_given_up", order=bill.order_id, provider=provider.name, why=str(refusal))
        return None


async def _tell(desk: Desk, owed: _Owed, page: Checkout | None) -> None:
    """Keep the page with its order, and have the client told. Who changed their mind while it opened, or whose hold
    ended meanwhile, is sent no link, and has it closed."""
    booking = await desk.tx.bookings.get(owed.booking.booking_id, lock=True)
    order = await desk.tx.payments.order(owed.order.order_id)  # as it is under the lock
    if booking is None or order is None:
        return
    payable = is_payable(booking, order, desk.now)
    if page is not None:
        order = await _kept(desk, order, page)
    if not payable:
        if page is not None:
            await _closed(desk, order)
    elif page is None:
        await tell_no_page(desk, booking)
    else:
        play = order.method is PaymentMethod.SANDBOX
        until = min(page.expires_at, owed.until)  # the page may live longer than the seat is held
        await tell_page(desk, booking, order, page.url, until=until, play=play)


async def _kept(desk: Desk, before: Order, page: Checkout) -> Order:
    """The order with its page. A page that it had before is closed, for its provider may still take money there, and
    what came by then is found that way: from here on nobody asks about it any more."""
    if before.checkout_reference != page.reference:
        await withdraw(desk, before, waited_for=False)
    await desk.tx.payments.checkout_link(before.order_id, page.url, page.reference, page.expires_at, desk.now)
    return replace(
        before, checkout_url=page.url, checkout_reference=page.reference, checkout_expires_at=page.expires_at
    )


async def _closed(desk: Desk, order: Order) -> None:
    """A page that comes too late is closed; a hold that only waits for its pages to be closed waits for this one."""
    if order.closing_at is not None:
        await desk.tx.payments.closing(order.order_id, order.closing_at)  # a new page had undone that
    await withdraw(desk, order)
