"""What one person is told at once is one message where each is paid for, and stays apart elsewhere."""

from __future__ import annotations

from functools import partial

import pytest

from booking.people import Client
from bot.clock import MovableClock
from bot.messages import (
    Attachment,
    Body,
    Brief,
    Choice,
    Code,
    Command,
    Copyable,
    Deliver,
    Incoming,
    Outgoing,
    Rows,
    Tap,
    Text,
    Voice,
    say,
)
from bot.services.fewest import together
from bot.services.notices import tell_client
from storage.rows import OutboxRow
from storage.uow import Storage
from tests.conversations.answers import NOW, ids
from tests.services.front import Front

FILE, OTHER_FILE = Attachment("a.ics", "text/calendar", b"a"), Attachment("b.pdf", "application/pdf", b"b")
BOOK, MENU, PAGE = (
    Choice("do:book", "احجز"),
    Choice("do:menu", "القائمة"),
    Choice("", "ادفع", link="https://pay.example"),
)
YES = Choice("yes", "نعم")


def card(text: str, *choices: Choice, turn: int = 0, file: Attachment | None = None) -> Outgoing:
    return Outgoing((say(text),), tuple((choice,) for choice in choices), turn=turn, file=file)


def labels(rows: Rows) -> list[str]:
    return [str(choice.label) for row in rows for choice in row]


# ------------------------------------------------------------------------------------------------------ which go as one


APART = [
    (card("first", turn=3), card("second", turn=4)),
    (card("first", file=FILE), card("second", file=OTHER_FILE)),
    (card("first"), Outgoing((say("second"),), ask_contact=True)),
    (Outgoing((say("first"),), ask_contact=True), card("second")),
]


@pytest.mark.parametrize("cards", APART, ids=["two questions", "two files", "a contact is asked", "one was asked"])
def test_one_card_asks_one_question_and_holds_one_file(cards: tuple[Outgoing, ...]) -> None:
    assert together(cards) == list(cards)


def test_notices_become_one_with_the_choices_of_both_each_once() -> None:
    link = Copyable(say("copy-link"), "https://meet.example.org")
    first, second = card("first", MENU, PAGE), card("second", BOOK, MENU, PAGE, file=FILE)

    (one,) = together([first, Outgoing((say("middle"),), copy=(link,)), second])

    assert [line.id for line in one.lines] == ["first", "gap", "middle", "gap", "second"]
    assert labels(one.rows) == ["احجز", "القائمة", "ادفع", "ادفع"]
    assert (one.copy, one.file, one.turn) == ((link,), FILE, 0)


@pytest.mark.parametrize("asked_first", [True, False])
def test_beside_a_question_there_are_its_answers_and_links_alone(asked_first: bool) -> None:
    question, notice = card("question", YES, turn=7), card("notice", YES, PAGE)

    (one,) = together([question, notice] if asked_first else [notice, question])

    assert (labels(one.rows), one.turn) == (["ادفع", "نعم"], 7)


@pytest.mark.parametrize("asked_first", [True, False])
def test_no_choice_is_dropped_to_make_room_for_a_question(asked_first: bool) -> None:
    question, notice = card("question", YES, turn=7), card("notice", BOOK, PAGE)
    cards = [question, notice] if asked_first else [notice, question]

    assert together(cards) == cards


def test_a_third_that_does_not_fit_begins_another() -> None:
    cards = [card("first"), card("question", YES, turn=7), card("second question", YES, turn=8), card("last")]

    few = together(cards)

    assert [ids(one) for one in few] == [["first", "question"], ["second question", "last"]]
    assert [one.turn for one in few] == [7, 8]


def test_the_last_brief_says_it() -> None:
    brief, later = Brief(say("brief-paid")), Brief(say("brief-confirmed"))
    first, second = Outgoing((say("first"),), brief=brief), Outgoing((say("second"),), brief=later)

    assert [one.brief for one in together([first, second])] == [later]
    assert [one.brief for one in together([first, card("third")])] == [brief]


# ------------------------------------------------------------------------------------------------------------ in a turn


TO_REVIEW = ("do:book", "type:3", "right", "d:2026-11-22", "t:2026-11-22T14:00Z", "no")


@pytest.fixture
async def front(storage: Storage, clock: MovableClock) -> Front:
    """A client on each of the two channels, named like it."""
    front = Front(storage, clock)
    await front.open()
    async with storage.begin() as tx:
        for channel in ("whatsapp", "telegram"):
            client = await tx.people.register(
                channel, channel, channel, name="نورة", language="ar", timezone="Asia/Riyadh", now=NOW
            )
            await tx.people.save(client.client_id, now=NOW, phone="+966501234567")
            front.clients[channel] = client
    return front


