"""What every part of the money machine stands on: the town, the loop it runs in, and how things are counted.

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
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from booking.errors import Refused
from booking.status import FINAL, PaymentMethod
from bot.conversations.requests import Request
from tests.faults.money_books import Books, read
from tests.faults.money_town import CLIENTS, Town
from tests.standins.paypal import PageGone
from tests.standins.paypal_rules import Refusal as PayPalRefusal
from tests.standins.stripe import PageClosed
from tests.standins.stripe_rules import Refusal as StripeRefusal

T = TypeVar("T")

PATIENCE = 20.0  # seconds until something hangs
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
"""What the program logs when it has met a bug of its own."""

whose = st.integers(0, 2)
clients = st.sampled_from(CLIENTS)
offers = st.sampled_from([1, 2])
starts = st.integers(0, 5)
_ON_A_PAGE = (PaymentMethod.STRIPE, PaymentMethod.PAYPAL)
ways = st.sampled_from([*_ON_A_PAGE, *_ON_A_PAGE, PaymentMethod.BANK_TRANSFER, PaymentMethod.CASH])
amounts = st.sampled_from(["right", "right", "right", "less", "more", "dollars"])


class Stage(RuleBasedStateMachine):
    """`tally` counts what happened over all runs of the machine, each in a town of its own."""

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


def nth(there: Sequence[T], number: int) -> T | None:
    """One of what there is, counted from the newest; None when there is nothing."""
    return there[-1 - number % len(there)] if there else None
