"""What the button of a way to pay says, and what becomes of the receipt of a transfer."""

from __future__ import annotations

from booking.bookings import Booking
from booking.money import Money
from booking.paying import Way
from booking.status import Status
from bot.messages import Amount, Say, Term, say


def way_label(way: Way, prices: tuple[Money, ...]) -> Say:
    """The way's button; with its price where that is another than the booking's own."""
    price = way.price(prices)
    name = f"pay-by-{way.method.value}"
    if price is None or price == prices[0]:
        return say(name)
    return say("pay-by-other-price", way=Term(name), amount=Amount.of(price))


def receipt_kept(booking: Booking) -> Say:
    """The receipt has arrived; whether the seat is still held."""
    return say("receipt-received" if booking.status is Status.PENDING_PAYMENT else "receipt-late")
