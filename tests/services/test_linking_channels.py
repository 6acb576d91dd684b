"""One person on two channels: what a code is good for, and what becomes one; on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from booking.people import OWNER, Client, Permission
from booking.status import PaymentMethod, Status
from bot.clock import MovableClock
from bot.conversations.commands import HoldSlot, Submit
from bot.messages import Body, Command, Incoming, Outgoing, Tap, Text
from bot.services.linking import GOOD_FOR, TRIES
from bot.services.owners import grant
from storage.uow import Storage
from tests.conversations.answers import HEALTH, SUNDAY_FIVE, ids, values
from tests.services.front import Front

NOURA, PHONE = "نورة", "+966501111111"
ADDRESS = f"whatsapp:{PHONE}"
SECOND = timedelta(seconds=1)
TO_REVIEW = ("do:book", "type:2", "right", "d:2026-11-22", "t:2026-11-22T14:00Z", "online", "no", "no")


@pytest.fixture
async def front(storage: Storage, clock: MovableClock) -> Front:
    """Noura is known on Telegram."""
    front = Front(storage, clock)
    await front.open(NOURA)
    return front


async def writes(front: Front, body: Body, *, phone: str = PHONE) -> list[Outgoing]:
    """Somebody writes on WhatsApp; what leaves for them."""
    address = f"whatsapp:{phone}"
    number = f"SM{next(front.updates)}"
    await front.reception.receive(Incoming("whatsapp", number, phone[1:], address, body, name="نورة", phone=phone))
    return [card for errand in (await front.sent())[address] if (card := errand.card)]


async def code(front: Front) -> str:
    """What Noura is shown on Telegram to copy."""
    card, *_question = await front.says(NOURA, Command("link"))
    (item,) = card.copy
    assert ids(card) == ["link-code", "link-code-good"]
    return item.text


async def on_whatsapp(front: Front, phone: str = PHONE) -> Client:
    """Who is known there now."""
    async with front.desk() as desk:
        client = await desk.tx.people.by_identity("whatsapp", phone[1:])
    assert client is not None
    return client


async def changed(front: Front, client: Client, **changes: Any) -> Client:
    async with front.desk() as desk:
        return await desk.tx.people.save(client.client_id, now=desk.now, **changes)


def first(cards: list[Outgoing]) -> str:
    return ids(cards[0])[0]


# ---------------------------------------------------------------------------------------------------------- the code


async def test_a_code_written_elsewhere_makes_both_one(front: Front) -> None:
    said = await writes(front, Text(await code(front)))

    assert first(said) == "link-done"
    assert (await on_whatsapp(front)).client_id == front.clients[NOURA].client_id
    async with front.desk() as desk:
        known = await desk.tx.people.identities(front.clients[NOURA].client_id)
    assert {(one.channel, one.address) for one in known} == {("telegram", NOURA), ("whatsapp", ADDRESS)}


async def test_a_code_is_good_once(front: Front) -> None:
    shown = await code(front)
    await writes(front, Text(shown))

    said = await writes(front, Text(shown), phone="+966502222222")

    assert first(said) == "refused-link"


@pytest.mark.parametrize(("after", "answer"), [(GOOD_FOR - SECOND, "link-done"), (GOOD_FOR, "refused-link")])
async def test_a_code_is_good_for_ten_minutes(front: Front, after: timedelta, answer: str) -> None:
    shown = await code(front)
    front.clock.move(after)

    assert first(await writes(front, Text(shown))) == answer


async def test_a_new_code_ends_the_one_before_it(front: Front) -> None:
    before, now = await code(front), await code(front)

    assert first(await writes(front, Text(before))) == "refused-link"
    assert first(await writes(front, Text(now))) == "link-done"


async def test_ones_own_code_links_nothing(front: Front) -> None:
    (card,) = await front.says(NOURA, Text(await code(front)))

    assert ids(card)[0] == "refused-link-own"


async def test_five_codes_an_hour_may_be_tried(front: Front) -> None:
    shown = await code(front)
    wrong = "ربط 00000000" if shown != "ربط 00000000" else "ربط 11111111"

    tried = [first(await writes(front, Text(wrong))) for _ in range(TRIES)]
    too_often = first(await writes(front, Text(shown)))
    front.clock.move(timedelta(hours=1))
    later = first(await writes(front, Text(await code(front))))

    assert tried == ["refused-link"] * TRIES
    assert (too_often, later) == ("refused-link-often", "link-done")


# ---------------------------------------------------------------------------------------------------- what becomes one


async def booked_on_whatsapp(front: Front) -> int:
    """A booking in cash with health answers, made on WhatsApp; its number."""
    await writes(front, Text("مرحبا"))
    front.clients["جوال"] = await on_whatsapp(front)
    held = await front.does("جوال", HoldSlot(2, SUNDAY_FIVE, "in_person"))
    async with front.desk() as desk:
        await desk.tx.bookings.save_health(held.booking_id, held.client_id, HEALTH, desk.now)
    await front.does("جوال", Submit(held.booking_id, PaymentMethod.CASH, meeting_type="in_person"))
    await front.sent()
    return int(held.booking_id)


async def links_for_sure(front: Front) -> None:
    """Writes Noura's code on WhatsApp, and says that it is hers."""
    shown = await code(front)
    assert first(await writes(front, Text(shown))) == "link-sure"
    assert first(await writes(front, Tap(f"do:link:{shown.split()[1]}:sure"))) == "link-done"


