"""The whole program and Twilio's server, real HTTP between them: signed messages in, answers, files and texts out."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import Program
from bot.channels.whatsapp_templates import templates
from bot.clock import MovableClock
from bot.config import Settings, Web
from tests.e2e.test_telegram import approve_the_free_one, served
from tests.standins.twilio import TwilioFarEnd
from tests.standins.twilio_books import Sent
from tests.standins.twilio_people import Person

NOURA, COACH, NUMBER = "+966500000001", "+966500000009", "whatsapp:+966500000001"
RECEIPT = b"\x89PNG\r\n\x1a\n" + b"a receipt" * 9
CLEAR = dict.fromkeys([*range(0x2066, 0x206A), 0x200F])


@dataclass
class House:
    """A running program and the server behind its channels."""

    program: Program
    twilio: TwilioFarEnd
    clock: MovableClock
    noura: Person
    coach: Person

    async def answered(self, to: str, words: str) -> Sent:
        """The newest message to somebody that holds these words, after everything that is due has gone out."""
        await self.program.worker.drain()
        found = [m for m in self.twilio.billed if m.to == to and words in m.text.translate(CLEAR)]
        assert found, f"nobody says «{words}»"
        return found[-1]

    async def asks(self, sent: Awaitable[int], words: str) -> Sent:
        """Noura writes or taps, which is answered with 200, and then by a message with these words."""
        assert await sent == 200
        return await self.answered(NUMBER, words)

    async def reported(self) -> None:
        """Everything that Twilio has to tell of our messages arrives."""
        assert set(await self.twilio.reports.arrive(self.twilio.bring)) <= {200}

    async def later(self, by: timedelta) -> None:
        """Time passes, and the clock ticks."""
        self.clock.move(by)
        await self.program.tick()

    async def coach_says_yes(self) -> None:
        """On WhatsApp, by a row of the list."""
        card = await self.answered(self.coach.address, "حجز جديد بانتظار التأكيد")
        title = next(title for _, title, full in card.rows if "تأكيد" in title + full)
        assert await self.coach.taps(title, of=self.coach.seen.index(card)) == 200
        await self.program.worker.drain()


@pytest.fixture
async def house(clock: MovableClock, tmp_path: Path) -> AsyncIterator[House]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        door = f"http://127.0.0.1:{listening.getsockname()[1]}"
        async with TwilioFarEnd(clock.now) as twilio, running(twilio, clock, tmp_path, listening) as program:
            twilio.door = door
            house = House(program, twilio, clock, twilio.person(NOURA), twilio.person(COACH, "طه"))
            await house.coach.says("صباح الخير")
            await house.answered(house.coach.address, "ماذا نعرض؟")
            yield house


@asynccontextmanager
async def running(
    twilio: TwilioFarEnd, clock: MovableClock, folder: Path, listening: socket.socket
) -> AsyncIterator[Program]:
    settings = Settings(
        _env_file=None,
        database_url=f"sqlite+aiosqlite:///{folder / 'jalsa.db'}",
        public_url=twilio.public_url,
        owners=(f"whatsapp:{COACH}",),
        twilio=twilio.settings(),
        web=Web(mode="off"),
    )
    program = Program(settings, clock)
    await approve_the_free_one(program)
    async with served(program, listening):
        yield program


async def reviews(house: House, what: str) -> Sent:
    """From the first word to the review."""
    await house.asks(house.noura.says(what), "هل هذه المعلومات صحيحة؟")
    await house.asks(house.noura.taps("صحيحة، نكمل"), "وقتًا بديلًا")
    await house.asks(house.noura.taps("لا، هذا الوقت يكفي"), "الصحة والأهداف")
    return await house.asks(house.noura.taps("نكمل بدونها"), "مراجعة الحجز")


async def waits(house: House, what: str) -> Sent:
    """A free consultation, which waits for the coach; the card that says so."""
    await reviews(house, what)
    return await house.asks(house.noura.taps("تأكيد الحجز ✅"), "وصل حجزك إلى الكابتن")


async def confirms(house: House) -> Sent:
    """What Noura is told when the coach has said yes."""
    await house.coach_says_yes()
    return await house.answered(NUMBER, "تم تأكيد موعدك")


def link_in(message: Sent, house: House) -> str:
    return next(word for word in message.text.split() if word.startswith(house.twilio.public_url))


async def test_a_client_books_the_coach_confirms_and_the_calendar_file_can_be_fetched(house: House) -> None:
    await waits(house, "أبغى استشارة تعارف يوم الاثنين ١٠ الصبح")

    confirmed = await confirms(house)

    calendar = Sent("", NUMBER, "", "", confirmed.created, media_url=link_in(confirmed, house))
    data, mime = await house.twilio.fetches(calendar)
    assert (data.startswith(b"BEGIN:VCALENDAR"), mime.partition(";")[0]) == (True, "text/calendar")
    await house.reported()
    assert {message.status for message in house.twilio.sent} == {"delivered"}


async def test_a_receipt_comes_in_as_a_picture_and_goes_out_to_the_coach_by_a_link(house: House) -> None:
    await reviews(house, "أبغى استشارة تغذية يوم الاثنين ١٠ الصبح أونلاين")
    await house.asks(house.noura.taps("تحويل بنكي"), "SA0380000000608010167519")

    await house.asks(house.noura.sends_media((RECEIPT, "image/png")), "وصل الإيصال")

    await house.answered(house.coach.address, "إيصال تحويل من")
    shown = next(message for message in house.coach.seen if message.media_url)
    assert await house.twilio.fetches(shown) == (RECEIPT, "image/png")


async def test_what_whatsapp_reports_lost_comes_as_an_sms_once_and_the_coach_hears_of_it(house: House) -> None:
    await waits(house, "أبغى استشارة تعارف يوم الاثنين ١٠ الصبح")
    await house.reported()
    house.twilio.wrote[NUMBER] -= timedelta(days=2)  # by WhatsApp's count the window is closed
    await house.coach_says_yes()

    await house.twilio.reports.arrive(house.twilio.bring, times=2, backwards=True)

    text = await house.answered(NOURA, "تم تأكيد موعد استشارة تعارف")
    assert [m for m in house.twilio.sent if m.to == NOURA] == [text]
    await house.answered(house.coach.address, "لم تصل بعض الرسائل إلى أصحابها")


async def test_behind_the_closed_window_a_reminder_needs_its_template(house: House) -> None:
    await waits(house, "أبغى استشارة تعارف يوم الاثنين ١٠ الصبح")
    await confirms(house)

    await house.later(timedelta(hours=30))

    text = await house.answered(NOURA, "تذكير بموعد استشارة تعارف")
    assert text.sender == house.twilio.sms_from
    assert [message.template for message in house.noura.seen if message.template] == []


async def test_with_an_approved_template_the_reminder_comes_on_whatsapp(house: House) -> None:
    channel = house.program.channels["whatsapp"]
    submit: Callable[..., Awaitable[object]] = channel.submit  # type: ignore[attr-defined]
    await submit(templates())
    for template in templates():
        house.twilio.approve(template.name)
    await waits(house, "أبغى استشارة تعارف يوم الاثنين ١٠ الصبح")
    await confirms(house)

    await house.later(timedelta(hours=30))

    reminder = await house.answered(NUMBER, "تذكير بموعد")
    assert reminder.template.startswith("jalsa_brief_reminder_day_ar_")
    assert [message for message in house.twilio.sent if message.to == NOURA] == []


async def test_a_message_that_comes_twice_is_answered_once(house: House) -> None:
    told = house.noura.message(Body="مرحبا")

    assert [await house.twilio.post(told) for _ in range(3)] == [200] * 3

    await house.answered(NUMBER, "بمَ نبدأ؟")
    await house.asks(house.noura.says("الأسعار"), "الاستشارات وأسعارها")
    assert len(house.noura.seen) == 2


async def test_what_twilio_did_not_sign_changes_nothing(house: House) -> None:
    told = house.noura.message(Body="مرحبا")
    told.headers["x-twilio-signature"] = "AAAA"

    assert await house.twilio.post(told) == 403
    assert house.noura.seen == []
