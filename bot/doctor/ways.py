"""Looks at how clients can pay for what costs money. Pure: the catalogue and the settings say it."""

from __future__ import annotations

from collections.abc import Sequence

from booking.catalogue import Consultation
from booking.people import Coach
from bot.app import starter
from bot.config import Settings
from bot.doctor.finding import Finding
from bot.services import catalogue
from payments import PROVIDERS

BY_HAND = frozenset({"bank_transfer", "cash"})


def look(settings: Settings, coach: Coach, offered: Sequence[Consultation]) -> list[Finding]:
    """Nothing where everything is free."""
    paid = [consultation for consultation in offered if not consultation.is_free]
    if not paid:
        return []
    found = [_any(settings, coach), *_example(settings, coach)]
    return [*found, _dollars(paid)] if settings.paypal else found


def _any(settings: Settings, coach: Coach) -> Finding:
    """Cash is always there, and only for who comes in person."""
    pages = [name for name, entry in PROVIDERS.items() if name not in BY_HAND and entry.asked_for(settings)]
    names = [*pages, *(["bank transfer"] if coach.bank else []), "cash"]
    mend = "an online session could not be paid: put [coach.bank] with an iban into the catalogue, or set up Stripe"
    return Finding(f"ways to pay: {', '.join(names)}", fine=len(names) > 1, mend=mend)


def _example(settings: Settings, coach: Coach) -> list[Finding]:
    """Real money must not be sent to the account of the starter catalogue, which is nobody's."""
    if settings.web_mode == "demo" or coach.bank != catalogue.read(starter()).coach.bank:
        return []
    mend = "it is the starter's example, and nobody's: load a catalogue with your own [coach.bank], or without one"
    return [Finding("bank account", fine=False, mend=mend)]


def _dollars(paid: Sequence[Consultation]) -> Finding:
    from payments.paypal import WAY  # noqa: PLC0415 - only where PayPal is configured

    number = sum(WAY.price(consultation.prices) is not None for consultation in paid)
    what = f"PayPal is offered for {number} of {len(paid)} paid consultations"
    return Finding(what, fine=number > 0, mend="PayPal takes no riyals and no pounds: give them a price_usd")
