"""The coach's morning, and what has waited long for an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from booking.people import Actor
from booking.status import Status
from bot.clock import MovableClock
from bot.conversations.coach.reasons import UNANSWERED
from bot.messages import Day, say
from storage.crypto import Vault
from tests.jobs.shop import COACH, DAY, HOUR, MINUTE, SECOND, Shop, riyadh


async def test_the_brief_comes_at_seven_by_the_coachs_clock_once_a_day(shop: Shop) -> None:
    told = []
    for moment in (riyadh(22, 7) - SECOND, riyadh(22, 7), riyadh(22, 8), riyadh(23, 7)):
        await shop.at(moment)
        told.append(shop.told("coach"))

    assert told == [[], ["brief-title"], [], ["brief-title"]]


async def test_the_brief_holds_todays_sessions_by_time_and_what_waits(shop: Shop) -> None:
    await shop.confirmed(riyadh(22, 18), "noura")
    await shop.confirmed(riyadh(22, 10), "sara")
    await shop.confirmed(riyadh(23, 10), "huda")
    waits = await shop.waiting(riyadh(25, 10), "lama")

    await shop.at(riyadh(22, 7))

    card = shop.channel.cards("coach")[-1]
    assert card.lines[0] == say("brief-title", day=Day(date(2026, 11, 22)))
    assert [line.args["name"] for line in card.lines if line.id == "brief-session"] == ["sara", "noura"]
    assert say("coach-list-pending", count=1) in card.lines
    assert shop.buttons("coach") == [f"do:booking:{waits.booking_id}", "do:today", "do:pending"]


async def test_a_long_day_is_cut_and_counted(shop: Shop) -> None:
    for hour in range(8, 20):
        await shop.confirmed(riyadh(22, hour), f"client{hour}")

    await shop.at(riyadh(22, 7))

    lines = shop.channel.cards("coach")[-1].lines
    assert [line.id for line in lines].count("brief-session") == 10
    assert say("brief-more", count=2) in lines


@pytest.mark.parametrize(("hour", "told"), [(11, ["brief-title"]), (12, [])])
async def test_after_an_outage_the_brief_comes_until_noon(shop: Shop, hour: int, told: list[str]) -> None:
    await shop.restart()

    await shop.at(riyadh(22, hour))

    assert shop.told("coach") == told


async def test_the_brief_follows_the_wall_clock_in_the_night_it_changes(database_url: str, vault: Vault) -> None:
    cairo = replace(COACH, timezone="Africa/Cairo", country="EG")
    shop = Shop(database_url, vault, MovableClock(datetime(2027, 10, 27, 12, tzinfo=UTC)), coach=cairo)
    await shop.open()
    told = []
    for moment in (
        datetime(2027, 10, 28, 4, tzinfo=UTC),  # 07:00 in summer time
        datetime(2027, 10, 29, 4, tzinfo=UTC),  # 06:00, the clocks went back
        datetime(2027, 10, 29, 5, tzinfo=UTC),
    ):
        await shop.at(moment)
        told.append(shop.told("coach"))
    await shop.close()

    assert told == [["brief-title"], [], ["brief-title"]]


@pytest.mark.parametrize("status", [Status.PENDING_CONFIRMATION, Status.RESCHEDULED])
async def test_what_waits_is_shown_again_every_twelve_hours(shop: Shop, status: Status) -> None:
    asked = riyadh(21, 13)
    shop.clock.set(asked)
    booking = await shop.waiting(riyadh(25, 17))
    if status is Status.RESCHEDULED:
        await shop.save(booking, status=status)

    told = []
    for moment in (asked + 12 * HOUR - SECOND, asked + 12 * HOUR, asked + 13 * HOUR, asked + DAY):
        await shop.at(moment)
        told.append(len(shop.told("coach")))

    assert told == [0, 1, 0, 1]
    assert (await shop.now_is(booking)).status is status


async def test_the_answer_ends_the_nudges(shop: Shop) -> None:
    shop.clock.set(riyadh(21, 13))
    booking = await shop.waiting(riyadh(25, 17))
    await shop.save(booking, status=Status.CONFIRMED)

    await shop.at(riyadh(22, 2))

    assert shop.told("coach") == []


async def test_a_proposed_time_waits_for_the_client_and_not_for_the_coach(shop: Shop) -> None:
    shop.clock.set(riyadh(21, 13))
    booking = await shop.waiting(riyadh(25, 17))
    await shop.save(booking, proposed_at=riyadh(26, 17))

    await shop.at(riyadh(22, 1) + MINUTE)

    assert shop.told("coach") == []


# ------------------------------------------------------------------------------------------------ what nobody answered


@pytest.mark.parametrize("status", [Status.PENDING_CONFIRMATION, Status.RESCHEDULED])
async def test_what_nobody_answered_ends_a_day_after_its_time(shop: Shop, status: Status) -> None:
    booking = await shop.waiting(riyadh(22, 17))
    await shop.save(booking, status=status)

    await shop.at(riyadh(23, 17) - SECOND)
    before = await shop.now_is(booking)
    await shop.at(riyadh(23, 17))
    ended = await shop.now_is(booking)

    assert (before.status, ended.status) == (status, Status.CANCELLED)
    assert shop.told("noura")[-1] == "told-declined"
    assert shop.told("coach")[-1] == "coach-lapsed"
    async with shop.desk() as desk:
        change = (await desk.tx.bookings.history(booking.booking_id))[-1]
    assert (change.by, change.reason) == (Actor.SYSTEM, UNANSWERED)


@pytest.mark.parametrize("later", ["alternative_at", "proposed_at"])
async def test_every_time_that_was_talked_of_has_to_pass_first(shop: Shop, later: str) -> None:
    booking = await shop.waiting(riyadh(22, 17))
    await shop.save(booking, **{later: riyadh(25, 17)})

    await shop.at(riyadh(26, 17) - SECOND)
    before = await shop.now_is(booking)
    await shop.at(riyadh(26, 17))

    assert before.status is Status.PENDING_CONFIRMATION
    assert (await shop.now_is(booking)).status is Status.CANCELLED


async def test_the_coach_is_told_beforehand_what_becomes_of_it(shop: Shop) -> None:
    shop.clock.set(riyadh(22, 9))
    await shop.waiting(riyadh(22, 17))

    await shop.at(riyadh(22, 21))

    assert shop.channel.cards("coach")[-1].lines[0] == say("coach-waiting-past")


async def test_what_was_agreed_does_not_end_by_itself(shop: Shop) -> None:
    booking = await shop.confirmed(riyadh(22, 17))

    await shop.at(riyadh(25, 17))

    assert (await shop.now_is(booking)).status is Status.CONFIRMED
