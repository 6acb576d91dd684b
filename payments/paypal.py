"""PayPal's own page (Orders v2): the client approves there, and we take the money. Why without its SDK: ADR 11."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from booking.money import Currency, Money
from booking.paying import PaymentEvent, PaymentNews, Way
from booking.status import PaymentMethod
from bot import config
from bot.clock import SystemClock
from payments.base import Bill, Checkout, GiveUp, RefundState, TryLater, Untrusted
from payments.base import Refund as Back
from payments.paypal_events import read_report
from payments.paypal_http import Refused, Wire
from payments.paypal_news import DEAD_REFUNDS, NAME, became, of_page
from payments.paypal_objects import Order, Refund, Verification
from payments.paypal_signature import question

WAY = Way(
    method=PaymentMethod.PAYPAL, currencies=frozenset({Currency.USD}), opens_page=True, refund_days=(3, 5)
)  # the days are what a bank takes; a PayPal balance has it the same day, a card may take longer
PATIENCE = 20.0  # seconds
PAGE_LIVES = timedelta(hours=3)
"""How long a page can be counted on: PayPal forgets an order that was not approved within hours."""

ORDERS = "/v2/checkout/orders"
CAPTURES = "/v2/payments/captures"
VERIFY = "/v1/notifications/verify-webhook-signature"

_LOCALES = {"ar": "ar-SA", "en": "en-US"}
_DESCRIPTION = 127
"""Letters of one byte that a description may have; how PayPal counts others it does not say, so bytes are counted."""

_REFERENCE = re.compile(r"[A-Z0-9]{1,36}", re.ASCII)
_NOT_FOUND, _UNPROCESSABLE = 404, 422
_UNAPPROVED = frozenset({"ORDER_NOT_APPROVED", "PAYER_ACTION_REQUIRED"})
_ALREADY = "ORDER_ALREADY_CAPTURED"
_WRONG_REPORT = frozenset({400, 404, 422})
_NOW = SystemClock().now


class PayPal:
    """One PayPal business account. `now` tells the time (aware UTC), `patience` is in seconds."""

    name = NAME
    way = WAY

    def __init__(
        self, settings: config.PayPal, *, now: Callable[[], datetime] = _NOW, patience: float = PATIENCE
    ) -> None:
        self._webhook_id = settings.webhook_id
        self._now = now
        self._wire = Wire(settings, now, patience)

    async def checkout(self, bill: Bill) -> Checkout:
        """A page for this bill. That it was approved there moves no money, so it may outlive the hold."""
        order = await self._wire.post(ORDERS, _page(bill), Order, key=bill.key)
        url = next((link.href for link in order.links if link.rel in {"payer-action", "approve"}), "")
        if not url:
            raise TryLater("a page without an address")
        return Checkout(url=url, reference=order.id, expires_at=min(bill.pay_until, self._now() + PAGE_LIVES))

    async def capture(self, reference: str, key: str) -> tuple[PaymentEvent, ...]:
        """Take the money that was approved; nothing while it was not, or for a page that is gone."""
        if not _REFERENCE.fullmatch(reference):
            return ()
        try:
            return _moved(await self._wire.post(f"{ORDERS}/{reference}/capture", {}, Order, key=key))
        except Refused as no:
            if no.issue in _UNAPPROVED or no.status == _NOT_FOUND:
                return ()
            if no.status != _UNPROCESSABLE:
                raise
            return await self._uncaptured(reference, no)

    async def withdraw(self, reference: str) -> tuple[PaymentEvent, ...]:
        """Nothing can be closed at PayPal, and need not be: what nobody captures is never paid. Whether what was
        approved by now is still wanted is for those to say who ask."""
        order = await self._order(reference)
        if order is None:
            return ()
        came = tuple(event for event in _events(order) if event.news is not PaymentNews.FAILED)
        return came or (of_page(order, PaymentNews.EXPIRED),)

    async def look_up(self, reference: str) -> tuple[PaymentEvent, ...]:
        """What has become of a page; nothing while it is open, or once PayPal has forgotten it, some hours later."""
        order = await self._order(reference)
        return _events(order) if order else ()

    async def refund(self, reference: str, amount: Money, key: str) -> Back:
        """Send back a capture or a part of it.

        PayPal keeps the key of a refund for 45 days (Payments v2), so that who asks again after a lost answer is told
        what was done. That all has gone back already is a no like any other: it need not have been us.
        """
        if not _REFERENCE.fullmatch(reference):
            raise GiveUp("not a capture of PayPal's")
        said = {"amount": _amount(amount), "custom_id": key[:127]}
        refund = await self._wire.post(f"{CAPTURES}/{reference}/refund", said, Refund, key=key)
        if refund.status in DEAD_REFUNDS:
            raise GiveUp(f"refund {refund.status}")
        return Back(refund.id, RefundState.COMPLETED if refund.status == "COMPLETED" else RefundState.PENDING)

    async def read_webhook(self, headers: Mapping[str, str], raw_body: bytes) -> tuple[PaymentEvent, ...]:
        """What a report says, after PayPal has said that it sent it."""
        asked = question(headers, raw_body, webhook_id=self._webhook_id, root=self._wire.root)
        try:
            answer = await self._wire.post(VERIFY, asked, Verification)
        except Refused as no:
            if no.status in _WRONG_REPORT:
                raise Untrusted("PayPal does not know this report") from None
            raise TryLater(no.issue) from None  # our own login, say: the report itself may be good
        if answer.verification_status != "SUCCESS":
            raise Untrusted("PayPal did not sign this")
        return read_report(raw_body)

    async def close(self) -> None:
        """Close the connections."""
        await self._wire.close()

    async def _order(self, reference: str) -> Order | None:
        if not _REFERENCE.fullmatch(reference):
            return None
        try:
            return await self._wire.get(f"{ORDERS}/{reference}", Order)
        except Refused as no:
            if no.status == _NOT_FOUND:
                return None
            raise

    async def _uncaptured(self, reference: str, no: Refused) -> tuple[PaymentEvent, ...]:
        """Why nothing was captured just now: it was before, or the client's bank or PayPal would not have it. That is
        an attempt without a capture, so it goes by the page's reference."""
        order = await self._order(reference)
        if order is None:
            raise no
        moved = _moved(order)
        if not moved and no.issue == _ALREADY:
            raise TryLater(no.issue)
        return moved or (of_page(order, PaymentNews.FAILED),)


