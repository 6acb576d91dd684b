"""What an invoice of Telegram's carries there and back: the order it is for, signed, and its amount."""

from __future__ import annotations

import hashlib
import hmac
import re

from booking.money import Currency, Money

_PAYLOAD = re.compile(r"order:(\d{1,18}):([0-9a-f]{32})", re.ASCII)


def payload_of(order_id: int, token: str) -> str:
    """An invoice's payload: the order it is for, signed with the bot's token so that nobody can make one up."""
    return f"order:{order_id}:{_signature(order_id, token)}"


def order_of(payload: str, token: str) -> int | None:
    """The order that a payload is for; None for a payload that is none of ours."""
    found = _PAYLOAD.fullmatch(payload)
    if found is None or not hmac.compare_digest(found[2], _signature(int(found[1]), token)):
        return None
    return int(found[1])


def money_of(minor: int, currency: str) -> Money | None:
    """An amount in the smallest units of its currency, as Telegram tells it; None for a currency that is not ours."""
    return Money(minor, Currency(currency)) if currency in set(Currency) else None


def _signature(order_id: int, token: str) -> str:
    return hmac.new(token.encode(), f"invoice of order {order_id}".encode(), hashlib.sha256).hexdigest()[:32]
