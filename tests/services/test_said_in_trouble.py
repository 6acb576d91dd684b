"""A notice that its chat does not take reaches the person elsewhere, whatever the trouble is; on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from booking.people import OWNER
from booking.status import Status
from bot.channels.base import Gone, NotSent, TryLater, Undeliverable
from bot.channels.twilio_states import further
from bot.jobs import clock as ticks
from bot.jobs.deliver import PATIENCE
from bot.services.deliveries import A_LITTLE_LATER, Report, reported
from bot.services.notices import tell_staff
from tests.jobs.shop import HOUR, Shop, riyadh
from tests.services.test_said_elsewhere import ADDRESS, EMAIL, NOTICE, OTHER_ADDRESS, OTHER_PHONE, PHONE, Town

NOBODY = Gone("63024")


@pytest.fixture
async def town(shop: Shop) -> Town:
    """Noura has written this very moment; her web page is gone."""
    town = Town(shop)
    await town.open()
    await town.is_also_at("web", "noura")
    async with shop.desk() as desk:
        await desk.tx.people.mark_dead("web", "noura", dead=True)
    return town


async def test_once_nobody_is_there_every_further_notice_goes_elsewhere_at_once(town: Town) -> None:
    town.whatsapp.trouble[ADDRESS].append(NOBODY)
    await town.is_told()

    await town.is_told(purpose="cancelled", booked=False)

    assert town.heard() == {"sms": [PHONE, PHONE]}


async def test_with_nothing_else_known_there_is_nobody_to_tell(town: Town) -> None:
    await town.knows(other_ways=())
    town.whatsapp.trouble[ADDRESS].append(NOBODY)
    await town.is_told()

    await town.is_told(purpose="cancelled", booked=False)

    assert town.heard() == {}


async def test_a_way_that_is_not_configured_is_passed_over(town: Town) -> None:
    del town.running["sms"]
    town.whatsapp.trouble[ADDRESS].append(NOBODY)
    await town.is_told(booked=False)

    await town.is_told(purpose="cancelled")

    assert town.heard() == {"email": [EMAIL, EMAIL]}


@pytest.mark.parametrize("trouble", [NOBODY, Undeliverable("Twilio answers 400 with error 21656")])
async def test_what_will_never_be_taken_goes_elsewhere_at_once(town: Town, trouble: NotSent) -> None:
    town.whatsapp.trouble[ADDRESS].append(trouble)

    await town.is_told()

    assert town.heard() == {"sms": [PHONE]}


async def test_who_blocks_telegram_gets_the_notice_in_hand_elsewhere(town: Town) -> None:
    await town.is_also_at("telegram", "77")
    async with town.shop.desk() as desk:
        await desk.tx.people.mark_dead("whatsapp", ADDRESS, dead=True)
    town.running["telegram"].trouble["77"].append(Gone("blocked"))

    await town.is_told()

    assert town.heard() == {"sms": [PHONE]}


async def test_a_letter_that_is_refused_is_followed_by_an_sms(town: Town) -> None:
    await town.knows(other_ways=("email", "sms"))
    town.whatsapp.trouble[ADDRESS].append(NOBODY)
    town.running["email"].trouble[EMAIL].append(Gone("no such mailbox"))

    await town.is_told()

    assert town.heard() == {"sms": [PHONE]}


async def test_a_channel_that_is_away_for_half_an_hour_is_not_waited_for(town: Town) -> None:
    town.whatsapp.trouble[ADDRESS] += [TryLater("Twilio answers 503")] * 3

    await town.is_told()
    before = town.heard()
    town.shop.clock.move(PATIENCE)
    await town.worker.drain()

    assert (before, town.heard()) == ({}, {"sms": [PHONE]})
    assert town.warnings() == ["channel-messages-lost"]


async def test_an_answer_waits_for_its_own_chat(town: Town) -> None:
    town.whatsapp.trouble[ADDRESS] += [TryLater("Twilio answers 503")] * 2
    await town.is_answered()

    town.shop.clock.move(PATIENCE)
    await town.worker.drain()
    town.shop.clock.move(PATIENCE)
    await town.worker.drain()

    assert town.heard() == {"whatsapp": [ADDRESS]}


# ---------------------------------------------------------------------------------------------- reminders put off


async def put_off(town: Town, *, by: timedelta, status: Status = Status.CONFIRMED) -> None:
    """The reminder of an hour before meets a channel that is away for so long."""
    start = riyadh(24, 17)
    town.shop.clock.set(riyadh(21, 9))
    booking = await town.shop.confirmed(start)
    await town.knows(other_ways=())
    town.shop.clock.set(start - HOUR)
    await town.writes()
    town.whatsapp.trouble[ADDRESS].append(TryLater("Twilio answers 503"))
    await ticks.tick(town.shop.storage, town.shop.clock, town.shop.make_desk)
    await town.worker.drain()
    await town.shop.save(booking, status=status)
    town.shop.clock.move(by)
    await town.worker.drain()


@pytest.mark.parametrize(
    ("by", "status", "reaches"),
    [
        (timedelta(minutes=5), Status.CONFIRMED, True),
        (timedelta(hours=4), Status.CONFIRMED, False),
        (timedelta(minutes=5), Status.CANCELLED, False),
    ],
)
async def test_a_reminder_that_was_put_off_is_said_only_while_it_is_right(
    town: Town, by: timedelta, status: Status, reaches: bool
) -> None:
    await put_off(town, by=by, status=status)

    assert town.whatsapp.first_lines(ADDRESS) == (["remind-hour"] if reaches else [])


# ------------------------------------------------------------------------------------------------------- the team


async def test_a_coach_with_two_chats_is_told_once_at_each(town: Town) -> None:
    async with town.shop.desk() as desk:
        coach = await desk.tx.people.by_identity("web", "coach")
        assert coach is not None
        await desk.tx.people.grant("whatsapp", OTHER_PHONE[1:], OWNER, now=desk.now, address=OTHER_ADDRESS)
        other = await desk.tx.people.by_identity("whatsapp", OTHER_PHONE[1:])
        assert other is not None
        await desk.tx.links.merge(other.client_id, coach.client_id)
    town.whatsapp.approved = False
    async with town.shop.desk() as desk:
        await tell_staff(desk, lambda _c, _v: NOTICE, purpose="booking_card")

    await town.worker.drain()

    assert town.shop.told("coach").count("told-confirmed") == 1


async def test_a_coach_who_is_on_whatsapp_alone_is_warned_by_template(town: Town) -> None:
    async with town.shop.desk() as desk:
        await desk.tx.people.mark_dead("web", "coach", dead=True)
        await desk.tx.people.grant("whatsapp", OTHER_PHONE[1:], OWNER, now=desk.now, address=OTHER_ADDRESS)
    town.shop.clock.move(timedelta(days=2))

    await town.is_told(purpose="news", booked=False)  # which no template says

    assert town.whatsapp.briefs == [(OTHER_ADDRESS, "brief-coach-channel")]


# ------------------------------------------------------------------------------------------------- too much at once


async def busy(town: Town) -> None:
    async with town.shop.desk() as desk:
        newest = f"whatsapp-{len(town.whatsapp.delivered)}"
        await reported(desk, Report("whatsapp", newest, "failed", "63018"), town.running, further)
    await town.worker.drain()


async def test_what_whatsapp_was_too_busy_for_is_sent_again_once(town: Town) -> None:
    await town.is_told()

    await busy(town)
    waiting = list(town.whatsapp.delivered)
    town.shop.clock.move(A_LITTLE_LATER)
    await town.worker.drain()
    again = len(town.whatsapp.delivered)
    await busy(town)

    assert (len(waiting), again) == (1, 2)
    assert town.heard()["sms"] == [PHONE]
