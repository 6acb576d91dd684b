"""What cash and bank transfer share: no outside service takes part, so a person sees the money come and go."""

from __future__ import annotations

from collections.abc import Mapping

from booking.money import Money
from booking.paying import PaymentEvent, Way
from payments.base import Bill, ByHand, Checkout, Refund, Untrusted


class MoneyByHand:
    """A way to pay that the coach watches over. Its `way` says that it opens no page."""

    def __init__(self, way: Way) -> None:
        self.name = way.method.value
        self.way = way

    async def checkout(self, bill: Bill) -> Checkout:
        """There is no page; the client is told in words where the money goes."""
        raise ByHand(f"{self.name} opens no page for order {bill.order_id}")

    async def capture(self, reference: str, key: str) -> tuple[PaymentEvent, ...]:  # noqa: ARG002 - the interface's
        """Nothing is ever approved and not yet paid."""
        raise ByHand(f"{self.name} is taken by the coach")

    async def withdraw(self, reference: str) -> tuple[PaymentEvent, ...]:  # noqa: ARG002 - the interface's
        """There is no page to close."""
        return ()

    async def refund(self, reference: str, amount: Money, key: str) -> Refund:  # noqa: ARG002 - the interface's
        """The coach gives the money back."""
        raise ByHand(f"{self.name} is given back by the coach")

    async def read_webhook(self, headers: Mapping[str, str], raw_body: bytes) -> tuple[PaymentEvent, ...]:  # noqa: ARG002
        """Nobody reports, so whoever says they do is not to be trusted."""
        raise Untrusted(f"nobody reports on {self.name}")

    async def look_up(self, reference: str) -> tuple[PaymentEvent, ...]:  # noqa: ARG002 - the interface's
        """No outside record exists: nothing is known beyond the ledger."""
        return ()

    async def close(self) -> None:
        """No connections."""
