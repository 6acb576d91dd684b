"""What clients, the merchant, banks and PayPal itself do on the other side of the PayPal stand-in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

from tests.standins.paypal_books import Books
from tests.standins.paypal_objects import Capture, Order, PageGone, Refund
from tests.standins.paypal_rules import Json, Refusal


class People(Books):
    """The books, and those who fill them."""

    def __init__(self, now: Callable[[], datetime], webhook_id: str) -> None:
        super().__init__(now, webhook_id)
        self.disputed: dict[str, Json] = {}

    # ------------------------------------------------------------------------------------------- what a client does

    def approves(self, order: str, *, value: str = "", currency: str = "") -> None:
        """«Pay now»: no money moves. `value` and `currency` make it another amount than was asked for. Raises
        `PageGone`."""
        self._approved(order, "COMPLETED", value, currency)

    def approves_slowly(self, order: str) -> None:
        """From a bank account: the capture will be pending until it `clears`, or PayPal `denies` it."""
        self._approved(order, "PENDING")

    def approves_and_declines(self, order: str, *, issue: str = "INSTRUMENT_DECLINED") -> None:
        """With a card that the bank refuses when the money is taken: there will be no capture, and another card may
        be approved. «DECLINED» for a capture that is refused at once."""
        self._approved(order, issue)

    def _approved(self, name: str, bank: str, value: str = "", currency: str = "") -> None:
        try:
            order = self.order(name)
        except Refusal:
            raise PageGone(name) from None
        if order.captures or order.status == "VOIDED":
            raise PageGone(name)
        money = order.unit["amount"]
        order.unit["amount"] = {
            "currency_code": currency or money["currency_code"],
            "value": value or money["value"],
        }
        order.status, order.bank = "APPROVED", bank
        self.tell("CHECKOUT.ORDER.APPROVED", order.shown(), resource_type="checkout-order")

    # ----------------------------------------------------------------------------------- what banks and PayPal do

    def captured(self, order: str) -> str:
        """The capture of an order, by its id."""
        return self.orders[order].captures[-1].id

    def clears(self, capture: str) -> None:
        self._ends(capture, "COMPLETED", "PAYMENT.CAPTURE.COMPLETED")

    def denies(self, capture: str) -> None:
        self._ends(capture, "DECLINED", "PAYMENT.CAPTURE.DENIED")

    def _ends(self, name: str, status: str, kind: str) -> None:
        capture = self.captures[name]
        if capture.status != "PENDING":
            raise PageGone(name)
        capture.status = status
        self.tell(kind, capture.shown())

    def lets_go(self, order: str) -> None:
        """PayPal gives an approval back that nobody captured in time."""
        gone: Order = self.orders[order]
        gone.status = "VOIDED"
        self.tell(
            "CHECKOUT.PAYMENT-APPROVAL.REVERSED", {"order_id": gone.id, "purchase_units": [gone.unit]}, resource_type=""
        )

    def reverses(self, capture: str, value: str = "") -> None:
        """All that is left, or `value` of it, is taken back without asking: told in the shape of a refund."""
        taken: Capture = self.captures[capture]
        gone = Refund(self.new(), Decimal(value) if value else taken.left, "", "COMPLETED")
        taken.lost += gone.value
        gone.so_far = taken.given_back
        self.tell("PAYMENT.CAPTURE.REVERSED", taken.shown_refund(gone), resource_type="refund")

    # --------------------------------------------------------------------------------------- what the merchant does

    def refunds_in_dashboard(self, capture: str, value: str = "") -> str:
        """All that is left, or `value` of it («5.00»); the refund's id."""
        taken = self.captures[capture]
        return self.give_back(taken, {"amount": taken.money(Decimal(value))} if value else {}).id

    def refund_fails(self, refund: str) -> None:
        """The money comes back to the merchant."""
        taken, back = self._refund(refund)
        back.status = "FAILED"
        self.tell("PAYMENT.REFUND.FAILED", taken.shown_refund(back))

    def refund_arrives(self, refund: str) -> None:
        """PayPal tells of it once more."""
        taken, back = self._refund(refund)
        back.status = "COMPLETED"
        self.tell("PAYMENT.CAPTURE.REFUNDED", taken.shown_refund(back))

    def _refund(self, name: str) -> tuple[Capture, Refund]:
        return next((taken, back) for taken in self.captures.values() for back in taken.refunds if back.id == name)

    # --------------------------------------------------------------------------------------------------- disputes

    def disputes(self, *captures: str, value: str = "") -> str:
        """The client asks PayPal for the money back; the dispute's id."""
        taken = [self.captures[name] for name in captures]
        total = sum((one.value for one in taken), Decimal())
        dispute: Json = {
            "dispute_id": f"PP-D-{self.new()}",
            "status": "OPEN",
            "reason": "MERCHANDISE_OR_SERVICE_NOT_RECEIVED",
            "disputed_transactions": [
                {"seller_transaction_id": one.id, "custom": one.custom_id, "seller": {"name": "Jalsa"}} for one in taken
            ],
            "dispute_amount": taken[0].money(Decimal(value) if value else total),
        }
        for one in taken:
            one.disputed = True
        self.disputed[dispute["dispute_id"]] = dispute
        self.tell("CUSTOMER.DISPUTE.CREATED", dispute)
        return str(dispute["dispute_id"])

    def dispute_ends(self, dispute: str, outcome: str) -> None:
        """`outcome` is PayPal's code for it. That one is lost moves no money yet: it `loses`."""
        told = self.disputed[dispute]
        told |= {"status": "RESOLVED", "dispute_outcome": {"outcome_code": outcome}}
        for one in told["disputed_transactions"]:
            self.captures[one["seller_transaction_id"]].disputed = False
        self.tell("CUSTOMER.DISPUTE.RESOLVED", told)

    def loses(self, dispute: str) -> None:
        """A dispute about one capture, decided for the client and taken at once: told as both."""
        told = self.disputed[dispute]
        (paid,) = told["disputed_transactions"]
        self.reverses(paid["seller_transaction_id"], told["dispute_amount"]["value"])
        self.dispute_ends(dispute, "RESOLVED_BUYER_FAVOUR")
