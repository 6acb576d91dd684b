"""One update, from the door to the commit: repeats dropped, the conversation locked, reacted to, all of it stored."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal, Protocol, TypeAlias

import msgspec
import structlog

from booking.paying import Way
from booking.people import Client, Coach
from bot.clock import Clock
from bot.conversations.choosing import shown
from bot.conversations.engine import House, Turn, react
from bot.conversations.state import Open, State, Who
from bot.messages import Blocked, Deliver, Incoming, Outgoing, Tap, Text, Voice, say
from bot.services.desk import Desk
from bot.services.fewest import Aside, Here, together
from bot.services.notices import packed
from bot.services.registry import drive
from bot.windows import PAID_BY_MESSAGE, WINDOWS
from storage.rows import OutboxRow
from storage.uow import Storage, Tx

log = structlog.get_logger(__name__)

LEASE = timedelta(seconds=60)
_ARABIC = re.compile("[\u0620-\u064a]")
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(State).decode


Begin: TypeAlias = Callable[[], AbstractAsyncContextManager[Tx]]
"""How a turn's transaction begins; the worker's writes down on the way what became of earlier replies."""


class Wake(Protocol):
    """Has errands run that are committed; see `bot.jobs.worker`."""

    def __call__(self, rows: Sequence[OutboxRow] = (), *, more: bool = True) -> None:
        """`rows` were put as claimed; `more` when others may be due, or wait behind them."""
        ...


class Reception:
    """Takes in every update of every channel. Returns after the commit; raises when nothing was stored."""

    def __init__(
        self,
        storage: Storage,
        clock: Clock,
        house: House,
        *,
        wake: Wake,
        begin: Begin | None = None,
        ways_to_pay: Callable[[Coach], tuple[Way, ...]],
        digits: Literal["arab", "latn"] = "arab",
        timezone: str = "Asia/Riyadh",
    ) -> None:
        self.storage = storage
        self.clock = clock
        self.house = house
        self.wake = wake
        self.begin = begin or storage.begin
        self.ways_to_pay = ways_to_pay
        self.digits = digits
        self.timezone = timezone

    async def receive(self, incoming: Incoming) -> None:
        """React to one update, in one transaction."""
        try:
            await self._in_one_transaction(incoming)
        except Exception:
            code = secrets.token_hex(3)
            log.exception("turn_failed", channel=incoming.channel, code=code)
            await self._apologise(incoming, code)

    async def _in_one_transaction(self, incoming: Incoming) -> None:
        claimed: list[OutboxRow] = []
        async with self.begin() as tx:
            desk = await self.desk(tx)
            if not await tx.inbox.is_new(incoming.channel, incoming.external_id, desk.now):
                return
            if isinstance(incoming.body, Blocked):
                await tx.people.mark_dead(incoming.channel, incoming.address, dead=incoming.body.gone)
                return
            await self._converse(desk, incoming, claimed)
        self.wake(claimed, more=tx.outbox.left)

    async def desk(self, tx: Tx) -> Desk:
        """The desk of this transaction."""
        coach = await tx.catalogue.coach()
        if coach is None:
            raise LookupError("no coach yet: load a catalogue first")
        return Desk(tx, self.clock.now(), coach, self.digits, self.ways_to_pay(coach))

    async def _converse(self, desk: Desk, incoming: Incoming, claimed: list[OutboxRow]) -> None:
        talk = await desk.tx.conversations.open(incoming.channel, incoming.sender, incoming.address)
        if talk is None:
            client = await self._register(desk, incoming)
            conversation, stored = None, None
        else:
            client, conversation, stored = talk.client, talk.conversation_id, talk.state
        if talk is None or talk.is_dead:  # who writes is there, whatever was thought before they first did
            await desk.tx.people.mark_dead(incoming.channel, incoming.address, dead=False)
        if conversation is None:
            conversation = await desk.tx.conversations.create(
                incoming.channel, incoming.address, client.client_id, desk.now
            )
        if client.permissions and not client.display_name:  # the team is named on what it does
            name = incoming.name or desk.coach.name
            client = await desk.tx.people.save(client.client_id, now=desk.now, display_name=name)
        if incoming.channel in WINDOWS:
            await desk.tx.people.heard(incoming.channel, incoming.address, desk.now)
        if incoming.channel in PAID_BY_MESSAGE:
            desk = replace(desk, here=Here(incoming.channel, incoming.address))
        who = self._who(desk, client, incoming)
        turn = await drive(desk, who, react(self.house, _state(stored, desk.now), incoming.body, who))
        asides = desk.here.asides if desk.here else []
        cards = _cards(turn, asides) if desk.here else turn.cards
        state = shown(turn.state, cards) if asides else turn.state
        await desk.tx.conversations.save(conversation, _encode(state), desk.now)
        for errand in _errands(turn, cards, incoming):
            await _reply(desk.tx, incoming, errand, desk.now, claimed, asides)

    async def _register(self, desk: Desk, incoming: Incoming) -> Client:
        return await desk.tx.people.register(
            incoming.channel,
            incoming.sender,
            incoming.address,
            name="",
            language=_language(incoming),
            timezone=self.timezone,
            now=desk.now,
            phone=incoming.phone,
        )

    def _who(self, desk: Desk, client: Client, incoming: Incoming) -> Who:
        return Who(
            now=desk.now,
            client=client,
            voice=desk.voice(client),
            coach=desk.coach,
            channel=incoming.channel,
            suggested_name=incoming.name,
            digits=desk.digits,
            ways_to_pay=desk.ways_to_pay,
        )

    async def _apologise(self, incoming: Incoming, code: str) -> None:
        """The update is marked as seen and its sender told, in words, that what they had said before is kept."""
        claimed: list[OutboxRow] = []
        async with self.storage.begin() as tx:
            now = self.clock.now()
            if not await tx.inbox.is_new(incoming.channel, incoming.external_id, now):
                return
            known = await tx.people.by_identity(incoming.channel, incoming.sender)
            language = known.language if known else _language(incoming)
            card = Outgoing((say("error-ours", code=code),))
            voice = Voice(language=language, digits=self.digits if language == "ar" else "latn")
            await _reply(tx, incoming, Deliver(card, voice), now, claimed)
        self.wake(claimed)


def _language(incoming: Incoming) -> str:
    """The language to begin in: that of the first message, else what the channel hints at, else Arabic."""
    if isinstance(incoming.body, Text) and _ARABIC.search(incoming.body.text):
        return "ar"
    return "en" if incoming.language.lower().startswith("en") else "ar"


async def _reply(  # noqa: PLR0917 - an answer, and what it is an answer to
    tx: Tx,
    incoming: Incoming,
    errand: Deliver,
    now: datetime,
    claimed: list[OutboxRow],
    asides: Sequence[Aside] = (),
) -> None:
    """Put an answer in the outbox, claimed for this process where nothing else waits in its lane.

    It stands a moment before what the same turn tells the same chat: first the answer, then the news. News that go with
    the answer (`asides`) lend it their purpose.
    """
    due_at = now - timedelta(microseconds=1)
    row = await tx.outbox.put_claimed(
        incoming.channel,
        incoming.address,
        "deliver",
        packed(errand),
        due_at=due_at,
        now=now,
        lease=LEASE,
        purpose=asides[-1].purpose if asides else "",
        booking_id=asides[-1].booking_id if asides else None,
    )
    if row is not None:
        claimed.append(row)


def _state(stored: bytes | None, now: datetime) -> State:
    """What is remembered. What cannot be read names no flow, so that the engine apologises for it; its buttons, whose
    turns are forgotten with it, stay behind a turn that none of them had.
    """
    if stored is None:
        return State()
    try:
        return _decode(stored)
    except msgspec.MsgspecError:
        return State(open=Open("", 0, {}), turn=int(now.timestamp()) // 60)


def _cards(turn: Turn, asides: Sequence[Aside]) -> Sequence[Outgoing]:
    """The answer and the news that go with it, in as few messages as can hold them."""
    return together((*turn.cards, *(aside.card for aside in asides)))


def _errands(turn: Turn, cards: Sequence[Outgoing], incoming: Incoming) -> list[Deliver]:
    """One errand a card; the first answers the tap, and takes the tapped card's place where that is right."""
    tap = incoming.body if isinstance(incoming.body, Tap) else Tap("")
    voice = turn.who.voice
    if not cards:
        return [Deliver(None, voice, answer=tap.answer)] if tap.answer else []
    first, *rest = cards
    edit = tap.card if turn.edit and not first.ask_contact and first.file is None else ""
    return [Deliver(first, voice, edit=edit, answer=tap.answer), *(Deliver(card, voice) for card in rest)]
