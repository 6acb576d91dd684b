"""Seats that wait for a client: the nudge when half of the time is gone."""

from __future__ import annotations

from booking.bookings import Booking
from booking.people import Client
from bot.conversations import reminding
from bot.messages import Outgoing, Voice
from bot.services.desk import Desk
from bot.services.notices import tell_client
from bot.services.rounds import each
from storage.rows import OrderStatus


async def nudge_due(desk: Desk, limit: int) -> int:
    """Tell clients that half of their hold is gone, once a hold; returns how many bookings were looked after."""

    async def nudge(booking: Booking) -> None:
        page = await _page(desk, booking)

        def card(_client: Client, _voice: Voice) -> Outgoing:
            return reminding.hold_ends(booking, desk.now, page)

        await tell_client(desk, booking.client_id, card, purpose="hold_nudge", booking_id=booking.booking_id)
        await desk.tx.bookings.nudged(booking.booking_id)

    return await each(desk, await desk.tx.bookings.holds_to_nudge(desk.now, limit), lambda b: b.booking_id, nudge)


async def _page(desk: Desk, booking: Booking) -> str:
    """Where it is paid, while that page takes money."""
    order = await desk.tx.payments.order_of(booking.booking_id) if booking.payment_method else None
    if order is None or order.status is not OrderStatus.OPEN or order.checkout_expires_at is None:
        return ""
    return order.checkout_url if order.checkout_expires_at > desk.now else ""
