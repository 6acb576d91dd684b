"""Who writes on WhatsApp: known by its id and never by a number, which is taken as verified where it shows one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.clock import MovableClock
from bot.messages import Body, Incoming, Outgoing, Text
from storage.uow import Storage
from tests.conversations.answers import ids
from tests.services.front import Front

HOUR = timedelta(hours=1)
NUMBER = "+966501234567"
BOOKING = "استشارة رياضية يوم الثلاثاء ١٠ الصبح أونلاين"


@pytest.fixture
async def front(storage: Storage, clock: MovableClock) -> Front:
    front = Front(storage, clock)
    await front.open()
    return front


async def writes(front: Front, sender: str, body: Body | str, *, phone: str = "", name: str = "نورة") -> Outgoing:
    """Somebody writes; the card that answers."""
    said = Text(body) if isinstance(body, str) else body
    address = f"whatsapp:{phone or sender}"
    number = f"SM{next(front.updates)}"
    await front.reception.receive(Incoming("whatsapp", number, sender, address, said, name=name, phone=phone))
    return [card for errand in (await front.sent())[address] if (card := errand.card)][-1]


async def test_a_number_that_whatsapp_shows_is_verified_and_not_asked_for(front: Front) -> None:
    card = await writes(front, NUMBER[1:], BOOKING, phone=NUMBER)

    async with front.desk() as desk:
        client = await desk.tx.people.by_identity("whatsapp", NUMBER[1:])
    assert client is not None
    assert (client.phone, client.phone_verified) == (NUMBER, True)
    assert "ask-person" in ids(card)
    assert "ask-phone" not in ids(card)


async def test_who_hides_the_number_is_asked_for_one_that_counts_as_typed(front: Front) -> None:
    asked = await writes(front, "SA.1a2b3c", BOOKING)
    await writes(front, "SA.1a2b3c", "٠٥٠١٢٣٤٥٦٧")

    async with front.desk() as desk:
        client = await desk.tx.people.by_identity("whatsapp", "SA.1a2b3c")
    assert client is not None
    assert ids(asked)[-1] == "ask-phone"
    assert (client.phone, client.phone_verified) == (NUMBER, False)


async def test_two_who_give_the_same_number_stay_two(front: Front) -> None:
    await writes(front, NUMBER[1:], BOOKING, phone=NUMBER)
    await writes(front, "SA.1a2b3c", BOOKING)
    await writes(front, "SA.1a2b3c", NUMBER)

    async with front.desk() as desk:
        first = await desk.tx.people.by_identity("whatsapp", NUMBER[1:])
        second = await desk.tx.people.by_identity("whatsapp", "SA.1a2b3c")
    assert first is not None
    assert second is not None
    assert first.client_id != second.client_id
    assert first.phone == second.phone


async def test_when_they_last_wrote_is_noted_with_each_message(front: Front, clock: MovableClock) -> None:
    heard = []
    for _ in range(2):
        await writes(front, NUMBER[1:], "مرحبا", phone=NUMBER)
        async with front.desk() as desk:
            heard.append((clock.now(), await desk.tx.people.heard_at("whatsapp", f"whatsapp:{NUMBER}")))
        clock.move(HOUR)

    assert [noted for _, noted in heard] == [at for at, _ in heard]
    assert heard[0] != heard[1]


async def test_elsewhere_nobody_counts_the_hours(front: Front) -> None:
    await front.says("هند", Text("مرحبا"))

    async with front.desk() as desk:
        assert await desk.tx.people.heard_at("telegram", "هند") is None
