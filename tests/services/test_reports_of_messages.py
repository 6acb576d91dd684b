"""What is reported of messages: late and repeated reports, what did not arrive, what was said and for how long."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from booking.people import OWNER, Client
from bot.channels.twilio_states import further
from bot.jobs.clock import HEARD_OF
from bot.messages import Choice, Deliver, Outgoing, Voice, say
from bot.services.deliveries import Report, reported
from bot.services.notices import packed
from storage.rows import SentMessage
from storage.uow import Storage
from tests.jobs.shop import SECOND, Shop, riyadh

PHONE, COACHS_PHONE = "+966501111111", "+966502222222"
ADDRESS = f"whatsapp:{PHONE}"
RUNNING = ("whatsapp", "telegram", "sms", "email", "web")
CARD = Outgoing((say("told-confirmed"),), ((Choice("do:mybookings", "حجوزاتي"),),))
decode = msgspec.json.Decoder(Deliver).decode


@pytest.fixture(autouse=True)
async def noura(shop: Shop) -> Client:
    """Reached on WhatsApp, by SMS and by e-mail."""
    async with shop.desk() as desk:
        known: dict[str, Any] = {"name": "نورة", "language": "ar", "timezone": "Asia/Riyadh", "now": desk.now}
        client = await desk.tx.people.register("whatsapp", PHONE[1:], ADDRESS, phone=PHONE, **known)
        return await desk.tx.people.save(client.client_id, now=desk.now, email="noura@example.org")


async def sent(
    shop: Shop, *ids: str, to: str = ADDRESS, purpose: str = "confirmed", booking_id: int | None = None
) -> None:
    """A card has been sent, in so many messages as it has ids."""
    channel = "whatsapp" if to.startswith("whatsapp:") else "sms"
    async with shop.desk() as desk:
        payload, now = packed(Deliver(CARD, Voice(), edit="1", answer="2")), desk.now
        about: dict[str, Any] = {"purpose": purpose, "booking_id": booking_id, "due_at": now, "now": now}
        errand = await desk.tx.outbox.put(channel, to, "deliver", payload, **about)
        await desk.tx.sent.follow(errand, " ".join(ids), now)
        await desk.tx.outbox.done(errand, " ".join(ids), now)


async def reports(shop: Shop, *states: str, of: str = "SM1", error: str = "", channel: str = "whatsapp") -> None:
    """The channel's reports come in, each by itself."""
    for state in states:
        async with shop.desk() as desk:
            await reported(desk, Report(channel, of, state, error), RUNNING, further)


async def on_its_way(shop: Shop) -> list[tuple[str, str]]:
    """What is to be said to whom, the warnings to the team apart; all of it is then taken as said."""
    found = []
    async with shop.storage.begin() as tx:
        while rows := await tx.outbox.claim(shop.clock.now(), limit=50, lease=SECOND):
            found += [(row.channel, row.address) for row in rows if row.purpose != "channel_warning"]
            for row in rows:
                await tx.outbox.done(row.id, "", shop.clock.now())
    return found


async def as_it_stands(storage: Storage, provider_id: str = "SM1", channel: str = "whatsapp") -> SentMessage:
    async with storage.begin() as tx:
        found = await tx.sent.get(channel, provider_id)
    assert found is not None
    return found


# ---------------------------------------------------------------------------------------------------- late, repeated


@pytest.mark.parametrize(
    ("heard", "ends"),
    [
        ("queued sent delivered read", "read"),
        ("read delivered sent queued", "read"),
        ("sent sent delivered delivered", "delivered"),
        ("delivered failed", "delivered"),
        ("failed delivered", "failed"),
        ("undelivered failed", "undelivered"),
        ("nonsense", "sent"),
    ],
)
async def test_late_and_repeated_reports_change_nothing(shop: Shop, heard: str, ends: str) -> None:
    await sent(shop, "SM1")

    await reports(shop, *heard.split())

    assert (await as_it_stands(shop.storage)).state == ends


async def test_what_we_never_sent_is_nobodys(shop: Shop) -> None:
    await reports(shop, "failed", error="63016")

    assert await on_its_way(shop) == []
    assert shop.told("coach") == []


async def test_what_arrived_and_is_then_reported_lost_was_said(shop: Shop) -> None:
    await sent(shop, "SM1")

    await reports(shop, "delivered", "failed", error="63016")

    assert await on_its_way(shop) == []


# -------------------------------------------------------------------------------------------------------------- lost


