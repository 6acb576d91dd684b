"""Files that people sent are fetched from Twilio alone, and the keys go nowhere else."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.channels.base import TryLater, Undeliverable
from bot.channels.twilio_media import MAX_BYTES
from bot.channels.whatsapp import WhatsAppChannel
from bot.clock import MovableClock
from bot.messages import FileRef
from tests.channels.whatsapp_room import channel_at
from tests.standins.twilio import BROKEN, BUSY, Fault, TwilioFarEnd


@pytest.fixture
async def twilio(clock: MovableClock) -> AsyncIterator[TwilioFarEnd]:
    async with TwilioFarEnd(clock.now) as far_end:
        yield far_end


@pytest.fixture
async def channel(twilio: TwilioFarEnd, clock: MovableClock) -> AsyncIterator[WhatsAppChannel]:
    async with channel_at(twilio, clock) as made:
        yield made


async def test_a_file_is_fetched_with_the_keys_which_go_no_further(
    channel: WhatsAppChannel, twilio: TwilioFarEnd
) -> None:
    url = twilio.keep(b"\x89PNG", "image/png")

    assert await channel.fetch(FileRef("whatsapp", url)) == b"\x89PNG"


async def test_a_file_of_16_mb_is_the_largest(channel: WhatsAppChannel, twilio: TwilioFarEnd) -> None:
    largest, larger = (twilio.keep(b"x" * size, "application/pdf") for size in (MAX_BYTES, MAX_BYTES + 1))

    assert len(await channel.fetch(FileRef("whatsapp", largest))) == MAX_BYTES
    with pytest.raises(Undeliverable, match="16 MB"):
        await channel.fetch(FileRef("whatsapp", larger))


@pytest.mark.parametrize("mime", ["text/html", "application/zip", "video/mp4", "imagex/png"])
async def test_what_is_no_picture_and_no_pdf_is_not_fetched(
    channel: WhatsAppChannel, twilio: TwilioFarEnd, mime: str
) -> None:
    with pytest.raises(Undeliverable):
        await channel.fetch(FileRef("whatsapp", twilio.keep(b"x", mime)))


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/x",
        "https://api.twilio.com.evil.example/x",
        "https://eviltwilio.com/x",
        "https://api.twilio.com@evil.example/x",
        "https://me@api.twilio.com/x",
        "https://api.twilio.com:8443/x",
        "http://api.twilio.com/x",
        "http://127.0.0.1:1/x",
        "http://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "https://[::1/x",
        "not an address",
        "",
    ],
)
async def test_a_file_of_a_foreign_host_is_not_fetched(channel: WhatsAppChannel, url: str) -> None:
    with pytest.raises(Undeliverable, match="not kept at Twilio"):
        await channel.fetch(FileRef("whatsapp", url))


async def test_a_file_that_is_gone_is_gone_and_one_that_does_not_come_is_tried_again(
    channel: WhatsAppChannel, twilio: TwilioFarEnd
) -> None:
    url = twilio.keep(b"x", "image/png")
    twilio.fail("media", BROKEN)
    twilio.fail("file", BUSY, Fault(status=502, html=True))

    for _ in range(3):
        with pytest.raises(TryLater):
            await channel.fetch(FileRef("whatsapp", url))
    twilio.files.clear()
    with pytest.raises(Undeliverable):
        await channel.fetch(FileRef("whatsapp", url))
