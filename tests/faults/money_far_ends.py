"""Stripe and PayPal together at the other side of a town: their books, their reports, and their bad days."""

from __future__ import annotations

from collections import Counter, deque
from contextlib import AsyncExitStack
from typing import Any

from bot.clock import Clock
from payments.base import Provider
from storage.rows import RefundState
from tests.faults.money_books import Books
from tests.standins import paypal, stripe
from tests.standins.paypal import PayPalFarEnd
from tests.standins.reports import Reports
from tests.standins.site import served
from tests.standins.stripe import StripeFarEnd


class FarEnds:
    """Both live by `clock`, each behind an address of its own."""

    def __init__(self, clock: Clock) -> None:
        self.stripe, self.paypal = StripeFarEnd(clock.now), PayPalFarEnd(clock.now)
        self.at_stripe = self.at_paypal = ""
        self._doors = AsyncExitStack()

    async def appear(self) -> None:
        """From now on they are served."""
        self.at_stripe = await self._doors.enter_async_context(served(self.stripe.app))
        self.at_paypal = await self._doors.enter_async_context(served(self.paypal.app))

    async def vanish(self) -> None:
        """From now on they are not."""
        await self._doors.aclose()

    def providers(self) -> tuple[Provider, ...]:
        """What asks them."""
        return (
            stripe.provider_at(self.at_stripe, self.stripe),
            paypal.provider_at(self.at_paypal, self.paypal),
        )

    # -------------------------------------------------------------------------------------------- what there is

    def taken(self) -> dict[str, Counter[int]]:
        """What each provider took, in minor units by order."""
        return {"stripe": self.stripe.taken, "paypal": self.paypal.taken}

    def given_back(self) -> dict[str, Counter[int]]:
        return {"stripe": self.stripe.given_back, "paypal": self.paypal.given_back}

    def open_pages(self) -> list[tuple[str, int]]:
        """The pages that take money at once, and their orders. PayPal's take none before they are captured."""
        self.stripe.look_at_the_clock()
        pages = [page for page in self.stripe.sessions.values() if page.status == "open"]
        return [(page.id, int(page.params["metadata"]["order_id"])) for page in pages]

    # ------------------------------------------------------------------------------------------------ bad days

    @property
    def reports(self) -> dict[str, Reports]:
        """What each provider has to tell."""
        return {"stripe": self.stripe.reports, "paypal": self.paypal.reports}

    @property
    def faults(self) -> dict[str, deque[Any]]:
        """What the next requests to each provider meet."""
        return {"stripe": self.stripe.faults, "paypal": self.paypal.faults}

    def lose(self, provider: str) -> None:
        """Reports of payments never arrive. Those of refunds do: nobody asks a provider about a payment that is
        settled, and a provider tells of it for three days."""
        waiting = self.reports[provider].waiting
        waiting[:] = [report for report in waiting if b"refund" in report.body.lower()]

    def lose_all(self) -> None:
        """Nothing that providers have to tell arrives."""
        for reports in self.reports.values():
            reports.lose()

    def slow_payment_ends(self, name: str, *, well: bool) -> None:
        """`name` is Stripe's page or PayPal's capture."""
        if name in self.paypal.captures:
            (self.paypal.clears if well else self.paypal.denies)(name)
        else:
            (self.stripe.slow_payment_arrives if well else self.stripe.slow_payment_fails)(name)

    async def calms_down(self) -> None:
        """No more faults, and every bank has sent what it was about to."""
        for faults in self.faults.values():
            faults.clear()
        for name, page in self.stripe.sessions.items():
            if page.payment and page.payment.status == "processing":
                self.stripe.slow_payment_arrives(name)
        for name, capture in self.paypal.captures.items():
            if capture.status == "PENDING":
                self.paypal.clears(name)

    async def refused_refunds_are_sent_by_hand(self, books: Books) -> None:
        """Where the merchant gave back a part unasked, what was asked for is too much: they send what is left."""
        for refund in books.refunds.values():
            if refund.state is not RefundState.FAILED:
                continue
            reference = books.payments[refund.payment_id].reference
            intent, capture = self.stripe.payments.get(reference), self.paypal.captures.get(reference)
            if intent and intent.given_back < intent.minor:
                self.stripe.refunds_in_dashboard(reference)
            elif capture and capture.left:
                self.paypal.refunds_in_dashboard(reference)
