"""Opening the order of a booking, in the way that its client wants to pay, and closing what they no longer want."""

from __future__ import annotations

from booking import policy
from booking.bookings import Booking
from booking.errors import Refused
from booking.ledger import Verdict
from booking.money import Money
from booking.paying import Way
from booking.status import PaymentMethod, Status
from bot.messages import Checkout, Errand, Withdraw
from bot.services.desk import Desk
from bot.services.notices import packed
from storage.rows import Order, OrderStatus


async def begin(desk: Desk, booking: Booking, method: PaymentMethod) -> Order:
    """Open the order of a booking, or take up the one that is open for the same way to pay.

    Other open orders of the booking are cancelled, and their pages closed before another is opened: a client who
    changes the way to pay owes once. What is paid ahead holds the seat as long as that way takes; a page to pay on is
    opened after the commit, by an errand. Raises Refused for a way that is not offered here.
    """
    way = _way(desk, method)
    price = way.price(booking.prices)
    if price is None:
        raise Refused("refused-way-to-pay")
    order = await switched(desk, booking, method, price)
    if way.ahead:
        await _hold(desk, booking, method)
    if way.opens_page:
        if _has_ended(desk, order):
            await withdraw(desk, order)
        await put(desk, order, "checkout", Checkout(order.order_id))
    return order


def _has_ended(desk: Desk, order: Order) -> bool:
    """Whether the page of an order is over by our own account and will be replaced, though its provider may still take
    money there; one that is being closed with its hold is left to that."""
    ends = order.checkout_expires_at
    return ends is not None and ends <= desk.now and order.closing_at is None


async def switched(desk: Desk, booking: Booking, method: PaymentMethod, price: Money | None = None) -> Order:
    """The one open order of a booking, for this way to pay; the pages of others are closed."""
    open_ones = await desk.tx.payments.open_orders(booking.booking_id)
    whole = price or booking.amount
    same = next((o for o in open_ones if (o.method, o.amount.currency) == (method, whole.currency)), None)
    owed = same.amount if same else await _rest(desk, booking, whole)
    order = await desk.tx.payments.open_order(booking, method, desk.now, owed)
    for other in open_ones:
        if other.order_id != order.order_id:
            await withdraw(desk, other)
    return order


async def _rest(desk: Desk, booking: Booking, whole: Money) -> Money:
    """What a new order is for: the price, less the parts of it that came in the same currency for orders before."""
    for payment, left in await desk.tx.payments.kept(booking.booking_id):
        if payment.verdict == Verdict.PART and left.currency is whole.currency:
            whole -= left
    return whole


async def close_all(desk: Desk, booking: Booking) -> None:
    """Nothing is owed for a booking any more: its open orders are cancelled, their pages closed."""
    for order in await desk.tx.payments.open_orders(booking.booking_id):
        await desk.tx.payments.settle(order.order_id, OrderStatus.CANCELLED, desk.now)
        await withdraw(desk, order)


async def withdraw(desk: Desk, order: Order, *, waited_for: bool = True) -> None:
    """Have the page of an order closed at its provider, if it may have one."""
    if order.checkout_reference:
        errand = Withdraw(order.order_id, order.checkout_reference)
        await put(desk, order, "withdraw", errand, waited_for=waited_for)


async def put(desk: Desk, order: Order, kind: str, errand: Errand, *, waited_for: bool = True) -> None:
    """Put an errand to a provider in the lane of the order's booking, where they are run one after another: an old page
    is closed before a new one is opened. What nothing waits for has a lane of its own."""
    await desk.tx.outbox.put(
        "",
        f"booking:{order.booking_id}" if waited_for else f"order:{order.order_id}",
        kind,
        packed(errand),
        due_at=desk.now,
        now=desk.now,
        booking_id=order.booking_id,
    )


async def _hold(desk: Desk, booking: Booking, method: PaymentMethod) -> None:
    first, *_ = await desk.tx.payments.orders_of(booking.booking_id)
    until = policy.held_until(method, desk.now, first.created_at, booking)
    if booking.payment_method is not None and booking.hold_expires_at is None:
        until = None  # a receipt or a slow payment waits to be looked at: the hold stands still
    await desk.tx.bookings.save(booking.booking_id, now=desk.now, payment_method=method, hold_expires_at=until)


async def held_anew(desk: Desk, order: Order, booking: Booking) -> Booking:
    """A seat that was kept for money that is gone again is held anew, for the right amount."""
    if booking.status is not Status.PENDING_PAYMENT or booking.hold_expires_at is not None:
        return booking
    until = policy.hold_until(order.method, desk.now, booking.preferred_at)
    return await desk.tx.bookings.save(booking.booking_id, now=desk.now, hold_expires_at=until)


def _way(desk: Desk, method: PaymentMethod) -> Way:
    for way in desk.ways_to_pay:
        if way.method is method:
            return way
    raise Refused("refused-way-to-pay")
