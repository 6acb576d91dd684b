"""What the page after paying may say of an order: only what the ledger says, and nothing about a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from booking.bookings import Booking
from booking.status import Status
from bot.messages import Amount, Code, Moment, Say, say
from bot.services.payments import standing_money
from storage.rows import Order, OrderStatus, Payment, PaymentState, Refund
from storage.uow import Tx


@dataclass(frozen=True, slots=True)
class Books:
    """What is written down about one order: what was said of its payments, and what goes back of them."""

    order: Order
    booking: Booking
    payments: tuple[Payment, ...]
    refunds: tuple[Refund, ...]

    @property
    def came(self) -> tuple[Payment, ...]:
        """The payments that came in."""
        return tuple(payment for payment in self.payments if payment.state is PaymentState.COMPLETED)

    @property
    def under_way(self) -> bool:
        """Whether a payment was said to be on its way, and nothing more of it since."""
        latest = {(payment.provider, payment.reference): payment.state for payment in self.payments}
        return PaymentState.PENDING in latest.values()


@dataclass(frozen=True, slots=True)
class Standing:
    """A title and lines. `page` is where the order can be paid now, if anywhere; `awaited`: news of a payment may come
    at any moment."""

    title: Say
    lines: tuple[Say, ...]
    page: str = ""
    awaited: bool = False


async def books_of(tx: Tx, order_id: int) -> Books | None:
    """All that is written down about an order; None when there is none by that number."""
    order = await tx.payments.order(order_id)
    booking = await tx.bookings.get(order.booking_id) if order else None
    if order is None or booking is None:
        return None
    payments = await tx.payments.of_order(order_id)
    ours = {payment.payment_id for payment in payments}
    refunds = await tx.payments.refunds_of(booking.booking_id)
    return Books(order, booking, payments, tuple(refund for refund in refunds if refund.payment_id in ours))


def seen(books: Books, now: datetime, *, turned_back: bool) -> Standing:
    """Where an order stands. `turned_back`: the browser comes from the provider's way out, which proves nothing.

    Whoever may just have paid is never told that they have not, nor asked to pay again.
    """
    if books.came:
        title, lines = standing_money.told(books.booking, books.came, books.refunds)
        return Standing(title, (_number(books), *lines))
    if books.under_way:
        return _told(books, "returned-under-way", say("returned-under-way-note"), awaited=True)
    if not _is_kept(books.booking, now):
        after = () if turned_back else (say("returned-if-paid"),)
        return _told(books, "returned-released", say("returned-released-note"), *after, awaited=not turned_back)
    if books.order.status is not OrderStatus.OPEN:
        return _told(books, "returned-closed", say("returned-if-paid"))
    if turned_back:
        return _told(books, "returned-nothing", *_kept_until(books), page=_page(books, now))
    return _told(books, "returned-awaited", awaited=True)


def _told(books: Books, title: str, *lines: Say, page: str = "", awaited: bool = False) -> Standing:
    about = (_number(books), say("line-amount", amount=Amount.of(books.order.amount)))
    return Standing(Say(title), (*about, *lines), page, awaited)


def _number(books: Books) -> Say:
    return say("line-number", number=Code(books.booking.booking_number))


def _is_kept(booking: Booking, now: datetime) -> bool:
    """Whether the seat is still the client's: given back, or about to be by the next round of the clock."""
    if booking.status is Status.PENDING_PAYMENT and booking.hold_expires_at is not None:
        return booking.hold_expires_at > now
    return booking.status is not Status.CANCELLED


def _kept_until(books: Books) -> tuple[Say, ...]:
    """While its page is being closed, the hold is over and only waits for the provider's word."""
    until = None if books.order.closing_at else books.booking.hold_expires_at
    return (say("returned-kept", until=Moment(until)),) if until else ()


def _page(books: Books, now: datetime) -> str:
    """Where the order can be paid: its page, while the seat waits for it and the provider still takes the money."""
    order, expires = books.order, books.order.checkout_expires_at
    waits = books.booking.status is Status.PENDING_PAYMENT and order.closing_at is None
    return order.checkout_url if waits and expires is not None and expires > now else ""
