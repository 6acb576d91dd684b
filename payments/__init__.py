"""The money rails: one small interface and a registry line for each way to pay."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module

from booking.paying import Way
from booking.people import Coach
from payments.base import Provider


def _of(module: str) -> Callable[[], Provider]:
    """The provider that `module` makes; it, and the SDK it may need, is imported when somebody pays that way."""

    def make() -> Provider:
        made: Provider = import_module(module).provider()
        return made

    return make


PROVIDERS: Mapping[str, Callable[[], Provider]] = {
    "sandbox": _of("payments.sandbox"),
    "bank_transfer": _of("payments.bank_transfer"),
    "cash": _of("payments.cash"),
}
"""Every provider by name, in the order in which clients are offered the ways to pay."""


def providers(*, demo: bool) -> dict[str, Provider]:
    """The providers that run here, newly made. Play money exists in the demo and nowhere else."""
    made = {name: make() for name, make in PROVIDERS.items()}
    return {name: provider for name, provider in made.items() if demo or not provider.way.play_money}


def ways(coach: Coach, *, demo: bool) -> tuple[Way, ...]:
    """The ways to pay this coach: by transfer where there is an account, with play money in the demo."""
    return tuple(
        way for way in map(_way, PROVIDERS) if (demo or not way.play_money) and (coach.bank or not way.needs_receipt)
    )


@cache
def _way(name: str) -> Way:
    return PROVIDERS[name]().way
