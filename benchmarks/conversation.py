"""The six-step booking as Telegram updates: ours, each update committed (SQLite, synchronous=FULL) before it counts as
handled and each reply delivered, beside python-telegram-bot's own ConversationHandler in memory. CPU time, interleaved.

    python -m benchmarks.conversation [--bookings 20] [--rounds 7]

Both sides start from the update's JSON and speak through the same transport, which answers at once without a network.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count, islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from telegram import Update

from benchmarks import peer
from benchmarks.telegram import Canned, tapped, typed
from bot.app import Program
from bot.channels.telegram import TelegramChannel, parse
from bot.channels.telegram_api import Api
from bot.clock import MovableClock
from bot.config import Settings, Telegram, Web
from storage.crypto import new_key

LIMIT = 4.0
"""The most that a committed turn may cost, in turns of the peer."""


class Ours:
    """The program with a Telegram channel over the canned transport."""

    def __init__(self, folder: Path) -> None:
        self.canned = Canned()
        channel = TelegramChannel(Telegram(token="1:ours"))  # noqa: S106 - there is no such bot
        channel.api = Api("1:ours", request=self.canned, get_updates_request=Canned())
        settings = Settings(
            _env_file=None,
            database_url=f"sqlite+aiosqlite:///{folder / 'bench.db'}",
            encryption_keys=new_key(),
            owners=("telegram:1",),
            web=Web(mode="off"),
        )
        clock = MovableClock(datetime(2026, 11, 21, 9, tzinfo=ZoneInfo("Asia/Riyadh")))
        self.program = Program(settings, clock, channels={"telegram": channel})

    async def hears(self, update: bytes) -> None:
        incoming = parse(json.loads(update))
        assert incoming is not None
        await self.program.receive(incoming)
        await self.program.worker.rest()

    async def knows(self, number: int) -> None:
        """A returning client: the peer asks for no name either."""
        await self.hears(json.dumps(typed(number, "/start")).encode())
        async with self.program.storage.begin() as tx:
            client = await tx.people.by_identity("telegram", str(number))
            assert client is not None
            await tx.people.save(
                client.client_id, now=self.program.clock.now(), display_name="نورة", phone="+966501234567"
            )

    def button(self, begins: str, last: bool = False) -> str:
        """The data of the first (or last) button of the newest card whose value begins so."""
        rows = self.canned.said[-1]["reply_markup"]
        rows = json.loads(rows) if isinstance(rows, str) else rows
        data = [b["callback_data"] for row in rows["inline_keyboard"] for b in row if "callback_data" in b]
        found = [value for value in data if value.partition(":")[2].startswith(begins)]
        return str(found[-1 if last else 0])


async def our_booking(ours: Ours, number: int) -> float:
    """CPU seconds of one booking; making the updates is not counted."""
    spent = 0.0
    steps: list[Callable[[], dict[str, Any]]] = [
        lambda: typed(number, "/start type_1"),
        lambda: tapped(number, ours.button("right")),
        lambda: tapped(number, ours.button("d:")),
        lambda: tapped(number, ours.button("t:", last=True)),
        lambda: tapped(number, ours.button("no")),
        lambda: tapped(number, ours.button("pay:")),
    ]
    for step in steps:
        update = json.dumps(step()).encode()
        begun = time.process_time()
        await ours.hears(update)
        spent += time.process_time() - begun
    return spent / len(steps)


async def their_booking(app: Any, number: int) -> float:
    spent = 0.0
    steps = [typed(number, "/start"), *(tapped(number, data) for data in ("استشارة 1", "نعم", "12", "9:00", "أوافق"))]
    for step in steps:
        update = json.dumps(step).encode()
        begun = time.process_time()
        await app.process_update(Update.de_json(json.loads(update), app.bot))
        spent += time.process_time() - begun
    return spent / len(steps)


async def a_round(bookings: int, numbers: Iterator[int], folder: Path) -> tuple[float, float]:
    """The median of both sides' bookings, which alternate. Our calendar is empty at first."""
    ours, app = Ours(folder), peer.application(Canned())
    await ours.program.open()
    await app.initialize()
    mine, theirs = [], []
    for number in islice(numbers, bookings):
        await ours.knows(number)
        mine.append(await our_booking(ours, number))
        theirs.append(await their_booking(app, number))
    await ours.program.worker.drain()
    await ours.program.close()
    await app.shutdown()
    return statistics.median(mine), statistics.median(theirs)


async def measured(bookings: int, rounds: int) -> tuple[float, float]:
    """CPU seconds a turn, ours and theirs, in each one's quietest round: other programs only ever add to it."""
    numbers = count(1000)
    medians = []
    for turn in range(rounds + 1):
        with tempfile.TemporaryDirectory() as folder:
            median = await a_round(bookings, numbers, Path(folder))
        if turn:  # the first round warms up
            medians.append(median)
    mine, theirs = (min(side) for side in zip(*medians, strict=True))
    return mine, theirs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bookings", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    mine, theirs = asyncio.run(measured(asked.bookings, asked.rounds))
    ratio = mine / theirs
    print(f"{'CPU a turn, median of the quietest round':44}{'ms':>8}")
    print(f"{'Jalsa: stored, committed, delivered':44}{mine * 1000:8.3f}")
    print(f"{'ConversationHandler: in memory':44}{theirs * 1000:8.3f}")
    print(f"ratio {ratio:.2f} (at most {LIMIT:.0f})")
    raise SystemExit(ratio > LIMIT)


if __name__ == "__main__":
    main()
