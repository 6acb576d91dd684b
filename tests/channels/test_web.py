"""The web channel over a mailbox in memory: cards added and changed, files kept, pages woken."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from bot.channels.base import Undeliverable
from bot.channels.web import WebChannel
from bot.messages import Attachment, Choice, Deliver, FileRef, Outgoing, Voice, say
from tests.standins.mailbox import MemoryMailbox

VOICE = Voice()
FIRST = Outgoing((say("ask-day"),), ((Choice("d:2026-11-22", "٢٢"),),), turn=1)
SECOND = Outgoing((say("go-book"),), turn=2)
CALENDAR = Attachment("موعد.ics", "text/calendar", b"BEGIN:VCALENDAR")


@pytest.fixture
def channel() -> WebChannel:
    return WebChannel(MemoryMailbox())


async def cards(channel: WebChannel, address: str) -> list[Any]:
    return [msgspec.json.decode(letter.body)["card"] for letter in await channel.mailbox.since(address, 0, 100)]


async def test_a_card_is_added_to_its_chat_only(channel: WebChannel) -> None:
    shown = await channel.deliver("nora", Deliver(FIRST, VOICE))

    assert [letter.id for letter in await channel.mailbox.since("nora", 0, 100)] == [int(shown)]
    assert await cards(channel, "sara") == []


async def test_an_edit_changes_the_card_in_place(channel: WebChannel) -> None:
    shown = await channel.deliver("nora", Deliver(FIRST, VOICE))

    edited = await channel.deliver("nora", Deliver(SECOND, VOICE, edit=shown))

    assert edited == shown
    assert [card["turn"] for card in await cards(channel, "nora")] == [2]


@pytest.mark.parametrize("edit", ["999", "of another channel"])
async def test_a_card_that_is_not_there_any_more_is_said_anew(channel: WebChannel, edit: str) -> None:
    await channel.deliver("nora", Deliver(FIRST, VOICE))

    await channel.deliver("nora", Deliver(SECOND, VOICE, edit=edit))

    assert [card["turn"] for card in await cards(channel, "nora")] == [1, 2]


async def test_a_card_of_another_chat_is_never_changed(channel: WebChannel) -> None:
    shown = await channel.deliver("nora", Deliver(FIRST, VOICE))

    await channel.deliver("sara", Deliver(SECOND, VOICE, edit=shown))

    assert [card["turn"] for card in await cards(channel, "nora")] == [1]
    assert [card["turn"] for card in await cards(channel, "sara")] == [2]


async def test_an_acknowledgement_alone_says_nothing(channel: WebChannel) -> None:
    assert await channel.deliver("nora", Deliver(None, VOICE, answer="tap")) == ""
    assert await cards(channel, "nora") == []


async def test_a_file_is_kept_and_can_be_fetched(channel: WebChannel) -> None:
    await channel.deliver("nora", Deliver(Outgoing((say("go-book"),), file=CALENDAR), VOICE))

    (card,) = await cards(channel, "nora")
    file = FileRef("web", card["file"]["id"])
    assert (card["file"]["name"], card["file"]["size"]) == ("موعد.ics", 15)
    assert await channel.fetch(file) == b"BEGIN:VCALENDAR"


@pytest.mark.parametrize("keeper", ["web", "store"])
async def test_a_file_that_we_keep_already_is_not_kept_twice(channel: WebChannel, keeper: str) -> None:
    kept = Attachment("receipt", "image/png", kept=FileRef(keeper, "31", "receipt.png", "image/png", 5))

    await channel.deliver("nora", Deliver(Outgoing((say("go-book"),), file=kept), VOICE))

    (card,) = await cards(channel, "nora")
    assert card["file"] == {"id": "31", "name": "receipt.png", "mime": "image/png", "size": 5}


async def test_a_file_kept_elsewhere_is_refused(channel: WebChannel) -> None:
    kept = Attachment("receipt", "image/png", kept=FileRef("telegram", "AgAD"))

    with pytest.raises(Undeliverable):
        await channel.deliver("nora", Deliver(Outgoing((say("go-book"),), file=kept), VOICE))


async def test_a_file_that_is_gone_cannot_be_fetched(channel: WebChannel) -> None:
    with pytest.raises(Undeliverable):
        await channel.fetch(FileRef("web", "999"))


async def test_open_pages_of_the_chat_are_woken_and_no_others(channel: WebChannel) -> None:
    with channel.listening("nora") as one, channel.listening("nora") as two, channel.listening("sara") as other:
        await channel.deliver("nora", Deliver(FIRST, VOICE))

        assert (one.is_set(), two.is_set(), other.is_set()) == (True, True, False)
