"""What an update asks for and who does it: the reception hears people, the till hears of Telegram's invoices."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import NamedTuple, TypeAlias

from bot.channels.telegram import parse
from bot.channels.telegram_invoice import InvoiceNews, parse_invoice
from bot.messages import Incoming

Receive: TypeAlias = Callable[[Incoming], Awaitable[None]]
"""Stores an update and returns after the commit; raises when it is not stored."""

Pay: TypeAlias = Callable[[InvoiceNews], Awaitable[None]]
"""Stores what Telegram says of an invoice and answers it; raises when that is to be tried again."""


class Work(NamedTuple):
    """What is to be done about an update, after what its chat (`lane`) sent before."""

    lane: str
    run: Callable[[], Awaitable[None]]


async def no_till(_news: InvoiceNews) -> None:
    """Stands where no till was given: money is never confirmed and forgotten."""
    raise LookupError("nobody takes what Telegram says of its invoices")


def work_of(update: object, receive: Receive, pay: Pay) -> Work | None:
    """What is to be done about an update (decoded JSON); None when it is not for us."""
    if (news := parse_invoice(update)) is not None:
        return Work(news.payer, partial(pay, news))
    incoming = parse(update)
    return None if incoming is None else Work(incoming.address, partial(receive, incoming))
