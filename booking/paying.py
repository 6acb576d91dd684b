"""The ways to pay as data: what each can take, which of them fit a booking, and what a provider may report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from booking.catalogue import MeetingType
from booking.money import Currency, Money
from booking.status import PaymentMethod


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """What a payment provider can do. `ahead`: paid before the booking is confirmed, so the seat is held meanwhile.

    `only_on` names the one channel that it works in. `refund_days` are the working days (from, to) after which a refund
    is usually back on the client's account; None where a person gives it back.
    """

    method: PaymentMethod
    currencies: frozenset[Currency] = frozenset(Currency)
    ahead: bool = True
    opens_page: bool = False
    needs_receipt: bool = False
    in_person_only: bool = False
    play_money: bool = False
    only_on: str = ""
    refund_days: tuple[int, int] | None = None

    def price(self, prices: Iterable[Money]) -> Money | None:
        """What is paid this way: the first of a booking's prices whose currency it takes."""
        return next((price for price in prices if price.currency in self.currencies), None)


def fitting(ways: Iterable[Way], prices: tuple[Money, ...], meeting: MeetingType, channel: str) -> tuple[Way, ...]:
    """The ways that take one of these prices for this kind of meeting on this channel; none for what is free."""
    if not prices[0].minor:
        return ()
    return tuple(
        way
        for way in ways
        if way.price(prices) is not None
        and (meeting is MeetingType.IN_PERSON or not way.in_person_only)
        and way.only_on in {"", channel}
    )


class PaymentNews(StrEnum):
    """What a provider may report."""

    PAID = "paid"
    PENDING = "pending"  # on its way: a bank has yet to send it, or the provider looks into it
    FAILED = "failed"  # this attempt; the client may try again while the seat is held
    APPROVED = "approved"  # the client agreed, and no money moves until it is captured
    EXPIRED = "expired"  # the page is closed and was not paid
    REFUNDED = "refunded"  # `amount` is all that has gone back of this payment so far
    REFUND_FAILED = "refund_failed"
    DISPUTED = "disputed"  # the client's bank asks for the money back; the coach has to answer in time
    DISPUTE_WON = "dispute_won"
    DISPUTE_LOST = "dispute_lost"  # `amount` was taken back


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentEvent:
    """What a provider reports, once its signature was checked.

    `event_id` is the provider's own id of the report, the same each time it is repeated; `reference` its id of the
    payment (of the checkout, for APPROVED and EXPIRED); `refund` its id of the refund that is spoken of. `order_id` is
    None when the report names no order of ours. `amount` is what the provider says it moved: None for a currency that
    is none of ours, and `told` then has it in the provider's words («12.00 EUR»), or where no amount was reported.
    """

    provider: str
    event_id: str
    news: PaymentNews
    order_id: int | None
    reference: str
    amount: Money | None = None
    told: str = ""
    refund: str = ""
