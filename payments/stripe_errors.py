"""What Stripe's errors mean: ask again, or take the no. In codes only, for its sentences quote keys and people."""

from __future__ import annotations

import re

import stripe

from payments.base import GiveUp, PaymentTrouble, TryLater

MISSING = "resource_missing"

_CONFLICT = 409  # another request with this key is still being worked on
_TOO_MANY = 429
_CODE = re.compile(r"[a-z0-9_]{1,60}", re.ASCII)
_SECONDS = re.compile(r"\d{1,5}", re.ASCII)


class Refused(GiveUp):
    """A definite no with Stripe's code for it (docs.stripe.com/error-codes), or the error's type where it has none."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Stuck(TryLater):
    """A failure that Stripe keeps under its key: the same key brings the same answer for a day or more."""


def trouble(error: stripe.StripeError) -> PaymentTrouble:
    """What to raise instead of an error of the SDK. Only a no in Stripe's own form is definite: an answer of something
    between us and Stripe is not."""
    status = error.http_status
    if status is None:
        return TryLater(type(error).__name__)
    headers = error.headers or {}
    if headers.get("idempotent-replayed") == "true" and status >= 500:  # noqa: PLR2004 - the server's failures
        return Stuck(f"HTTP {status}, kept")
    if error.error is None or status >= 500 or status in {_CONFLICT, _TOO_MANY}:  # noqa: PLR2004 - likewise
        return TryLater(f"HTTP {status}", _seconds(headers.get("retry-after")))
    return Refused(_code(error))


def _code(error: stripe.StripeError) -> str:
    said = error.code or getattr(error.error, "code", None) or getattr(error.error, "type", None) or ""
    return said if _CODE.fullmatch(said) else type(error).__name__


def _seconds(said: str | None) -> float | None:
    return float(said) if said and _SECONDS.fullmatch(said) else None
