from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from booking.errors import Refused
from booking.money import Currency, Money
from booking.status import Status
from bot import i18n
from bot.conversations.coach import ROUTES
from bot.conversations.coach.cards import booking_card
from bot.conversations.coach.requests import Look
from bot.conversations.coach.till import (
    SHOWN,
    AcceptPayment,
    AllowCash,
    AmountDraft,
    MoneyTask,
    MoneyTasks,
    ReturnPayment,
    SeeToRefund,
    task_card,
)
from bot.conversations.flow import Again, Done, Go, Outcome
from bot.conversations.requests import Request
from bot.messages import Amount, Voice, say
from tests.conversations.coach.stage import BOOKING, CASE, NOW, ids, play, values, who

RIYALS = Money(10000, Currency.SAR)
MISMATCH = MoneyTask(
    kind="mismatch",
    id=31,
    amount=Money(9000, Currency.SAR),
    owed=RIYALS,
    name="نورة",
    number="CB-20261122-0003",
    reference="pi_1",
    booking_id=7,
)
STRAY = MoneyTask(kind="stray", id=32, amount=RIYALS, reference="pi_2")
STRANGE = replace(STRAY, amount=Money(0, Currency.USD), told="12.00 EUR")
REFUSED = MoneyTask(kind="refused", id=5, amount=RIYALS, name="نورة", number="CB-20261122-0003", booking_id=7)
BY_HAND = replace(REFUSED, kind="by_hand", id=6)
ABSENT = replace(CASE, booking=replace(BOOKING, status=Status.NO_SHOW), cash_barred=True)


def run(name: str, args: str, answers: dict[type[Request[Any]], Any]) -> tuple[Outcome, list[Request[Any]]]:
    return play(ROUTES[name](args, who()), answers)


def first_ids(outcome: Outcome) -> list[str]:
    """The first line of each card that ends it."""
    assert isinstance(outcome, Done)
    return [ids(card)[0] for card in outcome.cards]


# ------------------------------------------------------------------------------------------------------- one task


@pytest.mark.parametrize(
    ("task", "lines", "buttons"),
    [
        (
            MISMATCH,
            ["coach-payment-mismatch", "person-name", "line-number", "coach-payment-at"],
            ["do:acceptpay:31", "do:returnpay:31", "do:booking:7"],
        ),
        (STRAY, ["coach-payment-unknown", "coach-payment-at"], ["do:returnpay:32"]),
        (STRANGE, ["coach-payment-unknown", "coach-payment-at"], ["do:paidback:32"]),
        (
            replace(MISMATCH, amount=Money(0, Currency.SAR), told="12.00 EUR"),
            ["coach-payment-mismatch", "person-name", "line-number", "coach-payment-at"],
            ["do:acceptpay:31", "do:paidback:31", "do:booking:7"],
        ),
        (
            replace(STRAY, amount=Money(0, Currency.USD)),
            ["coach-payment-unknown", "coach-payment-at"],
            ["do:returnpay:32"],
        ),
        (REFUSED, ["coach-refund-refused", "line-number"], ["do:refunded:5", "do:refundagain:5", "do:booking:7"]),
        (BY_HAND, ["coach-refund-by_hand", "line-number"], ["do:refunded:6", "do:booking:7"]),
    ],
    ids=["mismatch", "stray", "a currency of nobody", "the same, of a booking", "nothing", "refused", "by hand"],
)
def test_a_task_says_what_happened_and_offers_what_can_be_done(
    task: MoneyTask, lines: list[str], buttons: list[str]
) -> None:
    card = task_card(task)

    assert ids(card) == lines
    assert values(card) == buttons
    assert card.turn == 0


@pytest.mark.parametrize("task", [STRANGE, replace(MISMATCH, amount=Money(0, Currency.SAR), told="12.00 EUR")])
def test_what_only_the_coach_can_send_back_is_said_to_be_given_back_by_hand(task: MoneyTask) -> None:
    (back,) = [choice for row in task_card(task).rows for choice in row if choice.value.startswith("do:paidback:")]

    outcome, made = run("paidback", str(task.id), {ReturnPayment: None})

    assert back.label == say("coach-go-refunded")
    assert made == [ReturnPayment(task.id)]
    assert first_ids(outcome) == ["coach-did-refunded"]


def test_an_amount_in_a_strange_currency_is_told_in_the_providers_words() -> None:
    strange = task_card(replace(MISMATCH, amount=Money(0, Currency.SAR), told="12.00 EUR"))

    assert strange.lines[0].args == {"owed": Amount(10000, "SAR"), "received": "12.00 EUR"}


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    "task", [MISMATCH, STRAY, STRANGE, REFUSED, BY_HAND, replace(BY_HAND, name="", booking_id=None)]
)
def test_every_task_can_be_said(task: MoneyTask, language: str) -> None:
    card = task_card(task)

    assert i18n.lines(card, Voice(language=language))
    assert all(i18n.label(choice.label, Voice(language=language)) for row in card.rows for choice in row)


# ------------------------------------------------------------------------------------------------------- the list


