"""Forgetting a person: what only they may know becomes unreadable, what the books need stays without a name."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, bindparam, delete, or_, select, tuple_, update

from storage.models import (
    booking_changes,
    bookings,
    clients,
    conversations,
    feedback,
    files,
    health_details,
    identities,
    link_codes,
    messages_sent,
    outbox,
    receipts,
    web_messages,
)
from storage.repository import Repository

_WHO: Any = bindparam("who")
_THEIR_BOOKINGS = select(bookings.c.booking_id).where(bookings.c.client_id == _WHO)
_THEIR_LANES = select(identities.c.channel, identities.c.address).where(identities.c.client_id == _WHO)
_THEIR_PHONES = select(clients.c.phone).where(clients.c.client_id == _WHO, clients.c.phone != "")
_THEIR_EMAILS = select(clients.c.email).where(clients.c.client_id == _WHO, clients.c.email != "")
_THEIR_WEB = select(identities.c.address).where(identities.c.client_id == _WHO, identities.c.channel == "web")


def _to_them(table: Table) -> ColumnElement[bool]:
    """In one of their chats, or by SMS or e-mail, which are no identities of theirs."""
    return or_(
        tuple_(table.c.channel, table.c.address).in_(_THEIR_LANES),
        and_(table.c.channel == "sms", table.c.address.in_(_THEIR_PHONES)),
        and_(table.c.channel == "email", table.c.address.in_(_THEIR_EMAILS)),
    )


_FORGET_CLIENT = (
    update(clients)
    .where(clients.c.client_id == _WHO)
    .values(
        display_name="",
        email="",
        phone="",
        phone_verified=False,
        gender="unset",
        fitness_level=None,
        goals=(),
        consent_at=None,
        consent_version="",
        reminders_on=False,
        offers_on=False,
        permissions=(),
        data_key=None,
        erased_at=bindparam("now"),
        updated_at=bindparam("now"),
    )
)
_STEPS = (  # first what is found by their addresses
    update(outbox)
    .where(_to_them(outbox), outbox.c.finished_at.is_(None))
    .values(payload=b"", is_dead=True, in_flight=False, last_error="erased", finished_at=bindparam("now")),
    update(messages_sent).where(_to_them(messages_sent)).values(errand=None, address=""),
    _FORGET_CLIENT,
    delete(health_details).where(health_details.c.client_id == _WHO),
    update(bookings)
    .where(bookings.c.client_id == _WHO)
    .values(name="", email="", phone="", admin_notes="", follow_up_notes=""),
    update(booking_changes).where(booking_changes.c.booking_id.in_(_THEIR_BOOKINGS)).values(reason=""),
    update(feedback).where(feedback.c.client_id == _WHO).values(comment=""),
    update(receipts).where(receipts.c.booking_id.in_(_THEIR_BOOKINGS)).values(file_id="", name=""),
    delete(files).where(files.c.client_id == _WHO),
    delete(web_messages).where(web_messages.c.address.in_(_THEIR_WEB)),
    delete(link_codes).where(link_codes.c.client_id == _WHO),
    delete(conversations).where(conversations.c.client_id == _WHO),
    delete(identities).where(identities.c.client_id == _WHO),
)


class Erasure(Repository):
    """The part of people that is about leaving."""

    async def erase(self, client_id: int, now: datetime) -> None:
        """Destroy a client's data key and all that names them; bookings and money stay, nameless.

        Destroying the key also makes the health answers in old backups unreadable, unless the backup holds the key.
        """
        for step in _STEPS:
            await self._run(step, who=client_id, now=now)
