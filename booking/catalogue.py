"""What the coach offers: one `Consultation` is a type in the catalogue, not a booked session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from booking.money import Currency, Money


class Category(StrEnum):
    """The shelves of the catalogue."""

    SPORTS = "sports"
    LIFE_COACHING = "life_coaching"
    GROUP = "group"
    VIP = "vip"
    NUTRITION = "nutrition"


class MeetingType(StrEnum):
    """How one booking meets."""

    ONLINE = "online"
    IN_PERSON = "in_person"


class Delivery(StrEnum):
    """How a consultation can meet."""

    ONLINE = "online"
    IN_PERSON = "in_person"
    BOTH = "both"

    @property
    def meeting_types(self) -> tuple[MeetingType, ...]:
        """The meeting types a client may choose from, never empty."""
        return tuple(MeetingType) if self is Delivery.BOTH else (MeetingType(self.value),)


def prices(price: Money, usd_minor: int | None) -> tuple[Money, ...]:
    """A price and its second one in US cents, if any."""
    return (price, Money(usd_minor, Currency.USD)) if usd_minor else (price,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """One type in the catalogue. Buffers, duration and step are whole minutes; the horizon is whole days.

    `usd_minor` is a second price in US cents, for the ways to pay that take dollars alone (PayPal takes no riyals).
    """

    consultation_id: int
    title: str
    title_en: str = ""
    description: str = ""
    description_en: str = ""
    duration_minutes: int
    price: Money
    usd_minor: int | None = None
    category: Category
    features: tuple[str, ...] = ()
    image: str = ""
    is_active: bool = True
    max_bookings_per_day: int = 5
    requires_approval: bool = False
    delivery: Delivery = Delivery.BOTH
    capacity: int = 1
    buffer_before: int = 0
    buffer_after: int = 0
    min_notice: timedelta = timedelta(hours=2)
    horizon: int = 60
    slot_step: int = 30
    cancel_notice: timedelta = timedelta(hours=12)
    reschedule_notice: timedelta = timedelta(hours=12)
    max_reschedules: int = 2
    refund_share_before: int = 100
    refund_share_inside: int = 0

    @property
    def duration(self) -> timedelta:
        """How long a session takes, without its buffers."""
        return timedelta(minutes=self.duration_minutes)

    @property
    def prices(self) -> tuple[Money, ...]:
        """The price, and the second one in dollars where there is one."""
        return prices(self.price, self.usd_minor)

    @property
    def is_free(self) -> bool:
        """Whether nothing is to be paid."""
        return self.price.minor == 0

    def title_in(self, language: str) -> str:
        """The title in `language`, or the Arabic one where no other was written."""
        return self.title_en if language == "en" and self.title_en else self.title

    def description_in(self, language: str) -> str:
        """The description in `language`, or the Arabic one where no other was written."""
        return self.description_en if language == "en" and self.description_en else self.description
