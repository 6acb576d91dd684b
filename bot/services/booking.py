"""The client's side of making a booking: hold a seat, give it back, submit."""

from __future__ import annotations

from datetime import timedelta

from booking import policy
from booking.bookings import Booking
from booking.catalogue import Consultation, MeetingType
from booking.errors import Refused
from booking.paying import fitting
from booking.people import Actor
from booking.status import Event, PaymentMethod, Status, after
from bot.conversations.commands import CheckTime, HoldSlot, LastTime, RecallLastTime, ReleaseHold, Submit, Submitted
from bot.conversations.mine.money import ChooseWay
from bot.conversations.state import Who
from bot.services import facts
from bot.services.coach.confirm import Did, go_on, new_booking_card
from bot.services.desk import Desk
from bot.services.payments.cash import barred
from bot.services.payments.orders import begin
from bot.services.payments.transfer import transfer_card
from storage.rows import NewBooking

AROUND = timedelta(days=2)
EARLIER = 20
"""Bookings among which one that was agreed tells that somebody has been here before."""


async def check_time(desk: Desk, who: Who, command: CheckTime) -> None:
    """Refused when a start is not free for a consultation."""
    consultation = await _offered(desk, command.consultation_id)
    around = await facts.calendar(
        desk,
        consultation,
        command.start - AROUND,
        command.start + AROUND,
        zone=who.client.timezone,
        moving=command.moving,
    )
    around.check(command.start)


async def recall(desk: Desk, who: Who, _command: RecallLastTime) -> LastTime:
    """What is known of the client's earlier bookings."""
    client_id = who.client.client_id
    earlier = await desk.tx.bookings.of_client(client_id, limit=EARLIER)
    was_here = any(booking.confirmed_at_time is not None for booking in earlier)
    return LastTime(was_here, await desk.tx.bookings.last_health(client_id) if was_here else None)


async def hold(desk: Desk, who: Who, command: HoldSlot) -> Booking:
    """Claim the seat, or move what this draft already holds. Refused when the time is not free (any more), and when the
    draft's booking was submitted meanwhile: one draft makes one booking."""
    consultation = await _offered(desk, command.consultation_id)
    own = await _own(desk, who, command.booking_id)
    if own is not None and own.payment_method is not None:
        raise Refused("refused-already-submitted")
    held = own if own is not None and own.status is Status.PENDING_PAYMENT else None
    calendar = await facts.calendar(
        desk,
        consultation,
        command.start - AROUND,
        command.start + AROUND,
        zone=who.client.timezone,
        moving=held.booking_id if held else None,
    )
    calendar.check(command.start)
    if held and held.consultation_id == consultation.consultation_id:
        return await _moved(desk, held, command)
    if held:
        await _release(desk, held, Actor.USER, Event.CANCELLED, "other consultation")
    booking = await desk.tx.bookings.hold(_new(desk, who, consultation, command), desk.now)
    if booking is None:
        raise Refused("refused-taken")
    return booking


async def _offered(desk: Desk, consultation_id: int) -> Consultation:
    consultation = await desk.tx.catalogue.get(consultation_id)
    if consultation is None or not consultation.is_active:
        raise Refused("refused-archived")
    return consultation


async def _own(desk: Desk, who: Who, booking_id: int | None) -> Booking | None:
    """The client's own booking, locked."""
    booking = None if booking_id is None else await desk.tx.bookings.get(booking_id, lock=True)
    return booking if booking is not None and booking.client_id == who.client.client_id else None


async def _held(desk: Desk, who: Who, booking_id: int | None) -> Booking | None:
    """The client's own booking that is still only held."""
    booking = await _own(desk, who, booking_id)
    if booking is None or booking.payment_method is not None:
        return None
    return booking if booking.status is Status.PENDING_PAYMENT else None


async def _moved(desk: Desk, held: Booking, command: HoldSlot) -> Booking:
    if held.preferred_at != command.start and not await desk.tx.bookings.move(held.booking_id, command.start, desk.now):
        raise Refused("refused-taken")
    return await desk.tx.bookings.save(
        held.booking_id,
        now=desk.now,
        preferred_at=command.start,
        alternative_at=command.alternative,
        meeting_type=MeetingType(command.meeting_type),
        hold_expires_at=desk.now + policy.REVIEW_HOLD,
    )


