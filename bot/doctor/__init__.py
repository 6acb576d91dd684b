"""Looks for what is wrong with an installation, and says how to mend it: one file a subject."""

from __future__ import annotations

from bot.config import Settings
from bot.doctor import email, house, paypal, stripe, telegram, twilio
from bot.doctor.finding import Finding

__all__ = ["Finding", "findings"]

SUBJECTS = (house.look, telegram.look, twilio.look, email.look, stripe.look, paypal.look)
"""Each looks at one thing, and imports what it needs for that only where it is configured."""


async def findings(settings: Settings) -> list[Finding]:
    """Everything that was looked at, in the order of what depends on what."""
    return [finding for look in SUBJECTS for finding in await look(settings)]
