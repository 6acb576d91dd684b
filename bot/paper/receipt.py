"""The receipt of a payment as a page: a value with all that it says, its words, and its PDF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zoneinfo import ZoneInfo

from booking.money import Currency, Money
from booking.status import PaymentMethod
from bot.messages import Amount, Code, Day, Moment, Number, Say, Term, Voice, say
from bot.paper.press import Row, pdf, row, text, value

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Entry:
    """Money that moved, and when (aware, UTC); None where it has yet to."""

    amount: Money
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """All that a receipt says. `tax_percent` is contained in `amount`; 0 leaves the tax out. Instants are aware UTC.

    `reference` is the provider's own number of the payment, empty where a person saw the money. `parts` are what
    `amount` came in as, where that was more than one payment; number, reference and time are then those of the last.
    `told` is the amount in the provider's words («12.00 EUR»), where its currency is none of ours.
    """

    voice: Voice
    seller: str
    client: str
    booking_number: str
    payment_id: int
    reference: str = ""
    method: PaymentMethod
    title: str
    session_at: datetime
    paid_at: datetime
    amount: Money
    told: str = ""
    tax_percent: Decimal = Decimal(0)
    tax_number: str = ""
    parts: tuple[Entry, ...] = ()
    returned: tuple[Entry, ...] = ()


def receipt_pdf(receipt: Receipt) -> bytes:
    """The receipt as a PDF of one page; the same bytes each time for the same receipt. Takes about 70 ms."""
    return pdf("receipt", words(receipt))


def tax_in(amount: Money, percent: Decimal) -> Money:
    """The tax that a price contains, rounded half up to a minor unit: of 115.00 at 15 % it is 15.00."""
    share = amount.minor * percent / (_HUNDRED + percent)
    return Money(int(share.to_integral_value(ROUND_HALF_UP)), amount.currency)


def words(receipt: Receipt) -> dict[str, Any]:
    """Everything that stands on the page, ready to be set, in the reader's language and digits."""
    voice = receipt.voice
    playing = receipt.method is PaymentMethod.SANDBOX
    return {
        "language": "en" if voice.language == "en" else "ar",
        "right-to-left": voice.language != "en",
        "title": text(say("paper-title"), voice),
        "seller": value(receipt.seller, voice),
        "amount": row((say("paper-amount"), Code(receipt.told) if receipt.told else Amount.of(receipt.amount)), voice),
        "rows": [row(fact, voice) for fact in _facts(receipt)],
        "sums": [row(money, voice) for money in (*_parts(receipt), *_tax(receipt), *_returned(receipt))],
        "note": text(say("checkout-play"), voice) if playing else "",
        "footer": text(say("paper-footer"), voice),
    }


def _facts(receipt: Receipt) -> Iterator[Row]:
    """What was paid for, by whom, when and how; what is not known is left out."""
    yield say("paper-payment"), Code(f"P-{receipt.payment_id:06d}")
    yield say("paper-booking"), Code(receipt.booking_number)
    if receipt.client:
        yield say("paper-client"), receipt.client
    yield say("paper-consultation"), receipt.title
    yield say("paper-session"), _moment(receipt.session_at, receipt.voice)
    yield say("paper-paid-at"), _moment(receipt.paid_at, receipt.voice)
    yield say("paper-method"), Term(f"payment-method-{receipt.method.value}")
    if receipt.reference:
        yield say("paper-reference"), Code(receipt.reference)


def _parts(receipt: Receipt) -> Iterator[Row]:
    for part in receipt.parts:
        yield _on("paper-part", part, receipt.voice), Amount.of(part.amount)


def _tax(receipt: Receipt) -> Iterator[Row]:
    if receipt.tax_percent <= 0 or receipt.told:
        return
    tax = tax_in(receipt.amount, receipt.tax_percent)
    yield say("paper-tax", percent=Number(float(receipt.tax_percent))), Amount.of(tax)
    if receipt.tax_number:
        yield say("paper-tax-number"), Code(receipt.tax_number)


def _returned(receipt: Receipt) -> Iterator[Row]:
    """What went back or will; and what is left, where all is of one currency."""
    for back in receipt.returned:
        yield _on("paper-back", back, receipt.voice), Amount.of(back.amount)
    if receipt.returned and not receipt.told and _currencies(receipt) == {receipt.amount.currency}:
        gone = sum(back.amount.minor for back in receipt.returned)
        yield say("paper-kept"), Amount.of(receipt.amount - Money(gone, receipt.amount.currency))


def _currencies(receipt: Receipt) -> set[Currency]:
    return {entry.amount.currency for entry in (*receipt.parts, *receipt.returned)}


def _on(about: str, entry: Entry, voice: Voice) -> Say:
    """What is said of an entry, with its day; what has yet to happen has none."""
    if entry.at is None:
        return say("paper-back-soon")
    day = entry.at.astimezone(ZoneInfo(voice.zone)).date()
    return Say(about, {"day": Day(day, "number"), "month": Day(day, "month")})


def _moment(at: datetime, voice: Voice) -> Say:
    """An instant with its year: a paper is read years later, too."""
    day = at.astimezone(ZoneInfo(voice.zone)).date()
    parts = {"weekday": Day(day, "weekday"), "day": Day(day, "number"), "month": Day(day, "month")}
    return say("paper-moment", **parts, time=Moment(at, "time"))
