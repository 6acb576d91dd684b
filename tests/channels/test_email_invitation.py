"""The invitation in a letter: what the calendar file of the chat becomes, as a reader of another make has it."""

from __future__ import annotations

import email
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest

from booking.bookings import Booking
from booking.catalogue import Category
from booking.money import Currency, Money
from booking.people import Coach
from booking.status import Status
from bot.channels.email_letter import letter, mailbox
from bot.messages import Attachment, Outgoing, Voice, say
from bot.services.calendar import ics
from tests.standins.calendar_reader import Component, read

SENDER = mailbox("الكابتن طه الصباغ <bookings@coach.example>")
NORA = mailbox("nora@example.org")
COACH = Coach(coach_id=1, name="الكابتن طه الصباغ", timezone="Africa/Cairo", country="EG")
START = datetime(2027, 5, 2, 14, tzinfo=UTC)
BOOKING = Booking(
    booking_id=7,
    booking_number="CB-20270502-0003",
    client_id=3,
    consultation_id=1,
    coach_id=1,
    name="نورة",
    email="nora@example.org",
    phone="+966501234567",
    title="استشارة رياضية; مع فاصلة, أيضًا، وعنوان طويل يُطوى سطره مرة أو مرتين",
    title_en="Sports",
    category=Category.SPORTS,
    duration_minutes=60,
    amount=Money(10000, Currency.SAR),
    preferred_at=START,
    confirmed_at_time=START,
    meeting_link="https://meet.example.org/taha?pwd=a,b;c",
    meeting_password="9Xy",
    status=Status.CONFIRMED,
    sequence=2,
    created_at=START,
    updated_at=START,
)


def invited(booking: Booking = BOOKING, sender: Address = SENDER, **how: Any) -> tuple[EmailMessage, Component]:
    """The letter with a booking's calendar file, and the file in it as a strict second reader has it."""
    data = ics(booking, COACH, "ar", **how)
    card = Outgoing((say("go-book"),), file=Attachment("موعد.ics", "text/calendar", data))
    message = email.message_from_bytes(letter(card, Voice(), sender, NORA).as_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    (part,) = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    found = part.get_payload(decode=True)
    assert isinstance(found, bytes)
    return message, read(found)


def test_an_appointment_comes_as_an_invitation_and_as_a_file() -> None:
    message, calendar = invited()

    expected = [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/ics",
    ]
    assert [part.get_content_type() for part in message.walk()] == expected
    inline, attached = list(message.walk())[-2:]
    assert inline["Content-Type"].params == {"charset": "utf-8", "method": "REQUEST"}
    assert calendar.one("METHOD").value == "REQUEST"
    assert attached.get_filename() == "موعد.ics"
    assert attached.get_payload(decode=True) == inline.get_payload(decode=True)


def test_the_invitation_says_who_invites_and_who_is_invited() -> None:
    _, calendar = invited()

    entry = calendar.only("VEVENT")
    organizer, attendee = entry.one("ORGANIZER"), entry.one("ATTENDEE")
    assert (organizer.value, organizer.params) == ("mailto:bookings@coach.example", {"CN": "الكابتن طه الصباغ"})
    assert attendee.value == "mailto:nora@example.org"
    assert attendee.params == {"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE"}


def test_the_invitation_is_otherwise_the_file_of_the_chat() -> None:
    _, calendar = invited()

    entry, before = calendar.only("VEVENT"), read(ics(BOOKING, COACH, "ar")).only("VEVENT")
    assert [line for line in entry.properties if line.name not in {"ORGANIZER", "ATTENDEE"}] == before.properties
    assert entry.inside == before.inside
    assert (entry.one("UID").text, entry.one("SEQUENCE").value) == ("CB-20270502-0003@jalsa", "2")
    assert entry.one("SUMMARY").text == f"{BOOKING.title} · {COACH.name}"


def test_a_cancellation_takes_back_the_same_invitation() -> None:
    message, calendar = invited(method="CANCEL", cancelled=True)

    entry = calendar.only("VEVENT")
    inline = list(message.walk())[-2]
    assert (calendar.one("METHOD").value, inline["Content-Type"].params["method"]) == ("CANCEL", "CANCEL")
    assert (entry.one("UID").text, entry.one("STATUS").text) == ("CB-20270502-0003@jalsa", "CANCELLED")
    assert entry.one("ORGANIZER").value == "mailto:bookings@coach.example"
    assert entry.one("ATTENDEE").value == "mailto:nora@example.org"


def test_a_move_is_the_same_invitation_with_a_higher_sequence() -> None:
    _, before = invited()
    _, after = invited(replace(BOOKING, sequence=3))

    first, second = before.only("VEVENT"), after.only("VEVENT")
    assert first.one("UID") == second.one("UID")
    assert int(second.one("SEQUENCE").value) > int(first.one("SEQUENCE").value)


@pytest.mark.parametrize("name", ['the "coach"', "Coach, Taha; and more: all", "أكاديمية الكابتن طه الصباغ " * 4, ""])
def test_any_name_of_the_sender_makes_a_calendar_that_can_be_read(name: str) -> None:
    _, calendar = invited(sender=Address(name.strip(), "bookings", "coach.example"))

    organizer = calendar.only("VEVENT").one("ORGANIZER")
    assert organizer.params.get("CN", "") == name.strip().replace('"', "'")


# ------------------------------------------------------------------------------------------ the reader in its own right


@pytest.mark.parametrize(
    ("break_it", "rule"),
    [
        (lambda good: good.replace(b"\r\n", b"\n"), "CR LF"),
        (lambda good: good.replace(b"\r\n ", b""), "75 octets"),
        (lambda good: good.replace(b"METHOD:PUBLISH", b"METHOD:REQUEST"), "0 of ORGANIZER"),
        (lambda good: good.replace(b"END:VEVENT\r\n", b""), "VEVENT ends as VCALENDAR"),
        (lambda good: good.replace(b"UID:", b"X-UID:"), "0 of UID"),
        (lambda good: good.replace(b"\\,", b","), "not escaped"),
        (lambda good: good.replace(b"DTSTAMP:20270502T140000Z", b"DTSTAMP:20270502T140000"), "in UTC"),
        (lambda good: good.replace(b"DTSTART;TZID=", b"DTSTART;TZID:="), "DTSTART has a parameter"),
    ],
)
def test_the_second_reader_refuses_what_a_calendar_might(break_it: Callable[[bytes], bytes], rule: str) -> None:
    good = ics(BOOKING, COACH, "ar")
    assert read(good).one("VERSION").value == "2.0"

    with pytest.raises(ValueError, match=rule):
        read(break_it(good))
