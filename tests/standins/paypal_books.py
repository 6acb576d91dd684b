"""The books of the PayPal stand-in: its orders, captures and refunds, what may be done with them, and its reports."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import zlib
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal

from tests.standins.paypal_objects import Capture, Order, Refund
from tests.standins.paypal_rules import Json, missing, refused
from tests.standins.reports import Report, Reports

LIVES = timedelta(hours=3)
"""How long an order lives that nobody captures."""

REFUNDABLE = timedelta(days=180)


class Books:
    """Everything that one business account knows. `now` is its clock; `refunds_are` the state of a refund at first."""

    def __init__(self, now: Callable[[], datetime], webhook_id: str) -> None:
        self.now = now
        self.webhook_id = webhook_id
        self.root = ""  # where it is served, known from the first request on
        self.reports = Reports()
        self.orders: dict[str, Order] = {}
        self.captures: dict[str, Capture] = {}
        self.refunds_are = "COMPLETED"
        self._ids = 0

    @property
    def taken(self) -> Counter[int]:
        """What has come in, in minor units by order of ours."""
        return self._by_order(lambda capture: capture.value)

    @property
    def given_back(self) -> Counter[int]:
        """What has gone back of it or is on its way, in minor units by order of ours."""
        return self._by_order(lambda capture: capture.given_back)

    def _by_order(self, value: Callable[[Capture], Decimal]) -> Counter[int]:
        total: Counter[int] = Counter()
        for capture in self.captures.values():
            if capture.status == "COMPLETED":
                total[int(capture.custom_id or 0)] += int(value(capture).scaleb(2))
        return total

    # ---------------------------------------------------------------------------------------------- what is asked for

    def open_order(self, body: Json) -> Order:
        (unit,) = body["purchase_units"]
        source = body.get("payment_source")
        look = source["paypal"]["experience_context"] if source else None
        order = Order(self.new(), self.root, unit, look, self.now(), "PAYER_ACTION_REQUIRED" if source else "CREATED")
        self.orders[order.id] = order
        return order

    def order(self, name: str) -> Order:
        """One that is still known."""
        order = self.orders.get(name)
        if order is None or (not order.captures and order.created + LIVES <= self.now()):
            raise missing()
        return order

    def take(self, order: Order) -> Order:
        """Capture what was approved. What the bank declines is not approved any more."""
        if order.captures:
            raise refused("ORDER_ALREADY_CAPTURED")
        if order.status != "APPROVED":
            raise refused("ORDER_NOT_APPROVED")
        if order.bank not in {"COMPLETED", "PENDING", "DECLINED"}:
            order.status = "PAYER_ACTION_REQUIRED"
            raise refused(order.bank)
        order.status = "COMPLETED"
        capture = self._captured(order)
        self.tell(f"PAYMENT.CAPTURE.{capture.status}", capture.shown())
        return order

    def _captured(self, order: Order) -> Capture:
        money, ours = order.unit["amount"], order.unit.get("custom_id", "")
        value, currency = Decimal(money["value"]), money["currency_code"]
        capture = Capture(self.new(), self.root, order.id, value, currency, ours, order.bank, self.now())
        order.captures.append(capture)
        self.captures[capture.id] = capture
        return capture

    def capture(self, name: str) -> Capture:
        if name not in self.captures:
            raise missing()
        return self.captures[name]

    def give_back(self, capture: Capture, body: Json) -> Refund:
        """All that is left where no amount is named."""
        money = body.get("amount") or capture.money(capture.left)
        self._check_refund(capture, money)
        refund = Refund(self.new(), Decimal(money["value"]), body.get("custom_id", ""), self.refunds_are)
        capture.refunds.append(refund)
        refund.so_far = capture.refunded
        if refund.status != "FAILED":
            self.tell("PAYMENT.CAPTURE.REFUNDED", capture.shown_refund(refund))
        return refund

    def _check_refund(self, capture: Capture, money: Json) -> None:
        if capture.status != "COMPLETED":
            raise refused("PENDING_CAPTURE" if capture.status == "PENDING" else "REFUND_NOT_ALLOWED")
        if capture.at + REFUNDABLE <= self.now():
            raise refused("REFUND_TIME_LIMIT_EXCEEDED")
        if not capture.left:
            raise refused("CAPTURE_FULLY_REFUNDED")
        if money["currency_code"] != capture.currency:
            raise refused("REFUND_CAPTURE_CURRENCY_MISMATCH")
        if Decimal(money["value"]) > capture.left:
            raise refused("REFUND_AMOUNT_EXCEEDED")
        if capture.disputed and Decimal(money["value"]) < capture.value:
            raise refused("TRANSACTION_DISPUTED")

    # ------------------------------------------------------------------------------------------------ what it reports

    def new(self) -> str:
        """A name of 17 capitals and digits, as PayPal gives them."""
        self._ids += 1
        return f"{self._ids:015d}TN"

    def tell(self, kind: str, what: Json, *, resource_type: str = "") -> None:
        """Put a signed report into the queue, written with white space as PayPal pleases."""
        event = {
            "id": f"WH-{self.new()}-{self.new()}",
            "event_version": "1.0",
            "create_time": f"{self.now():%Y-%m-%dT%H:%M:%S.000Z}",
            "resource_type": resource_type or kind.split(".")[1].lower(),
            "event_type": kind,
            "summary": "حدث",
            "resource": what,
        }
        self.reports.put(self.signed(json.dumps(event, indent=1, ensure_ascii=False).encode()))

    def signed(self, body: bytes) -> Report:
        """Any body as a report."""
        name, at = f"{self.new()}-11ee", f"{self.now():%Y-%m-%dT%H:%M:%SZ}"
        headers = {
            "content-type": "application/json",
            "paypal-auth-algo": "SHA256withRSA",
            "paypal-cert-url": "https://api.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594-1d93a270",
            "paypal-transmission-id": name,
            "paypal-transmission-time": at,
            "paypal-transmission-sig": self.signature(name, at, body),
        }
        return Report(headers, body)

    def signature(self, transmission_id: str, time: str, body: bytes) -> str:
        """Over the same as PayPal's, with a secret in a certificate's place."""
        signed = f"{transmission_id}|{time}|{self.webhook_id}|{zlib.crc32(body)}".encode()
        return base64.b64encode(hmac.digest(b"far end's secret", signed, hashlib.sha256)).decode()
