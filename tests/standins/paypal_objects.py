"""The PayPal stand-in's orders, captures and refunds, and how they are shown in answers and reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from tests.standins.paypal_rules import Json

GONE = frozenset({"FAILED", "CANCELLED"})


class PageGone(Exception):  # noqa: N818 - what the client sees
    """The page was forgotten, or is done with."""


@dataclass
class Refund:
    id: str
    value: Decimal
    custom_id: str
    status: str
    so_far: Decimal = Decimal()
    """What had gone back in all when this was sent."""


@dataclass
class Capture:
    """Money taken. `status` is the capture's own; whether it was given back is told when it is shown."""

    id: str
    root: str
    order: str
    value: Decimal
    currency: str
    custom_id: str
    status: str
    at: datetime
    disputed: bool = False
    lost: Decimal = Decimal()
    """What banks and PayPal took back: no refund, so it is in no sum of those."""
    refunds: list[Refund] = field(default_factory=list)

    @property
    def refunded(self) -> Decimal:
        return sum((refund.value for refund in self.refunds if refund.status not in GONE), Decimal())

    @property
    def given_back(self) -> Decimal:
        return self.refunded + self.lost

    @property
    def left(self) -> Decimal:
        return self.value - self.given_back

    def money(self, value: Decimal) -> Json:
        return {"currency_code": self.currency, "value": str(value)}

    def shown(self) -> Json:
        status = self.status
        if status == "COMPLETED" and self.refunded:
            status = "PARTIALLY_REFUNDED" if self.refunded < self.value else "REFUNDED"
        return {
            "id": self.id,
            "status": status,
            "amount": self.money(self.value),
            "final_capture": True,
            **({"custom_id": self.custom_id} if self.custom_id else {}),
            "supplementary_data": {"related_ids": {"order_id": self.order}},
            "links": [{"href": f"{self.root}v2/checkout/orders/{self.order}", "rel": "up", "method": "GET"}],
        }

    def shown_refund(self, refund: Refund, *, whole: bool = True) -> Json:
        """As PayPal shows it: which capture it is of stands in its links alone."""
        shown = {"id": refund.id, "status": refund.status}
        links = [
            {"href": f"{self.root}v2/payments/refunds/{refund.id}", "rel": "self", "method": "GET"},
            {"href": f"{self.root}v2/payments/captures/{self.id}", "rel": "up", "method": "GET"},
        ]
        if not whole:
            return {**shown, "links": links}
        return {
            **shown,
            "amount": self.money(refund.value),
            **({"custom_id": refund.custom_id} if refund.custom_id else {}),
            "seller_payable_breakdown": {
                "gross_amount": self.money(refund.value),
                "total_refunded_amount": self.money(refund.so_far),
            },
            "links": links,
        }


@dataclass
class Order:
    """A page. `bank` is what comes of the approval when it is captured: a capture's status, or a refusal's issue."""

    id: str
    root: str
    unit: Json
    look: Json | None
    created: datetime
    status: str
    bank: str = "COMPLETED"
    captures: list[Capture] = field(default_factory=list)

    def shown(self, *, whole: bool = True) -> Json:
        shown: Json = {"id": self.id, "status": self.status, "links": self._links()}
        if not whole:
            return shown
        payments = {
            "captures": [capture.shown() for capture in self.captures],
            "refunds": [capture.shown_refund(one) for capture in self.captures for one in capture.refunds],
        }
        moved = {"payments": {name: what for name, what in payments.items() if what}} if self.captures else {}
        return {**shown, "intent": "CAPTURE", "purchase_units": [{**self.unit, **moved}]}

    def _links(self) -> list[Json]:
        here = f"{self.root}v2/checkout/orders/{self.id}"
        links = [{"href": here, "rel": "self", "method": "GET"}]
        page = {"PAYER_ACTION_REQUIRED": "payer-action", "CREATED": "approve"}.get(self.status)
        if page:
            links.append({"href": f"{self.root}checkoutnow?token={self.id}", "rel": page, "method": "GET"})
        if self.status == "APPROVED":
            links.append({"href": f"{here}/capture", "rel": "capture", "method": "POST"})
        return links
