"""The cards that the tests of WhatsApp render: every kind that the conversations make."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import msgspec
from hypothesis import strategies as st

from bot.conversations.booking.grid import grouped, moments, month_grid
from bot.messages import (
    Amount,
    Attachment,
    Choice,
    Code,
    Copyable,
    Moment,
    Outgoing,
    Say,
    Term,
    Voice,
    say,
)

VOICE = Voice(gender="female")
ENGLISH = Voice(language="en", digits="latn")
SUNDAY = datetime(2026, 11, 22, 14, tzinfo=UTC)
BACK = Choice("do:back", say("go-back"), aside=True)
MENU = Choice("do:menu", say("go-menu"), aside=True)
WAYS_OUT = (BACK, MENU)
GO_MENU = (Choice("do:menu", say("go-menu")),)
CALENDAR = Attachment("jalsa.ics", "text/calendar", b"BEGIN:VCALENDAR")
IBAN = "SA0380000000608010167519"
OFFERS = ("استشارة تغذية", "تدريب شخصي VIP", "جلسة حياة", "يوغا للمبتدئين", "برنامج تحضير لبطولة كمال أجسام", "خطة نوم")


def booking_lines(title: str = "استشارة VIP") -> tuple[Say, ...]:
    return (
        say("line-number", number=Code("CB-20261122-0001")),
        say("line-consultation", title=title, minutes=60),
        say("line-time", time=Moment(SUNDAY)),
        say("line-amount", amount=Amount(15000, "SAR")),
    )


def november(*free: int) -> list[date]:
    return [date(2026, 11, day) for day in free]


def hours(count: int) -> list[datetime]:
    first = datetime(2026, 11, 22, 6, tzinfo=UTC)
    return [first + timedelta(minutes=30 * step) for step in range(count)]


def offer_rows(*titles: str) -> tuple[tuple[Choice, ...], ...]:
    return tuple(
        (Choice(f"type:{number}", title), Choice(f"about:{number}", say("go-details"), aside=True))
        for number, title in enumerate(titles, 1)
    )


def edits(*names: str) -> tuple[Choice, ...]:
    return tuple(Choice(f"edit:{name}", say(f"edit-{name}")) for name in names)


MONTH = Outgoing(
    (say("ask-day"),),
    (*month_grid(date(2026, 11, 1), [*november(*range(8, 31)), date(2026, 12, 1)], "SA"), WAYS_OUT),
    turn=4,
)
CARDS = {
    "menu": Outgoing(
        (say("menu-new", coach="الكابتن طه الصباغ"), say("menu-question")),
        (
            (Choice("do:book", say("go-book")),),
            (Choice("do:mybookings", say("go-my-bookings")), Choice("do:price", say("go-prices"))),
            (Choice("do:human", say("go-coach")), Choice("do:help", say("go-help"))),
            (Choice("do:language", say("go-language")),),
        ),
        turn=1,
    ),
    "question": Outgoing((say("ask-name"),), (WAYS_OUT,), turn=7),
    "yes-no": Outgoing(
        (say("ask-alternative"),),
        ((Choice("no", say("go-one-time")),), (Choice("yes", say("go-second-time")),), WAYS_OUT),
        turn=9,
    ),
    "offers": Outgoing((say("ask-consultation"),), (*offer_rows(*OFFERS), WAYS_OUT), turn=2),
    "offers-2": Outgoing((say("ask-consultation"),), (*offer_rows(*OFFERS), WAYS_OUT), turn=2, page=1),
    "month": MONTH,
    "month-2": msgspec.structs.replace(MONTH, page=1),
    "month-last": msgspec.structs.replace(MONTH, page=9),
    "last-days": Outgoing(
        (say("ask-day"),), month_grid(date(2026, 11, 1), [*november(29, 30), date(2026, 12, 1)], "SA"), turn=4
    ),
    "times": Outgoing((say("ask-time", day=Moment(SUNDAY, "day")),), grouped(hours(14), "Asia/Riyadh"), turn=5),
    "times-2": Outgoing(
        (say("ask-time", day=Moment(SUNDAY, "day")),), grouped(hours(14), "Asia/Riyadh"), turn=5, page=1
    ),
    "nearest": Outgoing((say("nearest-times"),), (*moments(hours(4)), WAYS_OUT), turn=6),
    "twelve": Outgoing(
        (say("coach-list-pending", count=12),),
        tuple(
            (
                Choice(
                    f"do:booking:{number}",
                    say("coach-list-item", time=Moment(start, "short"), name=f"نورة {number}"),
                    note=Term("status-pending_confirmation"),
                ),
            )
            for number, start in enumerate(hours(12), 1)
        ),
    ),
    "long-labels": Outgoing(
        (say("which-consultation"),),
        tuple(
            (
                Choice(
                    f"type:{number}",
                    f"برنامج متكامل رقم {number} لرفع اللياقة مع متابعة أسبوعية وتقرير في نهاية كل شهر",
                ),
            )
            for number in range(1, 5)
        ),
        turn=3,
    ),
    "review": Outgoing(
        (
            say("review-title"),
            Say("gap"),
            *booking_lines(),
            Say("gap"),
            say("review-total", amount=Amount(15000, "SAR")),
        ),
        (
            (Choice("pay:bank_transfer", say("pay-by-bank_transfer")),),
            (Choice("pay:cash", say("pay-by-cash")),),
            edits("consultation", "day", "time"),
            edits("meeting", "person", "health"),
            WAYS_OUT,
        ),
        turn=12,
    ),
    "transfer": Outgoing(
        (say("transfer-title"), Say("gap"), *booking_lines()[::3], Say("gap"), say("transfer-receipt")),
        ((Choice("do:mybooking:7", say("go-this-booking")), *GO_MENU),),
        copy=(
            Copyable(say("copy-iban"), IBAN),
            Copyable(say("copy-holder"), "Taha Alsabbagh"),
            Copyable(say("copy-reference"), "00010007"),
        ),
    ),
    "pay-page": Outgoing(
        (say("checkout-ready"), say("checkout-until", until=Moment(SUNDAY, "time"))),
        ((Choice("", say("go-pay"), link="https://pay.example/c/1?a=_b_"),), GO_MENU),
    ),
    "confirmed": Outgoing(
        (say("told-confirmed", coach="الكابتن طه"), Say("gap"), *booking_lines()),
        ((Choice("do:mybooking:7", say("told-go-mybooking")),),),
        copy=(Copyable(say("copy-link"), "https://meet.example/abc"), Copyable(say("copy-password"), "_k*9_")),
        file=CALENDAR,
    ),
    "in-person": Outgoing(
        (say("told-confirmed", coach="الكابتن طه"), say("line-place-in", address="نادي القوة", city="الرياض")),
        ((Choice("do:mybooking:7", say("told-go-mybooking")),),),
        copy=(Copyable(say("copy-map"), "https://www.google.com/maps/search/?api=1&query=24.7136%2C46.6753"),),
        file=CALENDAR,
    ),
    "file-alone": Outgoing((say("mine-calendar"),), file=CALENDAR),
    "picture": Outgoing((say("receipt-came", name="نورة"),), file=Attachment("r.jpg", "image/jpeg", b"jpeg")),
    "stars": Outgoing(
        (say("told-completed", title="يوغا"), say("told-rate", coach="الكابتن طه")),
        tuple((Choice(f"do:rate:7:{star}", "⭐" * star),) for star in range(5, 0, -1)),
    ),
    "coach": Outgoing(
        (
            say("coach-booking", status=Term("status-pending_confirmation")),
            say("person-name", name="Nora *العلي* _x_\nسطر ثان"),
            say("person-phone", phone=Code("+966501234567")),
            *booking_lines(),
        ),
        (
            (Choice("do:confirm:7", say("coach-go-confirm", time=Moment(SUNDAY, "short"))),),
            (Choice("do:propose:7", say("coach-go-propose")), Choice("do:decline:7", say("coach-go-decline"))),
        ),
    ),
}

# What nobody would think of, within what an `Outgoing` may hold.
PEOPLE = st.text(alphabet="اب. \n📅a*_~`1\u2068\u202e", min_size=1, max_size=900)
VALUES = st.text(alphabet="abc:-1", min_size=0, max_size=48)
LABELS = (
    st.text(alphabet="ابa 1📅*", max_size=100)
    | st.sampled_from([Moment(SUNDAY), Moment(SUNDAY, "clock"), say("go-book"), "‹", "›"])
    | st.integers(0, 99)
)
LINKS = st.sampled_from(["", "", "", "https://pay.example/c/_x_?a=*b*"])
CHOICES = st.builds(Choice, VALUES, LABELS, LINKS, LABELS, st.booleans())
LINES = st.lists(PEOPLE, max_size=6).map(lambda notes: tuple(say("coach-notes", notes=note) for note in notes))
COPIES = st.sampled_from([IBAN, "https://meet.example/_a_", "https://maps.google.com/?q=24.7,46.6", "a b\nc"])
OUTGOING = st.builds(
    Outgoing,
    LINES,
    st.lists(st.lists(CHOICES, max_size=4).map(tuple), max_size=8).map(tuple),
    st.lists(COPIES.map(lambda text: Copyable(say("copy-iban"), text)), max_size=3).map(tuple),
    st.sampled_from([None, CALENDAR, Attachment("r.png", "image/png", b"png")]),
    turn=st.integers(0, 3),
    page=st.integers(0, 3),
)
