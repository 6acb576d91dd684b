"""A small world to talk in: the real engine, services, storage and worker, with people at both ends.

Only the last metre is ours: a channel that keeps what each person's screen shows instead of sending it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any

from bot.app import Program
from bot.channels.base import Undeliverable
from bot.clock import MovableClock
from bot.config import Settings
from bot.i18n import label, lines, text
from bot.messages import (
    Body,
    Choice,
    Command,
    Contact,
    Deliver,
    FileRef,
    Incoming,
    Media,
    Outgoing,
    Tap,
    Text,
    Unreadable,
    Voice,
)

UNSEEN = dict.fromkeys([*range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])
"""Direction marks: they steer the eye and have no place in a transcript."""


@dataclass
class Shown:
    """One message on a screen."""

    id: str
    card: Outgoing
    voice: Voice
    edited: bool = False

    def __str__(self) -> str:
        said = [lines(self.card, self.voice)]
        said += [f"{text(item.label, self.voice)}: {item.text}" for item in self.card.copy]
        if self.card.file:
            said.append(f"📎 {self.card.file.name}")
        if self.card.ask_contact:
            said.append("[☎]")
        said += [" ".join(f"[{self.name(choice)}]" for choice in row) for row in self.card.rows]
        return "\n".join(said).translate(UNSEEN)

    def name(self, choice: Choice) -> str:
        return label(choice.label, self.voice).translate(UNSEEN)

    def choice(self, wanted: str) -> Choice | None:
        choices = [choice for row in self.card.rows for choice in row]
        return next((c for c in choices if self.name(c) == wanted and (c.value or c.link)), None)


@dataclass
class Screen:
    """What one person sees, oldest first, and what came since they last looked."""

    shown: list[Shown] = field(default_factory=list)
    fresh: list[Shown] = field(default_factory=list)


class Screens:
    """A channel whose far end is a list: one screen an address."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.screens: dict[str, Screen] = {}
        self.kept: dict[str, bytes] = {}
        self.ids = count(1)

    def at(self, address: str) -> Screen:
        return self.screens.setdefault(address, Screen())

    async def deliver(self, address: str, errand: Deliver) -> str:
        screen = self.at(address)
        if errand.card is None:
            return ""
        before = next((shown for shown in screen.shown if shown.id == errand.edit), None)
        shown = Shown(
            before.id if before else str(next(self.ids)), errand.card, errand.voice, edited=before is not None
        )
        screen.shown = [entry for entry in screen.shown if entry is not before] + [shown]
        screen.fresh.append(shown)
        return shown.id

    async def fetch(self, file: FileRef) -> bytes:
        if file.id not in self.kept:
            raise Undeliverable("no such file")
        return self.kept[file.id]

    async def close(self) -> None:
        return None


@dataclass(frozen=True)
class Person:
    channel: str
    sender: str
    name: str = ""
    language: str = "ar"

    @property
    def address(self) -> str:
        return self.sender


class World:
    """People, a clock, and the program between them; it can be killed and started again over the same database."""

    def __init__(self, settings: Settings, clock: MovableClock, channels: Mapping[str, Screens]) -> None:
        self.settings = settings
        self.clock = clock
        self.channels = channels
        self.updates = count(1)
        self.program = Program(settings, clock, channels=dict(channels))

    async def start(self) -> None:
        await self.program.open()

    async def close(self) -> None:
        await self.program.close()

    async def restart(self) -> None:
        """Kill the program, whatever it is at, and start a new one."""
        await self.close()
        self.program = Program(self.settings, self.clock, channels=dict(self.channels))
        await self.start()

    async def says(self, person: Person, body: Body, *, external_id: str = "") -> list[Shown]:
        """Send one update and return what this person's screen shows of new."""
        incoming = Incoming(
            channel=person.channel,
            external_id=external_id or str(next(self.updates)),
            sender=person.sender,
            address=person.address,
            body=body,
            name=person.name,
            language=person.language,
        )
        await self.program.receive(incoming)
        await self.settle()
        return self.look(person)

    async def together(self, *said: tuple[Person, Body]) -> None:
        """Several people write at the same moment."""
        await asyncio.gather(
            *(
                self.program.receive(
                    Incoming(
                        person.channel, str(next(self.updates)), person.sender, person.address, body, name=person.name
                    )
                )
                for person, body in said
            )
        )
        await self.settle()

    async def settle(self) -> None:
        """Let everything that is due go out."""
        await self.program.worker.drain()

    async def passes(self, by: timedelta) -> None:
        """Let time pass, a tick at the end."""
        self.clock.move(by)
        await self.program.tick()
        await self.settle()

    def look(self, person: Person) -> list[Shown]:
        """What is new on a person's screen; the next look starts after it."""
        screen = self.channels[person.channel].at(person.address)
        fresh, screen.fresh = screen.fresh, []
        return fresh

    def press(self, person: Person, wanted: str, *, old: bool = False) -> Tap:
        """The tap of the newest card that has a button so named; `old` takes the one before it."""
        screen = self.channels[person.channel].at(person.address)
        found = [(shown, c) for shown in reversed(screen.shown) if (c := shown.choice(wanted))]
        if len(found) <= old:
            names = [shown.name(c) for shown in screen.shown[-2:] for row in shown.card.rows for c in row]
            raise LookupError(f"no button «{wanted}» among {names}")
        shown, choice = found[int(old)]
        return Tap(choice.value, shown.card.turn, card=shown.id, answer=f"q{next(self.updates)}")


def body_of(world: World, person: Person, what: str) -> Body:
    """What a line of a transcript does."""
    if what.startswith("«[") and what.endswith("]»"):
        return world.press(person, what[2:-2], old=True)
    if what.startswith("[") and what.endswith("]"):
        return world.press(person, what[1:-1])
    if what.startswith("/"):
        name, _, args = what[1:].partition(" ")
        return Command(name.lower(), args)
    if what.startswith("(") and what.endswith(")"):
        return _thing(world, person, what[1:-1])
    return Text(what)


def _thing(world: World, person: Person, what: str) -> Body:
    kind, _, rest = what.partition(" ")
    if kind == "رقمي":
        return Contact(rest, own=True)
    if kind == "بطاقة":
        return Contact(rest, own=False)
    if kind in {"صورة", "ملف"}:
        world.channels[person.channel].kept[rest] = b"receipt"
        return Media(FileRef(person.channel, rest, name=rest, mime="image/jpeg", size=7))
    kinds: Mapping[str, Any] = {"ملصق": "sticker", "صوت": "voice", "معدّلة": "edited", "مقطع": "video"}
    return Unreadable(kinds.get(kind, "other"))
