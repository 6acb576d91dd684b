"""When a client may say how it was, and what a rating is."""

from __future__ import annotations

from datetime import datetime, timedelta

from booking.errors import Refused
from booking.status import Status

LOWEST, HIGHEST = 1, 5
CHANGE_WINDOW = timedelta(hours=24)


def check(status: Status, rating: int, submitted_at: datetime | None, now: datetime) -> None:
    """Raise Refused unless the booking may get this rating; `submitted_at` is when it was first rated, if ever.

    refused-not-completed (`status`) · refused-rating (`low`, `high`) · refused-feedback-late (`until`, 24 h after the
    first time).
    """
    if status is not Status.COMPLETED:
        raise Refused("refused-not-completed", status=status)
    if not LOWEST <= rating <= HIGHEST:
        raise Refused("refused-rating", low=LOWEST, high=HIGHEST)
    if submitted_at is not None and now > submitted_at + CHANGE_WINDOW:
        raise Refused("refused-feedback-late", until=submitted_at + CHANGE_WINDOW)
