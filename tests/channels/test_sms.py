"""Delivering over real HTTP: a card as one short text."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.channels.base import Gone, TryLater, Undeliverable
from bot.channels.sms import LETTERS, SmsChannel, said
from bot.clock import MovableClock
from bot.messages import Amount, Brief, Choice, Code, Deliver, FileRef, Outgoing, Voice, say
from tests.standins.twilio import ANSWER_LOST, BUSY, TwilioFarEnd

VOICE = Voice()
NUMBER = "+966500000001"
LINK = "https://bot.example/pay/7"
CARD = Outgoing((say("feedback-words", text="كلام"), say("gap"), say("feedback-words", text="تفصيل")))
PAY = say("brief-pay", number=Code("CB-20261122-0001"), amount=Amount(15000, "SAR"))
BRIEF = Outgoing(CARD.lines, brief=Brief(PAY))


@pytest.fixture
async def twilio(clock: MovableClock) -> AsyncIterator[TwilioFarEnd]:
    async with TwilioFarEnd(clock.now) as far_end:
        yield far_end


@pytest.fixture
async def channel(twilio: TwilioFarEnd, clock: MovableClock) -> AsyncIterator[SmsChannel]:
    made = SmsChannel(twilio.settings(), public_url="https://bot.example", now=clock.now, seconds=0.5)
    yield made
    await made.close()


async def test_a_card_is_one_text_that_is_reported_to_us(channel: SmsChannel, twilio: TwilioFarEnd) -> None:
    shown = await channel.deliver(NUMBER, Deliver(CARD, VOICE))

    (message,) = twilio.sent
    assert (message.sid, message.to, message.sender) == (shown, NUMBER, twilio.sms_from)
    assert message.callback == "https://bot.example/twilio/status"


def test_the_brief_is_said_where_there_is_one_else_the_first_paragraph() -> None:
    assert said(CARD, VOICE).endswith("كلام")
    assert "CB-20261122-0001" in said(BRIEF, VOICE)
    assert "كلام" not in said(BRIEF, VOICE)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_brief_is_said_in_the_readers_language_without_marks_that_cost(language: str) -> None:
    shown = said(BRIEF, Voice(language=language))

    assert any("\u0600" <= letter <= "\u06ff" for letter in shown) == (language == "ar")
    assert not any(mark in shown for mark in "\u2066\u2067\u2068\u2069")


def test_one_link_goes_along_and_of_several_none() -> None:
    pay, help_ = Choice("", "الدفع", link=LINK), Choice("", "مساعدة", link="https://bot.example/help")

    assert said(Outgoing(CARD.lines, ((pay, Choice("no", "لا")),)), VOICE).splitlines()[-1] == LINK
    assert LINK not in said(Outgoing(CARD.lines, ((pay,), (help_,))), VOICE)


@pytest.mark.parametrize("rows", [(), ((Choice("", "الدفع", link=LINK),),)])
def test_a_long_text_ends_in_time_and_keeps_its_link(rows: tuple[tuple[Choice, ...], ...]) -> None:
    shown = said(Outgoing((say("feedback-words", text="كلمة طويلة " * 200),), rows), VOICE)

    assert len(shown) <= LETTERS
    assert "…" in shown
    assert (LINK in shown) == bool(rows)


async def test_nothing_is_sent_where_there_is_nothing_to_say(channel: SmsChannel, twilio: TwilioFarEnd) -> None:
    assert await channel.deliver(NUMBER, Deliver(None, VOICE)) == ""
    assert await channel.deliver(NUMBER, Deliver(Outgoing(()), VOICE)) == ""
    assert twilio.calls == []


@pytest.mark.parametrize("address", ["", "0500000001", "whatsapp:+966500000001", "+966 50 000 0001", "+٩٦٦٥٠٠٠٠٠٠٠١"])
async def test_what_is_no_number_is_refused_unheard(channel: SmsChannel, twilio: TwilioFarEnd, address: str) -> None:
    with pytest.raises(Undeliverable):
        await channel.deliver(address, Deliver(CARD, VOICE))

    assert twilio.calls == []


async def test_a_text_whose_answer_was_lost_is_not_repeated(channel: SmsChannel, twilio: TwilioFarEnd) -> None:
    twilio.fail("send", ANSWER_LOST)

    shown = await channel.deliver(NUMBER, Deliver(CARD, VOICE))

    assert [message.sid for message in twilio.sent] == [shown]


async def test_it_waits_when_it_is_told_to_and_gives_up_on_who_said_stop(
    channel: SmsChannel, twilio: TwilioFarEnd
) -> None:
    twilio.fail("send", BUSY)
    with pytest.raises(TryLater):
        await channel.deliver(NUMBER, Deliver(CARD, VOICE))

    twilio.stopped.add(NUMBER)
    with pytest.raises(Gone):
        await channel.deliver(NUMBER, Deliver(CARD, VOICE))


async def test_there_are_no_files_to_fetch(channel: SmsChannel) -> None:
    with pytest.raises(Undeliverable):
        await channel.fetch(FileRef("sms", "https://api.twilio.com/x"))


async def test_the_account_tells_whether_it_works(channel: SmsChannel) -> None:
    assert await channel.me() == "active"
