"""What money is for: the table row by row, and what holds for every row there could be."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.ledger import IN_REVIEW, PAID, Arrival, Verdict, shares, verdict
from booking.money import Currency, Money
from booking.status import PaymentStatus, Status
from tests.booking.examples import NOW, booking

START = NOW + timedelta(days=3)
BEFORE, AFTER = START - timedelta(hours=1), START
PENDING, DONE, FAILED, REFUNDED = (
    PaymentStatus.PENDING,
    PaymentStatus.COMPLETED,
    PaymentStatus.FAILED,
    PaymentStatus.REFUNDED,
)
CONFIRMS = frozenset({Verdict.SETTLES, Verdict.REVIVES})


def sar(minor: int) -> Money:
    return Money(minor, Currency.SAR)


PRICE = sar(10000)


def arrival(received: Money | None = PRICE, *, kept: int = 0, seen: bool = False, expired: bool = False) -> Arrival:
    """Money for what costs a hundred riyals."""
    return Arrival(owed=PRICE, received=received, kept=sar(kept), seen=seen, expired=expired)


def decided(status: Status, payment: PaymentStatus, came: Arrival, now: datetime) -> Verdict:
    return verdict(booking(status=status, payment_status=payment, preferred_at=START), came, now)


@pytest.mark.parametrize(
    ("status", "payment", "expired", "now", "wanted"),
    [
        (Status.PENDING_PAYMENT, PENDING, False, BEFORE, Verdict.SETTLES),
        (Status.PENDING_PAYMENT, FAILED, False, BEFORE, Verdict.SETTLES),
        (Status.PENDING_PAYMENT, PENDING, False, AFTER, Verdict.LATE),
        (Status.PENDING_CONFIRMATION, PENDING, False, BEFORE, Verdict.SETTLES),
        (Status.CONFIRMED, PENDING, False, BEFORE, Verdict.SETTLES),
        (Status.CONFIRMED, PENDING, False, AFTER, Verdict.SETTLES),
        (Status.COMPLETED, PENDING, False, AFTER, Verdict.SETTLES),
        (Status.NO_SHOW, PENDING, False, AFTER, Verdict.SETTLES),
        (Status.CONFIRMED, DONE, False, BEFORE, Verdict.EXTRA),
        (Status.CANCELLED, PENDING, True, BEFORE, Verdict.REVIVES),
        (Status.CANCELLED, FAILED, True, BEFORE, Verdict.REVIVES),
        (Status.CANCELLED, PENDING, True, AFTER, Verdict.LATE),
        (Status.CANCELLED, PENDING, False, BEFORE, Verdict.LATE),
        (Status.CANCELLED, DONE, True, BEFORE, Verdict.EXTRA),
        (Status.CANCELLED, REFUNDED, True, BEFORE, Verdict.EXTRA),
    ],
)
def test_the_right_amount_is_for_what_the_booking_still_needs(
    status: Status, payment: PaymentStatus, expired: bool, now: datetime, wanted: Verdict
) -> None:
    assert decided(status, payment, arrival(expired=expired), now) is wanted


@pytest.mark.parametrize(
    ("came", "wanted"),
    [
        (arrival(None), Verdict.MISMATCHED),
        (arrival(None, seen=True), Verdict.MISMATCHED),
        (arrival(Money(10000, Currency.USD)), Verdict.MISMATCHED),
        (arrival(Money(10000, Currency.USD), seen=True), Verdict.MISMATCHED),
        (arrival(sar(0)), Verdict.MISMATCHED),
        (arrival(sar(0), seen=True), Verdict.MISMATCHED),
        (arrival(sar(-10000), seen=True), Verdict.MISMATCHED),
        (arrival(sar(9999)), Verdict.MISMATCHED),
        (arrival(sar(10001)), Verdict.MISMATCHED),
        (arrival(sar(9999), seen=True), Verdict.PART),
        (arrival(sar(10001), seen=True), Verdict.SETTLES),
        (arrival(sar(6000), kept=4000), Verdict.SETTLES),
        (arrival(sar(10000), kept=4000), Verdict.MISMATCHED),
        (arrival(sar(5999), kept=4000, seen=True), Verdict.PART),
        (arrival(sar(6000), kept=4000, seen=True), Verdict.SETTLES),
        (arrival(sar(6001), kept=4000, seen=True), Verdict.SETTLES),
    ],
)
def test_another_amount_settles_only_what_a_person_has_seen_to_be_enough(came: Arrival, wanted: Verdict) -> None:
    assert decided(Status.PENDING_PAYMENT, PENDING, came, BEFORE) is wanted


@pytest.mark.parametrize("came", [arrival(), arrival(None), arrival(sar(5))])
def test_money_without_a_booking_is_for_nothing_of_ours(came: Arrival) -> None:
    assert verdict(None, came, NOW) is Verdict.STRAY


@pytest.mark.parametrize(
    ("status", "came", "wanted"),
    [
        (Status.CANCELLED, arrival(None, expired=True), Verdict.MISMATCHED),  # how much it is nobody can say
        (Status.CONFIRMED, arrival(None), Verdict.MISMATCHED),
        (Status.CANCELLED, arrival(sar(5)), Verdict.LATE),  # all of it goes back, whatever it is
        (Status.CANCELLED, arrival(sar(5), expired=True), Verdict.MISMATCHED),
    ],
)
def test_what_is_late_and_another_amount_too(status: Status, came: Arrival, wanted: Verdict) -> None:
    assert decided(status, PENDING, came, BEFORE) is wanted


# ------------------------------------------------------------------------------------------- whatever may happen

amounts = st.builds(Money, st.integers(-(10**9), 10**9), st.sampled_from(Currency))
arrivals = st.builds(
    Arrival,
    owed=st.builds(sar, st.integers(1, 10**9)),
    received=st.none() | amounts,
    kept=st.builds(sar, st.integers(0, 10**6)),
    seen=st.booleans(),
    expired=st.booleans(),
)
moments = st.sampled_from([NOW, BEFORE, AFTER, AFTER + timedelta(days=1)])


@given(st.sampled_from(Status), st.sampled_from(PaymentStatus), arrivals, moments)
def test_nothing_is_confirmed_by_another_amount_or_currency(
    status: Status, payment: PaymentStatus, came: Arrival, now: datetime
) -> None:
    found = decided(status, payment, came, now)

    if found in CONFIRMS:
        assert came.received is not None
        assert came.received.currency is came.owed.currency
        due = came.owed - came.kept
        assert came.received == due or (came.seen and came.received > due)


@given(st.sampled_from(Status), st.sampled_from(PaymentStatus), arrivals, moments)
def test_what_is_paid_is_never_paid_again_and_what_is_cancelled_for_another_reason_never_revived(
    status: Status, payment: PaymentStatus, came: Arrival, now: datetime
) -> None:
    found = decided(status, payment, came, now)

    if payment in PAID and came.received is not None:
        assert found is Verdict.EXTRA
    if found is Verdict.REVIVES:
        assert (status, came.expired, now < START) == (Status.CANCELLED, True, True)
    if found in IN_REVIEW:
        assert found is Verdict.MISMATCHED


@given(st.lists(st.integers(0, 10**9), max_size=6), st.integers(0, 100))
def test_shares_are_the_percent_of_all_rounded_down_and_no_more_than_each(kept: list[int], percent: int) -> None:
    back = shares(tuple(map(sar, kept)), percent)

    assert sum(money.minor for money in back) == sum(kept) * percent // 100
    assert len(back) == len(kept)
    assert all(0 <= share.minor <= whole for share, whole in zip(back, kept, strict=True))


def test_later_payments_are_emptied_first() -> None:
    assert shares((sar(4001), sar(5999)), 50) == (sar(0), sar(5000))
    assert shares((sar(4001), sar(5999)), 75) == (sar(1501), sar(5999))
    assert shares((), 100) == ()
