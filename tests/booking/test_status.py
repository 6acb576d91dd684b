from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest

from booking.errors import Refused
from booking.status import FINAL, LIVE, TRANSITIONS, Event, Status, after, check_outcome, check_undo, first
from tests.booking.examples import NOW

# What may happen in each status, written out by hand: event -> (without approval, with approval).
ALLOWED = {
    "pending_payment": {
        "booked": ("confirmed", "pending_confirmation"),
        "paid": ("confirmed", "pending_confirmation"),
        "hold_expired": ("cancelled", "cancelled"),
        "payment_refused": ("cancelled", "cancelled"),
        "cancelled": ("cancelled", "cancelled"),
    },
    "pending_confirmation": {
        "confirmed": ("confirmed", "confirmed"),
        "declined": ("cancelled", "cancelled"),
        "moved": ("confirmed", "rescheduled"),
        "cancelled": ("cancelled", "cancelled"),
    },
    "confirmed": {
        "moved": ("confirmed", "rescheduled"),
        "cancelled": ("cancelled", "cancelled"),
        "done": ("completed", "completed"),
        "absent": ("no_show", "no_show"),
    },
    "rescheduled": {
        "confirmed": ("confirmed", "confirmed"),
        "declined": ("cancelled", "cancelled"),
        "cancelled": ("cancelled", "cancelled"),
    },
    "completed": {"undone": ("confirmed", "confirmed")},
    "no_show": {"undone": ("confirmed", "confirmed")},
    "cancelled": {},
}


@pytest.mark.parametrize(("status", "event"), list(product(Status, Event)))
@pytest.mark.parametrize("requires_approval", [False, True])
def test_every_pair_of_status_and_event_is_decided(status: Status, event: Event, requires_approval: bool) -> None:
    expected = ALLOWED[status].get(event)

    if expected is None:
        with pytest.raises(Refused) as refusal:
            after(status, event, requires_approval=requires_approval)
        assert refusal.value == Refused("refused-transition", status=status)
    else:
        assert after(status, event, requires_approval=requires_approval) == expected[requires_approval]


@pytest.mark.parametrize(
    ("paid_ahead", "requires_approval", "expected"),
    [
        (True, True, Status.PENDING_PAYMENT),
        (True, False, Status.PENDING_PAYMENT),
        (False, True, Status.PENDING_CONFIRMATION),
        (False, False, Status.CONFIRMED),
    ],
)
def test_a_new_booking_waits_for_the_money_then_the_coach(
    paid_ahead: bool, requires_approval: bool, expected: Status
) -> None:
    assert first(paid_ahead=paid_ahead, requires_approval=requires_approval) is expected


def test_only_a_cancelled_booking_holds_no_seat() -> None:
    assert set(Status) - LIVE == {Status.CANCELLED}


def test_from_a_final_status_there_is_only_the_undo() -> None:
    assert {event for status, event in TRANSITIONS if status in FINAL} == {Event.UNDONE}
    assert {status for status, _ in TRANSITIONS} >= set(Status) - FINAL


def test_an_outcome_can_be_told_from_the_start_on() -> None:
    check_outcome(NOW, NOW)

    with pytest.raises(Refused) as refusal:
        check_outcome(NOW, NOW - timedelta(seconds=1))
    assert refusal.value == Refused("refused-outcome-early", start=NOW)


def test_an_outcome_can_be_taken_back_for_a_day() -> None:
    check_undo(NOW, NOW + timedelta(hours=24))

    with pytest.raises(Refused) as refusal:
        check_undo(NOW, NOW + timedelta(hours=24, seconds=1))
    assert refusal.value == Refused("refused-undo-late", until=NOW + timedelta(hours=24))