async def test_what_did_not_arrive_is_said_elsewhere_once(shop: Shop) -> None:
    await sent(shop, "SM1")

    await reports(shop, "failed", "failed", "undelivered", error="63016")

    async with shop.storage.begin() as tx:
        rows = await tx.outbox.claim(shop.clock.now(), limit=50, lease=SECOND)
    again = [row for row in rows if row.channel == "sms"]
    assert [(row.address, row.purpose) for row in again] == [(PHONE, "confirmed")]
    assert decode(again[0].payload) == Deliver(CARD, Voice())
    assert [row.address for row in rows if row.purpose == "channel_warning"] == ["coach"]


async def test_of_several_messages_the_last_has_all_that_was_said(shop: Shop) -> None:
    await sent(shop, "SM1", "SM2")

    await reports(shop, "failed", of="SM1", error="63016")
    await reports(shop, "failed", of="SM2", error="63016")

    assert await on_its_way(shop) == [("sms", PHONE)]


@pytest.mark.parametrize(("error", "dead"), [("63024", True), ("63003", True), ("63016", False), ("30008", False)])
async def test_who_is_not_on_whatsapp_is_marked(shop: Shop, noura: Client, error: str, dead: bool) -> None:
    await sent(shop, "SM1")

    await reports(shop, "undelivered", error=error)

    async with shop.desk() as desk:
        (identity,) = await desk.tx.people.identities(noura.client_id)
    assert identity.is_dead is dead
    assert await on_its_way(shop) == [("sms", PHONE)]


async def test_an_answer_that_did_not_arrive_is_said_nowhere_else(shop: Shop) -> None:
    await sent(shop, "SM1", purpose="")

    await reports(shop, "failed", error="63016")

    assert await on_its_way(shop) == []


async def test_the_team_hears_of_losses_once_a_day(shop: Shop) -> None:
    for name in ("SM1", "SM2"):
        await sent(shop, name)
        await reports(shop, "failed", of=name, error="63016")

    await shop.worker.drain()

    assert shop.told("coach") == ["channel-messages-lost"]


# --------------------------------------------------------------------------------------------------------------- sms


async def test_after_a_text_that_did_not_arrive_comes_the_letter(shop: Shop, noura: Client) -> None:
    booking = await shop.held(riyadh(24, 17), "layla")
    async with shop.desk() as desk:
        await desk.tx.links.merge(booking.client_id, noura.client_id)
    await sent(shop, "SM1", to=PHONE, booking_id=booking.booking_id)

    await reports(shop, "undelivered", error="30008", channel="sms")

    assert await on_its_way(shop) == [("email", "noura@example.org")]


async def test_a_text_to_the_team_never_reaches_the_client_of_the_booking(shop: Shop, noura: Client) -> None:
    booking = await shop.held(riyadh(24, 17), "layla")
    async with shop.desk() as desk:
        await desk.tx.links.merge(booking.client_id, noura.client_id)
        coach = await desk.tx.people.grant("web", "coach", OWNER, now=desk.now)
        reached = {"phone": COACHS_PHONE, "phone_verified": True, "email": "coach@example.org"}
        await desk.tx.people.save(coach.client_id, now=desk.now, **reached)
    await sent(shop, "SM1", to=COACHS_PHONE, purpose="booking_card", booking_id=booking.booking_id)

    await reports(shop, "undelivered", error="30008", channel="sms")

    assert await on_its_way(shop) == [("email", "coach@example.org")]


async def test_the_text_of_somebody_whose_number_is_another_now_goes_nowhere(shop: Shop) -> None:
    booking = await shop.held(riyadh(24, 17), "layla")
    await sent(shop, "SM1", to=PHONE, booking_id=booking.booking_id)

    await reports(shop, "undelivered", error="30008", channel="sms")

    assert await on_its_way(shop) == []


# ------------------------------------------------------------------------------------------------- what was said


@pytest.mark.parametrize(
    ("state", "kept"), [("queued", True), ("delivered", False), ("read", False), ("failed", False)]
)
async def test_what_was_said_is_kept_until_it_has_arrived(shop: Shop, state: str, kept: bool) -> None:
    await sent(shop, "SM1")

    await reports(shop, state)

    assert bool((await as_it_stands(shop.storage)).errand) is kept


async def test_what_nobody_hears_of_is_forgotten_after_three_days(shop: Shop) -> None:
    await sent(shop, "SM1")
    shop.clock.move(HEARD_OF)
    await shop.tick()
    before = await as_it_stands(shop.storage)
    shop.clock.move(SECOND)

    await shop.tick()
    await reports(shop, "failed", error="63016")

    assert before.errand
    assert (await as_it_stands(shop.storage)).errand == b""
    assert await on_its_way(shop) == []
