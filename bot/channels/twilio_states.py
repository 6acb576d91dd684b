"""How far a message of Twilio's has come: a pure order, since its reports come repeated and in any order.

Source: https://www.twilio.com/docs/messaging/guides/track-outbound-message-status
"""

from __future__ import annotations

from collections.abc import Mapping

STATUS_PATH = "/twilio/status"
"""Where the reports come to, below our public address."""

FAILED = frozenset({"failed", "undelivered", "canceled"})
"""Ends at which nothing was seen."""

RANKS: Mapping[str, int] = {
    "accepted": 0,
    "scheduled": 0,
    "queued": 1,
    "sending": 2,
    "sent": 3,
    **dict.fromkeys(FAILED, 4),
    "delivered": 5,
    "read": 6,
}
"""Every state by name. What was delivered was delivered, whatever is reported besides."""


def further(old: str, new: str) -> bool:
    """Whether a message in state `old` ("" or an unknown word: none yet) has come further by a report of `new`.

    A failure is final; a state that we do not know changes nothing.
    """
    if new not in RANKS or old in FAILED:
        return False
    return RANKS[new] > RANKS.get(old, -1)
