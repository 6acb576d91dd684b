"""What WhatsApp takes no more is said by a template, or where else the person can be reached; on both databases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from booking.people import OWNER, Client
from bot.channels.base import Gone, WindowClosed
from bot.jobs.deliver import deliver_by
from bot.jobs.worker import Worker
from bot.messages import Brief, Choice, Deliver, Outgoing, Voice, say
from bot.services.notices import packed, tell_client, tell_staff
from bot.windows import WINDOWS
from storage.rows import Identity, Person
from tests.jobs.shop import DAY, SECOND, Shop, riyadh
from tests.standins.memory_channel import MemoryChannel

PHONE, OTHER_PHONE = "+966501111111", "+966502222222"
ADDRESS, OTHER_ADDRESS = f"whatsapp:{PHONE}", f"whatsapp:{OTHER_PHONE}"
EMAIL = "noura@example.org"
DAY_OF_WHATSAPP = WINDOWS["whatsapp"]
NOTICE = Outgoing((say("told-confirmed"),))


@dataclass
class WhatsApp(MemoryChannel):
    """With templates, which may not be approved. `briefs` is what was said by one, by address."""

    name: str = "whatsapp"
    approved: bool = True
    briefs: list[tuple[str, str]] = field(default_factory=list)

    async def deliver_template(self, address: str, brief: Brief, voice: Voice) -> str:  # noqa: ARG002 - the interface's
        if not self.approved:
            raise WindowClosed("no such template")
        self.briefs.append((address, brief.said.id))
        return f"template-{len(self.briefs)}"


@dataclass
class Town:
    """Noura writes on WhatsApp, and has an e-mail address; the coach is reached in the web chat."""

    shop: Shop
    whatsapp: WhatsApp = field(default_factory=WhatsApp)
    noura: Client = field(init=False)

    def __post_init__(self) -> None:
        others = [MemoryChannel(name) for name in ("telegram", "sms", "email")]
        self.running = {channel.name: channel for channel in (self.whatsapp, self.shop.channel, *others)}
        jobs = {"deliver": deliver_by(self.shop.make_desk)}
        self.worker = Worker(self.shop.storage, self.shop.clock, self.running, jobs)

    async def open(self) -> None:
        async with self.shop.desk() as desk:
            known: dict[str, Any] = {"name": "نورة", "language": "ar", "timezone": "Asia/Riyadh", "now": desk.now}
            self.noura = await desk.tx.people.register("whatsapp", PHONE[1:], ADDRESS, phone=PHONE, **known)
            await desk.tx.conversations.create("whatsapp", ADDRESS, self.noura.client_id, desk.now)
        await self.writes()
        await self.knows(email=EMAIL)

    async def writes(self, address: str = ADDRESS) -> None:
        async with self.shop.desk() as desk:
            await desk.tx.people.heard("whatsapp", address, desk.now)

    async def knows(self, **changes: Any) -> None:
        async with self.shop.desk() as desk:
            self.noura = await desk.tx.people.save(self.noura.client_id, now=desk.now, **changes)

    async def is_also_at(self, channel: str, address: str) -> None:
        async with self.shop.desk() as desk:
            await desk.tx.people.import_([Person(channel=channel, external_id=address)], now=desk.now)
            other = await desk.tx.people.by_identity(channel, address)
            assert other is not None
            await desk.tx.links.merge(other.client_id, self.noura.client_id)

    async def identities(self) -> dict[str, Identity]:
        async with self.shop.desk() as desk:
            return {one.address: one for one in await desk.tx.people.identities(self.noura.client_id)}

    async def is_told(self, card: Outgoing = NOTICE, *, purpose: str = "confirmed", booked: bool = True) -> None:
        """Noura is told something, of a booking of hers if `booked`, and all of it goes out."""
        booking = await self.shop.held(riyadh(24, 17)) if booked else None
        async with self.shop.desk() as desk:
            number = booking.booking_id if booking else None
            await tell_client(desk, self.noura.client_id, lambda _c, _v: card, purpose=purpose, booking_id=number)
        await self.worker.drain()

    async def is_answered(self) -> None:
        """An answer of ours, which nobody is told of but who asked."""
        async with self.shop.desk() as desk:
            payload = packed(Deliver(NOTICE, Voice()))
            await desk.tx.outbox.put("whatsapp", ADDRESS, "deliver", payload, due_at=desk.now, now=desk.now)
        await self.worker.drain()

    def heard(self) -> dict[str, list[str]]:
        """What arrived by channel: at which addresses. The coach's chat is left out."""
        found = {name: [to for to, _ in channel.delivered if to != "coach"] for name, channel in self.running.items()}
        return {name: where for name, where in found.items() if where}

    def warnings(self) -> list[str]:
        return [line for line in self.shop.told("coach") if line.startswith("channel-")]


