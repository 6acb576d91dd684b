"""What money that comes in is for: one pure decision for every order of events, and what goes back of what was kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from booking.bookings import Booking
from booking.money import Money
from booking.status import PaymentStatus, Status


class Verdict(StrEnum):
    """What a payment was found to be for; stored with it."""

    SETTLES = "settles"
    REVIVES = "revives"  # the hold was over: it settles if the seat can still be had, else it is CHOICE
    CHOICE = "choice"  # the seat went to somebody else: its client takes another time or the money
    LATE = "late"  # nothing is left that it could pay for: it goes back
    EXTRA = "extra"  # the booking is paid already: it goes back
    PART = "part"  # a person has seen less than is owed: it is kept, and the rest is awaited
    MISMATCHED = "mismatched"  # not what is owed: the coach looks at it, and nothing is confirmed
    STRAY = "stray"  # for no order of ours: the coach looks at it
    RETURNED = "returned"  # the coach looked at it, and it goes back


IN_REVIEW = frozenset({Verdict.MISMATCHED, Verdict.STRAY})
"""What waits for the coach's decision."""

PAID = frozenset({PaymentStatus.COMPLETED, PaymentStatus.REFUNDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Money that has come in, and what is known when it does.

    `received` is None for a currency that is none of ours. `kept` is what came in before and counts towards what is
    owed. `seen` says that a person looked at the amount; `expired` that the booking was cancelled because its hold
    was over, and by nothing else.
    """

    owed: Money
    received: Money | None
    kept: Money
    seen: bool = False
    expired: bool = False


def verdict(booking: Booking | None, arrival: Arrival, now: datetime) -> Verdict:
    """What the money is for: the table of `docs/payments.md`, row by row."""
    if booking is None:
        return Verdict.STRAY
    if arrival.received is None:
        return Verdict.MISMATCHED
    settles = Verdict.REVIVES if booking.status is Status.CANCELLED else Verdict.SETTLES
    return _too_late(booking, arrival, now) or _unfit(arrival, arrival.received) or settles


def _too_late(booking: Booking, arrival: Arrival, now: datetime) -> Verdict | None:
    """Whether there is nothing left to pay for."""
    if booking.payment_status in PAID:
        return Verdict.EXTRA
    over = booking.starts_at <= now
    ended = booking.status is Status.CANCELLED and (over or not arrival.expired)
    return Verdict.LATE if ended or (booking.status is Status.PENDING_PAYMENT and over) else None


def _unfit(arrival: Arrival, received: Money) -> Verdict | None:
    """What becomes of an amount that is not what is owed; None when it is, or is more and a person has seen it."""
    if received.currency is not arrival.owed.currency or received.minor <= 0:
        return Verdict.MISMATCHED
    due = arrival.owed - arrival.kept
    if received == due or (arrival.seen and received > due):
        return None
    return Verdict.PART if arrival.seen else Verdict.MISMATCHED


def shares(kept: tuple[Money, ...], percent: int) -> tuple[Money, ...]:
    """How much of each kept payment goes back, so that together it is `percent` of all, rounded down to a minor unit.

    Later payments are emptied first. All are of one currency.
    """
    total = sum(money.minor for money in kept)
    left = total * percent // 100
    back: list[Money] = []
    for money in reversed(kept):
        taken = min(money.minor, left)
        left -= taken
        back.append(Money(taken, money.currency))
    return tuple(reversed(back))
