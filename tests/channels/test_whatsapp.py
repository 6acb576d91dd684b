"""Delivering over real HTTP: what people see on WhatsApp, inside the window and when it is closed."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import timedelta

import msgspec
import pytest
from fastapi import FastAPI, Response

from bot.channels.base import TryLater, Undeliverable, WindowClosed
from bot.channels.whatsapp import WhatsAppChannel
from bot.channels.whatsapp_templates import Template, templates
from bot.clock import MovableClock
from bot.messages import Attachment, Brief, Choice, Deliver, FileRef, Moment, Voice, say
from tests.channels.whatsapp_room import (
    ADDRESS,
    BUTTONS,
    FILE,
    LIST,
    NUMBER,
    PLACE,
    TEXT,
    VOICE,
    card,
    channel_at,
    writer,
)
from tests.standins.site import served
from tests.standins.twilio import BROKEN, TwilioFarEnd
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


async def test_a_card_of_words_is_one_message_which_is_reported_to_us(channel: WhatsAppChannel, nora: Person) -> None:
    shown = await channel.deliver(ADDRESS, TEXT)

    (seen,) = nora.seen
    assert (seen.sid, seen.callback) == (shown, "https://bot.example/twilio/status")
    assert "كلام" in seen.text


async def test_choices_are_buttons_or_a_list_whose_ids_come_back(channel: WhatsAppChannel, nora: Person) -> None:
    await channel.deliver(ADDRESS, BUTTONS)
    await channel.deliver(ADDRESS, LIST)

    two, six = nora.seen
    assert two.buttons == [("3:go:0", "نعم"), ("3:go:1", "لا")]
    assert [(row, title) for row, title, _ in six.rows] == [(f"3:go:{at}", label) for at, label in enumerate("أبتثجح")]


async def test_a_file_goes_by_its_link_and_its_buttons_after_it(channel: WhatsAppChannel, nora: Person) -> None:
    shown = await channel.deliver(ADDRESS, FILE)

    file, buttons = nora.seen
    assert shown == f"{file.sid} {buttons.sid}"
    assert file.media_url == "https://bot.example/files/5?ticket=t"
    assert [title for _, title in buttons.buttons] == ["حسنًا"]


async def test_a_calendar_entry_goes_as_a_link_in_the_same_message(channel: WhatsAppChannel, nora: Person) -> None:
    entry = Attachment("موعد.ics", "text/calendar", kept=FileRef("store", "5", "موعد.ics", "text/calendar"))

    await channel.deliver(ADDRESS, Deliver(msgspec.structs.replace(card("تم التأكيد", "حجزي"), file=entry), VOICE))

    (message,) = nora.seen
    assert "https://bot.example/files/5?ticket=t" in message.text
    assert message.media_url == ""


async def test_the_file_is_fetched_from_our_door_by_the_link_alone(
    channel: WhatsAppChannel, twilio: TwilioFarEnd, nora: Person
) -> None:
    app = FastAPI()
    app.get("/files/{id}")(lambda ticket: Response(ticket, media_type="text/calendar"))
    await channel.deliver(ADDRESS, FILE)

    async with served(app) as twilio.door:
        data, mime = await twilio.fetches(nora.seen[0])

    assert (data, mime.partition(";")[0]) == (b"t", "text/calendar")


async def test_a_place_is_a_pin(channel: WhatsAppChannel, nora: Person) -> None:
    await channel.deliver(ADDRESS, PLACE)

    assert nora.seen[0].place.startswith("geo:24.7,46.6|")


async def test_a_person_without_a_number_is_reached_as_well(channel: WhatsAppChannel, twilio: TwilioFarEnd) -> None:
    hidden = twilio.person("SA.1a2b3c")
    hidden.message(Body="هلا")

    await channel.deliver("whatsapp:SA.1a2b3c", BUTTONS)

    assert len(hidden.seen) == 1


async def test_without_a_card_nothing_is_sent(channel: WhatsAppChannel, twilio: TwilioFarEnd) -> None:
    assert await channel.deliver(ADDRESS, Deliver(None, VOICE, answer="x")) == ""
    assert twilio.calls == []


async def test_a_card_that_would_edit_another_is_sent(channel: WhatsAppChannel, nora: Person) -> None:
    first = await channel.deliver(ADDRESS, BUTTONS)

    second = await channel.deliver(ADDRESS, msgspec.structs.replace(BUTTONS, edit=first))

    assert [message.sid for message in nora.seen] == [first, second]


@pytest.mark.parametrize("kept", [None, FileRef("whatsapp", "https://api.twilio.com/x"), FileRef("telegram", "AgAD")])
async def test_a_file_that_twilio_could_not_fetch_is_not_sent(
    channel: WhatsAppChannel, twilio: TwilioFarEnd, kept: FileRef | None
) -> None:
    file = Attachment("موعد.ics", "text/calendar", b"BEGIN", kept)

    with pytest.raises(Undeliverable):
        await channel.deliver(ADDRESS, Deliver(msgspec.structs.replace(card("مرفق"), file=file), VOICE))

    assert twilio.sent == []


async def test_a_number_without_its_prefix_would_be_a_text_and_is_refused(
    channel: WhatsAppChannel, twilio: TwilioFarEnd
) -> None:
    with pytest.raises(Undeliverable):
        await channel.deliver(NUMBER, TEXT)

    assert twilio.calls == []


async def test_of_1600_letters_and_more_nothing_is_lost(channel: WhatsAppChannel, nora: Person) -> None:
    words = [f"كلمة-{number:04d}" for number in range(400)]

    await channel.deliver(ADDRESS, Deliver(card("\n".join(words)), VOICE))

    assert [word for seen in nora.seen for word in re.findall(r"كلمة-\d{4}", seen.text)] == words
    assert len(nora.seen) > 1


async def test_a_content_is_created_once_and_found_again_by_another_process(
    channel: WhatsAppChannel, twilio: TwilioFarEnd, nora: Person
) -> None:
    await channel.deliver(ADDRESS, BUTTONS)
    await channel.deliver(ADDRESS, Deliver(card("غيره", "الآن", "غدًا"), VOICE))
    another = WhatsAppChannel(twilio.settings(), public_url="https://bot.example", media_url=lambda file: file.id)
    await another.deliver(ADDRESS, BUTTONS)
    await another.close()

    assert twilio.calls.count("create") == 1
    assert [len(seen.buttons) for seen in nora.seen] == [2, 2, 2]


async def test_thirty_people_at_once_need_one_content(channel: WhatsAppChannel, twilio: TwilioFarEnd) -> None:
    people = [twilio.person(f"+9665000000{number:02d}") for number in range(30)]
    for person in people:
        person.message(Body="هلا")

    await asyncio.gather(*(channel.deliver(person.address, BUTTONS) for person in people))

    assert twilio.calls.count("create") == 1
    assert [len(person.seen) for person in people] == [1] * 30


async def test_contents_are_found_on_every_page(channel: WhatsAppChannel, twilio: TwilioFarEnd) -> None:
    twilio.page = 2
    for number in range(5):
        twilio.create_content(
            {"friendly_name": f"x{number}", "language": "ar", "types": {"twilio/text": {"body": "x"}}}
        )

    assert len(await channel.approvals()) == 5


async def test_a_content_that_somebody_deleted_is_created_again(
    channel: WhatsAppChannel, twilio: TwilioFarEnd, nora: Person
) -> None:
    await channel.deliver(ADDRESS, BUTTONS)
    twilio.contents.clear()

    with pytest.raises(TryLater):
        await channel.deliver(ADDRESS, BUTTONS)
    await channel.deliver(ADDRESS, BUTTONS)

    assert len(nora.seen) == 2


BRIEF = Brief(say("brief-news", number="CB-20261122-0001"), (Choice("do:mybooking:7", say("go-this-booking")),))


def news() -> Template:
    return next(template for template in templates() if template.name.startswith("jalsa_brief_news_ar"))


async def test_a_day_after_the_last_word_a_card_is_taken_and_fails_later(
    channel: WhatsAppChannel, twilio: TwilioFarEnd, clock: MovableClock, nora: Person
) -> None:
    clock.move(timedelta(hours=24))

    shown = await channel.deliver(ADDRESS, TEXT)

    assert nora.seen == []
    assert [(message.sid, message.error) for message in twilio.sent] == [(shown, 63016)]
    assert b"ErrorCode=63016" in twilio.reports.waiting[-1].body


async def test_an_approved_template_passes_when_the_window_is_closed(
    channel: WhatsAppChannel, twilio: TwilioFarEnd, clock: MovableClock, nora: Person
) -> None:
    await channel.submit([news()])
    twilio.approve(news().name)
    clock.move(timedelta(days=3))

    await channel.deliver_template(ADDRESS, BRIEF, VOICE)

    assert "CB-20261122-0001" in nora.last.text
    assert nora.last.template == news().name
    assert nora.last.buttons == [("0:do:mybooking:7", "تفاصيل الحجز")]


async def test_a_template_that_is_missing_or_waits_does_not_go_out(
    channel: WhatsAppChannel, twilio: TwilioFarEnd, clock: MovableClock
) -> None:
    with pytest.raises(WindowClosed, match="missing"):
        await channel.deliver_template(ADDRESS, BRIEF, VOICE)
    await channel.submit([news()])
    with pytest.raises(WindowClosed, match="received"):
        await channel.deliver_template(ADDRESS, BRIEF, VOICE)
    twilio.approve(news().name)
    clock.move(timedelta(minutes=2))

    assert await channel.deliver_template(ADDRESS, BRIEF, VOICE)


async def test_a_template_that_is_rejected_later_stops_to_be_used(
    channel: WhatsAppChannel, twilio: TwilioFarEnd, clock: MovableClock
) -> None:
    await channel.submit([news()])
    twilio.approve(news().name)
    await channel.approvals()
    await channel.deliver_template(ADDRESS, BRIEF, VOICE)
    twilio.reject(news().name, "people complained")
    clock.move(timedelta(minutes=11))

    with pytest.raises(WindowClosed, match="rejected"):
        await channel.deliver_template(ADDRESS, BRIEF, VOICE)


async def test_submitting_twice_asks_once_and_every_template_is_fit_for_approval(
    channel: WhatsAppChannel, twilio: TwilioFarEnd
) -> None:
    first = await channel.submit(templates())
    again = await channel.submit(templates())

    assert twilio.calls.count("approval") == len(first) == len({template.name for template in templates()})
    assert {content.status for content in again.values()} == {"received"}


@pytest.mark.parametrize(
    ("body", "samples"),
    [
        ("{{1}} هلا", ("نورة",)),
        ("هلا {{1}}", ("نورة",)),
        ("هلا {{1}} {{2}} أهلًا", ("نورة", "علي")),
        ("هلا {{1}}، أهلًا", ("",)),
    ],
)
async def test_what_whatsapp_rejects_comes_with_its_reason(
    channel: WhatsAppChannel, body: str, samples: tuple[str, ...]
) -> None:
    await channel.submit([Template("bad", "ar", body, (), ("name", "other")[: len(samples)], samples)])

    assert (await channel.approvals())["bad"].status == "rejected"
    assert (await channel.approvals())["bad"].why


async def test_a_title_of_two_lines_fits_into_a_template(
    channel: WhatsAppChannel, twilio: TwilioFarEnd, clock: MovableClock, nora: Person
) -> None:
    english = [template for template in templates() if template.name.startswith("jalsa_brief_moved_en")]
    await channel.submit(english)
    twilio.approve(english[0].name)
    await channel.approvals()
    said = say("brief-moved", title='استشارة "تغذية"\nورياضة', time=Moment(clock.now()))
    moved = Brief(said, BRIEF.choices)

    await channel.deliver_template(ADDRESS, moved, Voice(language="en"))

    assert "ورياضة" in nora.last.text
    assert nora.last.template == english[0].name


async def test_while_the_list_cannot_be_read_what_was_approved_is_used(
    channel: WhatsAppChannel, twilio: TwilioFarEnd, clock: MovableClock, nora: Person
) -> None:
    await channel.submit([news()])
    twilio.approve(news().name)
    await channel.approvals()
    clock.move(timedelta(minutes=11))
    twilio.fail("contents", *[BROKEN] * 9)

    await channel.deliver_template(ADDRESS, BRIEF, VOICE)
    calls = twilio.calls.count("contents")
    await channel.deliver_template(ADDRESS, BRIEF, VOICE)

    assert nora.last.template == news().name
    assert twilio.calls.count("contents") == calls  # the trouble is remembered for a minute


@pytest.mark.parametrize(("mime", "title"), [("text/calendar", "إضافة إلى التقويم"), ("image/heic", "فتح الملف")])
async def test_a_file_that_whatsapp_does_not_take_is_a_link_with_its_own_words(
    channel: WhatsAppChannel, nora: Person, mime: str, title: str
) -> None:
    file = Attachment("f", mime, kept=FileRef("store", "5", "f", mime))

    await channel.deliver(ADDRESS, Deliver(msgspec.structs.replace(card("كلام"), file=file), VOICE))

    assert title in nora.last.text