@pytest.fixture
async def town(shop: Shop) -> Town:
    """Noura has written this very moment, and everything is approved."""
    town = Town(shop)
    await town.open()
    await town.is_also_at("web", "noura")  # under which the shop makes her bookings
    async with shop.desk() as desk:
        await desk.tx.people.mark_dead("web", "noura", dead=True)
    return town


# -------------------------------------------------------------------------------------------------------- the window


async def test_within_a_day_a_notice_goes_in_its_own_words(town: Town) -> None:
    town.shop.clock.move(DAY_OF_WHATSAPP)

    await town.is_told()

    assert (town.heard(), town.whatsapp.briefs) == ({"whatsapp": [ADDRESS]}, [])


async def test_after_a_day_it_goes_by_its_template(town: Town) -> None:
    town.shop.clock.move(DAY_OF_WHATSAPP + SECOND)

    await town.is_told()

    assert (town.heard(), town.whatsapp.briefs) == ({}, [(ADDRESS, "brief-confirmed")])
    assert town.warnings() == []


async def test_who_writes_again_opens_the_window_again(town: Town) -> None:
    town.shop.clock.move(DAY)
    await town.writes()
    town.shop.clock.move(DAY_OF_WHATSAPP)

    await town.is_told()

    assert town.whatsapp.first_lines(ADDRESS) == ["told-confirmed"]


async def test_an_owner_who_never_wrote_is_told_by_template(town: Town) -> None:
    booking = await town.shop.held(riyadh(24, 17))
    async with town.shop.desk() as desk:
        await desk.tx.people.grant("whatsapp", OTHER_PHONE[1:], OWNER, now=desk.now, address=OTHER_ADDRESS)
        await tell_staff(desk, lambda _c, _v: NOTICE, purpose="booking_card", booking_id=booking.booking_id)

    await town.worker.drain()

    assert town.whatsapp.briefs == [(OTHER_ADDRESS, "brief-coach-booking")]


async def test_a_coach_who_was_silent_for_a_day_gets_the_morning_by_template(town: Town) -> None:
    async with town.shop.desk() as desk:
        await desk.tx.people.grant("whatsapp", OTHER_PHONE[1:], OWNER, now=desk.now, address=OTHER_ADDRESS)
        await tell_staff(desk, lambda _c, _v: NOTICE, purpose="brief")

    await town.worker.drain()

    assert town.whatsapp.briefs == [(OTHER_ADDRESS, "brief-coach-day")]


# ----------------------------------------------------------------------------------------------------- somewhere else


async def nothing(_town: Town) -> None:
    pass


async def on_telegram(town: Town) -> None:
    await town.is_also_at("telegram", "77")


async def on_dead_telegram(town: Town) -> None:
    await on_telegram(town)
    async with town.shop.desk() as desk:
        await desk.tx.people.mark_dead("telegram", "77", dead=True)


async def on_telegram_that_is_off(town: Town) -> None:
    await on_telegram(town)
    del town.running["telegram"]


async def letters_first(town: Town) -> None:
    await town.knows(other_ways=("email", "sms"))


async def nowhere_else(town: Town) -> None:
    await town.knows(other_ways=())


async def without_sms(town: Town) -> None:
    del town.running["sms"]


async def typed_phone(town: Town) -> None:
    await town.knows(phone_verified=False)


async def nothing_known(town: Town) -> None:
    await town.knows(phone_verified=False, email="")


async def with_a_page(town: Town) -> None:
    async with town.shop.desk() as desk:
        await desk.tx.people.mark_dead("web", "noura", dead=False)


async def with_nothing_but_a_page(town: Town) -> None:
    await with_a_page(town)
    await nothing_known(town)


REACHED = [
    (with_a_page, {"sms": [PHONE]}),
    (with_nothing_but_a_page, {"web": ["noura"]}),
    (on_telegram, {"telegram": ["77"]}),
    (on_dead_telegram, {"sms": [PHONE]}),
    (on_telegram_that_is_off, {"sms": [PHONE]}),
    (nothing, {"sms": [PHONE]}),
    (letters_first, {"email": [EMAIL]}),
    (nowhere_else, {}),
    (without_sms, {"email": [EMAIL]}),
    (typed_phone, {"email": [EMAIL]}),
    (nothing_known, {}),
]


