"""Plays the pure scripts of the coach's side with made-up answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from booking.bookings import Booking
from booking.catalogue import Category
from booking.money import Currency, Money
from booking.people import OWNER, Client, Coach
from booking.status import PaymentMethod, Status
from bot.conversations.coach.requests import Case
from bot.conversations.requests import Request, Script
from bot.conversations.state import Who
from bot.messages import Choice, Outgoing, Voice

T = TypeVar("T")
NOW = datetime(2026, 11, 21, 6, tzinfo=UTC)
SUNDAY_FIVE = datetime(2026, 11, 22, 14, tzinfo=UTC)
MONDAY_FIVE = SUNDAY_FIVE + timedelta(days=1)
COACH = Coach(coach_id=1, name="الكابتن طه الصباغ", name_en="Coach Taha")

BOOKING = Booking(
    booking_id=7,
    booking_number="CB-20261122-0003",
    client_id=20,
    consultation_id=1,
    coach_id=1,
    name="نورة",
    email="",
    phone="+966500000001",
    title="استشارة رياضية",
    title_en="Sports consultation",
    category=Category.SPORTS,
    duration_minutes=60,
    amount=Money(10000, Currency.SAR),
    preferred_at=SUNDAY_FIVE,
    alternative_at=MONDAY_FIVE,
    status=Status.PENDING_CONFIRMATION,
    payment_method=PaymentMethod.CASH,
    requires_approval=True,
    created_at=NOW,
    updated_at=NOW,
)
CASE = Case(booking=BOOKING)


def who(*, staff: bool = True, language: str = "ar") -> Who:
    client = Client(client_id=1 if staff else 20, display_name="طه", permissions=OWNER if staff else frozenset())
    return Who(now=NOW, client=client, voice=Voice(language=language), coach=COACH, channel="web")


def play(script: Script[T], answers: Mapping[type[Request[Any]], Any]) -> tuple[T, list[Request[Any]]]:
    """What the script returns and the requests it made; a callable answer is given the request."""
    made: list[Request[Any]] = []
    try:
        request = next(script)
        while True:
            made.append(request)
            answer = answers[type(request)]
            request = script.send(answer(request) if callable(answer) else answer)
    except StopIteration as end:
        result: T = end.value
        return result, made


def values(card: Outgoing) -> list[str]:
    return [choice.value for row in card.rows for choice in row]


def ids(card: Outgoing) -> list[str]:
    return [line.id for line in card.lines]


def buttons(card: Outgoing) -> list[Choice]:
    return [choice for row in card.rows for choice in row]
