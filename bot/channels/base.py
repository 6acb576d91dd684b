"""What every channel offers, and the ways in which sending can fail, each named by what to do next."""

from __future__ import annotations

from typing import Protocol

from bot.messages import Deliver, FileRef


class NotSent(Exception):  # noqa: N818 - the subclasses say what happened
    """Base of everything that can go wrong on the way out.

    NotSent
    ├── TryLater      nothing arrived; try again after `seconds` (rate limits, a busy or unreachable service)
    ├── Gone          the person blocked us or left: the address is dead until they write again
    ├── Undeliverable this message will never be taken (a bug of ours, or a file the channel refuses)
    └── WindowClosed  they have not written for a day: only words that WhatsApp approved beforehand would pass
    """


class TryLater(NotSent):
    """Nothing arrived; worth another try after `seconds` (None: the worker's own back-off)."""

    def __init__(self, why: str, seconds: float | None = None) -> None:
        super().__init__(why)
        self.seconds = seconds


class Gone(NotSent):
    """The person cannot be reached at this address until they write again."""


class Undeliverable(NotSent):
    """Trying again would not help. The text never holds what was to be said, only why it was refused."""


class WindowClosed(NotSent):
    """WhatsApp takes nothing but an approved template here, and this was none, or there is none approved for it."""


class Channel(Protocol):
    """One way to reach people."""

    name: str

    async def deliver(self, address: str, errand: Deliver) -> str:
        """Acknowledge the tap, then edit or send; returns the channel's id of the message ("" when none was said).

        Raises `NotSent`. Safe to repeat where the outside allows it.
        """
        ...

    async def fetch(self, file: FileRef) -> bytes:
        """The bytes of a file that a person sent. Raises `NotSent`."""
        ...

    async def close(self) -> None:
        """Give back connections."""
        ...
