"""What jobs that ask a provider share: the provider of this process, and its troubles in the worker's words."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from typing import TypeVar

from booking.paying import PaymentEvent
from bot.channels import base as channels
from bot.jobs.base import NOT_HERE_SECONDS, MakeDesk
from bot.services.desk import Desk
from bot.services.payments.events import happened
from payments.base import Provider, TryLater
from storage.uow import Storage

T = TypeVar("T")


def provider_of(providers: Mapping[str, Provider], name: str) -> Provider:
    """A provider by name. Raises `bot.channels.base.TryLater` for one that does not run here."""
    provider = providers.get(name)
    if provider is None:
        raise channels.TryLater("no such provider is configured", NOT_HERE_SECONDS)
    return provider


async def asked(answer: Awaitable[T]) -> T:
    """A provider's answer; its `TryLater` becomes the worker's. Other troubles are the caller's."""
    try:
        return await answer
    except TryLater as later:
        raise channels.TryLater(str(later), later.seconds) from later


async def take_in(desk: Desk, events: tuple[PaymentEvent, ...]) -> None:
    """What a provider answered goes the way of its reports; the ledger knows what it has heard before."""
    for event in events:
        await happened(desk, event)


async def store(storage: Storage, make_desk: MakeDesk, events: tuple[PaymentEvent, ...]) -> None:
    """Take answers in, in a transaction of their own."""
    async with storage.begin() as tx:
        await take_in(await make_desk(tx), events)
