"""The job that prints the receipt of a booking, outside any transaction, and has it sent to the client."""

from __future__ import annotations

import asyncio
from datetime import datetime

import msgspec

from booking.bookings import Booking
from booking.money import Money
from booking.people import Client, Coach
from booking.status import PaymentMethod
from bot.config import Tax
from bot.jobs.base import Job, MakeDesk, Outside
from bot.messages import Attachment, Code, Outgoing, Paper, Voice, say
from bot.paper.receipt import Entry, Receipt, receipt_pdf
from bot.services.coach.money import BY_HAND
from bot.services.desk import Desk
from bot.services.notices import tell_client
from bot.services.payments.paper import paid_with
from storage.rows import OutboxRow, Payment, Refund, RefundState

_decode = msgspec.json.Decoder(Paper).decode


def receipt_by(tax: Tax, make_desk: MakeDesk) -> Job:
    """The job for «receipt» errands; `tax` is what prices contain. Run again after a crash, it sends nothing twice."""

    async def receipt(row: OutboxRow, outside: Outside) -> str:
        async with outside.storage.read() as tx:
            desk = await make_desk(tx)
            booking = await tx.bookings.get(_decode(row.payload).booking_id)
            printed = await receipt_of(desk, booking, tax) if booking else None
        if booking is None or printed is None:
            return ""
        data = await asyncio.to_thread(receipt_pdf, printed)
        async with outside.storage.begin() as tx:
            await _send(await make_desk(tx), row, booking, data)
        return ""

    return receipt


async def receipt_of(desk: Desk, booking: Booking, tax: Tax) -> Receipt | None:
    """What the receipt of a booking says, in its client's language; None while it is not all paid."""
    payments = await paid_with(desk, booking)
    if not payments:
        return None
    voice = desk.voice(await desk.tx.people.get(booking.client_id))
    last = payments[-1]
    method = PaymentMethod(last.provider)
    return Receipt(
        voice=voice,
        seller=_seller(desk.coach, voice),
        client=booking.name,
        booking_number=booking.booking_number,
        payment_id=last.payment_id,
        reference="" if method in BY_HAND else last.reference,  # where a person saw the money, it is a word of our own
        method=method,
        title=booking.title_in(voice.language),
        session_at=booking.starts_at,
        paid_at=last.at,
        amount=_total(payments),
        told=last.note,
        tax_percent=tax.percent,
        tax_number=tax.number,
        parts=tuple(Entry(payment.amount, payment.at) for payment in payments) if len(payments) > 1 else (),
        returned=await _returned(desk, payments),
    )


def _seller(coach: Coach, voice: Voice) -> str:
    return coach.name_en if voice.language == "en" and coach.name_en else coach.name


def _total(payments: tuple[Payment, ...]) -> Money:
    """What came in, in the currency of the last payment; parts in another one are on the list of parts alone."""
    currency = payments[-1].amount.currency
    return Money(sum(each.amount.minor for each in payments if each.amount.currency is currency), currency)


async def _returned(desk: Desk, payments: tuple[Payment, ...]) -> tuple[Entry, ...]:
    refunds = [back for payment in payments for back in await desk.tx.payments.refunds_of_payment(payment.payment_id)]
    return tuple(Entry(back.amount, _gone_at(back)) for back in refunds)


def _gone_at(back: Refund) -> datetime | None:
    """When the money had gone back; a refund that a provider or a person has yet to make is still owed."""
    return back.updated_at if back.state is RefundState.COMPLETED else None


async def _send(desk: Desk, row: OutboxRow, booking: Booking, data: bytes) -> None:
    """The message, and the mark that it was left. An errand's number alone may come again after years of quiet."""
    if not await desk.tx.marks.once("receipt", f"{row.id}@{row.due_at.isoformat()}", desk.now):
        return
    file = Attachment(f"{booking.booking_number}.pdf", "application/pdf", data)

    def card(_client: Client, _voice: Voice) -> Outgoing:
        return Outgoing((say("receipt-here"), say("line-number", number=Code(booking.booking_number))), file=file)

    await tell_client(desk, booking.client_id, card, purpose="receipt", booking_id=booking.booking_id)
