"""Cards and wallets on a page of Stripe's (Checkout), by Stripe's own SDK; reports come signed."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import TypeVar

import aiohttp
import msgspec
import stripe
from stripe.params.checkout import SessionCreateParams

from booking.money import Money
from booking.paying import PaymentEvent, Way
from booking.status import PaymentMethod
from bot import config
from bot.clock import SystemClock
from payments.base import Bill, ByHand, Checkout, GiveUp, RefundState, TryLater, Untrusted
from payments.base import Refund as Back
from payments.stripe_errors import MISSING, Refused, Stuck, trouble
from payments.stripe_events import NAME, became, read_report
from payments.stripe_objects import Refund, Refunds, Session
from payments.stripe_page import key_for, page_for

WAY = Way(method=PaymentMethod.STRIPE, opens_page=True, refund_days=(5, 10))
PATIENCE = 20.0  # seconds; the SDK's own 80 would hold an errand's lane up
TOLERANCE = 300  # seconds that a report may have been on its way, Stripe's own advice

_KEY = re.compile(r"[a-z]+_(live|test)_")
_NOW = SystemClock().now
_T = TypeVar("_T")


class Stripe:
    """One Stripe account. `now` tells the time (aware UTC), `patience` is in seconds."""

    name = NAME
    way = WAY

    def __init__(
        self, settings: config.Stripe, *, now: Callable[[], datetime] = _NOW, patience: float = PATIENCE
    ) -> None:
        key = settings.secret_key.get_secret_value()
        mode = _KEY.match(key)
        self._live = mode[1] == "live" if mode else None
        self._webhook_secret = settings.webhook_secret.get_secret_value()
        self._now = now
        # Not its httpx client, which calls httpx in a way that httpx warns of. No retries: the outbox repeats.
        self._http = stripe.AIOHTTPClient(timeout=aiohttp.ClientTimeout(total=patience))
        client = stripe.StripeClient(
            key, base_addresses={"api": settings.api_url.rstrip("/")}, http_client=self._http, max_network_retries=0
        )
        self._sessions = client.v1.checkout.sessions
        self._refunds = client.v1.refunds

    async def checkout(self, bill: Bill) -> Checkout:
        """A page for this bill. It lives longer than the hold: `withdraw` closes it."""
        params = page_for(bill, self._now())
        key = key_for(bill, params)
        try:
            session = await self._open(params, key)
        except Stuck:  # a page that nobody was told of takes no money, so another one does no harm
            session = await self._open(params, f"{key}-again")
        if not session.url:
            raise TryLater("a page without an address")
        ends = datetime.fromtimestamp(session.expires_at, UTC)
        return Checkout(url=session.url, reference=session.id, expires_at=min(bill.pay_until, ends))

    async def capture(self, reference: str, key: str) -> tuple[PaymentEvent, ...]:  # noqa: ARG002 - the interface's
        """Stripe's page takes the money itself."""
        raise ByHand("nothing is left to capture at Stripe")

    async def withdraw(self, reference: str) -> tuple[PaymentEvent, ...]:
        """Close a page; where it had come to an end already, what end."""
        try:
            return became(await _answer(self._sessions.expire_async(reference), Session))
        except Refused as no:  # «only open sessions can be expired» has no code of its own
            session = None if no.code == MISSING else await self._session(reference)
        if session and session.status == "open":
            raise TryLater("the page would not close")
        return became(session) if session else ()

    async def look_up(self, reference: str) -> tuple[PaymentEvent, ...]:
        """What has become of a page; nothing while it is open, or of one that is none of ours."""
        session = await self._session(reference)
        return became(session) if session else ()

    async def refund(self, reference: str, amount: Money, key: str) -> Back:
        """Send back a payment or a part of it.

        Stripe forgets keys after a day or so; the refund itself carries ours for good, so it is looked for first.
        """
        before = await _answer(self._refunds.list_async({"payment_intent": reference, "limit": 100}), Refunds)
        known = next((refund for refund in before.data if (refund.metadata or {}).get("key") == key), None)
        return _back(known or await self._send_back(reference, amount, key))

    async def read_webhook(self, headers: Mapping[str, str], raw_body: bytes) -> tuple[PaymentEvent, ...]:
        """What a report says, after the SDK has checked its signature and its age."""
        try:
            stripe.WebhookSignature.verify_header(
                raw_body, headers.get("stripe-signature"), self._webhook_secret, TOLERANCE
            )
        except (stripe.SignatureVerificationError, ValueError, TypeError):  # the latter for what is not even text
            raise Untrusted("Stripe's signature does not fit, or is too old") from None
        return read_report(raw_body, live=self._live)

    async def close(self) -> None:
        """Close the connections."""
        await self._http.close_async()  # type: ignore[no-untyped-call]

    async def _open(self, params: SessionCreateParams, key: str) -> Session:
        return await _answer(self._sessions.create_async(params, {"idempotency_key": key}), Session)

    async def _session(self, reference: str) -> Session | None:
        try:
            return await _answer(self._sessions.retrieve_async(reference, {"expand": ["payment_intent"]}), Session)
        except Refused as no:
            if no.code == MISSING:
                return None
            raise

    async def _send_back(self, reference: str, amount: Money, key: str) -> Refund:
        return await _answer(
            self._refunds.create_async(
                {"payment_intent": reference, "amount": amount.minor, "metadata": {"key": key}},
                {"idempotency_key": key},
            ),
            Refund,
        )


async def _answer(call: Awaitable[stripe.StripeObject], kind: type[_T]) -> _T:
    """What Stripe answered. Nothing of an error but its code goes on: the SDK keeps whole bodies in its exceptions."""
    try:
        return msgspec.convert((await call).to_dict(), kind)
    except stripe.StripeError as error:
        raise trouble(error) from None
    except (aiohttp.ClientError, TimeoutError) as error:  # an answer that broke off: the SDK lets these through
        raise TryLater(type(error).__name__) from None
    except msgspec.ValidationError:
        raise TryLater("an answer that Stripe's documentation does not know") from None


def _back(refund: Refund) -> Back:
    if refund.status in {"failed", "canceled"}:
        raise GiveUp(f"refund {refund.status}")
    return Back(refund.id, RefundState.COMPLETED if refund.status == "succeeded" else RefundState.PENDING)
