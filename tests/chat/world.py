"""A small world to talk in: the real engine, services, storage and worker, with people at both ends.

Only the last metre is ours: a channel that keeps what each person's screen shows instead of sending it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any, Protocol

from bot.app import Program
from bot.channels.base import Undeliverable
from bot.channels.twilio_states import further
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
    Location,
    Media,
    Outgoing,
    Tap,
    Text,
    Unreadable,
    Voice,
)
from bot.services.deliveries import Report, reported
from tests.chat.till import Till

UNSEEN = dict.fromkeys([*range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])
"""Direction marks: they steer the eye and have no place in a transcript."""

MOST_PAGES = 10


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

    @property
    def mark(self) -> str:
        """What stands before it in a transcript."""
        return "✎" if self.edited else ""


class Message(Protocol):
    """What a transcript shows of a message: itself, and a mark before it."""

    @property
    def mark(self) -> str: ...


@dataclass
class Screen:
    """What one person sees, oldest first, what came since they last looked, and the links they were ever sent."""

    shown: list[Shown] = field(default_factory=list)
    fresh: list[Message] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


class Screens:
    """A channel whose far end is a list: one screen an address."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.screens: dict[str, Screen] = {}
        self.kept: dict[str, bytes] = {}
        self.ids = count(1)
        self.last = ""

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
        screen.links += [c.link for row in shown.card.rows for c in row if c.link and c.link not in screen.links]
        return shown.id

    async def fetch(self, file: FileRef) -> bytes:
        if file.id not in self.kept:
            raise Undeliverable("no such file")
        return self.kept[file.id]

    async def close(self) -> None:
        return None

    def found(self, address: str, wanted: str, *, old: bool = False) -> tuple[Shown, Choice]:
        """The newest card that has a choice so named; `old` takes the one before it. LookupError for none."""
        screen = self.at(address)
        found = [(shown, c) for shown in reversed(screen.shown) if (c := shown.choice(wanted))]
        if len(found) <= old:
            names = [shown.name(c) for shown in screen.shown[-2:] for row in shown.card.rows for c in row]
            raise LookupError(f"no button «{wanted}» among {names}")
        return found[int(old)]

    def press(self, address: str, wanted: str, *, old: bool = False) -> Body:
        """What pressing a button sends."""
        shown, choice = self.found(address, wanted, old=old)
        return Tap(choice.value, shown.card.turn, card=shown.id, answer=f"q{next(self.ids)}")

    def turns_to(self, address: str, wanted: str) -> Body | None:  # noqa: ARG002 - the interface's
        """What shows the next part of the choices, where the wanted one is on another."""
        return None

    def incoming(self, person: Person, body: Body, external_id: str) -> Incoming:
        """An update as the channel parses it."""
        return Incoming(
            self.name, external_id, person.sender, person.address, body, name=person.name, language=person.language
        )


@dataclass(frozen=True)
class Person:
    channel: str
    sender: str
    name: str = ""
    language: str = "ar"
    at: str = ""

    @property
    def address(self) -> str:
        return self.at or self.sender


