"""Pay, expire, cancel, move, refund, replay, crash, in any order, on both databases: no halala is lost or doubled."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import delete

from booking.ledger import Verdict
from booking.status import PaymentMethod
from storage.models import refunds
from tests.faults.money_books import Books
from tests.faults.money_machine import Money, machine

BUDGET = settings(
    max_examples=30,
    stateful_step_count=15,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
ONCE = 22
"""The same runs every time: what is new shall fail because of what was changed."""

SEAT = ("noura", 2, 5)

HAPPENED = {"crashes", "faults", "paid right", "cancelled", "chose another way", Verdict.SETTLES}
HAPPENED |= {"dispute lost", "refund bounced"}
"""What must have happened at least once, or the runs proved little."""

STORIES: list[tuple[str, Callable[[Money], None]]] = [
    (Verdict.SETTLES, lambda now: now.books_and_pays("noura", 2, 5, PaymentMethod.STRIPE)),
    (Verdict.MISMATCHED, lambda now: now.pays_and_then(SEAT, "more", "waits", PaymentMethod.CASH)),
    (Verdict.EXTRA, lambda now: now.pays_and_then(SEAT, "right", "pays again", PaymentMethod.CASH)),
    (Verdict.LATE, lambda now: now.pays_and_then(SEAT, "right", "cancels", PaymentMethod.CASH)),
    (Verdict.PART, lambda now: now.books_and_transfers("noura", 5, 4000)),
    (Verdict.CHOICE, lambda now: now.a_hold_ends_while_the_provider_is_away(5, rival=True)),
    (Verdict.SETTLES, lambda now: now.a_hold_ends_while_the_provider_is_away(5, rival=False)),
    *(
        (what, partial(Money.is_paid_and_then, seat=SEAT, way=way, how=how))
        for what, how in (
            ("dispute lost", "is disputed"),
            ("dispute lost", "is disputed in part"),
            ("refund bounced", "bounces"),
        )
        for way in (PaymentMethod.STRIPE, PaymentMethod.PAYPAL)
    ),
]


@pytest.mark.parametrize(("what", "story"), STORIES, ids=[what for what, _ in STORIES])
def test_what_may_come_of_a_payment_does(
    database_url: str, loop: asyncio.Runner, what: str, story: Callable[[Money], None]
) -> None:
    now = machine(loop, database_url, Counter())()

    story(now)
    now.teardown()  # everything arrives, days pass, and the books are right

    assert what in now.tally


def test_the_books_are_right_whatever_happens(
    database_url: str, loop: asyncio.Runner, record_property: Callable[[str, object], None]
) -> None:
    counted: Counter[str] = Counter()

    run_state_machine_as_test(seed(ONCE)(machine(loop, database_url, counted)), settings=BUDGET)

    kind = database_url.partition(":")[0].partition("+")[0]
    record_property(f"money machine on {kind}", ", ".join(f"{count} {what}" for what, count in counted.most_common()))
    assert HAPPENED - counted.keys() == set()


def test_a_ledger_that_forgets_what_it_owes_back_is_found_out(sqlite_url: str, loop: asyncio.Runner) -> None:
    forgotten = delete(refunds).where(refunds.c.reason.in_([Verdict.LATE, Verdict.EXTRA]))

    class Forgetful(machine(loop, sqlite_url, Counter())):  # type: ignore[misc]
        def books(self) -> Books:
            loop.run(self.town.tampers(forgotten))
            found: Books = super().books()
            return found

    with pytest.raises(AssertionError, match=r"is kept where|is nobody's"):
        run_state_machine_as_test(seed(ONCE)(Forgetful), settings=settings(BUDGET, phases=[Phase.generate]))
