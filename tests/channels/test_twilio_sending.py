"""What becomes of a message when Twilio does not answer, or says no."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import msgspec
import pytest

from bot.channels.base import Gone, NotSent, TryLater, Undeliverable, WindowClosed
from bot.channels.twilio_errors import Lost, WrongSettings, refusal
from bot.channels.whatsapp import WhatsAppChannel
from bot.clock import MovableClock
from bot.messages import Attachment, Deliver, FileRef
from tests.channels.whatsapp_room import ADDRESS, BUTTONS, FILE, RECEIPT, TEXT, VOICE, card, channel_at, writer
from tests.standins.twilio import (
    ANSWER_LOST,
    BAD_GATEWAY,
    BROKEN,
    BUSY,
    HANGS_UP,
    LOGIN_PAGE,
    SILENT_AFTER,
    TORN_AFTER,
    Fault,
    TwilioFarEnd,
)
from tests.standins.twilio_people import Person


@pytest.fixture
async def twilio(clock: MovableClock) -> AsyncIterator[TwilioFarEnd]:
    async with TwilioFarEnd(clock.now) as far_end:
        yield far_end


@pytest.fixture
async def channel(twilio: TwilioFarEnd, clock: MovableClock) -> AsyncIterator[WhatsAppChannel]:
    async with channel_at(twilio, clock) as made:
        yield made


@pytest.fixture
def nora(twilio: TwilioFarEnd) -> Person:
    return writer(twilio)


@pytest.mark.parametrize("fault", [ANSWER_LOST, SILENT_AFTER, TORN_AFTER, Fault(status=500, code=20500, after=True)])
@pytest.mark.parametrize("errand", [TEXT, BUTTONS], ids=["text", "buttons"])
async def test_a_message_whose_answer_was_lost_is_found_and_not_repeated(
    channel: WhatsAppChannel, twilio: TwilioFarEnd, nora: Person, fault: Fault, errand: Deliver
) -> None:
    twilio.fail("send", fault)

    shown = await channel.deliver(ADDRESS, errand)

    assert [seen.sid for seen in nora.seen] == [shown]


@pytest.mark.parametrize("fault", [HANGS_UP, BROKEN, BAD_GATEWAY, LOGIN_PAGE])
async def test_a_message_that_did_not_arrive_is_tried_again(
    channel: WhatsAppChannel, twilio: TwilioFarEnd, nora: Person, fault: Fault
) -> None:
    twilio.fail("send", fault)

    with pytest.raises(TryLater):
        await channel.deliver(ADDRESS, TEXT)
    shown = await channel.deliver(ADDRESS, TEXT)

    assert [seen.sid for seen in nora.seen] == [shown]


async def test_what_could_not_be_looked_for_at_once_is_looked_for_at_the_next_try(
    channel: WhatsAppChannel, twilio: TwilioFarEnd, nora: Person
) -> None:
    twilio.fail("send", ANSWER_LOST)
    twilio.fail("recent", BROKEN)

    with pytest.raises(TryLater):
        await channel.deliver(ADDRESS, TEXT)
    shown = await channel.deliver(ADDRESS, TEXT)

    assert [seen.sid for seen in nora.seen] == [shown]


async def test_an_equal_message_of_before_is_not_taken_for_the_one_that_was_lost(
    channel: WhatsAppChannel, twilio: TwilioFarEnd, nora: Person
) -> None:
    first = await channel.deliver(ADDRESS, TEXT)
    twilio.fail("send", HANGS_UP)

    with pytest.raises(TryLater):
        await channel.deliver(ADDRESS, TEXT)
    second = await channel.deliver(ADDRESS, TEXT)

    assert [seen.sid for seen in nora.seen] == [first, second]


async def test_an_older_equal_message_of_another_process_is_no_answer(
    channel: WhatsAppChannel, twilio: TwilioFarEnd, clock: MovableClock, nora: Person
) -> None:
    another = WhatsAppChannel(twilio.settings(), public_url="https://bot.example", media_url=str, now=clock.now)
    await another.deliver(ADDRESS, TEXT)
    await another.close()
    clock.move(timedelta(minutes=3))
    twilio.fail("send", HANGS_UP)

    with pytest.raises(TryLater):
        await channel.deliver(ADDRESS, TEXT)
    await channel.deliver(ADDRESS, TEXT)

    assert len(nora.seen) == 2


async def test_a_picture_is_not_taken_for_the_words_that_stand_below_it(
    channel: WhatsAppChannel, twilio: TwilioFarEnd, clock: MovableClock, nora: Person
) -> None:
    picture = Attachment("صورة.png", "image/png", kept=FileRef("store", "6", "صورة.png", "image/png"))
    shown = Deliver(msgspec.structs.replace(card("كلام"), file=picture), VOICE)
    another = WhatsAppChannel(twilio.settings(), public_url="https://bot.example", media_url=str, now=clock.now)
    await another.deliver(ADDRESS, TEXT)
    await another.close()
    twilio.fail("send", HANGS_UP)

    with pytest.raises(TryLater):
        await channel.deliver(ADDRESS, shown)
    await channel.deliver(ADDRESS, shown)

    assert [(seen.text == nora.seen[0].text, bool(seen.media_url)) for seen in nora.seen] == [
        (True, False),
        (True, True),
    ]


async def test_an_errand_of_two_messages_goes_on_behind_the_first(
    channel: WhatsAppChannel, twilio: TwilioFarEnd, nora: Person
) -> None:
    await channel.deliver(ADDRESS, Deliver(card("قبل", "حسنًا"), VOICE))
    twilio.fail(
        "send", Fault(status=201, after=True), BUSY
    )  # the first of the two is lost, and found; the second waits

    with pytest.raises(TryLater):
        await channel.deliver(ADDRESS, FILE)
    assert FILE.card is not None
    kept_anew = Attachment(RECEIPT.name, RECEIPT.mime, kept=FileRef("store", "6"))
    shown = await channel.deliver(ADDRESS, Deliver(msgspec.structs.replace(FILE.card, file=kept_anew), VOICE))

    file, buttons = nora.seen[1:]
    assert shown == f"{file.sid} {buttons.sid}"


async def test_a_new_errand_that_reads_like_one_given_up_long_ago_is_sent_whole(
    channel: WhatsAppChannel, twilio: TwilioFarEnd, clock: MovableClock, nora: Person
) -> None:
    twilio.fail("send", Fault(status=201, after=True), BUSY)
    with pytest.raises(TryLater):
        await channel.deliver(ADDRESS, FILE)
    clock.move(timedelta(hours=2))

    await channel.deliver(ADDRESS, FILE)

    assert [bool(seen.media_url) for seen in nora.seen] == [True, True, False]


async def test_a_busy_server_says_how_long_to_wait(channel: WhatsAppChannel, twilio: TwilioFarEnd) -> None:
    twilio.fail("send", BUSY)

    with pytest.raises(TryLater) as later:
        await channel.deliver(ADDRESS, TEXT)

    assert later.value.seconds == 7


async def test_who_stopped_us_is_gone(channel: WhatsAppChannel, nora: Person) -> None:
    nora.stops()

    with pytest.raises(Gone):
        await channel.deliver(ADDRESS, TEXT)


@pytest.mark.parametrize(
    ("status", "code", "meaning"),
    [
        (429, 0, TryLater),
        (429, 63018, TryLater),
        (400, 20429, TryLater),
        (400, 63016, WindowClosed),
        (400, 63003, Gone),
        (400, 63024, Gone),
        (400, 21211, Gone),
        (400, 21610, Gone),
        (400, 21617, Undeliverable),
        (400, 21656, Undeliverable),
        (400, 63032, Undeliverable),
        (400, 63049, Undeliverable),
        (401, 20003, WrongSettings),
        (403, 20003, WrongSettings),
        (400, 63007, WrongSettings),
        (500, 20500, Lost),
        (503, 0, Lost),
    ],
)
def test_each_error_means_what_to_do_next(status: int, code: int, meaning: type[NotSent]) -> None:
    assert type(refusal(status, code)) is meaning


@pytest.mark.parametrize(
    "fault", [Fault(status=400, code=21656), Fault(status=401, code=20003), Fault(status=400, code=99999)]
)
async def test_a_refusal_tells_a_code_and_nobodys_number(
    channel: WhatsAppChannel, twilio: TwilioFarEnd, fault: Fault
) -> None:
    twilio.fail("send", fault)

    with pytest.raises(NotSent) as no:
        await channel.deliver(ADDRESS, TEXT)

    assert str(fault.code) in str(no.value)
    assert "966" not in str(no.value)


async def test_without_a_server_there_is_nothing_to_look_for(twilio: TwilioFarEnd) -> None:
    settings = twilio.settings().model_copy(update={"api_url": "http://127.0.0.1:1"})
    channel = WhatsAppChannel(settings, public_url="https://bot.example", media_url=str)

    with pytest.raises(TryLater, match="reached"):
        await channel.deliver(ADDRESS, TEXT)
    await channel.close()


async def test_the_account_tells_whether_it_works(channel: WhatsAppChannel, twilio: TwilioFarEnd) -> None:
    assert await channel.me() == "active"

    twilio.token = "another"
    with pytest.raises(WrongSettings):
        await channel.me()
