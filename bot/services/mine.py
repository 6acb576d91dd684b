"""The client's own bookings: what may be done with them, moving, cancelling, attending, rating."""

from __future__ import annotations

from datetime import datetime

from booking import feedback, policy
from booking.bookings import Booking
from booking.catalogue import Consultation
from booking.errors import Refused
from booking.money import Money
from booking.people import Actor, Client
from booking.status import Event, Status, after
from bot.conversations.mine.requests import Attend, CalendarFile, CancelBooking, Choices, MoveBooking, Own, Rate
from bot.conversations.questions import OneBooking
from bot.conversations.state import Who
from bot.messages import Amount, Attachment, Code, Moment, Outgoing, Say, Term, Value, Voice, say
from bot.services import calendar, facts, reminders
from bot.services.coach.confirm import Did, new_booking_card, record
from bot.services.desk import Desk
from bot.services.notices import tell_client, tell_staff
from bot.services.payments.cash import barred
from bot.services.payments.refunds import owe_back, owed

LOW_RATING = 2


# -------------------------------------------------------------------------------------------------- looking


async def own(desk: Desk, who: Who, question: Own) -> Choices | None:
    """An own booking with what may still be done; somebody else's does not exist here."""
    booking = await facts.one_booking(desk, who, OneBooking(question.booking_id, question.number))
    if booking is None or booking.client_id != who.client.client_id:
        return None
    offer = await _consultation(desk, booking)
    percent = policy.refund_percent(booking, offer, desk.now, Actor.USER)
    return Choices(
        booking,
        _why_not_move(booking, offer, desk),
        _why_not_cancel(booking, desk),
        await owed(desk, booking, percent),
        cash_barred=booking.status is Status.PENDING_PAYMENT and await barred(desk, who.client),
    )


async def _consultation(desk: Desk, booking: Booking) -> Consultation:
    offer = await desk.tx.catalogue.get(booking.consultation_id)
    if offer is None:
        raise LookupError("a booking without its consultation")
    return offer


def _why_not_move(booking: Booking, offer: Consultation, desk: Desk) -> Refused | None:
    try:
        policy.check_move(booking, offer, desk.now, Actor.USER)
    except Refused as refusal:
        return refusal
    return None


def _why_not_cancel(booking: Booking, desk: Desk) -> Refused | None:
    return None if policy.may_cancel(booking, desk.now) else Refused("refused-cancel-late")


async def calendar_file(desk: Desk, who: Who, question: CalendarFile) -> bytes | None:
    """The calendar entry, once a time is agreed."""
    choices = await own(desk, who, Own(question.booking_id))
    if choices is None or choices.booking.confirmed_at_time is None:
        return None
    return calendar.ics(choices.booking, desk.coach, who.voice.language)


async def _locked(desk: Desk, who: Who, booking_id: int) -> Booking:
    """The client's own booking, locked. Refused when there is none."""
    booking = await desk.tx.bookings.get(booking_id, lock=True)
    if booking is None or booking.client_id != who.client.client_id:
        raise Refused("refused-booking-unknown")
    return booking


# --------------------------------------------------------------------------------------------------- moving


async def move(desk: Desk, who: Who, command: MoveBooking) -> Booking:
    """Move to another start: the new seat is claimed before the old one is free. Refused by policy, or when taken."""
    booking = await _locked(desk, who, command.booking_id)
    offer = await _consultation(desk, booking)
    policy.check_move(booking, offer, desk.now, Actor.USER)
    old, start = booking.starts_at, command.start
    around = await facts.calendar(
        desk, offer, start - facts.DAY * 2, start + facts.DAY * 2, zone=who.client.timezone, moving=booking.booking_id
    )
    around.check(start)
    if start != old and not await desk.tx.bookings.move(booking.booking_id, start, desk.now):
        raise Refused("refused-taken")
    moved = await _moved(desk, booking, command, old)
    did = Did(event=Event.MOVED, by=Actor.USER, actor_id=who.client.client_id)
    await record(desk, booking, moved.status, did)
    await _after_move(desk, moved)
    return moved


async def _moved(desk: Desk, booking: Booking, command: MoveBooking, old: datetime) -> Booking:
    status = after(booking.status, Event.MOVED, requires_approval=booking.requires_approval)
    agreed = command.start if status is Status.CONFIRMED else None
    return await desk.tx.bookings.save(
        booking.booking_id,
        now=desk.now,
        status=status,
        preferred_at=command.start,
        alternative_at=None,
        proposed_at=None,
        confirmed_at_time=agreed,
        rescheduled_from=old,
        reschedules=booking.reschedules + 1,
        sequence=booking.sequence + 1,
    )


async def _after_move(desk: Desk, booking: Booking) -> None:
    agreed = booking.status is Status.CONFIRMED
    if agreed:
        await reminders.plan(desk, booking)
    await _tell_moved(desk, booking, agreed=agreed)
    if not agreed:
        await new_booking_card(desk, booking)


