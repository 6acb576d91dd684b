"""Money that comes when its hold is over: the seat again, another time, or the money back; on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from booking.bookings import Booking
from booking.errors import Refused
from booking.status import Event, PaymentStatus, Status
from bot import i18n
from bot.conversations.coach.requests import Decline
from bot.conversations.coach.till import MoneyTasks, ReturnPayment
from bot.conversations.commands import HoldSlot, ReleaseHold
from bot.conversations.mine.money import TakeMoneyBack, TakeTime
from bot.conversations.mine.requests import CancelBooking
from bot.messages import Moment, Outgoing, Say, Voice
from bot.services.payments.choices import TIME_TO_CHOOSE
from bot.services.payments.notices import why_back
from storage.rows import Order, OrderStatus, RefundState
from tests.conversations.answers import NOURA, NOW, SPORTS, booking_of
from tests.services.coach_room import SUNDAY_FIVE
from tests.services.payment_room import HOUR, Till, buttons, card_of, report, said_to

SECOND = timedelta(seconds=1)


async def late(till: Till, *, approval: bool = True) -> tuple[Booking, Order, list[tuple[str, Outgoing]]]:
    """A booking that was paid after its hold was over and its seat taken; and what was said of that."""
    booking, order = await till.with_page(approval=approval)
    await till.expires(booking)
    await till.booked(client="stranger")
    await till.hears(report(order))
    return await till.now_is(booking), order, await till.works()


def offered(said: list[tuple[str, Outgoing]]) -> list[datetime]:
    """The times on the card that asks for a choice."""
    labels = [row[0].label for row in card_of("late-choice", said).rows]
    return [label.at for label in labels if isinstance(label, Moment)]


# ------------------------------------------------------------------------------------------------ the seat is free


async def test_paid_after_expiry_with_the_seat_free_revives_the_booking(till: Till) -> None:
    booking, order = await till.with_page()
    await till.expires(booking)

    await till.hears(report(order))
    said = await till.works()

    after = await till.now_is(booking)
    assert (after.status, after.payment_status) == (Status.PENDING_CONFIRMATION, PaymentStatus.COMPLETED)
    assert await till.starts() == {SUNDAY_FIVE}
    assert await till.verdicts(booking) == ["settles"]
    assert said_to("noura", said)[0] == "told-paid"
    assert said_to("taha", said) == ["coach-new-booking"]


async def test_paid_after_expiry_without_approval_is_confirmed_at_once(till: Till) -> None:
    booking, order = await till.with_page(approval=False)
    await till.expires(booking)

    await till.hears(report(order))

    assert (await till.now_is(booking)).status is Status.CONFIRMED
    async with till.desk() as desk:
        history = await desk.tx.bookings.history(booking.booking_id)
    assert [(change.event, change.to_status) for change in history[-2:]] == [
        (Event.PAID, Status.PENDING_PAYMENT),
        (Event.PAID, Status.CONFIRMED),
    ]


# ----------------------------------------------------------------------------------------------- the seat is taken


async def test_with_the_seat_taken_the_client_is_offered_three_times_or_the_money(till: Till) -> None:
    booking, order, said = await late(till)

    card = card_of("late-choice", said)
    assert (booking.status, booking.payment_status) == (Status.CANCELLED, PaymentStatus.COMPLETED)
    assert booking.hold_expires_at == till.clock.now() + TIME_TO_CHOOSE
    assert len(offered(said)) == 3
    assert all(abs(time - SUNDAY_FIVE) <= 3 * HOUR for time in offered(said))
    assert buttons(card)[3] == f"do:moneyback:{booking.booking_id}"
    assert said_to("taha", said) == ["coach-payment-choice"]
    assert await till.verdicts(booking) == ["choice"]
    assert await till.spent(booking) == order.amount
    assert await till.refunds(booking) == ()


@pytest.mark.parametrize(
    ("approval", "status", "told", "heading"),
    [
        (True, Status.PENDING_CONFIRMATION, ["receipt-here"], "coach-new-booking"),
        (False, Status.CONFIRMED, ["told-confirmed", "receipt-here"], "coach-new-confirmed"),
    ],
)
async def test_another_time_is_taken_and_the_booking_goes_on_there(
    till: Till, approval: bool, status: Status, told: list[str], heading: str
) -> None:
    booking, order, said = await late(till, approval=approval)
    chosen = offered(said)[0]

    taken = await till.does("noura", TakeTime(booking.booking_id, chosen))
    said = await till.works()

    assert taken == await till.now_is(booking)
    assert (taken.status, taken.starts_at, taken.hold_expires_at) == (status, chosen, None)
    assert taken.payment_status is PaymentStatus.COMPLETED
    assert await till.starts() == {SUNDAY_FIVE, chosen}
    assert await till.verdicts(booking) == ["settles"]
    assert (await till.ledger(order))[0].status is OrderStatus.PAID
    assert (said_to("noura", said), said_to("taha", said)) == (told, [heading])


async def test_the_money_rather_than_another_time_goes_back_with_its_days(till: Till) -> None:
    booking, order, _ = await late(till)

    amount = await till.does("noura", TakeMoneyBack(booking.booking_id))
    said = await till.works()

    after = await till.now_is(booking)
    assert amount == order.amount
    assert (after.status, after.payment_status, after.hold_expires_at) == (
        Status.CANCELLED,
        PaymentStatus.REFUNDED,
        None,
    )
    (refund,) = await till.refunds(booking)
    assert (refund.amount, refund.state) == (order.amount, RefundState.COMPLETED)
    assert "refund-days" in [line.id for line in card_of("refund-sent", said).lines]


async def test_who_does_not_answer_for_a_day_has_the_money_back(till: Till) -> None:
    booking, order, _ = await late(till)

    early = await till.passes(TIME_TO_CHOOSE - SECOND)
    untouched = await till.refunds(booking)
    said = await till.passes(SECOND)
    later = await till.passes(24 * HOUR)

    assert (said_to("noura", early), untouched) == ([], ())
    assert said_to("noura", said) == ["payment-late", "refund-sent"]
    assert "coach-payment-late" in said_to("taha", said)
    assert said_to("noura", later) == []
    (refund,) = await till.refunds(booking)
    assert refund.amount == order.amount
    assert (await till.now_is(booking)).payment_status is PaymentStatus.REFUNDED


async def test_a_time_that_was_taken_meanwhile_is_refused_and_the_choice_stays_open(till: Till) -> None:
    booking, _, said = await late(till)
    first, second, _third = offered(said)
    await till.booked(first, client="stranger")

    refused = await till.does("noura", TakeTime(booking.booking_id, first))
    taken = await till.does("noura", TakeTime(booking.booking_id, second))

    assert isinstance(refused, Refused)
    assert (taken.status, taken.starts_at) == (Status.PENDING_CONFIRMATION, second)


@pytest.mark.parametrize("start", [SUNDAY_FIVE - timedelta(days=2), SUNDAY_FIVE + timedelta(hours=9)])
async def test_a_time_that_is_not_to_be_had_is_refused_and_changes_nothing(till: Till, start: datetime) -> None:
    booking, _, _ = await late(till)

    assert isinstance(await till.does("noura", TakeTime(booking.booking_id, start)), Refused)
    assert await till.now_is(booking) == booking
    assert await till.verdicts(booking) == ["choice"]


@pytest.mark.parametrize("again", ["time", "money"])
@pytest.mark.parametrize("first", ["time", "money"])
async def test_what_was_chosen_is_not_chosen_again(till: Till, first: str, again: str) -> None:
    booking, _, said = await late(till)
    taps: dict[str, Any] = {
        "time": TakeTime(booking.booking_id, offered(said)[0]),
        "money": TakeMoneyBack(booking.booking_id),
    }
    assert not isinstance(await till.does("noura", taps[first]), Refused)
    chosen = await till.now_is(booking)

    assert await till.does("noura", taps[again]) == Refused("refused-chosen")
    assert await till.now_is(booking) == chosen
    assert len(await till.refunds(booking)) == int(first == "money")


@pytest.mark.parametrize("name", ["stranger", "taha"])
async def test_nobody_else_chooses(till: Till, name: str) -> None:
    booking, _, said = await late(till)

    for command in (TakeTime(booking.booking_id, offered(said)[0]), TakeMoneyBack(booking.booking_id)):
        assert await till.does(name, command) == Refused("refused-booking-unknown")

    assert await till.now_is(booking) == booking


async def test_a_hold_that_was_given_up_is_no_choice_and_nobody_is_told_of_money(till: Till) -> None:
    held = await till.does("noura", HoldSlot(1, SUNDAY_FIVE, "in_person"))
    await till.does("noura", ReleaseHold(held.booking_id))

    taken = await till.does("noura", TakeTime(held.booking_id, SUNDAY_FIVE))
    said = await till.passes(HOUR)

    assert taken == Refused("refused-chosen")
    assert (await till.now_is(held)).status is Status.CANCELLED
    assert said_to("noura", said) == []
    assert "coach-payment-late" not in said_to("taha", said)


async def test_a_second_late_payment_goes_back_while_the_first_waits_for_a_choice(till: Till) -> None:
    booking, order, _ = await late(till)

    await till.hears(report(order, reference="p2"))
    said = await till.works()

    assert await till.verdicts(booking) == ["choice", "extra"]
    (refund,) = await till.refunds(booking)
    assert refund.amount == order.amount
    assert said_to("noura", said) == ["payment-before-choice", "refund-sent"]
    assert said_to("taha", said) == ["coach-payment-twice"]
    assert await till.does("noura", TakeMoneyBack(booking.booking_id)) == order.amount


# --------------------------------------------------------------------------------------------------- what is told


@pytest.mark.parametrize(
    ("status", "paid", "last", "late", "said"),
    [
        (Status.CANCELLED, PaymentStatus.PENDING, Event.HOLD_EXPIRED, True, "payment-late"),
        (Status.CANCELLED, PaymentStatus.FAILED, Event.HOLD_EXPIRED, True, "payment-late"),
        (Status.PENDING_PAYMENT, PaymentStatus.PENDING, Event.PAID, True, "payment-begun"),
        (Status.PENDING_PAYMENT, PaymentStatus.PENDING, None, True, "payment-begun"),
        (Status.CANCELLED, PaymentStatus.PENDING, Event.CANCELLED, True, "payment-after-cancel"),
        (Status.CANCELLED, PaymentStatus.REFUNDED, Event.DECLINED, False, "payment-after-cancel"),
        (Status.CANCELLED, PaymentStatus.REFUNDED, Event.CANCELLED, False, "payment-after-cancel"),
        (Status.CANCELLED, PaymentStatus.COMPLETED, Event.CANCELLED, False, "payment-after-cancel"),
        (Status.CANCELLED, PaymentStatus.REFUNDED, Event.HOLD_EXPIRED, False, "payment-went-back"),
        (Status.CONFIRMED, PaymentStatus.REFUNDED, Event.CONFIRMED, False, "payment-went-back"),
        (Status.CANCELLED, PaymentStatus.COMPLETED, Event.HOLD_EXPIRED, False, "payment-before-choice"),
        (Status.PENDING_CONFIRMATION, PaymentStatus.COMPLETED, Event.PAID, False, "payment-twice"),
        (Status.CONFIRMED, PaymentStatus.COMPLETED, Event.CONFIRMED, False, "payment-twice"),
        (Status.COMPLETED, PaymentStatus.COMPLETED, Event.DONE, False, "payment-twice"),
    ],
)
def test_why_money_goes_back_is_said_as_it_is(
    status: Status, paid: PaymentStatus, last: Event | None, late: bool, said: str
) -> None:
    booking = replace(booking_of(SPORTS, NOURA, SUNDAY_FIVE, NOW), status=status, payment_status=paid)

    assert why_back(booking, last, late=late) == said
    for language in ("ar", "en"):
        assert "100" in i18n.text(Say(said, {"amount": "100"}), Voice(language=language))


async def test_who_cancelled_and_is_charged_in_that_moment_is_told_so(till: Till) -> None:
    booking, order = await till.with_page()
    await till.does("noura", CancelBooking(booking.booking_id, "time"))
    await till.works()

    await till.hears(report(order))
    said = await till.works()

    assert said_to("noura", said) == ["payment-after-cancel", "refund-sent"]
    assert said_to("taha", said) == ["coach-payment-after-cancel"]
    assert (await till.spent(booking)).minor == 0


async def test_a_second_payment_of_what_was_declined_is_not_told_to_be_paid(till: Till) -> None:
    booking, order = await till.with_page()
    await till.hears(report(order))
    await till.does("taha", Decline(booking.booking_id, "away"))
    await till.works()

    await till.hears(report(order, reference="p2"))
    said = await till.works()

    assert said_to("noura", said) == ["payment-after-cancel", "refund-sent"]
    assert (await till.spent(booking)).minor == 0


async def test_what_comes_after_late_money_went_back_goes_back_as_well(till: Till) -> None:
    booking, order, _ = await late(till)
    await till.does("noura", TakeMoneyBack(booking.booking_id))
    await till.works()

    await till.hears(report(order, reference="p2"))
    said = await till.works()

    assert said_to("noura", said) == ["payment-went-back", "refund-sent"]
    assert said_to("taha", said) == ["coach-payment-went-back"]
    assert (await till.spent(booking)).minor == 0


async def test_a_strange_currency_for_no_order_leaves_the_list_once_it_was_given_back_by_hand(till: Till) -> None:
    _, order = await till.with_page()
    await till.hears(replace(report(order, told="12.00 EUR"), order_id=999))
    (task,) = await till.does("taha", MoneyTasks())
    shown = card_of("coach-payment-unknown", await till.works(), "taha")

    decided = await till.does("taha", ReturnPayment(task.id))

    assert buttons(shown) == [f"do:paidback:{task.id}"]
    assert decided is None
    assert await till.does("taha", MoneyTasks()) == ()
    assert till.card.sent_back == {}
