"""What works from everywhere, for everybody: start, help, language, prices, the coach in person, greetings."""

from __future__ import annotations

import re

from booking.bookings import Booking
from booking.status import PaymentMethod, PaymentStatus, Status
from bot.conversations import cards
from bot.conversations.booking.draft import BookingDraft, chosen
from bot.conversations.booking.ways import receipt_kept
from bot.conversations.booking.what import offer_line
from bot.conversations.commands import CallCoach, ReceiveReceipt, SaveProfile
from bot.conversations.engine import Route
from bot.conversations.flow import Act, Again, Done, Go, Outcome
from bot.conversations.questions import Offer, Offered, OwnBookings
from bot.conversations.requests import Script, ask
from bot.conversations.state import Nothing, Who
from bot.messages import Body, Choice, Media, Outgoing, Rows, Say, Term, say

OWED = frozenset({PaymentStatus.PENDING, PaymentStatus.FAILED})
_DEEP_LINK = re.compile(r"type_(\d{1,9})(?:[-_](?P<campaign>[A-Za-z0-9_-]{1,40}))?$")


def start(args: str, who: Who) -> Script[Outcome]:
    """`/start`: the menu, or with a deep link («type_3-ramadan») the booking of that consultation."""
    link = _DEEP_LINK.match(args.strip())
    if link is None:
        return Go("menu", Nothing())
    offer = yield from ask(Offer(int(link[1])))
    if offer is None or not offer.is_active:
        return Go("booking", BookingDraft(), (say("consultation-gone"),))
    return Go("booking", chosen(offer, BookingDraft(campaign=link["campaign"] or "")))


def book(args: str, who: Who) -> Script[Outcome]:
    """Begin a new booking."""
    return Go("booking", BookingDraft())
    yield  # a script, though it asks for nothing


def help_(args: str, who: Who) -> Script[Outcome]:
    """What a client can do here."""
    return Again((say("help-client", coach=who.coach.name),))
    yield


def hello(args: str, who: Who) -> Script[Outcome]:
    """A greeting: the open question is asked (again), and the menu greets by itself."""
    return Again(())
    yield


def salam(args: str, who: Who) -> Script[Outcome]:
    """«السلام عليكم» is returned."""
    return Again((say("hello-salam"),))
    yield


def thanks(args: str, who: Who) -> Script[Outcome]:
    """So is thanks."""
    return Done((Outgoing((say("welcome"),)),))
    yield


def price(args: str, who: Who) -> Script[Outcome]:
    """Prices (and minutes, and how each meets): the catalogue in lines."""
    offers = yield from ask(Offered())
    lines = tuple(offer_line(offer, who) for offer in offers)
    return Again((say("prices-title"), *lines))


def place(args: str, who: Who) -> Script[Outcome]:
    """Where sessions in person take place."""
    lines, links = cards.where(who.coach.place)
    return Done((Outgoing(lines, copy=links),)) if lines else Again((say("place-online"),))
    yield


def human(args: str, who: Who) -> Script[Outcome]:
    """Ask the coach to get in touch."""
    coach = who.coach_name
    return Act(CallCoach(), lambda _none: Done((Outgoing((say("coach-called", coach=coach),)),)))
    yield


def language(args: str, who: Who) -> Script[Outcome]:
    """Offer the other language, in both."""
    row = (Choice("do:arabic", "العربية"), Choice("do:english", "English"))
    return Done((Outgoing((say("ask-language"),), (row,)),))
    yield


def _speaking(to: str) -> Route:
    def speak(args: str, who: Who) -> Script[Outcome]:
        return Act(SaveProfile(language=to), lambda _client: Again((say("language-set"),)))
        yield

    return speak


def media(body: Body, who: Who) -> Script[Outcome | None]:
    """A photo or document nobody asked for: the receipt of a transfer, if one is awaited."""
    if not isinstance(body, Media):
        return None
    return Act(ReceiveReceipt(body.file), _received)
    yield


def _received(booking: Booking | None) -> Outcome:
    if booking is None:
        return Again((say("file-unexpected"),))
    return Done((Outgoing((receipt_kept(booking),)),))


def owing(args: str, who: Who) -> Script[Outcome]:
    """«دفعت», «كم باقي؟»: the newest booking whose money is awaited, as it stands. What was said pays nothing."""
    bookings = yield from ask(OwnBookings())
    owed = [booking for booking in bookings if _is_owed(booking, who)]
    sent = [booking for booking in owed if booking.payment_method is not None]
    if sent:
        return Done((_owed(max(sent, key=lambda booking: booking.booking_id), who),))
    if owed:
        return Again((say("owing-choose"),))
    if who.is_staff:  # they speak of a client's booking, and have not said which
        return Again((say("simpler-coach"),))
    return Done((Outgoing((say("owing-nothing"),), ((Choice("do:mybookings", say("go-my-bookings")),),)),))


def _is_owed(booking: Booking, who: Who) -> bool:
    return booking.is_upcoming(who.now) and booking.amount.minor > 0 and booking.payment_status in OWED


def _owed(booking: Booking, who: Who) -> Outgoing:
    details = (Choice(f"do:mybooking:{booking.booking_id}", say("go-this-booking")),)
    lines = (
        say("owing-title"),
        say("gap"),
        *cards.booking_lines(booking, who.voice.language),
        say("line-status", status=Term(f"status-{booking.status.value}")),
        cards.pay_line(booking),
    )
    if booking.status is not Status.PENDING_PAYMENT:
        return Outgoing(lines, (details,))
    return Outgoing((*lines, *_how(booking)), (*_otherwise(booking), details))


def _how(booking: Booking) -> tuple[Say, ...]:
    """Where the receipt goes; not while what came is being looked at, when nothing ends the hold."""
    awaited = booking.payment_method is PaymentMethod.BANK_TRANSFER and booking.hold_expires_at is not None
    return (say("gap"), say("transfer-receipt")) if awaited else ()


def _otherwise(booking: Booking) -> Rows:
    return ((Choice(f"do:pay:{booking.booking_id}", say("go-pay-otherwise")),),)


ROUTES: dict[str, Route] = {
    "start": start,
    "book": book,
    "help": help_,
    "hello": hello,
    "salam": salam,
    "thanks": thanks,
    "price": price,
    "duration": price,
    "place": place,
    "human": human,
    "language": language,
    "owing": owing,
    "arabic": _speaking("ar"),
    "english": _speaking("en"),
}
