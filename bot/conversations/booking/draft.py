"""What a booking in progress has collected so far."""

from __future__ import annotations

from datetime import date, datetime, time

import msgspec

from booking.catalogue import Consultation, MeetingType
from booking.health import HealthDetails
from bot.conversations.state import Draft


class Pick(msgspec.Struct, frozen=True, omit_defaults=True):
    """A day and a time being picked. `day` and `month` are in the client's zone; instants are aware UTC.

    `window` narrows the times shown («بعد العصر»); `wanted` is a time that was asked for and is not free. What was
    said but not weighed yet: `hoped` is a whole start, `at` an hour without its day (wall time), `among` are several
    readings (ISO dates, times or moments) of which one has to be chosen.
    """

    day: date | None = None
    month: date | None = None
    start: datetime | None = None
    window: tuple[datetime, datetime] | None = None
    wanted: datetime | None = None
    hoped: datetime | None = None
    at: time | None = None
    among: tuple[str, ...] = ()


class WhenDraft(Draft, frozen=True):
    """Base of drafts that pick a time for a consultation. `moving` is the booking whose own seat counts as free."""

    consultation_id: int = 0
    when: Pick = Pick()
    moving: int | None = None


class BookingDraft(WhenDraft, frozen=True):
    """A booking in progress. `delivery` and `approval` are remembered from the consultation chosen."""

    campaign: str = ""
    delivery: str = ""
    approval: bool = False
    editing: str = ""
    person_ok: bool = False
    person_asked: bool = False
    recalled: bool = False  # whether what is known of last time was taken
    meeting: str = ""
    wants_other: bool | None = None
    other: Pick = Pick()
    health: str = ""  # "yes" questions are answered, "no" they are not asked
    details: HealthDetails = HealthDetails()
    answered: tuple[str, ...] = ()
    booking_id: int | None = None
    held: str = ""  # what the seat is held for
    held_until: datetime | None = None


def _still(meeting: str, offered: tuple[MeetingType, ...]) -> str:
    """A kind of meeting that was said before stays, if it is offered; where there is one kind, it is that."""
    return offered[0].value if len(offered) == 1 else meeting


def _unweighed(pick: Pick) -> Pick:
    """A time picked for another consultation is weighed again for this one; what was only said stays as it is."""
    return Pick(hoped=pick.start) if pick.start is not None else pick


def chosen(consultation: Consultation, draft: BookingDraft | None = None) -> BookingDraft:
    """The draft with a consultation chosen; a time picked for another one has to prove itself again."""
    before = draft or BookingDraft()
    return msgspec.structs.replace(
        before,
        consultation_id=consultation.consultation_id,
        delivery=consultation.delivery.value,
        approval=consultation.requires_approval,
        meeting=_still(before.meeting, consultation.delivery.meeting_types),
        when=_unweighed(before.when),
        other=_unweighed(before.other),
        wants_other=(before.wants_other if before.approval else None) if consultation.requires_approval else False,
    )