async def test_who_has_bookings_shares_nothing_before_saying_that_the_code_is_theirs(front: Front) -> None:
    number = await booked_on_whatsapp(front)

    asked = await writes(front, Text(await code(front)))
    await writes(front, Tap("do:menu"))

    assert first(asked) == "link-sure"
    assert await front.bookings(NOURA) == ()
    async with front.desk() as desk:
        booking = await desk.tx.bookings.get(number)
    assert booking is not None
    assert booking.client_id == (await on_whatsapp(front)).client_id


async def test_a_wrong_code_is_refused_whatever_there_is_to_share(front: Front) -> None:
    await booked_on_whatsapp(front)

    assert first(await writes(front, Text("ربط 00000000"))) == "refused-link"


async def test_bookings_and_their_orders_are_hers_afterwards(front: Front) -> None:
    number = await booked_on_whatsapp(front)

    await links_for_sure(front)

    (booking,) = await front.bookings(NOURA)
    async with front.desk() as desk:
        order = await desk.tx.payments.order_of(number)
    assert booking.booking_id == number
    assert order is not None
    assert order.client_id == front.clients[NOURA].client_id
    listed = await front.says(NOURA, Command("mybookings"))
    assert f"do:mybooking:{number}" in [value for card in listed for value in values(card)]


async def test_health_answers_can_still_be_read_and_go_when_she_is_erased(front: Front) -> None:
    number = await booked_on_whatsapp(front)
    noura = front.clients[NOURA].client_id

    await links_for_sure(front)

    async with front.desk() as desk:
        assert await desk.tx.bookings.health(number, noura) == HEALTH
        assert await desk.tx.bookings.last_health(noura) == HEALTH
        await desk.tx.people.erase(noura, desk.now)
        assert await desk.tx.bookings.health(number, noura) is None


async def test_who_runs_the_business_is_not_talked_into_sharing_it(front: Front) -> None:
    async with front.desk() as desk:
        await grant(desk.tx, ADDRESS, desk.now)

    await writes(front, Text(await code(front)))

    assert (await on_whatsapp(front)).permissions == OWNER
    assert "coach-none-pending" not in ids((await front.says(NOURA, Command("pending")))[-1])


async def test_a_helper_does_not_become_an_owner_by_a_code(front: Front) -> None:
    async with front.desk() as desk:
        await grant(desk.tx, ADDRESS, desk.now)
    await changed(front, front.clients[NOURA], permissions=frozenset({Permission.VIEW}))

    said = await writes(front, Text(await code(front)))

    assert first(said) == "refused-link-team"


async def test_a_code_that_links_nothing_stays_good(front: Front) -> None:
    shown = await code(front)
    await front.says(NOURA, Text(shown))  # in the chat that it came from

    assert first(await writes(front, Text(shown))) == "link-done"


