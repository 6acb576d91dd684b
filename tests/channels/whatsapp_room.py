"""A WhatsApp channel before its stand-in, and cards to deliver, for the tests of what goes through Twilio."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec

from bot.channels.whatsapp import WhatsAppChannel
from bot.clock import MovableClock
from bot.messages import Attachment, Choice, Copyable, Deliver, FileRef, Outgoing, Voice, say
from tests.standins.twilio import TwilioFarEnd
from tests.standins.twilio_people import Person

VOICE = Voice()
NUMBER = "+966500000001"
ADDRESS = f"whatsapp:{NUMBER}"


def card(text: str, *labels: str) -> Outgoing:
    rows = tuple((Choice(f"go:{at}", label),) for at, label in enumerate(labels))
    return Outgoing((say("feedback-words", text=text),), rows, turn=3)


TEXT = Deliver(card("كلام"), VOICE)
BUTTONS = Deliver(card("اختيار", "نعم", "لا"), VOICE)
LIST = Deliver(card("قائمة", *"أبتثجح"), VOICE)
RECEIPT = Attachment("إيصال.pdf", "application/pdf", kept=FileRef("store", "5", "إيصال.pdf", "application/pdf"))
FILE = Deliver(msgspec.structs.replace(card("مرفق", "حسنًا"), file=RECEIPT), VOICE)
PLACE = Deliver(
    Outgoing((), copy=(Copyable(say("copy-link"), "https://www.google.com/maps/search/?api=1&query=24.7,46.6"),)), VOICE
)


@asynccontextmanager
async def channel_at(twilio: TwilioFarEnd, clock: MovableClock, seconds: float = 0.5) -> AsyncIterator[WhatsAppChannel]:
    """A process of its own: it remembers what it did itself. A call takes at most `seconds`."""
    made = WhatsAppChannel(
        twilio.settings(),
        public_url="https://bot.example/",
        media_url=lambda file: f"https://bot.example/files/{file.id}?ticket=t",
        now=clock.now,
        seconds=seconds,
    )
    try:
        yield made
    finally:
        await made.close()


def writer(twilio: TwilioFarEnd) -> Person:
    """Somebody who has just written."""
    person = twilio.person(NUMBER)
    person.message(Body="هلا")
    return person
