"""A program killed with SIGKILL in the middle of things: nothing is lost, nothing done twice, at most said twice."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.faults.lives import START
from tests.faults.order import Point
from tests.faults.said import NEW, NORA_IS_TOLD, REMINDER, THE_COACH_IS_TOLD
from tests.faults.town import MortalTown, beyond

FATAL = ("name", "review", "submit", "confirm")
"""A typed answer, the turn that claims the seat, the one that makes the booking, and the coach's."""

SENT = {Point.BEFORE_COMMIT: 0, Point.AFTER_COMMIT: 0, Point.AFTER_SENT: 1, Point.AFTER_WRITTEN_DOWN: 1}
"""How many messages of a killed turn may stand on a screen twice: what was sent and not yet written down."""


def is_booked_once(town: MortalTown) -> None:
    """Whatever happened on the way, this is what a booking leaves."""
    five = datetime(2026, 11, 25, 14, tzinfo=UTC)
    assert town.rows("SELECT status, seat, session_id IN (SELECT id FROM sessions) FROM bookings") == [
        ("confirmed", 1, 1)
    ]
    assert town.rows("SELECT starts_at / 1000000 FROM sessions") == [(five.timestamp(),)]
    assert town.rows("SELECT event, from_status, to_status FROM booking_changes ORDER BY id") == [
        ("booked", "pending_payment", "pending_confirmation"),
        ("confirmed", "pending_confirmation", "confirmed"),
    ]
    assert town.rows("SELECT last FROM day_numbers") == [(1,)]
    assert town.rows("SELECT count(*) FROM clients") == [(2,)]
    assert town.rows("SELECT count(*) FROM inbox") == [(town.updates,)]
    assert town.rows("SELECT purpose FROM reminders ORDER BY purpose") == [
        ("client_1h",),
        ("client_24h",),
        ("coach_1h",),
    ]
    assert town.rows("SELECT count(*) FROM outbox WHERE is_dead") == [(0,)]


def is_told_everything(town: MortalTown, *, repeated: int) -> None:
    """Both screens show each message, in order, and no more than so many `repeated` ones besides."""
    more = [*beyond(NORA_IS_TOLD, town.nora), *beyond(THE_COACH_IS_TOLD, town.coach)]
    assert set(more) <= {*NORA_IS_TOLD, *THE_COACH_IS_TOLD, NEW}
    assert len(more) <= repeated


async def test_without_a_death_everything_is_said_once(town: MortalTown) -> None:
    await town.books()

    is_booked_once(town)
    is_told_everything(town, repeated=0)


@pytest.mark.parametrize("point", Point)
async def test_a_booking_survives_being_killed_in_four_of_its_turns(town: MortalTown, point: Point) -> None:
    town.point, town.fatal = point, FATAL

    await town.books()

    is_booked_once(town)
    is_told_everything(town, repeated=SENT[point] * len(FATAL))


@pytest.mark.parametrize("point", [Point.BEFORE_COMMIT, Point.AFTER_COMMIT])
@pytest.mark.parametrize("town", ["webhook"], indirect=True)
async def test_a_webhook_is_repeated_until_the_booking_is_stored_and_then_changes_nothing(
    town: MortalTown, point: Point
) -> None:
    town.point, town.fatal = point, FATAL

    await town.books()

    is_booked_once(town)
    is_told_everything(town, repeated=0)
    assert town.server.posted == [200] * town.updates


@pytest.mark.parametrize("point", Point)
async def test_a_reminder_survives_being_killed_in_its_tick(town: MortalTown, point: Point) -> None:
    await town.books()
    await town.lives.stop()

    town.lives.doom(point, "tick")
    town.lives.begin(datetime(2026, 11, 24, 14, 1, tzinfo=UTC) - START)
    await town.lives.rise()
    await town.nora.sees(REMINDER)

    assert beyond([*NORA_IS_TOLD, REMINDER], town.nora) in ([], [REMINDER] * SENT[point])
    assert beyond(THE_COACH_IS_TOLD, town.coach) == []
    assert town.rows("SELECT state FROM reminders WHERE purpose = 'client_24h'") == [("sent",)]


async def test_killed_three_times_over_one_update_it_is_handled_all_the_same(town: MortalTown) -> None:
    town.lives.doom(Point.BEFORE_COMMIT)
    async with town.turn("start"):
        await town.nora.types("/start")

    for _ in range(2):
        await town.lives.dead()
        town.lives.doom(Point.BEFORE_COMMIT)
        town.lives.begin()
    await town.lives.rise()
    await town.nora.sees("بمَ نبدأ؟")

    assert beyond(NORA_IS_TOLD[:1], town.nora) == []
    assert town.rows("SELECT count(*) FROM inbox") == [(1,)]
