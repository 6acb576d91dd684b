"""Whatever people send, in whatever order: the conversation never breaks, and its next question can be said."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from booking.errors import Refused
from booking.health import HealthDetails
from booking.paying import Way
from booking.people import OWNER, Client, Gender
from booking.slots import Hours, Taken, Week, Weekday
from booking.status import PaymentMethod, Status
from bot import i18n
from bot.conversations.requests import Command as Change
from bot.conversations.requests import Request
from bot.messages import (
    Blocked,
    Body,
    Choice,
    Command,
    Contact,
    FileRef,
    Location,
    Media,
    Outgoing,
    Tap,
    Text,
    Unreadable,
    Voice,
)
from tests.conversations.answers import (
    ANSWERS,
    CASH,
    HEALTH,
    INTRO,
    NEW,
    NOURA,
    NOW,
    SPORTS,
    SUNDAY_FIVE,
    TAHA,
    TRANSFER,
    WEEK,
    Chat,
    Shop,
    booking_of,
    buttons,
)

SAID = (
    *("نعم", "لا", "رجوع", "القائمة", "إلغاء", "كمل", "احجز", "حجوزاتي", "مساعدة", "الكابتن", "عربي", "شكرا"),
    *("السلام عليكم", "بكم", "وين", "تخطي", "ما عندي", "تم", "استشارة تغذية", "رياضية", "استشارة", "أونلاين", "حضوري"),
    *("بكرة", "بكرة ٥ العصر", "الأحد", "٢٢", "2026-11-22", "٥ العصر", "9", "بعد العصر", "أمس", "٣٠ فبراير", "English"),
    *("٢", "1", "99", "٠", "الثاني", "٢٨ سنة ٧٥ كيلو ١٧٥", "١٫٧٥", "900", "ذكر", "أنثى", "مبتدئ", "خسارة الوزن"),
    *("نورة الحربي", "اسمي علي", "0501234567", "noura@example.org", "CB-20261122-0007", "أكّد 7", "المعلّق", "ارفض 7"),
    *("⭐⭐⭐⭐⭐", "٣", "👍", "🙂", "\u202e\u2067عكس\u2066", "a" * 2001, "", " ", "\u200f", "<b>", "\x00"),
)
ORDERS = (
    *("start", "menu", "back", "cancel", "resume", "book", "help", "mybookings", "mybooking", "move", "drop"),
    *("attend", "again", "accept", "otherwise", "rate", "ics", "human", "language", "english", "price", "place"),
    *("pending", "today", "upcoming", "booking", "confirm", "confirmalt", "decline", "calloff", "propose", "paid"),
    *("complete", "noshow", "undo", "note", "receiptok", "receiptagain", "nonsense", "drophold", "arabic"),
)
ARGS = (
    *("", "7", "8", "type_2", "type_2-ramadan", "type_99", "CB-20261122-0007", "7:5", "7:9", "7:x", "7:20261122T1400"),
    *("7:20269922T9900", "٧", "7 السبب", "31", "-1", "x" * 300, "99999999999999999999"),
)
MADE_UP = (
    *("d:2026-11-22", "d:2026-99-99", "t:2026-11-22T14:00Z", "t:2026-11-22T14:00", "t:now", "m:2026-13", "m:2027-01"),
    *("type:2", "type:", "about:99", "pay:cash", "pay:nothing", "edit:day", "edit:review", "edit:", "yes", "skip"),
    *("do:", "do:back", "do:book", "do:rate:7:5", "do:confirm:7:20261122T1400", "change:name", "g:fitness", "✂", ":::"),
)
REFUSALS = (
    Refused("refused-taken"),
    Refused("refused-archived"),
    Refused("refused-past"),
    Refused("refused-too-soon", hours=2),
    Refused("refused-too-far", days=60),
    Refused("refused-closed", day=date(2026, 11, 27)),
    Refused("refused-outside-hours", day=date(2026, 11, 27), spans=((time(9), time(21)),)),
    Refused("refused-day-full", day=date(2026, 11, 22)),
    Refused("refused-way-to-pay"),
    Refused("refused-already-submitted"),
    Refused("refused-not-yours"),
    Refused("refused-transition", status=Status.CANCELLED),
    Refused("refused-move-late", until=NOW, hours=12),
    Refused("refused-rating", low=1, high=5),
    Refused("refused-already", status=Status.CONFIRMED, by="طه", at=NOW),
)
FULL = (Taken(NOW - timedelta(days=2), NOW + timedelta(days=90), NOW, 99),)
WEEKS = (
    WEEK,
    Week("Asia/Riyadh", ()),
    Week("Asia/Riyadh", (Hours(Weekday.SUNDAY, time(17), time(18)),)),
    Week("Africa/Cairo", tuple(Hours(day, time(20), time(2)) for day in Weekday)),
)
HELD = booking_of(SPORTS, NOURA, SUNDAY_FIVE, NOW)
BOOKINGS = (
    HELD,
    replace(HELD, status=Status.CONFIRMED, confirmed_at_time=SUNDAY_FIVE, payment_method=PaymentMethod.CASH),
    replace(HELD, status=Status.PENDING_CONFIRMATION, alternative_at=SUNDAY_FIVE + timedelta(days=1)),
    replace(HELD, status=Status.COMPLETED, payment_method=PaymentMethod.BANK_TRANSFER),
    replace(HELD, status=Status.CANCELLED, proposed_at=SUNDAY_FIVE),
)
VOICES = tuple(
    Voice(language=language, gender=gender.value, digits="arab" if language == "ar" else "latn")
    for language in ("ar", "en")
    for gender in Gender
)
_TO_THE_HEALTH = ("do:book", "type:2", "right", "d:2026-11-22", "t:2026-11-22T14:00Z", "online")
WAYS: tuple[tuple[Body, ...], ...] = (
    tuple(map(Tap, (*_TO_THE_HEALTH, "yes", "d:2026-11-23", "t:2026-11-23T14:00Z", "no", "pay:sandbox"))),
    tuple(map(Tap, (*_TO_THE_HEALTH, "no", "agree", "skip", "beginner", "g:fitness", "done", "skip", "skip", "skip"))),
    tuple(map(Tap, ("do:book", "type:1", "right", "d:2026-11-22", "t:2026-11-22T14:00Z", "no", "pay:free"))),
    (Tap("do:book"), Tap("type:3"), Text("نورة"), Contact("966501234567", own=True), Tap("right")),
    (Command("move", "7"), Tap("d:2026-11-25"), Tap("t:2026-11-25T14:00Z"), Tap("yes")),
    (Command("drop", "7"), Text("ظروف"), Tap("yes")),
    (Command("rate", "7:2"), Text("كانت قصيرة")),
    (Command("propose", "7:20261122T1400"), Tap("d:2026-11-25"), Tap("t:2026-11-25T14:00Z"), Tap("send")),
    (Command("decline", "7:20261122T1400"), Text("مسافر")),
    (Command("note", "7:20261122T1400"), Text("يفضّل الصباح")),
    (Command("receiptagain", "31"), Tap("reason:blurred")),
)
SALEM = replace(NOURA, display_name="Salem", language="en", timezone="Africa/Cairo", consent_at=NOW)
CALLBACK = re.compile(r"[\x21-\x7e]{0,60}")

sayings = st.sampled_from(SAID)
texts = st.one_of(sayings, st.text(max_size=40), st.lists(sayings, max_size=3).map(" ".join))
files = st.builds(FileRef, st.just("web"), st.just("12"), st.sampled_from(["", "r.pdf"]), st.just("image/png"))
things: st.SearchStrategy[Body] = st.one_of(
    st.builds(Contact, st.sampled_from(["966501234567", "+966501234567", "x", ""]), st.booleans()),
    st.builds(Media, files, st.sampled_from(["", "الإيصال"])),
    st.builds(Location, st.just(24.7), st.just(46.7)),
    st.builds(Unreadable, st.sampled_from(["sticker", "voice", "video", "edited", "other"])),
    st.builds(Blocked, st.booleans()),
)


@settings(max_examples=100, stateful_step_count=25, deadline=None)
class Anything(RuleBasedStateMachine):
    @initialize(
        client=st.sampled_from([NOURA, SALEM, TAHA, NEW]),
        booking=st.sampled_from([None, *BOOKINGS]),
        way=st.sampled_from([(), *WAYS]),
        data=st.data(),
    )
    def begins(self, client: Client, booking: Any, way: tuple[Body, ...], data: st.DataObject) -> None:
        """Somewhere on one of the usual ways, so that what is at their ends is tried as often as the menu."""
        self.chat = Chat(Shop(client=client, bookings={7: booking} if booking else {}))
        self.older: list[Outgoing] = []
        for body in way[: data.draw(st.integers(0, len(way)), label="steps")]:
            self.sends(fresh(body, self.chat))

    # -------------------------------------------------------------------------------------- what people do

    def sends(self, body: Body) -> None:
        self.older = [*self.older[-5:], self.chat.newest]
        self.chat.send(body)
        assert msgspec.json.encode(self.chat.state) == msgspec.json.encode(self.chat.turn.state)  # nothing is lost
        for card in self.chat.cards:
            can_be_shown(card)

    @rule(text=texts)
    def types(self, text: str) -> None:
        self.sends(Text(text))

    @rule(data=st.data())
    def taps(self, data: st.DataObject) -> None:
        offered = buttons(self.chat.newest) or [Choice("do:menu", "")]
        choice = data.draw(st.sampled_from(offered), label="choice")
        self.sends(Tap(choice.value, self.chat.newest.turn))

    @rule(data=st.data())
    def types_a_label(self, data: st.DataObject) -> None:
        offered = buttons(self.chat.newest) or [Choice("do:menu", "")]
        self.sends(Text(self.chat.name(data.draw(st.sampled_from(offered), label="choice"))))

    @rule(data=st.data())
    def taps_an_old_button(self, data: st.DataObject) -> None:
        card = data.draw(st.sampled_from(self.older or [Outgoing(())]), label="card")
        choice = data.draw(st.sampled_from(buttons(card) or [Choice("do:menu", "")]), label="choice")
        self.sends(Tap(choice.value, card.turn))

    @rule(value=st.sampled_from(MADE_UP) | st.text(max_size=20), ago=st.integers(-1, 2))
    def taps_something_made_up(self, value: str, ago: int) -> None:
        self.sends(Tap(value, max(0, self.chat.state.turn - ago)))

    @rule(name=st.sampled_from(ORDERS), args=st.sampled_from(ARGS) | st.text(max_size=10))
    def orders(self, name: str, args: str) -> None:
        self.sends(Command(name, args))

    @rule(thing=things)
    def sends_something_else(self, thing: Body) -> None:
        self.sends(thing)

    # ------------------------------------------------------------------------------------ what the world does

    @rule(minutes=st.sampled_from([1, 20, 60, 24 * 60]))
    def time_passes(self, minutes: int) -> None:
        self.chat.shop.now += timedelta(minutes=minutes)

    @rule(week=st.sampled_from(WEEKS), taken=st.sampled_from([(), FULL]), active=st.booleans())
    def the_calendar_changes(self, week: Week, taken: tuple[Taken, ...], active: bool) -> None:
        shop = self.chat.shop
        shop.week, shop.taken = week, taken
        shop.offers = (INTRO, *(replace(offer, is_active=active) for offer in shop.offers[1:]))

    @rule(health=st.sampled_from([None, HEALTH, HealthDetails()]), ways=st.sampled_from([(), (CASH,), (TRANSFER,)]))
    def facts_change(self, health: HealthDetails | None, ways: tuple[Way, ...]) -> None:
        self.chat.shop.health, self.chat.shop.ways = health, ways

    @rule(booking=st.sampled_from(BOOKINGS), refusal=st.sampled_from([None, *REFUSALS]))
    def a_booking_changes(self, booking: Any, refusal: Refused | None) -> None:
        self.chat.shop.bookings[7] = booking
        self.chat.shop.moving = self.chat.shop.cancelling = refusal

    @rule(kind=st.sampled_from(sorted(ANSWERS, key=lambda kind: kind.__name__)), refusal=st.sampled_from(REFUSALS))
    def something_is_refused(self, kind: type[Request[Any]], refusal: Refused) -> None:
        if issubclass(kind, Change):
            self.chat.shop.refuses = {kind: refusal}

    @rule()
    def nothing_is_refused(self) -> None:
        self.chat.shop.refuses = {}

    @rule()
    def the_coach_trusts_them(self) -> None:
        self.chat.shop.client = replace(self.chat.shop.client, permissions=OWNER)

    # ------------------------------------------------------------------------------------------ what holds always

    @invariant()
    def there_is_always_a_next_question(self) -> None:
        if not hasattr(self, "chat"):
            return
        asked = self.chat.fork()
        asked.send(Text(""))
        assert asked.cards[-1].turn == self.chat.state.turn + 1
        can_be_shown(asked.cards[-1])


def fresh(body: Body, chat: Chat) -> Body:
    """The tap in the turn that is open; anything else as it is."""
    return msgspec.structs.replace(body, turn=chat.state.turn) if isinstance(body, Tap) else body


def can_be_shown(card: Outgoing) -> None:
    """Every reader can be shown the card, and each of its buttons comes back whole from every channel."""
    assert card.lines
    for voice in VOICES:
        i18n.lines(card, voice)
        for words in (*(item.label for item in card.copy), *(c.label for row in card.rows for c in row)):
            assert i18n.label(words, voice)
        for note in (choice.note for row in card.rows for choice in row):
            i18n.label(note, voice)
    for row in card.rows:
        for choice in row:
            assert CALLBACK.fullmatch(f"{card.turn}:{choice.value}")


TestAnything = Anything.TestCase