@pytest.mark.parametrize(("arranged", "reached"), REACHED, ids=lambda value: getattr(value, "__name__", ""))
async def test_without_a_template_the_next_way_is_taken_at_once(
    town: Town, arranged: Callable[[Town], Any], reached: dict[str, list[str]]
) -> None:
    await arranged(town)
    town.whatsapp.approved = False
    town.shop.clock.move(DAY)

    await town.is_told()

    assert town.heard() == reached
    assert not (await town.identities())[ADDRESS].is_dead


async def test_a_notice_that_no_template_says_goes_elsewhere(town: Town) -> None:
    town.shop.clock.move(DAY)

    await town.is_told(purpose="news", booked=False)

    assert (town.heard(), town.whatsapp.briefs) == ({"sms": [PHONE]}, [])


async def test_a_window_that_only_whatsapp_knows_to_be_closed_is_closed(town: Town) -> None:
    town.whatsapp.trouble[ADDRESS].append(WindowClosed("63016"))

    await town.is_told()

    assert town.heard() == {"sms": [PHONE]}


async def test_two_numbers_of_one_person_do_not_pass_it_to_and_fro(town: Town) -> None:
    await town.is_also_at("whatsapp", OTHER_ADDRESS)
    town.whatsapp.approved = False
    town.shop.clock.move(DAY)

    await town.is_told()

    assert town.heard() == {"sms": [PHONE]}


async def test_a_question_asked_here_does_not_count_as_asked_there(town: Town) -> None:
    await on_telegram(town)
    town.whatsapp.trouble[ADDRESS].append(WindowClosed("63016"))

    await town.is_told(Outgoing((say("told-confirmed"),), ((Choice("yes", "نعم"),),), turn=3))

    assert [card.turn for card in town.running["telegram"].cards("77")] == [0]


async def test_an_answer_that_comes_too_late_is_said_nowhere_else(town: Town) -> None:
    await on_telegram(town)
    town.shop.clock.move(DAY)

    await town.is_answered()

    assert (town.heard(), town.warnings()) == ({}, [])


# -------------------------------------------------------------------------------------------------- nobody there


async def test_who_is_not_on_whatsapp_any_more_is_told_elsewhere_and_remembered(town: Town) -> None:
    town.whatsapp.trouble[ADDRESS].append(Gone("63024"))

    await town.is_told()

    assert town.heard() == {"sms": [PHONE]}
    assert (await town.identities())[ADDRESS].is_dead
    assert town.warnings() == []


async def test_an_answer_to_who_has_left_is_said_nowhere_else(town: Town) -> None:
    await on_telegram(town)
    town.whatsapp.trouble[ADDRESS].append(Gone("63024"))

    await town.is_answered()

    assert town.heard() == {}
    assert (await town.identities())[ADDRESS].is_dead


async def test_after_a_text_that_is_refused_at_once_comes_the_letter(town: Town) -> None:
    town.whatsapp.trouble[ADDRESS].append(Gone("63024"))
    town.running["sms"].trouble[PHONE].append(Gone("21610"))

    await town.is_told()

    assert town.heard() == {"email": [EMAIL]}


# --------------------------------------------------------------------------------------------------------- the team


async def test_the_team_is_warned_once_a_day(town: Town) -> None:
    town.whatsapp.approved = False
    town.shop.clock.move(DAY)

    for _ in range(3):
        await town.is_told(purpose="news", booked=False)
    first = town.warnings()
    town.shop.clock.move(DAY)
    for _ in range(2):
        await town.is_told(purpose="news", booked=False)

    assert (first, town.warnings()) == (["channel-window-closed"], ["channel-window-closed"])


async def test_a_warning_that_itself_finds_the_window_closed_ends_there(town: Town) -> None:
    async with town.shop.desk() as desk:
        await desk.tx.people.grant("whatsapp", OTHER_PHONE[1:], OWNER, now=desk.now, address=OTHER_ADDRESS)
    town.shop.clock.move(timedelta(days=2))

    await town.is_told(purpose="news", booked=False)

    assert town.warnings() == ["channel-window-closed"]
    assert town.heard() == {"sms": [PHONE]}
