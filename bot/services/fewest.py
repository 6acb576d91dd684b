"""Saying much in few messages, on the channels where each of them is paid for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec

from bot.messages import Choice, Outgoing, Rows, say
from storage.rows import Identity


@dataclass(frozen=True, slots=True)
class Aside:
    """A notice for somebody who is being answered anyway."""

    card: Outgoing
    purpose: str
    booking_id: int | None


@dataclass(slots=True)
class Here:
    """Where somebody is being answered in this transaction, and what else they are told."""

    channel: str
    address: str
    asides: list[Aside] = field(default_factory=list)

    def is_at(self, identity: Identity) -> bool:
        """Whether an identity is answered here."""
        return (self.channel, self.address) == (identity.channel, identity.address)


def together(cards: Iterable[Outgoing]) -> list[Outgoing]:
    """The same in as few cards as can hold it, in their order."""
    few: list[Outgoing] = []
    for card in cards:
        if few and _fit(few[-1], card):
            few[-1] = _one(few[-1], card)
        else:
            few.append(card)
    return few


def _fit(first: Outgoing, second: Outgoing) -> bool:
    """One card asks one question, holds one file, and may ask for a contact by itself. Beside a question there is room
    for links, but for no other choices."""
    if first.ask_contact or second.ask_contact or (first.file and second.file) or (first.turn and second.turn):
        return False
    asking, other = (first, second) if first.turn else (second, first)
    return not asking.turn or _values(other) <= _values(asking)


def _values(card: Outgoing) -> set[str]:
    return {choice.value for row in card.rows for choice in row if choice.value and not choice.link}


def _one(first: Outgoing, second: Outgoing) -> Outgoing:
    asking = first if first.turn else second
    return msgspec.structs.replace(
        asking,
        lines=(*first.lines, say("gap"), *second.lines),
        rows=_rows(first, second),
        copy=(*first.copy, *second.copy),
        file=first.file or second.file,
        brief=second.brief or first.brief,
    )


def _rows(first: Outgoing, second: Outgoing) -> Rows:
    """The answers to the question, if there is one, and links; without a question the choices of both, each once."""
    asking = next((card for card in (first, second) if card.turn), None)
    if asking is None:
        return _each_once((*second.rows, *first.rows))
    other = first if asking is second else second
    links = tuple((choice,) for row in other.rows for choice in row if choice.link)
    return (*links, *asking.rows)


def _each_once(rows: Rows) -> Rows:
    seen: set[str] = set()
    kept: list[tuple[Choice, ...]] = []
    for row in rows:
        fresh = tuple(choice for choice in row if choice.link or choice.value not in seen)
        seen.update(choice.value for choice in fresh)
        if fresh:
            kept.append(fresh)
    return tuple(kept)
