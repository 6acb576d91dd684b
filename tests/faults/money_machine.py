"""Everything that may happen to money, in any order: the rules of a state machine over `Town`.

Whose turn it is, is drawn as a number and counted off among what there is (0 is the newest), so that what is drawn
never depends on what came of it. What makes no sense then does nothing, as in life.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Coroutine, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

import structlog
from hypothesis import event
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from booking.errors import Refused
from booking.ledger import IN_REVIEW
from booking.status import FINAL, PaymentMethod
from bot.conversations.coach.requests import (
    AcceptReceipt,
    AskReceiptAgain,
    CallOff,
    Complete,
    Confirm,
    Decline,
    MarkAbsent,
    MarkPaid,
)
from bot.conversations.coach.till import AcceptPayment, ReturnPayment, SeeToRefund
from bot.conversations.commands import HoldSlot, ReceiveReceipt, Submit
from bot.conversations.mine.money import ChooseWay, TakeMoneyBack, TakeTime
from bot.conversations.mine.requests import CancelBooking, MoveBooking
from bot.conversations.requests import Request
from bot.messages import FileRef
from storage.rows import OWED_BACK, RefundState
from tests.faults import money_checks
from tests.faults.money_books import Books, read
from tests.faults.money_town import CLIENTS, Town
from tests.standins import paypal, stripe
from tests.standins.paypal import PageGone
from tests.standins.paypal_rules import Refusal as PayPalRefusal
from tests.standins.stripe import PageClosed
from tests.standins.stripe_rules import Refusal as StripeRefusal

T = TypeVar("T")

PATIENCE = 20.0  # seconds until something hangs
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
CLOSED = (PageClosed, PageGone, StripeRefusal, PayPalRefusal)
BUGS = frozenset(
    {
        "tick_failed",
        "round_failed",
        "errand_failed",
        "turn_failed",
        "outbox_out_of_reach",
        "payment_report_not_stored",
        "payment_report_garbled",
        "payment_report_untrusted",
    }
)
FAULTS: dict[str, dict[str, Any]] = {
    "stripe": {
        "broken": stripe.BROKEN,
        "busy": stripe.BUSY,
        "hangs up": stripe.HANGS_UP,
        "answer lost": stripe.ANSWER_LOST,
        "fine": stripe.FINE,
    },
    "paypal": {
        "broken": paypal.BROKEN,
        "busy": paypal.BUSY,
        "hangs up": paypal.HANGS_UP,
        "answer lost": paypal.ANSWER_LOST,
        "fine": paypal.FINE,
    },
}

whose = st.integers(0, 2)
ways = st.sampled_from(
    [*[PaymentMethod.STRIPE] * 2, *[PaymentMethod.PAYPAL] * 2, PaymentMethod.BANK_TRANSFER, PaymentMethod.CASH]
)
starts = st.integers(0, 5)
amounts = st.sampled_from(["right", "right", "right", "less", "more", "dollars"])
begun = st.tuples(st.sampled_from(CLIENTS), starts, ways, st.sampled_from(["open", "right", "right", "more", "less"]))
kinds = st.lists(st.sampled_from(sorted(FAULTS["stripe"])), min_size=1, max_size=4)


class Money(RuleBasedStateMachine):
    """`tally` counts what happened over all runs of the machine."""

    town: Town
    runner: asyncio.Runner
    tally: Counter[str]

    def __init__(self) -> None:
        super().__init__()
        self.bookings: dict[int, str] = {}
        self.has_failed = False
        self.tally["runs"] += 1
        self.run(self.town.open())

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        with structlog.testing.capture_logs() as logs:
            done = self.runner.run(asyncio.wait_for(work, PATIENCE))
        self.is_right([str(entry) for entry in logs if entry["event"] in BUGS])
        return done

    def is_right(self, wrong: list[str]) -> None:
        """Nothing is wrong; whatever is, stands in the error."""
        if wrong:
            self.has_failed = True
            raise AssertionError("; ".join(wrong))

    def count(self, what: str) -> None:
        self.tally[what] += 1
        event(what)

    def books(self) -> Books:
        return self.runner.run(read(self.town.engine))

    def does(self, name: str, request: Request[Any]) -> Any:
        answer = self.run(self.town.does(name, request))
        return None if isinstance(answer, Refused) else answer

    def start(self, number: int) -> datetime:
        """One of six starts in the next days, on which everybody's wishes meet."""
        day = self.town.clock.now().replace(hour=0, minute=0)
        return day + timedelta(days=1 + number // 2, hours=14 + number % 2)

    def a_booking(self, number: int) -> tuple[int, str]:
        """One that is not over; where all are, one of those."""
        known = self.books().bookings
        ours = [(known[booking].status not in FINAL, booking) for booking in self.bookings]
        booking = nth([booking for _, booking in sorted(ours)], number) or 0
        return booking, self.bookings.get(booking, CLIENTS[0])

    # ------------------------------------------------------------------------------------------- what clients do

    @initialize(begun=st.lists(begun, min_size=1, max_size=3))
    def begins(self, begun: list[tuple[str, int, PaymentMethod, str]]) -> None:
        """Some bookings, of which some are paid, and of some of those the program has heard."""
        for client, start, way, how in begun:
            self.books_a_seat(client, 1 + start % 2, start, way)
            if how != "open":
                self.pays(0, how)
            if how == "right":
                self.reports_arrive("in order", both=True)

    @rule(client=st.sampled_from(CLIENTS), offer=st.sampled_from([1, 2]), start=starts, way=ways)
    def books_a_seat(self, client: str, offer: int, start: int, way: PaymentMethod) -> None:
        held = self.does(client, HoldSlot(offer, self.start(start), "in_person"))
        if held is None:
            return
        self.bookings[held.booking_id] = client
        self.does(client, Submit(held.booking_id, way, meeting_type="in_person"))
        self.count("booked")

    @rule(client=st.sampled_from(CLIENTS), offer=st.sampled_from([1, 2]), start=starts, way=ways)
    def books_and_pays(self, client: str, offer: int, start: int, way: PaymentMethod) -> None:
        self.books_a_seat(client, offer, start, way)
        self.pays(0, "right")
        self.reports_arrive("in order", both=True)

    @rule(client=st.sampled_from(CLIENTS), start=starts, seen=st.sampled_from([None, 4000, 12000]))
    def books_and_transfers(self, client: str, start: int, seen: int | None) -> None:
        self.books_a_seat(client, 1, start, PaymentMethod.BANK_TRANSFER)
        self.sends_a_receipt(0)
        self.coach_looks_at_a_receipt(0, seen)

    @rule(whose=whose, amount=amounts, then=st.sampled_from(["cancels", "changes", "is refused", "waits"]), way=ways)
    def pays_and_then(self, whose: int, amount: str, then: str, way: PaymentMethod) -> None:
        """Something else happens between a payment and the news of it."""
        self.pays(whose, amount)
        if then == "cancels":
            self.cancels(whose)
        elif then == "changes":
            self.changes_the_way(whose, way)
        elif then == "is refused":
            self.coach_says_no(whose, CallOff)
        else:
            self.time_passes(31)

    @rule(whose=whose, rival=st.booleans(), start=starts)
    def a_hold_ends_while_the_provider_is_away(self, whose: int, rival: bool, start: int) -> None:
        """Nobody closes the page, and it is paid afterwards, when somebody else may have the seat."""
        for name in FAULTS:
            self.town.faults[name].extend([FAULTS[name]["broken"]] * 60)
        self.time_passes(31)
        self.time_passes(16)
        for name in FAULTS:
            self.town.faults[name].clear()
        if rival:
            self.books_a_seat(CLIENTS[1], 2, start, PaymentMethod.CASH)
        self.pays(whose, "right")
        self.reports_arrive("in order", both=True)

    @rule(whose=whose, amount=amounts)
    def pays(self, whose: int, amount: str) -> None:
        """On any page they were ever sent to: by card at once, or they approve at PayPal."""
        page = nth(self._pages(), whose)
        if page is None:
            return
        try:
            self._pay(page, amount)
        except CLOSED:
            self.count("found a page closed")
        else:
            self.count(f"paid {amount}")

    def _pay(self, page: str, amount: str) -> None:
        if page in self.town.stripe.sessions:
            minor = {"less": 4000, "more": 12000}.get(amount)
            self.town.stripe.pays(page, minor=minor, currency="usd" if amount == "dollars" else "")
        else:
            value = {"less": "20.00", "more": "30.00"}.get(amount, "")
            self.town.paypal.approves(page, value=value, currency="EUR" if amount == "dollars" else "")

    def _pages(self) -> list[str]:
        """Those that are done with first, the others by age."""
        made = [(page.status == "open", page.created, name) for name, page in self.town.stripe.sessions.items()]
        made += [
            (not page.captures, int(page.created.timestamp()), name) for name, page in self.town.paypal.orders.items()
        ]
        return [name for _, _, name in sorted(made)]

    @rule(whose=whose, how=st.sampled_from(["slowly", "declined"]))
    def pays_otherwise(self, whose: int, how: str) -> None:
        """From a bank that takes days, or with a card that is refused."""
        page = nth(self._pages(), whose)
        if page is None:
            return
        try:
            if page not in self.town.stripe.sessions:
                slow = self.town.paypal.approves_slowly if how == "slowly" else self.town.paypal.approves_and_declines
                slow(page)
            elif how == "slowly":
                self.town.stripe.pays_slowly(page)
        except CLOSED:
            return
        self.count(f"paid {how}")

    @rule(whose=whose)
    def cancels(self, whose: int) -> None:
        booking, client = self.a_booking(whose)
        if self.does(client, CancelBooking(booking)):
            self.count("cancelled")

    @rule(whose=whose, start=starts)
    def moves(self, whose: int, start: int) -> None:
        booking, client = self.a_booking(whose)
        if self.does(client, MoveBooking(booking, self.start(start))):
            self.count("moved")

    @rule(whose=whose, way=ways)
    def changes_the_way(self, whose: int, way: PaymentMethod) -> None:
        booking, client = self.a_booking(whose)
        if self.does(client, ChooseWay(booking, way)):
            self.count("chose another way")

    @rule(whose=whose, start=st.none() | starts)
    def answers_the_choice(self, whose: int, start: int | None) -> None:
        """Another time, or the money, where the seat had gone when the money came."""
        choosing = [
            booking.booking_id
            for booking in self.books().bookings.values()
            if booking.hold_expires_at and booking.booking_id in self.bookings and booking.session_id is None
        ]
        number = nth(choosing, whose)
        if number is None:
            return
        answer = TakeMoneyBack(number) if start is None else TakeTime(number, self.start(start))
        if self.does(self.bookings[number], answer):
            self.count("took the money" if start is None else "took another time")

    @rule(whose=whose)
    def sends_a_receipt(self, whose: int) -> None:
        _, client = self.a_booking(whose)
        if self.does(client, ReceiveReceipt(FileRef("web", "12", "r.png", "image/png"))):
            self.count("sent a receipt")

    # --------------------------------------------------------------------------------------- what the coach does

    @rule(whose=whose, how=st.sampled_from([Confirm, Confirm, Complete, MarkAbsent, MarkPaid]))
    def coach_goes_on(self, whose: int, how: type[Confirm | Complete | MarkAbsent | MarkPaid]) -> None:
        if self.does("taha", how(self.a_booking(whose)[0])):
            self.count(f"coach: {how.__name__}")

    @rule(whose=whose, how=st.sampled_from([Decline, CallOff]))
    def coach_says_no(self, whose: int, how: type[Decline | CallOff]) -> None:
        if self.does("taha", how(self.a_booking(whose)[0], "مسافر")):
            self.count(f"coach: {how.__name__}")

    @rule(whose=whose, seen=st.sampled_from([None, None, 4000, 12000, 0]))
    def coach_looks_at_a_receipt(self, whose: int, seen: int | None) -> None:
        waiting = [receipt.receipt_id for receipt in self.books().receipts if receipt.decision is None]
        number = nth(waiting, whose)
        if number is None:
            return
        said = AskReceiptAgain(number, "blurred") if seen == 0 else AcceptReceipt(number, seen)
        if self.does("taha", said):
            self.count(f"coach: {type(said).__name__}")

    @rule(whose=whose, how=st.sampled_from([AcceptPayment, ReturnPayment]))
    def coach_decides(self, whose: int, how: type[AcceptPayment | ReturnPayment]) -> None:
        waiting = [payment.payment_id for payment in self.books().came() if payment.verdict in IN_REVIEW]
        number = nth(waiting, whose)
        if number is not None:
            self.does("taha", how(number))
            self.count(f"coach: {how.__name__}")

    @rule(whose=whose)
    def coach_sees_to_a_refund(self, whose: int) -> None:
        """By hand where no provider does it; whatever else was refused is asked for again."""
        owed = [refund for refund in self.books().refunds.values() if refund.state in OWED_BACK]
        refund = nth(owed, whose)
        if refund is not None:
            by_hand = refund.state is RefundState.BY_HAND
            self.does("taha", SeeToRefund(refund.refund_id, "done" if by_hand else "again"))
            self.count("coach: saw to a refund")

    @rule(whose=whose, all_of_it=st.booleans())
    def merchant_refunds_in_the_dashboard(self, whose: int, all_of_it: bool) -> None:
        try:
            self._refund_outside(whose, all_of_it)
        except CLOSED:
            return

    def _refund_outside(self, whose: int, all_of_it: bool) -> None:
        stripes, captures = list(self.town.stripe.payments), list(self.town.paypal.captures)
        payment = nth([*stripes, *captures], whose)
        if payment is None:
            return
        if payment in self.town.stripe.payments:
            self.town.stripe.refunds_in_dashboard(payment, None if all_of_it else 700)
        else:
            self.town.paypal.refunds_in_dashboard(payment, "" if all_of_it else "7.00")
        self.count("refunded in the dashboard")

    # ------------------------------------------------------------------------------------- what comes by itself

    @rule(how=st.sampled_from(["in order", "in order", "backwards", "twice", "lost"]), both=st.booleans())
    def reports_arrive(self, how: str, both: bool) -> None:
        self.run(self._arrive(how, ("stripe", "paypal") if both else ("stripe",)))

    async def _arrive(self, how: str, providers: Sequence[str]) -> None:
        for name in providers:
            reports = self.town.reports[name]
            waited = len(reports.waiting)
            if how == "lost":
                self.town.lose(name)
            elif reports.waiting:
                await reports.arrive(self.town.door(name), times=1 + (how == "twice"), backwards=how == "backwards")
                self.tally[f"reports {how}"] += waited
        await self.town.settles()

    @rule(whose=whose, well=st.booleans())
    def a_slow_payment_ends(self, whose: int, well: bool) -> None:
        pages = self.town.stripe.sessions.items()
        slow: list[str] = [name for name, page in pages if page.payment and page.payment.status == "processing"]
        slow += [name for name, capture in self.town.paypal.captures.items() if capture.status == "PENDING"]
        name = nth(slow, whose)
        if name is None:
            return
        self.town.slow_payment_ends(name, well=well)
        self.count("slow payment arrived" if well else "slow payment failed")

    @rule(minutes=st.sampled_from([1, 16, 31, 61, 13 * 60, 25 * 60]))
    def time_passes(self, minutes: int) -> None:
        self.run(self.town.passes(minutes * MINUTE))

    @rule(provider=st.sampled_from(["stripe", "paypal"]), kinds=kinds)
    def a_provider_has_a_bad_day(self, provider: str, kinds: list[str]) -> None:
        self.town.faults[provider].extend(FAULTS[provider][kind] for kind in kinds)
        self.count("faults")

    @rule(moments=st.integers(0, 12))
    def the_program_will_die(self, moments: int) -> None:
        self.town.moments.left = moments

    # ------------------------------------------------------------------------------------------ what holds always

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
        await self.town.calms_down()
        for after in (13 * MINUTE, HOUR, 13 * HOUR, 25 * HOUR, 100 * HOUR):
            await self._arrive("in order", ("stripe", "paypal"))
            await self.town.passes(after)
            books = await read(self.town.engine)
            self.is_right([*money_checks.wrong(self.town, books), *money_checks.payable(self.town, books)])
        await self._arrive("in order", ("stripe", "paypal"))
        await self.town.refused_refunds_are_sent_by_hand(await read(self.town.engine))
        await self._arrive("in order", ("stripe", "paypal"))
        books = await read(self.town.engine)
        self.tally.update(payment.verdict for payment in books.came())
        self.is_right(money_checks.wrong_at_rest(self.town, books))


def nth(there: Sequence[T], number: int) -> T | None:
    """One of what there is, counted from the newest; None when there is nothing."""
    return there[-1 - number % len(there)] if there else None
