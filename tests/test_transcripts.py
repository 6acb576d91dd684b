"""Whole chats, as people read them: each file is replayed and must come out as it stands.

JALSA_TRANSCRIPTS=write pytest tests/test_transcripts.py     writes them anew: read the difference before you commit it
"""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.clock import MovableClock
from bot.config import Settings, Web
from bot.windows import WINDOWS
from tests.chat.meaning import DETOURS, differences, is_asked
from tests.chat.people import TEAM, people, screens_of, strangers
from tests.chat.replay import RIYADH, replay
from tests.chat.script import read
from tests.chat.world import World

HERE = Path(__file__).parent / "transcripts"
FILES = sorted(HERE.glob("*/*.chat"))


def channels_of(script: str) -> tuple[str, ...]:
    """The channels named in the first line («# telegram, web: …»)."""
    return _names(script)[0]


def providers_of(script: str) -> tuple[str, ...]:
    """The payment providers named there («# telegram; stripe, paypal: …»), beside those that everybody has."""
    return _names(script)[1]


def _names(script: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    channels, _, providers = script.splitlines()[0].removeprefix("#").partition(":")[0].partition(";")
    first, second = (
        tuple(name.strip() for name in names.split(",") if name.strip()) for names in (channels, providers)
    )
    return first, second


ALL = [(file, channel) for file in FILES for channel in channels_of(file.read_text("utf-8"))]
ALSO = [(file, on) for file, on in ALL if on == "whatsapp" != channels_of(file.read_text("utf-8"))[0]]
"""The chats that were written on another channel, and go there as well."""

CASES = [case for case in ALL if case not in ALSO]
MOST_PAID_FOR = {"whatsapp-first-booking": (8,), "whatsapp-returning": (8, 4)}
"""Messages that each booking of a transcript may cost on WhatsApp."""


@pytest.fixture
async def world(request: pytest.FixtureRequest, database_url: str) -> AsyncIterator[World]:
    file, channel = request.param
    script = await asyncio.to_thread(file.read_text, "utf-8")
    everybody = people(channel)
    team = [everybody[name] for name in TEAM if name == "الكابتن" or f"{name}: " in script]
    settings = Settings(
        _env_file=None,
        database_url=database_url,
        owners=tuple(f"{one.channel}:{one.sender}" for one in team),
        encryption_keys="k1:" + "A" * 43 + "=",
        web=Web(mode="off"),
    )
    clock = MovableClock(datetime(2026, 11, 21, 9, 0, tzinfo=RIYADH))
    small_world = World(settings, clock, screens_of(channel), providers_of(script))
    await small_world.start()
    small_world.early = tuple(one for one in team if one.channel in WINDOWS)
    await small_world.greeted()
    yield small_world
    await small_world.close()


@pytest.mark.parametrize(
    ("file", "world"), [(case[0], case) for case in CASES], indirect=["world"], ids=[f"{f.stem}-{c}" for f, c in CASES]
)
async def test_a_chat_goes_as_it_is_written(file: Path, world: World) -> None:
    script = await asyncio.to_thread(file.read_text, "utf-8")
    channel = "+".join(world.channels)

    happened = await replay(world, read(script), people(channel))

    if os.environ.get("JALSA_TRANSCRIPTS") == "write":
        await asyncio.to_thread(file.write_text, happened, "utf-8")
    assert happened == script


@pytest.mark.parametrize(
    ("file", "world"), [(case[0], case) for case in ALSO], indirect=["world"], ids=[file.stem for file, _ in ALSO]
)
async def test_a_chat_means_the_same_on_whatsapp(file: Path, world: World) -> None:
    """It looks otherwise there: other forms, fewer messages, no question for what WhatsApp tells by itself."""
    script = await asyncio.to_thread(file.read_text, "utf-8")
    everybody = strangers(script)
    asked = (line for line in read(script) if is_asked(line, everybody))

    happened = await replay(world, asked, everybody, DETOURS)

    assert differences(script, happened, everybody) == []


@pytest.mark.parametrize(("name", "most"), MOST_PAID_FOR.items())
def test_a_booking_costs_few_messages(name: str, most: tuple[int, ...]) -> None:
    """The transcript above says how many they were."""
    script = (HERE / "ar" / f"{name}.chat").read_text("utf-8")

    counts = [int(number) for number in re.findall(r"^    رسائل مدفوعة إلى .*: (\d+)$", script, re.MULTILINE)]

    assert all(0 < count <= limit for count, limit in zip(counts, most, strict=True))
