"""The booking flow: its steps in the order in which they are asked."""

from __future__ import annotations

from bot.conversations.booking.consent import OfferHealth
from bot.conversations.booking.draft import BookingDraft
from bot.conversations.booking.health import QUESTIONS
from bot.conversations.booking.how import ChooseMeeting, OfferAlternative
from bot.conversations.booking.last_time import AsLastTime
from bot.conversations.booking.overheard import Overhear
from bot.conversations.booking.person import FIELDS, ConfirmPerson
from bot.conversations.booking.review import HoldSeat, ReviewBooking
from bot.conversations.booking.weighing import WeighTime
from bot.conversations.booking.what import ChooseConsultation
from bot.conversations.booking.when import PickDay, PickTime
from bot.conversations.commands import ReleaseHold
from bot.conversations.flow import Flow
from bot.conversations.state import Who
from bot.messages import Moment, Say, say


def _summary(draft: BookingDraft, _who: Who) -> Say:
    """A half-done booking in one line, when it is offered again."""
    if draft.when.start is not None:
        return say("resume-booking-at", time=Moment(draft.when.start))
    return say("resume-offer")


def _leave(draft: BookingDraft) -> ReleaseHold | None:
    return ReleaseHold(draft.booking_id) if draft.booking_id is not None else None


BOOKING = Flow(
    name="booking",
    draft=BookingDraft,
    steps=(
        ChooseConsultation(),
        *FIELDS,
        ConfirmPerson(),
        AsLastTime(),
        WeighTime[BookingDraft](),
        PickDay[BookingDraft](),
        PickTime[BookingDraft](),
        ChooseMeeting(),
        OfferAlternative(),
        WeighTime[BookingDraft]("other"),
        PickDay[BookingDraft]("other"),
        PickTime[BookingDraft]("other"),
        OfferHealth(),
        *QUESTIONS,
        HoldSeat(),
        ReviewBooking(),
    ),
    resumable=True,
    summary=_summary,
    leave=_leave,
    listener=Overhear(),
)
