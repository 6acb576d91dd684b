"""The money machine: what clients, the coach, providers and time may do, in any order, and what holds always."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from booking.status import PaymentMethod
from bot.conversations.coach.requests import CallOff, MarkPaid
from storage.crypto import new_key
from tests.faults import money_checks
from tests.faults.money_books import read
from tests.faults.money_clients import Clients
from tests.faults.money_coach import TheCoach
from tests.faults.money_nature import BOTH, FAULTS, MINUTE, Nature
from tests.faults.money_stage import amounts, clients, offers, starts, ways
from tests.faults.money_town import CLIENTS, Town

HOUR = timedelta(hours=1)

BETWEEN = ["cancels", "changes", "is refused", "pays again", "waits"]
AFTER = ["is disputed", "is disputed in part", "bounces"]

seats = st.tuples(clients, offers, starts)
begun = st.tuples(clients, starts, ways, st.sampled_from(["open", "right", "right", "more", "less"]))


class Money(Clients, TheCoach, Nature):
    """Single things happen by themselves, and some follow each other more often than chance would have it."""

    @initialize(begun=st.lists(begun, min_size=1, max_size=3), deaths=st.none() | st.integers(0, 60))
    def begins(self, begun: list[tuple[str, int, PaymentMethod, str]], deaths: int | None = None) -> None:
        """Some bookings, of which some are paid, and of some of those the program has heard unless it died."""
        self.town.moments.left = deaths
        for client, start, way, how in begun:
            self.books_a_seat(client, 1 + start % 2, start, way)
            if how != "open":
                self.pays(0, how)
            if how == "right":
                self.reports_arrive("in order", both=True)

    @rule(client=clients, offer=offers, start=starts, way=ways)
    def books_and_pays(self, client: str, offer: int, start: int, way: PaymentMethod) -> None:
        self.books_a_seat(client, offer, start, way)
        self.pays(0, "right")
        self.reports_arrive("in order", both=True)

    @rule(client=clients, start=starts, seen=st.sampled_from([None, 4000, 12000]))
    def books_and_transfers(self, client: str, start: int, seen: int | None) -> None:
        self.books_a_seat(client, 1, start, PaymentMethod.BANK_TRANSFER)
        self.sends_a_receipt(0)
        self.coach_looks_at_a_receipt(0, seen)

    @rule(seat=seats, amount=amounts, then=st.sampled_from(BETWEEN), way=ways)
    def pays_and_then(self, seat: tuple[str, int, int], amount: str, then: str, way: PaymentMethod) -> None:
        """Something else happens between a payment and the news of it."""
        self.books_a_seat(*seat, PaymentMethod.STRIPE)
        self.pays(0, amount)
        if then == "cancels":
            self.cancels(0)
        elif then == "changes":
            self.changes_the_way(0, way)
        elif then == "is refused":
            self.coach_says_no(0, CallOff)
        elif then == "pays again":
            self.coach_goes_on(0, MarkPaid)
        else:
            self.time_passes(31)

    @rule(start=starts, rival=st.booleans())
    def a_hold_ends_while_the_provider_is_away(self, start: int, rival: bool) -> None:
        """Nobody closes the page, and it is paid afterwards, when somebody else may have the seat."""
        self.books_a_seat(CLIENTS[0], 2, start, PaymentMethod.STRIPE)
        for name in FAULTS:
            self.town.faults[name].extend([FAULTS[name]["broken"]] * 60)
        self.time_passes(31)
        self.time_passes(16)
        for name in FAULTS:
            self.town.faults[name].clear()
        if rival:
            self.books_a_seat(CLIENTS[1], 2, start, PaymentMethod.CASH)
        self.pays(0, "right")
        self.reports_arrive("in order", both=True)

    @rule(seat=seats, way=st.sampled_from([PaymentMethod.STRIPE, PaymentMethod.PAYPAL]), how=st.sampled_from(AFTER))
    def is_paid_and_then(self, seat: tuple[str, int, int], way: PaymentMethod, how: str) -> None:
        """What was settled is not: a bank takes it back, or what went back does not arrive."""
        client, offer, start = seat
        self.books_and_pays(client, offer, start, way)
        if how == "bounces":
            self.cancels(0)
            self.reports_arrive("in order", both=True)
            self.a_refund_bounces(0)
        else:
            self.a_client_disputes(0, all_of_it=how == "is disputed")
            self.a_dispute_ends(0, lost=True)

    @invariant()
    def the_books_are_right(self) -> None:
        self.tally["steps"] += 1
        self.is_right(money_checks.wrong(self.town, self.books()))

    def teardown(self) -> None:
        try:
            if not self.has_failed:
                self.run(self._comes_to_rest())
        finally:
            self.tally["crashes"] += self.town.crashes
            self.run(self.town.close())

    async def _comes_to_rest(self) -> None:
        """All faults are over, what is on its way arrives, and days pass."""
        self.town.moments.left = None  # no more deaths
        await self.town.calms_down()
        for after in (13 * MINUTE, HOUR, 13 * HOUR, 25 * HOUR, 100 * HOUR):
            await self._arrive("in order", BOTH)
            await self.town.passes(after)
            books = await read(self.town.engine)
            self.is_right([*money_checks.wrong(self.town, books), *money_checks.payable(self.town, books)])
        await self._arrive("in order", BOTH)
        await self.town.refused_refunds_are_sent_by_hand(await read(self.town.engine))
        await self._arrive("in order", BOTH)
        books = await read(self.town.engine)
        for payment in books.came():
            self.count(payment.verdict)
        self.is_right(money_checks.wrong_at_rest(self.town, books))


def machine(loop: asyncio.Runner, url: str, counted: Counter[str]) -> type[Money]:
    """The machine over one database, each run in a town of its own."""
    key = new_key()

    class Fresh(Money):
        runner, tally = loop, counted

        def __init__(self) -> None:
            self.town = Town(url, key)
            super().__init__()

    return Fresh
