"""Receipts are printed once a booking is paid and whenever its client asks, on both databases."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import msgspec
import pytest

from booking.bookings import Booking
from booking.errors import Refused
from booking.ledger import Verdict
from booking.money import Currency, Money
from booking.status import PaymentMethod, PaymentStatus
from bot.config import Tax
from bot.conversations.mine.paper import SendReceipt
from bot.conversations.state import Who
from bot.jobs.base import Job, Outside
from bot.jobs.receipt import receipt_by, receipt_of
from bot.messages import Deliver, Outgoing
from bot.paper.receipt import Entry, Receipt
from bot.services.payments import paper
from storage.rows import OutboxRow, Payment, PaymentState, RefundState
from tests.jobs.shop import SPORTS, Shop, riyadh

START = riyadh(22, 17)
HALF = Money(5000, SPORTS.price.currency)
VAT = Tax(percent=Decimal(15), number="310122393500003")
_decode = msgspec.json.Decoder(Deliver).decode


async def paid(
    shop: Shop,
    *amounts: Money,
    provider: PaymentMethod = PaymentMethod.STRIPE,
    verdict: Verdict = Verdict.SETTLES,
    status: PaymentStatus = PaymentStatus.COMPLETED,
) -> Booking:
    """A booking of noura's for which these amounts came in; all but the last were a part."""
    booking = await shop.held(START)
    async with shop.desk() as desk:
        order = await desk.tx.payments.open_order(booking, provider, desk.now, booking.amount)
        for number, amount in enumerate(amounts, start=1):
            payment = await desk.tx.payments.record(
                order.order_id,
                provider=provider.value,
                reference=f"pi_{number}",
                amount=amount,
                state=PaymentState.COMPLETED,
                now=desk.now,
            )
            assert payment is not None
            last = number == len(amounts)
            await desk.tx.payments.judge(payment.payment_id, verdict if last else Verdict.PART)
    return await shop.save(booking, payment_status=status)


async def payments(shop: Shop, booking: Booking) -> list[Payment]:
    async with shop.desk() as desk:
        return [payment for payment, _ in await desk.tx.payments.kept(booking.booking_id)]


async def asks(shop: Shop, booking: Booking, client: str = "noura") -> None:
    """A client asks for the receipt of a booking."""
    async with shop.desk() as desk:
        known = await desk.tx.people.by_identity("web", client)
        assert known is not None
        who = Who(now=desk.now, client=known, voice=desk.voice(known), coach=desk.coach, channel="web")
        await paper.receipt(desk, who, SendReceipt(booking.booking_id))


async def sends(shop: Shop, booking: Booking) -> None:
    async with shop.desk() as desk:
        await paper.send_receipt(desk, booking)


async def claimed(shop: Shop) -> list[OutboxRow]:
    async with shop.storage.begin() as tx:
        return await tx.outbox.claim(shop.clock.now(), limit=50, lease=timedelta(minutes=1))


async def runs(shop: Shop, row: OutboxRow, job: Job | None = None) -> None:
    assert row.kind == "receipt"
    await (job or receipt_by(VAT, shop.make_desk))(row, Outside(shop.storage, shop.clock, {}))


async def left(shop: Shop) -> list[tuple[OutboxRow, Outgoing]]:
    """All that is on its way to people, oldest first; it is then taken as sent."""
    found = []
    while rows := [row for row in await claimed(shop) if row.kind == "deliver"]:
        for row in rows:
            card = _decode(row.payload).card
            assert card is not None
            found.append((row, card))
            await done(shop, row)
    return found


async def done(shop: Shop, row: OutboxRow) -> None:
    async with shop.storage.begin() as tx:
        await tx.outbox.done(row.id, "", shop.clock.now())


async def test_a_paid_booking_has_its_receipt_sent_as_a_file(shop: Shop) -> None:
    booking = await paid(shop, SPORTS.price)
    await sends(shop, booking)

    [errand] = await claimed(shop)
    await runs(shop, errand)

    [(row, card)] = await left(shop)
    assert (row.address, row.purpose, row.booking_id) == ("noura", "receipt", booking.booking_id)
    assert [line.id for line in card.lines] == ["receipt-here", "line-number"]
    assert card.file is not None
    assert (card.file.name, card.file.mime) == (f"{booking.booking_number}.pdf", "application/pdf")
    assert card.file.data.startswith(b"%PDF-")


async def test_the_same_errand_run_again_after_a_crash_sends_nothing_twice(shop: Shop) -> None:
    await sends(shop, await paid(shop, SPORTS.price))
    [errand] = await claimed(shop)

    await runs(shop, errand)
    await runs(shop, errand)

    assert len(await left(shop)) == 1


