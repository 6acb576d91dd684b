"""Delivering over real HTTP: what people see, and what each of Telegram's refusals means."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from pydantic import SecretStr

from bot.channels.base import Gone, NotSent, TryLater, Undeliverable
from bot.channels.telegram import TelegramChannel
from bot.config import Telegram
from bot.messages import Attachment, Choice, Copyable, Deliver, FileRef, Outgoing, Say, Voice
from tests.standins.telegram import TelegramStandIn
from tests.standins.telegram_people import Person

TITLE, OTHER = Say("command-book"), Say("command-help")
VOICE = Voice()
CARD = Outgoing((TITLE,), rows=((Choice("yes", "نعم"), Choice("no", "لا")),), turn=3)
CALENDAR = Attachment("موعد.ics", "text/calendar", b"BEGIN:VCALENDAR")


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramStandIn]:
    async with TelegramStandIn() as server:
        yield server


@pytest.fixture
async def channel(telegram: TelegramStandIn) -> AsyncIterator[TelegramChannel]:
    made = TelegramChannel(Telegram(token=SecretStr(telegram.token), api_url=telegram.url), seconds=0.3)
    yield made
    await made.close()


@pytest.fixture
async def nora(telegram: TelegramStandIn) -> Person:
    person = telegram.person(77, "نورة")
    await person.types("/start")
    return person


async def test_a_card_is_sent_with_its_buttons(channel: TelegramChannel, nora: Person) -> None:
    shown = await channel.deliver("77", Deliver(CARD, VOICE))

    assert (nora.card.text, nora.card.rows) == ("حجز استشارة جديدة", [["نعم", "لا"]])
    assert shown == str(nora.card.id)


async def test_a_tap_is_acknowledged_and_its_card_edited_in_place(
    channel: TelegramChannel, telegram: TelegramStandIn, nora: Person
) -> None:
    shown = await channel.deliver("77", Deliver(CARD, VOICE))
    await nora.taps("نعم")
    query = next(iter(telegram.queries))

    edited = await channel.deliver("77", Deliver(Outgoing((OTHER,)), VOICE, edit=shown, answer=query))

    assert edited == shown
    assert [(card.text, card.rows) for card in nora.cards] == [("المساعدة وطرق التواصل", [])]
    assert telegram.queries == {query: True}


async def test_a_tap_may_be_acknowledged_without_a_card(
    channel: TelegramChannel, telegram: TelegramStandIn, nora: Person
) -> None:
    await channel.deliver("77", Deliver(CARD, VOICE))
    await nora.taps("لا")
    query = next(iter(telegram.queries))

    shown = await channel.deliver("77", Deliver(None, VOICE, answer=query))

    assert (shown, telegram.queries) == ("", {query: True})


async def test_a_tap_too_old_to_be_acknowledged_still_gets_its_card(channel: TelegramChannel, nora: Person) -> None:
    await channel.deliver("77", Deliver(CARD, VOICE, answer="long-ago"))

    assert nora.card.rows == [["نعم", "لا"]]


async def test_editing_to_the_same_content_is_a_success(channel: TelegramChannel, nora: Person) -> None:
    shown = await channel.deliver("77", Deliver(CARD, VOICE))

    again = await channel.deliver("77", Deliver(CARD, VOICE, edit=shown))

    assert again == shown
    assert len(nora.cards) == 1


@pytest.mark.parametrize("edit", ["424242", "not-a-number"])
async def test_a_card_that_is_gone_is_sent_anew(channel: TelegramChannel, nora: Person, edit: str) -> None:
    shown = await channel.deliver("77", Deliver(CARD, VOICE, edit=edit))

    assert shown == str(nora.card.id)


async def test_a_card_under_a_file_is_sent_anew(channel: TelegramChannel, nora: Person) -> None:
    shown = await channel.deliver("77", Deliver(Outgoing((TITLE,), file=CALENDAR), VOICE))

    await channel.deliver("77", Deliver(CARD, VOICE, edit=shown))

    assert [card.file for card in nora.cards] == ["موعد.ics", ""]


async def test_a_file_carries_a_short_text_as_its_caption(
    channel: TelegramChannel, telegram: TelegramStandIn, nora: Person
) -> None:
    await channel.deliver("77", Deliver(Outgoing((TITLE,), rows=CARD.rows, file=CALENDAR), VOICE))

    assert (nora.card.text, nora.card.file, nora.card.rows) == ("حجز استشارة جديدة", "موعد.ics", [["نعم", "لا"]])
    assert ("document", b"BEGIN:VCALENDAR") in telegram.files.values()


@pytest.mark.parametrize(
    ("name", "shown"),
    [("خطة ١٠٠٪.pdf", "خطة ١٠٠٪.pdf"), ('a "b".pdf', 'a "b".pdf'), ("two\r\nlines.pdf", "two lines.pdf")],
)
async def test_a_file_goes_under_its_name(channel: TelegramChannel, nora: Person, name: str, shown: str) -> None:
    await channel.deliver("77", Deliver(Outgoing((TITLE,), file=Attachment(name, "application/pdf", b"%PDF")), VOICE))

    assert nora.card.file == shown


async def test_a_file_goes_before_a_text_too_long_for_a_caption(channel: TelegramChannel, nora: Person) -> None:
    await channel.deliver("77", Deliver(Outgoing((TITLE,) * 100, rows=CARD.rows, file=CALENDAR), VOICE))

    assert [(bool(card.file), bool(card.rows)) for card in nora.cards] == [(True, False), (False, True)]


@pytest.mark.parametrize("mime", ["image/jpeg", "application/pdf"])
@pytest.mark.parametrize("kind", ["photo", "document"])
async def test_a_kept_file_is_sent_by_its_id(
    channel: TelegramChannel, telegram: TelegramStandIn, nora: Person, kind: str, mime: str
) -> None:
    await (nora.sends_photo(b"x") if kind == "photo" else nora.sends_document("r", b"x", mime))
    kept = Attachment("r", mime, kept=FileRef("telegram", next(reversed(telegram.files)), mime=mime))

    await channel.deliver("77", Deliver(Outgoing((TITLE,), file=kept), VOICE))

    assert nora.card.file.startswith(kind)


async def test_a_file_kept_elsewhere_is_undeliverable(channel: TelegramChannel, nora: Person) -> None:
    kept = Attachment("r", "image/jpeg", kept=FileRef("store", "9"))

    with pytest.raises(Undeliverable):
        await channel.deliver(str(nora.id), Deliver(Outgoing((TITLE,), file=kept), VOICE))


async def test_a_contact_keyboard_is_closed_by_the_next_card(
    channel: TelegramChannel, telegram: TelegramStandIn, nora: Person
) -> None:
    await channel.deliver("77", Deliver(Outgoing((TITLE,), rows=CARD.rows, ask_contact=True), VOICE))
    offered = [[key["text"] for key in row] for row in nora.keyboard]
    await nora.types("0501234567")

    await channel.deliver("77", Deliver(CARD, VOICE))

    assert offered == [["📱 مشاركة رقمي من تلغرام"], ["نعم", "لا"]]
    assert nora.keyboard == []
    assert [card.text for card in nora.cards] == ["حجز استشارة جديدة"] * 2
    assert len(telegram.called("deleteMessage")) == 1


async def test_what_is_copied_has_a_button_and_a_line_of_its_own(channel: TelegramChannel, nora: Person) -> None:
    iban = Copyable(OTHER, "SA0380000000608010167519")

    await channel.deliver("77", Deliver(Outgoing((TITLE,), copy=(iban,)), VOICE))

    assert nora.card.text.splitlines()[-1] == iban.text
    assert nora.card.button("المساعدة")["copy_text"] == {"text": iban.text}


@pytest.mark.parametrize(
    ("code", "description", "wait", "meaning"),
    [
        (429, "Too Many Requests: retry after 7", 7, TryLater),
        (500, "Internal Server Error", None, TryLater),
        (502, "Bad Gateway", None, TryLater),
        (401, "Unauthorized", None, TryLater),
        (403, "Forbidden: bot was blocked by the user", None, Gone),
        (403, "Forbidden: user is deactivated", None, Gone),
        (400, "Bad Request: chat not found", None, Gone),
        (400, "Bad Request: BUTTON_DATA_INVALID", None, Undeliverable),
    ],
)
async def test_each_refusal_says_what_to_do_next(  # noqa: PLR0917 - three fixtures and a table
    channel: TelegramChannel,
    telegram: TelegramStandIn,
    nora: Person,
    code: int,
    description: str,
    wait: int | None,
    meaning: type[NotSent],
) -> None:
    telegram.fail("sendMessage", code, description, wait)

    with pytest.raises(meaning) as refused:
        await channel.deliver(str(nora.id), Deliver(CARD, VOICE))

    assert nora.cards == []
    assert telegram.token not in str(refused.value)
    if isinstance(refused.value, TryLater) and wait:
        assert refused.value.seconds == wait


async def test_a_server_that_does_not_answer_is_tried_later(
    channel: TelegramChannel, telegram: TelegramStandIn, nora: Person
) -> None:
    telegram.hang("sendMessage", 1.0)

    with pytest.raises(TryLater):
        await channel.deliver(str(nora.id), Deliver(CARD, VOICE))


async def test_a_server_that_is_not_there_is_tried_later() -> None:
    channel = TelegramChannel(Telegram(token=SecretStr("1:x"), api_url="http://127.0.0.1:9"))

    with pytest.raises(TryLater):
        await channel.deliver("77", Deliver(CARD, VOICE))

    await channel.close()


async def test_somebody_who_blocked_us_is_gone(channel: TelegramChannel, nora: Person) -> None:
    await nora.blocks()

    with pytest.raises(Gone):
        await channel.deliver("77", Deliver(CARD, VOICE))


async def test_a_refusal_does_not_repeat_what_telegram_quotes(channel: TelegramChannel, nora: Person) -> None:
    card = Outgoing((TITLE,), rows=((Choice("", "ادفع", link="gopher://pay?secret=1"),),))

    with pytest.raises(Undeliverable) as refused:
        await channel.deliver(str(nora.id), Deliver(card, VOICE))

    assert "secret" not in str(refused.value)


async def test_a_file_that_a_person_sent_is_fetched(
    channel: TelegramChannel, telegram: TelegramStandIn, nora: Person
) -> None:
    await nora.sends_document("receipt.pdf", b"%PDF" * 50_000)

    fetched = await channel.fetch(FileRef("telegram", next(reversed(telegram.files))))

    assert fetched == b"%PDF" * 50_000


async def test_a_file_that_is_no_more_is_undeliverable(channel: TelegramChannel) -> None:
    with pytest.raises(Undeliverable):
        await channel.fetch(FileRef("telegram", "gone"))


async def test_the_bot_knows_its_name(channel: TelegramChannel) -> None:
    assert await channel.me() == "jalsa_bot"


async def test_a_token_that_is_refused_has_no_name(channel: TelegramChannel, telegram: TelegramStandIn) -> None:
    telegram.fail("getMe", 401, "Unauthorized")

    with pytest.raises(NotSent):
        await channel.me()
