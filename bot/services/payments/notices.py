"""What client and team are told about money."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from booking.bookings import Booking
from booking.money import Money
from booking.paying import PaymentEvent
from booking.people import Client
from booking.status import Event, PaymentStatus, Status
from bot.conversations.coach import told
from bot.conversations.coach.till import MoneyTask, task_card
from bot.messages import Amount, Choice, Code, Moment, Outgoing, Rows, Say, Voice, say
from bot.services.desk import Desk
from bot.services.notices import tell_client, tell_staff
from bot.services.payments.paper import is_on_request
from storage.rows import Order, Payment, Refund, RefundState


async def tell_paid(desk: Desk, booking: Booking, amount: Money, *, revived: bool = False) -> None:
    """The client's receipt in words; the one on paper follows. `revived`: the time was theirs no more, and is again."""
    again = (say("paid-revived", time=Moment(booking.starts_at)),) if revived else ()
    tap = ((Choice(f"do:receipt:{booking.booking_id}", say("go-receipt")),),)
    receipt: Rows = tap if await is_on_request(desk, booking.client_id) else ()

    def card(_client: Client, voice: Voice) -> Outgoing:
        thanks = told.paid(booking, amount)
        title = say("line-consultation", title=booking.title_in(voice.language), minutes=booking.duration_minutes)
        return Outgoing((*thanks.lines, *again, title, say("paid-at", at=Moment(desk.now))), (*receipt, *thanks.rows))

    await tell_client(desk, booking.client_id, card, purpose="paid", booking_id=booking.booking_id)


# ------------------------------------------------------------------------------------------------------- the page


async def tell_page(desk: Desk, booking: Booking, order: Order, page: str, *, until: datetime, play: bool) -> None:
    """The page to pay on (a link), and until when it and the seat are there. `play` says that no money is real."""
    lines = (
        say("checkout-ready"),
        _number(booking),
        say("line-amount", amount=Amount.of(order.amount)),
        say("checkout-until", until=Moment(until)),
        *((say("checkout-play"),) if play else ()),
    )
    other = ((Choice(f"do:pay:{booking.booking_id}", say("go-pay-otherwise")),),)
    rows: Rows = ((Choice("", say("go-pay"), link=page),), *other)
    await _client(desk, booking, lines, rows, purpose="checkout")


async def tell_no_page(desk: Desk, booking: Booking) -> None:
    """The provider opens no page: the seat is still held, and there may be another way."""
    rows: Rows = (
        (Choice(f"do:pay:{booking.booking_id}", say("go-pay-otherwise")),),
        (Choice("do:human", say("go-coach")),),
    )
    await _client(desk, booking, (say("checkout-failed"), _number(booking)), rows, purpose="checkout_failed")


async def tell_failed(desk: Desk, booking: Booking, page: str) -> None:
    """The payment did not succeed: until when the seat is kept, and the page (a link) to try again on."""
    until = booking.hold_expires_at
    kept = (say("payment-failed-kept", until=Moment(until)),) if until else ()
    again: Rows = ((Choice("", say("go-pay-again"), link=page),),) if page else ()
    rows = (*again, (Choice(f"do:pay:{booking.booking_id}", say("go-pay-otherwise")),))
    await _client(desk, booking, (say("payment-failed"), _number(booking), *kept), rows, purpose="payment_failed")


async def tell_pending(desk: Desk, booking: Booking) -> None:
    """The money is on its way, and the seat waits for it."""
    await _client(desk, booking, (say("payment-pending"), _number(booking)), purpose="payment_pending")


async def tell_not_taken(desk: Desk, booking: Booking) -> None:
    """The client agreed after the hold was over: nothing was taken of them."""
    again: Rows = ((Choice(f"do:again:{booking.booking_id}", say("go-book-again")),),)
    await _client(desk, booking, (say("payment-not-taken"), _number(booking)), again, purpose="payment_late")


# ------------------------------------------------------------------------------------ money that is not as it should


async def tell_mismatch(desk: Desk, booking: Booking, payment: Payment, owed: Money) -> None:
    """Another amount came than is owed: the client is told that it is looked at, the team what to look at."""
    came = payment.note or Amount.of(payment.amount)
    await _client(desk, booking, (say("payment-in-review", amount=came), _number(booking)), purpose="payment_review")
    await _task(desk, _mismatch(payment, booking, owed))


async def tell_stray(desk: Desk, payment: Payment) -> None:
    """Money came for no order of ours: a person has to find out whose it is."""
    await _task(desk, review_task(payment, None, None))


async def tell_returned(desk: Desk, booking: Booking, payment: Payment) -> None:
    """What was not as it should be goes back; the seat is kept a while for the right amount."""
    until = booking.hold_expires_at
    kept = (say("payment-returned-kept", until=Moment(until)),) if until else ()
    rows: Rows = ((Choice(f"do:pay:{booking.booking_id}", say("go-pay")),),) if until else ()
    lines = (say("payment-returned", amount=payment.note or Amount.of(payment.amount)), _number(booking), *kept)
    await _client(desk, booking, lines, rows, purpose="payment_returned")


async def tell_choice(desk: Desk, booking: Booking, amount: Money, times: Sequence[datetime]) -> None:
    """The money came after the seat was taken: three other times, or the money, by one tap."""
    until = booking.hold_expires_at or desk.now
    lines = (
        say("late-choice", amount=Amount.of(amount)),
        _number(booking),
        say("late-choice-until", until=Moment(until)),
    )
    offered = tuple((Choice(f"do:take:{booking.booking_id}:{time:%Y%m%dT%H%M}", Moment(time)),) for time in times)
    back = (Choice(f"do:moneyback:{booking.booking_id}", say("go-money-back")),)
    await _client(desk, booking, lines, (*offered, back), purpose="late_choice")
    await _team(desk, booking, say("coach-payment-choice", name=booking.name, amount=Amount.of(amount)))


