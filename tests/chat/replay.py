"""Replays a transcript in a world and writes down what was really said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from booking.slots import HoursException
from tests.chat.script import Does, Line, Passes, Remark, squeeze
from tests.chat.whatsapp import WhatsAppScreens
from tests.chat.world import Message, Person, World, body_of

RIYADH = ZoneInfo("Asia/Riyadh")
_STEP = re.compile(r"^\+(\d+)([mhd])$")
_PAYS = re.compile(r"^(«?)\(دفع(?: (\d+))?\)»?$")
_BUTTON = re.compile(r"^\[(.+)\]$")
_CODE = re.compile(r"(ربط|link) \d{8}")
_COUNT = re.compile(r"^count (.+)$")
_PORT = re.compile(r"http://127\.0\.0\.1:\d+")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


async def replay(
    world: World, lines: Iterable[Line], people: dict[str, Person], detours: Mapping[str, str] = {}
) -> str:
    """The transcript as it happens: the same lines at the margin, and beneath them what each screen shows of new.

    `detours` are the taps that take one more here, with the other tap.
    """
    written: list[str] = []
    for line in lines:
        match line:
            case Remark(text):
                written.append(text)
            case Does(who, what):
                written.append(f"{who}: {what}")
                try:
                    shown = await _do(world, people[who], what)
                    shown = await _do(world, people[who], detours[what]) if what in detours else shown
                except LookupError as missing:
                    return squeeze("\n".join([*written, f"!! {missing}"]))
                written += [_said(entry) for entry in shown] + _others(world, people, who)
            case Passes(what) if counted := _COUNT.match(what):
                written += [f"~ {what}", _paid_for(world, counted[1], people[counted[1]])]
            case Passes(what):
                written.append(f"~ {what}")
                await _pass(world, what)
                written += _others(world, people, "")
    return squeeze("\n".join(written))


async def _do(world: World, person: Person, what: str) -> list[Message]:
    """What a person does here, or on the page of a payment provider; what their screen then shows of new."""
    if paid := _PAYS.match(what):
        await world.pays(person, int(paid[2]) * 100 if paid[2] else None, old=bool(paid[1]))
        return []
    if button := _BUTTON.match(what):
        await world.turn_pages(person, button[1])
    return await world.says(person, body_of(world, person, what))


async def _pass(world: World, what: str) -> None:
    verb, _, rest = what.partition(" ")
    if verb == "restart":
        await world.restart()
        await world.settle()
    elif verb == "reports":
        await world.reports(rest)
    elif verb == "lost":
        await world.lost(*rest.split())
    elif verb == "templates":
        _whatsapp(world).approved = rest == "approved"
    elif verb == "refunds":
        world.till.refunds(work=rest == "work")
    elif verb in {"away", "back"}:
        world.till.away(rest, yes=verb == "away")
    elif verb in {"archive", "closed"}:
        await _change_catalogue(world, verb, rest)
    elif step := _STEP.match(what):
        await world.passes(timedelta(**{_UNITS[step[2]]: int(step[1])}))
    else:
        moment = datetime.fromisoformat(what).replace(tzinfo=RIYADH)
        await world.passes(moment - world.clock.now())


async def _change_catalogue(world: World, verb: str, what: str) -> None:
    """The coach takes a type out of the catalogue, or closes a day, while clients are talking."""
    storage, now = world.program.storage, world.clock.now()
    async with storage.begin() as tx:
        if verb == "archive":
            await tx.catalogue.archive(int(what), now)
            return
        coach = await tx.catalogue.coach()
        assert coach is not None
        week = await tx.catalogue.week(coach.coach_id)
        closed = (*week.exceptions, HoursException(date.fromisoformat(what)))
        await tx.catalogue.load(coach, replace(week, exceptions=closed), (), now)


def _whatsapp(world: World) -> WhatsAppScreens:
    channel = world.channels["whatsapp"]
    assert isinstance(channel, WhatsAppScreens)
    return channel


def _paid_for(world: World, name: str, person: Person) -> str:
    """How many messages to somebody were paid for since they were last counted."""
    number = _whatsapp(world).billed.pop(person.address, 0)
    return f"    رسائل مدفوعة إلى {name}: {number}\n"


def _others(world: World, people: dict[str, Person], but: str) -> list[str]:
    """What everybody else's screen shows of new."""
    return [
        _said(entry, to=f"→ {name}: ") for name, person in people.items() if name != but for entry in world.look(person)
    ]


def _said(shown: Message, to: str = "") -> str:
    first = f"{to}{shown.mark}"
    text = _PORT.sub("https://pay.example", _CODE.sub(r"\1 ########", str(shown)))  # others each time
    indented = "\n".join(f"    {line}" if line else "" for line in text.splitlines())
    return f"  {first}\n{indented}\n" if first.strip() else f"{indented}\n"
