"""What the coach's flows collect."""

from __future__ import annotations

from bot.conversations.booking.draft import WhenDraft
from bot.conversations.state import Draft


class DeclineDraft(Draft, frozen=True):
    """The booking to decline; `agreed` when it is not a request any more and is called off."""

    booking_id: int = 0
    agreed: bool = False


class NoteDraft(Draft, frozen=True):
    """The booking to write a note for."""

    booking_id: int = 0


class ReceiptDraft(Draft, frozen=True):
    """The receipt that will not do."""

    receipt_id: int = 0


class ProposeDraft(WhenDraft, frozen=True):
    """The booking another time is picked for, and whom it is offered to."""

    booking_id: int = 0
    name: str = ""
