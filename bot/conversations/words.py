"""The words that work everywhere («رجوع», «القائمة», «إلغاء»…): which route each of them takes."""

from __future__ import annotations

import re

from bot.nlu import Intent, booking_number, intent, normal

ROUTES = {
    Intent.BACK: "back",
    Intent.MENU: "menu",
    Intent.CANCEL: "cancel",
    Intent.HELP: "help",
    Intent.HUMAN: "human",
    Intent.ARABIC: "arabic",
    Intent.ENGLISH: "english",
    Intent.LANGUAGE: "language",
    Intent.RESUME: "resume",
    Intent.BOOK: "book",
    Intent.MY_BOOKINGS: "mybookings",
    Intent.GREETING: "hello",
    Intent.THANKS: "thanks",
    Intent.PRICE: "price",
    Intent.PLACE: "place",
    Intent.DURATION: "duration",
    Intent.RECEIPT: "receipt",
    Intent.STOP: "stop",
    Intent.NOTICES: "notices",
    Intent.LINK: "link",
}

SMALL_TALK = frozenset({"hello", "salam", "thanks"})
"""The routes that only answer politeness."""


def route(text: str) -> str | None:
    """The route that a whole message names, if it is one of these words."""
    meant = intent(text)
    if meant is Intent.GREETING and "سلام" in normal(text):  # that one is always returned in its own words
        return "salam"
    return ROUTES.get(meant) if meant else None


RESTART = frozenset(map(normal, ("رجّع", "رجعها", "رجّع التذكيرات", "ابدأ", "start", "unstop", "resume reminders")))
"""What turns reminders on again, for who has stopped them; to everybody else these words mean other things."""

_LINK = re.compile(r"(?:ربط|اربط|link)\s*:?\s*(\d{8})", re.IGNORECASE)


def is_restart(text: str) -> bool:
    """Whether the whole message asks for reminders again."""
    return normal(text) in RESTART


def link(text: str) -> str | None:
    """The code in «ربط 12345678», in digits of any family."""
    found = _LINK.fullmatch(normal(text))
    return found[1] if found else None


_PREFIX = re.compile(r"\bcb|سي ?بي", re.IGNORECASE)


def booking(text: str) -> str | None:
    """The whole booking number that a message holds. Without its letters it may as well be a phone number or a date."""
    number = booking_number(text) if _PREFIX.search(text) else None
    return number if number and number.startswith("CB-") else None