async def test_a_client_may_ask_for_the_receipt_again(shop: Shop) -> None:
    booking = await paid(shop, SPORTS.price)

    for _ in range(2):
        await asks(shop, booking)
        [errand] = await claimed(shop)
        await runs(shop, errand)
        await done(shop, errand)
        assert len(await left(shop)) == 1


@pytest.mark.parametrize("status", [PaymentStatus.PENDING, PaymentStatus.FAILED])
async def test_there_is_no_receipt_before_the_booking_is_all_paid(shop: Shop, status: PaymentStatus) -> None:
    booking = await paid(shop, HALF, verdict=Verdict.PART, status=status)

    with pytest.raises(Refused, match="refused-no-receipt"):
        await asks(shop, booking)


@pytest.mark.parametrize("verdict", [Verdict.LATE, Verdict.CHOICE, Verdict.EXTRA, Verdict.RETURNED])
async def test_there_is_no_receipt_for_money_that_only_came_to_go_back(shop: Shop, verdict: Verdict) -> None:
    booking = await paid(shop, SPORTS.price, verdict=verdict, status=PaymentStatus.REFUNDED)

    with pytest.raises(Refused, match="refused-no-receipt"):
        await asks(shop, booking)


async def test_nobody_is_given_the_receipt_of_somebody_else(shop: Shop) -> None:
    booking = await paid(shop, SPORTS.price)
    await shop.held(riyadh(23, 17), "stranger")

    with pytest.raises(Refused, match="refused-booking-unknown"):
        await asks(shop, booking, "stranger")


async def test_an_errand_whose_booking_is_not_paid_any_more_sends_nothing(shop: Shop) -> None:
    booking = await paid(shop, SPORTS.price)
    await sends(shop, booking)
    [errand] = await claimed(shop)
    await shop.save(booking, payment_status=PaymentStatus.PENDING)

    await runs(shop, errand)

    assert await left(shop) == []


# --------------------------------------------------------------------------------------------- what is printed


async def printed(shop: Shop, booking: Booking, tax: Tax = VAT) -> Receipt:
    async with shop.desk() as desk:
        said = await receipt_of(desk, booking, tax)
    assert said is not None
    return said


async def test_it_says_what_the_ledger_says(shop: Shop) -> None:
    booking = await paid(shop, SPORTS.price)
    [payment] = await payments(shop, booking)

    said = await printed(shop, booking)

    assert (said.payment_id, said.reference, said.amount) == (payment.payment_id, "pi_1", SPORTS.price)
    assert (said.client, said.seller, said.booking_number) == ("noura", "الكابتن طه", booking.booking_number)
    assert (said.method, said.session_at, said.paid_at) == (PaymentMethod.STRIPE, START, payment.at)
    assert (said.tax_percent, said.tax_number) == (VAT.percent, VAT.number)
    assert (said.parts, said.returned) == ((), ())


async def test_money_that_a_person_saw_has_no_reference_of_a_provider(shop: Shop) -> None:
    booking = await paid(shop, SPORTS.price, provider=PaymentMethod.CASH)

    assert (await printed(shop, booking)).reference == ""


async def test_parts_are_added_up_and_listed(shop: Shop) -> None:
    booking = await paid(shop, HALF, HALF, provider=PaymentMethod.BANK_TRANSFER)
    now = shop.clock.now()

    said = await printed(shop, booking)

    assert (said.amount, said.parts) == (SPORTS.price, (Entry(HALF, now), Entry(HALF, now)))


async def test_parts_in_two_currencies_are_never_added_up(shop: Shop) -> None:
    dollars = Money(2000, Currency.USD)

    said = await printed(shop, await paid(shop, HALF, dollars))

    assert (said.amount, [part.amount for part in said.parts]) == (dollars, [HALF, dollars])


@pytest.mark.parametrize("state", RefundState)
async def test_a_refund_stands_there_with_its_day_once_the_money_is_back(shop: Shop, state: RefundState) -> None:
    booking = await paid(shop, SPORTS.price, status=PaymentStatus.REFUNDED)
    [payment] = await payments(shop, booking)
    async with shop.desk() as desk:
        await desk.tx.payments.refund(payment.payment_id, HALF, "time", desk.now, state=state)

    said = await printed(shop, booking)

    assert said.returned == (Entry(HALF, shop.clock.now() if state is RefundState.COMPLETED else None),)


async def test_a_client_who_reads_english_gets_an_english_one(shop: Shop) -> None:
    booking = await paid(shop, SPORTS.price)
    async with shop.desk() as desk:
        await desk.tx.people.save(booking.client_id, now=desk.now, language="en")

    said = await printed(shop, booking)

    assert (said.voice.language, said.title) == ("en", "Sports")
