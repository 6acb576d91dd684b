"""What a notice offers is kept in the talk that it reached, so that words answer it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from bot.channels.base import TryLater
from bot.conversations.state import Open, State
from bot.jobs.base import Outside
from bot.jobs.deliver import deliver_by
from bot.jobs.remembering import remembering
from bot.messages import Brief, Choice, Deliver, Outgoing, Voice, say
from bot.services.notices import packed
from storage.rows import OutboxRow
from tests.jobs.shop import Shop
from tests.standins.memory_channel import MemoryChannel

NOW = datetime(2026, 11, 21, 6, tzinfo=UTC)
YES, DETAILS = Choice("do:accept:7", say("told-go-accept")), Choice("do:mybooking:7", say("go-this-booking"))
CARD = Outgoing((say("told-proposal-question"),), ((YES,), (DETAILS,)), brief=Brief(say("brief-news"), (DETAILS,)))
OPEN = Open("booking", 1, {})


class Approved(MemoryChannel):
    """Takes briefs as well, by their templates."""

    async def deliver_template(self, address: str, brief: Brief, voice: Voice) -> str:
        return await self.deliver(address, Deliver(Outgoing((brief.said,)), voice))


def notice(card: Outgoing | None = CARD, *, channel: str = "telegram", purpose: str = "proposal") -> OutboxRow:
    return OutboxRow(1, channel, "7", "deliver", packed(Deliver(card, Voice())), 1, NOW, purpose)


async def talking(shop: Shop, state: bytes, channel: str = "telegram", heard: datetime | None = None) -> None:
    """Somebody is in the middle of something."""
    async with shop.storage.begin() as tx:
        client = await tx.people.register(
            channel, "7", "7", name="نورة", language="ar", timezone="Asia/Riyadh", now=NOW
        )
        number = await tx.conversations.create(channel, "7", client.client_id, NOW)
        await tx.conversations.save(number, state, NOW)
        if heard is not None:
            await tx.people.heard(channel, "7", heard)


async def state_after(shop: Shop, row: OutboxRow) -> bytes | None:
    """What is remembered once an errand has been run."""
    channel = Approved(row.channel)
    outside = Outside(shop.storage, shop.clock, {row.channel: channel})
    assert await remembering(deliver_by(shop.make_desk))(row, outside) or row.payload == notice(None).payload
    async with shop.storage.begin() as tx:
        return await tx.conversations.peek(row.channel, "7")


def stored(**known: object) -> bytes:
    return msgspec.json.encode(State(open=OPEN, turn=4, **known))  # type: ignore[arg-type]


def read(state: bytes | None) -> State:
    assert state is not None
    return msgspec.json.decode(state, type=State)


@pytest.mark.parametrize("at", [None, NOW, NOW - timedelta(days=2)])
async def test_the_choices_of_a_notice_are_kept_and_all_else_stays(shop: Shop, at: datetime | None) -> None:
    await talking(shop, stored(at=at))

    state = read(await state_after(shop, notice()))

    assert state == State(open=OPEN, turn=4, at=at, told=CARD.rows, told_last=True)


@pytest.mark.parametrize(
    "row",
    [
        notice(purpose=""),
        notice(None),
        notice(Outgoing((say("welcome"),))),
        notice(msgspec.structs.replace(CARD, turn=5)),
        notice(Outgoing((say("told-paid"),), ((Choice("", say("hold-go-pay"), link="https://pay.example"),),))),
    ],
    ids=["an answer", "no card", "no choices", "a question", "links"],
)
async def test_of_other_messages_nothing_is_kept(shop: Shop, row: OutboxRow) -> None:
    await talking(shop, stored())

    assert await state_after(shop, row) == stored()


async def test_who_wrote_since_is_answering_something_else(shop: Shop) -> None:
    await talking(shop, stored(at=NOW + timedelta(seconds=1)))

    assert read(await state_after(shop, notice())).told == ()


async def test_a_talk_that_cannot_be_read_is_left_as_it_is(shop: Shop) -> None:
    await talking(shop, b"no state")

    assert await state_after(shop, notice()) == b"no state"


async def test_nobody_has_to_have_written_here_before(shop: Shop) -> None:
    assert await state_after(shop, notice()) is None


@pytest.mark.parametrize(("ago", "seen"), [(timedelta(hours=1), CARD.rows), (timedelta(days=2), ((DETAILS,),))])
async def test_where_the_window_was_closed_the_choices_are_those_of_the_brief(
    shop: Shop, ago: timedelta, seen: object
) -> None:
    await talking(shop, stored(), "whatsapp", heard=NOW - ago)

    assert read(await state_after(shop, notice(channel="whatsapp"))).told == seen


async def test_what_was_not_said_is_not_kept(shop: Shop) -> None:
    await talking(shop, stored())
    channel = MemoryChannel("telegram")
    channel.trouble["7"].append(TryLater("away"))

    with pytest.raises(TryLater):
        await remembering(deliver_by(shop.make_desk))(
            notice(), Outside(shop.storage, shop.clock, {"telegram": channel})
        )

    async with shop.storage.begin() as tx:
        assert await tx.conversations.peek("telegram", "7") == stored()


async def test_a_talk_that_is_busy_holds_no_notice_up(shop: Shop) -> None:
    await talking(shop, stored())
    telegram = MemoryChannel("telegram")

    async with shop.storage.begin() as tx:
        await tx.conversations.peek("telegram", "7")
        number = await remembering(deliver_by(shop.make_desk), 0.05)(
            notice(), Outside(shop.storage, shop.clock, {"telegram": telegram})
        )

    assert number == "telegram-1"
    async with shop.storage.begin() as tx:
        assert await tx.conversations.peek("telegram", "7") == stored()
