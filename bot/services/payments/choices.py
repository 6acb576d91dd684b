"""Money that came after its seat went to somebody else: its client takes one of three other times, or the money."""

from __future__ import annotations

from datetime import datetime, timedelta

from booking.bookings import Booking
from booking.errors import Refused
from booking.ledger import Verdict
from booking.money import Money
from booking.people import Actor
from booking.status import Event, Status
from bot.conversations.mine.money import TakeMoneyBack, TakeTime
from bot.conversations.state import Who
from bot.services import facts
from bot.services.coach.confirm import Did, go_on, new_booking_card, record
from bot.services.desk import Desk
from bot.services.payments import notices, paper
from bot.services.payments.refunds import owe_back
from bot.services.rounds import each

TIME_TO_CHOOSE = timedelta(hours=24)
"""After that the money goes back by itself: it is never kept for want of an answer."""

AROUND = timedelta(days=8)


async def offer(desk: Desk, booking: Booking, amount: Money) -> Booking:
    """Ask the client of a cancelled booking, whose money is here, for another time; where none is free it goes back."""
    times = await _nearest(desk, booking)
    if not times:
        await owe_back(desk, booking, "late")
        await notices.tell_going_back(desk, booking, amount, late=True)
        return booking
    waiting = await desk.tx.bookings.save(booking.booking_id, now=desk.now, hold_expires_at=desk.now + TIME_TO_CHOOSE)
    await desk.tx.bookings.nudged(booking.booking_id)
    await notices.tell_choice(desk, waiting, amount, times)
    return waiting


async def _nearest(desk: Desk, booking: Booking) -> tuple[datetime, ...]:
    consultation = await desk.tx.catalogue.get(booking.consultation_id)
    if consultation is None:
        return ()
    wanted = max(booking.preferred_at, desk.now)
    around = await facts.calendar(desk, consultation, wanted - AROUND, wanted + AROUND, zone=booking.client_timezone)
    return around.nearest(wanted)


async def take_time(desk: Desk, who: Who, command: TakeTime) -> Booking:
    """Another time for money that is here: the booking goes on from there as if it had been paid in time."""
    booking = await _choosing(desk, who, command.booking_id)
    if command.start <= desk.now:
        raise Refused("refused-past")
    consultation = await desk.tx.catalogue.get(booking.consultation_id)
    if consultation is None:
        raise LookupError("a booking without its consultation")
    around = await facts.calendar(
        desk, consultation, command.start - facts.DAY * 2, command.start + facts.DAY * 2, zone=who.client.timezone
    )
    around.check(command.start)
    again = await desk.tx.bookings.revive(booking.booking_id, Status.PENDING_PAYMENT, desk.now, start=command.start)
    if again is None:
        raise Refused("refused-taken")
    for payment, left in await desk.tx.payments.kept(booking.booking_id):
        if left.minor:
            await desk.tx.payments.judge(payment.payment_id, Verdict.SETTLES)
    did = Did(event=Event.PAID, by=Actor.USER, actor_id=who.client.client_id)
    await record(desk, booking, again.status, did)
    waiting = await desk.tx.bookings.save(booking.booking_id, now=desk.now, hold_expires_at=None, alternative_at=None)
    taken = await go_on(desk, waiting, did)
    await paper.offer_receipt(desk, taken)
    await new_booking_card(desk, taken)
    return taken


async def take_money_back(desk: Desk, who: Who, command: TakeMoneyBack) -> Money:
    """The money rather than another time."""
    return await _give_back(desk, await _choosing(desk, who, command.booking_id), "chosen")


async def _choosing(desk: Desk, who: Who, booking_id: int) -> Booking:
    """The client's own booking, locked, whose money waits for their choice."""
    booking = await desk.tx.bookings.get(booking_id, lock=True)
    if booking is None or booking.client_id != who.client.client_id:
        raise Refused("refused-booking-unknown")
    if booking.status is not Status.CANCELLED or not await _is_open(desk, booking):
        raise Refused("refused-chosen")
    return booking


async def _is_open(desk: Desk, booking: Booking) -> bool:
    """Whether late money of a booking is still here, and its client has yet to choose. The date alone says too little:
    a hold that was given up has one as well."""
    kept = await desk.tx.payments.kept(booking.booking_id)
    waits = any(payment.verdict == Verdict.CHOICE and left.minor > 0 for payment, left in kept)
    return waits and booking.hold_expires_at is not None


async def _give_back(desk: Desk, booking: Booking, reason: str) -> Money:
    back = await owe_back(desk, booking, reason)
    await desk.tx.bookings.save(booking.booking_id, now=desk.now, hold_expires_at=None)
    return back or Money(0, booking.amount.currency)


async def give_back_due(desk: Desk, limit: int) -> int:
    """Money whose client has not chosen in time goes back; returns how many bookings were looked after."""

    async def unanswered(booking: Booking) -> None:
        if not await _is_open(desk, booking):
            await desk.tx.bookings.postpone(booking.booking_id, None)
            return
        back = await _give_back(desk, booking, "not chosen")
        await notices.tell_going_back(desk, booking, back, late=True)

    due = await desk.tx.bookings.choices_over(desk.now, limit)
    return await each(desk, due, lambda booking: booking.booking_id, unanswered)


DEEDS = {TakeTime: take_time, TakeMoneyBack: take_money_back}
