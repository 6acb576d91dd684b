"""That every check of the money machine can fail: books that are right, and each way of making them wrong."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator

import pytest
from sqlalchemy import delete, insert, literal, select, update
from sqlalchemy.sql import Executable

from booking.ledger import Verdict
from booking.status import PaymentMethod, Status
from bot.conversations.coach.requests import MarkPaid
from storage.models import bookings, payments, refunds
from storage.rows import RefundState
from tests.faults.money_books import read
from tests.faults.money_checks import wrong_at_rest
from tests.faults.money_machine import Money, machine

AT_STRIPE = payments.c.provider == PaymentMethod.STRIPE.value
COPIED = [column for column in payments.columns if column.name not in {"payment_id", "reference"}]


@pytest.fixture
def told(sqlite_url: str, loop: asyncio.Runner) -> Iterator[Money]:
    """A client paid at Stripe, and in cash before that was heard of: the one is kept, the other went back."""
    now = machine(loop, sqlite_url, Counter())()
    now.begins([("noura", 2, PaymentMethod.STRIPE, "open")])
    now.pays(0, "right")
    now.coach_goes_on(0, MarkPaid)
    now.reports_arrive("in order", both=True)
    yield now
    loop.run(now.town.close())


def wrong(now: Money, *changes: Executable) -> str:
    """What the checks say once the books were changed so."""
    now.runner.run(now.town.tampers(*changes))
    return "; ".join(wrong_at_rest(now.town, now.runner.run(read(now.town.engine))))


def test_books_that_are_right_are_right(told: Money) -> None:
    assert wrong(told) == ""


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([delete(refunds)], "10000 is nobody's"),
        ([update(refunds).values(amount_minor=10001)], "10001 goes back of 10000"),
        ([delete(refunds), update(payments).values(verdict=Verdict.SETTLES)], "20000} is kept where"),
        ([delete(refunds), delete(payments).where(AT_STRIPE)], "stripe took {1: 10000}, the ledger has {}"),
        ([update(payments).where(AT_STRIPE).values(amount_minor=10001)], "10001 is written down, stripe took 10000"),
        (
            [insert(payments).from_select(["reference", *COPIED], select(literal("pi_2"), *COPIED).where(AT_STRIPE))],
            "20000 is written down, stripe took 10000",
        ),
        ([update(refunds).values(state=RefundState.PENDING)], "refund 1 is still pending"),
        ([update(refunds).values(amount_minor=9999)], "stripe gave back 10000 of order 1, the ledger has 9999"),
        (
            [delete(refunds), delete(payments), update(bookings).values(payment_method=PaymentMethod.STRIPE)],
            "and nothing came in",
        ),
        ([update(bookings).values(status=Status.PENDING_PAYMENT)], "its seat waits for nothing"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_wrong_is_said(told: Money, changes: list[Executable], said: str) -> None:
    assert said in wrong(told, *changes)


def test_keeping_more_than_the_rules_allow_of_what_was_cancelled_is_said(told: Money) -> None:
    told.cancels(0)

    small = update(refunds).where(refunds.c.amount_minor == 7500).values(amount_minor=7499)

    assert wrong(told) == ""
    assert wrong(told, small) == "booking 1: 2501 is kept of what was cancelled, 2500 may be"


def test_a_loss_that_is_not_written_down_is_said(told: Money) -> None:
    told.books_and_pays("sara", 2, 5, PaymentMethod.STRIPE)
    told.a_client_disputes(0, all_of_it=False)
    told.a_dispute_ends(0, lost=True)
    told.reports_arrive("in order", both=True)

    assert wrong(told) == ""
    forgotten = delete(refunds).where(refunds.c.reason == "dispute")
    assert wrong(told, forgotten) == "stripe gave back 700 of order 3, the ledger has 0"


def test_a_bounce_is_said_until_it_is_heard_of_and_its_money_has_gone_back_again(told: Money) -> None:
    told.a_refund_bounces(0)

    assert wrong(told) == "stripe gave back 0 of order 1, the ledger has 10000"
    told.reports_arrive("in order", both=True)
    assert wrong(told) == "refund 1 is still failed"
    told.coach_sees_to_a_refund(0)
    assert wrong(told) == ""
