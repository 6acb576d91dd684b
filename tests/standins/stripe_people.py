"""What clients, the merchant and banks do on the other side of the Stripe stand-in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from tests.standins.stripe_books import Books
from tests.standins.stripe_objects import PageClosed, Payment, Session


class People(Books):
    """The books, and those who fill them."""

    def __init__(self, now: Callable[[], datetime], webhook_secret: str) -> None:
        super().__init__(now, webhook_secret)
        self.disputed: dict[str, dict[str, Any]] = {}

    # ------------------------------------------------------------------------------------------- what a client does

    def pays(self, session: str, *, minor: int | None = None, currency: str = "") -> str:
        """By card, at once; the payment's id. Raises `PageClosed`."""
        payment = self._leaves(session, "paid", "succeeded", minor, currency)
        self.tell("checkout.session.completed", self.sessions[session].shown())
        return payment.id

    def pays_slowly(self, session: str) -> str:
        """Through a bank that takes days; the payment's id. Raises `PageClosed`."""
        payment = self._leaves(session, "unpaid", "processing", None, "")
        self.tell("checkout.session.completed", self.sessions[session].shown())
        return payment.id

    def slow_payment_arrives(self, session: str) -> None:
        page = self._slow(session, "succeeded")
        page.payment_status = "paid"
        self.tell("checkout.session.async_payment_succeeded", page.shown())

    def slow_payment_fails(self, session: str) -> None:
        page = self._slow(session, "requires_payment_method")
        self.tell("checkout.session.async_payment_failed", page.shown())

    def _slow(self, session: str, status: str) -> Session:
        page = self.sessions[session]
        if page.payment is None or page.payment.status != "processing":
            raise PageClosed(session)
        page.payment.status = status
        return page

    def _leaves(self, session: str, paid: str, status: str, minor: int | None, currency: str) -> Payment:
        """A page that was filled in: it is complete, and never open again."""
        self.look_at_the_clock()
        page = self.sessions[session]
        if page.status != "open":
            raise PageClosed(session)
        page.minor, page.currency = page.minor if minor is None else minor, currency or page.currency
        metadata = page.params.get("payment_intent_data", {}).get("metadata", {})
        payment = Payment(self.new("pi"), self.new("ch"), page.minor, page.currency, metadata, status)
        self.payments[payment.id] = page.payment = payment
        page.status, page.payment_status = "complete", paid
        return payment

    # ----------------------------------------------------------------------------------- what merchant and banks do

    def refunds_in_dashboard(self, payment: str, minor: int | None = None) -> str:
        """All that is left, or `minor` of it; the refund's id."""
        return str(self.give_back(self.payments[payment], minor, {})["id"])

    def refund_arrives(self, refund: str) -> None:
        self._refund_ends(refund, "succeeded", "refund.updated")

    def refund_fails(self, refund: str) -> None:
        """The money comes back to the merchant; Stripe tells of it in three ways."""
        payment = self._refund_ends(refund, "failed", "refund.updated", "charge.refund.updated", "refund.failed")
        self.tell("charge.updated", payment.shown_charge())

    def _refund_ends(self, refund: str, status: str, *kinds: str) -> Payment:
        payment, told = next(
            (payment, one) for payment in self.payments.values() for one in payment.refunds if one["id"] == refund
        )
        told["status"] = status
        for kind in kinds:
            self.tell(kind, told)
        return payment

    def disputes(self, payment: str, minor: int | None = None) -> str:
        """The client asks their bank for the money back; the dispute's id."""
        paid = self.payments[payment]
        paid.disputed = True
        amount = paid.minor if minor is None else minor
        dispute: dict[str, Any] = {
            "id": self.new("dp"),
            "object": "dispute",
            "amount": amount,
            "currency": paid.currency,
        }
        dispute |= {"status": "needs_response", "payment_intent": paid.id, "charge": paid.charge, "metadata": {}}
        self.disputed[dispute["id"]] = dispute
        self.tell("charge.dispute.created", dispute)
        return str(dispute["id"])

    def dispute_ends(self, dispute: str, status: str) -> None:
        """`status` is won, lost or warning_closed. What is lost has left, and refunds are taken of the rest again."""
        told = self.disputed[dispute]
        told["status"] = status
        paid = self.payments[told["payment_intent"]]
        paid.disputed = False
        paid.lost += told["amount"] if status == "lost" else 0
        self.tell("charge.dispute.closed", told)
