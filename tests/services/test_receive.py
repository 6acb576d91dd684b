"""One update from the door to the commit, on both databases."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from sqlalchemy import func, select

from booking.status import Status
from bot.clock import MovableClock
from bot.conversations.booking.draft import BookingDraft, chosen
from bot.conversations.engine import Route
from bot.conversations.flow import Outcome
from bot.conversations.house import HOUSE
from bot.conversations.requests import Question, Script, ask
from bot.conversations.state import Who
from bot.messages import Blocked, Command, FileRef, Media, Outgoing, Tap, Text
from bot.services.notices import tell_client
from storage.models import bookings, inbox, outbox
from storage.models import refusals as refused
from storage.uow import Storage
from tests.conversations.answers import INTRO, SPORTS, SUNDAY_FIVE, ids, values
from tests.services.front import CHANNEL, Front

HALF = timedelta(minutes=30)
SHOWN_NOTHING = Outgoing(())
TO_REVIEW = ("do:book", "type:2", "right", "d:2026-11-22", "t:2026-11-22T14:00Z", "online", "no", "no")


@pytest.fixture
async def front(storage: Storage, clock: MovableClock) -> Front:
    front = Front(storage, clock)
    await front.open("نورة", "سالم")
    return front


async def rows(front: Front, statement: Any) -> list[tuple[Any, ...]]:
    async with front.storage.begin() as tx:
        return [tuple(row) for row in await tx.audit._all(statement)]


async def how_many(front: Front, table: Any) -> int:
    return int((await rows(front, select(func.count()).select_from(table)))[0][0])


# ------------------------------------------------------------------------------------------------------ a whole talk


async def test_a_booking_goes_from_hello_to_the_coach(front: Front) -> None:
    await front.says("نورة", Text("مرحبا"))
    await front.taps("نورة", *TO_REVIEW)

    said = await front.taps("نورة", "pay:bank_transfer")

    (booking,) = await front.bookings("نورة")
    assert (booking.status, booking.preferred_at, booking.source) == (Status.PENDING_PAYMENT, SUNDAY_FIVE, CHANNEL)
    assert ids(said[0])[0] == "transfer-title"


async def test_somebody_new_is_registered_once(front: Front) -> None:
    await front.says("هند", Text("مرحبا"))
    await front.says("هند", Text("مرحبا"))

    async with front.storage.begin() as tx:
        client = await tx.people.by_identity(CHANNEL, "هند")
        assert client is not None
        assert len(await tx.people.identities(client.client_id)) == 1
        assert client.display_name == ""  # the channel's name is offered, not taken


FIRST_WORDS = [("en-GB", "hi", "en"), ("de", "hi", "ar"), ("en", "مرحبا", "ar")]


@pytest.mark.parametrize(("hint", "text", "language"), FIRST_WORDS)
async def test_a_talk_begins_in_the_language_of_its_first_message(
    front: Front, hint: str, text: str, language: str
) -> None:
    await front.reception.receive(msgspec.structs.replace(front.incoming("John", Text(text)), language=hint))

    (errand,) = (await front.sent())["John"]
    assert errand.voice.language == language


async def test_the_first_answer_acknowledges_the_tap_and_takes_its_cards_place(front: Front) -> None:
    await front.says("نورة", Text("مرحبا"))
    turn = front.newest["نورة"].turn

    await front.reception.receive(front.incoming("نورة", Tap("do:price", turn, card="m1", answer="q1")))
    (priced,) = (await front.sent())["نورة"]
    await front.reception.receive(front.incoming("نورة", Tap("do:price", turn, card="m1", answer="q2")))
    (nothing,) = (await front.sent())["نورة"]

    assert (priced.answer, priced.card is not None) == ("q1", True)
    assert (nothing.answer, nothing.card) == ("q2", None)


# ---------------------------------------------------------------------------------------------------------- repeats


async def test_a_repeated_update_changes_and_says_nothing(front: Front) -> None:
    await front.says("نورة", Text("مرحبا"))
    again = front.incoming("نورة", Tap("do:book", 1), external_id="u-77")
    await front.reception.receive(again)
    first = await front.sent()
    before = await front.state("نورة")

    await front.reception.receive(again)

    assert len(first["نورة"]) == 1
    assert await front.sent() == {}
    assert await front.state("نورة") == before


async def test_the_same_update_twice_at_once_is_handled_once(front: Front) -> None:
    await front.says("نورة", Text("مرحبا"))
    twice = front.incoming("نورة", Tap("do:human", 1), external_id="u-78")

    await asyncio.gather(front.reception.receive(twice), front.reception.receive(twice))

    assert len((await front.sent())["taha"]) == 1


# --------------------------------------------------------------------------------------------------------- mistakes


@dataclass(frozen=True)
class Impossible(Question[None]):
    """Nobody answers this."""


def broken(args: str, who: Who) -> Script[Outcome]:  # noqa: ARG001 - a route's own signature
    """Writes a little, then fails as only a bug can."""
    yield from HOUSE.routes["human"]("", who)
    yield from ask(Impossible())
    raise AssertionError("nobody answers that")


async def test_a_bug_in_a_turn_is_an_apology_with_a_code_and_nothing_else(front: Front) -> None:
    await front.says("نورة", Text("مرحبا"))
    await front.taps("نورة", *TO_REVIEW)
    before = await front.state("نورة")
    routes: dict[str, Route] = {**HOUSE.routes, "broken": broken}
    front.house = replace(HOUSE, routes=routes)

    (card,) = await front.says("نورة", Command("broken"))

    assert ids(card) == ["error-ours"]
    assert len(str(card.lines[0].args["code"])) == 6
    assert await front.state("نورة") == before
    assert await front.sent() == {}  # the coach was not called


async def test_after_a_bug_the_conversation_goes_on_where_it_was(front: Front) -> None:
    await front.says("نورة", Text("مرحبا"))
    await front.taps("نورة", *TO_REVIEW)
    front.house = replace(HOUSE, routes={**HOUSE.routes, "broken": broken})
    await front.says("نورة", Command("broken"))

    said = await front.taps("نورة", "pay:sandbox")

    assert ids(said[0])[0] == "booked-to-pay"


async def test_an_update_that_failed_is_not_tried_again(front: Front) -> None:
    front.house = replace(HOUSE, routes={**HOUSE.routes, "broken": broken})
    update = front.incoming("نورة", Command("broken"), external_id="u-79")
    await front.reception.receive(update)
    await front.sent()

    await front.reception.receive(update)

    assert await front.sent() == {}
    assert await how_many(front, inbox) == 1


async def test_a_state_that_cannot_be_read_apologises_and_its_old_buttons_stay_behind(front: Front) -> None:
    await front.says("نورة", Text("مرحبا"))
    async with front.storage.begin() as tx:
        talk = await tx.conversations.open(CHANNEL, "نورة", "نورة")
        assert talk is not None
        await tx.conversations.save(talk.conversation_id, b'{"turn": "many"}', front.clock.now())

    (card,) = await front.says("نورة", Tap("type:2", 2))

    assert ids(card)[:2] == ["state-unreadable", "button-old"]


# ------------------------------------------------------------------------------------------------------- reachable


async def test_who_blocks_the_bot_is_not_written_to_until_they_are_back(front: Front) -> None:
    async def told() -> bool:
        async with front.desk() as desk:
            number = front.clients["نورة"].client_id
            return await tell_client(desk, number, lambda _c, _v: front.newest["نورة"], purpose="news")

    await front.says("نورة", Text("مرحبا"))
    await front.says("نورة", Blocked(gone=True))
    blocked = await told()
    await front.says("نورة", Text("رجعت"))

    assert (blocked, await told()) == (False, True)


async def test_unblocking_is_enough_to_be_reached_again(front: Front) -> None:
    await front.says("نورة", Text("مرحبا"))
    await front.says("نورة", Blocked(gone=True))

    said = await front.says("نورة", Blocked(gone=False))

    async with front.desk() as desk:
        (identity,) = await desk.tx.people.identities(front.clients["نورة"].client_id)
    assert said == []
    assert not identity.is_dead


async def test_a_coach_who_could_not_be_reached_before_their_first_message_is_reached_after_it(front: Front) -> None:
    async with front.desk() as desk:
        await desk.tx.people.mark_dead(CHANNEL, "taha", dead=True)

    await front.says("taha", Command("start"))
    await front.says("نورة", Command("human"))
    await front.says("نورة", Command("human"))

    async with front.desk() as desk:
        (identity,) = await desk.tx.people.identities(front.clients["taha"].client_id)
    assert not identity.is_dead


# ------------------------------------------------------------------------------------------------------ permissions


ORDERS = ("pending", "today", "upcoming", "booking 1", "confirm 1", "decline 1", "paid 1", "complete 1", "receiptok 1")


@pytest.mark.parametrize("order", ORDERS)
async def test_the_coachs_commands_are_the_coachs_and_every_other_attempt_is_recorded(front: Front, order: str) -> None:
    name, _, args = order.partition(" ")

    said = await front.says("سالم", Command(name, args))

    assert ids(said[-1])[0] == "refused-not-yours"
    recorded = await rows(front, select(refused.c.client_id, refused.c.action))
    assert [client for client, _ in recorded] == [front.clients["سالم"].client_id] * len(recorded)
    assert recorded


async def test_the_coach_may(front: Front) -> None:
    said = await front.says("taha", Command("pending"))

    assert ids(said[-1]) == ["coach-none-pending"]
    assert await how_many(front, refused) == 0


# -------------------------------------------------------------------------------------------------------- receipts


async def test_a_photo_is_the_receipt_of_the_transfer_that_is_awaited(front: Front) -> None:
    await front.says("نورة", Text("مرحبا"))
    await front.taps("نورة", *TO_REVIEW, "pay:bank_transfer")
    photo = Media(FileRef(CHANNEL, "AgAD", mime="image/jpeg", size=900))

    await front.reception.receive(front.incoming("نورة", photo))
    sent = await front.sent()

    (booking,) = await front.bookings("نورة")
    async with front.desk() as desk:
        (receipt,) = await desk.tx.payments.waiting_receipts()
    assert ids(sent["نورة"][0].card or SHOWN_NOTHING)[0] == "receipt-received"
    assert booking.hold_expires_at is None  # the seat waits for the coach's look
    assert (receipt.booking_id, receipt.channel, receipt.file_id) == (booking.booking_id, CHANNEL, photo.file.id)
    assert sent["taha"] == []  # who is shown it once its bytes were looked at


async def test_a_photo_nobody_awaits_is_answered_kindly(front: Front) -> None:
    said = await front.says("نورة", Media(FileRef(CHANNEL, "AgAD", mime="image/jpeg")))

    assert ids(said[0])[0] == "file-unexpected"


# ---------------------------------------------------------------------------------------------------------- rivals


async def test_fifty_rivals_for_five_seats_are_five_bookings_and_forty_five_kind_answers(
    storage: Storage, clock: MovableClock
) -> None:
    roomy = replace(SPORTS, max_bookings_per_day=50)
    front = Front(storage, clock, offers=(INTRO, roomy))
    names = [f"عميل{number}" for number in range(50)]
    await front.open(*names)
    starts = [SUNDAY_FIVE + HALF * 2 * number for number in range(-4, 1)]
    for number, name in enumerate(names):  # each of them is at the last question before the review
        when = {"start": starts[number % 5].isoformat().replace("+00:00", "Z")}
        draft = msgspec.to_builtins(chosen(roomy, BookingDraft(person_ok=True)))
        await front.puts(name, "booking", {**draft, "meeting": "online", "wants_other": False, "when": when})

    sent = await front.together(*((name, Tap("no", 1)) for name in names))

    said = {name: ids(sent[name][0].card or SHOWN_NOTHING) for name in names}
    winners = {name for name in names if said[name][0] == "review-title"}
    held = await rows(front, select(bookings.c.preferred_at))
    assert len(winners) == 5
    assert sorted(start for (start,) in held) == starts
    for name in set(names) - winners:
        card = sent[name][0].card or SHOWN_NOTHING
        assert said[name] == ["refused-taken", "nearest-times"]
        assert sum(value.startswith("t:") for value in values(card)) == 3


async def test_everything_that_was_said_is_in_the_outbox_once(front: Front) -> None:
    await front.says("نورة", Text("مرحبا"))
    await front.taps("نورة", *TO_REVIEW)

    assert await how_many(front, outbox) == 1 + len(TO_REVIEW)
