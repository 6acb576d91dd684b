"""The money rails: one small interface and a registry line for each way to pay."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from booking.paying import Way
from booking.people import Coach
from bot.config import Settings
from payments.base import Provider


class Entry(NamedTuple):
    """How a provider is made, and whether the settings ask for it. `make` imports its SDK, which takes a while."""

    make: Callable[[Settings], Provider]
    asked_for: Callable[[Settings], bool]


def _stripe(settings: Settings) -> Provider:
    from payments.stripe import Stripe  # noqa: PLC0415 - only where Stripe is configured

    return Stripe(settings.stripe)


def _paypal(settings: Settings) -> Provider:
    from payments.paypal import PayPal  # noqa: PLC0415 - likewise

    return PayPal(settings.paypal)


def _telegram(settings: Settings) -> Provider:
    from payments.telegram import TelegramInvoice  # noqa: PLC0415 - likewise

    return TelegramInvoice(settings.telegram)


def _sandbox(_settings: Settings) -> Provider:
    from payments.sandbox import Sandbox  # noqa: PLC0415 - likewise

    return Sandbox()


def _bank_transfer(_settings: Settings) -> Provider:
    from payments.bank_transfer import provider  # noqa: PLC0415 - likewise

    return provider()


def _cash(_settings: Settings) -> Provider:
    from payments.cash import provider  # noqa: PLC0415 - likewise

    return provider()


PROVIDERS: Mapping[str, Entry] = {
    "stripe": Entry(_stripe, lambda settings: bool(settings.stripe)),
    "paypal": Entry(_paypal, lambda settings: bool(settings.paypal)),
    "telegram": Entry(_telegram, lambda settings: settings.telegram.invoices),
    "sandbox": Entry(_sandbox, lambda settings: settings.web_mode == "demo"),
    "bank_transfer": Entry(_bank_transfer, lambda _settings: True),
    "cash": Entry(_cash, lambda _settings: True),
}
"""Every provider by name, in the order in which clients are offered the ways to pay."""


def providers(settings: Settings) -> dict[str, Provider]:
    """The providers that the settings ask for, newly made."""
    return {name: entry.make(settings) for name, entry in PROVIDERS.items() if entry.asked_for(settings)}


def ways(providers: Iterable[Provider], coach: Coach) -> tuple[Way, ...]:
    """The ways to pay this coach: by transfer only where there is an account."""
    return tuple(provider.way for provider in providers if coach.bank or not provider.way.needs_receipt)
