"""Asking providers what became of a page: for reports that never came, and before a hold ends for want of one."""

from __future__ import annotations

from datetime import datetime, timedelta

from booking.bookings import Booking
from booking.people import Actor, Client
from booking.status import Event, Status, after
from bot.conversations import reminding
from bot.messages import AskProvider, Outgoing, Voice
from bot.services.desk import Desk
from bot.services.notices import tell_client
from bot.services.payments.orders import put, withdraw
from bot.services.payments.refunds import owe_back
from bot.services.rounds import each
from storage.rows import Order, OrderStatus

EVERY = timedelta(hours=1)
SOON = timedelta(seconds=30)
"""A client who comes back from paying and reloads the page asks no more often."""

ASKED_FOR = timedelta(days=4)
"""Longer than Stripe and PayPal repeat their reports, and than their pages live."""

PATIENCE = timedelta(minutes=15)
"""How long a hold that is over waits for its provider to say that nothing was paid."""


async def ask_provider(desk: Desk, order: Order) -> None:
    """Have the provider asked about an order's page, unless that was done a moment ago."""
    if not order.checkout_reference or (order.asked_at and order.asked_at > desk.now - SOON):
        return
    await desk.tx.payments.asked(order.order_id, desk.now)
    await put(desk, order, "ask", AskProvider(order.order_id), waited_for=False)


async def ask_due(desk: Desk, limit: int) -> int:
    """Ask about every open order once an hour; returns about how many."""
    before = desk.now - EVERY
    due = await desk.tx.payments.to_ask(since=desk.now - ASKED_FOR, before=before, limit=limit)

    async def about(order: Order) -> None:
        await ask_provider(desk, order)

    return await each(desk, due, lambda order: order.order_id, about)


async def expire_due(desk: Desk, limit: int) -> int:
    """End the holds that are over; returns how many were looked after.

    Where a page may have been paid, it is closed first, and the hold ends when its provider has said that nothing came
    (`closed`); a provider that does not answer is waited for, and not for ever, and so is money that was approved in
    time and is still to be taken. A booking whose receipt waits for the coach has no end of its hold and is never among
    them.
    """

    async def over(booking: Booking) -> None:
        page = await _page(desk, booking)
        if page is None or _waits_for(booking, page):
            await expire(desk, booking)
            return
        await desk.tx.payments.closing(page.order_id, desk.now)
        await desk.tx.bookings.postpone(booking.booking_id, desk.now + PATIENCE)
        await withdraw(desk, page, waited_for=False)

    return await each(desk, await desk.tx.bookings.holds_expired(desk.now, limit), lambda b: b.booking_id, over)


def _waits_for(booking: Booking, page: Order) -> bool:
    """Whether a hold is over but for the closing of this page; one that was renewed since then goes on."""
    until = booking.hold_expires_at
    return page.closing_at is not None and until is not None and until <= page.closing_at + PATIENCE


async def _page(desk: Desk, booking: Booking) -> Order | None:
    """The open order of a booking that has a page."""
    if booking.payment_method is None:
        return None
    return next((o for o in await desk.tx.payments.open_orders(booking.booking_id) if o.checkout_reference), None)


def is_payable(booking: Booking, order: Order, now: datetime) -> bool:
    """Whether an order is still to be paid and its seat is held, and not only until its page has been closed."""
    until = booking.hold_expires_at
    return (
        order.status is OrderStatus.OPEN
        and booking.status is Status.PENDING_PAYMENT
        and (until is None or until > now)
        and not _waits_for(booking, order)
    )


async def answered(desk: Desk, order_id: int, page: str = "", *, approved: bool = False) -> None:
    """The provider has closed a page, and what it told is written down: a hold that waited for that ends.

    What it told of an older page than the order's ends no hold. Nor does the news that the client `approved` there:
    their money is being taken then, and the hold waits for it as long as it would for the provider's word.
    """
    order = await desk.tx.payments.order(order_id)
    booking = await desk.tx.bookings.get(order.booking_id, lock=True) if order else None
    if order is None or booking is None or order.status is not OrderStatus.OPEN:
        return
    if order.checkout_reference not in {"", page} or (approved and booking.starts_at > desk.now):
        return
    if booking.status is Status.PENDING_PAYMENT and _waits_for(booking, order):
        await expire(desk, booking)


async def close_newer(desk: Desk, before: Order, page: str) -> None:
    """What came in on an older `page` may have paid an order, or have put its newer page out of mind: nobody would ask
    about that one any more, so it is closed. `before` is the order as it was until then."""
    newer = before.checkout_reference
    order = await desk.tx.payments.order(before.order_id)
    if newer in {"", page} or order is None:
        return
    if order.status is not OrderStatus.OPEN or order.checkout_reference != newer:
        await withdraw(desk, before, waited_for=False)


async def expire(desk: Desk, booking: Booking) -> None:
    """The hold is over: the seat is free again, a part that was paid goes back, and the client is told."""
    status = after(booking.status, Event.HOLD_EXPIRED, requires_approval=booking.requires_approval)
    await desk.tx.bookings.release(booking.booking_id, status, desk.now)
    await desk.tx.bookings.change(
        booking.booking_id,
        at=desk.now,
        event=Event.HOLD_EXPIRED,
        from_status=booking.status,
        to_status=status,
        by=Actor.SYSTEM,
        actor_id=None,
    )
    await desk.tx.bookings.postpone(booking.booking_id, None)
    if booking.payment_method is not None and await desk.tx.payments.kept(booking.booking_id):
        await owe_back(desk, booking, "hold over")

    def card(_client: Client, _voice: Voice) -> Outgoing:
        return reminding.hold_ended(booking)

    await tell_client(desk, booking.client_id, card, purpose="hold_expired", booking_id=booking.booking_id)
