"""Who has been here before is asked little, where every message is paid for: the rest stays as it was last time."""

from __future__ import annotations

import msgspec

from booking.errors import Refused
from bot.conversations.booking.draft import BookingDraft
from bot.conversations.booking.health_step import ALL
from bot.conversations.commands import LastTime, RecallLastTime
from bot.conversations.flow import Deed, Keep
from bot.conversations.state import Who


class AsLastTime(Deed[BookingDraft, LastTime]):
    """Takes the health answers of last time, and no second time to choose from; the review shows both, and leads to
    the questions."""

    name = "as-last-time"

    def settled(self, draft: BookingDraft, who: Who) -> bool:
        return draft.recalled or not who.is_brief

    def command(self, draft: BookingDraft, who: Who) -> RecallLastTime:
        return RecallLastTime()

    def done(self, draft: BookingDraft, result: LastTime) -> Keep[BookingDraft]:
        recalled = msgspec.structs.replace(draft, recalled=True)
        if not result.was_here:
            return Keep(recalled)
        if recalled.wants_other is None:
            recalled = msgspec.structs.replace(recalled, wants_other=False)
        if result.health is None or recalled.health:
            return Keep(msgspec.structs.replace(recalled, health=recalled.health or "no"))
        return Keep(msgspec.structs.replace(recalled, health="yes", details=result.health, answered=ALL))

    def refused(self, draft: BookingDraft, refusal: Refused) -> BookingDraft:
        return msgspec.structs.replace(draft, recalled=True)
