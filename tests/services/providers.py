"""A provider that a test writes the part of: it does as agreed, until it is told what goes wrong or what to report."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field

from booking.money import Currency, Money
from booking.paying import PaymentEvent, PaymentNews, Way
from booking.status import PaymentMethod
from payments.base import Bill, Checkout, PaymentTrouble, Refund, RefundState, Untrusted

CARD = Way(method=PaymentMethod.STRIPE, opens_page=True, refund_days=(5, 10))
WALLET = Way(method=PaymentMethod.PAYPAL, currencies=frozenset({Currency.USD}), opens_page=True, refund_days=(3, 5))


@dataclass
class Scripted:
    """`trouble` has what to raise at the next calls of a method, `says` what to answer at them instead of the usual.

    As usual a page opens, closes unpaid, and has nothing to tell; what was approved is taken whole, and a refund has
    arrived at once. `calls` is everything that was asked, each with its reference or key; `sent_back` what really went
    back, once a key.
    """

    way: Way
    name: str = field(init=False)
    refunds_are: RefundState = RefundState.COMPLETED
    calls: list[tuple[str, ...]] = field(default_factory=list)
    bills: dict[str, Bill] = field(default_factory=dict)
    sent_back: dict[str, Money] = field(default_factory=dict)
    trouble: defaultdict[str, deque[PaymentTrouble]] = field(default_factory=lambda: defaultdict(deque))
    says: defaultdict[str, deque[tuple[PaymentEvent, ...]]] = field(default_factory=lambda: defaultdict(deque))

    def __post_init__(self) -> None:
        self.name = self.way.method.value

    async def checkout(self, bill: Bill) -> Checkout:
        self._asked("checkout", bill.key)
        reference = f"page-{bill.key}"
        self.bills[reference] = bill
        return Checkout(url=f"https://{self.name}.example/{reference}", reference=reference, expires_at=bill.pay_until)

    async def capture(self, reference: str, key: str) -> tuple[PaymentEvent, ...]:
        self._asked("capture", reference, key)
        return self._said("capture", (self.report(reference, PaymentNews.PAID, payment=f"paid-{reference}"),))

    async def withdraw(self, reference: str) -> tuple[PaymentEvent, ...]:
        self._asked("withdraw", reference)
        return self._said("withdraw", (self.report(reference, PaymentNews.EXPIRED),))

    async def look_up(self, reference: str) -> tuple[PaymentEvent, ...]:
        self._asked("look_up", reference)
        return self._said("look_up", ())

    async def refund(self, reference: str, amount: Money, key: str) -> Refund:
        self._asked("refund", reference, key)
        self.sent_back[key] = amount
        return Refund(f"back-{key}", self.refunds_are)

    async def read_webhook(self, headers: Mapping[str, str], raw_body: bytes) -> tuple[PaymentEvent, ...]:  # noqa: ARG002
        self._asked("read_webhook")
        if not self.says["read_webhook"]:
            raise Untrusted("nobody said so")
        return self.says["read_webhook"].popleft()

    async def close(self) -> None:
        return None

    # --------------------------------------------------------------------------------------------- what a test sees

    def report(
        self, page: str, news: PaymentNews, *, payment: str = "", amount: Money | None = None, told: str = ""
    ) -> PaymentEvent:
        """What it says of a page; by default the reference is the page's, and the amount that of its bill."""
        bill = self.bills[page]
        return PaymentEvent(
            provider=self.name,
            event_id=f"{news.value}-{payment or page}",
            news=news,
            order_id=bill.order_id,
            reference=payment or page,
            amount=None if told else amount or bill.amount,
            told=told,
        )

    def asked(self, method: str) -> list[tuple[str, ...]]:
        """What was asked of one method, oldest first."""
        return [call[1:] for call in self.calls if call[0] == method]

    def _asked(self, method: str, *what: str) -> None:
        self.calls.append((method, *what))
        if self.trouble[method]:
            raise self.trouble[method].popleft()

    def _said(self, method: str, usual: tuple[PaymentEvent, ...]) -> tuple[PaymentEvent, ...]:
        return self.says[method].popleft() if self.says[method] else usual
