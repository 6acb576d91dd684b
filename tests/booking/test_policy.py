from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from booking.errors import Refused
from booking.people import Actor
from booking.policy import TRANSFER_HOLD, check_move, held_until, hold_until, may_cancel, nudge_at, refund_percent
from booking.status import PaymentMethod, PaymentStatus, Status
from tests.booking.examples import NOW, booking, consultation

START = NOW + timedelta(days=3)
SECOND = timedelta(seconds=1)
HALF_HOUR = timedelta(minutes=30)


def move_refusal(now: datetime, by: Actor = Actor.USER, **changes: object) -> Refused | None:
    moved = booking(**{"status": Status.CONFIRMED, "preferred_at": START, **changes})
    try:
        check_move(moved, consultation(), now, by)
    except Refused as refused:
        return refused
    return None


@pytest.mark.parametrize(
    ("method", "hold"),
    [
        (None, timedelta(minutes=30)),
        (PaymentMethod.STRIPE, timedelta(minutes=30)),
        (PaymentMethod.PAYPAL, timedelta(minutes=30)),
        (PaymentMethod.SANDBOX, timedelta(minutes=30)),
        (PaymentMethod.BANK_TRANSFER, timedelta(hours=24)),
    ],
)
def test_a_seat_waits_for_the_money_as_long_as_the_way_to_pay_takes(
    method: PaymentMethod | None, hold: timedelta
) -> None:
    assert hold_until(method, NOW) == NOW + hold
    assert hold_until(method, NOW, START) == NOW + hold


@pytest.mark.parametrize("method", [PaymentMethod.CASH, PaymentMethod.FREE])
def test_what_is_not_paid_ahead_is_not_held(method: PaymentMethod) -> None:
    assert hold_until(method, NOW, START) is None


def test_a_hold_ends_when_the_session_begins() -> None:
    soon = NOW + timedelta(hours=3)

    assert hold_until(PaymentMethod.BANK_TRANSFER, NOW, soon) == soon


@pytest.mark.parametrize(
    ("method", "held", "expected"),
    [
        (PaymentMethod.STRIPE, HALF_HOUR, HALF_HOUR),
        (PaymentMethod.BANK_TRANSFER, HALF_HOUR, TRANSFER_HOLD),
        (PaymentMethod.STRIPE, TRANSFER_HOLD, TRANSFER_HOLD),
        (PaymentMethod.BANK_TRANSFER, None, TRANSFER_HOLD),
    ],
)
def test_another_way_to_pay_lengthens_a_hold_and_never_shortens_it(
    method: PaymentMethod, held: timedelta | None, expected: timedelta
) -> None:
    waits = booking(preferred_at=START, hold_expires_at=NOW + held if held else None)

    assert held_until(method, NOW, NOW, waits) == NOW + expected


def test_choosing_again_keeps_no_seat_beyond_a_day_after_the_first_choice() -> None:
    waits = booking(preferred_at=START, hold_expires_at=NOW + HALF_HOUR)
    later = NOW + timedelta(hours=20)

    assert held_until(PaymentMethod.BANK_TRANSFER, later, NOW, waits) == NOW + TRANSFER_HOLD
    assert held_until(PaymentMethod.STRIPE, NOW + timedelta(days=2), NOW, waits) == NOW + TRANSFER_HOLD
    assert held_until(PaymentMethod.CASH, NOW, NOW, waits) is None


def test_the_nudge_comes_when_half_the_hold_is_gone() -> None:
    assert nudge_at(NOW, NOW + timedelta(minutes=30)) == NOW + timedelta(minutes=15)


@pytest.mark.parametrize(
    ("status", "now", "expected"),
    [
        (Status.PENDING_PAYMENT, NOW, True),
        (Status.PENDING_CONFIRMATION, NOW, True),
        (Status.RESCHEDULED, NOW, True),
        (Status.PENDING_CONFIRMATION, START, True),
        (Status.RESCHEDULED, START + SECOND, True),
        (Status.CONFIRMED, START - SECOND, True),
        (Status.CONFIRMED, START, False),
        (Status.COMPLETED, NOW, False),
        (Status.CANCELLED, NOW, False),
        (Status.NO_SHOW, NOW, False),
    ],
)
def test_a_client_may_cancel_what_has_not_begun_or_was_never_answered(
    status: Status, now: datetime, expected: bool
) -> None:
    assert may_cancel(booking(status=status, preferred_at=START), now) is expected


@pytest.mark.parametrize(
    ("by", "notice", "shares", "percent"),
    [
        (Actor.USER, timedelta(hours=12), (100, 0), 100),
        (Actor.USER, timedelta(hours=12) - SECOND, (100, 0), 0),
        (Actor.USER, timedelta(hours=-1), (100, 0), 0),
        (Actor.USER, timedelta(hours=13), (50, 25), 50),
        (Actor.USER, timedelta(hours=1), (50, 25), 25),
        (Actor.ADMIN, timedelta(hours=1), (50, 0), 100),
        (Actor.SYSTEM, timedelta(hours=1), (50, 0), 100),
    ],
)
def test_the_refund_follows_the_policy_for_clients_and_is_whole_for_the_coachs_cancellation(
    by: Actor, notice: timedelta, shares: tuple[int, int], percent: int
) -> None:
    paid = booking(payment_status=PaymentStatus.COMPLETED, confirmed_at_time=NOW + notice)
    offer = consultation(refund_share_before=shares[0], refund_share_inside=shares[1])

    assert refund_percent(paid, offer, NOW, by) == percent


@pytest.mark.parametrize("status", [status for status in PaymentStatus if status is not PaymentStatus.COMPLETED])
@pytest.mark.parametrize("by", Actor)
def test_money_that_only_waits_for_the_rest_goes_back_whole(status: PaymentStatus, by: Actor) -> None:
    soon = booking(payment_status=status, preferred_at=NOW + SECOND)

    assert refund_percent(soon, consultation(refund_share_before=50), NOW, by) == 100


@pytest.mark.parametrize("status", [Status.CONFIRMED, Status.PENDING_CONFIRMATION])
def test_a_client_may_move_up_to_the_notice(status: Status) -> None:
    until = START - timedelta(hours=12)

    assert move_refusal(until, status=status) is None
    assert move_refusal(until + SECOND, status=status) == Refused("refused-move-late", until=until, hours=12)


def test_a_client_may_move_only_so_often() -> None:
    assert move_refusal(NOW, reschedules=1) is None
    assert move_refusal(NOW, reschedules=2) == Refused("refused-move-limit", limit=2)


def test_without_any_notice_a_session_that_began_is_still_not_moved() -> None:
    offer = consultation(reschedule_notice=timedelta(0))
    stands = booking(status=Status.CONFIRMED, preferred_at=START)

    check_move(stands, offer, START - SECOND, Actor.USER)
    with pytest.raises(Refused) as refusal:
        check_move(stands, offer, START, Actor.USER)
    assert refusal.value == Refused("refused-move-late", until=START, hours=0)


@pytest.mark.parametrize("by", [Actor.ADMIN, Actor.SYSTEM])
def test_the_coach_moves_freely(by: Actor) -> None:
    assert move_refusal(START, by, reschedules=9) is None


@pytest.mark.parametrize("by", Actor)
def test_what_waits_for_the_coach_or_is_over_is_not_moved(by: Actor) -> None:
    for status in set(Status) - {Status.CONFIRMED, Status.PENDING_CONFIRMATION}:
        refused = Refused("refused-transition", status=status)
        assert move_refusal(NOW, by, status=status) == refused
