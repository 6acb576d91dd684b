"""A program that dies at a certain moment: at the n-th from now on of all its commits and calls to providers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import TypeVar

from booking.money import Money
from booking.paying import PaymentEvent
from payments.base import Bill, Checkout, Provider, Refund
from storage.crypto import Vault
from storage.uow import Storage, Tx

T = TypeVar("T")


class Moments:
    """Before and after each commit, and before and after each call to a provider. `left` of them are survived; None
    while no death is near."""

    def __init__(self) -> None:
        self.left: int | None = None
        self.over = asyncio.Event()

    async def passes(self) -> None:
        """One moment. Whoever comes to the last one goes no further."""
        if self.left is None:
            return
        self.left -= 1
        if self.left < 0:
            self.over.set()
            await asyncio.Event().wait()

    async def around(self, call: Callable[[], Awaitable[T]]) -> T:
        """A call to the outside, which may have been heard although nobody lives to hear the answer."""
        await self.passes()
        answer = await call()
        await self.passes()
        return answer


class MortalStorage(Storage):
    """May die with a transaction not yet committed, or just committed."""

    moments: Moments

    def __init__(self, url: str, vault: Vault) -> None:
        super().__init__(url, vault)
        self._reading: set[object] = set()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Tx]:
        one = object()
        self._reading.add(one)
        try:
            async with super().read() as tx:
                yield tx
        finally:
            self._reading.discard(one)

    async def is_read(self) -> None:
        """Wait until nobody reads: a driver's thread that is left alone in the middle of a query would live on."""
        while self._reading:  # noqa: ASYNC110 - a thread of the driver ends, and tells nobody
            await asyncio.sleep(0.001)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Tx]:
        async with super().begin() as tx:
            yield tx
            await self.moments.passes()
        await self.moments.passes()


class Watched:
    """A provider whose callers may die before it hears them, and before they hear it."""

    def __init__(self, provider: Provider, moments: Moments) -> None:
        self._provider = provider
        self._moments = moments
        self.name = provider.name
        self.way = provider.way

    async def checkout(self, bill: Bill) -> Checkout:
        return await self._moments.around(lambda: self._provider.checkout(bill))

    async def capture(self, reference: str, key: str) -> tuple[PaymentEvent, ...]:
        return await self._moments.around(lambda: self._provider.capture(reference, key))

    async def withdraw(self, reference: str) -> tuple[PaymentEvent, ...]:
        return await self._moments.around(lambda: self._provider.withdraw(reference))

    async def look_up(self, reference: str) -> tuple[PaymentEvent, ...]:
        return await self._moments.around(lambda: self._provider.look_up(reference))

    async def refund(self, reference: str, amount: Money, key: str) -> Refund:
        return await self._moments.around(lambda: self._provider.refund(reference, amount, key))

    async def read_webhook(self, headers: Mapping[str, str], raw_body: bytes) -> tuple[PaymentEvent, ...]:
        return await self._moments.around(lambda: self._provider.read_webhook(headers, raw_body))

    async def close(self) -> None:
        await self._provider.close()
