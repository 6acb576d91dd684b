"""Stripe's objects, in its answers and in its reports alike: what we use of them, and nothing else."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from booking.money import Currency, Money

_NO_DECIMALS = "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF"
_THREE_DECIMALS = "BHD JOD KWD OMR TND"
"""As Stripe counts them, which keeps ISK and UGX at two (docs.stripe.com/currencies)."""


class Intent(msgspec.Struct, frozen=True):
    """A PaymentIntent, where it was asked for in full."""

    id: str
    status: str


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """A Checkout Session. `amount_total` is in Stripe's minor units, `expires_at` in Unix seconds."""

    id: str
    mode: str
    payment_status: str
    expires_at: int
    status: str | None = None
    amount_total: int | None = None
    currency: str | None = None
    url: str | None = None
    payment_intent: str | Intent | None = None
    metadata: dict[str, str] | None = None


class Refund(msgspec.Struct, frozen=True, kw_only=True):
    """Money on its way back; `status` is pending, requires_action, succeeded, failed or canceled."""

    id: str
    amount: int
    currency: str
    status: str | None = None
    payment_intent: str | None = None
    metadata: dict[str, str] | None = None


class Refunds(msgspec.Struct, frozen=True):
    """One page of a list of refunds."""

    data: tuple[Refund, ...]


class Charge(msgspec.Struct, frozen=True, kw_only=True):
    """Money that was taken; `amount_refunded` is all that has gone back of it so far."""

    amount_refunded: int
    currency: str
    payment_intent: str | None = None
    metadata: dict[str, str] | None = None


class Dispute(msgspec.Struct, frozen=True, kw_only=True):
    """The client's bank asks for the money back; `status` ends as won, lost or warning_closed."""

    amount: int
    currency: str
    status: str
    payment_intent: str | None = None


def money_of(minor: int | None, currency: str | None) -> tuple[Money | None, str]:
    """An amount as ours, or in words where the currency is none of ours."""
    if minor is None or not currency:
        return None, ""
    code = currency.upper()
    if code in Currency.__members__:
        return Money(minor, Currency(code)), ""
    digits = 0 if code in _NO_DECIMALS else 3 if code in _THREE_DECIMALS else 2
    return None, f"{Decimal(minor).scaleb(-digits)} {code}"
