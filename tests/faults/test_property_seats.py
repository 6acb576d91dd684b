"""Whatever clients, the coach, providers and the clock do to bookings: the coach's time is never sold twice."""

from __future__ import annotations

import shutil
from collections import defaultdict
from datetime import datetime, timedelta
from itertools import combinations, count
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from booking.errors import Refused
from booking.status import PaymentMethod
from bot.conversations.coach.requests import (
    AcceptProposal,
    CallOff,
    Complete,
    Confirm,
    Decline,
    MarkAbsent,
    MarkPaid,
    Propose,
    RefuseProposal,
    Undo,
)
from bot.conversations.commands import HoldSlot, ReleaseHold, Submit
from bot.conversations.mine.requests import CancelBooking, MoveBooking
from bot.conversations.requests import Command
from storage.crypto import Vault
from tests.faults.practice import CLIENTS, START, TYPES, Practice, Seat

MINUTE = timedelta(minutes=1)
STARTS = [START + timedelta(days=day, hours=5, minutes=minutes) for day in (1, 3) for minutes in range(0, 180, 30)]
"""Two afternoons of three hours, on the half hour: few enough that everybody wants the same."""

ODD = [start + minutes * MINUTE for start in STARTS[::3] for minutes in (-15, 0, 10)]
"""What only the coach can propose."""

starts, clients = st.sampled_from(STARTS), st.sampled_from(CLIENTS)
offers = st.sampled_from([1, 1, 2, 3])
methods = st.sampled_from([PaymentMethod.CASH, PaymentMethod.CASH, PaymentMethod.SANDBOX, PaymentMethod.BANK_TRANSFER])