async def writes(front: Front, channel: str, body: Body) -> list[Deliver]:
    """What leaves for the one who writes on a channel."""
    number = f"u{next(front.updates)}"
    await front.reception.receive(Incoming(channel, number, channel, channel, body, name="نورة", language="ar"))
    return (await front.sent())[channel]


async def pays_cash(front: Front, channel: str) -> list[list[str]]:
    """The lines of each message that a client is told who has just booked, which confirms it."""
    await writes(front, channel, Text("مرحبا"))
    for value in TO_REVIEW:
        await writes(front, channel, Tap(value, front.newest[channel].turn))
    said = await writes(front, channel, Tap("pay:cash", front.newest[channel].turn))
    return [ids(errand.card) for errand in said if errand.card]


async def test_the_answer_and_the_news_it_brings_are_one_message_on_whatsapp(front: Front) -> None:
    (one,) = await pays_cash(front, "whatsapp")

    assert one[:2] == ["booked-confirmed", "told-confirmed"]


async def test_the_choices_of_news_that_go_with_an_answer_can_be_said(front: Front) -> None:
    await pays_cash(front, "whatsapp")
    (booking,) = await front.bookings("whatsapp")

    (said,) = await writes(front, "whatsapp", Text("١"))

    assert said.card
    assert Code(booking.booking_number) in [value for line in said.card.lines for value in line.args.values()]


async def test_they_stay_two_on_telegram(front: Front) -> None:
    answer, news = await pays_cash(front, "telegram")

    assert (answer, news[0]) == (["booked-confirmed"], "told-confirmed")


async def test_the_cards_of_one_turn_are_one_message_on_whatsapp_and_two_on_telegram(front: Front) -> None:
    said = {}
    for channel in ("whatsapp", "telegram"):
        await writes(front, channel, Text("مرحبا"))
        await writes(front, channel, Tap("do:book", front.newest[channel].turn))
        said[channel] = [ids(errand.card) for errand in await writes(front, channel, Command("link")) if errand.card]

    assert [lines[0] for lines in said["telegram"]] == ["link-code", "ask-consultation"]
    assert said["whatsapp"] == [[line for lines in said["telegram"] for line in lines]]


async def test_news_that_go_with_an_answer_lend_it_their_purpose(front: Front) -> None:
    await writes(front, "whatsapp", Text("مرحبا"))
    for value in TO_REVIEW:
        await writes(front, "whatsapp", Tap(value, front.newest["whatsapp"].turn))
    turn = front.newest["whatsapp"].turn

    await front.reception.receive(Incoming("whatsapp", "SM1", "whatsapp", "whatsapp", Tap("pay:cash", turn)))

    (row,) = front.woken
    (booking,) = await front.bookings("whatsapp")
    assert (row.purpose, row.booking_id) == ("confirmed", booking.booking_id)


async def test_a_plain_answer_has_no_purpose(front: Front) -> None:
    await front.reception.receive(Incoming("whatsapp", "SM1", "whatsapp", "whatsapp", Text("مرحبا")))

    rows: list[OutboxRow] = front.woken
    assert [row.purpose for row in rows] == [""]


# -------------------------------------------------------------------------------------------------- told without asking


def as_it_is(said: Outgoing, _client: Client, _voice: Voice) -> Outgoing:
    return said


async def told(front: Front, channel: str, *cards: Outgoing) -> list[list[str]]:
    """The lines of each message of a client who is told these in one go, having written nothing."""
    async with front.desk() as desk:
        for one in cards:
            await tell_client(desk, front.clients[channel].client_id, partial(as_it_is, one), purpose="news")
    return [ids(errand.card) for errand in (await front.sent())[channel] if errand.card]


@pytest.mark.parametrize(
    ("channel", "messages"), [("whatsapp", [["first", "second"]]), ("telegram", [["first"], ["second"]])]
)
async def test_two_notices_at_once_are_one_message_on_whatsapp(
    front: Front, channel: str, messages: list[list[str]]
) -> None:
    assert await told(front, channel, card("first"), card("second")) == messages


async def test_two_notices_with_a_file_each_stay_two_in_their_order(front: Front) -> None:
    first, second = card("first", file=FILE), card("second", file=OTHER_FILE)

    assert await told(front, "whatsapp", first, second, card("third")) == [["first"], ["second", "third"]]


async def test_notices_of_different_moments_stay_apart(front: Front) -> None:
    async with front.desk() as desk:
        await tell_client(desk, front.clients["whatsapp"].client_id, lambda _c, _v: card("first"), purpose="news")

    assert await told(front, "whatsapp", card("second")) == [["first"], ["second"]]
