"""The command menus: what each person is offered, and how an owner who comes late gets theirs."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from pydantic import SecretStr

from bot.channels.telegram import TelegramChannel
from bot.channels.telegram_commands import CLIENT, COACH
from bot.config import Telegram
from bot.messages import Deliver, Outgoing, Say, Voice
from tests.standins.telegram import TelegramStandIn

CARD = Deliver(Outgoing((Say("command-book"),)), Voice())


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramStandIn]:
    async with TelegramStandIn() as server:
        yield server


@pytest.fixture
async def channel(telegram: TelegramStandIn) -> AsyncIterator[TelegramChannel]:
    made = TelegramChannel(Telegram(token=SecretStr(telegram.token), api_url=telegram.url))
    yield made
    await made.close()


async def test_the_coachs_commands_are_shown_to_owners_alone_in_both_languages(
    channel: TelegramChannel, telegram: TelegramStandIn
) -> None:
    await telegram.person(77, "نورة").types("/start")

    await channel.set_commands(["77"])

    named = {key: [item["command"] for item in menu] for key, menu in telegram.commands.items()}
    assert named == {
        (scope, language): list(commands)
        for scope, commands in (("default", CLIENT), ("77", COACH | CLIENT))
        for language in ("", "ar", "en")
    }
    assert telegram.commands["default", "en"][1]["description"] == "Book a consultation"
    assert telegram.commands["default", ""][1]["description"] == "حجز استشارة جديدة"


async def test_an_owner_who_never_wrote_does_not_stop_the_menus_of_others(
    channel: TelegramChannel, telegram: TelegramStandIn
) -> None:
    await telegram.person(77, "نورة").types("/start")

    await channel.set_commands(["4242", "77"])

    assert {scope for scope, _ in telegram.commands} == {"default", "77"}


async def test_an_owner_who_wrote_later_has_the_coachs_menu_with_the_first_answer(
    channel: TelegramChannel, telegram: TelegramStandIn
) -> None:
    coach = telegram.person(4242, "الكابتن")
    await channel.set_commands(["4242"])
    await coach.types("/start")

    for _ in range(2):
        await channel.deliver("4242", CARD)

    assert [item["command"] for item in telegram.commands["4242", ""]] == list(COACH | CLIENT)
    assert len(telegram.called("setMyCommands")) == 3 + 1 + 3


async def test_a_menu_that_fails_again_does_not_spoil_the_answer(
    channel: TelegramChannel, telegram: TelegramStandIn
) -> None:
    coach = telegram.person(4242, "الكابتن")
    await channel.set_commands(["4242"])
    await coach.types("/start")
    telegram.fail("setMyCommands", 502)

    shown = await channel.deliver("4242", CARD)
    await channel.deliver("4242", CARD)

    assert shown == str(coach.cards[0].id)
    assert ("4242", "ar") in telegram.commands
