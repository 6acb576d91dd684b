"""Sealing everything anew with the first key, so that an older one can be thrown away."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Column, Row, Select, Update, bindparam, delete, select, update

from storage import conversations, files, health, outbox, web
from storage.crypto import Vault
from storage.lines import Line
from storage.marks import KEYS
from storage.models import clients, marks, messages_sent, web_messages
from storage.models import conversations as talks
from storage.models import files as kept
from storage.models import outbox as errands

BATCH = 200

_NO_KEYS_MARK = delete(marks).where(marks.c.name == bindparam("mark"))

Begin: TypeAlias = Callable[[], AbstractAsyncContextManager[Line]]


@dataclass(frozen=True)
class _Sealed:
    """A column of sealed values: its table's key, and what a row's value belongs to."""

    key: Column[Any]
    value: Column[Any]
    about: Callable[[Row[Any]], str]
    batch: Select[Any]
    write: Update

    @classmethod
    def of(cls, key: Column[Any], value: Column[Any], about: Callable[[Row[Any]], str]) -> _Sealed:
        table = key.table
        batch = select(table).where(key > bindparam("after"), value.is_not(None)).order_by(key).limit(BATCH)
        write = update(table).where(key == bindparam("at_key")).values({value.name: bindparam("sealed")})
        return cls(key, value, about, batch.with_for_update(), write)


_EVERYTHING = (
    _Sealed.of(clients.c.client_id, clients.c.data_key, lambda row: health.about_key(row.client_id)),
    _Sealed.of(talks.c.id, talks.c.state, lambda row: conversations.about(row.channel, row.address)),
    _Sealed.of(errands.c.id, errands.c.payload, lambda row: outbox.about(row.channel, row.address)),
    _Sealed.of(messages_sent.c.id, messages_sent.c.errand, lambda row: outbox.about(row.channel, row.address)),
    _Sealed.of(kept.c.id, kept.c.data, lambda row: files.about(row.id)),
    _Sealed.of(web_messages.c.id, web_messages.c.body, lambda row: web.about(row.address)),
)


async def rotate(begin: Begin, vault: Vault) -> int:
    """Seal anew what the first key did not seal, in short transactions of a batch each; returns how many there were.

    Health answers are sealed with their client's data key, which is wrapped anew; they need no touching.
    """
    total = 0
    for sealed in _EVERYTHING:
        after = 0
        while (step := await _batch(begin, vault, sealed, after)) is not None:
            after, count = step
            total += count
    async with begin() as line:  # the next start shows the new key
        await line.run(_NO_KEYS_MARK, {"mark": KEYS})
    return total


async def _batch(begin: Begin, vault: Vault, sealed: _Sealed, after: int) -> tuple[int, int] | None:
    """One batch behind the key `after`: the last key seen and how many were sealed anew; None when none are left."""
    count = 0
    async with begin() as line:
        rows = (await line.run(sealed.batch, {"after": after})).all()
        for row in rows:
            value = getattr(row, sealed.value.name)
            if value and not vault.is_current(value):
                about = sealed.about(row)
                anew = vault.seal(vault.open(value, about), about)
                await line.run(sealed.write, {"at_key": getattr(row, sealed.key.name), "sealed": anew})
                count += 1
    return (getattr(rows[-1], sealed.key.name), count) if rows else None