async def _tell_moved(desk: Desk, booking: Booking, *, agreed: bool) -> None:
    old = booking.rescheduled_from or booking.starts_at

    def lines(title: Say) -> tuple[Say, ...]:
        return (title, say("move-old", time=Moment(old)), say("move-new", time=Moment(booking.starts_at)))

    def for_client(_client: Client, voice: Voice) -> Outgoing:
        if not agreed:
            return Outgoing(lines(say("moved-waiting")))
        file = Attachment(
            f"{booking.booking_number}.ics", "text/calendar", calendar.ics(booking, desk.coach, voice.language)
        )
        return Outgoing(lines(say("moved-title")), file=file)

    def for_coach(_client: Client, _voice: Voice) -> Outgoing:
        return Outgoing(lines(say("moved-coach", name=booking.name)))

    await tell_client(desk, booking.client_id, for_client, purpose="moved", booking_id=booking.booking_id)
    if agreed:
        await tell_staff(desk, for_coach, purpose="moved", booking_id=booking.booking_id)


# ----------------------------------------------------------------------------------------------- cancelling


async def cancel(desk: Desk, who: Who, command: CancelBooking) -> Booking:
    """Cancel; what the policy gives back is put up for refund."""
    booking = await _locked(desk, who, command.booking_id)
    refusal = _why_not_cancel(booking, desk)
    if refusal is not None:
        raise refusal
    percent = policy.refund_percent(booking, await _consultation(desk, booking), desk.now, Actor.USER)
    status = after(booking.status, Event.CANCELLED, requires_approval=booking.requires_approval)
    await desk.tx.bookings.release(booking.booking_id, status, desk.now)
    did = Did(event=Event.CANCELLED, by=Actor.USER, actor_id=who.client.client_id, reason=command.reason)
    await record(desk, booking, status, did)
    refund = await owe_back(desk, booking, command.reason, percent) or Money(0, booking.amount.currency)
    gone = await desk.tx.bookings.save(
        booking.booking_id, now=desk.now, sequence=booking.sequence + 1, proposed_at=None, hold_expires_at=None
    )
    await _tell_cancelled(desk, gone, refund, command.reason)
    return gone


async def _tell_cancelled(desk: Desk, booking: Booking, refund: Money, reason: str) -> None:
    owed = (say("cancelled-refund", amount=Amount.of(refund)),) if refund.minor else ()

    def for_client(_client: Client, voice: Voice) -> Outgoing:
        entry = calendar.ics(booking, desk.coach, voice.language, method="CANCEL", cancelled=True)
        return Outgoing(
            (say("cancelled-title", time=Moment(booking.starts_at)), *owed),
            file=Attachment(f"{booking.booking_number}.ics", "text/calendar", entry),
        )

    def for_coach(_client: Client, voice: Voice) -> Outgoing:
        why = (say("cancelled-because", reason=_spoken(reason)),) if reason else ()
        lines = (
            say("cancelled-coach", name=booking.name, time=Moment(booking.starts_at)),
            say("line-number", number=Code(booking.booking_number)),
            say("line-consultation", title=booking.title_in(voice.language), minutes=booking.duration_minutes),
        )
        return Outgoing((*lines, *why, *owed))

    if booking.confirmed_at_time or refund.minor:
        await tell_client(desk, booking.client_id, for_client, purpose="cancelled", booking_id=booking.booking_id)
    if booking.payment_method is not None:
        await tell_staff(desk, for_coach, purpose="cancelled", booking_id=booking.booking_id)


def _spoken(reason: str) -> Value:
    """A reason of the buttons by its name, any other in the client's own words."""
    return Term(f"cancel-because-{reason}") if reason in {"time", "health", "money"} else reason


# ---------------------------------------------------------------------------------------- attending and rating


async def attend(desk: Desk, who: Who, command: Attend) -> None:
    """Note that the client will come; it is seen in the morning brief."""
    booking = await _locked(desk, who, command.booking_id)
    if booking.status is not Status.CONFIRMED or booking.starts_at <= desk.now:
        raise Refused("refused-attend")
    await desk.tx.marks.once("attending", f"{booking.booking_id}@{booking.starts_at.isoformat()}", desk.now)


async def rate(desk: Desk, who: Who, command: Rate) -> None:
    """Keep the stars, and the word; two stars or less go to the coach at once."""
    booking = await _locked(desk, who, command.booking_id)
    before = await desk.tx.feedback.get(booking.booking_id)
    feedback.check(booking.status, command.rating, before.submitted_at if before else None, desk.now)
    comment = command.comment if command.comment is not None else (before.comment if before else "")
    await desk.tx.feedback.save(booking.booking_id, who.client.client_id, command.rating, comment, desk.now)
    if command.rating > LOW_RATING:
        return

    def card(_client: Client, _voice: Voice) -> Outgoing:
        words = (say("feedback-words", text=comment),) if comment else ()
        lines = (say("feedback-low", name=booking.name, stars="⭐" * command.rating), *words)
        return Outgoing((*lines, say("line-number", number=Code(booking.booking_number))))

    await tell_staff(desk, card, purpose="low_rating", booking_id=booking.booking_id)


ANSWERS = {Own: own, CalendarFile: calendar_file}
DEEDS = {MoveBooking: move, CancelBooking: cancel, Attend: attend, Rate: rate}
