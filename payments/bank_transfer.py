"""A transfer to the coach's account, shown by a receipt that the coach accepts."""

from __future__ import annotations

from booking.paying import Way
from booking.status import PaymentMethod
from payments.by_hand import MoneyByHand

WAY = Way(method=PaymentMethod.BANK_TRANSFER, needs_receipt=True)


def provider() -> MoneyByHand:
    """Bank transfer as a provider."""
    return MoneyByHand(WAY)
