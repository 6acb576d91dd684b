"""The ways to pay as data: what each can take, and which of them fit a booking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from booking.catalogue import MeetingType
from booking.money import Currency, Money
from booking.status import PaymentMethod


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """What a payment provider can do. `ahead`: paid before the booking is confirmed, so the seat is held meanwhile."""

    method: PaymentMethod
    currencies: frozenset[Currency] = frozenset(Currency)
    ahead: bool = True
    opens_page: bool = False
    needs_receipt: bool = False
    in_person_only: bool = False
    play_money: bool = False


def fitting(ways: Iterable[Way], amount: Money, meeting: MeetingType) -> tuple[Way, ...]:
    """The ways that take this amount for this kind of meeting, in their order; none for what is free."""
    if not amount.minor:
        return ()
    return tuple(
        way
        for way in ways
        if amount.currency in way.currencies and (meeting is MeetingType.IN_PERSON or not way.in_person_only)
    )


class PaymentNews(StrEnum):
    """What a provider may report of a payment."""

    PAID = "paid"
    FAILED = "failed"  # this attempt; the client may try again while the seat is held


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentEvent:
    """What a provider reports, once its signature was checked.

    `event_id` is the provider's own id of the report, the same each time it is repeated; `reference` its id of the
    payment. `order_id` is None when the report names no order of ours. `amount` is what the provider says it moved.
    """

    provider: str
    event_id: str
    news: PaymentNews
    order_id: int | None
    reference: str
    amount: Money