class Seats(RuleBasedStateMachine):
    """Whoever books, books for one of four clients; only they or the coach touch a booking afterwards."""

    bookings = Bundle("bookings")

    def __init__(self, file: Path, vault: Vault) -> None:
        super().__init__()
        self.practice = Practice(file, vault)
        self.owners: dict[int, str] = {}

    def teardown(self) -> None:
        self.practice.close()

    def by_client(self, booking: int, command: Command[Any]) -> None:
        self.practice.does(self.owners[booking], command)

    def by_coach(self, command: Command[Any]) -> None:
        self.practice.does("taha", command)

    # ------------------------------------------------------------------------------------------ what clients do

    @rule(target=bookings, client=clients, offer=offers, start=starts, other=st.none() | starts)
    def holds(self, client: str, offer: int, start: datetime, other: datetime | None) -> object:
        held = self.practice.does(client, HoldSlot(offer, start, "in_person", alternative=other))
        if isinstance(held, Refused):
            return multiple()
        self.owners[held.booking_id] = client
        return held.booking_id

    @rule(target=bookings, client=clients, offer=offers, start=starts, method=methods)
    def books(self, client: str, offer: int, start: datetime, method: PaymentMethod) -> object:
        held = self.practice.does(client, HoldSlot(offer, start, "in_person"))
        if isinstance(held, Refused):
            return multiple()
        self.owners[held.booking_id] = client
        self.submits(held.booking_id, method)
        return held.booking_id

    @rule(booking=bookings, offer=offers, start=starts)
    def changes_the_draft(self, booking: int, offer: int, start: datetime) -> None:
        again = HoldSlot(offer, start, "in_person", booking_id=booking)
        held = self.practice.does(self.owners[booking], again)
        if not isinstance(held, Refused):
            self.owners[held.booking_id] = self.owners[booking]

    @rule(booking=bookings, method=methods)
    def submits(self, booking: int, method: PaymentMethod) -> None:
        is_free = not self.practice.booking(booking).amount.minor
        method = PaymentMethod.FREE if is_free else method
        self.by_client(booking, Submit(booking, method, meeting_type="in_person", alternative=STARTS[-1]))

    @rule(booking=bookings, start=starts)
    def moves(self, booking: int, start: datetime) -> None:
        self.by_client(booking, MoveBooking(booking, start))

    @rule(booking=bookings, how=st.sampled_from([CancelBooking, ReleaseHold]))
    def gives_up(self, booking: int, how: type[CancelBooking | ReleaseHold]) -> None:
        self.by_client(booking, how(booking))

    @rule(booking=bookings, likes=st.booleans())
    def answers_the_proposal(self, booking: int, likes: bool) -> None:
        proposed = self.practice.booking(booking).proposed_at or STARTS[0]
        self.by_client(booking, AcceptProposal(booking, proposed) if likes else RefuseProposal(booking))

    # -------------------------------------------------------------------------------------- what the coach does

    @rule(booking=bookings, choice=st.sampled_from(["preferred", "alternative"]))
    def is_confirmed(self, booking: int, choice: str) -> None:
        self.by_coach(Confirm(booking, "preferred" if choice == "preferred" else "alternative"))

    @rule(booking=bookings, start=st.sampled_from([*STARTS, *ODD]))
    def is_proposed_another_time(self, booking: int, start: datetime) -> None:
        self.by_coach(Propose(booking, start))

    @rule(booking=bookings, start=st.sampled_from(ODD))
    def agrees_to_another_time(self, booking: int, start: datetime) -> None:
        self.is_proposed_another_time(booking, start)
        self.answers_the_proposal(booking, likes=True)

    @rule(booking=bookings, how=st.sampled_from([Decline, CallOff]))
    def is_called_off(self, booking: int, how: type[Decline | CallOff]) -> None:
        self.by_coach(how(booking, "مسافر"))

    @rule(booking=bookings, how=st.sampled_from([Complete, MarkAbsent, Undo, MarkPaid]))
    def is_marked(self, booking: int, how: type[Complete | MarkAbsent | Undo | MarkPaid]) -> None:
        self.by_coach(how(booking))

    # ------------------------------------------------------------------------------------- what comes by itself

    @rule(booking=bookings)
    def the_money_comes(self, booking: int) -> None:
        self.practice.is_paid(booking)

    @rule(minutes=st.sampled_from([1, 16, 31, 12 * 60, 25 * 60]))
    def time_passes(self, minutes: int) -> None:
        assert self.practice.passes(minutes * MINUTE) == []

    # ------------------------------------------------------------------------------------------ what holds always

    @invariant()
    def a_booking_that_is_not_cancelled_has_a_seat_at_its_own_time(self) -> None:
        for seat in self.practice.seats():
            assert (seat.status == "cancelled") == (seat.session_id is None)
            assert seat.session_id is None or seat.session_start == seat.starts_at
            assert seat.session_id is None or (seat.busy_from, seat.busy_to) == busy(seat)

    @invariant()
    def no_two_take_the_same_time_but_in_one_group_with_room_for_both(self) -> None:
        live = [seat for seat in self.practice.seats() if seat.session_id is not None]
        for one, other in combinations(live, 2):
            if one.session_id == other.session_id:
                assert (one.consultation_id, one.starts_at) == (other.consultation_id, other.starts_at)
                assert one.seat != other.seat
            else:
                assert busy(one)[1] <= busy(other)[0] or busy(other)[1] <= busy(one)[0]
        assert all(1 <= (seat.seat or 0) <= TYPES[seat.consultation_id].capacity for seat in live)

    @invariant()
    def a_session_is_there_exactly_while_somebody_sits_in_it(self) -> None:
        assert self.practice.sessions() == {seat.session_id for seat in self.practice.seats()} - {None}

    @invariant()
    def the_history_is_a_chain_that_ends_where_the_booking_stands(self) -> None:
        stands: defaultdict[int, str] = defaultdict(lambda: "pending_payment")
        for booking, before, after in self.practice.changes():
            assert before == stands[booking]
            stands[booking] = after
        assert {seat.booking_id: seat.status for seat in self.practice.seats()} == {
            seat.booking_id: stands[seat.booking_id] for seat in self.practice.seats()
        }


def busy(seat: Seat) -> tuple[int, int]:
    """The coach's time that a booking takes, by the rules alone, in microseconds."""
    offer = TYPES[seat.consultation_id]
    return (
        seat.starts_at - offer.buffer_before * 60_000_000,
        seat.starts_at + (seat.duration_minutes + offer.buffer_after) * 60_000_000,
    )


def test_the_coachs_time_is_never_sold_twice(sqlite_template: Path, tmp_path: Path, vault: Vault) -> None:
    numbers = count()

    class Fresh(Seats):
        def __init__(self) -> None:
            file = tmp_path / f"{next(numbers)}.db"
            shutil.copy(sqlite_template, file)
            super().__init__(file, vault)

    run_state_machine_as_test(
        Fresh,
        settings=settings(
            max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
