"""The page that a bill asks Stripe for, the same each time it is asked, and the key that makes it one page."""

from __future__ import annotations

import hashlib
import json
import math
from datetime import datetime, timedelta

from stripe.params.checkout import SessionCreateParams, SessionCreateParamsLineItemPriceData

from payments.base import Bill
from payments.stripe_events import ORDER

OUTLIVES = timedelta(minutes=35)
"""How long a page lives on after the hold: Stripe wants 30 minutes from when it is asked, and clocks differ."""

LONGEST = timedelta(hours=24) - timedelta(minutes=5)
"""The longest life that may be asked for, clocks differing; Stripe gives 24 hours where none is asked for."""

_TITLE = 200  # letters of a product's name


def page_for(bill: Bill, now: datetime) -> SessionCreateParams:
    """What is asked for at `now` (aware UTC).

    No locale (Arabic is none of Stripe's), no list of ways to pay (the dashboard's), and no other currency than the
    bill's, so that what is paid can be compared with what is owed.
    """
    ours = {ORDER: str(bill.order_id), "booking_number": bill.booking_number}
    params: SessionCreateParams = {
        "mode": "payment",
        "line_items": [{"quantity": 1, "price_data": _price(bill)}],
        "adaptive_pricing": {"enabled": False},
        "client_reference_id": str(bill.order_id),
        "metadata": ours,
        "payment_intent_data": {"description": bill.booking_number, "metadata": ours},
        "success_url": bill.return_url,
        "cancel_url": bill.cancel_url,
    }
    ends = bill.pay_until + OUTLIVES  # of the bill alone: asked again, it must not have moved
    return {**params, "expires_at": math.ceil(ends.timestamp())} if ends <= now + LONGEST else params


def key_for(bill: Bill, params: SessionCreateParams) -> str:
    """The idempotency key. Stripe refuses one that comes again with other parameters, as when a hold was prolonged
    between two tries; so what is asked for is part of it."""
    asked = hashlib.sha256(json.dumps(params, sort_keys=True).encode()).hexdigest()
    return f"{bill.key}-{asked[:16]}"


def _price(bill: Bill) -> SessionCreateParamsLineItemPriceData:
    return {
        "currency": bill.amount.currency.lower(),
        "unit_amount": bill.amount.minor,  # Stripe counts our currencies' minor units as we do
        "product_data": {"name": bill.title[:_TITLE], "description": bill.booking_number},
    }
