"""A notice whose report got lost is asked about, over real HTTP; what did not arrive is said elsewhere."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest

from bot.channels.whatsapp import WhatsAppChannel
from bot.jobs.deliver import deliver_by
from bot.jobs.follow import follow_by
from bot.jobs.outcomes import ASKED_AFTER, FOLLOW
from bot.jobs.worker import Worker
from bot.messages import Outgoing, say
from bot.services.notices import tell_client
from tests.channels.whatsapp_room import ADDRESS, NUMBER, channel_at, writer
from tests.jobs.shop import SECOND, Shop
from tests.standins.memory_channel import MemoryChannel
from tests.standins.twilio import BROKEN, TwilioFarEnd
from tests.standins.twilio_books import Sent

NOTICE = Outgoing((say("go-book"),))


@dataclass
class Room:
    """Noura on WhatsApp, who has an e-mail address too; no report of Twilio's reaches us."""

    shop: Shop
    twilio: TwilioFarEnd
    whatsapp: WhatsAppChannel
    email: MemoryChannel

    def __post_init__(self) -> None:
        running: dict[str, Any] = {"whatsapp": self.whatsapp, "email": self.email, "web": self.shop.channel}
        jobs = {"deliver": deliver_by(self.shop.make_desk), FOLLOW: follow_by(self.shop.make_desk)}
        self.worker = Worker(self.shop.storage, self.shop.clock, running, jobs)

    async def opens(self) -> None:
        async with self.shop.desk() as desk:
            known: dict[str, Any] = {"name": "نورة", "language": "ar", "timezone": "Asia/Riyadh", "now": desk.now}
            noura = await desk.tx.people.register("whatsapp", NUMBER[1:], ADDRESS, phone=NUMBER, **known)
            await desk.tx.people.heard("whatsapp", ADDRESS, desk.now)
            self.noura = await desk.tx.people.save(noura.client_id, now=desk.now, email="noura@example.org")

    async def is_told(self, *, purpose: str = "confirmed") -> Sent:
        async with self.shop.desk() as desk:
            await tell_client(desk, self.noura.client_id, lambda _c, _v: NOTICE, purpose=purpose)
        await self.worker.drain()
        return self.twilio.sent[-1]

    async def a_while_passes(self) -> None:
        self.shop.clock.move(ASKED_AFTER)
        await self.worker.drain()

    async def arrived_as(self, message: Sent) -> str:
        async with self.shop.storage.begin() as tx:
            known = await tx.sent.get("whatsapp", message.sid)
        assert known is not None
        return known.state


@pytest.fixture
async def room(shop: Shop) -> AsyncIterator[Room]:
    async with TwilioFarEnd(shop.clock.now) as twilio, channel_at(twilio, shop.clock, 20.0) as whatsapp:
        writer(twilio)
        room = Room(shop, twilio, whatsapp, MemoryChannel("email"))
        await room.opens()
        yield room


async def test_a_message_whose_failure_nobody_reported_is_said_elsewhere(room: Room) -> None:
    message = await room.is_told()
    room.twilio.report(message, "failed", 63003)

    await room.a_while_passes()

    assert await room.arrived_as(message) == "failed"
    assert [to for to, _ in room.email.delivered] == ["noura@example.org"]


async def test_one_that_has_arrived_needs_nothing_more(room: Room) -> None:
    message = await room.is_told()

    await room.a_while_passes()

    assert await room.arrived_as(message) == "delivered"
    assert room.email.delivered == []


async def test_twilio_is_not_asked_before_its_time_nor_twice(room: Room) -> None:
    await room.is_told()

    room.shop.clock.move(ASKED_AFTER - SECOND)
    await room.worker.drain()
    before = room.twilio.calls.count("state")
    room.shop.clock.move(SECOND)
    await room.worker.drain()
    await room.a_while_passes()

    assert (before, room.twilio.calls.count("state")) == (0, 1)


async def test_an_answer_is_of_use_in_its_own_chat_alone_and_not_asked_about(room: Room) -> None:
    await room.is_told(purpose="")

    await room.a_while_passes()

    assert room.twilio.calls.count("state") == 0


async def test_who_is_away_is_asked_again(room: Room) -> None:
    message = await room.is_told()
    room.twilio.fail("state", BROKEN)

    await room.a_while_passes()
    await room.a_while_passes()

    assert await room.arrived_as(message) == "delivered"
