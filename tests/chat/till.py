"""The payment providers of a world: their stand-ins over real HTTP, and what clients and banks do there meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from datetime import datetime
from typing import Protocol, TypeAlias

from fastapi import FastAPI

from bot.app import Program
from bot.handlers.payments import take_in
from payments.base import Provider
from tests.standins import paypal, stripe
from tests.standins.reports import Post, Report, Reports
from tests.standins.site import served

Now: TypeAlias = Callable[[], datetime]
AWAY = 1000  # requests that go wrong: more than any transcript makes


class FarEnd(Protocol):
    """What a transcript needs of a provider's other side."""

    app: FastAPI
    reports: Reports


class Window(Protocol):
    """One provider's far end, and what a client does on its page."""

    name: str

    @property
    def far_end(self) -> FarEnd:
        """The provider's other side."""
        ...

    def provider(self, url: str) -> Provider:
        """The provider for the far end that is served at `url`."""
        ...

    def pays(self, url: str, minor: int | None) -> bool:
        """The client pays on the page at `url`, all or another amount; False when the page is another provider's."""
        ...

    def away(self, yes: bool) -> None:
        """Whether the provider answers nothing but errors."""
        ...

    def refunds(self, work: bool) -> None:
        """Whether refunds that are asked for now succeed."""
        ...


class Card:
    """Stripe's page."""

    name = "stripe"

    def __init__(self, now: Now) -> None:
        self.far_end = stripe.StripeFarEnd(now)

    def provider(self, url: str) -> Provider:
        return stripe.provider_at(url, self.far_end)

    def pays(self, url: str, minor: int | None) -> bool:
        page = next((name for name in self.far_end.sessions if name in url), None)
        if page is not None:
            self.far_end.pays(page, minor=minor)
        return page is not None

    def away(self, yes: bool) -> None:
        self.far_end.faults.clear()
        self.far_end.faults.extend([stripe.BROKEN] * AWAY * yes)

    def refunds(self, work: bool) -> None:
        self.far_end.refunds_are = "succeeded" if work else "failed"


class Wallet:
    """PayPal's page: the client agrees, and the money is taken afterwards."""

    name = "paypal"

    def __init__(self, now: Now) -> None:
        self.far_end = paypal.PayPalFarEnd(now)

    def provider(self, url: str) -> Provider:
        return paypal.provider_at(url, self.far_end)

    def pays(self, url: str, minor: int | None) -> bool:
        page = next((name for name in self.far_end.orders if name in url), None)
        if page is not None:
            self.far_end.approves(page, value=f"{minor / 100:.2f}" if minor is not None else "")
        return page is not None

    def away(self, yes: bool) -> None:
        for faults in (self.far_end.faults, self.far_end.login_faults):
            faults.clear()
            faults.extend([paypal.BROKEN] * AWAY * yes)

    def refunds(self, work: bool) -> None:
        self.far_end.refunds_are = "COMPLETED" if work else "FAILED"


WINDOWS: Mapping[str, Callable[[Now], Window]] = {"stripe": Card, "paypal": Wallet}
"""Another provider's transcripts need its line here."""


class Till:
    """The providers of one world, by the names in its transcript; they outlive the program."""

    def __init__(self, names: tuple[str, ...], now: Now) -> None:
        self.windows = [WINDOWS[name](now) for name in names]
        self._urls: dict[str, str] = {}
        self._doors = AsyncExitStack()

    async def open(self) -> None:
        for window in self.windows:
            self._urls[window.name] = await self._doors.enter_async_context(served(window.far_end.app))

    async def close(self) -> None:
        await self._doors.aclose()

    def opens(self, program: Program) -> None:
        """Give a new program these providers beside its own, in front."""
        ours = {window.name: window.provider(self._urls[window.name]) for window in self.windows}
        theirs = {**ours, **program.providers}
        program.providers.clear()
        program.providers.update(theirs)

    def pays(self, url: str, minor: int | None) -> None:
        """Somebody pays on a page. LookupError for a page of nobody here."""
        if not any(window.pays(url, minor) for window in self.windows):
            raise LookupError("a page of nobody here")

    async def reports(self, program: Program, how: str) -> None:
        """What the providers have to tell arrives, «twice», «backwards», or is «lost»."""
        for window in self.windows:
            if how == "lost":
                window.far_end.reports.lose()
                continue
            door = _door(program, window.name)
            await window.far_end.reports.arrive(door, times=1 + (how == "twice"), backwards=how == "backwards")

    def refunds(self, *, work: bool) -> None:
        """The accounts have nothing to give back from, or have again."""
        for window in self.windows:
            window.refunds(work)

    def away(self, name: str, *, yes: bool) -> None:
        """A provider breaks down, or is back."""
        next(window for window in self.windows if window.name == name).away(yes)


def _door(program: Program, name: str) -> Post:
    async def post(report: Report) -> int:
        return await take_in(program.reception, program.providers[name], report.headers, report.body)

    return post
