"""The Stripe stand-in's pages and payments, and how they are shown in answers and reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.standins.stripe_rules import Params

GONE = frozenset({"failed", "canceled"})


class PageClosed(Exception):  # noqa: N818 - what the client sees
    """The page is expired or was paid before."""


@dataclass
class Payment:
    """A PaymentIntent and its one charge."""

    id: str
    charge: str
    minor: int
    currency: str
    metadata: dict[str, str]
    status: str = "succeeded"
    disputed: bool = False
    lost: int = 0
    """What banks took back in disputes: no refund, so no charge shows it as one."""
    refunds: list[dict[str, Any]] = field(default_factory=list)

    @property
    def refunded(self) -> int:
        return sum(refund["amount"] for refund in self.refunds if refund["status"] not in GONE)

    @property
    def given_back(self) -> int:
        return self.refunded + self.lost

    def shown(self) -> dict[str, Any]:
        intent = {"id": self.id, "object": "payment_intent", "amount": self.minor, "currency": self.currency}
        return {**intent, "status": self.status, "metadata": self.metadata, "latest_charge": self.charge}

    def shown_charge(self) -> dict[str, Any]:
        return {
            "id": self.charge,
            "object": "charge",
            "amount": self.minor,
            "amount_refunded": self.refunded,
            "currency": self.currency,
            "metadata": self.metadata,
            "payment_intent": self.id,
            "refunded": self.refunded == self.minor,
            "disputed": self.disputed,
        }


@dataclass
class Session:
    """A page. `minor` and `currency` are what it asks for."""

    id: str
    url: str
    params: Params
    created: int
    expires_at: int
    minor: int
    currency: str
    status: str = "open"
    payment_status: str = "unpaid"
    payment: Payment | None = None

    def shown(self, *, in_full: bool = False) -> dict[str, Any]:
        paid = self.payment and (self.payment.shown() if in_full else self.payment.id)
        return {
            "id": self.id,
            "object": "checkout.session",
            "mode": "payment",
            "status": self.status,
            "payment_status": self.payment_status,
            "amount_total": self.minor,
            "currency": self.currency,
            "client_reference_id": self.params.get("client_reference_id"),
            "metadata": self.params.get("metadata", {}),
            "payment_intent": paid,
            "created": self.created,
            "expires_at": self.expires_at,
            "url": self.url if self.status == "open" else None,
            "livemode": False,
        }