def _new(desk: Desk, who: Who, consultation: Consultation, command: HoldSlot) -> NewBooking:
    return NewBooking.of(
        consultation,
        who.client,
        desk.coach,
        preferred_at=command.start,
        alternative_at=command.alternative,
        hold_expires_at=desk.now + policy.REVIEW_HOLD,
        meeting_type=MeetingType(command.meeting_type),
        source=who.channel,
        campaign=command.campaign,
    )


async def release(desk: Desk, who: Who, command: ReleaseHold) -> None:
    """Give back a seat that was only held; a booking that was submitted stays as it is."""
    held = await _held(desk, who, command.booking_id)
    if held is not None:
        await _release(desk, held, Actor.USER, Event.CANCELLED, "draft dropped")


async def _release(desk: Desk, held: Booking, by: Actor, event: Event, reason: str) -> None:
    status = after(held.status, event, requires_approval=held.requires_approval)
    await desk.tx.bookings.release(held.booking_id, status, desk.now)
    await desk.tx.bookings.postpone(held.booking_id, None)
    await desk.tx.bookings.change(
        held.booking_id,
        at=desk.now,
        event=event,
        from_status=held.status,
        to_status=status,
        by=by,
        actor_id=held.client_id,
        reason=reason,
    )


async def submit(desk: Desk, who: Who, command: Submit) -> Submitted:
    """Make the held booking a real one: free or cash goes on at once, what is paid ahead waits for the money."""
    held = await _held(desk, who, command.booking_id)
    if held is None:
        raise Refused("refused-already-submitted")
    booking = await desk.tx.bookings.save(
        held.booking_id,
        now=desk.now,
        name=who.client.display_name,
        email=who.client.email,
        phone=who.client.phone,
        alternative_at=command.alternative,
        meeting_type=MeetingType(command.meeting_type),
        payment_method=await _method(desk, who, held, command.method, MeetingType(command.meeting_type)),
    )
    if command.health is not None:
        await desk.tx.bookings.save_health(booking.booking_id, who.client.client_id, command.health, desk.now)
    if _pays_ahead(desk, command.method):
        return await _to_pay(desk, booking, command.method)
    return Submitted(await _booked(desk, who, booking))


async def _method(desk: Desk, who: Who, booking: Booking, method: PaymentMethod, meeting: MeetingType) -> PaymentMethod:
    """The way to pay, checked against what is configured and fits."""
    fits = {way.method for way in fitting(desk.ways_to_pay, booking.prices, meeting, who.channel)}
    if method not in (fits or {PaymentMethod.FREE}) or (booking.amount.minor and not fits):
        raise Refused("refused-way-to-pay")
    if method is PaymentMethod.CASH and await barred(desk, who.client):
        raise Refused("refused-cash")
    return method


async def choose_way(desk: Desk, who: Who, command: ChooseWay) -> Submitted:
    """Pay a booking that was submitted in another way than it was begun."""
    booking = await desk.tx.bookings.get(command.booking_id, lock=True)
    if booking is None or booking.client_id != who.client.client_id:
        raise Refused("refused-booking-unknown")
    if booking.status is not Status.PENDING_PAYMENT or booking.payment_method is None:
        raise Refused("refused-nothing-to-pay")
    method = await _method(desk, who, booking, command.method, booking.meeting_type)
    if _pays_ahead(desk, method):
        return await _to_pay(desk, booking, method)
    chosen = await desk.tx.bookings.save(booking.booking_id, now=desk.now, payment_method=method)
    return Submitted(await _booked(desk, who, chosen))


def _pays_ahead(desk: Desk, method: PaymentMethod) -> bool:
    return any(way.method is method and way.ahead for way in desk.ways_to_pay)


async def _to_pay(desk: Desk, booking: Booking, method: PaymentMethod) -> Submitted:
    order = await begin(desk, booking, method)
    booking = await desk.tx.bookings.get(booking.booking_id) or booking
    transfer = transfer_card(order, booking, desk.coach) if method is PaymentMethod.BANK_TRANSFER else None
    return Submitted(booking, transfer)


async def _booked(desk: Desk, who: Who, booking: Booking) -> Booking:
    """Free or cash: to the coach where approval is needed, else confirmed at once. The team sees it either way."""
    if booking.amount.minor:
        await begin(desk, booking, PaymentMethod.CASH)
    booked = await go_on(desk, booking, Did(event=Event.BOOKED, by=Actor.USER, actor_id=who.client.client_id))
    await new_booking_card(desk, booked)
    return booked


DEEDS = {
    CheckTime: check_time,
    RecallLastTime: recall,
    HoldSlot: hold,
    ReleaseHold: release,
    Submit: submit,
    ChooseWay: choose_way,
}
