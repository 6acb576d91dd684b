"""What is remembered between two messages: the open flow with its draft, the one parked beneath, and the turn."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

import msgspec

from booking.catalogue import Consultation
from booking.paying import Way
from booking.people import Client, Coach
from bot.messages import Rows, Voice
from bot.windows import PAID_BY_MESSAGE

_HALF_NAMES = frozenset({"عبد", "أبو", "ابو", "أم", "ام"})


class Draft(msgspec.Struct, frozen=True, omit_defaults=True):
    """Base of what a flow collects. A draft is its flow's whole state: the next step is the first without an answer."""


class Nothing(Draft, frozen=True):
    """The draft of a flow that collects nothing."""


class Open(msgspec.Struct, frozen=True, omit_defaults=True):
    """A flow in progress, as stored: its name, the version of its draft, and the draft as plain data."""

    flow: str
    version: int
    draft: dict[str, Any]


class State(msgspec.Struct, frozen=True, omit_defaults=True):
    """The whole memory of a conversation. `parked` is a flow to come back to, `before` the open one as it was before an
    edit. `turn` grows with every card that offers choices; `misses` counts what was not understood in a row;
    `last_tap` is the button pressed last, if it was one; `rows` are the choices shown last where they were not those
    of the question itself, `page` the part of them that was shown; `told` are the choices of the newest card that asked
    nothing (a list, a notice), `told_last` says that no question was asked after it; `at` is when the person last
    wrote (aware, UTC)."""

    open: Open | None = None
    parked: Open | None = None
    before: Open | None = None
    turn: int = 0
    misses: int = 0
    last_tap: str = ""
    rows: Rows | None = None
    page: int = 0
    told: Rows = ()
    told_last: bool = False
    at: datetime | None = None


class Who(msgspec.Struct, frozen=True):
    """The person at the other end and the moment: everything a step may know without asking.

    `suggested_name` is what the channel calls them; it is offered, never taken unasked. `digits` are those of Arabic.
    """

    now: datetime
    client: Client
    voice: Voice
    coach: Coach
    channel: str
    suggested_name: str = ""
    digits: Literal["arab", "latn"] = "arab"
    ways_to_pay: tuple[Way, ...] = ()

    @property
    def is_staff(self) -> bool:
        """Whether this is the coach or somebody of the team."""
        return bool(self.client.permissions)

    @property
    def is_brief(self) -> bool:
        """Whether every message to them is paid for: then much is asked in few."""
        return self.channel in PAID_BY_MESSAGE

    @property
    def coach_name(self) -> str:
        """The coach's name in the person's language."""
        return self.coach.name_en if self.voice.language == "en" and self.coach.name_en else self.coach.name

    @property
    def first_name(self) -> str:
        """What to call the person: the first name, both halves of it where it has two («عبد الله»)."""
        first, *rest = self.client.display_name.split() or [""]
        return f"{first} {rest[0]}" if rest and first in _HALF_NAMES else first

    @property
    def local(self) -> datetime:
        """The present moment in the person's own zone."""
        return self.now.astimezone(ZoneInfo(self.client.timezone))

    def title(self, consultation: Consultation) -> str:
        """The consultation's title in the reader's language."""
        return consultation.title_in(self.voice.language)
