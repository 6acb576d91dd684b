"""A transfer of less than is owed: what came is kept, and the rest is asked for on the same account."""

from __future__ import annotations

from booking import policy
from booking.bookings import Booking
from booking.ledger import Verdict
from booking.money import Money
from booking.people import Client
from booking.status import Status
from bot.messages import Outgoing, Voice
from bot.services.desk import Desk
from bot.services.notices import tell_client
from bot.services.payments.orders import withdraw
from bot.services.payments.transfer import rest_card
from storage.rows import Order, OrderStatus


async def parts_of(desk: Desk, order: Order, booking: Booking, but: int | None = None, *, seen: bool = False) -> Money:
    """What came in for an order in parts that a person has seen, the payment number `but` left out.

    `seen`: for a person, who reads one account, parts that came for other orders of the booking count as well, as far
    as this order was not made cheaper by them. A page takes what stands on it, whatever came beside.
    """
    own = beside = 0
    for payment, left in await desk.tx.payments.kept(booking.booking_id):
        if payment.verdict != Verdict.PART or payment.payment_id == but or left.currency is not order.amount.currency:
            continue
        if payment.order_id == order.order_id:
            own += left.minor
        else:
            beside += left.minor
    counted = max(beside - cheaper(order, booking).minor, 0) if seen else 0
    return Money(own + counted, order.amount.currency)


def cheaper(order: Order, booking: Booking) -> Money:
    """How much less an order is for than the price, because of the parts that came before it was opened."""
    whole = next((price for price in booking.prices if price.currency is order.amount.currency), order.amount)
    return whole - order.amount


async def await_the_rest(desk: Desk, order: Order, booking: Booking, came: Money, rest: Money) -> None:
    """The seat is held anew for the rest, to be paid where the part came, and the client told how much it is.

    Without an end while another receipt is yet to be looked at, which may be of the rest.
    """
    await _only_open(desk, order)
    if booking.status is Status.PENDING_PAYMENT:
        waits = any(r.booking_id == booking.booking_id for r in await desk.tx.payments.waiting_receipts())
        until = None if waits else policy.hold_until(order.method, desk.now, booking.preferred_at)
        booking = await desk.tx.bookings.save(
            booking.booking_id, now=desk.now, payment_method=order.method, hold_expires_at=until
        )

    def card(_client: Client, _voice: Voice) -> Outgoing:
        return rest_card(order, booking, desk.coach, came=came, rest=rest)

    await tell_client(desk, booking.client_id, card, purpose="payment_part", booking_id=booking.booking_id)


async def _only_open(desk: Desk, order: Order) -> None:
    """The order that a part came for is the open one again, and alone: a client who went to a page meanwhile does not
    pay the whole price there, and the receipt of the rest is awaited."""
    for other in await desk.tx.payments.open_orders(order.booking_id):
        if other.order_id != order.order_id:
            await desk.tx.payments.settle(other.order_id, OrderStatus.CANCELLED, desk.now)
            await withdraw(desk, other)
    await desk.tx.payments.settle(order.order_id, OrderStatus.OPEN, desk.now)
