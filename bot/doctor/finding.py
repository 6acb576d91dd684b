"""What the doctor says of one thing, and of the doors at which the outside knocks."""

from __future__ import annotations

from dataclasses import dataclass

from bot.config import Settings


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `mend` says what to do when it is not fine."""

    what: str
    fine: bool
    mend: str = ""


def door(settings: Settings, what: str, path: str) -> Finding:
    """Whether the outside can reach the door at `path`, for what `what` says."""
    mend = "nobody outside reaches that: set JALSA_PUBLIC_URL to the address, with https, that leads here"
    fine = settings.public_url.startswith("https://")
    return Finding(f"{what} at POST {settings.base_url}{path}", fine=fine, mend=mend)


def unreachable(what: str, setting: str) -> Finding:
    """What does not answer, and the setting that says where it is."""
    return Finding(what, fine=False, mend=f"it cannot be reached from here: look at the network and at {setting}")
