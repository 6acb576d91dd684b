"""Whole chats, as people read them: each file is replayed and must come out as it stands.

JALSA_TRANSCRIPTS=write pytest tests/test_transcripts.py     writes them anew: read the difference before you commit it
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from bot.clock import MovableClock
from bot.config import Settings, Web
from tests.chat.replay import RIYADH, replay
from tests.chat.script import read
from tests.chat.world import Person, Screens, World

HERE = Path(__file__).parent / "transcripts"
FILES = sorted(HERE.glob("*/*.chat"))


def channels_of(script: str) -> tuple[str, ...]:
    """The channels named in the first line («# telegram, web: …»)."""
    names = script.splitlines()[0].removeprefix("#").partition(":")[0]
    return tuple(name.strip() for name in names.split(","))


CASES = [(file, channel) for file in FILES for channel in channels_of(file.read_text("utf-8"))]


def people(channel: str) -> dict[str, Person]:
    return {
        "نورة": Person(channel, "1001", "نورة"),
        "سالم": Person(channel, "1002", "Salem"),
        "Sara": Person(channel, "1003", "Sara", language="en"),
        "الكابتن": Person(channel, "coach", "طه"),
        "مساعد": Person(channel, "assistant", "خالد"),
    }


@pytest.fixture
async def world(request: pytest.FixtureRequest, database_url: str) -> AsyncIterator[World]:
    file, channel = request.param
    team = ("coach", "assistant") if "مساعد: " in await asyncio.to_thread(file.read_text, "utf-8") else ("coach",)
    settings = Settings(
        _env_file=None,
        database_url=database_url,
        owners=tuple(f"{channel}:{name}" for name in team),
        encryption_keys="k1:" + "A" * 43 + "=",
        web=Web(mode="off"),
    )
    clock = MovableClock(datetime(2026, 11, 21, 9, 0, tzinfo=RIYADH))
    small_world = World(settings, clock, {channel: Screens(channel)})
    await small_world.start()
    yield small_world
    await small_world.close()


@pytest.mark.parametrize(
    ("file", "world"), [(case[0], case) for case in CASES], indirect=["world"], ids=[f"{f.stem}-{c}" for f, c in CASES]
)
async def test_a_chat_goes_as_it_is_written(file: Path, world: World) -> None:
    script = await asyncio.to_thread(file.read_text, "utf-8")

    happened = await replay(world, list(read(script)), people(next(iter(world.channels))))

    if os.environ.get("JALSA_TRANSCRIPTS") == "write":
        await asyncio.to_thread(file.write_text, happened, "utf-8")
    assert happened == script
