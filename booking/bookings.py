"""One booking as the rules, the coach and the client see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from booking.catalogue import Category, MeetingType, prices
from booking.money import Money
from booking.people import Place
from booking.status import PaymentMethod, PaymentStatus, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """A booking with the snapshots taken when it was made. All instants are aware UTC; `duration_minutes` is minutes.

    `preferred_at` is the start whose seat is held; `alternative_at` is a soft second choice that holds nothing;
    `confirmed_at_time` is the start agreed with the coach. `proposed_at` is a time the coach offers and waits for.
    `hold_expires_at` is until when the seat is held; of a cancelled booking, until when its client may choose what
    becomes of money that came too late.
    """

    booking_id: int
    booking_number: str
    client_id: int
    consultation_id: int
    coach_id: int
    name: str
    email: str
    phone: str
    title: str
    title_en: str
    category: Category
    duration_minutes: int
    amount: Money
    usd_minor: int | None = None
    preferred_at: datetime
    alternative_at: datetime | None = None
    proposed_at: datetime | None = None
    confirmed_at_time: datetime | None = None
    hold_expires_at: datetime | None = None
    client_timezone: str = "Asia/Riyadh"
    coach_timezone: str = "Asia/Riyadh"
    meeting_type: MeetingType = MeetingType.ONLINE
    meeting_link: str = ""
    meeting_password: str = ""
    place: Place = Place()
    status: Status = Status.PENDING_PAYMENT
    payment_status: PaymentStatus = PaymentStatus.PENDING
    payment_method: PaymentMethod | None = None
    requires_approval: bool = False
    assigned_to: str = ""
    admin_notes: str = ""
    reschedules: int = 0
    rescheduled_from: datetime | None = None
    sequence: int = 0  # of the calendar entry: goes up with every change of an agreed time
    source: str = ""
    campaign: str = ""
    created_at: datetime
    updated_at: datetime

    @property
    def prices(self) -> tuple[Money, ...]:
        """What it costs, and the same in dollars where the type has a second price."""
        return prices(self.amount, self.usd_minor)

    @property
    def starts_at(self) -> datetime:
        """The agreed start, or the one asked for while nothing is agreed."""
        return self.confirmed_at_time or self.preferred_at

    @property
    def ends_at(self) -> datetime:
        """The end of the session that `starts_at` begins."""
        return self.starts_at + timedelta(minutes=self.duration_minutes)

    def is_upcoming(self, now: datetime) -> bool:
        """Whether it is still to come and still stands."""
        return self.status in UPCOMING and self.starts_at > now

    def title_in(self, language: str) -> str:
        """The title as it was when booked, in `language`."""
        return self.title_en if language == "en" and self.title_en else self.title


UPCOMING = frozenset({Status.PENDING_PAYMENT, Status.PENDING_CONFIRMATION, Status.CONFIRMED, Status.RESCHEDULED})
