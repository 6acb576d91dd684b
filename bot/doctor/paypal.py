"""Looks at PayPal: the app's keys, the webhook, and where reports come in."""

from __future__ import annotations

from bot.config import PayPal, Settings
from bot.doctor.finding import Finding, door, unreachable

NOWHERE = "JALSADOCTOR"
"""An order that is none of ours: asking for it needs a token and changes nothing."""


async def look(settings: Settings) -> list[Finding]:
    """Asks PayPal for a token, and with it for an order that does not exist."""
    if not settings.paypal:
        return [_absent(settings.paypal)]
    from payments.paypal_events import READERS  # noqa: PLC0415 - only where PayPal is configured

    reports = door(settings, "PayPal reports", "/payments/paypal")
    events = Finding(f"events to tick at PayPal: {', '.join(READERS)}", fine=True)
    return [await _keys(settings.paypal), _webhook(settings), reports, events]


def _absent(paypal: PayPal) -> Finding:
    half = bool(paypal.client_id or paypal.client_secret.get_secret_value() or paypal.webhook_id)
    mend = "it needs both JALSA_PAYPAL__CLIENT_ID and JALSA_PAYPAL__CLIENT_SECRET"
    return Finding("PayPal" if half else "PayPal is not configured", fine=not half, mend=mend)


async def _keys(settings: PayPal) -> Finding:
    from payments import paypal  # noqa: PLC0415 - only where PayPal is configured
    from payments.base import GiveUp, TryLater  # noqa: PLC0415 - likewise

    provider = paypal.PayPal(settings)
    try:
        await provider.look_up(NOWHERE)
    except GiveUp as no:
        mend = (
            f"JALSA_PAYPAL__CLIENT_ID and __CLIENT_SECRET are not taken ({no}): copy them again, and see that they are "
            "of the same kind, sandbox or live, as JALSA_PAYPAL__API_URL"
        )
        return Finding("PayPal", fine=False, mend=mend)
    except TryLater:
        return unreachable("PayPal", "JALSA_PAYPAL__API_URL")
    finally:
        await provider.close()
    testing = "sandbox" in settings.api_url
    return Finding("PayPal, in its sandbox: no real money moves" if testing else "PayPal", fine=True)


def _webhook(settings: Settings) -> Finding:
    mend = (
        f"without it no report is believed: in PayPal's app add the webhook {settings.base_url}/payments/paypal, "
        "and put its id into JALSA_PAYPAL__WEBHOOK_ID"
    )
    return Finding("PayPal's webhook id", fine=bool(settings.paypal.webhook_id), mend=mend)
