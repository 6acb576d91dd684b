"""Money in and what follows, on both databases."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from booking.bookings import Booking
from booking.catalogue import Category
from booking.errors import Refused
from booking.money import Currency, Money
from booking.people import Actor
from booking.policy import REVIEW_HOLD, TRANSFER_HOLD
from booking.status import Event, PaymentMethod, PaymentStatus, Status
from bot.clock import MovableClock
from bot.conversations.coach.requests import AcceptReceipt, CallOff
from bot.conversations.commands import ReceiveReceipt
from bot.messages import FileRef
from bot.services.payments.ledger import Verdict, verdict
from bot.services.payments.orders import begin
from bot.services.payments.transfer import transfer_card, transfer_reference
from storage.rows import OrderStatus, PaymentState
from storage.uow import Storage
from tests.services.coach_room import COACH, MONDAY_FIVE, SUNDAY_FIVE
from tests.services.payment_room import Till, report, said_to

PHOTO = FileRef("telegram", "AgAC", name="receipt.jpg", mime="image/jpeg", size=7)


@pytest.fixture
async def till(storage: Storage, clock: MovableClock) -> Till:
    till = Till(storage, clock)
    await till.open()
    return till


# ------------------------------------------------------------------------------------------------ opening an order


async def test_an_order_holds_the_seat_as_long_as_its_way_takes(till: Till) -> None:
    now = till.clock.now()

    page, _ = await till.to_pay(PaymentMethod.SANDBOX)
    transfer, _ = await till.to_pay(PaymentMethod.BANK_TRANSFER, MONDAY_FIVE)

    assert page.hold_expires_at == now + REVIEW_HOLD
    assert transfer.hold_expires_at == now + TRANSFER_HOLD


async def test_no_hold_outlasts_the_start_of_its_session(till: Till) -> None:
    soon = till.clock.now() + timedelta(hours=3)

    booking, _ = await till.to_pay(PaymentMethod.BANK_TRANSFER, soon)

    assert booking.hold_expires_at == soon


async def test_an_open_order_is_taken_up_again(till: Till) -> None:
    booking, order = await till.to_pay()

    async with till.desk() as desk:
        again = await begin(desk, booking, PaymentMethod.SANDBOX)

    assert again.order_id == order.order_id


async def test_changing_the_way_to_pay_closes_the_old_order(till: Till) -> None:
    booking, order = await till.to_pay()

    async with till.desk() as desk:
        other = await begin(desk, booking, PaymentMethod.BANK_TRANSFER)

    assert (await till.ledger(order))[0].status is OrderStatus.CANCELLED
    assert (other.status, other.method) == (OrderStatus.OPEN, PaymentMethod.BANK_TRANSFER)
    assert (await till.now_is(booking)).payment_method is PaymentMethod.BANK_TRANSFER
    assert await till.works() == []


async def test_a_way_that_is_not_offered_opens_nothing(till: Till) -> None:
    booking = await till.booked(status=Status.PENDING_PAYMENT)

    with pytest.raises(Refused, match="refused-way-to-pay"):
        async with till.desk() as desk:
            await begin(desk, booking, PaymentMethod.STRIPE)


# ------------------------------------------------------------------------------------------------------- the page


async def test_the_page_is_opened_after_the_commit_and_sent_as_a_link(till: Till) -> None:
    booking, order = await till.to_pay()

    ((address, card),) = await till.works()

    stored, _ = await till.ledger(order)
    assert address == "noura"
    assert card.rows[0][0].link == stored.checkout_url == f"/sandbox/{stored.checkout_reference}"
    assert stored.checkout_expires_at == booking.hold_expires_at
    assert "checkout-play" in [line.id for line in card.lines]


async def test_an_order_has_one_page_while_it_is_open(till: Till) -> None:
    booking, order = await till.to_pay()
    await till.works()
    before, _ = await till.ledger(order)

    async with till.desk() as desk:
        await begin(desk, booking, PaymentMethod.SANDBOX)
    ((_, card),) = await till.works()

    assert card.rows[0][0].link == before.checkout_url


async def test_no_page_is_opened_for_what_was_given_up_meanwhile(till: Till) -> None:
    booking, _ = await till.to_pay()
    await till.expires(booking)

    assert await till.works() == []


# ------------------------------------------------------------------------------------------------------- paid


async def test_paid_and_approval_needed_goes_to_the_coach(till: Till) -> None:
    booking, order = await till.to_pay()
    await till.works()

    await till.hears(report(order))

    after = await till.now_is(booking)
    assert (after.status, after.payment_status) == (Status.PENDING_CONFIRMATION, PaymentStatus.COMPLETED)
    assert after.hold_expires_at is None
    stored, (payment,) = await till.ledger(order)
    assert (stored.status, payment.amount) == (OrderStatus.PAID, order.amount)
    said = await till.works()
    assert said_to("noura", said) == ["told-paid"]
    assert said_to("taha", said) == ["coach-new-booking"]


async def test_paid_without_approval_is_confirmed_at_once(till: Till) -> None:
    booking, order = await till.to_pay(approval=False)
    await till.works()

    await till.hears(report(order))

    assert (await till.now_is(booking)).status is Status.CONFIRMED
    said = await till.works()
    assert said_to("noura", said) == ["told-paid", "told-confirmed"]
    assert said_to("taha", said) == ["coach-new-confirmed"]
    async with till.desk() as desk:
        (change,) = await desk.tx.bookings.history(booking.booking_id)
    assert (change.event, change.by) == (Event.PAID, Actor.SYSTEM)


async def test_a_repeated_report_does_nothing(till: Till) -> None:
    booking, order = await till.to_pay()
    await till.hears(report(order))
    before = await till.now_is(booking)
    await till.works()

    await till.hears(report(order, event="e2"))

    assert await till.now_is(booking) == before
    assert await till.works() == []
    assert await till.spent(booking) == order.amount


@pytest.mark.parametrize("amount", [Money(1, Currency.SAR), Money(10001, Currency.SAR), Money(10000, Currency.USD)])
async def test_another_amount_or_currency_confirms_nothing_and_is_shown_to_the_coach(till: Till, amount: Money) -> None:
    booking, order = await till.to_pay()
    await till.works()

    await till.hears(report(order, amount=amount))

    after = await till.now_is(booking)
    assert (after.status, after.payment_status) == (Status.PENDING_PAYMENT, PaymentStatus.PENDING)
    assert after.hold_expires_at is None
    said = await till.works()
    assert said_to("noura", said) == ["payment-in-review"]
    assert said_to("taha", said) == said_to("layla", said) == ["coach-payment-mismatch"]


async def test_a_second_payment_is_written_down_and_goes_back(till: Till) -> None:
    booking, order = await till.to_pay()
    await till.hears(report(order))
    await till.works()

    await till.hears(report(order, event="e2", reference="p2"))

    assert len((await till.ledger(order))[1]) == 2
    assert await till.spent(booking) == order.amount
    assert (await till.now_is(booking)).payment_status is PaymentStatus.COMPLETED
    said = await till.works()
    assert said_to("noura", said) == ["payment-twice"]
    assert said_to("taha", said) == ["coach-payment-twice"]


async def test_what_is_paid_the_old_way_after_a_change_closes_the_new_order(till: Till) -> None:
    booking, order = await till.to_pay()
    async with till.desk() as desk:
        other = await begin(desk, booking, PaymentMethod.BANK_TRANSFER)

    await till.hears(report(order))

    assert (await till.ledger(order))[0].status is OrderStatus.PAID
    assert (await till.ledger(other))[0].status is OrderStatus.CANCELLED
    after = await till.now_is(booking)
    assert (after.payment_method, after.payment_status) == (PaymentMethod.SANDBOX, PaymentStatus.COMPLETED)


async def test_money_for_no_order_of_ours_is_shown_to_the_coach(till: Till) -> None:
    _, order = await till.to_pay()
    await till.works()

    await till.hears(replace(report(order), order_id=999))

    assert said_to("taha", await till.works()) == ["coach-payment-unknown"]


async def test_a_failed_attempt_keeps_the_seat_and_offers_the_page_again(till: Till) -> None:
    booking, order = await till.to_pay()
    await till.works()
    page = (await till.ledger(order))[0].checkout_url

    await till.hears(report(order, paid=False))

    after = await till.now_is(booking)
    assert (after.status, after.payment_status) == (Status.PENDING_PAYMENT, PaymentStatus.FAILED)
    assert after.hold_expires_at == booking.hold_expires_at
    ((_, card),) = await till.works()
    assert (card.lines[0].id, card.rows[0][0].link) == ("payment-failed", page)


async def test_after_a_failed_attempt_the_next_one_settles(till: Till) -> None:
    booking, order = await till.to_pay()
    await till.hears(report(order, paid=False))

    await till.hears(report(order, event="e2", reference="p2"))

    after = await till.now_is(booking)
    assert (after.status, after.payment_status) == (Status.PENDING_CONFIRMATION, PaymentStatus.COMPLETED)


# ------------------------------------------------------------------------------------------------------- too late


async def test_paid_after_expiry_with_the_seat_free_revives_the_booking(till: Till) -> None:
    booking, order = await till.to_pay()
    await till.expires(booking)

    await till.hears(report(order))

    after = await till.now_is(booking)
    assert (after.status, after.payment_status) == (Status.PENDING_CONFIRMATION, PaymentStatus.COMPLETED)
    assert await till.starts() == {SUNDAY_FIVE}
    assert await till.spent(booking) == order.amount


async def test_paid_after_expiry_with_the_seat_taken_goes_back(till: Till) -> None:
    booking, order = await till.to_pay()
    await till.expires(booking)
    await till.booked(client="stranger")

    await till.hears(report(order))

    after = await till.now_is(booking)
    assert (after.status, after.payment_status) == (Status.CANCELLED, PaymentStatus.REFUNDED)
    assert (await till.ledger(order))[0].status is OrderStatus.REFUNDED
    assert (await till.spent(booking)).minor == 0
    said = await till.works()
    assert said_to("noura", said) == ["payment-late"]
    assert said_to("taha", said) == ["coach-payment-late"]


async def test_what_comes_after_a_cancellation_goes_back_though_the_seat_is_free(till: Till) -> None:
    booking, order = await till.to_pay()
    async with till.desk() as desk:
        await desk.tx.bookings.release(booking.booking_id, Status.CANCELLED, desk.now)

    await till.hears(report(order))

    assert (await till.now_is(booking)).status is Status.CANCELLED
    assert (await till.spent(booking)).minor == 0


async def test_what_comes_after_the_session_began_goes_back_and_frees_the_time(till: Till) -> None:
    booking, order = await till.to_pay()
    till.clock.set(SUNDAY_FIVE)

    await till.hears(report(order))

    after = await till.now_is(booking)
    assert (after.status, after.payment_status) == (Status.CANCELLED, PaymentStatus.REFUNDED)
    assert (await till.spent(booking)).minor == 0


# ------------------------------------------------------------------------------------------------- bank transfer


async def test_the_transfer_card_has_everything_to_copy(till: Till) -> None:
    booking, order = await till.to_pay(PaymentMethod.BANK_TRANSFER)

    card = transfer_card(order, booking, COACH)

    reference = transfer_reference(order, booking)
    assert [item.text for item in card.copy] == [
        COACH.bank.iban,
        COACH.bank.holder,
        COACH.bank.bank,
        "100",
        reference,
    ]
    assert reference.isascii()
    assert reference.isdecimal()
    assert "transfer-until" in [line.id for line in card.lines]


async def test_the_amount_to_copy_keeps_its_halalas(till: Till) -> None:
    booking, order = await till.to_pay(PaymentMethod.BANK_TRANSFER)

    card = transfer_card(replace(order, amount=Money(9950, Currency.SAR)), booking, COACH)

    assert "99.50" in [item.text for item in card.copy]


async def test_a_receipt_pauses_the_hold_and_reaches_the_team_with_its_buttons(till: Till) -> None:
    booking, order = await till.to_pay(PaymentMethod.BANK_TRANSFER)

    taken = await till.does("noura", ReceiveReceipt(PHOTO))

    assert taken == await till.now_is(booking)
    assert taken.hold_expires_at is None
    said = await till.works()
    assert said_to("taha", said) == said_to("layla", said) == ["receipt-came"]
    card = said[0][1]
    assert card.file is not None
    assert card.file.kept == PHOTO
    async with till.storage.begin() as tx:
        (receipt,) = await tx.payments.waiting_receipts()
    assert (receipt.order_id, receipt.file_id, receipt.sha256) == (order.order_id, "AgAC", "")
    values = [choice.value for row in card.rows for choice in row]
    assert values[:2] == [f"do:receiptok:{receipt.receipt_id}", f"do:receiptagain:{receipt.receipt_id}"]


async def test_an_accepted_receipt_pays_the_booking(till: Till) -> None:
    booking, order = await till.to_pay(PaymentMethod.BANK_TRANSFER)
    await till.does("noura", ReceiveReceipt(PHOTO))
    async with till.storage.begin() as tx:
        (receipt,) = await tx.payments.waiting_receipts()

    await till.does("taha", AcceptReceipt(receipt.receipt_id))

    after = await till.now_is(booking)
    assert (after.status, after.payment_status) == (Status.PENDING_CONFIRMATION, PaymentStatus.COMPLETED)
    stored, (payment,) = await till.ledger(order)
    assert (stored.status, payment.provider, payment.state) == (
        OrderStatus.PAID,
        "bank_transfer",
        PaymentState.COMPLETED,
    )


async def test_a_receipt_whose_bytes_are_ours_is_known_by_its_content(till: Till) -> None:
    await till.to_pay(PaymentMethod.BANK_TRANSFER)
    async with till.storage.begin() as tx:
        file_id = await tx.files.put("receipt.jpg", "image/jpeg", b"paid", till.clock.now())

    await till.does("noura", ReceiveReceipt(FileRef("web", str(file_id), name="receipt.jpg", mime="image/jpeg")))

    async with till.storage.begin() as tx:
        (receipt,) = await tx.payments.waiting_receipts()
    assert receipt.sha256 == hashlib.sha256(b"paid").hexdigest()


async def test_a_receipt_belongs_to_the_newest_booking_that_waits_for_a_transfer(till: Till) -> None:
    await till.to_pay(PaymentMethod.BANK_TRANSFER, MONDAY_FIVE)
    newest, _ = await till.to_pay(PaymentMethod.BANK_TRANSFER, SUNDAY_FIVE)
    await till.to_pay(PaymentMethod.SANDBOX, SUNDAY_FIVE + timedelta(hours=2))

    taken = await till.does("noura", ReceiveReceipt(PHOTO))

    assert taken.booking_id == newest.booking_id


async def test_a_receipt_that_comes_after_expiry_is_kept_and_revives_the_booking_once_accepted(till: Till) -> None:
    booking, _ = await till.to_pay(PaymentMethod.BANK_TRANSFER)
    await till.expires(booking)

    taken = await till.does("noura", ReceiveReceipt(PHOTO))
    async with till.desk() as desk:
        (receipt,) = await desk.tx.payments.waiting_receipts()
    case = await till.does("taha", AcceptReceipt(receipt.receipt_id))

    assert (taken.booking_id, taken.status) == (booking.booking_id, Status.CANCELLED)
    assert (case.booking.status, case.booking.payment_status) == (
        Status.PENDING_CONFIRMATION,
        PaymentStatus.COMPLETED,
    )
    assert await till.starts() == {SUNDAY_FIVE}


async def test_a_receipt_long_after_expiry_is_none(till: Till) -> None:
    booking, _ = await till.to_pay(PaymentMethod.BANK_TRANSFER)
    await till.expires(booking)
    till.clock.move(timedelta(days=8))

    assert await till.does("noura", ReceiveReceipt(PHOTO)) is None


async def test_a_receipt_of_what_was_called_off_is_none(till: Till) -> None:
    booking, _ = await till.to_pay(PaymentMethod.BANK_TRANSFER)
    await till.does("taha", CallOff(booking.booking_id, "away"))

    assert await till.does("noura", ReceiveReceipt(PHOTO)) is None


async def test_a_photo_is_no_receipt_where_no_transfer_is_awaited(till: Till) -> None:
    await till.to_pay(PaymentMethod.SANDBOX)
    await till.to_pay(PaymentMethod.BANK_TRANSFER, MONDAY_FIVE)

    assert await till.does("stranger", ReceiveReceipt(PHOTO)) is None


# ---------------------------------------------------------------------------------------------------- the decision

OWED = Money(10000, Currency.SAR)
PENDING, PAID, FAILED, REFUNDED = (
    PaymentStatus.PENDING,
    PaymentStatus.COMPLETED,
    PaymentStatus.FAILED,
    PaymentStatus.REFUNDED,
)


BOOKING = Booking(
    booking_id=1,
    booking_number="CB-20261122-0001",
    client_id=1,
    consultation_id=1,
    coach_id=1,
    name="",
    email="",
    phone="",
    title="",
    title_en="",
    category=Category.SPORTS,
    duration_minutes=60,
    amount=OWED,
    preferred_at=SUNDAY_FIVE,
    created_at=SUNDAY_FIVE - timedelta(days=1),
    updated_at=SUNDAY_FIVE - timedelta(days=1),
)
BEFORE, AFTER = SUNDAY_FIVE - timedelta(hours=1), SUNDAY_FIVE
EXPIRED, STANDING = True, False


@pytest.mark.parametrize(
    ("booking", "amount", "wanted"),
    [
        ((Status.PENDING_PAYMENT, PENDING, STANDING, BEFORE), 10000, Verdict.SETTLES),
        ((Status.PENDING_PAYMENT, FAILED, STANDING, BEFORE), 10000, Verdict.SETTLES),
        ((Status.PENDING_PAYMENT, PENDING, STANDING, AFTER), 10000, Verdict.LATE),
        ((Status.PENDING_PAYMENT, PENDING, STANDING, BEFORE), 9999, Verdict.MISMATCHED),
        ((Status.CONFIRMED, PENDING, STANDING, BEFORE), 10000, Verdict.SETTLES),
        ((Status.CONFIRMED, PENDING, STANDING, AFTER), 10000, Verdict.SETTLES),
        ((Status.COMPLETED, PENDING, STANDING, AFTER), 10000, Verdict.SETTLES),
        ((Status.CONFIRMED, PAID, STANDING, BEFORE), 10000, Verdict.EXTRA),
        ((Status.CONFIRMED, PAID, STANDING, BEFORE), 5, Verdict.EXTRA),
        ((Status.CANCELLED, PENDING, EXPIRED, BEFORE), 10000, Verdict.REVIVES),
        ((Status.CANCELLED, PENDING, EXPIRED, AFTER), 10000, Verdict.LATE),
        ((Status.CANCELLED, PENDING, STANDING, BEFORE), 10000, Verdict.LATE),
        ((Status.CANCELLED, PENDING, EXPIRED, BEFORE), 5, Verdict.MISMATCHED),
        ((Status.CANCELLED, REFUNDED, EXPIRED, BEFORE), 10000, Verdict.EXTRA),
    ],
)
def test_what_money_is_for(booking: tuple[Status, PaymentStatus, bool, datetime], amount: int, wanted: Verdict) -> None:
    status, payment, expired, now = booking

    decided = verdict(
        replace(BOOKING, status=status, payment_status=payment),
        OWED,
        Money(amount, OWED.currency),
        now,
        expired=expired,
    )

    assert decided is wanted
