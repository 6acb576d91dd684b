"""What client and team are told about money."""

from __future__ import annotations

from datetime import datetime

from booking.bookings import Booking
from booking.money import Money
from booking.people import Client
from bot.conversations.coach import told
from bot.messages import Amount, Choice, Code, Moment, Outgoing, Rows, Say, Voice, say
from bot.services.desk import Desk
from bot.services.notices import tell_client, tell_staff


async def tell_paid(desk: Desk, booking: Booking) -> None:
    """The client's receipt in words."""

    def card(_client: Client, voice: Voice) -> Outgoing:
        thanks = told.paid(booking)
        title = say("line-consultation", title=booking.title_in(voice.language), minutes=booking.duration_minutes)
        return Outgoing((*thanks.lines, title, say("paid-at", at=Moment(desk.now))), thanks.rows)

    await tell_client(desk, booking.client_id, card, purpose="paid", booking_id=booking.booking_id)


async def tell_page(desk: Desk, booking: Booking, page: str, *, until: datetime, play: bool) -> None:
    """The page to pay on (a link), and until when it and the seat are there. `play` says that no money is real."""
    lines = (
        say("checkout-ready"),
        _number(booking),
        say("line-amount", amount=Amount.of(booking.amount)),
        say("checkout-until", until=Moment(until)),
        *((say("checkout-play"),) if play else ()),
    )
    rows: Rows = ((Choice("", say("go-pay"), link=page),),)
    await _client(desk, booking, lines, rows, purpose="checkout")


async def tell_no_page(desk: Desk, booking: Booking) -> None:
    """The provider opens no page: the seat is still held, and the coach can be asked for another way."""
    ask: Rows = ((Choice("do:human", say("go-coach")),),)
    await _client(desk, booking, (say("checkout-failed"), _number(booking)), ask, purpose="checkout_failed")


async def tell_failed(desk: Desk, booking: Booking, page: str) -> None:
    """The payment did not succeed: until when the seat is kept, and the page (a link) to try again on."""
    until = booking.hold_expires_at
    kept = (say("payment-failed-kept", until=Moment(until)),) if until else ()
    rows: Rows = ((Choice("", say("go-pay-again"), link=page),),) if page else ()
    await _client(desk, booking, (say("payment-failed"), _number(booking), *kept), rows, purpose="payment_failed")


async def tell_mismatch(desk: Desk, booking: Booking, *, owed: Money, received: Money) -> None:
    """Another amount came than is owed: the client is told that it is looked at, the team what to look at."""
    came = Amount.of(received)
    await _client(desk, booking, (say("payment-in-review", amount=came), _number(booking)), purpose="payment_review")
    await _team(desk, booking, (say("coach-payment-mismatch", owed=Amount.of(owed), received=came),))


async def tell_going_back(desk: Desk, booking: Booking, amount: Money, *, late: bool) -> None:
    """Money is on its way back, because it came too late or because it came twice."""
    back = Amount.of(amount)
    if late:
        again = ((Choice(f"do:again:{booking.booking_id}", say("go-book-again")),),)
        lines = (say("payment-late", amount=back), _number(booking))
        await _client(desk, booking, lines, again, purpose="payment_late")
        await _team(desk, booking, (say("coach-payment-late", name=booking.name, amount=back),))
    else:
        await _client(desk, booking, (say("payment-twice", amount=back), _number(booking)), purpose="payment_twice")
        await _team(desk, booking, (say("coach-payment-twice", name=booking.name, amount=back),))


async def tell_unknown(desk: Desk, reference: str, amount: Money) -> None:
    """Money came for no order of ours: a person has to find out whose it is."""
    lines = (say("coach-payment-unknown", amount=Amount.of(amount)), say("coach-payment-at", reference=Code(reference)))

    def card(_client: Client, _voice: Voice) -> Outgoing:
        return Outgoing(lines)

    await tell_staff(desk, card, purpose="payment_unknown")


def _number(booking: Booking) -> Say:
    return say("line-number", number=Code(booking.booking_number))


async def _client(desk: Desk, booking: Booking, lines: tuple[Say, ...], rows: Rows = (), *, purpose: str) -> None:
    own = ((Choice(f"do:mybooking:{booking.booking_id}", say("go-this-booking")),),)

    def card(_client: Client, _voice: Voice) -> Outgoing:
        return Outgoing(lines, (*rows, *own))

    await tell_client(desk, booking.client_id, card, purpose=purpose, booking_id=booking.booking_id)


async def _team(desk: Desk, booking: Booking, lines: tuple[Say, ...]) -> None:
    look = ((Choice(f"do:booking:{booking.booking_id}", say("go-this-booking")),),)

    def card(_client: Client, _voice: Voice) -> Outgoing:
        return Outgoing((*lines, _number(booking)), look)

    await tell_staff(desk, card, purpose="payment_review", booking_id=booking.booking_id)
