"""Cards reach their channel, with files wherever these are kept."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.channels.base import TryLater
from bot.jobs.base import Outside
from bot.jobs.deliver import deliver_by
from bot.messages import Attachment, Deliver, FileRef, Outgoing, Voice, say
from bot.services.notices import packed
from storage.rows import OutboxRow
from tests.jobs.shop import Shop
from tests.standins.memory_channel import MemoryChannel

NOW = datetime(2026, 11, 21, 6, tzinfo=UTC)


def errand(file: Attachment | None = None, channel: str = "telegram") -> OutboxRow:
    payload = packed(Deliver(Outgoing((say("hello"),), file=file), Voice()))
    return OutboxRow(1, channel, "7", "deliver", payload, 1, NOW)


def kept(channel: str, file_id: str) -> Attachment:
    return Attachment("receipt.jpg", "image/jpeg", kept=FileRef(channel, file_id, "receipt.jpg", "image/jpeg", 3))


def outside(shop: Shop, *channels: MemoryChannel) -> Outside:
    return Outside(shop.storage, shop.clock, {channel.name: channel for channel in channels})


async def deliver(row: OutboxRow, shop: Shop, *channels: MemoryChannel) -> str:
    return await deliver_by(shop.make_desk)(row, outside(shop, *channels))


def sent_file(channel: MemoryChannel) -> Attachment | None:
    return channel.cards("7")[-1].file


async def test_the_channels_id_of_the_message_is_the_result(shop: Shop) -> None:
    telegram = MemoryChannel("telegram")

    assert await deliver(errand(), shop, telegram) == "telegram-1"


async def test_a_file_of_the_same_channel_goes_by_its_id(shop: Shop) -> None:
    telegram = MemoryChannel("telegram")

    await deliver(errand(kept("telegram", "abc")), shop, telegram)

    assert sent_file(telegram) == kept("telegram", "abc")


async def test_a_file_of_another_channel_is_fetched_there(shop: Shop) -> None:
    telegram, web = MemoryChannel("telegram"), MemoryChannel("web", files={"12": b"jpg"})

    await deliver(errand(kept("web", "12")), shop, telegram, web)

    assert sent_file(telegram) == Attachment("receipt.jpg", "image/jpeg", b"jpg")


async def test_a_file_of_our_own_is_read_from_the_database(shop: Shop) -> None:
    telegram = MemoryChannel("telegram")
    async with shop.storage.begin() as tx:
        number = await tx.files.put("receipt.jpg", "image/jpeg", b"jpg", NOW)

    await deliver(errand(kept("store", str(number))), shop, telegram)

    assert sent_file(telegram) == Attachment("receipt.jpg", "image/jpeg", b"jpg")


@pytest.mark.parametrize("keeper", ["web", "store"])
async def test_the_card_is_said_without_a_file_that_is_gone(shop: Shop, keeper: str) -> None:
    telegram, web = MemoryChannel("telegram"), MemoryChannel("web")

    await deliver(errand(kept(keeper, "404")), shop, telegram, web)

    assert sent_file(telegram) is None


@pytest.mark.parametrize("row", [errand(channel="whatsapp"), errand(kept("whatsapp", "1"))])
async def test_a_channel_that_is_not_configured_may_be_back_later(shop: Shop, row: OutboxRow) -> None:
    with pytest.raises(TryLater):
        await deliver(row, shop, MemoryChannel("telegram"))
