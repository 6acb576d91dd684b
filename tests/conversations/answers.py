"""The other end of a conversation, made up: a shop that answers what is asked, and a chat that keeps its state."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar

import msgspec

from booking.bookings import Booking
from booking.catalogue import Category, Consultation, Delivery, MeetingType
from booking.errors import Refused
from booking.health import HealthDetails
from booking.money import Currency, Money
from booking.paying import Way
from booking.people import OWNER, BankAccount, Client, Coach, Gender, Place
from booking.slots import Hours, Taken, Week, Weekday
from booking.status import PaymentMethod, Status
from bot import i18n
from bot.conversations.booking.draft import BookingDraft
from bot.conversations.coach import requests as coach
from bot.conversations.coach import till
from bot.conversations.commands import (
    CallCoach,
    CheckTime,
    GiveConsent,
    HoldSlot,
    LastTime,
    RecallLastTime,
    ReceiveReceipt,
    ReleaseHold,
    SaveProfile,
    Submit,
    Submitted,
)
from bot.conversations.engine import House, Turn, react
from bot.conversations.house import HOUSE
from bot.conversations.linking import Linked, LinkHere, MakeLink
from bot.conversations.mine import money as paying
from bot.conversations.mine import requests as mine
from bot.conversations.mine.paper import SendReceipt
from bot.conversations.notifying import SetNotices
from bot.conversations.questions import (
    Availability,
    Calendar,
    Health,
    LastHealth,
    Offer,
    Offered,
    OneBooking,
    OwnBookings,
    Review,
    Reviewed,
)
from bot.conversations.requests import Command as Change
from bot.conversations.requests import Request, Script
from bot.conversations.state import State, Who
from bot.messages import Amount, Body, Choice, Command, Outgoing, Tap, Text, Voice

LINK_CODE = "12345678"
T = TypeVar("T")
D = TypeVar("D")
HOLD = timedelta(minutes=30)
NOW = datetime(2026, 11, 21, 6, tzinfo=UTC)  # Saturday, nine in Riyadh
SUNDAY = date(2026, 11, 22)
SUNDAY_FIVE = datetime(2026, 11, 22, 14, tzinfo=UTC)

COACH = Coach(
    coach_id=1,
    name="الكابتن طه الصباغ",
    name_en="Coach Taha",
    meeting_link="https://meet.example.org/taha",
    place=Place(address="نادي المثال", city="الرياض", map_link="https://maps.example.org/club"),
    bank=BankAccount(bank="بنك", holder="طه", iban="SA0380000000608010167519"),
)
WEEK = Week("Asia/Riyadh", tuple(Hours(day, time(9), time(21)) for day in Weekday))
INTRO = Consultation(
    consultation_id=1,
    title="تعارف مجاني",
    title_en="Introduction",
    duration_minutes=20,
    price=Money(0, Currency.SAR),
    category=Category.LIFE_COACHING,
    delivery=Delivery.ONLINE,
)
SPORTS = Consultation(
    consultation_id=2,
    title="استشارة رياضية",
    title_en="Sports consultation",
    description="خطة تدريب لأربعة أسابيع.",
    features=("متابعة أسبوعية",),
    duration_minutes=60,
    price=Money(20000, Currency.SAR),
    category=Category.SPORTS,
    requires_approval=True,
)
FOOD = Consultation(
    consultation_id=3,
    title="استشارة تغذية",
    title_en="Nutrition consultation",
    duration_minutes=45,
    price=Money(15000, Currency.SAR),
    category=Category.NUTRITION,
    delivery=Delivery.IN_PERSON,
)
TRANSFER = Way(method=PaymentMethod.BANK_TRANSFER, needs_receipt=True)
CASH = Way(method=PaymentMethod.CASH, ahead=False, in_person_only=True)
SANDBOX = Way(method=PaymentMethod.SANDBOX, opens_page=True, play_money=True)

NEW = Client(client_id=20)
NOURA = Client(client_id=20, display_name="نورة", phone="+966501234567", gender=Gender.FEMALE)
TAHA = Client(client_id=1, display_name="طه", permissions=OWNER)
HEALTH = HealthDetails(age=28, weight=75.0, height=175)


def booking_of(offer: Consultation, client: Client, start: datetime, now: datetime, number: int = 7) -> Booking:
    """A booking as the services would make it, held for the review."""
    return Booking(
        booking_id=number,
        booking_number=f"CB-{start:%Y%m%d}-{number:04d}",
        client_id=client.client_id,
        consultation_id=offer.consultation_id,
        coach_id=COACH.coach_id,
        name=client.display_name,
        email=client.email,
        phone=client.phone,
        title=offer.title,
        title_en=offer.title_en,
        category=offer.category,
        duration_minutes=offer.duration_minutes,
        amount=offer.price,
        preferred_at=start,
        hold_expires_at=now + HOLD,
        requires_approval=offer.requires_approval,
        created_at=now,
        updated_at=now,
    )


@dataclass
class Shop:
    """Answers every request out of memory, without rules of its own. `refuses` holds what is refused, by command, until
    it is taken out; `asked` is everything that was asked of it."""

    client: Client = NOURA
    now: datetime = NOW
    offers: tuple[Consultation, ...] = (INTRO, SPORTS, FOOD)
    week: Week = WEEK
    taken: tuple[Taken, ...] = ()
    booked: Mapping[date, int] = field(default_factory=dict)
    health: HealthDetails | None = None
    bookings: dict[int, Booking] = field(default_factory=dict)
    moving: Refused | None = None
    cancelling: Refused | None = None
    ways: tuple[Way, ...] = (SANDBOX, TRANSFER, CASH)
    cash_barred: bool = False
    late_status: Status = Status.CONFIRMED
    money_tasks: tuple[till.MoneyTask, ...] = ()
    talk_elsewhere: bytes | None = None
    booked_here: bool = False
    refuses: dict[type[Request[Any]], Refused] = field(default_factory=dict)
    asked: list[Request[Any]] = field(default_factory=list)

    def answer(self, request: Request[Any]) -> Any:
        self.asked.append(request)
        if isinstance(request, Change) and (refusal := self.refuses.get(type(request))):
            return refusal
        return ANSWERS[type(request)](self, request)

    def did(self, kind: type[D]) -> list[D]:
        """The requests of one kind, oldest first."""
        return [request for request in self.asked if isinstance(request, kind)]

    def offer(self, consultation_id: int) -> Consultation | None:
        return next((offer for offer in self.offers if offer.consultation_id == consultation_id), None)

    # ------------------------------------------------------------------------------------------------ questions

    def offered(self, _question: Offered) -> tuple[Consultation, ...]:
        return tuple(offer for offer in self.offers if offer.is_active)

    def one_offer(self, question: Offer) -> Consultation | None:
        return self.offer(question.consultation_id)

    def calendar(self, question: Availability) -> Calendar | None:
        offer = self.offer(question.consultation_id)
        if offer is None or not offer.is_active:
            return None
        return Calendar(offer, self.week, self.taken, self.booked, self.now, self.client.timezone)

    def one_booking(self, question: OneBooking) -> Booking | None:
        return self.found(question.booking_id, question.number)

    def found(self, booking_id: int | None, number: str = "") -> Booking | None:
        by_number = {booking.booking_number: booking for booking in self.bookings.values()}
        return self.bookings.get(booking_id) if booking_id is not None else by_number.get(number)

    def own_bookings(self, question: OwnBookings) -> tuple[Booking, ...]:
        return tuple(self.bookings.values())[: question.limit]

    def review(self, question: Review) -> Reviewed:
        booking = self.bookings[question.booking_id]
        offer = self.offer(booking.consultation_id)
        assert offer is not None
        return Reviewed(booking, offer, self.cash_barred)

    def health_of(self, _question: LastHealth | Health) -> HealthDetails | None:
        return self.health

    def own(self, question: mine.Own) -> mine.Choices | None:
        booking = self.found(question.booking_id, question.number)
        if booking is None:
            return None
        return mine.Choices(booking, self.moving, self.cancelling, booking.amount, self.cash_barred)

    def calendar_file(self, _question: mine.CalendarFile) -> bytes | None:
        return b"BEGIN:VCALENDAR"

    # ------------------------------------------------------------------------------------------------- commands

    def save_profile(self, command: SaveProfile) -> Client:
        changes = {f: v for f in SaveProfile.__slots__ if (v := getattr(command, f)) is not None}
        if "gender" in changes:
            changes["gender"] = Gender(changes["gender"])
        self.client = replace(self.client, **changes)
        return self.client

    def consent(self, command: GiveConsent) -> Client:
        self.client = replace(self.client, consent_at=self.now, consent_version=command.version)
        return self.client

    def check_time(self, command: CheckTime) -> Refused | None:
        calendar = self.calendar(Availability(command.consultation_id))
        try:
            if calendar is not None:
                calendar.check(command.start)
        except Refused as refusal:
            return refusal
        return None if calendar is not None else Refused("refused-archived")

    def last_time(self, _command: RecallLastTime) -> LastTime:
        was_here = any(booking.confirmed_at_time is not None for booking in self.bookings.values())
        return LastTime(was_here, self.health if was_here else None)

    def hold(self, command: HoldSlot) -> Booking:
        offer = self.offer(command.consultation_id)
        assert offer is not None
        number = command.booking_id or 7 + len(self.bookings)
        held = replace(
            booking_of(offer, self.client, command.start, self.now, number),
            meeting_type=MeetingType(command.meeting_type),
            alternative_at=command.alternative,
        )
        self.bookings[number] = held
        return held

    def release(self, command: ReleaseHold) -> None:
        if command.booking_id in self.bookings:
            self.save(command.booking_id, status=Status.CANCELLED)

    def save(self, booking_id: int, **changes: Any) -> Booking:
        self.bookings[booking_id] = replace(self.bookings[booking_id], **changes)
        return self.bookings[booking_id]

    def submit(self, command: Submit) -> Submitted:
        ahead = any(way.method is command.method and way.ahead for way in self.ways)
        booking = self.bookings[command.booking_id]
        at_once = Status.PENDING_CONFIRMATION if booking.requires_approval else Status.CONFIRMED
        status = Status.PENDING_PAYMENT if ahead else at_once
        return Submitted(self.save(command.booking_id, payment_method=command.method, status=status))

    def receipt(self, _command: ReceiveReceipt) -> Booking | None:
        waiting = (b for b in self.bookings.values() if b.payment_method is PaymentMethod.BANK_TRANSFER)
        return next(waiting, None)

    def nothing(self, _command: Request[Any]) -> None:
        return None

    def move(self, command: mine.MoveBooking) -> Booking:
        return self.save(command.booking_id, preferred_at=command.start)

    def cancel(self, command: mine.CancelBooking) -> Booking:
        return self.save(command.booking_id, status=Status.CANCELLED)

    def proposal(self, command: coach.AcceptProposal | coach.RefuseProposal) -> Booking:
        return self.bookings[command.booking_id]

    def choose_way(self, command: paying.ChooseWay) -> Submitted:
        return Submitted(self.save(command.booking_id, payment_method=command.method))

    def take_time(self, command: paying.TakeTime) -> Booking:
        return self.save(command.booking_id, preferred_at=command.start, status=self.late_status)

    def money_back(self, command: paying.TakeMoneyBack) -> Money:
        return self.bookings[command.booking_id].amount

    # ---------------------------------------------------------------------------------------------- the coach's

    def case(self, request: Any) -> coach.Case | Refused:
        booking = self.found(getattr(request, "booking_id", None), getattr(request, "number", ""))
        if booking is None:
            booking = next(iter(self.bookings.values()), None) if hasattr(request, "receipt_id") else None
        return coach.Case(booking=booking, health=self.health) if booking else Refused("refused-unknown-booking")

    def open_case(self, request: coach.OpenCase) -> coach.Case | None:
        case = self.case(request)
        return None if isinstance(case, Refused) else case

    def listing(self, _request: coach.Listing | coach.Ending) -> tuple[Booking, ...]:
        return tuple(self.bookings.values())

    def set_notices(self, command: SetNotices) -> Client:
        wanted: dict[str, Any] = {
            "reminders_on": command.reminders,
            "offers_on": command.offers,
            "other_ways": command.other_ways,
        }
        self.client = replace(self.client, **{name: value for name, value in wanted.items() if value is not None})
        return self.client

    def make_link(self, _command: MakeLink) -> str:
        return LINK_CODE

    def link_here(self, command: LinkHere) -> Linked:
        if command.code != LINK_CODE:
            return Linked(None, problem="refused-link")
        if self.booked_here and not command.sure:
            return Linked(None, to_confirm=True)
        return Linked(self.client, self.talk_elsewhere)

    def tasks(self, _request: till.MoneyTasks) -> tuple[till.MoneyTask, ...]:
        return self.money_tasks


_CASES = (
    coach.Look,
    coach.Confirm,
    coach.Decline,
    coach.CallOff,
    coach.Propose,
    coach.MarkPaid,
    coach.AcceptReceipt,
    coach.AskReceiptAgain,
    coach.Complete,
    coach.MarkAbsent,
    coach.Undo,
    coach.WriteNote,
    till.AllowCash,
)
ANSWERS: dict[type[Request[Any]], Callable[[Shop, Any], Any]] = {
    Offered: Shop.offered,
    Offer: Shop.one_offer,
    Availability: Shop.calendar,
    OneBooking: Shop.one_booking,
    OwnBookings: Shop.own_bookings,
    Review: Shop.review,
    Health: Shop.health_of,
    LastHealth: Shop.health_of,
    mine.Own: Shop.own,
    mine.CalendarFile: Shop.calendar_file,
    SaveProfile: Shop.save_profile,
    GiveConsent: Shop.consent,
    CheckTime: Shop.check_time,
    RecallLastTime: Shop.last_time,
    HoldSlot: Shop.hold,
    ReleaseHold: Shop.release,
    Submit: Shop.submit,
    ReceiveReceipt: Shop.receipt,
    CallCoach: Shop.nothing,
    SetNotices: Shop.set_notices,
    MakeLink: Shop.make_link,
    LinkHere: Shop.link_here,
    mine.MoveBooking: Shop.move,
    mine.CancelBooking: Shop.cancel,
    mine.Attend: Shop.nothing,
    mine.Rate: Shop.nothing,
    SendReceipt: Shop.nothing,
    paying.ChooseWay: Shop.choose_way,
    paying.TakeTime: Shop.take_time,
    paying.TakeMoneyBack: Shop.money_back,
    coach.AcceptProposal: Shop.proposal,
    coach.RefuseProposal: Shop.proposal,
    coach.OpenCase: Shop.open_case,
    coach.Listing: Shop.listing,
    coach.Ending: Shop.listing,
    till.MoneyTasks: Shop.tasks,
    till.AcceptPayment: Shop.nothing,
    till.ReturnPayment: Shop.nothing,
    till.SeeToRefund: Shop.nothing,
    **dict.fromkeys(_CASES, Shop.case),
}


def play(script: Script[T], answer: Callable[[Request[Any]], Any]) -> T:
    """What a script returns when its requests are answered so."""
    try:
        request = next(script)
        while True:
            request = script.send(answer(request))
    except StopIteration as end:
        result: T = end.value
        return result


class Chat:
    """One conversation with the pure engine; its state goes through the store's encoding between two messages."""

    def __init__(self, shop: Shop | None = None, *, house: House = HOUSE, state: State | None = None) -> None:
        self.shop = shop or Shop()
        self.house = house
        self.state = state or State()
        self.cards: tuple[Outgoing, ...] = ()
        self.newest = Outgoing(())
        self.turn = Turn(self.state, (), self.who)

    @property
    def who(self) -> Who:
        client = self.shop.client
        return Who(
            now=self.shop.now,
            client=client,
            voice=Voice(
                language=client.language,
                gender=client.gender.value,
                zone=client.timezone,
                zone_named=client.timezone != COACH.timezone,
            ),
            coach=COACH,
            channel="web",
            suggested_name="نورة",
            ways_to_pay=self.shop.ways,
        )

    def send(self, body: Body) -> Outgoing:
        """What the last card says; the card before it when nothing was said."""
        self.turn = play(react(self.house, self.state, body, self.who), self.shop.answer)
        self.state = kept(self.turn.state)
        self.cards = self.turn.cards
        self.newest = self.cards[-1] if self.cards else self.newest
        return self.newest

    def says(self, text: str) -> Outgoing:
        return self.send(Text(text))

    def taps(self, value: str, turn: int | None = None) -> Outgoing:
        return self.send(Tap(value, self.state.turn if turn is None else turn))

    def orders(self, name: str, args: str = "") -> Outgoing:
        return self.send(Command(name, args))

    def presses(self, label: str) -> Outgoing:
        """Tap the button of the newest card that is labelled so."""
        named = {self.name(choice): choice for choice in buttons(self.newest)}
        return self.taps(named[label].value, self.newest.turn)

    def name(self, choice: Choice) -> str:
        return i18n.label(choice.label, self.who.voice)

    def fork(self) -> Chat:
        """The same conversation once more, to go another way."""
        shop = replace(self.shop, bookings=dict(self.shop.bookings), refuses=dict(self.shop.refuses), asked=[])
        other = Chat(shop, house=self.house, state=self.state)
        other.newest = self.newest
        return other

    def draft(self, kind: type[D]) -> D:
        """The draft of the open flow."""
        assert self.state.open is not None
        return msgspec.convert(self.state.open.draft, kind)

    @property
    def booking(self) -> BookingDraft:
        return self.draft(BookingDraft)

    @property
    def flow(self) -> str:
        return self.state.open.flow if self.state.open else "menu"


def kept(state: State) -> State:
    """The state as it comes back from the store."""
    return msgspec.json.decode(msgspec.json.encode(state), type=State)


def ids(card: Outgoing) -> list[str]:
    """The ids of what a card says, gaps left out."""
    return [line.id for line in card.lines if line.id != i18n.GAP]


def buttons(card: Outgoing) -> list[Choice]:
    """What can be tapped on a card."""
    return [choice for row in card.rows for choice in row if choice.value]


def values(card: Outgoing) -> list[str]:
    return [choice.value for choice in buttons(card)]


def money(minor: int) -> Amount:
    return Amount(minor, "SAR")


def all_said(cards: Iterable[Outgoing]) -> list[str]:
    return [line for card in cards for line in ids(card)]
