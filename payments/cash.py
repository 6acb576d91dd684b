"""Cash, handed over when client and coach meet."""

from __future__ import annotations

from booking.paying import Way
from booking.status import PaymentMethod
from payments.by_hand import MoneyByHand

WAY = Way(method=PaymentMethod.CASH, ahead=False, in_person_only=True)


def provider() -> MoneyByHand:
    """Cash as a provider."""
    return MoneyByHand(WAY)