def _page(bill: Bill) -> dict[str, Any]:
    """No `invoice_id`: PayPal takes each once in an account's life, and a bill may be opened twice."""
    look = {
        "return_url": bill.return_url,
        "cancel_url": bill.cancel_url,
        "shipping_preference": "NO_SHIPPING",
        "user_action": "PAY_NOW",
    }
    if bill.language in _LOCALES:
        look["locale"] = _LOCALES[bill.language]
    unit = {
        "reference_id": bill.booking_number,
        "custom_id": str(bill.order_id),
        "description": _description(bill),
        "amount": _amount(bill.amount),
    }
    return {
        "intent": "CAPTURE",
        "purchase_units": [unit],
        "payment_source": {"paypal": {"experience_context": look}},
    }


def _description(bill: Bill) -> str:
    said = f"{bill.booking_number} {' '.join(bill.title.split())}"
    return said.encode()[:_DESCRIPTION].decode(errors="ignore").strip()


def _amount(money: Money) -> dict[str, str]:
    return {"currency_code": money.currency.value, "value": f"{money.major:f}"}


def _moved(order: Order) -> tuple[PaymentEvent, ...]:
    """What became of an order's money: that it was approved says nothing of that."""
    return tuple(event for event in _events(order) if event.news not in {PaymentNews.APPROVED, PaymentNews.EXPIRED})


def _events(order: Order) -> tuple[PaymentEvent, ...]:
    try:
        return became(order)
    except ValueError:
        raise TryLater("an amount that is none") from None