class World:
    """People, a clock, and the program between them; it can be killed and started again over the same database."""

    def __init__(
        self, settings: Settings, clock: MovableClock, channels: Mapping[str, Screens], providers: tuple[str, ...] = ()
    ) -> None:
        self.settings = settings
        self.clock = clock
        self.channels = channels
        self.till = Till(providers, clock.now)
        self.updates = count(1)
        self.early: tuple[Person, ...] = ()
        self.program = Program(settings, clock, channels=dict(channels))

    async def start(self) -> None:
        await self.till.open()
        await self._open()

    async def _open(self) -> None:
        self.till.opens(self.program)
        await self.program.open()

    async def close(self) -> None:
        await self.program.close()
        await self.till.close()

    async def restart(self) -> None:
        """Kill the program, whatever it is at, and start a new one."""
        await self.program.close()
        self.program = Program(self.settings, self.clock, channels=dict(self.channels))
        await self._open()

    async def says(self, person: Person, body: Body, *, external_id: str = "") -> list[Message]:
        """Send one update and return what this person's screen shows of new."""
        channel = self.channels[person.channel]
        incoming = channel.incoming(person, body, external_id or str(next(self.updates)))
        await self.program.receive(incoming)
        await self.settle()
        return self.look(person)

    async def together(self, *said: tuple[Person, Body]) -> None:
        """Several people write at the same moment."""
        updates = [self.channels[who.channel].incoming(who, body, str(next(self.updates))) for who, body in said]
        await asyncio.gather(*map(self.program.receive, updates))
        await self.settle()

    async def greeted(self) -> None:
        """Who writes first thing in the morning has done so, and has read the answer."""
        for person in self.early:
            await self.says(person, Text("صباح الخير"))

    async def settle(self) -> None:
        """Let everything that is due go out."""
        await self.program.worker.drain()

    async def pays(self, person: Person, minor: int | None, *, old: bool = False) -> None:
        """Pay on the newest page that a card led to, or on the one before it. LookupError where there is none."""
        links = self.channels[person.channel].at(person.address).links
        if len(links) <= old:
            raise LookupError("no page to pay on")
        self.till.pays(links[-2 if old else -1], minor)

    async def reports(self, how: str) -> None:
        """What the payment providers have to tell arrives."""
        await self.till.reports(self.program, how)
        await self.settle()

    async def passes(self, by: timedelta) -> None:
        """Let time pass, a tick at the end. On another day the `early` ones have written before it."""
        day = self.clock.now().date()
        self.clock.move(by)
        if self.clock.now().date() != day:
            await self.greeted()
        await self.program.tick()
        await self.settle()

    def look(self, person: Person) -> list[Message]:
        """What is new on a person's screen; the next look starts after it."""
        screen = self.channels[person.channel].at(person.address)
        fresh, screen.fresh = screen.fresh, []
        return fresh

    def code(self) -> str:
        """What is to be copied into another chat to link the two: the newest there is."""
        cards = [
            shown.card
            for channel in self.channels.values()
            for screen in channel.screens.values()
            for shown in screen.shown
        ]
        return next(item.text for card in reversed(cards) for item in card.copy if item.label.id == "link-copy")

    async def turn_pages(self, person: Person, wanted: str) -> None:
        """Go on in a list until it shows the wanted choice; what is said again on the way is not looked at."""
        channel = self.channels[person.channel]
        for _ in range(MOST_PAGES):
            if (more := channel.turns_to(person.address, wanted)) is None:
                return
            await self.says(person, more)

    async def lost(self, channel: str, error: str) -> None:
        """The channel reports that the message it took last did not arrive."""
        told = Report(channel, self.channels[channel].last, "failed", error)
        async with self.program.storage.begin() as tx:
            await reported(await self.program.desk(tx), told, self.program.channels, further)
        await self.settle()


def body_of(world: World, person: Person, what: str) -> Body:
    """What a line of a transcript does."""
    if what.startswith("«[") and what.endswith("]»"):
        return world.channels[person.channel].press(person.address, what[2:-2], old=True)
    if what.startswith("[") and what.endswith("]"):
        return world.channels[person.channel].press(person.address, what[1:-1])
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
    if kind == "الرمز":
        return Text(world.code())
    if kind == "موقع":
        latitude, longitude = rest.split(",")
        return Location(float(latitude), float(longitude))
    if kind in {"صورة", "ملف"}:
        picture = rest.encode()  # the same name is the same picture
        world.channels[person.channel].kept[rest] = picture
        return Media(FileRef(person.channel, rest, name=rest, mime="image/jpeg", size=len(picture)))
    kinds: Mapping[str, Any] = {"ملصق": "sticker", "صوت": "voice", "معدّلة": "edited", "مقطع": "video"}
    return Unreadable(kinds.get(kind, "other"))
