from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from booking.bookings import Booking
from booking.health import HealthDetails
from booking.money import Currency, Money
from booking.people import Actor
from booking.status import PaymentMethod, PaymentStatus, Status
from bot import i18n
from bot.conversations.coach import told
from bot.conversations.coach.cards import PAGE, booking_card, help_card, list_card
from bot.conversations.coach.requests import Case, Change
from bot.messages import Voice, say
from tests.conversations.coach.stage import BOOKING, CASE, COACH, NOW, SUNDAY_FIVE, ids, values

STAMP = "7:20261122T1400"
PAID = replace(BOOKING, payment_status=PaymentStatus.COMPLETED)


def test_a_request_offers_both_times_another_one_and_a_no() -> None:
    card = booking_card(CASE, "ar", NOW)

    assert values(card) == [
        f"do:confirm:{STAMP}",
        f"do:confirmalt:{STAMP}",
        f"do:propose:{STAMP}",
        f"do:decline:{STAMP}",
        f"do:paid:{STAMP}",
        f"do:note:{STAMP}",
    ]
    assert card.turn == 0
    assert all(len(value.encode()) <= 48 for value in values(card))


@pytest.mark.parametrize(
    ("booking", "at", "expected"),
    [
        (replace(PAID, alternative_at=None), NOW, ["confirm", "propose", "decline", "note"]),
        (PAID, SUNDAY_FIVE + timedelta(hours=1), ["confirmalt", "propose", "decline", "note"]),
        (replace(PAID, status=Status.RESCHEDULED), NOW, ["confirm", "confirmalt", "propose", "decline", "note"]),
        (replace(PAID, status=Status.CONFIRMED), NOW, ["calloff", "note"]),
        (replace(PAID, status=Status.CONFIRMED), SUNDAY_FIVE, ["complete", "noshow", "calloff", "note"]),
        (replace(BOOKING, status=Status.CONFIRMED), NOW, ["paid", "calloff", "note"]),
        (replace(BOOKING, status=Status.COMPLETED), NOW, ["undo", "paid", "note"]),
        (replace(PAID, status=Status.NO_SHOW), NOW, ["undo", "note"]),
        (replace(BOOKING, status=Status.CANCELLED), NOW, ["note"]),
        (
            replace(BOOKING, status=Status.PENDING_PAYMENT, payment_method=PaymentMethod.BANK_TRANSFER),
            NOW,
            ["paid", "calloff", "note"],
        ),
        (
            replace(BOOKING, status=Status.PENDING_PAYMENT, payment_method=PaymentMethod.SANDBOX),
            NOW,
            ["calloff", "note"],
        ),
    ],
)
def test_buttons_fit_the_state(booking: Booking, at: object, expected: list[str]) -> None:
    change = Change(status=booking.status, by=Actor.ADMIN, at=NOW - timedelta(hours=3), name="طه")

    card = booking_card(Case(booking=booking, last=change), "ar", at)  # type: ignore[arg-type]

    assert [value.split(":")[1] for value in values(card)] == expected


def test_undo_is_offered_for_a_day_only() -> None:
    ended = Change(status=Status.COMPLETED, by=Actor.ADMIN, at=NOW - timedelta(hours=25), name="طه")

    card = booking_card(Case(booking=replace(PAID, status=Status.COMPLETED), last=ended), "ar", NOW)

    assert not any("undo" in value for value in values(card))


def test_a_waiting_receipt_can_be_taken_or_asked_for_again() -> None:
    card = booking_card(replace(CASE, receipt_id=31), "ar", NOW)

    assert values(card)[:2] == ["do:receiptok:31", "do:receiptagain:31"]


def test_the_card_says_who_did_what_and_why() -> None:
    case = replace(CASE, last=Change(status=Status.CANCELLED, by=Actor.ADMIN, at=NOW, name="طه", reason="away"))

    text = i18n.lines(booking_card(case, "ar", NOW), Voice())

    assert "طه" in text
    assert "الكابتن غير متاح" in text


def test_health_answers_stand_on_the_card_and_what_was_skipped_does_not() -> None:
    case = replace(CASE, health=HealthDetails(age=28, medical_conditions="ربو"))

    shown = ids(booking_card(case, "ar", NOW))

    assert "health-age" in shown
    assert "health-conditions" in shown
    assert "health-weight" not in shown


def test_without_health_answers_there_is_no_heading_for_them() -> None:
    assert "coach-health" not in ids(booking_card(replace(CASE, health=HealthDetails()), "ar", NOW))


@pytest.mark.parametrize(
    ("count", "offset", "shown", "more"), [(10, 0, 10, False), (11, 0, 10, True), (11, 10, 1, False)]
)
def test_lists_show_ten_and_more(count: int, offset: int, shown: int, more: bool) -> None:
    bookings = [replace(BOOKING, booking_id=number) for number in range(1, count + 1)]

    found = values(list_card("pending", bookings, offset))

    assert len([value for value in found if value.startswith("do:booking:")]) == shown
    assert (f"do:pending:{offset + PAGE}" in found) is more


@pytest.mark.parametrize("which", ["pending", "today", "upcoming"])
def test_an_empty_list_says_so(which: str) -> None:
    assert ids(list_card(which, ())) == [f"coach-none-{which}"]  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_card_can_be_said(language: str) -> None:
    refund = Money(10000, Currency.SAR)
    full = Case(
        booking=replace(BOOKING, proposed_at=SUNDAY_FIVE, admin_notes="تتأخر قليلًا"),
        health=HealthDetails(age=28),
        last=Change(status=Status.PENDING_CONFIRMATION, by=Actor.USER, at=NOW),
        receipt_id=3,
        refund=refund,
    )
    agreed = replace(BOOKING, confirmed_at_time=SUNDAY_FIVE)
    cards = (
        booking_card(full, language, NOW, note=say("coach-did-confirm")),
        list_card("today", [BOOKING], note=say("coach-which")),
        help_card(),
        told.confirmed(agreed, COACH, language, b"BEGIN"),
        told.declined(BOOKING, COACH, language, told.Declined(reason="full", refund=refund)),
        told.declined(agreed, COACH, language, told.Declined(reason="سفر", calendar=b"BEGIN")),
        told.proposal(replace(BOOKING, proposed_at=SUNDAY_FIVE), COACH, language),
        told.receipt_again(replace(BOOKING, hold_expires_at=SUNDAY_FIVE), "blurred"),
        told.paid(BOOKING, BOOKING.amount),
        told.completed(BOOKING, COACH, language),
    )

    for gender in ("male", "female", "unset"):
        voice = Voice(language=language, gender=gender)
        assert all(i18n.lines(card, voice) for card in cards)
        assert all(i18n.label(choice.label, voice) for card in cards for row in card.rows for choice in row)


def test_stars_are_one_to_five() -> None:
    assert sorted(values(told.completed(BOOKING, COACH, "ar"))) == [f"do:rate:7:{stars}" for stars in range(1, 6)]


def test_a_proposal_names_the_time_it_offers() -> None:
    card = told.proposal(replace(BOOKING, proposed_at=SUNDAY_FIVE), COACH, "ar")

    assert values(card) == ["do:accept:7:20261122T1400", "do:otherwise:7", "do:mybooking:7"]


def test_nothing_proposed_is_no_proposal() -> None:
    with pytest.raises(ValueError, match="proposed"):
        told.proposal(BOOKING, COACH, "ar")
