"""The coach's room with a till: every way to pay, the jobs that ask providers, and what the ledger holds."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from booking.bookings import Booking
from booking.money import Currency, Money
from booking.paying import PaymentEvent, PaymentNews
from booking.status import PaymentMethod
from bot.channels.base import Channel
from bot.config import Settings, Web
from bot.conversations.commands import HoldSlot, ReceiveReceipt, Submit
from bot.conversations.mine.money import ChooseWay
from bot.jobs import clock as ticks
from bot.jobs.registry import jobs_of
from bot.jobs.worker import Worker
from bot.messages import Choice, FileRef, Outgoing
from bot.services.desk import Desk
from bot.services.payments.events import happened
from bot.services.payments.links import Returns
from payments import providers, ways
from payments.base import Provider
from storage.rows import Order, Payment, Receipt, Refund
from storage.uow import Tx
from tests.services.coach_room import COACH, SUNDAY_FIVE, Room
from tests.services.providers import CARD, WALLET, Scripted
from tests.standins.memory_channel import MemoryChannel

DEMO = Settings(_env_file=None, web=Web(mode="demo"))
DOLLARS = Money(2700, Currency.USD)
HOUR = timedelta(hours=1)
PHOTO = FileRef("web", "AgAC", name="receipt.jpg", mime="image/jpeg", size=7)


@dataclass
class Till(Room):
    """`card` and `wallet` do what a test tells them; the other providers are those of the demo."""

    card: Scripted = field(default_factory=lambda: Scripted(CARD))
    wallet: Scripted = field(default_factory=lambda: Scripted(WALLET))
    demo: Mapping[str, Provider] = field(default_factory=lambda: providers(DEMO))
    channel: MemoryChannel = field(default_factory=MemoryChannel)

    def __post_init__(self) -> None:
        self.providers: dict[str, Provider] = {self.card.name: self.card, self.wallet.name: self.wallet, **self.demo}
        jobs = jobs_of(self.providers, Returns(b"key", "http://bot"), self.make_desk)
        self.channels: dict[str, Channel] = {self.channel.name: self.channel}
        self.worker = Worker(self.storage, self.clock, self.channels, jobs)

    async def make_desk(self, tx: Tx) -> Desk:
        coach = await tx.catalogue.coach()
        if coach is None:
            raise LookupError("no coach yet")
        return Desk(tx, self.clock.now(), COACH, ways_to_pay=ways(self.providers.values(), COACH))

    @asynccontextmanager
    async def desk(self) -> AsyncIterator[Desk]:
        async with self.storage.begin() as tx:
            yield await self.make_desk(tx)

    # ------------------------------------------------------------------------------------------------ what happens

    async def to_pay(
        self,
        method: PaymentMethod = PaymentMethod.SANDBOX,
        start: datetime = SUNDAY_FIVE,
        *,
        client: str = "noura",
        approval: bool = True,
    ) -> tuple[Booking, Order]:
        """A booking that its client has just submitted, and its order. It has a price in dollars as well."""
        held = await self.does(client, HoldSlot(1, start, "in_person"))
        async with self.desk() as desk:
            changes = {"usd_minor": DOLLARS.minor, "requires_approval": approval}
            await desk.tx.bookings.save(held.booking_id, now=desk.now, **changes)
        await self.does(client, Submit(held.booking_id, method, meeting_type="in_person"))
        return await self.now_is(held), await self.order(held)

    async def with_page(
        self, method: PaymentMethod = PaymentMethod.STRIPE, start: datetime = SUNDAY_FIVE, *, approval: bool = True
    ) -> tuple[Booking, Order]:
        """A booking that waits for its money, its page sent to its client."""
        booking, _ = await self.to_pay(method, start, approval=approval)
        await self.works()
        return booking, await self.order(booking)

    async def chooses(self, booking: Booking, method: PaymentMethod) -> Order:
        """Its client pays a booking in another way; the order that this opens."""
        await self.does("noura", ChooseWay(booking.booking_id, method))
        return await self.order(booking)

    async def sends(self, file: FileRef = PHOTO) -> Receipt:
        """Noura sends the receipt of a transfer; the newest that waits."""
        self.channel.files.setdefault(file.id, b"a picture")
        await self.does("noura", ReceiveReceipt(file))
        async with self.storage.begin() as tx:
            return (await tx.payments.waiting_receipts())[-1]

    async def with_receipt(self) -> tuple[Booking, Order, Receipt]:
        """A booking that waits for its transfer, and the receipt that its client sent."""
        booking, order = await self.to_pay(PaymentMethod.BANK_TRANSFER)
        await self.works()
        return booking, order, await self.sends()

    async def hears(self, *events: PaymentEvent) -> None:
        """A provider's reports come in, each by itself."""
        for event in events:
            async with self.desk() as desk:
                await happened(desk, event)

    async def passes(self, by: timedelta) -> list[tuple[str, Outgoing]]:
        """Time passes; the clock ticks at its end and everything due goes out; the cards with their addresses."""
        self.clock.move(by)
        await ticks.tick(self.storage, self.clock, self.make_desk)
        return await self.works()

    async def expires(self, booking: Booking) -> Booking:
        """The hold is over and the seat given back, its page closed, and everybody told."""
        await self.passes(max((booking.hold_expires_at or self.clock.now()) - self.clock.now(), timedelta()))
        return await self.now_is(booking)

    async def works(self) -> list[tuple[str, Outgoing]]:
        """Every errand that is due is run; the cards that were said, with their addresses, oldest first."""
        before = len(self.channel.delivered)
        await self.worker.drain()
        return [(to, errand.card) for to, errand in self.channel.delivered[before:] if errand.card is not None]

    # ---------------------------------------------------------------------------------------------- what there is

    async def order(self, booking: Booking) -> Order:
        """The latest order of a booking."""
        async with self.storage.begin() as tx:
            found = await tx.payments.order_of(booking.booking_id)
        assert found is not None
        return found

    async def ledger(self, order: Order) -> tuple[Order, tuple[Payment, ...]]:
        """The order as it is stored, with what was said of its payment."""
        async with self.storage.begin() as tx:
            found = await tx.payments.order(order.order_id)
            assert found is not None
            return found, await tx.payments.of_order(order.order_id)

    async def refunds(self, booking: Booking) -> tuple[Refund, ...]:
        """What goes back of a booking, oldest first."""
        async with self.storage.begin() as tx:
            return await tx.payments.refunds_of(booking.booking_id)

    async def refund_now(self, refund: Refund) -> Refund:
        """A refund as it is stored."""
        async with self.storage.begin() as tx:
            found = await tx.payments.refund_by_id(refund.refund_id)
        assert found is not None
        return found

    async def verdicts(self, booking: Booking) -> list[str]:
        """What the payments of a booking were found to be for, oldest first."""
        async with self.storage.begin() as tx:
            return [payment.verdict for payment, _left in await tx.payments.kept(booking.booking_id)]

    async def spent(self, booking: Booking) -> Money:
        """What came in from the client of a booking, less what is on its way back; in the first of its currencies."""
        async with self.storage.begin() as tx:
            _, sums = await tx.bookings.totals(booking.client_id)
        return next((money for money in sums), Money(0, booking.amount.currency))


def report(
    order: Order,
    news: PaymentNews = PaymentNews.PAID,
    *,
    reference: str = "p1",
    amount: Money | None = None,
    told: str = "",
    event: str = "",
) -> PaymentEvent:
    """What the provider of an order's way to pay reports of it."""
    return PaymentEvent(
        provider=order.method.value,
        event_id=event or f"{news.value}-{reference}",
        news=news,
        order_id=order.order_id,
        reference=reference,
        amount=None if told else amount or order.amount,
        told=told,
    )


def said_to(address: str, said: list[tuple[str, Outgoing]]) -> list[str]:
    """The ids of the first lines that somebody was told."""
    return [card.lines[0].id for to, card in said if to == address]


def card_of(first: str, said: list[tuple[str, Outgoing]], address: str = "noura") -> Outgoing:
    """The one card that begins with this line."""
    (card,) = [card for to, card in said if to == address and card.lines[0].id == first]
    return card


def buttons(card: Outgoing) -> list[str]:
    """The values of a card's buttons."""
    return [choice.value for row in card.rows for choice in row if isinstance(choice, Choice)]
