"""Where each talk stands: one row a chat, locked for the turn, its state sealed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, bindparam, case, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.crypto import CannotOpen, Vault
from storage.lines import Line
from storage.models import clients, conversations, identities
from storage.people import CLIENT, client_of
from storage.repository import Repository
from storage.rows import Talk

# Locked are the talk and its client, not only found: after a wait PostgreSQL reads locked rows anew, and only those.
_OPEN = (
    select(conversations.c.id, conversations.c.state, identities.c.is_dead, *CLIENT)
    .select_from(identities)
    .join(clients, clients.c.client_id == identities.c.client_id)
    .join(conversations, conversations.c.client_id == clients.c.client_id)
    .where(
        identities.c.channel == bindparam("channel"),
        identities.c.external_id == bindparam("sender"),
        conversations.c.channel == bindparam("channel"),
        conversations.c.address == bindparam("address"),
    )
    .with_for_update(key_share=True, of=[conversations, clients])
)
_NEW = insert(conversations)
_CREATE = _NEW.on_conflict_do_update(
    index_elements=["channel", "address"],
    set_={
        "client_id": _NEW.excluded.client_id,
        "state": case((conversations.c.client_id == _NEW.excluded.client_id, conversations.c.state)),
    },
).returning(conversations.c.id)
_SAVE = (
    update(conversations)
    .where(conversations.c.id == bindparam("conversation_id"))
    .values(state=bindparam("sealed"), updated_at=bindparam("now"))
)
_AT = and_(conversations.c.channel == bindparam("at_channel"), conversations.c.address == bindparam("at_address"))
_PEEK = select(conversations.c.state).where(_AT).with_for_update()
_REWRITE = update(conversations).where(_AT).values(state=bindparam("sealed"))
_LANE = select(conversations.c.channel, conversations.c.address).where(
    conversations.c.id == bindparam("conversation_id")
)


def about(channel: str, address: str) -> str:
    """What the state of a talk is sealed as belonging to."""
    return f"conversation:{channel}:{address}"


class Conversations(Repository):
    """Talks by channel and address."""

    def __init__(self, line: Line, vault: Vault) -> None:
        super().__init__(line, vault)
        self._about: dict[int, str] = {}

    async def open(self, channel: str, sender: str, address: str) -> Talk | None:
        """The talk at an address with who speaks there, locked until the transaction ends.

        None when the sender is unknown or has never talked here: `people.register`, which finds who is known, and
        `create` come next.
        """
        row = await self._first(_OPEN, channel=channel, sender=sender, address=address)
        if row is None:
            return None
        about_it = self._about[row.id] = about(channel, address)
        state = None if row.state is None else self._opened(row.state, about_it)
        return Talk(row.id, state, client_of(row), row.is_dead)

    def _opened(self, sealed: bytes, about_it: str) -> bytes:
        """The state; nothing that could be read when the key it was sealed with is no longer there."""
        try:
            return self._vault.open(sealed, about_it)
        except CannotOpen:
            return b""

    async def peek(self, channel: str, address: str) -> bytes | None:
        """The state of a talk, as it is stored, locked; None when there is none."""
        row = await self._first(_PEEK, at_channel=channel, at_address=address)
        return self._opened(row.state, about(channel, address)) if row and row.state else None

    async def rewrite(self, channel: str, address: str, state: bytes) -> None:
        """Change where another talk stands than the one at hand; `peek` has locked it, and nobody wrote there."""
        sealed = self._vault.seal(state, about(channel, address))
        await self._run(_REWRITE, at_channel=channel, at_address=address, sealed=sealed)

    async def create(self, channel: str, address: str, client_id: int, now: datetime) -> int:
        """Begin a talk; returns its number. At an address that somebody else had, it starts empty."""
        values = {"channel": channel, "address": address, "client_id": client_id}
        row = await self._one(_CREATE, **values, created_at=now, updated_at=now)
        self._about[row.id] = about(channel, address)
        return int(row.id)

    async def save(self, conversation_id: int, state: bytes, now: datetime) -> None:
        """Store where the talk stands."""
        if conversation_id not in self._about:
            lane = await self._one(_LANE, conversation_id=conversation_id)
            self._about[conversation_id] = about(lane.channel, lane.address)
        sealed = self._vault.seal(state, self._about[conversation_id])
        await self._run(_SAVE, conversation_id=conversation_id, sealed=sealed, now=now)
