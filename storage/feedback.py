"""Stars and words of clients after a session."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from storage.columns import named, plain
from storage.models import feedback
from storage.repository import Repository
from storage.rows import Feedback

_FIELDS = plain(Feedback)
_NEW = insert(feedback)
_SAVE = _NEW.on_conflict_do_update(
    index_elements=["booking_id"],
    set_={name: _NEW.excluded[name] for name in ("rating", "comment", "updated_at")},
)
_GET = select(*(feedback.c[name] for name in _FIELDS)).where(feedback.c.booking_id == bindparam("booking_id"))


class FeedbackBook(Repository):
    """One opinion a booking; whether it may still be changed is the rules' business."""

    async def save(self, booking_id: int, client_id: int, rating: int, comment: str, now: datetime) -> None:
        """Write it down, or over what was said before; `submitted_at` stays that of the first time."""
        values = {"booking_id": booking_id, "client_id": client_id, "rating": rating, "comment": comment}
        await self._run(_SAVE, **values, submitted_at=now, updated_at=now)

    async def get(self, booking_id: int) -> Feedback | None:
        """What was said of a booking."""
        row = await self._first(_GET, booking_id=booking_id)
        return Feedback(**named(row, _FIELDS)) if row else None
