"""What people wish to be told is kept and honoured: reminders, offers apart from them, and what they booked always."""

from __future__ import annotations

import pytest

from bot.clock import MovableClock
from bot.conversations.notifying import SetNotices
from bot.messages import Incoming, Tap, Text
from storage.uow import Storage
from tests.conversations.answers import ids
from tests.jobs.shop import DAY, HOUR, Shop, riyadh
from tests.services.front import Front

START = riyadh(24, 17)
NOURA = "نورة"
CHANNELS = ("telegram", "whatsapp", "web")
TO_REVIEW = ("do:book", "type:3", "right", "d:2026-11-22", "t:2026-11-22T14:00Z", "no")


@pytest.fixture
async def front(storage: Storage, clock: MovableClock) -> Front:
    front = Front(storage, clock)
    await front.open(NOURA)
    return front


async def wishes(front: Front, channel: str = "telegram") -> tuple[bool, bool, tuple[str, ...]]:
    async with front.desk() as desk:
        client = await desk.tx.people.by_identity(channel, NOURA)
    assert client is not None
    return client.reminders_on, client.offers_on, client.other_ways


async def test_each_wish_is_kept_by_itself(front: Front) -> None:
    await front.does(NOURA, SetNotices(offers=True))
    await front.does(NOURA, SetNotices(other_ways=("email", "sms")))
    before = await wishes(front)

    await front.does(NOURA, SetNotices(reminders=False))

    assert before == (True, True, ("email", "sms"))
    assert await wishes(front) == (False, True, ("email", "sms"))


async def test_nowhere_else_is_a_wish_too(front: Front) -> None:
    await front.does(NOURA, SetNotices(other_ways=()))

    assert (await wishes(front))[2] == ()


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("words", [("إيقاف", "رجّع"), ("STOP", "START")])
async def test_the_words_are_honoured_on_every_channel(front: Front, channel: str, words: tuple[str, str]) -> None:
    heard = []
    for number, word in enumerate(("مرحبا", *words)):
        update = Incoming(channel, f"u{number}", NOURA, NOURA, Text(word), name=NOURA, language="ar")
        await front.reception.receive(update)
        heard.append((await wishes(front, channel))[0])

    assert heard == [True, False, True]


async def test_offers_stay_off_when_reminders_come_back(front: Front) -> None:
    await front.does(NOURA, SetNotices(offers=True))

    await front.says(NOURA, Text("STOP"))
    await front.says(NOURA, Text("START"))

    assert (await wishes(front))[:2] == (True, False)


async def test_who_wants_nothing_unasked_is_still_told_what_they_booked(front: Front) -> None:
    await front.says(NOURA, Text("إيقاف"))
    await front.says(NOURA, Text("مرحبا"))

    await front.taps(NOURA, *TO_REVIEW)
    said = await front.says(NOURA, Tap("pay:cash", front.newest[NOURA].turn))

    assert [ids(card)[0] for card in said] == ["booked-confirmed", "told-confirmed"]


async def test_reminders_that_were_stopped_and_taken_up_again_come(shop: Shop) -> None:
    booking = await shop.confirmed(START)
    await wish(shop, booking.client_id, reminders=False)
    await shop.at(START - DAY)
    silent = shop.told()
    await wish(shop, booking.client_id, reminders=True)

    await shop.at(START - HOUR)

    assert (silent, shop.told()) == ([], ["remind-hour"])


async def test_offers_that_are_off_stop_no_reminder(shop: Shop) -> None:
    booking = await shop.confirmed(START)
    await wish(shop, booking.client_id, offers=False)

    await shop.at(START - DAY)

    assert shop.told() == ["remind-day"]


async def wish(shop: Shop, client_id: int, *, reminders: bool | None = None, offers: bool | None = None) -> None:
    changes = {"reminders_on": reminders, "offers_on": offers}
    async with shop.desk() as desk:
        given = {name: value for name, value in changes.items() if value is not None}
        await desk.tx.people.save(client_id, now=desk.now, **given)