async def tell_going_back(desk: Desk, booking: Booking, amount: Money, *, late: bool) -> None:
    """Money is on its way back: because it came too late (`late`), or because it came twice."""
    history = await desk.tx.bookings.history(booking.booking_id)
    why = why_back(booking, history[-1].event if history else None, late=late)
    back, twice = Amount.of(amount), why in _TWICE
    again: Rows = () if twice else ((Choice(f"do:again:{booking.booking_id}", say("go-book-again")),),)
    purpose = "payment_twice" if twice else "payment_late"
    await _client(desk, booking, (Say(why, {"amount": back}), _number(booking)), again, purpose=purpose)
    await _team(desk, booking, Say(_TO_TEAM[why], {"name": booking.name, "amount": back}))


def why_back(booking: Booking, last: Event | None, *, late: bool) -> str:
    """What the client is told of money that goes back: `booking` is as it was when the money came, `last` what happened
    to it last. Who had cancelled is told of no hold that was over, and nobody that a booking is paid that is not."""
    cancelled = booking.status is Status.CANCELLED
    if cancelled and last is not Event.HOLD_EXPIRED:
        return "payment-after-cancel"
    if late:
        return "payment-late" if cancelled else "payment-begun"
    if booking.payment_status is PaymentStatus.REFUNDED:
        return "payment-went-back"
    return "payment-before-choice" if cancelled else "payment-twice"


_TWICE = frozenset({"payment-twice", "payment-before-choice"})

_TO_TEAM = {
    "payment-late": "coach-payment-late",
    "payment-begun": "coach-payment-begun",
    "payment-after-cancel": "coach-payment-after-cancel",
    "payment-went-back": "coach-payment-went-back",
    "payment-twice": "coach-payment-twice",
    "payment-before-choice": "coach-payment-twice",
}


# -------------------------------------------------------------------------------------------------------- refunds


async def tell_sent_back(desk: Desk, booking: Booking, amount: Money, days: tuple[int, int] | None) -> None:
    """A refund has left; `days` are the working days it usually takes, None where it was given by hand."""
    when = () if days is None else (say("refund-days", low=days[0], high=days[1]),) if days[1] else ()
    lines = (say("refund-sent", amount=Amount.of(amount)), _number(booking), *when)
    await _client(desk, booking, lines, purpose="refund")


async def tell_owed(desk: Desk, refund: Refund, booking: Booking | None) -> None:
    """A refund that the coach has to see to."""
    await _task(desk, refund_task(refund, booking))


async def tell_dispute(desk: Desk, booking: Booking | None, event: PaymentEvent, what: str) -> None:
    """A client's bank asks for money back, or has decided."""
    amount = event.told or (Amount.of(event.amount) if event.amount else "")
    number = (_number(booking),) if booking else ()
    look: Rows = ((Choice(f"do:booking:{booking.booking_id}", say("go-this-booking")),),) if booking else ()
    lines = (say(what, amount=amount), *number, say("coach-payment-at", reference=Code(event.reference)))

    def card(_client: Client, _voice: Voice) -> Outgoing:
        return Outgoing(lines, look)

    booking_id = booking.booking_id if booking else None
    await tell_staff(desk, card, purpose="dispute", booking_id=booking_id)


# ------------------------------------------------------------------------------------------------ the coach's tasks


def review_task(payment: Payment, booking: Booking | None, order: Order | None) -> MoneyTask:
    """A payment to decide about."""
    if booking is not None and order is not None:
        return _mismatch(payment, booking, order.amount)
    return MoneyTask(
        kind="stray", id=payment.payment_id, amount=payment.amount, told=payment.note, reference=payment.reference
    )


def _mismatch(payment: Payment, booking: Booking, owed: Money) -> MoneyTask:
    return MoneyTask(
        kind="mismatch",
        id=payment.payment_id,
        amount=payment.amount,
        told=payment.note,
        owed=owed,
        name=booking.name,
        number=booking.booking_number,
        reference=payment.reference,
        booking_id=booking.booking_id,
    )


def refund_task(refund: Refund, booking: Booking | None) -> MoneyTask:
    """A refund to see to."""
    return MoneyTask(
        kind="refused" if refund.state is RefundState.FAILED else "by_hand",
        id=refund.refund_id,
        amount=refund.amount,
        name=booking.name if booking else "",
        number=booking.booking_number if booking else "",
        booking_id=booking.booking_id if booking else None,
    )


async def _task(desk: Desk, task: MoneyTask) -> None:
    def card(_client: Client, _voice: Voice) -> Outgoing:
        return task_card(task)

    await tell_staff(desk, card, purpose="money_task", booking_id=task.booking_id)


def _number(booking: Booking) -> Say:
    return say("line-number", number=Code(booking.booking_number))


async def _client(desk: Desk, booking: Booking, lines: tuple[Say, ...], rows: Rows = (), *, purpose: str) -> None:
    own = ((Choice(f"do:mybooking:{booking.booking_id}", say("go-this-booking")),),)

    def card(_client: Client, _voice: Voice) -> Outgoing:
        return Outgoing(lines, (*rows, *own))

    await tell_client(desk, booking.client_id, card, purpose=purpose, booking_id=booking.booking_id)


async def _team(desk: Desk, booking: Booking, line: Say) -> None:
    look = ((Choice(f"do:booking:{booking.booking_id}", say("go-this-booking")),),)

    def card(_client: Client, _voice: Voice) -> Outgoing:
        return Outgoing((line, _number(booking)), look)

    await tell_staff(desk, card, purpose="payment_review", booking_id=booking.booking_id)
