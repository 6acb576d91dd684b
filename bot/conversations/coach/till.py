"""The coach's money tasks: payments to decide about, refunds to see to, a transfer of another amount, cash again."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from booking.errors import Refused
from booking.money import Money
from bot.conversations import cards
from bot.conversations.coach.requests import Case
from bot.conversations.coach.routes import perform
from bot.conversations.engine import Route
from bot.conversations.flow import Again, Done, Go, Outcome
from bot.conversations.refusals import explain
from bot.conversations.requests import Command, Script, attempt
from bot.conversations.state import Draft, Who
from bot.messages import Amount, Choice, Code, Outgoing, Rows, Say, say

_ID = re.compile(r"\d{1,12}", re.ASCII)
SHOWN = 5

Kind: TypeAlias = Literal["mismatch", "stray", "refused", "by_hand"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyTask:
    """Something about money that a person has to see to.

    `id` is the payment's for «mismatch» and «stray», the refund's for «refused» and «by_hand». `told` is an amount in a
    currency that is none of ours, and stands for `amount` then. `booking_id` is None for money that never had one.
    """

    kind: Kind
    id: int
    amount: Money
    told: str = ""
    owed: Money | None = None
    name: str = ""
    number: str = ""
    reference: str = ""
    booking_id: int | None = None


@dataclass(frozen=True, slots=True)
class MoneyTasks(Command[tuple[MoneyTask, ...]]):
    """All of them, payments first."""


@dataclass(frozen=True, slots=True)
class AcceptPayment(Command[None]):
    """Take a payment of another amount as the whole price."""

    payment_id: int


@dataclass(frozen=True, slots=True)
class ReturnPayment(Command[None]):
    """Send a payment back that was not what was owed, or for nothing of ours."""

    payment_id: int


@dataclass(frozen=True, slots=True)
class SeeToRefund(Command[None]):
    """A refund was given back by hand, or the provider is to be asked again."""

    refund_id: int
    how: Literal["done", "again"]


@dataclass(frozen=True, slots=True)
class AllowCash(Command[Case]):
    """Take cash of a client again who did not come to a session they would have paid in cash."""

    booking_id: int


class AmountDraft(Draft, frozen=True):
    """A receipt whose transfer is of another amount than was owed."""

    receipt_id: int = 0


# ------------------------------------------------------------------------------------------------------- one task


def task_card(task: MoneyTask) -> Outgoing:
    """What happened, to whose money, and what can be done about it. Its buttons never grow old."""
    return Outgoing((_what(task), *_whose(task)), (*_deeds(task), *_open(task)))


def _what(task: MoneyTask) -> Say:
    amount = task.told or Amount.of(task.amount)
    if task.kind == "mismatch":
        return say("coach-payment-mismatch", owed=Amount.of(task.owed or task.amount), received=amount)
    if task.kind == "stray":
        return say("coach-payment-unknown", amount=amount)
    return say(f"coach-refund-{task.kind}", name=task.name or cards.DASH, amount=amount)


def _whose(task: MoneyTask) -> tuple[Say, ...]:
    named = (say("person-name", name=task.name),) if task.name and task.kind == "mismatch" else ()
    number = (say("line-number", number=Code(task.number)),) if task.number else ()
    reference = (say("coach-payment-at", reference=Code(task.reference)),) if task.reference else ()
    return (*named, *number, *reference)


def _deeds(task: MoneyTask) -> Rows:
    if task.told:  # of a currency that is none of ours: only the coach can send it back
        back = (Choice(f"do:paidback:{task.id}", say("coach-go-refunded")),)
    else:
        back = (Choice(f"do:returnpay:{task.id}", say("coach-go-returnpay")),)
    if task.kind == "mismatch":
        return ((Choice(f"do:acceptpay:{task.id}", say("coach-go-acceptpay")),), back)
    if task.kind == "stray":
        return (back,)
    done = (Choice(f"do:refunded:{task.id}", say("coach-go-refunded")),)
    return (
        (done, (Choice(f"do:refundagain:{task.id}", say("coach-go-refundagain")),))
        if task.kind == "refused"
        else (done,)
    )


def _open(task: MoneyTask) -> Rows:
    return ((Choice(f"do:booking:{task.booking_id}", say("go-this-booking")),),) if task.booking_id else ()


# --------------------------------------------------------------------------------------------------------- routes


def money(args: str, who: Who) -> Script[Outcome]:
    """What waits for the coach about money, a card each."""
    tasks = yield from attempt(MoneyTasks())
    if isinstance(tasks, Refused):
        return Again((explain(tasks),))
    if not tasks:
        return Done((Outgoing((say("coach-none-money"),)),))
    more = (Outgoing((say("coach-money-more", count=len(tasks) - SHOWN),)),) if len(tasks) > SHOWN else ()
    return Done((*(task_card(task) for task in tasks[:SHOWN]), *more))


def _doing(command: Callable[[int], Command[None]], done: str, rows: Rows = ()) -> Route:
    def do(args: str, who: Who) -> Script[Outcome]:
        if not _ID.fullmatch(args):
            return (yield from money("", who))
        result = yield from attempt(command(int(args)))
        if isinstance(result, Refused):
            return Done((Outgoing((explain(result),)),))
        return Done((Outgoing((say(done),), rows),))

    return do


def cash_again(args: str, who: Who) -> Script[Outcome]:
    """Take cash of this client again."""
    number = args.partition(":")[0]
    if not _ID.fullmatch(number):
        return (yield from money("", who))
    return (yield from perform(AllowCash(int(number)), int(number), who, say("coach-did-cashok")))


def receipt_amount(args: str, who: Who) -> Script[Outcome]:
    """Another amount came than the receipt should show: asks how much."""
    waiting = yield from attempt(MoneyTasks())  # only the team is asked
    if isinstance(waiting, Refused):
        return Again((explain(waiting),))
    if not _ID.fullmatch(args):
        return (yield from money("", who))
    return Go("coach_receipt_amount", AmountDraft(receipt_id=int(args)))


_WAITING: Rows = ((Choice("do:pending", say("coach-go-pending")),),)
"""What was paid may wait for the coach's answer now."""

ROUTES: dict[str, Route] = {
    "money": money,
    "acceptpay": _doing(AcceptPayment, "coach-did-acceptpay", _WAITING),
    "returnpay": _doing(ReturnPayment, "coach-did-returnpay"),
    "paidback": _doing(ReturnPayment, "coach-did-refunded"),
    "refunded": _doing(lambda number: SeeToRefund(number, "done"), "coach-did-refunded"),
    "refundagain": _doing(lambda number: SeeToRefund(number, "again"), "coach-did-refundagain"),
    "cashok": cash_again,
    "receiptamount": receipt_amount,
}
