"""Looks at Stripe: the secret key, the signing secret, and where reports come in."""

from __future__ import annotations

from bot.config import Settings, Stripe
from bot.doctor.finding import Finding, door, unreachable

NOWHERE = "cs_test_jalsa_doctor"
"""A page that is none of ours: asking for it needs a good key and changes nothing."""


async def look(settings: Settings) -> list[Finding]:
    """Asks Stripe for a page that does not exist."""
    if not settings.stripe:
        return [_absent(settings.stripe)]
    from payments.stripe_events import READERS  # noqa: PLC0415 - only where Stripe is configured

    reports = door(settings, "Stripe reports", "/payments/stripe")
    return [await _key(settings.stripe), _secret(settings), reports, _events(", ".join(READERS))]


def _absent(stripe: Stripe) -> Finding:
    half = bool(stripe.webhook_secret.get_secret_value())
    mend = "JALSA_STRIPE__WEBHOOK_SECRET is set and JALSA_STRIPE__SECRET_KEY is not: both or neither"
    return Finding("Stripe" if half else "Stripe is not configured", fine=not half, mend=mend)


async def _key(settings: Stripe) -> Finding:
    from payments import stripe  # noqa: PLC0415 - only where Stripe is configured
    from payments.base import GiveUp, TryLater  # noqa: PLC0415 - likewise

    provider = stripe.Stripe(settings)
    try:
        await provider.look_up(NOWHERE)
    except GiveUp as no:
        mend = f"JALSA_STRIPE__SECRET_KEY is not taken ({no}): copy it again from Developers, API keys"
        return Finding("Stripe", fine=False, mend=mend)
    except TryLater:
        return unreachable("Stripe", "JALSA_STRIPE__API_URL")
    finally:
        await provider.close()
    testing = "_test_" in settings.secret_key.get_secret_value()
    return Finding("Stripe, in test mode: no real money moves" if testing else "Stripe", fine=True)


def _secret(settings: Settings) -> Finding:
    fine = bool(settings.stripe.webhook_secret.get_secret_value())
    mend = (
        f"without it no payment is heard of: in Stripe's Developers, Webhooks add {settings.base_url}/payments/stripe, "
        "and put its signing secret (whsec_…) into JALSA_STRIPE__WEBHOOK_SECRET"
    )
    return Finding("Stripe's signing secret", fine=fine, mend=mend)


def _events(names: str) -> Finding:
    return Finding(f"events to tick at Stripe: {names}", fine=True)
