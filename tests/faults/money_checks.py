"""What must be true of the books whatever happened: each check gives a sentence for everything that is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from sqlalchemy import Row

from booking.ledger import IN_REVIEW
from booking.money import Currency
from booking.people import Actor
from booking.status import LIVE, Status
from storage.rows import PaymentState, RefundState
from tests.faults.money_books import ON_PAGES, Books, Purse
from tests.faults.money_town import TYPES, Town

SHARES = {offer.consultation_id: offer for offer in TYPES}


def wrong(town: Town, books: Books) -> list[str]:
    """What is wrong between two things that happen; reports may be on their way or lost."""
    return [
        *refunds_beyond(books),
        *nobodys(books),
        *overpaid(books),
        *kept_too_much(books),
        *unpaid(books),
        *limbo(books),
        *seats(books),
        *invented(town, books),
    ]


def wrong_at_rest(town: Town, books: Books) -> list[str]:
    """What is wrong once all is told and every fault is over."""
    return [*wrong(town, books), *unequal(town, books), *stuck(books)]


def refunds_beyond(books: Books) -> Iterator[str]:
    for payment in books.came():
        if books.left(payment) < 0:
            yield f"payment {payment.payment_id}: {books.back(payment)} goes back of {payment.amount_minor}"


def nobodys(books: Books) -> Iterator[str]:
    """What came in is held, earned, looked at, or on its way back; there is no other place."""
    for booking, purses in books.purses().items():
        if purses[Purse.NOBODY]:
            yield f"booking {booking}: {purses[Purse.NOBODY]} is nobody's"


def overpaid(books: Books) -> Iterator[str]:
    """What is more than a booking's price is on its way back."""
    for booking, kept in _kept(books).items():
        most = books.due(booking)
        total = Counter(dict.fromkeys(Currency, 0))
        for payment in kept:
            total[payment.amount_currency] += books.left(payment)
        if any(total[currency] > most[currency] for currency in total) or len(+total) > 1:
            yield f"booking {booking}: {dict(+total)} is kept where {dict(most)} is due"


def kept_too_much(books: Books) -> Iterator[str]:
    """Of what a client cancelled no more is kept than the rules of its type say."""
    for booking_id, kept in _kept(books).items():
        booking, last = books.bookings[booking_id], books.last_change(booking_id)
        if booking.status is not Status.CANCELLED or last is None or last.by is not Actor.USER:
            continue
        offer = SHARES[booking.consultation_id]
        in_time = last.old_start - last.at >= offer.cancel_notice
        percent = 100 - (offer.refund_share_before if in_time else offer.refund_share_inside)
        most = -(-max(books.due(booking_id).values()) * percent // 100)
        if sum(map(books.left, kept)) > most:
            yield f"booking {booking_id}: {sum(map(books.left, kept))} is kept of what was cancelled, {most} may be"


def _kept(books: Books) -> Mapping[int, list[Row[Any]]]:
    """The payments of which something is held or earned, by booking."""
    kept: dict[int, list[Row[Any]]] = {}
    for payment in books.came():
        booking = books.booking_of(payment)
        if booking and books.left(payment) > 0 and books.purse(payment) in {Purse.HELD, Purse.EARNED}:
            kept.setdefault(booking.booking_id, []).append(payment)
    return kept


def unpaid(books: Books) -> Iterator[str]:
    """What is said to be paid ahead was paid: nothing is confirmed for want of a look into the ledger."""
    paid = {books.booking_of(payment) for payment in books.came()}
    for booking in books.bookings.values():
        ahead = booking.payment_method is not None and booking.payment_method.value in ON_PAGES
        if ahead and booking.status in LIVE - {Status.PENDING_PAYMENT} and booking not in paid:
            yield f"booking {booking.booking_id}: {booking.status} and nothing came in"


def limbo(books: Books) -> Iterator[str]:
    """A seat that waits without an end waits for somebody."""
    for booking in books.bookings.values():
        endless = booking.status is Status.PENDING_PAYMENT and booking.hold_expires_at is None
        if endless and not _is_awaited(books, booking.booking_id):
            yield f"booking {booking.booking_id}: its seat waits for nothing"


def _is_awaited(books: Books, booking_id: int) -> bool:
    ours = [p for p in books.payments.values() if p.order_id and books.orders[p.order_id].booking_id == booking_id]
    latest = {(payment.provider, payment.reference): payment.state for payment in ours}
    return (
        any(receipt.booking_id == booking_id and receipt.decision is None for receipt in books.receipts)
        or any(payment.verdict in IN_REVIEW for payment in ours)
        or PaymentState.PENDING in latest.values()
    )


def seats(books: Books) -> Iterator[str]:
    """At most one live booking a seat, and nobody is promised the coach's time twice."""
    taken = Counter((b.session_id, b.seat) for b in books.bookings.values() if b.status in LIVE)
    yield from (f"session {session} has seat {seat} twice" for (session, seat), times in taken.items() if times > 1)
    for one, other in combinations(books.sessions.values(), 2):
        if one.busy_from < other.busy_to and other.busy_from < one.busy_to:
            yield f"sessions {one.id} and {other.id} overlap"


# ------------------------------------------------------------------------------------------- the providers' own books


def invented(town: Town, books: Books) -> Iterator[str]:
    """The ledger has nothing that a provider did not take, and nothing twice."""
    for name, taken in town.taken().items():
        for order, minor in books.at_provider(name).items():
            if minor > taken[order]:
                yield f"order {order}: {minor} is written down, {name} took {taken[order]}"


def unequal(town: Town, books: Books) -> Iterator[str]:
    """To the halala, both ways."""
    for name, taken in town.taken().items():
        if +taken != +books.at_provider(name):
            yield f"{name} took {dict(taken)}, the ledger has {dict(books.at_provider(name))}"
    for name, back in town.given_back().items():
        sent = books.sent_back(name)
        for order in (back.keys() | sent.keys()) - books.foreign():
            if back[order] != sent[order]:
                yield f"{name} gave back {back[order]} of order {order}, the ledger has {sent[order]}"


def stuck(books: Books) -> Iterator[str]:
    """No refund waits to be sent for ever."""
    for refund in books.refunds.values():
        if refund.state in {RefundState.PENDING, RefundState.FAILED}:
            yield f"refund {refund.refund_id} is still {refund.state}"


def payable(town: Town, books: Books) -> list[str]:
    """Pages that still take money for what is over."""
    over = {o.order_id for o in books.orders.values() if books.bookings[o.booking_id].status is Status.CANCELLED}
    return [f"page {page} of order {order} is open" for page, order in town.open_pages() if order in over]
