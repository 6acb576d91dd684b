"""Play money for the web chat's demo mode: a checkout page of our own, and reports signed as a provider signs them."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Mapping
from typing import Any

from booking.money import Currency, Money
from booking.paying import PaymentEvent, PaymentNews, Way
from booking.status import PaymentMethod
from payments.base import Bill, ByHand, Checkout, Garbled, Refund, RefundState, Untrusted

NAME = "sandbox"
WAY = Way(method=PaymentMethod.SANDBOX, opens_page=True, play_money=True, refund_days=(0, 0))
PAGE = "/sandbox/"
SIGNATURE = "x-sandbox-signature"

_REFERENCE = re.compile(r"play-(\d{1,18})-[0-9a-f]{16}", re.ASCII)


class Sandbox:
    """A provider without an outside. `secret` signs its reports; by default every process makes up its own."""

    name = NAME
    way = WAY

    def __init__(self, secret: bytes = b"") -> None:
        self._secret = secret or secrets.token_bytes(32)

    async def checkout(self, bill: Bill) -> Checkout:
        """Our own page, until the hold ends; the same key gives the same page."""
        reference = f"play-{bill.order_id}-{self._sign(bill.key.encode())[:16]}"
        return Checkout(url=PAGE + reference, reference=reference, expires_at=bill.pay_until)

    async def capture(self, reference: str, key: str) -> tuple[PaymentEvent, ...]:  # noqa: ARG002 - the interface's
        """Play money moves when the button is pressed, never before."""
        raise ByHand("the sandbox captures nothing")

    async def withdraw(self, reference: str) -> tuple[PaymentEvent, ...]:  # noqa: ARG002 - the interface's
        """The page looks at the order itself; that it can still be paid late is what it is for."""
        return ()

    async def refund(self, reference: str, amount: Money, key: str) -> Refund:  # noqa: ARG002 - nothing was taken
        """Play money is back at once."""
        return Refund(f"back-{self._sign(f'{reference}:{key}'.encode())[:16]}", RefundState.COMPLETED)

    async def read_webhook(self, headers: Mapping[str, str], raw_body: bytes) -> tuple[PaymentEvent, ...]:
        """The one event of a report. Raises `Untrusted` or `Garbled`."""
        if not hmac.compare_digest(headers.get(SIGNATURE, "").encode(), self._sign(raw_body).encode()):
            raise Untrusted("the signature does not fit")
        try:
            return (_event(json.loads(raw_body)),)
        except (ValueError, TypeError, KeyError) as error:
            raise Garbled(f"not a report of the sandbox: {type(error).__name__}") from None

    async def look_up(self, reference: str) -> tuple[PaymentEvent, ...]:  # noqa: ARG002 - the interface's
        """The sandbox keeps no books: nothing is known beyond the ledger."""
        return ()

    async def close(self) -> None:
        """No connections."""

    def report(self, reference: str, news: PaymentNews, amount: Money) -> tuple[dict[str, str], bytes]:
        """Headers and body of the report that a button of the page sends.

        A checkout is paid once, so its reference is the payment's; each refused attempt is a payment of its own.
        Raises ValueError for a reference that is none.
        """
        event_id = secrets.token_hex(8)
        said = {
            "id": event_id,
            "news": news.value,
            "order": order_of(reference),
            "reference": reference if news is PaymentNews.PAID else f"{reference}-{event_id}",
            "minor": amount.minor,
            "currency": amount.currency.value,
        }
        body = json.dumps(said).encode()
        return {SIGNATURE: self._sign(body)}, body

    def _sign(self, data: bytes) -> str:
        return hmac.new(self._secret, data, hashlib.sha256).hexdigest()


def order_of(reference: str) -> int:
    """The order that a checkout reference belongs to. Raises ValueError."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise ValueError("not a reference of the sandbox")
    return int(found[1])


def _event(said: Any) -> PaymentEvent:
    return PaymentEvent(
        provider=NAME,
        event_id=str(said["id"]),
        news=PaymentNews(said["news"]),
        order_id=int(said["order"]),
        reference=str(said["reference"]),
        amount=Money(int(said["minor"]), Currency(said["currency"])),
    )


def provider() -> Sandbox:
    """Play money as a provider."""
    return Sandbox()