def test_each_task_is_a_card_of_its_own() -> None:
    outcome, _ = run("money", "", {MoneyTasks: (MISMATCH, STRAY, REFUSED)})

    assert first_ids(outcome) == ["coach-payment-mismatch", "coach-payment-unknown", "coach-refund-refused"]


@pytest.mark.parametrize(("count", "more"), [(SHOWN, []), (SHOWN + 1, ["coach-money-more"])])
def test_more_tasks_than_fit_are_counted(count: int, more: list[str]) -> None:
    outcome, _ = run("money", "", {MoneyTasks: (STRAY,) * count})

    assert first_ids(outcome) == ["coach-payment-unknown"] * SHOWN + more


def test_nothing_to_do_is_said() -> None:
    outcome, _ = run("money", "", {MoneyTasks: ()})

    assert first_ids(outcome) == ["coach-none-money"]


# ------------------------------------------------------------------------------------------------------- deciding


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("acceptpay", AcceptPayment(31)),
        ("returnpay", ReturnPayment(31)),
        ("refunded", SeeToRefund(31, "done")),
        ("refundagain", SeeToRefund(31, "again")),
    ],
)
def test_a_button_decides_and_says_so(name: str, command: Request[Any]) -> None:
    outcome, made = run(name, "31", {type(command): None})

    assert made == [command]
    assert first_ids(outcome) == [f"coach-did-{name}"]


def test_what_was_taken_as_the_price_may_wait_for_an_answer_now() -> None:
    outcome, _ = run("acceptpay", "31", {AcceptPayment: None})

    assert isinstance(outcome, Done)
    assert values(outcome.cards[0]) == ["do:pending"]


@pytest.mark.parametrize("name", ["acceptpay", "returnpay", "paidback", "refunded", "refundagain"])
def test_what_was_decided_before_is_told_and_stays(name: str) -> None:
    decided = Refused("refused-money-decided")

    outcome, made = run(name, "31", dict.fromkeys((AcceptPayment, ReturnPayment, SeeToRefund), decided))

    assert first_ids(outcome) == ["refused-money-decided"]
    assert len(made) == 1


@pytest.mark.parametrize(
    "name", ["acceptpay", "returnpay", "paidback", "refunded", "refundagain", "cashok", "receiptamount"]
)
@pytest.mark.parametrize("args", ["", "x", "٣١", "-1", "1" * 13])
def test_a_button_without_its_number_shows_the_tasks(name: str, args: str) -> None:
    outcome, made = run(name, args, {MoneyTasks: (STRAY,)})

    assert first_ids(outcome) == ["coach-payment-unknown"]
    assert {type(request) for request in made} == {MoneyTasks}


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("money", MoneyTasks),
        ("acceptpay", AcceptPayment),
        ("returnpay", ReturnPayment),
        ("paidback", ReturnPayment),
        ("refunded", SeeToRefund),
        ("refundagain", SeeToRefund),
        ("receiptamount", MoneyTasks),
    ],
)
def test_strangers_are_refused_before_anything_is_shown(name: str, asked: type[Request[Any]]) -> None:
    outcome, made = play(ROUTES[name]("31", who(staff=False)), {asked: Refused("refused-not-yours")})

    said = outcome.notes if isinstance(outcome, Again) else outcome.cards[0].lines  # type: ignore[union-attr]
    assert [line.id for line in said] == ["refused-not-yours"]
    assert len(made) == 1


# ----------------------------------------------------------------------------------------------------- cash, again


def test_cash_is_taken_again_by_a_button_of_the_missed_session() -> None:
    allowed = replace(ABSENT, cash_barred=False)

    outcome, made = run("cashok", "7:20261122T1400", {AllowCash: allowed})

    assert made == [AllowCash(7)]
    assert first_ids(outcome) == ["coach-did-cashok"]


@pytest.mark.parametrize(("barred", "offered"), [(True, 1), (False, 0)])
def test_cash_again_is_offered_only_where_it_is_barred(barred: bool, offered: int) -> None:
    card = booking_card(replace(ABSENT, cash_barred=barred), "ar", NOW)

    assert sum(value.startswith("do:cashok:") for value in values(card)) == offered


def test_a_stranger_allows_no_cash() -> None:
    no = Refused("refused-not-yours")

    outcome, _ = play(ROUTES["cashok"]("7", who(staff=False)), {AllowCash: no, Look: no})

    assert isinstance(outcome, Again)
    assert [note.id for note in outcome.notes] == ["refused-not-yours"]


# ------------------------------------------------------------------------------------------------- another amount


def test_another_amount_on_a_receipt_is_asked_for() -> None:
    outcome, _ = run("receiptamount", "31", {MoneyTasks: ()})

    assert outcome == Go("coach_receipt_amount", AmountDraft(receipt_id=31))


def test_a_waiting_receipt_has_a_button_for_another_amount() -> None:
    waiting, none = (booking_card(replace(CASE, receipt_id=number), "ar", NOW) for number in (31, None))

    assert "do:receiptamount:31" in values(waiting)
    assert not any("receiptamount" in value for value in values(none))
