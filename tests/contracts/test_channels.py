"""What every channel keeps, whichever it is: those of the registry, and the stand-ins that other tests trust."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bot.app import Program
from bot.channels import CHANNELS, configured
from bot.channels.base import NotSent
from bot.clock import MovableClock
from bot.config import Settings
from bot.messages import Attachment, Choice, Copyable, Deliver, FileRef, Outgoing, Voice, say
from storage.crypto import new_key
from storage.uow import Storage
from tests.contracts.far_ends import FarEnd, Room
from tests.contracts.far_ends_outside import KINDS, having, lacking

VOICE = Voice()
WORDS = [f"كلمة-{number:04d}" for number in range(900)]  # twice what Telegram takes in one message
PLAIN = Outgoing((say("feedback-words", text="شكرًا"), say("gap"), say("feedback-words", text="جدًا")), turn=3)
THREE_ROWS = Outgoing(
    (say("feedback-words", text="اختيار"),),
    (
        (Choice("one", "واحد"), Choice("two", "اثنان"), Choice("three", "ثلاثة")),
        (Choice("", "عنوان"),),
        (Choice("do:menu", "القائمة"), Choice("", "صفحة", link="https://jalsa.example/pay")),
    ),
    turn=3,
)
LONG = Outgoing(tuple(say("feedback-words", text=" ".join(WORDS[at : at + 9])) for at in range(0, len(WORDS), 9)))
DOCUMENT = Outgoing((say("feedback-words", text="مرفق"),), file=Attachment("موعد.ics", "text/calendar", b"BEGIN"))
COPYABLES = Outgoing(
    (say("feedback-words", text="تحويل"),),
    copy=(
        Copyable(say("copy-iban"), "SA0380000000608010167519"),
        Copyable(say("copy-reference"), "00010001"),
        Copyable(say("copy-link"), "https://meet.example.org/taha"),
    ),
)
CARDS = {"plain": PLAIN, "rows": THREE_ROWS, "long": LONG, "document": DOCUMENT, "copyables": COPYABLES}


EDITING = pytest.mark.parametrize("end", having("edits"), indirect=True)
NOT_EDITING = pytest.mark.parametrize("end", lacking("edits"), indirect=True)
FETCHING = pytest.mark.parametrize("end", having("fetches"), indirect=True)
SAYING_ALL = pytest.mark.parametrize("end", having("whole"), indirect=True)
IN_ROWS = pytest.mark.parametrize("end", having("grid"), indirect=True)


@pytest.fixture(params=sorted({*CHANNELS, *KINDS}))
async def end(request: pytest.FixtureRequest, sqlite_storage: Storage, clock: MovableClock) -> AsyncIterator[FarEnd]:
    async with KINDS[request.param].opens(Room(sqlite_storage, clock)) as end:
        assert end.channel.name == request.param
        yield end


async def delivered(end: FarEnd, card: Outgoing | None, **more: Any) -> str:
    if card is not None and card.file is not None:
        card = msgspec.structs.replace(card, file=await end.handed(card.file))
    return await end.channel.deliver(end.address, Deliver(card, VOICE, **more))


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
async def test_each_message_has_an_id_of_its_own(end: FarEnd, card: Outgoing) -> None:
    first, second = await delivered(end, card), await delivered(end, card)

    assert first
    assert second
    assert first != second


@SAYING_ALL
async def test_a_plain_card_is_one_message_with_its_paragraphs(end: FarEnd) -> None:
    await delivered(end, PLAIN)

    (seen,) = await end.look()
    first, gap, last = seen.text.splitlines()
    assert (first.split()[-1], gap, last.split()[-1]) == ("شكرًا", "", "جدًا")
    assert (seen.buttons, seen.copyable, seen.file) == ([], [], "")


@IN_ROWS
async def test_rows_of_buttons_stay_as_they_are(end: FarEnd) -> None:
    await delivered(end, THREE_ROWS)

    (seen,) = await end.look()
    assert seen.buttons == [["واحد", "اثنان", "ثلاثة"], ["عنوان"], ["القائمة", "صفحة"]]


@SAYING_ALL
async def test_of_a_long_text_no_word_is_lost(end: FarEnd) -> None:
    await delivered(end, LONG)

    seen = await end.look()
    assert [word for message in seen for word in message.text.split() if word in WORDS] == WORDS


@SAYING_ALL
async def test_a_document_comes_with_its_name_and_its_text(end: FarEnd) -> None:
    await delivered(end, DOCUMENT)

    seen = await end.look()
    assert [message.file for message in seen if message.file] == ["موعد.ics"]
    assert "مرفق" in " ".join(message.text for message in seen)


@SAYING_ALL
async def test_what_is_to_be_copied_can_be_copied_or_followed(end: FarEnd) -> None:
    await delivered(end, COPYABLES)

    (seen,) = await end.look()
    assert all(item.text in {*seen.copyable, *seen.text.split()} for item in COPYABLES.copy)


@IN_ROWS
async def test_an_iban_is_copied_by_a_tap(end: FarEnd) -> None:
    await delivered(end, COPYABLES)

    (seen,) = await end.look()
    assert seen.copyable[0] == "SA0380000000608010167519"


@EDITING
async def test_an_edited_message_keeps_its_id_and_shows_the_new_card_alone(end: FarEnd) -> None:
    first = await delivered(end, THREE_ROWS)
    await delivered(end, COPYABLES)

    edited = await delivered(end, PLAIN, edit=first)

    seen = await end.look()
    assert edited == first
    assert len(seen) == 2
    assert [message.buttons for message in seen if "شكرًا" in message.text] == [[]]
    assert not any("اختيار" in message.text for message in seen)


@EDITING
async def test_an_edit_may_be_repeated(end: FarEnd) -> None:
    first = await delivered(end, THREE_ROWS)

    edited = [await delivered(end, PLAIN, edit=first) for _ in range(2)]

    assert edited == [first, first]
    assert len(await end.look()) == 1


@NOT_EDITING
async def test_where_nothing_can_be_changed_an_edit_is_a_new_message(end: FarEnd) -> None:
    first = await delivered(end, THREE_ROWS)

    edited = await delivered(end, PLAIN, edit=first)

    assert edited != first
    assert len(await end.look()) == 2


async def test_in_place_of_a_message_that_is_gone_comes_a_new_one(end: FarEnd) -> None:
    shown = await delivered(end, PLAIN, edit="999")

    assert shown not in {"", "999"}
    assert len(await end.look()) == 1


async def test_nothing_to_say_is_no_message(end: FarEnd) -> None:
    assert await delivered(end, None, answer="") == ""
    assert await end.look() == []


async def test_a_tap_that_is_too_old_to_be_acknowledged_is_answered_all_the_same(end: FarEnd) -> None:
    assert await delivered(end, PLAIN, answer="a-query-of-last-week")
    assert await delivered(end, None, answer="a-query-of-last-week") == ""
    assert len(await end.look()) == 1


@FETCHING
async def test_a_file_that_somebody_sent_can_be_fetched(end: FarEnd) -> None:
    assert end.sent is not None
    file = await end.sent(b"receipt")

    assert await end.channel.fetch(file) == b"receipt"


async def test_a_file_that_is_gone_is_not_fetched_and_the_error_says_what_to_do(end: FarEnd) -> None:
    with pytest.raises(NotSent):
        await end.channel.fetch(FileRef(end.channel.name, "404"))


async def test_closing_twice_is_fine(end: FarEnd) -> None:
    await delivered(end, PLAIN)

    await end.channel.close()
    await end.channel.close()


# ------------------------------------------------------------------------------------------------ the registry

TWILIO = {"twilio": {"account_sid": "AC1", "auth_token": "secret", "whatsapp_from": "+15550001"}}
SMS = {"twilio": {**TWILIO["twilio"], "sms_from": "+15550002"}}
MAIL = {"email": {"host": "mail.example", "from": "a@coach.example"}}
TELEGRAM = {"telegram": {"token": "12345:TEST"}}


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ({}, ("web",)),
        ({"public_url": "https://jalsa.example"}, ()),
        (TELEGRAM, ("telegram",)),
        (TELEGRAM | {"web": {"mode": "on"}}, ("telegram", "web")),
        (TWILIO, ("whatsapp",)),
        (TELEGRAM | TWILIO | SMS | MAIL, ("telegram", "whatsapp", "sms", "email")),
        ({"web": {"mode": "off"}}, ()),
    ],
)
async def test_the_program_speaks_where_its_settings_say(
    given: dict[str, Any], names: tuple[str, ...], tmp_path: Path
) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'jalsa.db'}"
    settings = Settings(_env_file=None, database_url=url, encryption_keys=new_key(), **given)

    program = Program(settings)
    await program.close()

    assert configured(settings) == names
    assert {name: channel.name for name, channel in program.channels.items()} == {name: name for name in names}
