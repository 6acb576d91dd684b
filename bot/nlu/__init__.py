"""Reading what people type, in Arabic first: pure functions from text to values."""

from __future__ import annotations

from bot.nlu.amounts import amount
from bot.nlu.asking import asks_price
from bot.nlu.bookings import booking_number
from bot.nlu.catalogue import consultations
from bot.nlu.changes import Change, change
from bot.nlu.coach import coach_command
from bot.nlu.explain import Used, as_json, explain
from bot.nlu.health import Facts, fitness, gender, goals, read_facts
from bot.nlu.intents import Intent, intent
from bot.nlu.meaning.result import When
from bot.nlu.meeting import meeting
from bot.nlu.numbers import number, small_number
from bot.nlu.phones import email, phone
from bot.nlu.rating import rating
from bot.nlu.text import fold, normal
from bot.nlu.ways import Paying, has_paid, paying
from bot.nlu.when import understand_when

__all__ = [
    "Change",
    "Facts",
    "Intent",
    "Paying",
    "Used",
    "When",
    "amount",
    "as_json",
    "asks_price",
    "booking_number",
    "change",
    "coach_command",
    "consultations",
    "email",
    "explain",
    "fitness",
    "fold",
    "gender",
    "goals",
    "has_paid",
    "intent",
    "meeting",
    "normal",
    "number",
    "paying",
    "phone",
    "rating",
    "read_facts",
    "small_number",
    "understand_when",
]
