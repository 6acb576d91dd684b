"""The job that opens a provider's page for an order, outside any transaction, and sends the client its link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import msgspec
import structlog

from booking.bookings import Booking
from booking.people import Client
from booking.status import PaymentMethod, Status
from bot.channels import base as channels
from bot.jobs.base import Job, Outside
from bot.messages import Checkout as Errand
from bot.services.desk import Desk
from bot.services.payments.notices import tell_no_page, tell_page
from payments.base import Bill, ByHand, Checkout, GiveUp, Provider, TryLater
from storage.rows import Order, OrderStatus, OutboxRow

NOT_HERE_SECONDS = 600.0
"""A provider that this process was not configured with may be back, or be another process's."""

log = structlog.get_logger(__name__)
_decode = msgspec.json.Decoder(Errand).decode


@dataclass(frozen=True, slots=True)
class _Owed:
    """An order that is still to be paid, its booking and its client, and until when the seat is held."""

    order: Order
    booking: Booking
    client: Client
    until: datetime


def checkout_by(providers: Mapping[str, Provider]) -> Job:
    """The job for «checkout» errands; returns the provider's reference of the page."""

    async def checkout(row: OutboxRow, outside: Outside) -> str:
        errand = _decode(row.payload)
        owed = await _owed(outside, errand.order_id)
        if owed is None:
            return ""
        page = _still_open(owed, outside) or await _opened(providers, owed, row)
        await _tell(owed, page, errand, outside)
        return page.reference if page else ""

    return checkout


async def _owed(outside: Outside, order_id: int) -> _Owed | None:
    """None when there is nothing to pay any more: paid, given up, over, or to be paid in another way."""
    async with outside.storage.read() as tx:
        order = await tx.payments.order(order_id)
        if order is None or order.status is not OrderStatus.OPEN:
            return None
        booking = await tx.bookings.get(order.booking_id)
        until = booking.hold_expires_at if booking else None
        if booking is None or booking.status is not Status.PENDING_PAYMENT:
            return None
        if until is None or until <= outside.clock.now():
            return None
        return _Owed(order, booking, await tx.people.get(order.client_id), until)


def _still_open(owed: _Owed, outside: Outside) -> Checkout | None:
    """The page that was opened before, so that one order has one page."""
    order = owed.order
    expires = order.checkout_expires_at
    if not order.checkout_url or expires is None or expires <= outside.clock.now():
        return None
    return Checkout(url=order.checkout_url, reference=order.checkout_reference, expires_at=expires)


async def _opened(providers: Mapping[str, Provider], owed: _Owed, row: OutboxRow) -> Checkout | None:
    """A new page; None when the provider will not open one. Raises `bot.channels.base.TryLater`."""
    provider = providers.get(owed.order.method.value)
    if provider is None:
        raise channels.TryLater("no such provider is configured", NOT_HERE_SECONDS)
    bill = Bill(
        order_id=owed.order.order_id,
        booking_number=owed.booking.booking_number,
        title=owed.booking.title_in(owed.client.language),
        amount=owed.order.amount,
        language=owed.client.language,
        pay_until=owed.until,
        key=f"errand-{row.id}",
    )
    try:
        return await provider.checkout(bill)
    except TryLater as later:
        raise channels.TryLater(str(later), later.seconds) from later
    except (GiveUp, ByHand) as refusal:
        log.warning("checkout_given_up", order=owed.order.order_id, provider=provider.name, why=str(refusal))
        return None


async def _tell(owed: _Owed, page: Checkout | None, errand: Errand, outside: Outside) -> None:
    """Keep the page with its order, and have the client told, in one transaction."""
    async with outside.storage.begin() as tx:
        coach = await tx.catalogue.coach()
        if coach is None:
            raise LookupError("a booking without a coach")
        desk = Desk(tx, outside.clock.now(), coach, errand.digits)
        if page is None:
            await tell_no_page(desk, owed.booking)
            return
        await tx.payments.checkout_link(errand.order_id, page.url, page.reference, page.expires_at, desk.now)
        play = owed.order.method is PaymentMethod.SANDBOX
        await tell_page(desk, owed.booking, page.url, until=page.expires_at, play=play)
