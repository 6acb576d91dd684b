"""What a client may still change, what is paid back, and how long an unpaid seat is held."""

from __future__ import annotations

from datetime import datetime, timedelta

from booking.bookings import Booking
from booking.catalogue import Consultation
from booking.errors import Refused
from booking.people import Actor
from booking.status import WAITING, Event, PaymentMethod, PaymentStatus, after

REVIEW_HOLD = timedelta(minutes=30)
"""From the review on, and while a card, PayPal or the sandbox is being paid. Stripe's checkout lives no shorter."""

TRANSFER_HOLD = timedelta(hours=24)

_HOLDS = {PaymentMethod.BANK_TRANSFER: TRANSFER_HOLD, PaymentMethod.CASH: None, PaymentMethod.FREE: None}


def hold_until(method: PaymentMethod | None, now: datetime, start: datetime | None = None) -> datetime | None:
    """Until when (aware UTC) the seat waits for the money; None when nothing is awaited (cash, free).

    `method` is None at the review, before a way to pay is chosen. With `start`, the hold ends by then: a session
    that has begun is of no use to whoever pays late.
    """
    hold = _HOLDS.get(method, REVIEW_HOLD) if method else REVIEW_HOLD
    if hold is None:
        return None
    return min(now + hold, start) if start else now + hold


def held_until(method: PaymentMethod, now: datetime, first: datetime, booking: Booking) -> datetime | None:
    """Until when a seat waits for its money once its client chose another way to pay.

    Never shorter than it was, and never beyond a day after the `first` way was chosen: choosing again and again keeps
    no seat for ever.
    """
    until = hold_until(method, now, booking.preferred_at)
    if until is None:
        return None
    return max(min(until, first + TRANSFER_HOLD), booking.hold_expires_at or now)


def nudge_at(held_at: datetime, until: datetime) -> datetime:
    """When half of a hold is gone, and the client is reminded of it."""
    return held_at + (until - held_at) / 2


def may_cancel(booking: Booking, now: datetime) -> bool:
    """Whether the client may still call it off: it stands, and has not begun or was never agreed to.

    What is paid back is another question.
    """
    return booking.is_upcoming(now) or booking.status in WAITING


def refund_percent(booking: Booking, consultation: Consultation, now: datetime, by: Actor) -> int:
    """How much of what was paid goes back to the client who cancels, in percent: by the policy and the notice given;
    all when the coach or the system cancels, while nothing is agreed and the money only waits for the rest, and when
    the time has passed without an answer.

    Notice of exactly `cancel_notice` is still in time.
    """
    if by is not Actor.USER or booking.payment_status is not PaymentStatus.COMPLETED:
        return 100
    if booking.status in WAITING and booking.starts_at <= now:
        return 100
    in_time = booking.starts_at - now >= consultation.cancel_notice
    return consultation.refund_share_before if in_time else consultation.refund_share_inside


def check_move(booking: Booking, consultation: Consultation, now: datetime, by: Actor) -> None:
    """Raise Refused unless the booking may be moved: «refused-transition», and for clients «refused-move-late»
    (`until`, the last instant; `hours`, rounded up) and «refused-move-limit» (`limit`)."""
    after(booking.status, Event.MOVED, requires_approval=booking.requires_approval)
    if by is not Actor.USER:
        return
    until = booking.starts_at - consultation.reschedule_notice
    if now > until or now >= booking.starts_at:
        hours = -(-consultation.reschedule_notice // timedelta(hours=1))
        raise Refused("refused-move-late", until=until, hours=hours)
    if booking.reschedules >= consultation.max_reschedules:
        raise Refused("refused-move-limit", limit=consultation.max_reschedules)
