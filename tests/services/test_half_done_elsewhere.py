"""What is half done moves with a link, and what was settled last time stays settled on WhatsApp; on both databases."""

from __future__ import annotations

from typing import Any

import pytest

from booking.health import HealthDetails
from booking.people import Client
from bot.clock import MovableClock
from bot.conversations.commands import LastTime, RecallLastTime
from bot.messages import Body, Command, Incoming, Outgoing, Tap, Text
from storage.uow import Storage
from tests.conversations.answers import HEALTH, SUNDAY_FIVE, ids, values
from tests.services.front import Front

NOURA, PHONE = "نورة", "+966501111111"
ADDRESS = f"whatsapp:{PHONE}"
TO_MEETING = ("do:book", "type:2", "right", "d:2026-11-22", "t:2026-11-22T14:00Z")


@pytest.fixture
async def front(storage: Storage, clock: MovableClock) -> Front:
    """Noura is known on Telegram, and greets us there."""
    front = Front(storage, clock)
    await front.open(NOURA)
    await front.says(NOURA, Text("مرحبا"))
    return front


async def writes(front: Front, body: Body | str) -> Outgoing:
    """Noura writes on WhatsApp; the card that answers."""
    said = Text(body) if isinstance(body, str) else body
    number = f"SM{next(front.updates)}"
    update = Incoming("whatsapp", number, PHONE[1:], ADDRESS, said, name="نورة", phone=PHONE)
    await front.reception.receive(update)
    return [card for errand in (await front.sent())[ADDRESS] if (card := errand.card)][-1]


async def code(front: Front) -> str:
    card, *_question = await front.says(NOURA, Command("link"))
    return card.copy[0].text


async def on_whatsapp(front: Front) -> Client:
    async with front.desk() as desk:
        client = await desk.tx.people.by_identity("whatsapp", PHONE[1:])
    assert client is not None
    return client


async def was_here(front: Front, health: HealthDetails | None = None) -> None:
    """Noura is on WhatsApp too, and a session of hers was agreed once."""
    await writes(front, await code(front))
    await front.taps(NOURA, *TO_MEETING, "online", "no", "no")
    (booking,) = await front.bookings(NOURA)
    async with front.desk() as desk:
        await desk.tx.bookings.save(booking.booking_id, now=desk.now, confirmed_at_time=SUNDAY_FIVE)
        if health is not None:
            await desk.tx.bookings.save_health(booking.booking_id, booking.client_id, health, desk.now)


# ------------------------------------------------------------------------------------------------------- half done


async def test_what_goes_on_here_is_open_there_no_more(front: Front) -> None:
    await front.taps(NOURA, *TO_MEETING)
    await writes(front, await code(front))

    (menu,) = await front.says(NOURA, Text("القائمة"))

    assert "do:resume" not in values(menu)


async def test_a_button_that_was_left_there_is_an_old_one(front: Front) -> None:
    await front.taps(NOURA, *TO_MEETING)
    card, question = await front.says(NOURA, Command("link"))
    await writes(front, card.copy[0].text)

    (answer,) = await front.says(NOURA, Tap("online", question.turn))

    assert ids(answer)[0] == "button-old"


async def test_what_was_parked_there_comes_along(front: Front) -> None:
    await front.taps(NOURA, *TO_MEETING)
    await front.says(NOURA, Text("القائمة"))

    answer = await writes(front, await code(front))

    (menu,) = await front.says(NOURA, Text("القائمة"))
    assert ids(answer) == ["link-done", "ask-meeting"]
    assert "do:resume" not in values(menu)


async def test_behind_what_is_open_here_it_waits(front: Front) -> None:
    await front.taps(NOURA, *TO_MEETING)
    await writes(front, "أبغى استشارة رياضية")

    await writes(front, await code(front))

    assert "do:resume" in values(await writes(front, "القائمة"))


# --------------------------------------------------------------------------------------------------- as last time


@pytest.mark.parametrize(("told", "said"), [(HEALTH, "line-health-given"), (None, "line-health-none")])
async def test_who_was_here_before_goes_straight_to_the_review(
    front: Front, told: HealthDetails | None, said: str
) -> None:
    await was_here(front, told)

    review = await writes(front, "استشارة رياضية يوم الثلاثاء ١٠ الصبح أونلاين")

    assert "review-title" in ids(review)
    assert said in ids(review)


@pytest.mark.parametrize(
    ("edit", "asks"), [("alternative", "ask-alternative"), ("health", "ask-health-changed"), ("person", "ask-person")]
)
async def test_the_review_leads_to_what_was_not_asked(front: Front, edit: str, asks: str) -> None:
    await was_here(front, HEALTH)
    client = await on_whatsapp(front)
    async with front.desk() as desk:
        await desk.tx.people.save(client.client_id, now=desk.now, consent_at=desk.now)
    review = await writes(front, "استشارة رياضية يوم الثلاثاء ١٠ الصبح أونلاين")

    answer = await writes(front, Tap(f"edit:{edit}", review.turn))

    assert ids(answer)[0] == asks


async def test_on_telegram_everything_is_asked_as_ever(front: Front) -> None:
    await was_here(front, HEALTH)
    await front.says(NOURA, Text("إلغاء"))

    said = await front.taps(NOURA, *TO_MEETING[:2])

    assert ids(said[-1])[0] == "ask-person"


@pytest.mark.parametrize(("agreed", "expected"), [(None, LastTime(False)), (SUNDAY_FIVE, LastTime(True, HEALTH))])
async def test_only_a_session_that_was_agreed_counts(front: Front, agreed: Any, expected: LastTime) -> None:
    await was_here(front, HEALTH)
    (booking,) = await front.bookings(NOURA)
    async with front.desk() as desk:
        await desk.tx.bookings.save(booking.booking_id, now=desk.now, confirmed_at_time=agreed)

    assert await front.does(NOURA, RecallLastTime()) == expected
