"""The books of the Stripe stand-in: its pages, payments and refunds, what may be asked of them, and its reports."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any

from tests.standins.reports import Report, Reports
from tests.standins.stripe_objects import Payment, Session
from tests.standins.stripe_rules import LONGEST, Params, bad


class Books:
    """Everything that one Stripe account knows. `now` is its clock; `refunds_are` the state of a refund at first."""

    def __init__(self, now: Callable[[], datetime], webhook_secret: str) -> None:
        self.now = now
        self.webhook_secret = webhook_secret
        self.reports = Reports()
        self.sessions: dict[str, Session] = {}
        self.payments: dict[str, Payment] = {}
        self.busy: set[str] = set()  # pages that Stripe will not close just now
        self.refunds_are = "succeeded"
        self._ids: Counter[str] = Counter()

    @property
    def seconds(self) -> int:
        return int(self.now().timestamp())

    @property
    def taken(self) -> Counter[int]:
        """What has come in, in minor units by order."""
        return self._by_order(lambda payment: payment.minor)

    @property
    def given_back(self) -> Counter[int]:
        """What has gone back of it or is on its way, in minor units by order."""
        return self._by_order(lambda payment: payment.given_back)

    def _by_order(self, minor: Callable[[Payment], int]) -> Counter[int]:
        total: Counter[int] = Counter()
        for payment in self.payments.values():
            if payment.status == "succeeded":
                total[int(payment.metadata.get("order_id", 0))] += minor(payment)
        return total

    # ---------------------------------------------------------------------------------------------- what is asked for

    def open_page(self, params: Params, base: str) -> Session:
        items = params["line_items"]
        minor = sum(int(item["price_data"]["unit_amount"]) * int(item["quantity"]) for item in items)
        expires = int(params.get("expires_at", self.seconds + LONGEST))
        name = self.new("cs_test")
        currency = items[0]["price_data"]["currency"]
        page = Session(name, f"{base}c/pay/{name}", params, self.seconds, expires, minor, currency)
        self.sessions[name] = page
        return page

    def page(self, session: str) -> Session:
        self.look_at_the_clock()
        if session not in self.sessions:
            raise bad("resource_missing", "session", f"No such checkout.session: '{session}'", 404)
        return self.sessions[session]

    def close_page(self, page: Session) -> Session:
        if page.id in self.busy:
            raise bad("", "", "A payment on this page is being worked on.")
        if page.status != "open":
            raise bad("", "", f"Only open sessions can be expired. This one has a status of `{page.status}`.")
        page.status = "expired"
        self.tell("checkout.session.expired", page.shown())
        return page

    def look_at_the_clock(self) -> None:
        """Close the pages whose time is over, and report it."""
        for page in self.sessions.values():
            if page.status == "open" and page.expires_at <= self.seconds:
                self.close_page(page)

    def payment(self, reference: str) -> Payment:
        if reference not in self.payments:
            raise bad("resource_missing", "payment_intent", f"No such payment_intent: '{reference}'", 404)
        return self.payments[reference]

    def give_back(self, payment: Payment, minor: int | None, metadata: dict[str, str]) -> dict[str, Any]:
        left = payment.minor - payment.given_back
        amount = left if minor is None else minor
        if payment.status != "succeeded":
            raise bad("payment_intent_unexpected_state", "payment_intent")
        if payment.disputed:
            raise bad("charge_disputed")
        if not left:
            raise bad("charge_already_refunded", "", f"Charge {payment.charge} has already been refunded.")
        if amount > left:
            raise bad("", "amount", "Refund amount is greater than unrefunded amount on charge")
        refund: dict[str, Any] = {
            "id": self.new("re"),
            "object": "refund",
            "amount": amount,
            "currency": payment.currency,
        }
        refund |= {"status": self.refunds_are, "payment_intent": payment.id, "charge": payment.charge}
        refund["metadata"] = metadata
        payment.refunds.append(refund)
        self.tell("charge.refunded", payment.shown_charge())
        return refund

    # ------------------------------------------------------------------------------------------------ what it reports

    def new(self, kind: str) -> str:
        self._ids[kind] += 1
        return f"{kind}_{self._ids[kind]:06d}"

    def tell(self, kind: str, what: dict[str, Any], *, livemode: bool = False) -> None:
        """Put a signed report into the queue."""
        event: dict[str, Any] = {
            "id": self.new("evt"),
            "object": "event",
            "api_version": "2026-10-28.endive",
            "type": kind,
        }
        event |= {"created": self.seconds, "livemode": livemode, "pending_webhooks": 1, "data": {"object": what}}
        self.reports.put(self.signed(json.dumps(event).encode()))

    def signed(self, body: bytes, *, sent_at: float | None = None, secret: str = "") -> Report:
        """Any body as a report; sent now by the machine's clock, which is the one that the SDK looks at."""
        at = int(time.time() if sent_at is None else sent_at)
        key = (secret or self.webhook_secret).encode()
        mac = hmac.new(key, f"{at}.".encode() + body, hashlib.sha256).hexdigest()
        headers = {"content-type": "application/json", "stripe-signature": f"t={at},v1={mac},v0={'0' * 64}"}
        return Report(headers, body)
