"""Where a program may be killed while it handles something."""

from __future__ import annotations

from enum import StrEnum


class Point(StrEnum):
    """From the update, or the tick, to the end of its first message."""

    BEFORE_COMMIT = "before its commit"
    AFTER_COMMIT = "after its commit, before anything is sent"
    AFTER_SENT = "after its message is sent, before that is written down"
    AFTER_WRITTEN_DOWN = "after its message is written down"
