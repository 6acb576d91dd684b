"""Replays a transcript in a world and writes down what was really said."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from booking.slots import HoursException
from tests.chat.script import Does, Line, Passes, Remark, squeeze
from tests.chat.world import Person, Shown, World, body_of

RIYADH = ZoneInfo("Asia/Riyadh")
_STEP = re.compile(r"^\+(\d+)([mhd])$")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


async def replay(world: World, lines: list[Line], people: dict[str, Person]) -> str:
    """The transcript as it happens: the same lines at the margin, and beneath them what each screen shows of new."""
    written: list[str] = []
    for line in lines:
        match line:
            case Remark(text):
                written.append(text)
            case Does(who, what):
                written.append(f"{who}: {what}")
                try:
                    body = body_of(world, people[who], what)
                except LookupError as missing:
                    return squeeze("\n".join([*written, f"!! {missing}"]))
                shown = await world.says(people[who], body)
                written += [_said(entry) for entry in shown] + _others(world, people, who)
            case Passes(what):
                written.append(f"~ {what}")
                await _pass(world, what)
                written += _others(world, people, "")
    return squeeze("\n".join(written))


async def _pass(world: World, what: str) -> None:
    verb, _, rest = what.partition(" ")
    if verb == "restart":
        await world.restart()
        await world.settle()
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


def _others(world: World, people: dict[str, Person], but: str) -> list[str]:
    """What everybody else's screen shows of new."""
    return [
        _said(entry, to=f"→ {name}: ") for name, person in people.items() if name != but for entry in world.look(person)
    ]


def _said(shown: Shown, to: str = "") -> str:
    first = f"{to}{'✎ ' if shown.edited else ''}"
    indented = "\n".join(f"    {line}" if line else "" for line in str(shown).splitlines())
    return f"  {first}\n{indented}\n" if first.strip() else f"{indented}\n"