PROFILES: list[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = [
    (
        {"phone": "+966501234567"},
        {},
        {"phone": PHONE, "phone_verified": True},
    ),  # WhatsApp has verified it
    (
        {"phone": "+966501234567", "phone_verified": True},
        {},
        {"phone": "+966501234567", "phone_verified": True},
    ),
    ({"email": "old@example.org"}, {"email": "new@example.org"}, {"email": "old@example.org"}),
    ({}, {"email": "new@example.org"}, {"email": "new@example.org"}),
    ({}, {"reminders_on": False}, {"reminders_on": False}),
    ({"reminders_on": False}, {}, {"reminders_on": False}),
    ({"offers_on": False}, {"offers_on": True}, {"offers_on": False}),
    ({"language": "en"}, {}, {"language": "en"}),
    ({}, {"other_ways": ()}, {"other_ways": ()}),
]


@pytest.mark.parametrize(("kept", "gone", "then"), PROFILES)
async def test_of_two_profiles_the_shown_codes_is_kept_and_its_gaps_are_filled(
    front: Front, kept: dict[str, Any], gone: dict[str, Any], then: dict[str, Any]
) -> None:
    noura = await changed(front, front.clients[NOURA], **kept)
    await writes(front, Text("مرحبا"))
    await changed(front, await on_whatsapp(front), **gone)

    await writes(front, Text(await code(front)))

    phone = {"phone": PHONE, "phone_verified": True} if not noura.phone_verified else {}
    expected: dict[str, Any] = phone | then
    assert await on_whatsapp(front) == replace(noura, **expected)


# ------------------------------------------------------------------------------------------------- what was half done


async def test_a_booking_begun_on_telegram_is_finished_on_whatsapp(front: Front) -> None:
    await front.says(NOURA, Text("مرحبا"))
    await front.taps(NOURA, *TO_REVIEW)
    (held,) = await front.bookings(NOURA)

    (review,) = await writes(front, Text(await code(front)))
    said = await writes(front, Tap("pay:bank_transfer", review.turn))

    (booking,) = await front.bookings(NOURA)
    assert ids(review)[:2] == ["link-done", "review-title"]
    assert first(said) == "transfer-title"
    assert (booking.booking_id, booking.status) == (held.booking_id, Status.PENDING_PAYMENT)
    assert booking.payment_method is PaymentMethod.BANK_TRANSFER


async def test_what_was_finished_here_is_not_paid_for_again_there(front: Front) -> None:
    await front.says(NOURA, Text("مرحبا"))
    await front.taps(NOURA, *TO_REVIEW)
    asked = front.newest[NOURA].turn
    (review,) = await writes(front, Text(await code(front)))
    await writes(front, Tap("pay:cash", review.turn))
    (before,) = await front.bookings(NOURA)

    await front.says(NOURA, Tap("pay:bank_transfer", asked))

    assert await front.bookings(NOURA) == (before,)


async def test_what_is_open_here_stays_open(front: Front) -> None:
    await front.says(NOURA, Text("مرحبا"))
    await front.taps(NOURA, *TO_REVIEW)
    await writes(front, Text("مرحبا"))
    await writes(front, Tap("do:book", front.newest[ADDRESS].turn))

    (card,) = await writes(front, Text(await code(front)))

    assert ids(card)[:2] == ["link-done", "ask-consultation"]


async def test_with_nothing_half_done_comes_the_menu(front: Front) -> None:
    await front.says(NOURA, Text("مرحبا"))

    (card,) = await writes(front, Text(await code(front)))

    assert ids(card) == ["link-done", "menu-question"]


async def test_the_talk_goes_on_as_hers_after_the_link(front: Front) -> None:
    await writes(front, Text(await code(front)))

    (card,) = await writes(front, Text("مرحبا"))

    assert first([card]) == "menu-known"
    assert card.lines[0].args["name"] == NOURA


# ---------------------------------------------------------------------------------------------------------- the owner


async def test_an_owner_named_by_number_is_known_when_they_write(front: Front) -> None:
    async with front.desk() as desk:
        named = await grant(desk.tx, ADDRESS, desk.now)
        again = await grant(desk.tx, ADDRESS, desk.now)

    (card,) = await writes(front, Text("المعلّق"))

    assert (await on_whatsapp(front)).client_id == named.client_id == again.client_id
    assert ids(card) == ["coach-none-pending"]


async def test_any_other_owner_is_named_by_the_channels_own_id(front: Front) -> None:
    async with front.desk() as desk:
        named = await grant(desk.tx, "telegram:77", desk.now)
        (identity,) = await desk.tx.people.identities(named.client_id)

    assert (identity.channel, identity.external_id, identity.address) == ("telegram", "77", "77")
