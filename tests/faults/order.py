"""What a life of the program is told: its settings, what its clock shows, and where it may have to die."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

import msgspec


class Point(StrEnum):
    """From the update, or the tick, to the end of its first message."""

    BEFORE_COMMIT = "before its commit"
    AFTER_COMMIT = "after its commit, before anything is sent"
    AFTER_SENT = "after its message is sent, before that is written down"
    AFTER_WRITTEN_DOWN = "after its message is written down"


class Order(msgspec.Struct, frozen=True):
    """One life. Its clock is `ahead` seconds before the machine's; the file `fate`, when there, says where it dies."""

    settings: dict[str, Any]
    ahead: float
    fate: str


class Ahead:
    """The machine's clock and some seconds more: between two lives more time has passed than we care to wait."""

    def __init__(self, seconds: float) -> None:
        self._ahead = timedelta(seconds=seconds)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead
