"""Stripe and PayPal together at the other side of a town: their books, their reports, and their bad days."""

from __future__ import annotations

from collections import Counter, deque
from contextlib import AsyncExitStack
from decimal import Decimal
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

SEVEN = Decimal("7.00")


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
        """Reports of payments never arrive. Those of refunds and disputes do: nobody asks a provider about a payment
        that is settled, and a provider tells of it for three days."""
        waiting = self.reports[provider].waiting
        waiting[:] = [
            report for report in waiting if any(word in report.body.lower() for word in (b"refund", b"dispute"))
        ]

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

    def is_disputed(self, payment: str, *, all_of_it: bool) -> None:
        """What is left of a payment, or 7.00 of it, is asked for back by its client's bank."""
        if payment in self.stripe.payments:
            paid = self.stripe.payments[payment]
            left = paid.minor - paid.given_back
            if left > 0 and paid.status == "succeeded" and not paid.disputed:
                self.stripe.disputes(payment, left if all_of_it else min(left, 700))
        else:
            taken = self.paypal.captures[payment]
            if taken.left > 0 and taken.status == "COMPLETED" and not taken.disputed:
                self.paypal.disputes(payment, value=str(taken.left if all_of_it else min(taken.left, SEVEN)))

    def open_disputes(self) -> list[str]:
        """Those that are yet to be decided, oldest first."""
        at_stripe = [name for name, told in self.stripe.disputed.items() if told["status"] == "needs_response"]
        return at_stripe + [name for name, told in self.paypal.disputed.items() if told["status"] == "OPEN"]

    def dispute_ends(self, name: str, *, lost: bool) -> None:
        """Where all was given back meanwhile, PayPal ends it for us."""
        if name in self.stripe.disputed:
            self.stripe.dispute_ends(name, "lost" if lost else "won")
        elif lost and self._is_left(self.paypal.disputed[name]):
            self.paypal.loses(name)
        else:
            self.paypal.dispute_ends(name, "RESOLVED_SELLER_FAVOUR")

    def _is_left(self, dispute: dict[str, Any]) -> bool:
        (disputed,) = dispute["disputed_transactions"]
        left = self.paypal.captures[disputed["seller_transaction_id"]].left
        return left >= Decimal(dispute["dispute_amount"]["value"])

    def refunds_that_left(self) -> list[str]:
        """Those that providers accepted and that did not bounce."""
        at_stripe = [back for paid in self.stripe.payments.values() for back in paid.refunds]
        at_paypal = [back for taken in self.paypal.captures.values() for back in taken.refunds]
        left = [back["id"] for back in at_stripe if back["status"] == "succeeded"]
        return left + [back.id for back in at_paypal if back.status == "COMPLETED"]

    def refund_bounces(self, refund: str) -> None:
        (self.stripe if refund.startswith("re_") else self.paypal).refund_fails(refund)

    async def calms_down(self) -> None:
        """No more faults, every bank has sent what it was about to, and every dispute is lost."""
        for dispute in self.open_disputes():
            self.dispute_ends(dispute, lost=True)
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
