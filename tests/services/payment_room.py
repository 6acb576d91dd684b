"""The coach's room with a till: every way to pay, the errands that leave, and what the ledger holds."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import msgspec

from booking.bookings import Booking
from booking.money import Money
from booking.paying import PaymentEvent, PaymentNews
from booking.people import Actor
from booking.status import Event, PaymentMethod, Status
from bot.jobs.base import Outside
from bot.jobs.checkout import checkout_by
from bot.messages import Checkout, Deliver, Errand, Outgoing
from bot.services.coach.confirm import Did, record
from bot.services.desk import Desk
from bot.services.payments.events import happened
from bot.services.payments.orders import begin
from payments import providers, ways
from payments.base import Provider
from storage.rows import Order, OutboxRow, Payment
from tests.services.coach_room import COACH, SUNDAY_FIVE, Room

_decode = msgspec.json.Decoder(Errand).decode


@dataclass
class Till(Room):
    providers: Mapping[str, Provider] = field(default_factory=lambda: providers(demo=True))

    @asynccontextmanager
    async def desk(self) -> AsyncIterator[Desk]:
        async with super().desk() as desk:
            yield replace(desk, ways_to_pay=ways(COACH, demo=True))

    async def to_pay(
        self, method: PaymentMethod = PaymentMethod.SANDBOX, start: datetime = SUNDAY_FIVE, *, approval: bool = True
    ) -> tuple[Booking, Order]:
        """A booking of noura's that was just submitted, and its order."""
        held = await self.booked(start, status=Status.PENDING_PAYMENT, method=method)
        async with self.desk() as desk:
            if not approval:
                held = await desk.tx.bookings.save(held.booking_id, now=desk.now, requires_approval=False)
            order = await begin(desk, held, method)
        return await self.now_is(held), order

    async def hears(self, event: PaymentEvent) -> None:
        """A provider's report comes in."""
        async with self.desk() as desk:
            await happened(desk, event)

    async def expires(self, booking: Booking) -> None:
        """The hold is over and the seat given back, as the clock does it."""
        self.clock.move(timedelta(hours=1))
        async with self.desk() as desk:
            await desk.tx.bookings.release(booking.booking_id, Status.CANCELLED, desk.now)
            await record(desk, booking, Status.CANCELLED, Did(event=Event.HOLD_EXPIRED, by=Actor.SYSTEM))

    async def works(self) -> list[tuple[str, Outgoing]]:
        """Everything that is due goes out, checkouts included; the cards with their addresses, oldest first."""
        said = []
        while rows := await self._claimed():
            for row in rows:
                errand = _decode(row.payload)
                if isinstance(errand, Checkout):
                    await checkout_by(self.providers)(row, Outside(self.storage, self.clock, {}))
                elif isinstance(errand, Deliver) and errand.card is not None:
                    said.append((row.address, errand.card))
                async with self.storage.begin() as tx:
                    await tx.outbox.done(row.id, "", self.clock.now())
        return said

    async def _claimed(self) -> list[OutboxRow]:
        async with self.storage.begin() as tx:
            return await tx.outbox.claim(self.clock.now(), limit=50, lease=timedelta(minutes=1))

    async def ledger(self, order: Order) -> tuple[Order, tuple[Payment, ...]]:
        """The order as it is stored, with what was said of its payment."""
        async with self.storage.begin() as tx:
            found = await tx.payments.order(order.order_id)
            assert found is not None
            return found, await tx.payments.of_order(order.order_id)

    async def spent(self, booking: Booking) -> Money:
        """What came in from the client of a booking, less what is on its way back."""
        async with self.storage.begin() as tx:
            _, sums = await tx.bookings.totals(booking.client_id)
        return next((money for money in sums), Money(0, booking.amount.currency))


def report(
    order: Order, *, event: str = "e1", reference: str = "p1", amount: Money | None = None, paid: bool = True
) -> PaymentEvent:
    """What the sandbox reports of an order."""
    return PaymentEvent(
        provider="sandbox",
        event_id=event,
        news=PaymentNews.PAID if paid else PaymentNews.FAILED,
        order_id=order.order_id,
        reference=reference,
        amount=amount or order.amount,
    )


def said_to(address: str, said: list[tuple[str, Outgoing]]) -> list[str]:
    """The ids of the first lines that somebody was told."""
    return [card.lines[0].id for to, card in said if to == address]
