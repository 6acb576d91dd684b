"""A client and the coach, who book by chat while the program between them is killed; and what is left afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

from tests.faults.lives import Lives
from tests.faults.order import Point
from tests.standins.telegram import TelegramStandIn
from tests.standins.telegram_people import Person

COACH = 900


class Town:
    """A client and the coach, and the server between them and the program; `updates` counts what they did."""

    def __init__(self, server: TelegramStandIn) -> None:
        self.server = server
        self.nora, self.coach = server.person(7, "نورة"), server.person(COACH, "طه")
        self.updates = 0

    @asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[None]:  # noqa: ARG002 - for towns where turns differ
        """Somebody does something."""
        yield
        self.updates += 1

    async def books(self) -> None:
        """From /start to the coach's confirmation, by taps and by typing."""
        nora, coach = self.nora, self.coach
        async with self.turn("the coach comes in"):
            await coach.types("/start")
        await coach.sees("أهلًا")
        async with self.turn("start"):
            await nora.types("/start")
        await self._taps("book", "حجز استشارة", on="بمَ نبدأ؟")
        await self._taps("what", "استشارة تعارف مجانية", on="أي استشارة تناسبك؟")
        await nora.sees("ما الاسم")
        async with self.turn("name"):
            await nora.types("نورة الشمري")
        await nora.sees("ما رقم الجوال؟")
        async with self.turn("phone"):
            await nora.shares_contact("966501234567")
        await self._taps("person", "صحيحة، نكمل", on="+966501234567")
        await self._taps("day", "٢٥", on="ما اليوم المناسب؟")
        await nora.sees("ما الوقت المناسب")
        async with self.turn("time"):
            await nora.types("الساعة ٥ العصر")
        await self._taps("alternative", "هذا الوقت يكفي", on="٥:٠٠ مساءً.")
        await self._taps("review", "نكمل بدونها", on="الصحة والأهداف")
        await self._taps("submit", "تأكيد الحجز", on="مراجعة الحجز")
        await nora.sees("وصل حجزك إلى الكابتن")
        card = await coach.sees("حجز جديد بانتظار التأكيد")
        async with self.turn("confirm"):
            await coach.taps("تأكيد", card)
        await nora.sees("تم تأكيد موعدك")
        await coach.sees("تم التأكيد")
        await self.server.settled()
        await self.server.until(lambda: all(self.server.queries.values()))  # no button is left spinning

    async def _taps(self, name: str, label: str, *, on: str) -> None:
        card = await self.nora.sees(on)
        async with self.turn(name):
            await self.nora.taps(label, card)


class MortalTown(Town):
    """`fatal` names the turns in which the program dies at `point`."""

    def __init__(self, server: TelegramStandIn, lives: Lives, file: Path) -> None:
        super().__init__(server)
        self.lives = lives
        self.point = Point.BEFORE_COMMIT
        self.fatal: Collection[str] = ()
        self._file = file

    @asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[None]:
        """When the block is left the program is alive, if not for the first time."""
        if name in self.fatal:
            self.lives.doom(self.point)
        async with super().turn(name):
            yield
        if name in self.fatal:
            await self.lives.rise()

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What the database holds."""
        with closing(sqlite3.connect(self._file)) as database:
            return database.execute(query).fetchall()


def beyond(expected: Sequence[str], person: Person) -> list[str]:
    """What stands on a screen besides the messages that begin with `expected`, which must be there in this order.

    A repeated card may well differ from its first copy, which a tap has changed since.
    """
    left, more = list(expected), []
    for card in person.cards:
        line = card.seen.partition("\n")[0]
        if left and line == left[0]:
            left.pop(0)
        else:
            more.append(line)
    assert left == []
    return more
