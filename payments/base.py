"""What every way to pay offers, and how asking it can fail, each failure named by what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from booking.money import Money
from booking.paying import PaymentEvent, Way


class PaymentTrouble(Exception):  # noqa: N818 - the subclasses say what happened
    """Base of everything that can go wrong with a provider. No text holds a key, a card or a person's data.

    PaymentTrouble
    ├── TryLater  whether it happened is not known; ask again with the same key after `seconds`
    ├── ByHand    no outside service does this for this way to pay: a person does it
    ├── GiveUp    the provider said no, and nothing happened; the same request would be refused again
    ├── Untrusted a report that the provider did not sign: keep nothing of it
    └── Garbled   a report that the provider did sign and that cannot be read: a bug of ours, have it repeated
    """


class TryLater(PaymentTrouble):
    """Busy, unreachable, or the answer was lost: ask again with the same key after `seconds` (None: our own back-off).

    A key that repeats makes it happen once, whether or not it already did.
    """

    def __init__(self, why: str, seconds: float | None = None) -> None:
        super().__init__(why)
        self.seconds = seconds


class ByHand(PaymentTrouble):
    """No outside service does this; a person does."""


class GiveUp(PaymentTrouble):
    """A definite no; nothing happened."""


class Untrusted(PaymentTrouble):
    """Nobody we know signed this."""


class Garbled(PaymentTrouble):
    """Signed, and still not what the provider's documentation says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """An order as a provider sees it. `key` makes asking again harmless; `pay_until` (aware UTC) is the hold's end.

    `return_url` is where the provider sends the client's browser afterwards, `cancel_url` when they turned back.
    """

    order_id: int
    booking_number: str
    title: str
    amount: Money
    language: str
    pay_until: datetime
    key: str
    return_url: str
    cancel_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """A page where the client pays, the provider's reference of it, and until when it takes money (aware UTC)."""

    url: str
    reference: str
    expires_at: datetime


class RefundState(StrEnum):
    """How far a refund is at the provider; of a PENDING one is heard again."""

    PENDING = "pending"
    COMPLETED = "completed"


@dataclass(frozen=True, slots=True)
class Refund:
    """Money on its way back, by the provider's reference of it."""

    reference: str
    state: RefundState


class Provider(Protocol):
    """One way to pay. What it can do is data (`way`); conversations choose among ways and never see a provider.

    Everything may be asked again with the same key and happens once. Amounts are whole minor units. Every method but
    `close` raises `PaymentTrouble`.
    """

    name: str
    way: Way

    async def checkout(self, bill: Bill) -> Checkout:
        """Open a page to pay a bill; `ByHand` unless `way.opens_page`. The page may outlive `bill.pay_until` where the
        provider has a shortest life for one: `withdraw` closes it."""
        ...

    async def capture(self, reference: str, key: str) -> tuple[PaymentEvent, ...]:
        """Take the money that was APPROVED on the checkout `reference`; what came of it, also when it was taken before.
        `ByHand` where nothing is ever reported as APPROVED."""
        ...

    async def withdraw(self, reference: str) -> tuple[PaymentEvent, ...]:
        """Close the checkout `reference`, so that it cannot be paid any more; what was paid by then, or EXPIRED.

        Or that it was APPROVED: who asks knows whether that is still wanted.
        """
        ...

    async def look_up(self, reference: str) -> tuple[PaymentEvent, ...]:
        """What has become of the checkout `reference`, for when no report arrives; nothing while it is simply open."""
        ...

    async def refund(self, reference: str, amount: Money, key: str) -> Refund:
        """Send back all or a part of the payment `reference`."""
        ...

    async def read_webhook(self, headers: Mapping[str, str], raw_body: bytes) -> tuple[PaymentEvent, ...]:
        """What a report says: one event a payment it tells of, none for what does not concern us.

        `headers` have lower-case names; the signature is checked over `raw_body` as it came. Raises `Untrusted`,
        `Garbled`, or `TryLater` where checking asks the provider.
        """
        ...

    async def close(self) -> None:
        """Give back connections."""
        ...
