"""Who is reminded of what and when: the table of reminders, what is planned, and what is still worth sending.

All leads are real elapsed time between UTC instants: 24 h before a session is 24 hours, also in a night when the
clocks change. Only the coach's morning brief follows the clock on the wall.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeAlias
from zoneinfo import ZoneInfo

from booking.status import Status


class Purpose(StrEnum):
    """What a reminder is for; a booking gets each once for one agreed start."""

    CLIENT_24H = "client_24h"
    CLIENT_1H = "client_1h"
    COACH_1H = "coach_1h"


class Recipient(StrEnum):
    """Who gets a reminder."""

    CLIENT = "client"
    COACH = "coach"


class Why(StrEnum):
    """Why a reminder is dropped; kept with its row."""

    NOT_CONFIRMED = "not_confirmed"
    MOVED = "moved"
    TOO_LATE = "too_late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One line of the table. It is due `lead` before the start, planned only when more than `planned_before` is left
    at the time of confirming, and sent only while more than `useful_until` is left."""

    purpose: Purpose
    to: Recipient
    lead: timedelta
    planned_before: timedelta
    useful_until: timedelta


REMINDERS = {
    reminder.purpose: reminder
    for reminder in (
        # Found late, the day's reminder helps as long as plans can still change; in the last two hours it would only
        # come on the heels of the hour's reminder and say the same.
        Reminder(
            purpose=Purpose.CLIENT_24H,
            to=Recipient.CLIENT,
            lead=timedelta(hours=24),
            planned_before=timedelta(hours=24),
            useful_until=timedelta(hours=2),
        ),
        Reminder(
            purpose=Purpose.CLIENT_1H,
            to=Recipient.CLIENT,
            lead=timedelta(hours=1),
            planned_before=timedelta(hours=1),
            useful_until=timedelta(0),
        ),
        Reminder(
            purpose=Purpose.COACH_1H,
            to=Recipient.COACH,
            lead=timedelta(hours=1),
            planned_before=timedelta(hours=1),
            useful_until=timedelta(0),
        ),
    )
}

BRIEF_AT = time(7)
BRIEF_UNTIL = time(12)

WAITING_LIMIT = timedelta(hours=12)

UNANSWERED_LIMIT = timedelta(hours=24)
"""How long after the last time that was talked of a booking ends that nobody answered. The coach is reminded twice
more, and may have met the client all the same."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A reminder to come; `due_at` is aware UTC."""

    purpose: Purpose
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Send:
    """The reminder is still right and useful."""


@dataclass(frozen=True, slots=True)
class Drop:
    """The reminder is not to be sent, for good."""

    reason: Why


Verdict: TypeAlias = Send | Drop


def plan(start: datetime, now: datetime) -> tuple[Planned, ...]:
    """The reminders of a session confirmed at `now` for `start`; what is inside its window already is left out."""
    return tuple(
        Planned(reminder.purpose, start - reminder.lead)
        for reminder in REMINDERS.values()
        if start - now > reminder.planned_before
    )


def verdict(purpose: Purpose, start: datetime, status: Status, agreed_start: datetime | None, now: datetime) -> Verdict:
    """Whether a due reminder, planned for `start`, still goes out to a booking that now stands as it does."""
    if status is not Status.CONFIRMED:
        return Drop(Why.NOT_CONFIRMED)
    if agreed_start != start:
        return Drop(Why.MOVED)
    return Send() if start - now > REMINDERS[purpose].useful_until else Drop(Why.TOO_LATE)


def brief_due(now: datetime, zone: str, at: time = BRIEF_AT, last: date | None = None) -> date | None:
    """The coach's local day whose brief is due, or None. `at` is wall time in `zone`; `last` is the last one's.

    Due once a day, from `at` until noon, so that an outage does not swallow it.
    """
    local = now.astimezone(ZoneInfo(zone))
    today = local.date()
    if last is not None and last >= today:
        return None
    return today if at <= local.time() < BRIEF_UNTIL else None


def waits_too_long(since: datetime, now: datetime) -> bool:
    """Whether the coach, asked (or last reminded) at `since`, is to be shown the booking again."""
    return now - since >= WAITING_LIMIT
