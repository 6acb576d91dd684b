"""What the page after paying says of money that came in: each sum of it, and each sum that goes back."""

from __future__ import annotations

from collections.abc import Iterator

from booking.bookings import Booking
from booking.ledger import IN_REVIEW, Verdict
from booking.status import FINAL, PaymentStatus, Status
from bot.messages import Amount, Say, Term, say
from storage.rows import Payment, Refund, RefundState

_BACK = {
    RefundState.PENDING: "returned-owed-back",
    RefundState.FAILED: "returned-owed-back",  # it is tried again, and the coach knows of it
    RefundState.BY_HAND: "returned-back-by-hand",
    RefundState.SENT: "returned-sent-back",
    RefundState.COMPLETED: "returned-got-back",
}


def told(booking: Booking, came: tuple[Payment, ...], refunds: tuple[Refund, ...]) -> tuple[Say, tuple[Say, ...]]:
    """A title, and a line for each sum; `refunds` are those of the payments that `came`."""
    sums = (*map(_came, came), *map(_went, refunds))
    if _all_back(came, refunds):
        arrived = all(refund.state is RefundState.COMPLETED for refund in refunds)
        return say("returned-gone-back" if arrived else "returned-going-back"), (*sums, *_status(booking))
    return _title(booking, came), (*sums, *_status(booking), *_open(booking, came))


def _came(payment: Payment) -> Say:
    """A currency that is none of ours is named as the provider did."""
    return say("returned-came", amount=payment.note or Amount.of(payment.amount))


def _went(refund: Refund) -> Say:
    return Say(_BACK[refund.state], {"amount": Amount.of(refund.amount)})


def _all_back(came: tuple[Payment, ...], refunds: tuple[Refund, ...]) -> bool:
    """Whether something goes back, and nothing of what came stays."""
    left = {payment.payment_id: payment.amount.minor for payment in came}
    for refund in refunds:
        left[refund.payment_id] -= refund.amount.minor
    return bool(refunds) and max(left.values()) <= 0


def _title(booking: Booking, came: tuple[Payment, ...]) -> Say:
    if booking.status is Status.CANCELLED:
        return say("returned-late" if _chooses(booking, came) else "returned-cancelled")
    return say("returned-paid" if booking.payment_status is PaymentStatus.COMPLETED else "returned-some")


def _status(booking: Booking) -> tuple[Say, ...]:
    """How the booking goes on, while it does."""
    if booking.status in FINAL or booking.status is Status.PENDING_PAYMENT:
        return ()
    return (say("line-status", status=Term(f"status-{booking.status.value}")),)


def _open(booking: Booking, came: tuple[Payment, ...]) -> Iterator[Say]:
    """What is still to be decided, and by whom."""
    if any(payment.verdict in IN_REVIEW for payment in came):
        yield say("returned-in-review")
    elif _chooses(booking, came):
        yield say("returned-choice")
    elif booking.payment_status is not PaymentStatus.COMPLETED:
        yield say("returned-in-the-chat")


def _chooses(booking: Booking, came: tuple[Payment, ...]) -> bool:
    """Whether its client has yet to choose between another time and the money."""
    return booking.status is Status.CANCELLED and any(payment.verdict == Verdict.CHOICE for payment in came)
