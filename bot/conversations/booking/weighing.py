"""Weighs a start that was said before anybody asked for it: free, or the reason and the nearest times."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

import msgspec

from booking.errors import Refused
from bot.conversations.booking.draft import Pick, WhenDraft
from bot.conversations.commands import CheckTime
from bot.conversations.flow import Deed, Keep
from bot.conversations.state import Who

D = TypeVar("D", bound=WhenDraft)


class WeighTime(Deed[D, None]):
    """A start that was said before anybody asked for it is held against the calendar; if it is not free, the reason
    is said and the nearest times are offered."""

    def __init__(self, pick: str = "when") -> None:
        self.pick = pick
        self.name = f"weigh-{pick}"

    def settled(self, draft: D, who: Who) -> bool:
        pick: Pick = getattr(draft, self.pick)
        return pick.hoped is None

    def command(self, draft: D, who: Who) -> CheckTime:
        return CheckTime(draft.consultation_id, self._hoped(draft), draft.moving)

    def done(self, draft: D, result: None) -> Keep[D]:
        return Keep(msgspec.structs.replace(draft, **{self.pick: Pick(start=self._hoped(draft))}))

    def refused(self, draft: D, refusal: Refused) -> D:
        return msgspec.structs.replace(draft, **{self.pick: Pick(wanted=self._hoped(draft))})

    def _hoped(self, draft: D) -> datetime:
        hoped: datetime | None = getattr(draft, self.pick).hoped
        if hoped is None:
            raise AssertionError("only a start that was said is weighed")
        return hoped
