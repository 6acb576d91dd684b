"""Reminders by the moved clock: exactly when `domain.md` says, once, and only while they are right."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from booking.status import Status
from bot.clock import MovableClock
from storage.crypto import Vault
from storage.models import reminders as table
from tests.jobs.shop import COACH, DAY, HOUR, MINUTE, SECOND, Shop, riyadh

START = riyadh(24, 17)


async def settled(shop: Shop) -> dict[str, str]:
    """What became of each reminder: «sent», or why it was dropped."""
    async with shop.storage.begin() as tx:
        rows = await tx.reminders._all(select(table.c.purpose, table.c.state, table.c.why).order_by(table.c.id))
    return {row.purpose: row.why or row.state for row in rows}


async def test_client_is_reminded_24_hours_and_1_hour_before_and_the_coach_1_hour_before(shop: Shop) -> None:
    await shop.confirmed(START)

    await shop.at(START - DAY - SECOND)
    assert shop.told() == []
    await shop.at(START - DAY)
    assert shop.told() == ["remind-day"]
    await shop.at(START - HOUR - SECOND)
    assert (shop.told(), "remind-coach-hour" in shop.told("coach")) == ([], False)
    await shop.at(START - HOUR)
    assert (shop.told(), shop.told("coach")) == (["remind-hour"], ["remind-coach-hour"])


async def test_each_reminder_comes_once_however_often_the_clock_ticks(shop: Shop) -> None:
    await shop.confirmed(START)

    for _ in range(3):
        await shop.at(START - DAY)
    for _ in range(3):
        await shop.at(START - HOUR)

    assert shop.told() == ["remind-day", "remind-hour"]


async def test_the_days_reminder_asks_and_the_hours_reminder_has_the_link(shop: Shop) -> None:
    booking = await shop.confirmed(START)

    await shop.at(START - DAY)
    assert shop.buttons() == [f"do:{name}:{booking.booking_id}" for name in ("attend", "move", "drop")]
    await shop.at(START - HOUR)
    assert [copy.text for copy in shop.channel.cards("noura")[-1].copy] == [COACH.meeting_link, COACH.meeting_password]


@pytest.mark.parametrize(
    ("ahead", "told"),
    [
        (DAY + SECOND, ["remind-day", "remind-hour"]),
        (DAY, ["remind-hour"]),
        (5 * HOUR, ["remind-hour"]),
        (HOUR + SECOND, ["remind-hour"]),
        (HOUR, []),
        (20 * MINUTE, []),
    ],
)
async def test_what_is_confirmed_inside_a_window_has_no_reminder_of_it(
    shop: Shop, ahead: timedelta, told: list[str]
) -> None:
    shop.clock.set(START - ahead)
    await shop.confirmed(START)

    for left in (DAY, HOUR, MINUTE):
        if left <= ahead:
            await shop.at(START - left)

    assert shop.told() == told


@pytest.mark.parametrize(
    ("found", "told", "records"),
    [
        (HOUR * 3, ["remind-day"], {"client_24h": "sent"}),
        (HOUR * 2, [], {"client_24h": "too_late"}),
        (MINUTE * 5, ["remind-hour"], {"client_24h": "too_late", "client_1h": "sent", "coach_1h": "sent"}),
        (-SECOND, [], {"client_24h": "too_late", "client_1h": "too_late", "coach_1h": "too_late"}),
    ],
)
async def test_found_late_it_is_sent_while_useful_and_dropped_with_a_record_after(
    shop: Shop, found: timedelta, told: list[str], records: dict[str, str]
) -> None:
    await shop.confirmed(START)

    await shop.at(START - found)

    planned = dict.fromkeys(("client_24h", "client_1h", "coach_1h"), "planned")
    assert (shop.told(), await settled(shop)) == (told, planned | records)


@pytest.mark.parametrize(
    "status", [Status.CANCELLED, Status.RESCHEDULED, Status.PENDING_CONFIRMATION, Status.COMPLETED]
)
async def test_what_is_not_confirmed_any_more_reminds_of_nothing(shop: Shop, status: Status) -> None:
    booking = await shop.confirmed(START)
    await shop.save(booking, status=status)

    await shop.at(START - DAY)
    await shop.at(START - HOUR)

    assert "remind-day" not in (told := shop.told())
    assert "remind-hour" not in told
    assert "remind-coach-hour" not in shop.told("coach")
    assert set((await settled(shop)).values()) == {"not_confirmed"}


async def test_what_was_moved_reminds_of_the_new_time_only(shop: Shop) -> None:
    booking = await shop.confirmed(START)
    later = START + 2 * DAY
    await shop.agree(booking, later)

    for moment in (START - DAY, START - HOUR):
        await shop.at(moment)
        assert shop.told() == []
    for moment in (later - DAY, later - HOUR):
        await shop.at(moment)
    assert shop.told() == ["remind-day", "remind-hour"]


async def test_a_client_who_wants_no_reminders_gets_none_and_the_coach_still_does(shop: Shop) -> None:
    booking = await shop.confirmed(START)
    async with shop.desk() as desk:
        await desk.tx.people.save(booking.client_id, now=desk.now, reminders_on=False)

    await shop.at(START - DAY)
    await shop.at(START - HOUR)

    assert (shop.told(), shop.told("coach")[-1]) == ([], "remind-coach-hour")
    assert await settled(shop) == {"client_24h": "not_wanted", "client_1h": "not_wanted", "coach_1h": "sent"}


async def test_who_cannot_be_reached_is_on_record(shop: Shop) -> None:
    await shop.confirmed(START)
    async with shop.desk() as desk:
        await desk.tx.people.mark_dead("web", "noura", dead=True)

    await shop.at(START - DAY)

    assert (await settled(shop))["client_24h"] == "nobody_reached"


async def test_reminders_survive_a_restart(shop: Shop) -> None:
    await shop.confirmed(START)
    await shop.restart()
    await shop.at(START - DAY)
    await shop.restart()
    await shop.at(START - HOUR)

    assert shop.told() == ["remind-day", "remind-hour"]


async def test_two_processes_that_tick_at_once_remind_once(shop: Shop) -> None:
    for hour in range(4):
        await shop.confirmed(START + hour * 2 * HOUR, f"client{hour}")
    shop.clock.set(START - DAY + 6 * HOUR)
    other = Shop(shop.url, shop.vault, shop.clock, channel=shop.channel)

    await asyncio.gather(shop.tick(), other.tick())
    await other.close()

    assert [shop.told(f"client{hour}") for hour in range(4)] == [["remind-day"]] * 4


CAIRO = replace(COACH, timezone="Africa/Cairo", country="EG")


@pytest.mark.parametrize(
    "start",
    [
        pytest.param(datetime(2027, 4, 30, 7, tzinfo=UTC), id="after the hour that does not exist"),
        pytest.param(datetime(2027, 4, 29, 22, 30, tzinfo=UTC), id="half an hour after the clocks went forward"),
        pytest.param(datetime(2027, 10, 28, 20, 30, tzinfo=UTC), id="the first 23.30"),
        pytest.param(datetime(2027, 10, 28, 21, 30, tzinfo=UTC), id="the second 23.30"),
        pytest.param(datetime(2027, 10, 29, 8, tzinfo=UTC), id="after the hour that comes twice"),
    ],
)
async def test_nights_when_cairos_clocks_change_shift_no_reminder(
    database_url: str, vault: Vault, start: datetime
) -> None:
    shop = Shop(database_url, vault, MovableClock(start - 3 * DAY), coach=CAIRO)
    await shop.open()
    await shop.confirmed(start)
    told = []
    for moment in (start - DAY - SECOND, start - DAY, start - HOUR - SECOND, start - HOUR):
        await shop.at(moment)
        told.append(shop.told())
    await shop.close()

    assert told == [[], ["remind-day"], [], ["remind-hour"]]
